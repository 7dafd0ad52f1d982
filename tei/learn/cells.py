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


AGREED = 0.7
"""Such a share of places must be given the same, that a rule can give it."""


@dataclass(eq=False)
class Seen:
    """A place where something could be done, in which document that is, and whether it would be right.

    One that does not count is what brought the question up; it is no evidence that the answer is the same elsewhere.
    """

    document: int
    place: Place
    good: bool
    counts: bool = True
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

    `strength` is how many places the general rate weighs, `documents` in how many documents it must be right,
    `margin` by how much the estimate must exceed the threshold.
    """

    strength: float
    documents: int
    margin: float


def rules(
    do: str,
    kind: str,
    seen: Sequence[Seen],
    templates: Iterable[Template],
    threshold: float,
    care: Care,
    alike: Template = (),
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
        rates = {
            now: _rates([one for one, each in zip(seen, done, strict=True) if each == now], alike, care)
            for now in (False, True)
        }
        changes: list[tuple[list[int], bool]] = []
        for values, cell in cells.items():
            for now in (False, True):
                # What is done already, or not done, is not counted for doing so.
                some = [seen[index] for index in cell if done[index] == now]
                if (
                    some
                    and (gives := _worth(some, rates[now][some[0].traits(alike)], threshold, care, now)) is not None
                ):
                    when = tuple(zip(template, values, strict=True))
                    found.append(Rule(do, kind, when, gives, len(some), sum(one.good != now for one in some), now))
                    changes.append((cell, not now))
        for cell, to in changes:
            for index in cell:
                done[index] = to
    return found


def _worth(
    some: Sequence[Seen], prior: float, threshold: float, care: Care, now: bool
) -> tuple[tuple[str, str], ...] | None:
    """What places are given if it is worth changing them, from done to not done if it is done `now`; else None."""
    weight, good = _weighed(some)
    estimate = (good + care.strength * prior) / (weight + care.strength)
    gain = threshold - estimate if now else estimate - threshold
    right = len({one.document for one in some if one.good != now})
    if right < care.documents or gain <= care.margin:
        return None
    return () if now else _given(some)


def _rates(seen: Sequence[Seen], alike: Template, care: Care) -> dict[tuple[str, ...], float]:
    """How often it is right where places are alike; where little is seen, how often it is right anywhere."""
    weight, good = _weighed(seen)
    rate = (good + 0.5) / (weight + 1)
    cells: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for one in seen:
        cells[one.traits(alike)].append(one)
    found = {}
    for values, cell in cells.items():
        weight, good = _weighed(cell)
        found[values] = (good + care.strength * rate) / (weight + care.strength)
    return found


def _weighed(cell: Iterable[Seen]) -> tuple[float, float]:
    """How much was seen and how much of it is good: what is in one document counts as its square root, since an editor
    who has decided once goes on so."""
    places: Counter[int] = Counter()
    good: Counter[int] = Counter()
    for one in cell:
        places[one.document] += one.counts
        good[one.document] += one.counts and one.good
    weight = sum(count**0.5 for count in places.values())
    return weight, sum(good[each] * count**-0.5 for each, count in places.items() if count)


def _given(cell: Iterable[Seen]) -> tuple[tuple[str, str], ...] | None:
    """What most of the right ones are given; None if they differ too much."""
    counts = Counter(one.gives for one in cell if one.good)
    best, count = counts.most_common(1)[0] if counts else ((), 1)
    return best if count >= AGREED * max(counts.total(), 1) else None
