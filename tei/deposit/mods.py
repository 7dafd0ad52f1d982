"""MODS: a record for each text as libraries have it (Metadata Object Description Schema 3.8)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.core.languages import bibliographic
from tei.deposit import filing
from tei.deposit.dublincore import resolved
from tei.deposit.element import LANG, add, document
from tei.deposit.record import Identifier, Record, Related, Title
from tei.deposit.vocabulary import RELATORS, TEI_XML, is_address, sound_address, sound_tag
from tei.render.agents import Agent
from tei.render.identifiers import identifier

MODS = "http://www.loc.gov/mods/v3"
XLINK = "http://www.w3.org/1999/xlink"
XSD = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"

_RELATORS = "http://id.loc.gov/vocabulary/relators"
_HREF = f"{{{XLINK}}}href"
_TITLES = {"AlternativeTitle": "alternative", "TranslatedTitle": "translated", "Other": "alternative"}
_DATES = {
    "Issued": "dateIssued", "Available": "dateIssued", "Created": "dateCreated", "Collected": "dateCaptured",
    "Copyrighted": "copyrightDate", "Valid": "dateValid", "Updated": "dateModified",
}  # fmt: skip
_RELATIONS = {
    "IsPartOf": "host", "IsPublishedIn": "host", "HasPart": "constituent", "IsDerivedFrom": "original",
    "IsVariantFormOf": "otherVersion", "IsVersionOf": "otherVersion", "HasVersion": "otherVersion",
    "IsTranslationOf": "original", "IsNewVersionOf": "preceding", "Continues": "preceding", "Obsoletes": "preceding",
    "IsContinuedBy": "succeeding", "IsPreviousVersionOf": "succeeding", "IsObsoletedBy": "succeeding",
    "References": "references", "Cites": "references", "IsReferencedBy": "isReferencedBy",
    "IsCitedBy": "isReferencedBy", "IsReviewedBy": "reviewOf", "IsOriginalFormOf": "otherFormat",
    "IsIdenticalTo": "otherFormat",
}  # fmt: skip
_DESCRIPTIONS = {"Abstract": "abstract", "TableOfContents": "tableOfContents"}


def mods(record: Record, address: str = "", *, several: bool = False) -> etree._Element:
    """A record as `mods` of MODS 3.8; `address` is that at which the text is published, if it is.

    What a text is part of is its host, or its series where only a title and a number are told of that. Roles are codes
    of the MARC relators, languages codes of ISO 639-2 where there is one, else tags of RFC 5646.
    """
    root = document("mods", MODS, XSD, {"xlink": XLINK})
    root.set("version", "3.8")
    _titles(root, record.titles)
    for agent in record.creators:
        _name(root, agent, "aut")
    for contributor in record.contributors:
        _name(root, contributor.agent, RELATORS.get(contributor.role, "oth"))
    for funding in record.fundings:
        _name(
            root, Agent(funding.funder, organisation=True, identifiers=tuple(filter(None, [funding.identifier]))), "fnd"
        )
    kind = add(root, "typeOfResource", "text")
    if several:
        kind.set("collection", "yes")
    add(root, "genre", "digital edition")
    _origin(root, record)
    for language in record.languages:
        _language(root, language)
    description = add(root, "physicalDescription")
    add(description, "internetMediaType", TEI_XML)
    add(description, "digitalOrigin", "reformatted digital")
    for each in record.descriptions:
        name = _DESCRIPTIONS.get(each.kind, "note")
        add(root, name, each.text, {LANG: sound_tag(each.language)})
    _subjects(root, record)
    for related in record.related:
        _related(root, related)
    for number in record.identifiers:
        _identifier(root, number)
    _location(root, record, address)
    for licence in record.licences:
        terms = {"type": "use and reproduction", _HREF: sound_address(licence.address)}
        add(root, "accessCondition", licence.name or licence.address, terms)
    _funded(root, record)
    _information(root, record)
    return root


def _titles(root: etree._Element, titles: tuple[Title, ...]) -> None:
    """The titles; a subtitle belongs to the main one where there is one, in the same language."""
    main: etree._Element | None = None
    for title in titles:
        if title.kind == "Subtitle" and main is not None and main.find(f"{{{MODS}}}subTitle") is None:
            add(main, "subTitle", title.text)
            continue
        kind = {"type": _TITLES.get(title.kind, "alternative" if title.kind else "")}
        info = add(root, "titleInfo", "", {**kind, LANG: sound_tag(title.language)})
        add(info, "title", title.text)
        if not title.kind and main is None:
            info.set("usage", "primary")
            main = info


def _name(root: etree._Element, agent: Agent, code: str) -> None:
    valued = next((each for each in agent.identifiers if is_address(each)), "")
    name = add(root, "name", "", {"type": "corporate" if agent.organisation else "personal", "valueURI": valued})
    if agent.family:
        add(name, "namePart", agent.family, {"type": "family"})
        if agent.given:
            add(name, "namePart", agent.given, {"type": "given"})
        if agent.suffix:
            add(name, "namePart", agent.suffix, {"type": "termsOfAddress"})
        add(name, "displayForm", agent.filed)
    else:
        add(name, "namePart", agent.name)
    for address in agent.identifiers:
        add(name, "nameIdentifier", address, {"type": identifier("", address).authority.casefold()})
    for each in agent.affiliations:
        add(name, "affiliation", each.name, {"valueURI": sound_address(each.address)})
    role = add(name, "role")
    terms = {"authority": "marcrelator", "authorityURI": _RELATORS, "valueURI": f"{_RELATORS}/{code}"}
    add(role, "roleTerm", code, {"type": "code", **terms})


def _origin(root: etree._Element, record: Record) -> None:
    origin = etree.Element(f"{{{MODS}}}originInfo")
    if record.publisher:
        add(origin, "publisher", record.publisher)
    for date in record.dates:
        name = _DATES.get(date.kind, "dateOther")
        kind = {"type": date.kind.casefold() if name == "dateOther" else ""}
        first, _, last = date.value.partition("/")
        for value, point in ((first, "start"), (last, "end")) if last else ((first, ""),):
            add(origin, name, value, {"encoding": "w3cdtf", "point": point, **kind})
    issued = origin.find(f"{{{MODS}}}dateIssued")
    if issued is not None:
        issued.set("keyDate", "yes")
    if record.version:
        add(origin, "edition", record.version)
    if len(origin):
        root.append(origin)


def _language(root: etree._Element, tag: str) -> None:
    language = add(root, "language")
    if code := bibliographic(tag):
        add(language, "languageTerm", code, {"type": "code", "authority": "iso639-2b"})
    if not code or "-" in tag:
        add(language, "languageTerm", tag, {"type": "code", "authority": "rfc5646"})


def _subjects(root: etree._Element, record: Record) -> None:
    for each in record.subjects:
        address = is_address(each.scheme)
        scheme = {"authorityURI" if address else "authority": each.scheme}
        subject = add(root, "subject", "", {} if address else scheme)
        add(subject, "topic", each.term, {**scheme, "valueURI": sound_address(each.address)})
    for place in record.places:
        subject = add(root, "subject")
        add(subject, "geographic", place.name)
        if place.latitude:
            add(add(subject, "cartographics"), "coordinates", f"{place.latitude}, {place.longitude}")
    for date in record.dates:
        if date.kind == "Coverage":
            first, _, last = date.value.partition("/")
            subject = add(root, "subject")
            for value, point in ((first, "start"), (last, "end")) if last else ((first, ""),):
                add(subject, "temporal", value, {"encoding": "w3cdtf", "point": point})


def _related(root: etree._Element, related: Related) -> None:
    kind = _RELATIONS.get(related.relation, "")
    if kind == "host" and related.relation == "IsPartOf" and not related.first_page:
        kind = "series"
    item = add(root, "relatedItem", "", {"type": kind} if kind else {"otherType": related.relation})
    info = add(item, "titleInfo") if related.title else item
    if related.title:
        add(info, "title", related.title)
        if kind == "series" and related.volume:
            add(info, "partNumber", related.volume)
    if related.identifier:
        _identifier(item, related.identifier)
    if kind != "series" or not related.title:
        _part(item, related)


def _part(item: etree._Element, related: Related) -> None:
    """Volume and pages."""
    if not (related.volume or related.first_page or related.last_page):
        return
    part = add(item, "part")
    if related.volume:
        add(add(part, "detail", "", {"type": "volume"}), "number", related.volume)
    if related.first_page or related.last_page:
        extent = add(part, "extent", "", {"unit": "pages"})
        if related.first_page:
            add(extent, "start", related.first_page)
        if related.last_page:
            add(extent, "end", related.last_page)


def _identifier(parent: etree._Element, number: Identifier) -> None:
    kind = {"Handle": "hdl", "URL": "uri", "PURL": "uri"}.get(number.kind, number.kind.casefold())
    add(parent, "identifier", number.value, {"type": kind})


def _location(root: etree._Element, record: Record, address: str) -> None:
    known = [address, *map(resolved, record.identifiers)]
    found = dict.fromkeys(each for each in known if is_address(each))
    for place, each in enumerate(found):
        location = add(root, "location")
        add(location, "url", each, {"usage": "primary"} if not place else {})


def _funded(root: etree._Element, record: Record) -> None:
    for each in record.fundings:
        said = ", ".join(filter(None, (each.funder, each.title, each.award, each.address)))
        add(root, "note", said, {"type": "funding"})


def _information(root: etree._Element, record: Record) -> None:
    information = add(root, "recordInfo")
    add(information, "recordOrigin", "Made from the teiHeader.")
    for number in record.identifiers[:1]:
        add(information, "recordIdentifier", number.value, {"source": number.kind.casefold()})


def _written(record: Record, several: bool) -> etree._Element:
    return mods(record, several=several)


def _faults(root: etree._Element) -> Iterator[tuple[str, str]]:
    if root.tag != f"{{{MODS}}}mods" or root.find(f"{{{MODS}}}titleInfo/{{{MODS}}}title") is None:
        yield "a record of MODS needs a title", "add <title> to <titleStmt>"


TARGET = filing.target("MODS", _written, XSD, _faults, asks="oai")
