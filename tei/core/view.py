"""The text of a document in one piece, for whoever looks for names, dates and references in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from tei.core.document import Block, Document, Note
from tei.core.source import Span

BOUNDARY = "\0"
"""Stands between two blocks in a View; no text holds it, and no pattern of words matches it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block's place in a View: `start` and `end` are offsets in the view's text."""

    start: int
    end: int
    block: Block
    note: Note | None
    parent: Block | None = None


@dataclass(frozen=True, eq=False)
class View:
    """The text of all blocks joined, calls and page marks left out, with the way back to the Source.

    Text of the document first, then that of each note, every two blocks parted by BOUNDARY.
    """

    document: Document
    text: str
    stretches: tuple[Stretch, ...]
    _starts: list[int] = field(repr=False)
    _offsets: list[int] = field(repr=False)
    _blocks: list[int] = field(repr=False)

    @classmethod
    def of(cls, document: Document) -> View:
        """The view of a document."""
        raw = document.source.text
        pieces: list[str] = []
        stretches: list[Stretch] = []
        starts: list[int] = []
        offsets: list[int] = []
        length = 0

        def add(block: Block, note: Note | None, parent: Block | None) -> None:
            nonlocal length
            if block.spans:
                begin = length
                for span in block.spans:
                    pieces.append(raw[span.start : span.end])
                    starts.append(length)
                    offsets.append(span.start)
                    length += span.end - span.start
                stretches.append(Stretch(begin, length, block, note, parent))
                pieces.append(BOUNDARY)
                length += 1
            for child in block.children:
                add(child, note, block)

        for block in document.blocks:
            add(block, None, None)
        for note in document.notes:
            for block in note.blocks:
                add(block, note, None)
        return cls(document, "".join(pieces), tuple(stretches), starts, offsets, [s.start for s in stretches])

    def offset(self, at: int) -> int:
        """The offset in the Source of the character at this offset of the view."""
        piece = bisect_right(self._starts, at) - 1
        return self._offsets[piece] + at - self._starts[piece]

    def span(self, start: int, end: int) -> Span:
        """The span of the Source that this stretch of the view stands for; it may hold calls and page marks."""
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def at(self, offset: int) -> Stretch:
        """The block in which this offset of the view lies."""
        return self.stretches[bisect_right(self._blocks, offset) - 1]
