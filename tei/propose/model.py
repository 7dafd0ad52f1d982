"""How likely each word of a text is part of a person's name: the weights of its features, added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from tei.core.names import folded
from tei.core.resources import path
from tei.propose.features import evidence, local, places
from tei.propose.words import Words

if TYPE_CHECKING:
    from tei.core.view import View
    from tei.propose.survey import Survey

_UNIT = 100
"""Weights are written as hundredths."""

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Sheet:
    """The words of a document, which of them can belong to names, the features of these and their first scores."""

    words: Words
    capitals: Sequence[int]
    features: Sequence[Sequence[str]]
    scores: Sequence[float]


@cache
def weights() -> tuple[Weights, Weights]:
    """The weights for the first look, by a word's neighbours, and for the second, by all that is known.

    They are `data/names.txt`, which `benchmarks/names.py` writes: a feature, and its two weights; "" counts always.
    """
    first: dict[str, float] = {}
    second: dict[str, float] = {}
    for line in path("data/names.txt").read_text(encoding="utf-8").splitlines():
        feature, one, two = line.split("\t")
        name = feature.replace(r"\0", "\0").replace(r"\n", "\n")
        if one:
            first[name] = int(one) / _UNIT
        if two:
            second[name] = int(two) / _UNIT
    return first, second


def sheet(view: View) -> Sheet:
    """A document's words with their first scores: the logarithms of the odds that a word is part of a name."""
    words = Words(folded(view.text))
    kinds = places(view, words)
    small = frozenset(word for word in words.texts if word.islower())
    capitals = words.capitals()
    features = [local(words, kinds, small, i) for i in capitals]
    table = weights()[0]
    return Sheet(words, capitals, features, [_sum(table, found) for found in features])


def scores(sheet: Sheet, survey: Survey) -> list[float]:
    """The second scores of the words that can belong to names, as logarithms of odds."""
    table = weights()[1]
    further = evidence(sheet.words, sheet.capitals, sheet.scores, survey)
    return [
        _sum(table, found) + _sum(table, more) - table[""] for found, more in zip(sheet.features, further, strict=True)
    ]


def _sum(table: Weights, features: Sequence[str]) -> float:
    get = table.get
    return sum(map(get, features, repeat(0.0)), table[""])
