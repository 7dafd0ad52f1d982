"""Finished TEI read back as Documents: the text of an edition with the marks that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tei.core.document import CONTAINERS, Block, Document, Mark, Note
from tei.core.edition import TAG, XML_ID
from tei.core.namespaces import TEI
from tei.core.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.core.edition import Edition

_BLOCKS = frozenset("head p item signed salute dateline byline cell label l ab trailer".split())
_TEXTS = _BLOCKS | {"note"}
_PHRASES = frozenset(
    """abbr add corr date del emph expan foreign gloss hi name num orgName persName placeName q ref seg sic term
    title""".split()
)
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(r"</?([^\s/>]+)")
_RUN = re.compile(r"\s+|&[^;\s]+;|(?:[^\s&]|&(?![^;\s]+;))+")
_CHARACTERS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]+)|(\d+));")


@dataclass(frozen=True)
class Finished:
    """One document of an edition.

    `document` lies over a Source of its own, which holds the plain text: blocks, then notes, white space made single,
    calls and page marks written where they stand. Its marks are the elements that stand in the text.
    """

    document: Document
    edition: Source
    _starts: list[int] = field(repr=False)
    _offsets: list[int] = field(repr=False)

    @property
    def bare(self) -> Document:
        """The document as it was before anything but page breaks was marked in it."""
        return replace(self.document, marks=tuple(mark for mark in self.document.marks if mark.kind == "pb"))

    def place(self, span: Span) -> Span:
        """The characters of the edition that a span of the plain text stands for, tags between them included."""
        start = self._place(span.start)
        return Span(start, self._place(span.end - 1) + 1 if span.end > span.start else start)

    def _place(self, at: int) -> int:
        piece = bisect_right(self._starts, at) - 1
        return self._offsets[piece] + at - self._starts[piece]


def finished(edition: Edition) -> Iterator[Finished]:
    """The documents of a TEI file, in order: its `div[@type="document"]`, or its whole body where it has none.

    Raises Refused as `Edition.tree` does.
    """
    tree = edition.tree
    whole = [div for div in tree.iter(f"{{{TEI}}}div") if div.get("type") == "document"]
    held = {inner for div in whole for inner in div.iterdescendants(div.tag)}
    roots = [div for div in whole if div not in held] or list(tree.iter(f"{{{TEI}}}body"))
    for root in roots:
        label = edition.label(root)
        reader = _Reader(label.source)
        reader.read(label.span.start)
        yield reader.finished(root.get(XML_ID, ""), root.get("n", ""), root.get("subtype", ""))


@dataclass(slots=True)
class _Open:
    """An element that is being read; `mark` is where its text begins if it stands in the text of a block."""

    name: str
    attributes: dict[str, str]
    mark: int = -1
    spans: list[Span] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)

    def block(self) -> Block | None:
        """The block that it has become; None if it has neither text nor children."""
        if not (self.spans or self.children):
            return None
        return Block(self.name, tuple(self.spans), tuple(self.children), self.attributes)


@dataclass(slots=True)
class _Hanging:
    """A note whose text is still to be read: where it stands in the edition, and where it hangs."""

    tag: int
    attributes: dict[str, str]
    number: str
    place: int
    call: Span


class _Reader:
    """Writes the plain text of one document, and keeps where each piece of it comes from."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._offsets: list[int] = []
        self._marks: list[Mark] = []
        self._hanging: list[_Hanging] = []
        self._notes: list[Note] = []
        self._blocks: tuple[Block, ...] = ()

    def read(self, start: int) -> None:
        """Read the element whose start tag is at an offset of the edition, then the notes that hang in it."""
        self._blocks = self._element(start)
        for hanging in self._hanging:
            sign = Span(self._length, self._length + len(hanging.number))
            self._write(f"{hanging.number} ", hanging.tag)
            if blocks := self._element(hanging.tag):
                given = hanging.attributes
                attributes = {name: value for name, value in given.items() if name not in ("n", "type", "xml:id")}
                type = given.get("type", "")
                note = Note(hanging.number, blocks, hanging.place, hanging.call, (sign,), type, attributes)
                self._notes.append(note)

    def finished(self, id: str, number: str, kind: str) -> Finished:
        """What was read."""
        source = Source(self._source.name, "".join(self._pieces))
        notes = sorted(self._notes, key=lambda note: note.place)
        document = Document(source, id, number, kind, self._blocks, tuple(notes))
        return Finished(document.with_marks(tuple(self._marks)), self._source, self._starts, self._offsets)

    def _element(self, start: int) -> tuple[Block, ...]:
        """The blocks in an element; text that stands in it outside of all blocks makes a paragraph."""
        text = self._source.text
        found = _NAME.match(text, start)
        top = _Open(found.group(1) if found else "", {})
        stack = [top]
        depth, behind, hanging = 0, start, 0
        for tag in TAG.finditer(text, start):
            if depth and not hanging:
                self._text(stack, behind, tag.start())
            behind = tag.end()
            markup = tag.group()
            if markup.startswith("<!"):
                if markup.startswith("<![CDATA[") and not hanging:
                    self._put(stack, markup[9:-3], tag.start() + 9)
                continue
            if markup.startswith("<?"):
                continue
            opens, closes = not tag["end"], bool(tag["end"] or tag["empty"])
            if opens:
                depth += 1
                if depth > 1 and not hanging and not self._begin(stack, markup, tag.start(), empty=bool(tag["empty"])):
                    hanging = depth
            if closes:
                if depth == hanging:
                    hanging = 0
                elif depth > 1 and not hanging:
                    self._end(stack)
                depth -= 1
                if not depth:
                    break
        self._write("\n\n", behind)
        whole = Block("p", tuple(top.spans))
        return (*((whole,) if top.spans else ()), *top.children)

    def _begin(self, stack: list[_Open], markup: str, at: int, *, empty: bool) -> bool:
        """Open an element; False for a note, which is read later."""
        found = _NAME.match(markup)
        name = found.group(1).rpartition(":")[2] if found else ""
        attributes = {key: _plain(value[1:-1]) for key, value in _ATTRIBUTE.findall(markup)}
        if name == "note" and attributes.get("rend") != "inline" and not empty:
            number = attributes.get("n") or str(len(self._hanging) + 1)
            place = self._trimmed(stack)
            self._hanging.append(_Hanging(at, attributes, number, place, self._write(number, at)))
            return False
        if name == "pb":
            sign = self._write(f"[Page {attributes.get('n', '')}]", at)
            self._marks.append(Mark("pb", sign, attributes))
        elif name == "lb":
            self._put(stack, " ", at)
        in_text = name in _PHRASES or any(each.spans or each.name in _TEXTS for each in stack)
        if name in _BLOCKS or (name in CONTAINERS and name != "quote") or not in_text:
            if self._last() not in ("", "\n"):
                self._write("\n", at)
            stack.append(_Open(name, attributes))
        else:
            stack.append(_Open(name, attributes, self._length))
        return True

    def _end(self, stack: list[_Open]) -> None:
        ended = stack.pop()
        if ended.mark >= 0:
            # Blocks inside what stands in a text belong to the block that holds it.
            stack[-1].children += ended.children
            holder = next((each for each in reversed(stack) if each.mark < 0), stack[0])
            spans = [span for span in holder.spans if span.end > ended.mark]
            start = max(ended.mark, spans[0].start) if spans else 0
            if spans and spans[-1].end > start:
                start, end = self._without_blanks(start, spans[-1].end)
                if end > start:
                    self._marks.append(Mark(ended.name, Span(start, end), ended.attributes))
            return
        if ended.spans:
            self._trim(ended)
        if block := ended.block():
            holder = next((each for each in reversed(stack) if each.mark < 0), stack[0])
            holder.children.append(block)

    def _text(self, stack: list[_Open], start: int, end: int) -> None:
        if start < end:
            self._put(stack, self._source.text[start:end], start)

    def _put(self, stack: list[_Open], text: str, at: int) -> None:
        """Write a run of text into the block that is open, its white space made single."""
        holder = next(each for each in reversed(stack) if each.mark < 0)
        if holder.name in CONTAINERS and not text.strip():
            return
        begin = self._length
        for run in _RUN.finditer(text):
            piece = run.group()
            if piece.isspace():
                if holder.spans and holder.spans[-1].end == begin == self._length and self._last().isspace():
                    continue
                if (holder.spans or self._length > begin) and not self._last().isspace():
                    self._write(" ", at + run.start())
            else:
                self._write(_plain(piece) if piece.startswith("&") else piece, at + run.start())
        if self._length > begin:
            if holder.spans and holder.spans[-1].end == begin:
                holder.spans[-1] = Span(holder.spans[-1].start, self._length)
            else:
                holder.spans.append(Span(begin, self._length))

    def _last(self) -> str:
        return self._pieces[-1][-1:] if self._pieces else ""

    def _trimmed(self, stack: list[_Open]) -> int:
        """Where a note hangs: behind the last word before it."""
        return self._length - (1 if self._last() == " " else 0)

    def _without_blanks(self, start: int, end: int) -> tuple[int, int]:
        text = "".join(self._pieces[bisect_right(self._starts, start) - 1 :])
        base = self._starts[bisect_right(self._starts, start) - 1]
        inner = text[start - base : end - base]
        return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())

    def _trim(self, block: _Open) -> None:
        """Take the blanks off the end of a block, and the spans that hold nothing else."""
        while block.spans:
            last = block.spans[-1]
            start, end = self._without_blanks(last.start, last.end)
            if end > start:
                block.spans[-1] = Span(last.start, end)
                return
            block.spans.pop()

    def _write(self, text: str, at: int) -> Span:
        """Write characters that stand for what begins at an offset of the edition; returns where they are written."""
        start = self._length
        self._pieces.append(text)
        self._starts.append(start)
        self._offsets.append(at)
        self._length += len(text)
        return Span(start, self._length)


def _plain(text: str) -> str:
    """The characters that references to characters stand for; a reference to anything else is kept."""
    if "&" not in text:
        return text
    return re.sub(r"&[^;\s]+;", lambda found: _character(found.group()), text)


def _character(reference: str) -> str:
    if found := _NUMBERED.fullmatch(reference):
        return chr(int(found[1], 16) if found[1] else int(found[2]))
    return _CHARACTERS.get(reference, reference)
