"""Two rows of words side by side: where one has others than the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SAME = 3
"""So many words that are alike show that two rows are together again."""

WIDEST = 2_000
"""Over so many words of both rows they are looked for."""


class Gap(NamedTuple):
    """Where two rows differ: the stretches of both, half-open."""

    start: int
    end: int
    other_start: int
    other_end: int


def align(one: Sequence[str], other: Sequence[str], *, free: bool = False) -> tuple[list[Gap], int]:
    """Where the words of two rows differ, and how many of the first were gone through.

    With `free` the first row may go on when the second has ended. Of rows that are not together again over WIDEST words
    all the rest is one gap.
    """
    gaps: list[Gap] = []
    at = there = 0
    while at < len(one) and there < len(other):
        if one[at] == other[there]:
            at, there = at + 1, there + 1
            continue
        after, there_after = _together(one, other, at, there)
        if free and after == len(one):
            after = at
        gaps.append(Gap(at, after, there, there_after))
        at, there = after, there_after
    if there < len(other) or (at < len(one) and not free):
        end = at if free else len(one)
        gaps.append(Gap(at, end, there, len(other)))
        at = end
    return gaps, at


def _together(one: Sequence[str], other: Sequence[str], at: int, there: int) -> tuple[int, int]:
    """The nearest place behind these where both rows have the same words; their ends if there is none."""
    for distance in range(1, WIDEST):
        for skipped in range(distance + 1):
            i, j = at + skipped, there + distance - skipped
            if i >= len(one) or j >= len(other) or one[i] != other[j]:
                continue
            count = min(SAME, len(one) - i, len(other) - j)
            if one[i : i + count] == other[j : j + count]:
                return i, j
        if at + distance > len(one) and there + distance > len(other):
            break
    return len(one), len(other)
