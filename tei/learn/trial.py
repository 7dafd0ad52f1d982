"""How well a style does on examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei.annotate.overlap import settle

if TYPE_CHECKING:
    from tei.annotate.style import Style
    from tei.learn.examples import Example

Counts = tuple[int, int, int]
"""How many marks of a document are right, how many there are, how many there should be."""


def tried(kind: str, examples: Sequence[Example], style: Style, *, links: bool = False) -> list[Counts]:
    """What a style does to the marks of a kind, document by document; with `links`, to where they lead."""
    counts = []
    for example in examples:
        found = settle(style.applied(example.places, example.of_kinds(kind)))
        counts.append(example.counts([mark for mark in found if mark.kind == kind], kind, links=links))
    return counts


def f1(counts: Sequence[Counts]) -> float:
    """The harmonic mean of precision and recall; 0 where there is nothing."""
    right, given, wanted = (sum(each) for each in zip(*counts, strict=True))
    return 2 * right / (given + wanted) if given + wanted else 0.0


def better(new: Sequence[Counts], old: Sequence[Counts]) -> bool:
    """Whether more documents have fewer errors than have more, and F1 is higher over all."""
    gains = [_errors(b) - _errors(a) for a, b in zip(new, old, strict=True)]
    return f1(new) > f1(old) and sum(gains) >= 2 and sum(g > 0 for g in gains) > sum(g < 0 for g in gains)


def _errors(counts: Counts) -> int:
    right, given, wanted = counts
    return given + wanted - 2 * right
