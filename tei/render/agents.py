"""Persons and organisations as whoever cites a document wants them: names in parts, identifiers as addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tei.core.document import POINTERS
from tei.core.edition import NS, XML_ID, words
from tei.core.namespaces import TEI
from tei.render.identifiers import identifier

_PREFIXED = re.compile(r"(?P<service>[A-Za-z]+)[:_](?P<value>[\w./-]+)")
_T = f"{{{TEI}}}"
_ORGANISATIONS = (_T + "orgName", _T + "org", _T + "gloss")
_NAMED = tuple(_T + name for name in ("person", "personGrp", "org"))
_SUFFIX = re.compile(r",? (?P<suffix>Jr\.?|Sr\.?|I{2,3}|IV)$")
_PERSONAL = re.compile(r"(?P<given>(?:[^\W\d_a-z][\w.’'-]*\s)+)(?P<family>(?:[a-z’']+\s)*[^\W\d_a-z][\w’'-]*)")
"""A name as it is spoken, like "Jan van Eyck": forenames with capitals, small particles, the family's name."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A body that somebody belongs to: its name and its address in the web, such as that in ROR, "" for none."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who wrote, received, edited or is named: a person, or with `organisation` an office or a body.

    `family` and `given` are "" where the name is not told apart; `identifiers` are addresses in the web.
    """

    name: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    organisation: bool = False
    identifiers: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()

    @property
    def spoken(self) -> str:
        """The name with the forename first."""
        return " ".join(filter(None, (self.given, self.family, self.suffix))) if self.family else self.name

    @property
    def filed(self) -> str:
        """The name with the family's name first."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix))) if self.family else self.name


def agent(element: etree._Element, entries: Mapping[str, etree._Element]) -> Agent | None:
    """Whom an element names (`persName`, `author`, `editor` …); by the entry that it points to, where there is one.

    None where it names nobody.
    """
    inner = next(element.iterchildren(_T + "persName", _T + "orgName", _T + "name"), element)
    pointers = [token for e in (element, inner) for a in POINTERS for token in e.get(a, "").split()]
    entry = next((entries[p[1:]] for p in pointers if p[:1] == "#" and p[1:] in entries), None)
    named = _name_of(entry) if entry is not None else inner
    organisation = named.tag in _ORGANISATIONS or (entry is None and element.tag in _ORGANISATIONS)
    parts = _parts(named, spoken=entry is None)
    name = words(named) or words(element)
    if not name:
        return None
    found = [*_identifiers(element), *_identifiers(inner), *(() if entry is None else _identifiers(entry))]
    identified = tuple(dict.fromkeys(found))
    if organisation:
        return Agent(name, organisation=True, identifiers=identified)
    return Agent(name, *parts, identifiers=identified)


def entries_of(root: etree._Element) -> dict[str, etree._Element]:
    """The persons and organisations that a file describes, by id."""
    return {id: e for e in root.iter(*_NAMED) if (id := e.get(XML_ID))}


def address_of_identifier(kind: str, value: str) -> str:
    """The address in the web that an identifier of this kind stands for ("VIAF", "123"); "" where none is known."""
    return identifier(kind, value.strip()).address


def _identifiers(element: etree._Element) -> Iterator[str]:
    for token in f"{element.get('ref', '')} {element.get('key', '')} {element.get('sameAs', '')}".split():
        prefixed = _PREFIXED.fullmatch(token)
        address = address_of_identifier(*prefixed.group("service", "value")) if prefixed else ""
        if address := address or address_of_identifier("", token):
            yield address
    for idno in element.iterchildren(_T + "idno"):
        if address := address_of_identifier(idno.get("type", ""), words(idno)):
            yield address
    if element.tag in _NAMED:
        for name in element.iterchildren(_T + "persName", _T + "orgName"):
            yield from _identifiers(name)


def _name_of(entry: etree._Element) -> etree._Element:
    return next(entry.iterchildren(_T + "persName", _T + "orgName", _T + "name"), entry)


def _parts(element: etree._Element, *, spoken: bool) -> tuple[str, str, str]:
    """Family's name, forenames and suffix, each "" where it is not told."""
    families = [words(e) for e in element.iterfind("tei:surname", NS)]
    if families:
        given = " ".join(words(e) for e in element.iterfind("tei:forename", NS))
        return " ".join(families), given, " ".join(words(e) for e in element.iterfind("tei:genName", NS))
    name = words(element)
    found = _SUFFIX.search(name)
    suffix = found["suffix"] if found else ""
    name = name[: found.start()] if found else name
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and "," not in given:
        return family, given, suffix
    plain = _PERSONAL.fullmatch(name) if spoken else None
    if plain and len(name.split()) <= 5:
        return plain["family"], plain["given"].strip(), suffix
    return "", "", ""
