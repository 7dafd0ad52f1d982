"""A text as the pieces that are read one after the other: paragraphs, heads, cells; notes after their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tei.core.document import POINTERS
from tei.core.edition import XML_ID
from tei.core.namespaces import TEI
from tei.deposit.element import language_at
from tei.site.registers.entry import described
from tei.site.registers.mentions import BLOCKS

_T = f"{{{TEI}}}"
_BLANKS = re.compile(r"[ \t\r\n]+")
"""The white space of XML (XML 1.0, production 3): any other kind of space is a character like all."""

_AT_TIMES = frozenset("bibl biblStruct quote cit label stage address figure table list lg".split())
"""What begins a line where the words around it are not its neighbours in a sentence."""

_ALWAYS = ({tag.removeprefix(_T) for tag in BLOCKS} - _AT_TIMES - {"note"}) | frozenset(
    "titlePage docTitle docImprint docEdition addrLine castList castItem castGroup entry sense u attachment group "
    "listBibl listPerson listPlace listOrg person place org eg postscript".split()
)
_APART = frozenset(("note", "fw", "index"))
_CHOICES = (_T + "choice", _T + "app")
_NAMES = {
    _T + "persName": "person",
    _T + "placeName": "place",
    _T + "orgName": "organization",
    **{_T + name: "" for name in ("name", "rs", "gloss", "term", "ref")},
}
_KINDS = {"Persons": "person", "Organisations": "organization", "Places": "place", "Terms": "term"}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a piece that names somebody or something: the id of the entry, "" without one, and its kind."""

    start: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that nothing interrupts; blanks are single, and none is at its ends.

    `element` is what it stands in, `id` the id of that, `number` that of a note as printed. What is `apart` from the
    running text (a note, another reading) hangs in the piece that was the `within`th one, 0 where it hangs in none.
    """

    text: str
    element: str
    id: str = ""
    number: str = ""
    language: str = ""
    apart: bool = False
    within: int = 0
    spans: tuple[Span, ...] = ()


def pieces(tree: etree._ElementTree) -> list[Piece]:
    """The pieces of a document in the order in which they are read: every character of its texts is in one of them."""
    reader = _Reader({entry.id: _KINDS[entry.kind] for entry in described(tree)})
    for text in tree.iter(_T + "text"):
        if next(text.iterancestors(_T + "text"), None) is None:
            reader.read(text)
    return reader.pieces


@dataclass
class _Open:
    """A piece that is being put together, and those apart that hang in it."""

    element: etree._Element
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    hanging: list[list[_Open]] = field(default_factory=list)

    def say(self, text: str | None) -> None:
        said = _BLANKS.sub(" ", text or "")
        if said[:1] == " " and (not self.length or self.parts[-1][-1] == " "):
            said = said[1:]
        if said:
            self.parts.append(said)
            self.length += len(said)


@dataclass
class _Flow:
    """The running text, or one that stands apart from it: its pieces, and the blocks that are open in it."""

    element: etree._Element
    blocks: list[etree._Element]
    done: list[_Open] = field(default_factory=list)
    open: _Open | None = None
    names: list[tuple[etree._Element, str, str, int]] = field(default_factory=list)

    def current(self) -> _Open:
        if self.open is None:
            self.open = _Open(self.blocks[-1])
            self.names = [(element, id, kind, 0) for element, id, kind, _ in self.names]
        return self.open

    def close(self) -> None:
        """End the piece that is open; names that go on are names in the next piece, too."""
        if self.open is not None:
            for _, id, kind, start in self.names:
                self.open.spans.append(Span(start, self.open.length, id, kind))
            self.done.append(self.open)
        self.open = None


class _Reader:
    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.pieces: list[Piece] = []
        self._kinds = kinds
        self._flows: list[_Flow] = []
        self._mixed: tuple[etree._Element | None, bool] = None, False

    def read(self, text: etree._Element) -> None:
        self._flows = [_Flow(text, [text])]
        for event, element in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
            if event != "start" and element is not text:
                self._flows[-1].current().say(element.tail)
        (flow,) = self._flows
        flow.close()
        self._put(flow.done)

    def _start(self, element: etree._Element) -> None:
        flow = self._flows[-1]
        if _is_apart(element):
            flow = _Flow(element, [element])
            self._flows.append(flow)
        elif self._is_block(element):
            flow.close()
            flow.blocks.append(element)
        elif element.tag == _T + "lb" and element.get("break") != "no":
            flow.current().say(" ")
        elif element.tag in _NAMES:
            id = self._named(element)
            if kind := self._kinds.get(id, _NAMES[element.tag]):
                flow.names.append((element, id, kind, flow.current().length))
        flow.current().say(element.text)

    def _end(self, element: etree._Element) -> None:
        flow = self._flows[-1]
        if flow.element is element and len(self._flows) > 1:
            flow.close()
            self._flows.pop()
            self._flows[-1].current().hanging.append(flow.done)
        elif len(flow.blocks) > 1 and flow.blocks[-1] is element:
            flow.close()
            flow.blocks.pop()
        elif flow.names and flow.names[-1][0] is element:
            piece = flow.current()
            _, id, kind, start = flow.names.pop()
            piece.spans.append(Span(start, piece.length, id, kind))

    def _is_block(self, element: etree._Element) -> bool:
        name = etree.QName(element).localname
        if name not in _AT_TIMES:
            return name in _ALWAYS
        parent = element.getparent()
        if parent is not self._mixed[0]:
            self._mixed = parent, parent is not None and _has_words(parent)
        return not self._mixed[1]

    def _named(self, element: etree._Element) -> str:
        """The id of the entry that a name points to with the first attribute that does, in the order of the file."""
        pointers = (element.get(name, "") for name in element.attrib if name in POINTERS)
        return next((p[1:] for p in pointers if p[:1] == "#" and p[1:] in self._kinds), "")

    def _put(self, done: list[_Open]) -> None:
        # Notes may stand in notes as deep as XML goes, which is deeper than calls may.
        waiting = [(piece, 0, False) for piece in reversed(done)]
        while waiting:
            piece, within, apart = waiting.pop()
            text = "".join(piece.parts).rstrip(" ")
            if text.strip():
                self.pieces.append(_finished(piece, text, within, apart=apart))
                within = len(self.pieces)
            waiting.extend((each, within, True) for flow in reversed(piece.hanging) for each in reversed(flow))


def _finished(piece: _Open, text: str, within: int, *, apart: bool) -> Piece:
    element = piece.element
    around = [element, *element.iterancestors()]
    number = next((each.get("n", "") for each in around if each.tag == _T + "note"), "") if apart else ""
    spans = sorted(_within(piece.spans, text), key=lambda span: (span.start, -span.end))
    id = element.get(XML_ID, "")
    if not id and apart and around[1].tag == _T + "note":
        id = around[1].get(XML_ID, "")
    return Piece(text, etree.QName(element).localname, id, number, language_at(element), apart, within, tuple(spans))


def _within(spans: list[Span], text: str) -> Iterator[Span]:
    """The spans without the blanks at their ends, and without those that name nothing."""
    for span in spans:
        said = text[span.start : span.end]
        start = span.start + len(said) - len(said.lstrip())
        if said.strip():
            yield Span(start, start + len(said.strip()), span.id, span.kind)


def _is_apart(element: etree._Element) -> bool:
    """Whether an element is no part of the running text: a note, or another reading than the first."""
    parent = element.getparent()
    if parent is not None and parent.tag in _CHOICES:
        first = next(each for each in parent if isinstance(each.tag, str))
        return element is not first
    name = etree.QName(element).localname
    inline = name == "note" and "inline" in (element.get("rend"), element.get("place"))
    return name in _APART and not inline


def _has_words(element: etree._Element) -> bool:
    """Whether an element has words of its own, besides those of the elements in it."""
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))
