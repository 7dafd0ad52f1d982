"""Two encodings of one text, compared: which annotations stand where gold has them, with its values.

Places are told by the characters that the two have in common: text that one of them lacks costs itself and what stands
on it, and moves nothing else. Notes belong together by what they say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rapidfuzz.distance import Indel

from tei.score.align import Alignment
from tei.score.count import LINK, LOOSE, NUMBER, POINTS, SPANS, TEXT, VALUES, Count
from tei.score.held import held
from tei.score.standoff import MAIN, Annotation, Standoff, Text

if TYPE_CHECKING:
    from lxml import etree

Place = tuple[Hashable, ...]
"""A text and two offsets in what both encodings have in common, or a name for a place that only one of them has."""

Key = TypeVar("Key", bound=Hashable)

_FOREIGN = 0.1, 12
"""A note may have so large a share, or so many characters, that are not its own; with more it is two notes in one."""


class Placed(NamedTuple):
    """An annotation that counts, its place, its value as gold has it, and its place without punctuation at its ends."""

    annotation: Annotation
    place: Place
    value: str
    inner: Place


class Comparison:
    """An encoding laid over gold; without a raw text all of gold counts, with one what stands in it.

    Of gold elements that are `doubted` the value counts neither way.
    """

    def __init__(
        self,
        given: etree._Element,
        gold: etree._Element,
        raw: str | None = None,
        doubted: Collection[etree._Element] = (),
    ) -> None:
        self.given, self.gold = Standoff(given), Standoff(gold, doubted)
        self.held = held(self.gold, raw)
        self.pairs = {MAIN: MAIN, **pair(self.given.notes, self.gold.notes)}
        """The names of the given texts, and of the gold texts that they are."""
        self.alignments = {
            gold_name: Alignment(self.given.texts[name].bare, self.gold.texts[gold_name].bare)
            for name, gold_name in self.pairs.items()
        }
        """By the names of gold texts."""
        self.gold_placed = list(self._place_gold())
        self.given_placed = list(self._place_given())

    def _place_gold(self) -> Iterator[Placed]:
        for each in self.gold.annotations:
            name, kind, start, end, value = each
            stretches, alignment = self.held.get(name), self.alignments.get(name)
            if stretches is None or not stretches.hold(start, end) or (kind == "note" and start == end):
                continue
            first, last = (alignment.gold_place(start), alignment.gold_place(end)) if alignment else (0, 0)
            if alignment is None or (start < end and first == last):
                gone: Place = (name, "gone", start, end)
                yield Placed(each, gone, value, gone)
                continue
            place = name, first, last
            yield Placed(each, place, value, _inner(each, place, self.gold, alignment.gold_place))

    def _place_given(self) -> Iterator[Placed]:
        for number, each in enumerate(self.given.annotations):
            name, kind, start, end, value = each
            alone: Place = ("extra", number)
            gold_name = self.pairs.get(name)
            if gold_name is None:
                yield Placed(each, alone, value, alone)
                continue
            if not self._counts(each, gold_name) or (kind == "note" and start == end):
                continue
            if kind == "anchor":
                value = self.pairs.get(value, f"extra {value}")
            alignment = self.alignments[gold_name]
            first, last = alignment.given_place(start), alignment.given_place(end)
            foreign = (end - start) - (last - first)
            if (start < end and first == last) or (kind == "note" and foreign > _allowed(end - start)):
                yield Placed(each, alone, value, alone)
                continue
            place = gold_name, first, last
            yield Placed(each, place, value, _inner(each, place, self.given, alignment.given_place))

    def _counts(self, each: Annotation, gold_name: str) -> bool:
        """Whether any of it stands in gold that counts, or in text that gold has not got."""
        alignment, stretches = self.alignments[gold_name], self.held.get(gold_name)
        if each.start == each.end:
            return stretches is not None and stretches.meet(*alignment.points_of_gold(each.start))
        parts = alignment.of_gold(each.start, each.end)
        return not parts or (stretches is not None and any(stretches.touch(*part) for part in parts))

    @cached_property
    def counts(self) -> dict[str, Count]:
        """How much of each category is right."""
        given, gold = _by_kind(self.given_placed), _by_kind(self.gold_placed)

        def tally(kind: str, key: str) -> Count:
            return _tally(_keys(given.get(kind, ()), key), _keys(gold.get(kind, ()), key))

        counts = {kind: tally(kind, "place") for kind in SPANS}
        counts |= {kind: tally(kind, "value") for kind in POINTS}
        counts |= {category: tally(kind, "value") for category, kind in VALUES.items()}
        counts |= {category: tally(kind, "inner") for category, kind in LOOSE.items()}
        counts[LINK] = _links(given.get("persName", ()), gold.get("persName", ()))
        counts[NUMBER] = self._numbers()
        counts[TEXT] = self._characters()
        return counts

    def _numbers(self) -> Count:
        """Of the notes' numbers."""
        gold = Counter((text.name, text.number) for text in self.gold.notes if text.name in self.held)
        given: Counter[tuple[str, str]] = Counter()
        for text in self.given.notes:
            name = self.pairs.get(text.name)
            if name is None or name in self.held:
                given[name or f"extra {text.name}", text.number] += 1
        return _tally(given, gold)

    def _characters(self) -> Count:
        """Of the characters, each in the text in which it belongs; what gold has not got counts against it."""
        kept = invented = 0
        for name, text in self.given.texts.items():
            gold_name = self.pairs.get(name)
            if gold_name is None:
                invented += text.length
                continue
            alignment, stretches = self.alignments[gold_name], self.held.get(gold_name)
            invented += text.length - alignment.common
            if stretches is not None:
                kept += sum(stretches.overlap(*part) for part in alignment.of_gold(0, text.length))
        return Count(kept, invented + kept, sum(stretches.size() for stretches in self.held.values()))


def pair(given: list[Text], gold: list[Text]) -> dict[str, str]:
    """The names of the given notes and those of the gold notes that they are.

    By number first, then by place, where the texts agree; then by the texts alone, the most alike first. Many notes
    say the same ("Ibid."), so that a note that is missing must not move those behind it.
    """
    pairs: dict[str, str] = {}
    free = {text.name: text for text in gold}

    def take(one: Text, other: Text, least: float) -> None:
        if one.name not in pairs and other.name in free and _alike(one, other) > least:
            pairs[one.name] = other.name
            del free[other.name]

    by_name = dict(free)
    for one in given:
        if one.name in by_name:
            take(one, by_name[one.name], 0.9)
    for one, other in zip(given, gold, strict=False):
        take(one, other, 0.9)
    for one in given:
        if one.name in by_name:
            take(one, by_name[one.name], 0.7)
    order = {text.name: number for number, text in enumerate(gold)}
    candidates = [
        (-alike, abs(number - order[name]), one.name, name)
        for number, one in enumerate(given)
        if one.name not in pairs
        for name, other in free.items()
        if (alike := _alike(one, other, 0.5)) >= 0.5
    ]
    for _, _, name, gold_name in sorted(candidates):
        if name not in pairs and gold_name in free:
            pairs[name] = gold_name
            del free[gold_name]
    return pairs


def bare(text: Text, start: int, end: int) -> tuple[int, int]:
    """A stretch without the signs at its ends that are neither letters nor digits."""
    while start < end and not text.bare[start].isalnum():
        start += 1
    while end > start and not text.bare[end - 1].isalnum():
        end -= 1
    return start, end


def _inner(each: Annotation, place: Place, encoding: Standoff, put: Callable[[int], int]) -> Place:
    """The place of an annotation without the punctuation at its ends, where that is asked of its kind."""
    if f"{each.kind}~" not in LOOSE:
        return place
    start, end = bare(encoding.texts[each.text], each.start, each.end)
    return place[0], put(start), put(end)


def _alike(one: Text, other: Text, least: float = 0.0) -> float:
    if one.bare == other.bare:
        return 1.0
    return Indel.normalized_similarity(one.bare, other.bare, score_cutoff=least)


def _allowed(length: int) -> float:
    share, number = _FOREIGN
    return max(number, share * length)


def _by_kind(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    kinds: dict[str, list[Placed]] = {}
    for each in placed:
        kinds.setdefault(each.annotation.kind, []).append(each)
    return kinds


def _keys(placed: Iterable[Placed], key: str) -> Counter[Hashable]:
    """What must be the same of each: its place; its value, too; or its place but for the punctuation at its ends."""
    if key == "value":
        return Counter((each.place, each.value) for each in placed)
    return Counter(each.place if key == "place" else each.inner for each in placed)


def _links(given: Iterable[Placed], gold: Iterable[Placed]) -> Count:
    """Of the links of names; a link on a name that gold has left without one counts neither way."""
    linked = Counter((each.place, each.value) for each in gold if each.value)
    bare_places = {each.place for each in gold if not each.value}
    asked = (each for each in given if each.value and each.place not in bare_places)
    return _tally(Counter((each.place, each.value) for each in asked), linked)


def _tally(given: Counter[Key], gold: Counter[Key]) -> Count:
    return Count((given & gold).total(), given.total(), gold.total())
