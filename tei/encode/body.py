"""A Document's blocks, notes and marks as TEI elements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tei.core.document import CONTAINERS, MILESTONES, SURE, UNSURE, Block, Document, Mark, Note
from tei.core.source import Span
from tei.encode.identify import Ids
from tei.encode.write import Writer

EMPTY = MILESTONES - {"bullet"}
"""Kinds of marks that become an element without content at their place."""


def write_body(document: Document, writer: Writer, ids: Ids) -> None:
    """Write the blocks of a document, its notes at their places and its page breaks among them."""
    hung = [(n.place, n) for n in document.notes]
    breaks = [(m.span.start, m) for m in document.marks if m.kind in EMPTY]
    in_notes = [note.extent for note in document.notes]
    main = [b for b in breaks if not any(b[1].span in extent for extent in in_notes)]
    anchored: list[tuple[int, Mark | Note]] = sorted([*hung, *main], key=lambda item: item[0])
    marks = [m for m in document.marks if m.kind not in MILESTONES]
    flow = Flow(document, writer, ids, marks, anchored)
    flow.blocks(document.blocks, len(document.source.text) + 1)
    flow.rest()


class Flow:
    """Writes one stream of text, the document's or a note's, with what is marked in it and hung on it."""

    def __init__(
        self,
        document: Document,
        writer: Writer,
        ids: Ids,
        marks: Sequence[Mark],
        anchored: Sequence[tuple[int, Mark | Note]],
    ) -> None:
        self._document = document
        self._writer = writer
        self._ids = ids
        self._marks = marks
        self._mark = 0
        self._anchored = anchored
        self._anchor = 0

    def blocks(self, blocks: Sequence[Block], limit: int) -> None:
        """Write blocks that follow one another; `limit` is where the next thing after them starts."""
        starts = [block.extent.start for block in blocks]
        for block, (start, following) in zip(blocks, pairwise([*starts, limit]), strict=True):
            self._breaks_before(start)
            self._block(block, following)

    def rest(self) -> None:
        """Write what is hung behind the last block."""
        self._write_anchored(len(self._anchored))

    def text(self, spans: Sequence[Span], limit: int) -> None:
        """Write the text of one block, with its marks, and the notes and breaks up to its end."""
        opened: list[Mark] = []
        for span in spans:
            self._run(span, opened)
        self._close(opened, spans[-1].end)
        last = self._anchor
        for index in range(self._anchor, len(self._anchored)):
            place, what = self._anchored[index]
            if place >= limit:
                break
            # A page break behind the last word stands outside the block, unless a note hangs behind it.
            if isinstance(what, Note) or what.kind == "anchor":
                last = index + 1
        self._write_anchored(last)

    def _breaks_before(self, start: int) -> None:
        while self._anchor < len(self._anchored):
            place, what = self._anchored[self._anchor]
            if place >= start or isinstance(what, Note) or what.kind == "anchor":
                return
            self._write_anchored(self._anchor + 1)

    def _block(self, block: Block, limit: int) -> None:
        self._writer.start(block.kind, block.attributes, block.extent, mixed=block.kind not in CONTAINERS)
        if block.spans:
            self.text(block.spans, block.children[0].extent.start if block.children else limit)
        self.blocks(block.children, limit)
        self._writer.end()

    def _run(self, span: Span, opened: list[Mark]) -> None:
        """Write the text of one span: close, hang, open at every place where one of these is due."""
        text = self._document.source.text
        at = span.start
        while True:
            self._close(opened, at)
            if at >= span.end:
                return
            due = self._anchor
            while due < len(self._anchored) and self._anchored[due][0] <= at:
                due += 1
            self._write_anchored(due)
            while self._mark < len(self._marks) and self._marks[self._mark].span.start <= at:
                mark = self._marks[self._mark]
                self._mark += 1
                if mark.span.end > at:
                    self._writer.start(mark.kind, _attributes(mark), mark.span, mixed=True)
                    opened.append(mark)
            stop = span.end
            if opened:
                stop = min(stop, opened[-1].span.end)
            if self._mark < len(self._marks):
                stop = min(stop, self._marks[self._mark].span.start)
            if due < len(self._anchored):
                stop = min(stop, self._anchored[due][0])
            self._writer.text(text[at:stop])
            at = stop

    def _close(self, opened: list[Mark], at: int) -> None:
        while opened and opened[-1].span.end <= at:
            opened.pop()
            self._writer.end()

    def _write_anchored(self, until: int) -> None:
        while self._anchor < until:
            what = self._anchored[self._anchor][1]
            self._anchor += 1
            if isinstance(what, Note):
                self._note(what)
            else:
                self._writer.empty(what.kind, self._ids.milestone(what), what.span)

    def _note(self, note: Note) -> None:
        """Write a note; a single paragraph stands in it without `p`."""
        extent = note.extent
        first = bisect_left(self._document.marks, extent.start, key=_start)
        last = bisect_left(self._document.marks, extent.end, key=_start)
        own = self._document.marks[first:last]
        inner = Flow(
            self._document,
            self._writer,
            self._ids,
            [m for m in own if m.kind not in MILESTONES],
            [(m.span.start, m) for m in own if m.kind in EMPTY],
        )
        self._writer.start("note", self._ids.note(note), note.call or extent, mixed=note.is_single)
        if note.is_single:
            inner.text(note.blocks[0].spans, extent.end + 1)
        else:
            inner.blocks(note.blocks, extent.end + 1)
        inner.rest()
        self._writer.end()


def _attributes(mark: Mark) -> Mapping[str, str]:
    """What a mark carries, and `@cert` where it is in doubt: that it is such a thing at all, or whom it links to."""
    if mark.cert < UNSURE:
        return {**mark.attributes, "cert": "low"}
    if mark.cert < SURE and mark.pointer:
        return {**mark.attributes, "cert": "medium"}
    return mark.attributes


def _start(mark: Mark) -> int:
    return mark.span.start
