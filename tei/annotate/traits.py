"""What can be told of a stretch of text in general terms: its words, its shape, its neighbours, where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tei.annotate.mentions import referring
from tei.core.authority import Authority
from tei.core.document import Document, Mark
from tei.core.names import MILITARY_RANKS, RANKS
from tei.core.source import Span
from tei.core.view import BOUNDARY, Stretch, View

PARTS = ("words", "block", "opening", "rest")
"""What a stretch can be: some words, a whole block, the words that open a block, what follows a name in its block."""

_DIGITS = str.maketrans("123456789", "000000000")
_WORD = re.compile(r"\w+")
_LAST = re.compile(r"(?:[\w’'&/.–-]*\w[.’]?|\S)\Z")
_NEXT = re.compile(r", ?(?:Jr|Sr)\.?|[’'][a-z]+\b|[-–/]?\w[\w’'&/–-]*|\S")
_FIRST = re.compile(r"[\w’'&/–-]+\.?|\S")
_FINAL = re.compile(r"(?:, ?(?:Jr|Sr)\.?|[’'][a-z]+|[\w’'&/–-]+|\S)\Z")
_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (r"[^\0]{1,80}?(?:[:—]|[.](?=\s))", r"[^\0]{1,80}?(?=[:—]|[.]\s)", r"[^\0]{1,160}?(?= \()")
)
_SHAPES = ((re.compile(r"\d+"), "0"), (re.compile(r"[^\W\d_]+"), lambda found: _form(found.group())))


def general(text: str) -> str:
    """The text with each digit a 0, as long as it was: of "footnote 12" it makes "footnote 00"."""
    return text.translate(_DIGITS)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a View (offsets, half-open) within one block, and which part of it that is."""

    view: View
    stretch: Stretch
    start: int
    end: int
    part: str = "words"
    mark: Mark | None = None
    """What is marked there."""
    authority: Authority = field(default_factory=Authority)

    @property
    def entry(self) -> str:
        """The entry that it is linked to, "" if to none."""
        return self.mark.pointer if self.mark else ""

    @property
    def choice(self) -> str:
        """Between how many entries there was a choice: "none", "one", "several", and "open" where none was made."""
        several = bool(self.mark and self.mark.others)
        if self.entry:
            return "several" if several else "one"
        return "open" if several else "none"

    @property
    def reference(self) -> str:
        """An entry of its own for these words that only says "see" another, "" if there is none."""
        others = self.mark.others if self.mark else ()
        only_refer = self.authority.derived(referring)
        return next((value for value, _ in others if value.removeprefix("#") in only_refer), "")

    @property
    def listed(self) -> str:
        """The name of the entry that it is linked to, as the list prints it."""
        entry = self.authority.by_id.get(self.entry.removeprefix("#"))
        return entry.name if entry else ""

    @property
    def before(self) -> tuple[int, str]:
        """The word or the sign before it, and its offset; "" where the block begins."""
        return word_before(self.view.text, self.stretch.start, self.start)

    @property
    def after(self) -> tuple[int, str]:
        """The word or the sign after it, and the offset of its end; "" where the block ends."""
        return word_after(self.view.text, self.end, self.stretch.end)


def word_before(text: str, begin: int, at: int) -> tuple[int, str]:
    """The word or sign that ends before an offset, none before `begin`, and its offset."""
    while at > begin and text[at - 1].isspace():
        at -= 1
    found = _LAST.search(text, max(begin, at - 30), at)
    return (found.start(), general(found.group())) if found else (at, "")


def word_after(text: str, at: int, end: int) -> tuple[int, str]:
    """The word or sign that begins after an offset, none behind `end`, and the offset of its end."""
    while at < end and text[at].isspace():
        at += 1
    found = _NEXT.match(text, at, min(end, at + 30))
    return (found.end(), general(found.group())) if found else (at, "")


def word_start(text: str, at: int, end: int) -> int:
    """Where the first word begins at an offset or after it."""
    while at < end and not text[at].isalnum():
        at += 1
    return at


def first_word(text: str) -> str:
    """The word or sign with which a text begins."""
    found = _FIRST.match(text)
    return general(found.group()) if found else ""


def last_word(text: str) -> str:
    """The word or sign with which a text ends."""
    found = _FINAL.search(text)
    return general(found.group()) if found else ""


def is_rank(word: str) -> bool:
    """Whether a word is a military rank or a short form of one."""
    return word in MILITARY_RANKS


def _block(place: Place) -> str:
    if place.stretch.note is not None:
        return "note"
    kind, parent = place.stretch.block.kind, place.stretch.parent
    return "list head" if kind == "head" and parent is not None and parent.kind == "list" else kind


def _words(place: Place) -> str:
    return general(place.view.text[place.start : place.end])


def _form(word: str) -> str:
    if len(word) == 1:
        return "A" if word.isupper() else "a"
    return "AA" if word.isupper() else "Aa" if word[0].isupper() else "aa"


def _shape(place: Place) -> str:
    words = place.view.text[place.start : place.end].split(None, 3)
    return " ".join(_shape_of(word) for word in words[:3]) + (" …" if len(words) > 3 else "")


def _shape_of(word: str) -> str:
    for pattern, shape in _SHAPES:
        word = pattern.sub(shape, word)
    return word


def _listed(place: Place) -> str:
    """Whether the word before, or the first one, is a rank with which the list prints the name."""
    for where, word in (("before", place.before[1]), ("first", TRAITS["first"](place))):
        if word in RANKS:
            stem = word.rstrip(".")
            return (
                f"{where}, {'listed' if any(each.startswith(stem) for each in place.listed.split()) else 'not listed'}"
            )
    return ""


def _size(place: Place) -> str:
    count = len(_WORD.findall(place.view.text, place.start, place.end))
    return "1" if count < 2 else "2–4" if count < 5 else "5–9" if count < 10 else "10–"


def _ending(place: Place) -> str:
    sign = place.view.text[place.end - 1]
    return "" if sign.isalnum() else sign


def _beginning(place: Place) -> str:
    sign = place.view.text[place.start]
    return "0" if sign.isdigit() else "A" if sign.isupper() else "a" if sign.isalpha() else sign


TRAITS: Mapping[str, Callable[[Place], str]] = {
    "part": lambda place: place.part,
    "words": _words,
    "shape": _shape,
    "first": lambda place: first_word(place.view.text[place.start : place.end]),
    "last": lambda place: last_word(place.view.text[place.start : place.end]),
    "before": lambda place: place.before[1],
    "after": lambda place: place.after[1],
    "rank": lambda place: "before" if is_rank(place.before[1]) else "first" if is_rank(TRAITS["first"](place)) else "",
    "block": _block,
    "size": _size,
    "begins": _beginning,
    "ends": _ending,
    "entry": lambda place: place.entry,
    "choice": lambda place: place.choice,
    "reference": lambda place: "yes" if place.reference else "no",
    "listed": _listed,
}
"""The traits of a place by name: what the tables of a style may ask for."""


class Places:
    """The way from the Source of a document to its View."""

    def __init__(self, document: Document) -> None:
        self.view = View.of(document)
        pieces: list[tuple[int, int, int]] = []
        for stretch in self.view.stretches:
            at = stretch.start
            for span in stretch.block.spans:
                pieces.append((span.start, span.end, at))
                at += len(span)
        self._pieces = sorted(pieces)
        self._starts = [piece[0] for piece in self._pieces]

    def of(self, span: Span) -> tuple[int, int] | None:
        """The offsets in the view of a span of the Source; None if it has no text of one block only."""
        start, end = self._at(span.start), self._at(span.end - 1)
        if start is None or end is None or end < start or BOUNDARY in self.view.text[start : end + 1]:
            return None
        return start, end + 1

    def _at(self, offset: int) -> int | None:
        piece = bisect_right(self._starts, offset) - 1
        if piece < 0 or offset >= self._pieces[piece][1]:
            return None
        return self._pieces[piece][2] + offset - self._pieces[piece][0]

    def parts(self, names: Iterable[int]) -> Iterator[Place]:
        """Each block as a whole, the words that open it, and what follows the last of the names, given by the
        offsets where they end, in a signature."""
        text = self.view.text
        ends = sorted(names)
        for stretch in self.view.stretches:
            start, end = stretch.start, stretch.end
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            if start == end:
                continue
            yield Place(self.view, stretch, start, end, "block")
            if stretch.block.kind == "signed":
                name = bisect_right(ends, end)
                if name and start < ends[name - 1] < end:
                    rest = word_start(text, ends[name - 1], end)
                    if rest < end:
                        yield Place(self.view, stretch, rest, end, "rest")
            for pattern in _OPENINGS:
                opening = pattern.match(text, start, end)
                if opening and opening.end() < end:
                    yield Place(self.view, stretch, start, opening.end(), "opening")
