"""Metadata of the objects of TextGrid (textgrid-metadata_2010.xsd): collections, editions, works and items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from lxml import etree

from tei.core.languages import terminological
from tei.deposit.collection import Collection
from tei.deposit.element import add, outermost
from tei.deposit.record import UNKNOWN, Record, Related
from tei.deposit.vocabulary import is_address, sound_address
from tei.render.agents import Agent

NAMESPACE = "http://textgrid.info/namespaces/metadata/core/2010"

COLLECTION = "text/tg.collection+tg.aggregation+xml"
EDITION = "text/tg.edition+tg.aggregation+xml"
WORK = "text/tg.work+xml"
TEXT = "text/xml"
"""The formats by which TextGrid tells objects apart."""

GENRES = ("drama", "prose", "verse", "reference work", "non-fiction", "non-text", "other")
"""What a work may be; a header says it as a keyword of the scheme that ends with `GENRE`."""

GENRE = f"{NAMESPACE}#genre"

_ROLES = {
    "ContactPerson": "metadataContact", "DataCollector": "dataContributor", "DataCurator": "markupEditor",
    "DataManager": "dataManager", "Distributor": "distributor", "Editor": "editor",
    "HostingInstitution": "repository", "Producer": "producer", "ProjectLeader": "projectDirector",
    "ProjectManager": "projectDirector", "ProjectMember": "researchTeamMember", "Researcher": "researcher",
    "ResearchGroup": "researcher", "RightsHolder": "copyrightHolder", "Sponsor": "sponsor",
    "Supervisor": "thesisAdvisor", "Translator": "translator",
}  # fmt: skip
"""The words for the roles of contributors; those of others are "other"."""

_GREGORIAN = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2]))?")


def collection(given: Collection) -> etree._Element:
    """The metadata of a collection; who made it is who is responsible for its texts, else the publisher."""
    record = given.record
    root = _object(record, given.name, COLLECTION)
    described = add(root, "collection")
    for agent in record.responsible or _publishers(record):
        _person(described, "collector", agent)
    if record.abstract:
        add(described, "abstract", record.abstract)
    if given.url:
        add(described, "collectionDescription", given.url)
    _about(described, record)
    return root


def edition(record: Record, name: str, work: str) -> etree._Element:
    """The metadata of an edition of the work whose object is at this path; its languages in codes of ISO 639-3."""
    root = _object(record, name, EDITION)
    described = add(root, "edition")
    add(described, "isEditionOf", work)
    agents = [(agent, "author") for agent in record.creators]
    agents += [(each.agent, _ROLES.get(each.role, "other")) for each in record.contributors]
    for agent, role in agents or [(each, "publisher") for each in _publishers(record)]:
        _agent(described, agent, role)
    for source in record.relatives("IsDerivedFrom"):
        _source(described, source)
    codes = (terminological(tag) for tag in record.languages)
    for code in dict.fromkeys(filter(None, codes)):
        add(described, "language", code)
    licence = next(iter(record.licences), None)
    if licence:
        address = sound_address(licence.address)
        add(described, "license", licence.name or licence.address, {"licenseUri": address})
    return root


def work(record: Record, name: str) -> etree._Element:
    """The metadata of the work of which a text is an edition."""
    root = _object(record, name, WORK)
    described = add(root, "work")
    for agent in record.creators:
        _agent(described, agent, "author")
    if record.abstract:
        add(described, "abstract", record.abstract)
    _created(described, record.date("Created"))
    _about(described, record)
    genres = [each.term for each in record.subjects if each.scheme == GENRE and each.term in GENRES]
    for genre in dict.fromkeys(genres or ["other"]):
        add(described, "genre", genre)
    return root


def item(record: Record, name: str) -> etree._Element:
    """The metadata of the text itself."""
    root = _object(record, name, TEXT)
    described = add(root, "item")
    for each in record.contributors:
        if each.role == "RightsHolder":
            _person(described, "rightsHolder", each.agent)
    return root


def _object(record: Record, name: str, format: str) -> etree._Element:
    """The metadata of an object with what all have: title, identifiers and format."""
    root = outermost("object", NAMESPACE)
    provided = add(add(root, "generic"), "provided")
    for title in [each.text for each in record.titles if each.text] or [name]:
        add(provided, "title", title)
    for identifier in record.identifiers:
        add(provided, "identifier", identifier.value, {"type": identifier.kind})
    add(provided, "format", format)
    return root


def _publishers(record: Record) -> list[Agent]:
    """The publisher in place of whom nobody names; TextGrid wants somebody."""
    return [Agent(record.publisher or UNKNOWN, organisation=True)]


def _agent(parent: etree._Element, agent: Agent, role: str) -> None:
    add(parent, "agent", agent.filed, {"role": role, "id": _identified(agent)})


def _person(parent: etree._Element, name: str, agent: Agent) -> None:
    corporate = "true" if agent.organisation else ""
    add(parent, name, agent.filed, {"id": _identified(agent), "isCorporateBody": corporate})


def _identified(agent: Agent) -> str:
    return next(filter(is_address, agent.identifiers), "")


def _about(parent: etree._Element, record: Record) -> None:
    """The places and subjects, each with its address where it has one."""
    for place in record.places:
        _authority(parent, "spatial", place.name)
    for subject in record.subjects:
        if subject.scheme != GENRE:
            _authority(parent, "subject", subject.term, subject.address, subject.scheme)


def _authority(parent: etree._Element, name: str, value: str, address: str = "", scheme: str = "") -> None:
    element = add(parent, name)
    if address:
        add(element, "id", address, {"type": scheme})
    add(element, "value", value)


def _created(parent: etree._Element, said: str) -> None:
    """When the work was made: a day, month or year, or the first and last; in words only what is none of these."""
    first, _, last = said.partition("/")
    begin, end = _day(first), _day(last)
    ranged = {"notBefore": begin, "notAfter": end} if begin and end else {}
    when = ranged if last else {"date": begin}
    add(parent, "dateOfCreation", said or UNKNOWN, when)


def _day(said: str) -> str:
    """A day, month or year as XML Schema writes it, without the time; "" for what is none."""
    if _GREGORIAN.fullmatch(said):
        return said
    with suppress(ValueError):
        return date.fromisoformat(said[:10]).isoformat()
    return ""


def _source(parent: etree._Element, source: Related) -> None:
    """What was edited, as a bibliographic citation."""
    number = source.identifier
    cited = add(add(parent, "source"), "bibliographicCitation")
    add(cited, "editionTitle", source.title or (number.value if number else UNKNOWN))
    parts: Iterable[tuple[str, str]] = (
        ("volume", source.volume),
        ("spage", source.first_page),
        ("epage", source.last_page),
    )
    for name, value in parts:
        if value:
            add(cited, name, value)
    if number:
        add(cited, "bibIdentifier", number.value, {"type": number.kind})
