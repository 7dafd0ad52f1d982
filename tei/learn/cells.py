"""Rules out of observations: places with the same traits are taken together, and decided on where they are enough."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.annotate.style import Rule
from tei.annotate.traits import TRAITS

if TYPE_CHECKING:
    from tei.annotate.traits import Place

Template = tuple[str, ...]
"""The names of the traits by which places are taken together."""


@dataclass(eq=False)
class Seen:
    """A place where something could be done, in which document that is, and whether it would be right."""

    document: int
    place: Place
    good: bool
    gives: tuple[tuple[str, str], ...] = ()
    _traits: dict[str, str] = field(default_factory=dict)

    def traits(self, names: Template) -> tuple[str, ...]:
        """The values of these traits."""
        known = self._traits
        for name in names:
            if name not in known:
                known[name] = TRAITS[name](self.place)
        return tuple([known[name] for name in names])


@dataclass(frozen=True)
class Care:
    """How much must be seen before something is done.

    `strength` is how many places the general rate weighs, `documents` in how many documents it must have been seen,
    `margin` by how much the estimate must exceed the threshold.
    """

    strength: float
    documents: int
    margin: float


def rules(
    do: str, kind: str, seen: Sequence[Seen], templates: Iterable[Template], threshold: float, care: Care
) -> list[Rule]:
    """The rules for what to do with a kind of marks, the general ones first.

    Something is done, or in an exception not done, with places that have the same traits, where that is right in more
    than the threshold: the estimate is the share among them, drawn towards the general one the less is seen.
    """
    found: list[Rule] = []
    done = [False] * len(seen)
    for template in templates:
        cells: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, one in enumerate(seen):
            cells[one.traits(template)].append(index)
        rates = {state: _rate(seen, done, state) for state in (False, True)}
        changes: list[tuple[list[int], bool]] = []
        for values, cell in cells.items():
            weight, good, documents = _weighed([seen[index] for index in cell])
            prior = sum(rates[done[index]] for index in cell) / len(cell)
            estimate = (good + care.strength * prior) / (weight + care.strength)
            to = estimate > threshold
            edge = care.margin if to else -care.margin
            if (
                all(done[index] == to for index in cell)
                or documents < care.documents
                or (estimate > threshold + edge) != to
            ):
                continue
            when = tuple(zip(template, values, strict=True))
            gives = _given([seen[index] for index in cell]) if to else ()
            if gives is None:
                continue
            right = sum(seen[index].good for index in cell)
            found.append(Rule(do, kind, when, gives, len(cell), right, not to))
            changes.append((cell, to))
        for cell, to in changes:
            for index in cell:
                done[index] = to
    return found


def _rate(seen: Sequence[Seen], done: Sequence[bool], state: bool) -> float:
    """How often it would be right where it is done, or not done, so far."""
    cell = [one for one, each in zip(seen, done, strict=True) if each == state]
    weight, good, _ = _weighed(cell)
    return (good + 0.5) / (weight + 1)


def _weighed(cell: Iterable[Seen]) -> tuple[float, float, int]:
    """How much was seen and how much of it is good, and in how many documents: what is in one document counts as its
    square root, since an editor who has decided once goes on so."""
    places: Counter[int] = Counter()
    good: Counter[int] = Counter()
    for one in cell:
        places[one.document] += 1
        good[one.document] += one.good
    weight = sum(count**0.5 for count in places.values())
    return weight, sum(good[each] * count**-0.5 for each, count in places.items()), len(places)


def _given(cell: Iterable[Seen]) -> tuple[tuple[str, str], ...] | None:
    """What most of the right ones are given; None if they differ too much."""
    counts = Counter(one.gives for one in cell if one.good)
    best, count = counts.most_common(1)[0] if counts else ((), 1)
    return best if count >= 0.7 * max(counts.total(), 1) else None
