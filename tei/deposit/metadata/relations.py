"""What an edition comes from, is part of, or otherwise has to do with, as its header says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.core.edition import NS, words
from tei.deposit.metadata.said import T, attribute, identifier, identifiers, joined, pointed, says
from tei.deposit.record import Related
from tei.deposit.vocabulary import RELATIONS, sniffed
from tei.render import Metadata

_ASIDE = frozenset((T + "idno", T + "biblScope", T + "note"))
_SOURCES = tuple(T + name for name in ("bibl", "biblStruct", "biblFull", "msDesc", "p", "ab"))
_LISTS = tuple(T + name for name in ("listBibl", "listWit", "witness", "recordingStmt", "recording"))
_DANGLING = re.compile(r"(?:[,;:]\s*)+(?=[,;:.]|$)")
_PAGES = re.compile(r"(?:pp?\.|pages?|S\.|Seiten?)?\s*(?P<first>\w+)(?:\s*(?:[-–—]|to|bis)\s*(?P<last>\w+))?\.?")
_UNITS = {"page": ("page", "pages", "pp", "p"), "volume": ("volume", "vol")}


def related(header: etree._Element, metadata: Metadata, *, own: bool) -> Iterator[Related]:
    """The volume that a text was `divided` from, its series, its sources, and what notes say is related."""
    whole = metadata.whole
    if not own and whole.title:
        doi = whole.identifier("doi", "uri", "url")
        pages = metadata.first_page, metadata.last_page
        yield Related("IsPartOf", whole.title, identifier("", doi) if doi else None, "", *pages)
    for series in header.iterfind("tei:fileDesc/tei:seriesStmt", NS):
        yield from _described(
            series, "IsPartOf", words(series.find("tei:title", NS)) or words(series.find("tei:p", NS))
        )
    typed = header.find("tei:fileDesc/tei:titleStmt/tei:title[@type='series']", NS)
    if typed is not None and whole.series and header.find("tei:fileDesc/tei:seriesStmt", NS) is None:
        yield Related("IsPartOf", whole.series, volume=", ".join(filter(None, (whole.subseries, whole.volume))))
    source = header.find("tei:fileDesc/tei:sourceDesc", NS)
    for element in () if source is None or not own else source.iter(*_SOURCES):
        around = next((each for each in element.iterancestors() if each.tag not in _LISTS), None)
        if around is source:
            yield from _source(element)
    for item in header.iterfind("tei:fileDesc/tei:notesStmt/tei:relatedItem", NS) if own else ():
        yield from _item(item)


def _source(element: etree._Element) -> Iterator[Related]:
    """What a description of a source says; that of the file that was encoded says nothing to others."""
    if element.find(".//tei:idno[@type='filename']", NS) is not None:
        return
    kind = element.get("type", "")
    relation = kind if kind in RELATIONS else "IsDerivedFrom"
    if element.tag == T + "msDesc":
        held = _held(element) or without_numbers(element)
        if says(held):
            yield Related(relation, held)
    else:
        yield from _described(element, relation, _titled(element))


def _item(item: etree._Element) -> Iterator[Related]:
    kind = item.get("type", "")
    relation = kind if kind in RELATIONS else "Other"
    inner = next(item.iterchildren(*_SOURCES), None)
    if inner is not None:
        yield from _described(inner, relation, _titled(inner))
    elif target := pointed(item):
        yield Related(relation, identifier=identifier("", target))


def _described(element: etree._Element, relation: str, title: str) -> Iterator[Related]:
    number = next(identifiers(element.iter(T + "idno")), None)
    if number is None and sniffed(target := pointed(element)) != "Local":
        number = identifier("", target)
    if says(title) or number:
        yield Related(relation, title if says(title) else "", number, _volume(element), *_pages(element))


def _volume(element: etree._Element) -> str:
    return next((words(e) for e in _scopes(element, "volume")), "")


def _pages(element: etree._Element) -> tuple[str, str]:
    """The first and the last page, by the attributes, else by the words."""
    pages = next(_scopes(element, "page"), None)
    if pages is None:
        return "", ""
    first, last = attribute(pages, "from"), attribute(pages, "to")
    found = None if first or last else _PAGES.fullmatch(words(pages))
    return (found["first"], found["last"] or "") if found else (first, last)


def _scopes(element: etree._Element, unit: str) -> Iterator[etree._Element]:
    return (e for e in element.iter(T + "biblScope") if e.get("unit", "").casefold() in _UNITS[unit])


def _held(element: etree._Element) -> str:
    """Where a manuscript is kept and under which number: country to shelf mark."""
    held = element.find("tei:msIdentifier", NS)
    parts = () if held is None else (joined(e) for e in held if isinstance(e.tag, str) and e.tag != T + "altIdentifier")
    return ", ".join(filter(None, parts))


def _titled(element: etree._Element) -> str:
    """What a bibliographic description calls its thing: its title where that is marked as the only words, else all
    words without numbers; of a structured one who wrote it, what it is called, where and when it appeared."""
    if element.tag in (T + "biblStruct", T + "biblFull"):
        return _structured(element)
    titles = [each for each in element.iterchildren("*") if each.tag not in _ASIDE]
    if len(titles) == 1 and titles[0].tag == T + "title":
        beside = [element.text, *(each.tail for each in element)]
        if not any((text or "").strip() for text in beside):
            return words(titles[0])
    return without_numbers(element)


def _structured(element: etree._Element) -> str:
    """A reference made of the parts of a `biblStruct` or `biblFull`."""
    named = [words(e) for name in ("author", "editor") for e in element.iter(T + name)]
    titles = dict.fromkeys(words(e) for e in element.iter(T + "title") if e.get("type", "main") in ("main", "sub"))
    imprint = [words(e) for name in ("pubPlace", "publisher", "date") for e in element.iter(T + name)]
    written = ". ".join(filter(None, titles)) or words(next(element.iter(T + "title"), None))
    parts = ("; ".join(dict.fromkeys(filter(None, named))), written, ", ".join(dict.fromkeys(filter(None, imprint))))
    return ". ".join(part.rstrip(".") for part in parts if part) or without_numbers(element)


def without_numbers(element: etree._Element) -> str:
    """The words of a bibliographic reference without its identifiers, volumes and pages."""
    return _DANGLING.sub("", words(element, _ASIDE)).strip()
