"""Both encodings of a document side by side, as pieces of HTML in which the differences are marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import Literal, NamedTuple

from tei.score.compare import Comparison
from tei.score.count import TEXT
from tei.score.difference import Difference, differences, value
from tei.score.standoff import BLOCKS, MAIN, VALUES, Annotation, Standoff

Side = Literal["gold", "given"]

INLINE = frozenset(VALUES) - {"q", "quote", "term", "orgName"}
"""The kinds of annotations within a block that are shown."""

_LONGEST = 60
"""Of the words of a difference so many characters are shown."""


class Numbered(NamedTuple):
    """A difference with its number in the document, and what both sides have there, in words."""

    number: int
    difference: Difference
    gold: str
    given: str


class Row(NamedTuple):
    """Stretches of both texts that belong together, as HTML, and whether they differ; None where a side has nothing."""

    gold: str | None
    given: str | None
    differs: bool


class Sides:
    """The rows of a document and its differences; ids in the HTML begin with the `prefix`."""

    def __init__(self, comparison: Comparison, categories: Collection[str], prefix: str) -> None:
        self._comparison = comparison
        self.prefix = prefix
        self.differences = [
            Numbered(number, each, _words(comparison.gold, each, each.gold), _words(comparison.given, each, each.given))
            for number, each in enumerate((each for each in differences(comparison) if each.category in categories), 1)
        ]
        self._marked: dict[Side, dict[Annotation, list[Numbered]]] = {
            "gold": defaultdict(list),
            "given": defaultdict(list),
        }
        for numbered in self.differences:
            if numbered.difference.gold is not None:
                self._marked["gold"][numbered.difference.gold].append(numbered)
            if numbered.difference.given is not None:
                self._marked["given"][numbered.difference.given].append(numbered)
        self._said: dict[tuple[Side, str], list[Annotation]] = defaultdict(list)
        for side, marked in self._marked.items():
            for annotation in marked:
                if annotation.kind == TEXT:
                    self._said[side, annotation.text].append(annotation)
        self._linked: set[str] = set()

    def place(self, number: int) -> str:
        """The id of the first place where a difference is shown, on the side of gold if there; known with the rows.

        It is that of the difference's own line where it is shown nowhere.
        """
        for side in ("gold", "given"):
            if f"{self.prefix}{side}{number}" in self._linked:
                return f"{self.prefix}{side}{number}"
        return f"{self.prefix}n{number}"

    def rows(self) -> Iterator[Row]:
        """The main text cut where a block begins in both, then the notes, each beside its own."""
        comparison = self._comparison
        yield from self._main(comparison)
        backward = {gold: given for given, gold in comparison.pairs.items()}
        for note in comparison.gold.notes:
            given = backward.get(note.name)
            yield self._row(
                (note.name, 0, note.length), (given, 0, comparison.given.texts[given].length) if given else None
            )
        for note in comparison.given.notes:
            if note.name not in comparison.pairs:
                yield self._row(None, (note.name, 0, note.length))

    def _main(self, comparison: Comparison) -> Iterator[Row]:
        alignment = comparison.alignments[MAIN]
        gold = {alignment.gold_place(start): start for start in reversed(_starts(comparison.gold))}
        given = {alignment.given_place(start): start for start in reversed(_starts(comparison.given))}
        cuts = [(0, 0), *((gold[place], given[place]) for place in sorted(gold.keys() & given.keys()) if place)]
        ends = [*cuts[1:], (comparison.gold.texts[MAIN].length, comparison.given.texts[MAIN].length)]
        for (gold_start, given_start), (gold_end, given_end) in zip(cuts, ends, strict=True):
            yield self._row((MAIN, gold_start, gold_end), (MAIN, given_start, given_end))

    def _row(self, gold: tuple[str, int, int] | None, given: tuple[str, int, int] | None) -> Row:
        self._differs = False
        left = None if gold is None else "".join(self._pieces("gold", *gold))
        right = None if given is None else "".join(self._pieces("given", *given))
        return Row(left, right, self._differs)

    def _pieces(self, side: Side, name: str, start: int, end: int) -> Iterator[str]:
        """A stretch of a text with its annotations."""
        encoding = self._encoding(side)
        text = encoding.texts[name]
        here = [(number, each) for number, each in enumerate(encoding.annotations) if each.text == name]
        points = [each for _, each in here if each.start == each.end and _is_at(each, start, end, text.length)]
        spans = sorted(
            (
                (each.start, -each.end, -number, each)
                for number, each in here
                if start <= each.start < each.end <= end and (each.kind in BLOCKS or each.kind in INLINE)
            ),
            key=lambda item: item[:3],
        )
        cuts = {start, end, *(each.start for each in points), *self._cuts(side, name, start, end)}
        for *_, each in spans:
            cuts |= {each.start, each.end}
        opened: list[Annotation] = []
        done, blank = start, ""
        waiting = [item[3] for item in reversed(spans)]
        for cut in sorted(cuts):
            if cut > done:
                last = text.offsets[cut - 1] + 1
                yield self._written(side, name, done, cut, text.whole[text.offsets[done] : last])
                blank = text.whole[last : text.offsets[cut]]
            done = cut
            yield from (self._point(side, each) for each in points if each.start == cut and each.kind == "anchor")
            while opened and opened[-1].end == cut:
                yield self._close(side, opened.pop())
            yield blank
            blank = ""
            yield from (self._point(side, each) for each in points if each.start == cut and each.kind == "pb")
            while waiting and waiting[-1].start == cut:
                opened.append(waiting.pop())
                yield self._open(side, opened[-1])

    def _encoding(self, side: Side) -> Standoff:
        return self._comparison.gold if side == "gold" else self._comparison.given

    def _cuts(self, side: Side, name: str, start: int, end: int) -> Iterator[int]:
        """Where text begins and ends that only this side has, or that does not count."""
        for each in self._said[side, name]:
            yield from (at for at in (each.start, each.end) if start < at < end)
        stretches = self._comparison.held.get(name) if side == "gold" else None
        if stretches is not None:
            yield from (at for at in (*stretches.starts, *stretches.ends) if start < at < end)

    def _written(self, side: Side, name: str, start: int, end: int, written: str) -> str:
        shown = escape(written)
        for each in self._said[side, name]:
            if each.start <= start and end <= each.end:
                return self._mark(side, each, f'<span class="said">{shown}</span>')
        stretches = self._comparison.held.get(name)
        if side == "gold" and (stretches is None or not stretches.touch(start, end)):
            return f'<span class="uncounted">{shown}</span>'
        return shown

    def _open(self, side: Side, each: Annotation) -> str:
        if each.kind in BLOCKS:
            number = self._encoding(side).texts[each.text].number if each.kind == "note" else ""
            tag = self._mark(side, each, f'<span class="tag">{escape(f"{each.kind} {number}".strip())}</span>')
            return f'<span class="block">{tag} '
        title = escape(f"{each.kind} {each.value}".strip())
        return f'<span class="span {self._known(side, each)}" title="{title}"{self._data(side, each)}>'

    def _close(self, side: Side, each: Annotation) -> str:
        return "</span>" if each.kind in BLOCKS else f"</span>{self._numbers(side, each)}"

    def _point(self, side: Side, each: Annotation) -> str:
        number = self._encoding(side).texts[each.value].number if each.kind == "anchor" else each.value
        shown = f"note {number}" if each.kind == "anchor" else f"page {number}"
        return self._mark(side, each, f'<span class="point">{escape(shown)}</span>')

    def _mark(self, side: Side, each: Annotation, shown: str) -> str:
        """A sign of an annotation, marked where it is part of a difference."""
        if each not in self._marked[side]:
            return shown
        known = self._known(side, each)
        return f'<span class="{known}"{self._data(side, each)}>{shown}</span>{self._numbers(side, each)}'

    def _known(self, side: Side, each: Annotation) -> str:
        """How an annotation differs; "" where it does not."""
        return self._marked[side][each][0].difference.kind if each in self._marked[side] else ""

    def _data(self, side: Side, each: Annotation) -> str:
        if each not in self._marked[side]:
            return ""
        self._differs = True
        categories = " ".join(dict.fromkeys(each.difference.category for each in self._marked[side][each]))
        return f' data-category="{categories}"'

    def _numbers(self, side: Side, each: Annotation) -> str:
        """Links from an annotation to its differences."""
        links = "".join(self._link(side, each.number) for each in self._marked[side].get(each, ()))
        return f'<span class="numbers">{links}</span>' if links else ""

    def _link(self, side: Side, number: int) -> str:
        # Text that an annotation cuts stands in several pieces; the first has the id.
        place = f"{self.prefix}{side}{number}"
        own = "" if place in self._linked else f' id="{place}"'
        self._linked.add(place)
        return f'<a class="n"{own} href="#{self.prefix}n{number}">{number}</a>'


def _is_at(each: Annotation, start: int, end: int, length: int) -> bool:
    """Whether a place belongs to a stretch: a call to what stands before it, a page to what follows."""
    if each.kind == "anchor":
        return start < each.start <= end or each.start == start == 0
    return start <= each.start < end or each.start == end == length


def _starts(encoding: Standoff) -> Sequence[int]:
    """Where the outer blocks of the main text begin, in order."""
    starts: list[int] = []
    done = 0
    blocks = [each for each in encoding.annotations if each.text == MAIN and each.kind in BLOCKS]
    for each in sorted(blocks, key=lambda each: (each.start, -each.end)):
        if each.start >= done:
            starts.append(each.start)
            done = each.end
    return starts


def _words(encoding: Standoff, difference: Difference, annotation: Annotation | None) -> str:
    """What an annotation says: the beginning of its words, and its value."""
    if annotation is None:
        return ""
    words = encoding.texts[annotation.text].excerpt(annotation.start, annotation.end)
    words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 15]} … {words[-12:]}"
    said = value(encoding, difference.category, annotation)
    return " ".join(filter(None, (words, f"[{said}]" if said else "")))
