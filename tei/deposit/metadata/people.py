"""Who made an edition and who paid for it, as its header says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from tei.core.edition import NS, words
from tei.deposit.metadata.relations import without_numbers
from tei.deposit.metadata.said import T, address, attribute, says
from tei.deposit.record import Contributor, Funding, filed
from tei.deposit.vocabulary import role_of
from tei.render import Metadata
from tei.render.agents import Agent, agent
from tei.render.whole import is_general

Entries = Mapping[str, etree._Element]

_ROLES = {T + "editor": "Editor", T + "principal": "ProjectLeader", T + "sponsor": "Sponsor"}
_BODIES = (T + "sponsor", T + "distributor")
_GRANTS = ("grant", "award", "grantnumber", "awardnumber", "project")


def creators(header: etree._Element, metadata: Metadata, entries: Entries, *, own: bool) -> tuple[Agent, ...]:
    """The authors; of a letter or telegram whose header names none, who sent it."""
    authors = header.findall("tei:fileDesc/tei:titleStmt/tei:author", NS)
    named = _agents(authors, entries) if own or not metadata.whole.title else ()
    return tuple(filed(each) for each in named or metadata.authors or metadata.senders if says(each.name))


def contributors(header: etree._Element, entries: Entries) -> Iterator[Contributor]:
    """Those of the title, editors of a series behind the others, then who distributes what another publishes."""
    statements = sorted(header.iterfind("tei:fileDesc/tei:titleStmt/*", NS), key=is_general)
    for element in (*statements, *header.iterfind("tei:fileDesc/tei:editionStmt/tei:respStmt", NS)):
        if element.tag == T + "respStmt":
            role = role_of(" ".join(words(e) for e in element.iterchildren(T + "resp")), "Other")
            named = _agents(element.iterchildren(T + "persName", T + "orgName", T + "name"), entries)
        elif element.tag in _ROLES:
            role = role_of(attribute(element, "role"), _ROLES[element.tag])
            named = _agents([element], entries)
        else:
            continue
        yield from (Contributor(filed(each), role) for each in named)
    published = header.find("tei:fileDesc/tei:publicationStmt", NS)
    if published is not None and says(words(published.find("tei:publisher", NS))):
        for distributor in _agents(published.iterchildren(T + "distributor"), entries):
            yield Contributor(filed(distributor), "Distributor")


def fundings(header: etree._Element) -> Iterator[Funding]:
    """Who paid, by `funder`: the number of the grant is an `idno`, its address `@source` there."""
    for funder in header.iterfind("tei:fileDesc/tei:titleStmt/tei:funder", NS):
        named = next(funder.iterchildren(T + "orgName", T + "name", T + "persName"), None)
        grant = next((e for e in funder.iter(T + "idno") if e.get("type", "").casefold() in _GRANTS), None)
        title = next(funder.iterchildren(T + "title"), None)
        name = words(named) or without_numbers(funder)
        if says(name):
            source = "" if grant is None else address(grant.get("source", ""))
            yield Funding(name, _identified(funder, named), words(grant), words(title), source)


def _identified(funder: etree._Element, named: etree._Element | None) -> str:
    """The address of a funder, or another word that points to it."""
    both = [each for each in (funder, named) if each is not None]
    said = " ".join(each.get("ref", "") for each in both)
    return address(said) or next((each for each in said.split() if not each.startswith("#")), "")


def _agents(elements: Iterable[etree._Element], entries: Entries) -> tuple[Agent, ...]:
    found = ((each, agent(each, entries)) for each in elements)
    return tuple(_body(each, named) for each, named in found if named and says(named.name))


def _body(element: etree._Element, named: Agent) -> Agent:
    """Who sponsors or distributes is a body, unless the name is that of a person."""
    if element.tag not in _BODIES or element.find("tei:persName", NS) is not None:
        return named
    return replace(named, family="", given="", suffix="", organisation=True)
