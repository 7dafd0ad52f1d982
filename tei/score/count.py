"""How much of a category is right: counts, and the three shares that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Count(NamedTuple):
    """How many are right, how many were given, how many gold has."""

    right: int = 0
    given: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 0 where nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was given; 0 where gold has nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to give, and nothing was given."""
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 1.0

    @property
    def wrong(self) -> int:
        """How many are missing or given in vain; one that should be another is both."""
        return self.given + self.gold - 2 * self.right


Counts = Mapping[str, Count]
"""The counts of each category, in the order of CATEGORIES."""

SPANS = (
    *("head", "p", "item", "signed", "note", "persName", "ref", "gloss", "date"),
    *("placeName", "hi", "dateline", "cell"),
)
"""Stretches that must begin and end where gold has them."""

POINTS = ("anchor", "pb")
"""Places that must be those of gold, with the note that is called there, or the number of the page."""

VALUES = {"ref+target": "ref", "gloss+value": "gloss", "date+when": "date", "hi+rend": "hi", "note+type": "note"}
"""Stretches that must have the value, too, that they have in gold."""

LOOSE = {f"{kind}~": kind for kind in ("persName", "ref", "gloss", "hi", "date")}
"""Stretches of which the punctuation at both ends does not count."""

LINK, NUMBER, TEXT = "persName+corresp", "note+n", "text"

CATEGORIES = (*SPANS, *POINTS, *VALUES, *LOOSE, LINK, NUMBER, TEXT)
"""All that is counted."""


def total(counted: Iterable[Counts]) -> dict[str, Count]:
    """The sum of several documents' counts, category by category."""
    sums = {category: [0, 0, 0] for category in CATEGORIES}
    for counts in counted:
        for category, count in counts.items():
            for place, number in enumerate(count):
                sums[category][place] += number
    return {category: Count(*numbers) for category, numbers in sums.items()}


def faults(counts: Counts) -> dict[str, int]:
    """How many are wrong in each category where any is, the most first.

    Text is counted in characters and what is loose stands in the exact category, too: both are left out, and so is
    `hi`, which tells of a style rather than of the document; unless nothing else was counted.
    """
    apart = {TEXT, "hi", "hi+rend", *LOOSE}
    chosen = [category for category in counts if category not in apart] or list(counts)
    wrong = {category: counts[category].wrong for category in chosen if counts[category].wrong}
    return dict(sorted(wrong.items(), key=lambda item: -item[1]))
