"""What an edition is about, as its header says it: subjects, places, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from tei.core.edition import NS, XML_ID, words
from tei.deposit.metadata.said import T, address, attribute, joined, language, paragraphs, pointed, says
from tei.deposit.record import Description, Place, Subject
from tei.deposit.vocabulary import DESCRIPTIONS
from tei.render import Metadata

_GEO = re.compile(r"\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)\s*")
_PLACED = tuple(T + name for name in ("placeName", "settlement", "region", "country", "geogName"))


def subjects(header: etree._Element) -> Iterator[Subject]:
    """Keywords, codes and categories, each with the vocabulary that has it."""
    for keywords in header.iterfind("tei:profileDesc/tei:textClass/tei:keywords", NS):
        scheme = _scheme(header, attribute(keywords, "scheme"))
        for term in keywords.iter(T + "term", T + "item"):
            if says(words(term)) and term.find(T + "term") is None:
                yield Subject(words(term), scheme, address(f"{term.get('ref', '')} {term.get('sameAs', '')}"))
    for code in header.iterfind("tei:profileDesc/tei:textClass/tei:classCode", NS):
        if says(words(code)):
            yield Subject(words(code), _scheme(header, attribute(code, "scheme")))
    for reference in header.iterfind("tei:profileDesc/tei:textClass/tei:catRef", NS):
        for pointer in reference.get("target", "").split():
            yield from _category(header, pointer, attribute(reference, "scheme"))


def _category(header: etree._Element, pointer: str, scheme: str) -> Iterator[Subject]:
    category = _declared(header, pointer, "category")
    if category is None:
        return
    described = category.find("tei:catDesc", NS)
    name = words(None if described is None else next(described.iterchildren(T + "term"), described))
    taxonomy = next(category.iterancestors(T + "taxonomy"), None)
    own = "" if taxonomy is None else f"#{taxonomy.get(XML_ID, '')}"
    if says(name):
        yield Subject(name, _scheme(header, scheme or own), address(category.get("sameAs", "")))


def _scheme(header: etree._Element, pointer: str) -> str:
    """The address of a vocabulary, else what it is called: that of a taxonomy of the header's own is looked up."""
    taxonomy = _declared(header, pointer, "taxonomy")
    if taxonomy is None:
        return "" if pointer == "#" else pointer.removeprefix("#")
    said = next(taxonomy.iterchildren(T + "bibl", T + "desc", T + "head", T + "gloss"), None)
    found = address(taxonomy.get("sameAs", "")) or ("" if said is None else pointed(said) or words(said))
    return found or pointer.removeprefix("#")


def _declared(header: etree._Element, pointer: str, name: str) -> etree._Element | None:
    declared = header.iterfind(f"tei:encodingDesc/tei:classDecl//tei:{name}", NS)
    return next((each for each in declared if pointer == f"#{each.get(XML_ID)}"), None)


def places(header: etree._Element, metadata: Metadata, entries: Mapping[str, etree._Element]) -> Iterator[Place]:
    """Where a text was made and where it is set; of a letter whose header says neither, where it was sent."""
    named: list[etree._Element] = []
    for creation in header.iterfind("tei:profileDesc/tei:creation", NS):
        named += creation.iterchildren(*_PLACED)
    for setting in header.iterfind("tei:profileDesc/tei:settingDesc", NS):
        named += (each for each in setting.iter(T + "place", *_PLACED) if _is_setting(each))
    for element in named:
        name = words(_name(element))
        pointers = " ".join(element.get(each, "") for each in ("ref", "corresp", "sameAs", "key")).split()
        entry = next((entries[p[1:]] for p in pointers if p[:1] == "#" and p[1:] in entries), element)
        if says(name):
            yield Place(name, *_degrees(entry))
    if not named and metadata.place:
        yield Place(metadata.place)


def _is_setting(element: etree._Element) -> bool:
    """Whether an element is a place, and not one of its names."""
    return element.tag == T + "place" or next(element.iterancestors(T + "place", *_PLACED), None) is None


def _name(element: etree._Element) -> etree._Element | None:
    return next(element.iterchildren(*_PLACED), None) if element.tag == T + "place" else element


def _degrees(entry: etree._Element) -> tuple[str, str]:
    found = _GEO.fullmatch(words(entry.find("tei:location/tei:geo", NS)))
    return (found[1], found[2]) if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180 else ("", "")


def descriptions(header: etree._Element) -> Iterator[Description]:
    """Abstracts, notes, and what the header says of its project."""
    for abstract in header.iterfind("tei:profileDesc/tei:abstract", NS):
        if says(said := paragraphs(abstract)):
            yield Description(said, "Abstract", language(abstract))
    for note in header.iterfind("tei:fileDesc/tei:notesStmt/tei:note", NS):
        if says(joined(note)):
            kind = note.get("type", "")
            yield Description(joined(note), kind if kind in DESCRIPTIONS else "Other", language(note))
    for project in header.iterfind("tei:encodingDesc/tei:projectDesc", NS):
        if says(said := paragraphs(project)):
            yield Description(said, "Other", language(project))
