"""From finished documents to the house style of those who made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tei.annotate.style import Rule, Style
from tei.annotate.stylefile import SETTINGS
from tei.learn.cells import Care
from tei.learn.examples import Example
from tei.learn.kinds import SORTS, learned
from tei.learn.trial import better, tried
from tei.score.count import Count

if TYPE_CHECKING:
    from tei.core.authority import Authority
    from tei.core.profile import Profile
    from tei.read.finished import Finished

CARES = (Care(4.0, 2, 0.08), Care(2.0, 1, 0.05))
"""How careful one can be, the most careful first."""

_FOLDS = 5
_DECIDES = {"references": "ref", "dates": "date"}
"""The kind of marks on which the settings of an annotator are judged."""


def learn(documents: Sequence[Finished], profile: Profile, authority: Authority) -> Style:
    """The house style of finished documents, by what the annotators propose for their texts.

    Each sort of rules is learned from four fifths of the documents and tried on the others, five times over; only what
    helps there is kept.
    """
    style = Style(documents=len(documents))
    examples = [Example.of(each, profile, authority) for each in documents]
    for name, values in SETTINGS.items():
        annotator, _, key = name.partition(".")
        for value in values:
            changed = Style((), {**style.settings, name: value}, len(documents))
            if profile["annotate"].get(annotator, {}).get(key) == value:
                continue
            others = [Example.of(each, changed.over(profile), authority) for each in documents]
            kind = _DECIDES[annotator]
            if better(tried(kind, others, Style(), links=True), tried(kind, examples, Style(), links=True)):
                style, examples = changed, others
    return Style(rules(examples), style.settings, len(documents))


def rules(examples: Sequence[Example]) -> tuple[Rule, ...]:
    """The rules that help with documents other than those from which they are learned."""
    marked = {kind for each in examples for kind in each.gold}
    proposed = {mark.kind for each in examples for mark, _ in each.proposed}
    return tuple(rule for kind in sorted(marked | proposed) for rule in _of_kind(kind, examples))


def _of_kind(kind: str, examples: Sequence[Example]) -> list[Rule]:
    folds = list(_folds(examples))
    before: list[list[Rule]] = [[] for _ in folds]
    chosen: list[Rule] = []
    for sort in SORTS:
        best: list[Count] = []
        taken: tuple[Care, list[list[Rule]]] | None = None
        for care in CARES:
            after = [
                [*known, *learned(kind, sort, others, known, care)]
                for known, (others, _) in zip(before, folds, strict=True)
            ]
            if after == before:
                continue
            best = best or _held(kind, sort.do, folds, before)
            counts = _held(kind, sort.do, folds, after)
            if better(counts, best):
                best, taken = counts, (care, after)
        if taken:
            before = taken[1]
            chosen += learned(kind, sort, examples, chosen, taken[0])
    return chosen


def _held(
    kind: str, do: str, folds: Sequence[tuple[Sequence[Example], Sequence[Example]]], rules: Sequence[list[Rule]]
) -> list[Count]:
    """What the documents that were held back get with the rules that were learned from the others."""
    return [
        counts
        for (_, held), each in zip(folds, rules, strict=True)
        for counts in tried(kind, held, Style(tuple(each)), links=do in ("refer", "link"))
    ]


def _folds(examples: Sequence[Example]) -> Iterator[tuple[Sequence[Example], Sequence[Example]]]:
    """The documents parted in several ways: those to learn from, and those held back."""
    count = min(_FOLDS, len(examples))
    for fold in range(count):
        held = [each for at, each in enumerate(examples) if at % count == fold]
        yield [each for at, each in enumerate(examples) if at % count != fold], held
