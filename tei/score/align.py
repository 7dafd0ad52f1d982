"""Two texts that are nearly the same, laid over each other by the characters that they have in common."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

LARGEST = 400_000_000
"""The largest product of two lengths for which the longest common subsequence is found as it is."""

ANCHOR = 32
"""The length of the pieces that hold longer texts together, where each stands in both of them once."""


class Run(NamedTuple):
    """Characters that stand in both texts: where they begin in each, and how many they are."""

    given: int
    gold: int
    length: int


class Alignment:
    """The runs that two texts have in common, in order; all offsets are in characters."""

    def __init__(self, given: str, gold: str) -> None:
        self.equal = given == gold
        self.given, self.gold = given, gold
        self.runs = list(_runs(given, gold))
        self._given = [run.given for run in self.runs]
        self._gold = [run.gold for run in self.runs]
        self._before = [0]
        for run in self.runs:
            self._before.append(self._before[-1] + run.length)

    @property
    def common(self) -> int:
        """How many characters the texts have in common."""
        return self._before[-1]

    def given_place(self, offset: int) -> int:
        """How many common characters stand before an offset of the given text."""
        return offset if self.equal else self._place(self._given, offset)

    def gold_place(self, offset: int) -> int:
        """How many common characters stand before an offset of the gold text."""
        return offset if self.equal else self._place(self._gold, offset)

    def _place(self, starts: list[int], offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return 0
        return self._before[index] + min(offset - starts[index], self.runs[index].length)

    def of_gold(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of gold that a stretch of the given text has in common with it."""
        if self.equal:
            return [(start, end)] if start < end else []
        found = []
        for index in range(max(bisect_right(self._given, start) - 1, 0), len(self.runs)):
            given, gold, length = self.runs[index]
            if given >= end:
                break
            first, last = max(start, given), min(end, given + length)
            if first < last:
                found.append((gold + first - given, gold + last - given))
        return found

    def points_of_gold(self, offset: int) -> tuple[int, int]:
        """The first and the last offset of gold that an offset of the given text may stand for."""
        if self.equal:
            return offset, offset
        # The runs that end and that begin at the offset, or before and behind it.
        behind = bisect_left(self._given, offset)
        first = last = 0
        if behind:
            given, gold, length = self.runs[behind - 1]
            if offset < given + length:
                return gold + offset - given, gold + offset - given
            first = gold + length
        last = self.runs[behind].gold if behind < len(self.runs) else len(self.gold)
        return first, last


def _runs(given: str, gold: str, at_given: int = 0, at_gold: int = 0) -> Iterator[Run]:
    """The runs of a longest common subsequence; of one between anchors where the texts are long."""
    if not (given and gold):
        return
    if given == gold:
        yield Run(at_given, at_gold, len(given))
    elif len(given) * len(gold) <= LARGEST:
        for step in Indel.opcodes(given, gold):
            if step.tag == "equal":
                yield Run(at_given + step.src_start, at_gold + step.dest_start, step.src_end - step.src_start)
    elif anchors := list(_anchors(given, gold)):
        done_given = done_gold = 0
        for run in anchors:
            between = given[done_given : run.given], gold[done_gold : run.gold]
            yield from _runs(*between, at_given + done_given, at_gold + done_gold)
            yield Run(at_given + run.given, at_gold + run.gold, run.length)
            done_given, done_gold = run.given + run.length, run.gold + run.length
        yield from _runs(given[done_given:], gold[done_gold:], at_given + done_given, at_gold + done_gold)


def _anchors(given: str, gold: str) -> Iterator[Run]:
    """The pieces that stand once in each text, as many as have one order in both; neighbours are put together."""
    there = _once(gold)
    pairs = [(at, there[piece]) for piece, at in _once(given).items() if piece in there]
    begun: Run | None = None
    for at_given, at_gold in _rising(pairs):
        if begun and (at_given < begun.given + begun.length or at_gold < begun.gold + begun.length):
            if at_given - begun.given == at_gold - begun.gold:
                begun = begun._replace(length=at_given + ANCHOR - begun.given)
            continue
        if begun:
            yield begun
        begun = Run(at_given, at_gold, ANCHOR)
    if begun:
        yield begun


def _once(text: str) -> dict[str, int]:
    """The pieces that stand in a text only once, in its order, and where."""
    found: dict[str, int] = {}
    for at in range(len(text) - ANCHOR + 1):
        piece = text[at : at + ANCHOR]
        found[piece] = -1 if piece in found else at
    return {piece: at for piece, at in found.items() if at >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many of the pairs as can be with the second number rising as the first does (patience sorting)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, number) in enumerate(pairs):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [index]
    chain = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]
