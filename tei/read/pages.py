"""Page marks, and the cutting of blocks where a page mark, a call or a dropped sign stands in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tei.core.document import Block, Mark, Note
from tei.core.source import Span


def page_marks(text: str, pattern: re.Pattern[str] | None) -> list[Mark]:
    """The page breaks that the pattern finds; its group `n` is the page's number."""
    if pattern is None:
        return []
    return [Mark("pb", Span(*m.span()), {"n": m["n"].strip()}, "read") for m in pattern.finditer(text)]


class Cutter:
    """Takes stretches that are not text out of the spans of blocks."""

    def __init__(self, text: str, out: Sequence[Span]) -> None:
        self._text = text
        self._out = sorted(out)
        self._ends = [span.end for span in self._out]

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The same blocks without these stretches; one of which nothing is left is left out, but for a cell."""
        found = (self.block(block) for block in blocks)
        return tuple(block for block in found if block is not None)

    def note(self, note: Note) -> Note:
        """The same note without these stretches; one of which nothing is left has an empty paragraph."""
        blocks = self.blocks(note.blocks) or (Block("p", (self._nothing(note.blocks[0].extent.start),)),)
        return note if blocks == note.blocks else replace(note, blocks=blocks)

    def marks(self, marks: Sequence[Mark]) -> list[Mark]:
        """The same marks, each from its first to its last character of text; one that has none is left out."""
        found = ((mark, self.spans((mark.span,))) for mark in marks)
        return [replace(mark, span=Span(spans[0].start, spans[-1].end)) for mark, spans in found if spans]

    def block(self, block: Block) -> Block | None:
        """One block, cut, or None when nothing is left of it."""
        spans = self.spans(block.spans)
        if not block.children and spans == block.spans:
            return block
        children = self.blocks(block.children)
        if not spans and not children:
            if block.kind != "cell":
                return None
            spans = (self._nothing(block.spans[0].start),)
        return replace(block, spans=spans, children=children)

    def _nothing(self, at: int) -> Span:
        """An empty span here, or behind the stretch that is cut out here."""
        index = bisect_left(self._ends, at + 1)
        if index < len(self._out) and self._out[index].start < at:
            at = self._out[index].end
        return Span(at, at)

    def spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """What is left of these spans, without white space at the two ends."""
        if len(spans) == 1 and self._whole(spans[0]):
            return tuple(spans)
        pieces: list[tuple[int, int]] = []
        for span in spans:
            at = span.start
            index = bisect_left(self._ends, at + 1)
            while index < len(self._out) and self._out[index].start < span.end:
                cut = self._out[index]
                if at < cut.start:
                    pieces.append((at, cut.start))
                at = cut.end
                index += 1
            if at < span.end or span.start == span.end:
                pieces.append((at, span.end))
        return self._trimmed(pieces)

    def _whole(self, span: Span) -> bool:
        index = bisect_left(self._ends, span.start + 1)
        clear = index == len(self._out) or self._out[index].start >= span.end
        return (
            clear and not self._text[span.start : span.start + 1].isspace() and not self._text[span.end - 1].isspace()
        )

    def _trimmed(self, pieces: list[tuple[int, int]]) -> tuple[Span, ...]:
        text = self._text
        while pieces and not text[slice(*pieces[0])].strip():
            pieces.pop(0)
        while pieces and not text[slice(*pieces[-1])].strip():
            pieces.pop()
        if pieces:
            start, end = pieces[0]
            pieces[0] = (end - len(text[start:end].lstrip()), end)
            start, end = pieces[-1]
            pieces[-1] = (start, start + len(text[start:end].rstrip()))
        return tuple(Span(start, end) for start, end in pieces)
