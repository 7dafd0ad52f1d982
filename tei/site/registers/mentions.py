"""Every place where a text names an entry, with the words around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tei.core.document import POINTERS
from tei.core.edition import XML_ID
from tei.core.namespaces import TEI

AROUND = 60
"""So many characters of context stand on either side of a name, less what is left of a word that would be cut."""

_T = f"{{{TEI}}}"
_NAMES = tuple(_T + n for n in ("persName", "placeName", "orgName", "name", "rs", "gloss", "term", "ref"))
BLOCKS = frozenset(
    _T + name
    for name in (
        "text front body back div div1 div2 div3 div4 div5 div6 div7 p ab head item label cell l sp speaker stage note "
        "dateline salute signed byline opener closer postscript trailer argument epigraph docAuthor docDate titlePart "
        "imprimatur figure figDesc bibl biblStruct list table row lg floatingText quote cit"
    ).split()
)
"""What begins a line of its own, most of the time."""

_NOTE = _T + "note"
_PLACES = {
    **{name: name for name in ("list", "table", "dateline", "salute")},
    "head": "heading",
    "lg": "verse",
    "sp": "speech",
    "signed": "signature",
    "opener": "opening",
    "closer": "closing",
}
_MATTER = (_T + "front", _T + "back")
_BLANK = re.compile(r"\s+")
_CUT = "\n"
"""Between two blocks; within one, every blank is a space."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entry is named: its id on the page, where that is ("note 3"), and the words.

    `name` are its own, `before` and `after` those around it. What is `listed` stands in a list of the front or back
    matter: an index, a list of persons.
    """

    id: str
    where: str
    before: str
    name: str
    after: str
    listed: bool = False


def mentions(tree: etree._ElementTree, entries: Container[str]) -> Iterator[tuple[str, Mention]]:
    """Every mention of these entries in the order of the text, under the id that the stylesheet gives it.

    See numbers.xsl, `mention`.
    """
    count: dict[str, int] = {}
    for text in tree.iter(_T + "text"):
        if next(text.iterancestors(_T + "text"), None) is not None:
            continue
        found: list[tuple[etree._Element, str, str]] = []
        for element in text.iter(*_NAMES):
            # The stylesheet takes the first attribute that points to an entry, in the order of the file.
            pointers = dict.fromkeys(
                value for name in element.attrib if name in POINTERS and (value := element.get(name, ""))[:1] == "#"
            )
            for pointer in pointers:
                count[pointer] = count.get(pointer, 0) + 1
            id = next((p[1:] for p in pointers if p[1:] in entries), "")
            if id:
                found.append((element, id, element.get(XML_ID) or f"{id}-{count['#' + id]}"))
        if found:
            contexts = _contexts([element for element, _, _ in found])
            paragraphs = _paragraphs(text)
            for element, id, own in found:
                yield id, Mention(own, _where(element, paragraphs), *contexts[element], _is_listed(element))


def _contexts(elements: list[etree._Element]) -> dict[etree._Element, tuple[str, str, str]]:
    """The words before, of and after each of these elements, within its block."""
    blocks: dict[etree._Element, set[etree._Element]] = {}
    for element in elements:
        blocks.setdefault(_block(element), set()).add(element)
    return {
        element: context for block, inside in blocks.items() for element, context in _Line(block, inside).contexts()
    }


def _block(element: etree._Element) -> etree._Element:
    """The nearest element around this one that starts a line of its own; of several readings each is one."""
    block = element
    for parent in element.iterancestors():
        if parent.tag == _T + "choice" and parent[0] is not block:
            return block
        block = parent
        if parent.tag in BLOCKS:
            break
    return block


class _Line:
    """The characters of a block in one piece, blanks made single, with the places of some elements in it."""

    def __init__(self, block: etree._Element, wanted: Container[etree._Element]) -> None:
        self._wanted = wanted
        self._pieces: list[str] = []
        self._length = 0
        self._blank = True
        self._places: list[tuple[etree._Element, int, int]] = []
        self._inside(block)
        self._text = "".join(self._pieces)

    def contexts(self) -> Iterator[tuple[etree._Element, tuple[str, str, str]]]:
        text = self._text
        for element, start, end in self._places:
            name = text[start:end]
            start += len(name) - len(name.lstrip())
            end -= len(name) - len(name.rstrip())
            name = _BLANK.sub(" ", name.strip())
            yield element, (_before(text, start), name, _after(text, max(start, end)))

    def _inside(self, element: etree._Element) -> None:
        start = self._length
        self._say(element.text)
        first = True
        for child in element:
            if isinstance(child.tag, str):
                if child.tag == _NOTE or (element.tag == _T + "choice" and not first):
                    pass
                elif child.tag in BLOCKS:
                    self._cut()
                else:
                    self._inside(child)
                first = False
            self._say(child.tail)
        if element in self._wanted:
            self._places.append((element, start, self._length))

    def _say(self, text: str | None) -> None:
        if not text:
            return
        text = _BLANK.sub(" ", text)
        if self._blank and text[0] == " ":
            text = text[1:]
        if text:
            self._blank = text[-1] == " "
            self._pieces.append(text)
            self._length += len(text)

    def _cut(self) -> None:
        self._pieces.append(_CUT)
        self._length += 1
        self._blank = True


def _before(text: str, start: int) -> str:
    first = text.rfind(_CUT, 0, start) + 1
    if start - first <= AROUND:
        return text[first:start]
    last = text[start - AROUND : start]
    if text[start - AROUND - 1] != " ":
        last = last.partition(" ")[2] or last
    return f"… {last.lstrip()}"


def _after(text: str, end: int) -> str:
    last = text.find(_CUT, end)
    stop = len(text) if last < 0 else last
    if stop - end <= AROUND:
        return text[end:stop].rstrip()
    first = text[end : end + AROUND]
    if text[end + AROUND] != " ":
        first = first.rpartition(" ")[0] or first
    return f"{first.rstrip()} …"


def _is_listed(element: etree._Element) -> bool:
    item = next(element.iterancestors(_T + "item"), None)
    return item is not None and next(item.iterancestors(*_MATTER), None) is not None


def _paragraphs(text: etree._Element) -> dict[etree._Element, int]:
    """The number of every paragraph among those of what has an id, or is a note, and is nearest around it."""
    of_each: Counter[etree._Element | None] = Counter()
    numbers: dict[etree._Element, int] = {}
    for paragraph in text.iter(_T + "p"):
        around = next((a for a in paragraph.iterancestors() if a.get(XML_ID) or a.tag == _NOTE), None)
        of_each[around] += 1
        numbers[paragraph] = of_each[around]
    return numbers


def _where(element: etree._Element, paragraphs: Mapping[etree._Element, int]) -> str:
    """Like "paragraph 3", as the page itself says it (entries.xsl, `place`)."""
    if (note := next(element.iterancestors(_NOTE), None)) is not None:
        return "source note" if note.get("type") == "source" else f"note {note.get('n', '')}".strip()
    for ancestor in element.iterancestors():
        name = etree.QName(ancestor).localname
        if name == "p":
            return f"{_within(ancestor)}paragraph {paragraphs[ancestor]}"
        if name in _PLACES:
            return _PLACES[name]
    return "text"


def _within(paragraph: etree._Element) -> str:
    """Like "attachment, ": the part of a document whose paragraphs are counted by themselves."""
    around = next((a for a in paragraph.iterancestors() if a.get(XML_ID)), None)
    if around is None:
        return ""
    name, parent = etree.QName(around).localname, around.getparent()
    inner = name in ("attachment", "floatingText") or (
        name == "div" and parent is not None and parent.tag == around.tag
    )
    kind = around.get("type") or ("attachment" if name == "attachment" else "")
    return f"{kind}, " if inner and kind else ""
