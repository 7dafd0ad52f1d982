"""Overlaps settled: of forms by what comes first, of marks by what is surer, then longer, then more specific."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from tei.core.document import MILESTONES, Mark

SPECIFIC = ("ref", "persName", "gloss", "date", "placeName", "orgName", "name", "term")
"""Kinds that say what a stretch of text means, the more specific first; none of them stands inside another."""

_RANK = {kind: rank for rank, kind in enumerate(SPECIFIC)}
_LEVELS = 5


class Placed(Protocol):
    """What has a place in a text: offsets, half-open."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


P = TypeVar("P", bound=Placed)


def apart(found: Iterable[P]) -> Iterator[P]:
    """Those that do not overlap, in order: the first, and the longest where several begin at one place."""
    reached = 0
    for one in sorted(found, key=lambda placed: (placed.start, -placed.end)):
        if one.start >= reached:
            yield one
            reached = one.end


def settle(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that can stand together, in the order in which they open: by start, outer ones first.

    Any two of the result are apart or one stands in the other. Marks of how a text looks (`hi`)
    and what else is not in SPECIFIC may hold others and stand in others, never in their own
    kind. Milestones are kept as they are.
    """
    kept: list[Mark] = []
    texts: list[Mark] = []
    for mark in marks:
        (kept if mark.kind in MILESTONES else texts).append(mark)
    for cluster in _clusters(sorted(texts, key=_position)):
        kept.extend(cluster if len(cluster) == 1 else _best(cluster))
    return tuple(sorted(kept, key=_position))


def _clusters(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Marks in order of their start, parted where none reaches over."""
    cluster: list[Mark] = []
    end = 0
    for mark in marks:
        if cluster and mark.span.start >= end:
            yield cluster
            cluster = []
        end = max(end, mark.span.end) if cluster else mark.span.end
        cluster.append(mark)
    if cluster:
        yield cluster


def _best(cluster: list[Mark]) -> list[Mark]:
    stay: list[Mark] = []
    for mark in sorted(cluster, key=_preference):
        if all(_agree(mark, other) for other in stay):
            stay.append(mark)
    return stay


def _agree(one: Mark, other: Mark) -> bool:
    if one.span.end <= other.span.start or other.span.end <= one.span.start:
        return True
    if one.kind == other.kind or (one.kind in _RANK and other.kind in _RANK):
        return False
    return one.span in other.span or other.span in one.span


def _preference(mark: Mark) -> tuple[object, ...]:
    # Annotators judge how sure they are each by its own measure, so that only coarse steps of it compare.
    return (
        -round(mark.cert * _LEVELS),
        -len(mark.span),
        -mark.cert,
        _RANK.get(mark.kind, len(_RANK)),
        *_position(mark),
    )


def _position(mark: Mark) -> tuple[object, ...]:
    specific = _RANK.get(mark.kind, len(_RANK))
    return (
        mark.span.start,
        -mark.span.end,
        specific,
        mark.kind,
        -mark.cert,
        mark.resp,
        sorted(mark.attributes.items()),
    )
