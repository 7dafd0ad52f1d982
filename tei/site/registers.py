"""Persons, places and terms of a whole edition, and every place where one is mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from tei.core.document import POINTERS
from tei.core.edition import NS, XML_ID, words
from tei.core.namespaces import TEI
from tei.render.metadata import Metadata

_NAMES = tuple(f"{{{TEI}}}{n}" for n in ("persName", "placeName", "orgName", "name", "rs", "gloss", "term", "ref"))
_KINDS = {"person": "Persons", "personGrp": "Persons", "org": "Organisations", "place": "Places"}
ORDER = ("Persons", "Organisations", "Places", "Terms")
"""The kinds of entries, as the register shows them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entry is named: the id of the first time, where that is ("note 3"), and how many times."""

    id: str
    where: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A person, place or term, what is said of it, and its mentions in each document."""

    id: str
    kind: str
    name: str
    about: str
    mentions: dict[Metadata, list[Mention]] = field(default_factory=dict)

    @property
    def letter(self) -> str:
        """The capital under which the entry is filed."""
        return self.name[:1].upper()


Register = dict[str, list[RegisterEntry]]


def register(found: Iterable[tuple[Metadata, Mapping[str, RegisterEntry], Iterable[tuple[str, Mention]]]]) -> Register:
    """All entries that the documents describe and mention, by kind in the order of ORDER, each kind by name.

    A document is its metadata, the entries that it describes and its mentions of these. Where several describe
    the same id, the first with a description is believed.
    """
    entries: dict[str, RegisterEntry] = {}
    for metadata, described, mentioned in found:
        for id, mention in mentioned:
            known = entries.get(id)
            if known is None:
                known = entries[id] = replace(described[id], mentions={})
            elif described[id].about and not known.about:
                known = entries[id] = replace(described[id], mentions=known.mentions)
            places = known.mentions.setdefault(metadata, [])
            if places and places[-1].where == mention.where:
                mention = replace(places[-1], times=places.pop().times + 1)
            places.append(mention)
    ordered = sorted(entries.values(), key=lambda e: (e.name.casefold(), e.id))
    return {kind: of_kind for kind in ORDER if (of_kind := [e for e in ordered if e.kind == kind])}


def described(tree: etree._ElementTree) -> Iterator[RegisterEntry]:
    """The persons, organisations, places and terms of a file's own standOff."""
    for element in tree.iterfind(".//tei:standOff//*[@xml:id]", NS):
        kind = _KINDS.get(etree.QName(element).localname, "Terms")
        if kind == "Terms":
            label = next((a for a in (element, *element.iterancestors()) if a.tag == f"{{{TEI}}}label"), None)
            item = next(label.itersiblings(f"{{{TEI}}}item"), None) if label is not None else None
            name, about = words(element), words(item)
        else:
            names = (e for n in ("persName", "orgName", "placeName", "name") for e in element.iterfind(f"tei:{n}", NS))
            name = words(next(names, None))
            said = (e for n in ("note", "occupation", "desc") for e in element.iterfind(f"tei:{n}", NS))
            about = "; ".join(words(e) + _years(e) for e in said)
        yield RegisterEntry(element.get(XML_ID, ""), kind, name, about)


def _years(element: etree._Element) -> str:
    """Like ", 1953–1957", or as much of it as the element's dates say."""
    begin, end = element.get("from", "")[:4], element.get("to", "")[:4]
    return f", {begin}–{end}" if begin or end else ""


def mentions(tree: etree._ElementTree, described: Mapping[str, RegisterEntry]) -> Iterator[tuple[str, Mention]]:
    """Every mention in the order of the text, under the id that the stylesheet gives it (names.xsl, `mention`)."""
    count: dict[str, int] = {}
    for text in tree.iterfind("tei:text", NS):
        paragraphs = _paragraphs(text)
        for element in text.iter(*_NAMES):
            pointers = dict.fromkeys(p for a in POINTERS if (p := element.get(a, "")).startswith("#"))
            for pointer in pointers:
                count[pointer] = count.get(pointer, 0) + 1
            id = next((p[1:] for p in pointers if p[1:] in described), "")
            if id:
                yield id, Mention(element.get(XML_ID) or f"{id}-{count['#' + id]}", _where(element, paragraphs))


def _paragraphs(text: etree._Element) -> dict[etree._Element, int]:
    """The number of every paragraph among those beside it."""
    beside: Counter[etree._Element | None] = Counter()
    numbers: dict[etree._Element, int] = {}
    for paragraph in text.iter(f"{{{TEI}}}p"):
        beside[paragraph.getparent()] += 1
        numbers[paragraph] = beside[paragraph.getparent()]
    return numbers


def _where(element: etree._Element, paragraphs: Mapping[etree._Element, int]) -> str:
    for ancestor in element.iterancestors():
        name = etree.QName(ancestor).localname
        if name == "note":
            return "source note" if ancestor.get("type") == "source" else f"note {ancestor.get('n', '')}".strip()
        if name == "head":
            return "heading"
        if name == "p" and next(ancestor.iterancestors(f"{{{TEI}}}note"), None) is None:
            return f"paragraph {paragraphs[ancestor]}"
        if name in ("dateline", "salute", "signed", "table", "list"):
            return {"signed": "signature"}.get(name, name)
    return "text"
