"""What a file says of its persons, organisations, places and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei.core.authority_tei import listed_name
from tei.core.edition import NS, XML_ID, words
from tei.core.names import folded
from tei.core.namespaces import TEI
from tei.render.identifiers import Identifier, identifier
from tei.site.registers.day import Day, in_words
from tei.site.registers.mentions import Mention
from tei.site.registers.reference import Reference

_T = f"{{{TEI}}}"
_KINDS = {"person": "Persons", "personGrp": "Persons", "org": "Organisations", "place": "Places"}
_NAMES = tuple(_T + name for name in ("persName", "orgName", "placeName", "name"))
_SAID = tuple(
    _T + name
    for name in (
        "note desc occupation affiliation socecStatus education residence nationality langKnown faith floruit state "
        "trait"
    ).split()
)
_ADDRESSES = ("ref", "sameAs", "source")
_DEGREES = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)[\s,;]+([+-]?\d{1,3}(?:\.\d+)?)\s*")
ORDER = ("Persons", "Organisations", "Places", "Terms")
"""The kinds of entries, as the registers show them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of an entry, and from when to when it held: ISO 8601, "" where that is not said."""

    text: str
    begin: str = ""
    end: str = ""

    def __str__(self) -> str:
        """Like "Ambassador to Japan, 1953–1957", with as much of the years as is known."""
        begin, end = Day.year_of(self.begin), Day.year_of(self.end)
        if begin or end:
            return f"{self.text}, {begin}" if begin == end else f"{self.text}, {begin}–{end}"
        return self.text


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A person, organisation, place or term, what is said of it, and its mentions in each document.

    `name` is that under which it is listed, `forms` are its others. `birth` and `death` are dates as the file has them,
    `geo` degrees of latitude and longitude. `listed` are the lists that the edition itself prints and that have the
    entry: the place in each.
    """

    id: str
    kind: str
    name: str
    said: tuple[Statement, ...] = ()
    forms: tuple[str, ...] = ()
    birth: str = ""
    death: str = ""
    geo: tuple[float, float] | None = None
    identifiers: tuple[Identifier, ...] = ()
    mentions: dict[Reference, list[Mention]] = field(default_factory=dict)
    listed: dict[Reference, str] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """All that is said of the entry, in one line."""
        return "; ".join(map(str, self.said))

    @property
    def life(self) -> str:
        """Like "1888–1959", "born 1888" or "died 1959"."""
        birth, death = Day.year_of(self.birth), Day.year_of(self.death)
        if birth and death:
            return f"{birth}–{death}"
        return f"born {birth}" if birth else f"died {death}" if death else ""

    @property
    def dates(self) -> list[tuple[str, str]]:
        """Birth and death in words, as far as more than the year is known."""
        days = (("Born", self.birth), ("Died", self.death))
        return [(label, in_words(day)) for label, day in days if in_words(day) != Day.year_of(day)]

    @property
    def position(self) -> str:
        """Like "52.52° N, 13.4° E"."""
        if self.geo is None:
            return ""
        latitude, longitude = self.geo
        north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
        return f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"

    @property
    def times(self) -> int:
        """How often the documents mention the entry."""
        return sum(map(len, self.mentions.values()))

    @property
    def order(self) -> str:
        """The entry's place in the alphabet, capitals and accents apart."""
        return filing(self.name)

    @property
    def letter(self) -> str:
        """The capital under which the entry is filed, "#" for what begins with none."""
        first = self.order[:1].upper()
        return first if first.isalpha() else "#"


def filing(name: str) -> str:
    """A name as it is filed and compared: without accents, capitals and what stands before its first letter."""
    return " ".join(folded(name).casefold().split()).lstrip("\"'([“„«‘¿¡ ")


def described(tree: etree._ElementTree) -> Iterator[RegisterEntry]:
    """The persons, organisations, places and terms of a file's own standOff, without their mentions."""
    for element in tree.iterfind(".//tei:standOff//*[@xml:id]", NS):
        id = element.get(XML_ID, "")
        kind = _KINDS.get(etree.QName(element).localname, "Terms")
        if kind == "Terms":
            label = next((a for a in (element, *element.iterancestors()) if a.tag == _T + "label"), None)
            item = next(label.itersiblings(_T + "item"), None) if label is not None else None
            meaning = words(item)
            said = (Statement(meaning),) if meaning else ()
            yield RegisterEntry(id, kind, words(element) or id, said, identifiers=_identifiers(element))
            continue
        # The names of a person's parents or of a place's country stand deeper.
        names = [name for each in element.iterchildren(*_NAMES) if (name := listed_name(each))] or [id]
        yield RegisterEntry(
            id,
            kind,
            names[0],
            tuple(_said(element)),
            tuple(dict.fromkeys(name for name in names[1:] if name != names[0])),
            _when(element.find("tei:birth", NS)),
            _when(element.find("tei:death", NS)),
            _degrees(words(element.find("tei:location/tei:geo", NS))),
            _identifiers(element),
        )


def _said(element: etree._Element) -> Iterator[Statement]:
    for each in element.iterchildren(*_SAID):
        if text := words(each):
            begin = each.get("from") or each.get("notBefore") or each.get("when") or ""
            yield Statement(text, begin, each.get("to") or each.get("notAfter") or each.get("when") or "")


def _when(element: etree._Element | None) -> str:
    """The date of an event as its attributes have it, else in its words."""
    if element is None:
        return ""
    return next((element.get(a, "") for a in ("when", "notBefore", "notAfter") if element.get(a)), "") or words(element)


def _degrees(text: str) -> tuple[float, float] | None:
    """Latitude and longitude as `geo` has them (TEI P5, 13.3.4.1): two numbers, within their bounds."""
    found = _DEGREES.fullmatch(text)
    if not found:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _identifiers(element: etree._Element) -> tuple[Identifier, ...]:
    """Those that the entry has of its own, and addresses to which it or its names point."""
    named = [
        identifier(each.get("type") or each.get("subtype") or "", words(each))
        for each in element.iterchildren(_T + "idno")
    ]
    pointing = (element, *element.iterchildren(*_NAMES))
    addresses = (word for each in pointing for a in _ADDRESSES for word in each.get(a, "").split())
    found = [*named, *(identifier("", a) for a in addresses if a.startswith(("http://", "https://")))]
    return tuple(dict.fromkeys(each for each in found if each.value))
