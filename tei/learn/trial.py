"""How well a style does on examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei.annotate.overlap import settle
from tei.score.count import Count

if TYPE_CHECKING:
    from tei.annotate.style import Style
    from tei.learn.examples import Example

SURE = 1.6
"""By how many standard errors documents must be better before a rule is believed to help."""


def tried(kind: str, examples: Sequence[Example], style: Style, *, links: bool = False) -> list[Count]:
    """What a style does to the marks of a kind, document by document; with `links`, to where they lead."""
    counts = []
    for example in examples:
        found = settle(style.applied(example.places, example.of_kinds(kind), example.authority))
        counts.append(example.counts([mark for mark in found if mark.kind == kind], kind, links=links))
    return counts


def f1(counts: Sequence[Count]) -> float:
    """The harmonic mean of precision and recall; 1 where nothing was wanted or given."""
    return Count(*map(sum, zip(*counts, strict=True))).f1


def better(new: Sequence[Count], old: Sequence[Count]) -> bool:
    """Whether more documents have fewer errors than have more, and F1 is higher over all."""
    before, after = f1(old), f1(new)
    # What F1 gains by one document is, but for a factor, twice what is right less F1 for each that is given.
    gains = [
        2 * (a.right - b.right) - (before + after) / 2 * (a.given - b.given) for a, b in zip(new, old, strict=True)
    ]
    roots = [abs(gain) ** 0.5 * (1 if gain > 0 else -1) for gain in gains]
    return after > before and sum(roots) > SURE * sum(root * root for root in roots) ** 0.5
