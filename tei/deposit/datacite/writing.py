"""A record as XML of the DataCite Metadata Schema 4.7."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from tei.core.clock import this_year
from tei.deposit.element import LANG, add, document
from tei.deposit.record import UNASSIGNED, UNKNOWN, Identifier, Record, Related, is_bare
from tei.deposit.vocabulary import FOLLOWED, TEI_XML, is_tag, sound_address, sound_tag
from tei.render.agents import Agent
from tei.render.identifiers import identifier

KERNEL = "http://datacite.org/schema/kernel-4"
XSD = "https://schema.datacite.org/meta/kernel-4.7/metadata.xsd"

LANGUAGES = "Languages: "
"""What a description begins with that lists the languages: there is only one `language`."""

AUTHORS = "The creators are the authors."
"""A description that tells authors from those who are cited for want of an author."""

_YEAR = re.compile(r"\d{4}")
_FUNDERS = (
    ("ROR", re.compile(r"https?://ror\.org/")),
    ("Crossref Funder ID", re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?10\.13039/")),
    ("ISNI", re.compile(r"https?://(?:www\.)?isni\.org/")),
    ("GRID", re.compile(r"(?:https?://(?:www\.)?grid\.ac/institutes/)?grid\.")),
)


def datacite(record: Record, address: str = "", *, general: str = "Text") -> etree._Element:
    """A record as `resource` of DataCite 4.7, valid by its schema; `tei.deposit.datacite.read` undoes it.

    `address` is that at which the text is published, `general` its resourceTypeGeneral. What must be there and is
    not known is `:unav`, a DOI that there is not yet `:tba` (appendix 3). Of a text without a date of issue the year is
    that of SOURCE_DATE_EPOCH, else of the clock, because the schema demands one; a date of issue `:unav` says so.
    """
    root = document("resource", KERNEL, XSD)
    doi = next((each for each in record.identifiers if each.kind == "DOI"), Identifier("DOI", UNASSIGNED))
    add(root, "identifier", doi.value, {"identifierType": "DOI"})
    _creators(root, record)
    titles = add(root, "titles")
    for title in record.titles:
        add(titles, "title", title.text, {"titleType": title.kind, LANG: sound_tag(title.language)})
    if not record.title:
        titles.insert(0, add(titles, "title", UNKNOWN))
    add(root, "publisher", record.publisher or UNKNOWN)
    add(root, "publicationYear", record.year if _YEAR.fullmatch(record.year) else this_year())
    add(root, "resourceType", "Digital edition in TEI XML", {"resourceTypeGeneral": general})
    _subjects(root, record)
    if record.contributors:
        contributors = add(root, "contributors")
        for each in record.contributors:
            _agent(contributors, "contributor", each.agent).set("contributorType", each.role)
    dates = add(root, "dates")
    for date in record.dates:
        add(dates, "date", date.value, {"dateType": date.kind})
    if not record.issued:
        add(dates, "date", UNKNOWN, {"dateType": "Issued"})
    if is_tag(record.language):
        add(root, "language", record.language)
    others = [each for each in record.identifiers if each is not doi]
    others += [Identifier("URL", address)] if address else []
    _identifiers(root, others)
    _related(root, record)
    add(add(root, "formats"), "format", TEI_XML)
    if record.version:
        add(root, "version", record.version)
    _rights(root, record)
    _descriptions(root, record)
    _places(root, record)
    _fundings(root, record)
    return root


def scheme_of(address: str) -> str:
    """Who gave the identifier at an address: "ORCID", "GND"; the host of one that is not known."""
    return identifier("", address).authority or UNKNOWN


def _creators(root: etree._Element, record: Record) -> None:
    creators = add(root, "creators")
    for each in record.responsible:
        _agent(creators, "creator", each)
    if not record.responsible:
        add(add(creators, "creator"), "creatorName", UNKNOWN)


def _agent(parent: etree._Element, name: str, agent: Agent) -> etree._Element:
    """A creator or contributor; a suffix has no element of its own and stands in the name."""
    element = add(parent, name)
    kind = "Organizational" if agent.organisation else "Personal"
    add(element, f"{name}Name", agent.name, {"nameType": kind})
    if agent.given:
        add(element, "givenName", agent.given)
    if agent.family:
        add(element, "familyName", agent.family)
    for address in agent.identifiers:
        scheme = {"nameIdentifierScheme": scheme_of(address), "schemeURI": _origin(address)}
        add(element, "nameIdentifier", address, scheme)
    for each in agent.affiliations:
        scheme = {"affiliationIdentifierScheme": scheme_of(each.address)} if each.address else {}
        add(element, "affiliation", each.name, {"affiliationIdentifier": each.address, **scheme})
    return element


def _origin(address: str) -> str:
    """The address of the service that gave an identifier."""
    found = re.match(r"https?://[^/]+", address)
    return sound_address(found[0]) if found else ""


def _subjects(root: etree._Element, record: Record) -> None:
    subjects = add(root, "subjects") if record.subjects else root
    for each in record.subjects:
        address = sound_address(each.scheme)
        scheme = {"subjectScheme": scheme_of(address) if address else each.scheme, "schemeURI": address}
        add(subjects, "subject", each.term, {**scheme, "valueURI": sound_address(each.address)})


def _identifiers(root: etree._Element, identifiers: list[Identifier]) -> None:
    alternate = add(root, "alternateIdentifiers") if identifiers else root
    for each in identifiers:
        add(alternate, "alternateIdentifier", each.value, {"alternateIdentifierType": each.kind})


def _related(root: etree._Element, record: Record) -> None:
    """What is related: with its identifier where DataCite knows the kind of that, and as an item with what else is
    known of it."""
    known = [each for each in record.related if each.identifier and each.identifier.kind in FOLLOWED]
    identifiers = add(root, "relatedIdentifiers") if known else root
    for each in known:
        if each.identifier:
            kind = {"relatedIdentifierType": each.identifier.kind, "relationType": each.relation}
            add(identifiers, "relatedIdentifier", each.identifier.value, kind)
    told = [each for each in record.related if not is_bare(each)]
    items = add(root, "relatedItems") if told else root
    for each in told:
        _item(items, each)


def _item(items: etree._Element, related: Related) -> None:
    item = add(items, "relatedItem", "", {"relatedItemType": _kind(related), "relationType": related.relation})
    number = related.identifier
    known = number is not None and number.kind in FOLLOWED
    if number and known:
        add(item, "relatedItemIdentifier", number.value, {"relatedItemIdentifierType": number.kind})
    add(add(item, "titles"), "title", related.title or UNKNOWN)
    if related.volume:
        add(item, "volume", related.volume)
    if number and not known:
        add(item, "number", f"{number.kind}: {number.value}", {"numberType": "Other"})
    if related.first_page:
        add(item, "firstPage", related.first_page)
    if related.last_page:
        add(item, "lastPage", related.last_page)


def _kind(related: Related) -> str:
    """What something related is: what a text is part of is a book where pages are told, else a collection."""
    if related.relation not in ("IsPartOf", "IsPublishedIn"):
        return "Text"
    return "Book" if related.first_page else "Collection"


def _rights(root: etree._Element, record: Record) -> None:
    rights = add(root, "rightsList") if record.licences else root
    for each in record.licences:
        spdx = {
            "rightsIdentifier": each.spdx,
            "rightsIdentifierScheme": "SPDX",
            "schemeURI": "https://spdx.org/licenses/",
        }
        address = sound_address(each.address)
        add(rights, "rights", each.name, {"rightsURI": address, **(spdx if each.spdx else {})})


def _descriptions(root: etree._Element, record: Record) -> None:
    tags = record.languages
    listed = [f"{LANGUAGES}{', '.join(tags)}"] if len(tags) > 1 or (tags and not is_tag(tags[0])) else []
    if record.creators and record.creators == replace(record, creators=()).responsible:
        listed.append(AUTHORS)
    if not (record.descriptions or listed):
        return
    descriptions = add(root, "descriptions")
    for each in record.descriptions:
        add(descriptions, "description", each.text, {"descriptionType": each.kind, LANG: sound_tag(each.language)})
    for text in listed:
        add(descriptions, "description", text, {"descriptionType": "TechnicalInfo", LANG: "en"})


def _places(root: etree._Element, record: Record) -> None:
    places = add(root, "geoLocations") if record.places else root
    for each in record.places:
        place = add(places, "geoLocation")
        add(place, "geoLocationPlace", each.name)
        if each.latitude and each.longitude:
            point = add(place, "geoLocationPoint")
            add(point, "pointLongitude", each.longitude)
            add(point, "pointLatitude", each.latitude)


def _fundings(root: etree._Element, record: Record) -> None:
    fundings = add(root, "fundingReferences") if record.fundings else root
    for each in record.fundings:
        funding = add(fundings, "fundingReference")
        add(funding, "funderName", each.funder)
        if each.identifier:
            kind = next((name for name, pattern in _FUNDERS if pattern.match(each.identifier)), "Other")
            add(funding, "funderIdentifier", each.identifier, {"funderIdentifierType": kind})
        if each.award or each.address:
            address = sound_address(each.address)
            add(funding, "awardNumber", each.award, {"awardURI": address})
        if each.title:
            add(funding, "awardTitle", each.title)
