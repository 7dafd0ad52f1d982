"""What elements of a header say: words that mean something, dates, identifiers, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from tei.core.calendar import in_calendar
from tei.core.edition import NS, words
from tei.core.namespaces import TEI
from tei.deposit.element import LANG
from tei.deposit.record import UNASSIGNED, UNKNOWN, Identifier
from tei.deposit.vocabulary import is_address, kind_of_identifier, sniffed
from tei.render.identifiers import identifier as known_identifier
from tei.validate.header import EMPTY

T = f"{{{TEI}}}"

DAY = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?)?")
"""A date of ISO 8601 as far as TEI and DataCite have it: a year, month, day or moment."""

_NOBODY = frozenset((*EMPTY, "not named", UNKNOWN, UNASSIGNED))
_YEAR = re.compile(r"\b\d{4}\b")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_PREFIXED = re.compile(r"(?P<service>[A-Za-z]+):(?P<value>[\w./-]+)")


def says(text: str) -> bool:
    """Whether a text is more than what stands where something is still to be written."""
    return bool(text) and text.casefold() not in _NOBODY


def language(element: etree._Element) -> str:
    """The language that an element declares itself."""
    return element.get(LANG, "").strip()


def joined(element: etree._Element) -> str:
    """All words of an element, with those of notes in it."""
    return " ".join("".join(map(str, element.itertext("*"))).split())


def paragraphs(element: etree._Element) -> str:
    """The words of the paragraphs of an element, which are parted even where no white space parts them."""
    return " ".join(filter(None, map(words, element.iterchildren("*")))) or words(element)


def attribute(element: etree._Element, *names: str) -> str:
    """The first of these attributes that says something, with single blanks."""
    return next((value for name in names if (value := " ".join(element.get(name, "").split()))), "")


def is_date(text: str) -> bool:
    """Whether a text is a date of ISO 8601 that the calendar has."""
    return bool(DAY.fullmatch(text)) and in_calendar(text)


def date(element: etree._Element) -> str:
    """A date as ISO 8601: that of its attributes, else the day or the year in its words; "" for none."""
    if is_date(when := attribute(element, "when")):
        return when
    ends = attribute(element, "from", "notBefore"), attribute(element, "to", "notAfter")
    if found := "/".join(dict.fromkeys(filter(is_date, ends))):
        return found
    said = words(element)
    year = _YEAR.search(said)
    return said if is_date(said) else year[0] if year else ""


def licences(header: etree._Element) -> Iterator[etree._Element]:
    """The elements that say under which licence an edition is: `licence`, else the paragraphs of `availability`."""
    for availability in header.iterfind("tei:fileDesc/tei:publicationStmt//tei:availability", NS):
        yield from list(availability.iter(T + "licence")) or list(availability.iterchildren(T + "p", T + "ab"))


def identifiers(elements: Iterable[etree._Element]) -> Iterator[Identifier]:
    """The identifiers that these `idno` have; one that only holds others says nothing itself."""
    for idno in elements:
        value = words(idno)
        if says(value) and idno.find(f"{T}idno") is None:
            yield identifier(idno.get("type", ""), value)


def identifier(type: str, value: str) -> Identifier:
    """An identifier as repositories know it, from the type and the value of an `idno`."""
    kind = kind_of_identifier(type) or sniffed(value)
    return Identifier(kind, _RESOLVER.sub("", value, count=1) if kind == "DOI" and _RESOLVER.match(value) else value)


def address(pointers: str) -> str:
    """The address in the web of the first of these pointers that has one: itself, or one like "gnd:118540238"."""
    for pointer in pointers.split():
        if is_address(pointer):
            return pointer
        found = _PREFIXED.fullmatch(pointer)
        known = known_identifier(found["service"], found["value"]).address if found else ""
        if is_address(known):
            return known
    return ""


def pointed(element: etree._Element) -> str:
    """The address of what an element points to, by itself or by a reference in it."""
    own = address(f"{element.get('target', '')} {element.get('ref', '')}")
    inner = (each.get("target", "") for each in element.iter(f"{T}ref", f"{T}ptr"))
    return own or next((found for each in inner if (found := address(each))), "")
