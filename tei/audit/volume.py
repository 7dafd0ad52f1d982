"""The documents that are audited together: what is tagged in them, and what would be by the lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tei.annotate import annotate
from tei.audit.names import OFFICES
from tei.core.diagnostic import Edit, Label
from tei.core.document import POINTERS
from tei.core.edition import TAG, XML_ID
from tei.core.namespaces import TEI
from tei.core.source import Span
from tei.read.finished import finished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tei.core.authority import Authority
    from tei.core.document import Block, Document, Mark, Note
    from tei.core.edition import Edition
    from tei.core.profile import Profile
    from tei.read.finished import Finished

KINDS = ("persName", "gloss", "ref", "placeName")
"""The kinds of marks that are compared: names, terms, references."""

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_COMPOUND = re.compile(
    r"[’']?s? (?:Papers|Files?|Librar|Diar|Correspondence|Collection|Act\b|Amendment|[Dd]octrine|Plan\b|Foundation"
    r"|Report\b|Institut|Administration|Universit|Commi(?:ttee|ssion)\b)"
)
_SMALL = re.compile(r"(?<![\w'’.-])[a-z]+(?![\w'’.-])")
_LITERAL = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ROOT = re.compile(r"<((?:[\w.-]+:)?)(?:TEI|teiCorpus)[\s>]")
_REACH = 3000
"""As many characters before its words a start tag may begin."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A mark of the finished encoding: its words, white space made single, and the kind of place where it stands."""

    reading: Reading
    mark: Mark
    words: str
    where: str

    @property
    def pointer(self) -> str:
        """Where it leads, "" if nowhere."""
        return self.mark.pointer

    def label(self, text: str = "") -> Label:
        """Its words in the edition."""
        return self.reading.label(self.mark.span, text)

    @property
    def tag(self) -> Span | None:
        """Its start tag in the edition; None if that cannot be told from the characters before its words."""
        return self.reading.tag(self.mark)

    def pointing(self, value: str) -> list[Edit]:
        """The edit by which it leads elsewhere; none if its start tag cannot be told."""
        name = next((name for name in POINTERS if name in self.mark.attributes), "")
        return self.reading.attribute(self.mark, name, value) if name else []


@dataclass(frozen=True)
class Reading:
    """One document: as it was finished, and as the annotators would mark it."""

    finished: Finished
    profile: Profile
    authority: Authority

    @property
    def document(self) -> Document:
        """The document with the marks that stand in the edition."""
        return self.finished.document

    @cached_property
    def ours(self) -> tuple[Mark, ...]:
        """The marks that the annotators make in the same text."""
        return annotate(self.finished.bare, self.profile, self.authority).marks

    @cached_property
    def proposed(self) -> dict[tuple[str, Span], Mark]:
        """These marks by their kind and place."""
        return {(mark.kind, mark.span): mark for mark in self.ours}

    @cached_property
    def tagged(self) -> tuple[Tagged, ...]:
        """The names, terms and references that are tagged."""
        return tuple(
            Tagged(self, mark, " ".join(self.document.text_in(mark.span).split()), self.where(mark.span.start))
            for mark in self.document.marks
            if mark.kind in KINDS
        )

    @cached_property
    def _blocks(self) -> list[tuple[int, Block, Note | None]]:
        found: list[tuple[int, Block, Note | None]]
        found = [(span.start, block, None) for block in self.document.walk() for span in block.spans]
        for note in self.document.notes:
            found += [(span.start, b, note) for each in note.blocks for b in each.walk() for span in b.spans]
        return sorted(found, key=lambda item: item[0])

    @cached_property
    def _begins(self) -> list[int]:
        return [start for start, *_ in self._blocks]

    def where(self, at: int) -> str:
        """The kind of place at an offset: "source note", "note", or the name of the block."""
        found = bisect_right(self._begins, at) - 1
        if found < 0:
            return ""
        _, block, note = self._blocks[found]
        if note is not None:
            return "source note" if note.type == "source" else "note"
        return "text" if block.kind in ("p", "item", "ab", "l", "quote", "cell", "label") else block.kind

    def note_at(self, at: int) -> Note | None:
        """The note in which an offset lies, None in the text."""
        found = bisect_right(self._begins, at) - 1
        return self._blocks[found][2] if found >= 0 else None

    @cached_property
    def date(self) -> Mark | None:
        """The date of the document: the first in its dateline that has a day, a month or a year."""
        for mark in self.document.marks:
            if (
                mark.kind == "date"
                and _DAY.match(mark.attributes.get("when", ""))
                and self.where(mark.span.start) == "dateline"
            ):
                return mark
        return None

    def label(self, span: Span, text: str = "") -> Label:
        """The characters of the edition that a span of the plain text stands for."""
        return Label(self.finished.edition, self.finished.place(span), text)

    def tag(self, mark: Mark) -> Span | None:
        """The start tag of a mark; None if it cannot be told from the characters before its words."""
        text = self.finished.edition.text
        at = last = self.finished.place(mark.span).start
        while (at := text.rfind("<", max(0, last - _REACH), at)) >= 0:
            found = None if in_literal(text, at, at + 1) else TAG.match(text, at)
            if found and not found["end"] and re.match(rf"<(?:[\w.-]+:)?{mark.kind}[\s/>]", found.group()):
                return Span(*found.span()) if found.end() <= last else None
        return None

    def end_tag(self, mark: Mark) -> Span | None:
        """The end tag of a mark that holds no other of its name."""
        found = re.compile(rf"</(?:[\w.-]+:)?{mark.kind}\s*>").search(
            self.finished.edition.text, self.finished.place(mark.span).end
        )
        return Span(*found.span()) if found else None

    def attribute(self, mark: Mark, name: str, value: str) -> list[Edit]:
        """The edit that gives an attribute of a mark another value, or gives it the attribute."""
        tag = self.tag(mark)
        if tag is None:
            return []
        source = self.finished.edition
        written = re.compile(rf"""\s{re.escape(name)}\s*=\s*("[^"]*"|'[^']*')""").search(
            source.text, tag.start, tag.end
        )
        if written:
            return [Edit(source, Span(written.start(1) + 1, written.end(1) - 1), _quoted(value))]
        if name in mark.attributes:
            return []
        after = re.compile(r"<[^\s/>]+").match(source.text, tag.start)
        return [Edit(source, Span(after.end(), after.end()), f' {name}="{_quoted(value)}"')] if after else []

    def wrap(self, span: Span, kind: str, attributes: Mapping[str, str]) -> list[Edit]:
        """The edits that put a stretch of text into an element; none where there are tags in it, or no tags can be."""
        source, place = self.finished.edition, self.finished.place(span)
        if "<" in source.text[place.start : place.end] or in_literal(source.text, place.start, place.end):
            return []
        root = _ROOT.search(source.text)
        name = f"{root.group(1) if root else ''}{kind}"
        given = "".join(f' {key}="{_quoted(value)}"' for key, value in attributes.items())
        start = Edit(source, Span(place.start, place.start), f"<{name}{given}>")
        return [start, Edit(source, Span(place.end, place.end), f"</{name}>")]


@dataclass(frozen=True)
class Volume:
    """Documents that are held against each other, with the lists that they point to."""

    profile: Profile
    authority: Authority
    editions: tuple[Edition, ...]
    readings: tuple[Reading, ...]

    @classmethod
    def of(cls, editions: Iterable[Edition], profile: Profile, authority: Authority) -> Volume:
        """The documents of some editions. Raises Refused as `Edition.tree` does."""
        editions = tuple(editions)
        found = (each for edition in editions for each in finished(edition))
        return cls(profile, authority, editions, tuple(Reading(each, profile, authority) for each in found))

    def tagged(self, *kinds: str) -> Iterator[Tagged]:
        """What is tagged so in all documents, in order."""
        for reading in self.readings:
            yield from (each for each in reading.tagged if each.mark.kind in kinds)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The numbers of notes as printed, by their ids."""
        notes = (note for edition in self.editions for note in edition.tree.iter(f"{{{TEI}}}note"))
        return {note.get(XML_ID, ""): note.get("n", "") for note in notes}

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """The words that stand in small letters somewhere."""
        return frozenset(word for each in self.readings for word in _SMALL.findall(each.document.source.text))

    @cached_property
    def forms(self) -> dict[str, Counter[tuple[str, str]]]:
        """How often words are tagged as which kind, and lead where."""
        found: dict[str, Counter[tuple[str, str]]] = {}
        for each in self.tagged(*KINDS):
            found.setdefault(each.words, Counter())[each.mark.kind, each.pointer] += 1
        return found


def _quoted(value: str) -> str:
    """A value as it stands between quotation marks of either kind."""
    return escape(value, {'"': "&quot;", "'": "&apos;"})


def in_literal(text: str, start: int, end: int) -> bool:
    """Whether any of a stretch of XML is in a comment or a CDATA section, where tags are no tags."""
    literals = _literals(text)
    at = bisect_left(literals, end, key=lambda span: span.start) - 1
    return at >= 0 and start < literals[at].end


@lru_cache(maxsize=1)
def _literals(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _LITERAL.finditer(text)]


def is_compound(text: str, end: int) -> bool:
    """Whether a name that ends there is part of that of papers, of a law, of a plan."""
    return _COMPOUND.match(text, end) is not None


def overlapped(held: list[Span], span: Span) -> bool:
    """Whether a span overlaps any of others, which are sorted and stand at most two deep."""
    at = bisect_left(held, span)
    return any(each.start < span.end and span.start < each.end for each in held[max(0, at - 3) : at + 2])


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether words with capitals, figures or signs stand beside a form, so that it may be part of something else."""
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    last = before.split(" ")[-2] if before.endswith(" ") and before.count(" ") > 1 else ""
    following = after[1:].split(" ")[0] if after[:1] == " " else ""
    beside = before[-1:] + after[:1]
    is_other = last[:1].isupper() and last.rstrip(".") not in OFFICES
    return is_other or following[:1].isupper() or not set(beside).isdisjoint("-–/&0123456789")
