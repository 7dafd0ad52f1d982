"""Persons and organisations as whoever cites a document wants them: names in parts, identifiers as addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from tei.core.document import POINTERS
from tei.core.edition import NS, XML_ID, words
from tei.core.namespaces import TEI
from tei.render.identifiers import identifier

_PREFIXED = re.compile(r"(?P<service>[A-Za-z]+)[:_](?P<value>[\w./-]+)")
_T = f"{{{TEI}}}"
_ORGANISATIONS = (_T + "orgName", _T + "org", _T + "gloss")
_CORPORATE = ("org", "organisation", "organization", "corporate", "institution")
_NAMES = (_T + "persName", _T + "orgName", _T + "name")
_BESIDE = frozenset(_T + name for name in ("idno", "affiliation", "email", "address", "note", "date", "ptr"))
"""What may stand within a name or beside it and is no part of it."""
_NAMED = tuple(_T + name for name in ("person", "personGrp", "org"))
_SUFFIX = re.compile(r",? (?P<suffix>Jr\.?|Sr\.?|I{2,3}|IV)$")
_PERSONAL = re.compile(
    r"(?P<given>(?:[^\W\d_a-z][\w.’'-]*\s)+)"
    r"(?P<family>(?:(?!(?:of|for|and|in|on|und|für|et|pour|des)\s)[a-z’']+\s)*[^\W\d_a-z][\w’'-]*)"
)
"""A name as it is spoken, like "Jan van Eyck": forenames with capitals, small particles, the family's name; but not
"Office of the Historian"."""


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
    inner = next(element.iterchildren(*_NAMES), element)
    pointers = [token for e in (element, inner) for a in POINTERS for token in e.get(a, "").split()]
    entry = next((entries[p[1:]] for p in pointers if p[:1] == "#" and p[1:] in entries), None)
    named = _name_of(entry) if entry is not None else inner
    corporate = named.tag == _T + "name" and named.get("type", "").casefold() in _CORPORATE
    organisation = corporate or named.tag in _ORGANISATIONS or (entry is None and element.tag in _ORGANISATIONS)
    parts = _parts(named, spoken=entry is None)
    name = _called(named) or _called(element)
    if not name:
        return None
    joined = dict.fromkeys(each for e in (element, inner, entry) if e is not None for each in _affiliations(e))
    found = [*_identifiers(element), *_identifiers(inner), *(() if entry is None else _identifiers(entry))]
    identified = tuple(dict.fromkeys(found))
    if organisation:
        return Agent(name, organisation=True, identifiers=identified, affiliations=tuple(joined))
    return Agent(name, *parts, identifiers=identified, affiliations=tuple(joined))


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


def _affiliations(element: etree._Element) -> Iterator[Affiliation]:
    for each in element.iterchildren(_T + "affiliation"):
        named = next(each.iterchildren(*_NAMES), each)
        if name := _called(named) or words(each):
            yield Affiliation(name, next(chain(_identifiers(named), _identifiers(each)), ""))


def _name_of(entry: etree._Element) -> etree._Element:
    return next(entry.iterchildren(*_NAMES), entry)


def _called(element: etree._Element) -> str:
    """The words of a name without what stands beside it."""
    if not any(child.tag in _BESIDE for child in element):
        return words(element)
    alone = deepcopy(element)
    for child in list(alone):
        if child.tag in _BESIDE:
            # What follows it is a part of the name.
            before = child.getprevious()
            if before is not None:
                before.tail = f"{before.tail or ''} {child.tail or ''}"
            else:
                alone.text = f"{alone.text or ''} {child.tail or ''}"
            alone.remove(child)
    return words(alone).rstrip(" ,;")


def _parts(element: etree._Element, *, spoken: bool) -> tuple[str, str, str]:
    """Family's name, forenames and suffix, each "" where it is not told."""
    if element.find("tei:surname", NS) is not None:
        # A particle is filed with the family's name, as it is in names that are not marked up.
        families = [words(e) for name in ("nameLink", "surname") for e in element.iterchildren(_T + name)]
        given = " ".join(words(e) for e in element.iterfind("tei:forename", NS))
        return " ".join(families), given, " ".join(words(e) for e in element if _is_suffix(e))
    return parts_of(_called(element), spoken=spoken)


def _is_suffix(element: etree._Element) -> bool:
    return element.tag == _T + "genName" or (element.tag == _T + "roleName" and element.get("type") == "suffix")


def parts_of(name: str, *, spoken: bool = True) -> tuple[str, str, str]:
    """Family's name, forenames and suffix of a person's name, each "" where it is not told.

    The family's name stands first and before a comma, or in a name as it is `spoken` at the end.
    """
    found = _SUFFIX.search(name)
    suffix = found["suffix"] if found else ""
    name = name[: found.start()] if found else name
    family, comma, given = (part.strip() for part in name.partition(","))
    if family and comma and "," not in given:
        return family, given, suffix
    plain = _PERSONAL.fullmatch(name) if spoken else None
    if plain and len(name.split()) <= 5:
        return plain["family"], plain["given"].strip(), suffix
    return "", "", ""
