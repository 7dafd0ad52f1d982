"""What a raw text was read as: blocks, notes and marks over its characters, which never change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tei.core.diagnostic import Diagnostic
from tei.core.names import SAFE_NAME, UNSAFE
from tei.core.source import Source, Span

MILESTONES = frozenset({"pb", "anchor", "bullet"})
"""Kinds of marks whose span is their own sign ("[Page 81]", the call of a lost note, "•") and not text of a block."""

POINTERS = ("corresp", "ref", "target")
"""Attributes of marks that lead to an entry of the authority, or to another place in the text."""

SURE = 0.85
"""From this sureness on, a link is given without `@cert`, and neither it nor the place of a note is told as a doubt."""

UNSURE = 0.6
"""Below this sureness, a mark is given with `@cert="low"`."""

CONTAINERS = frozenset({"div", "list", "table", "row", "opener", "closer", "postscript", "quote"})
"""Kinds of blocks that hold blocks and no text of their own, so that white space between them means nothing."""


def pointer(attributes: Mapping[str, str]) -> str:
    """Where a mark with these attributes leads, "" if nowhere."""
    return next((attributes[name] for name in POINTERS if name in attributes), "")


@dataclass(frozen=True, slots=True)
class Block:
    """A structural element: its TEI name, the stretches of text it is made of, and the blocks inside it.

    `spans` are in order and do not overlap; a page mark or a note call between two of them
    belongs to the block but is not its text. A block holds text or children; an item may hold
    text and, after it, a list.
    """

    kind: str
    spans: tuple[Span, ...] = ()
    children: tuple[Block, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    def walk(self) -> Iterator[Block]:
        """This block and all inside it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def extent(self) -> Span:
        """From the first character of the block to its last, children included."""
        first = self
        while not first.spans:
            first = first.children[0]
        last, end = self, first.spans[-1].end
        while last.children:
            last = last.children[-1]
            end = max(end, last.spans[-1].end) if last.spans else end
        return Span(first.spans[0].start, end)


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number as printed, its blocks, and the place where it hangs.

    `place` is the offset at which the note is hung. `call` holds the characters of its call
    there ("2" in "Your 2012"), or None where no call was found. `signs` are the note's other
    own characters: the printed number, the bullet, the return arrow, the title above all notes.
    `cert` is how sure the place is, from 0 to 1.
    """

    number: str
    blocks: tuple[Block, ...]
    place: int
    call: Span | None = None
    signs: tuple[Span, ...] = ()
    type: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    cert: float = 1.0

    @property
    def extent(self) -> Span:
        """From the first character of the note's text to its last."""
        return Span(self.blocks[0].extent.start, self.blocks[-1].extent.end)

    @property
    def is_single(self) -> bool:
        """Whether the note is one paragraph, which then stands in `note` without `p`."""
        return len(self.blocks) == 1 and self.blocks[0].kind == "p" and not self.blocks[0].children


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said of a stretch of text: a name, a date, a reference, a page break.

    `resp` is the annotator that said so, `cert` how sure it is, from 0 to 1: the share of such marks that
    are right, link included. `others` are the other values that its pointer could have, each with its cert.
    """

    kind: str
    span: Span
    attributes: Mapping[str, str] = field(default_factory=dict)
    resp: str = ""
    cert: float = 1.0
    others: tuple[tuple[str, float], ...] = ()

    @property
    def pointer(self) -> str:
        """Where it leads, "" if nowhere."""
        return pointer(self.attributes)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Characters that are not carried over, and why."""

    span: Span
    reason: str


@dataclass(frozen=True)
class Document:
    """One document over its Source: nothing here holds text, only spans of it.

    `id` is its `xml:id`, `number` the number as printed ("" if none), `kind` what goes into
    `div/@subtype`. `marks` are sorted by start, longer ones first.
    """

    source: Source
    id: str
    number: str = ""
    kind: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)

    def walk(self) -> Iterator[Block]:
        """Every block of the text, in order; those of the notes are in `notes`."""
        for block in self.blocks:
            yield from block.walk()

    def text_of(self, block: Block) -> str:
        """The text of one block, without that of its children."""
        return "".join(self.source.text[s.start : s.end] for s in block.spans)

    def text_in(self, span: Span) -> str:
        """The text between two places of the Source: what blocks are made of, without calls and page marks."""
        starts, ends = self._extents
        held = range(bisect_right(ends, span.start), bisect_left(starts, span.end))
        return "".join(self.source.text[max(starts[k], span.start) : min(ends[k], span.end)] for k in held)

    @cached_property
    def _extents(self) -> tuple[list[int], list[int]]:
        """Where the stretches of all blocks begin, and where they end, in the order of the Source."""
        spans = sorted(span for block in self.all_blocks() for span in block.spans)
        return [span.start for span in spans], [span.end for span in spans]

    def all_blocks(self) -> Iterator[Block]:
        """Every block of the text, then every block of the notes."""
        yield from self.walk()
        for note in self.notes:
            for block in note.blocks:
                yield from block.walk()

    def with_marks(self, marks: tuple[Mark, ...], diagnostics: tuple[Diagnostic, ...] = ()) -> Document:
        """The same document with these marks in place of its own, and further diagnostics."""
        ordered = sorted(marks, key=lambda m: (m.span.start, -m.span.end))
        return replace(self, marks=tuple(ordered), diagnostics=self.diagnostics + diagnostics)


def ncname(text: str, instead: str = "") -> str:
    """An NCName (Namespaces in XML 1.0, section 3), for every edition of XML, that is as near to the text as may be.

    `instead` takes the place of what no such name may hold.
    """
    name = UNSAFE.sub(instead, text)
    return name if SAFE_NAME.match(name) else "_" + name
