"""Faults that are alike told as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tei.relaxng.failure import Failure


def grouped(failures: Iterable[Failure], *, every: bool = False) -> Iterator[Failure]:
    """The failures in the order of their places; of those that are alike the first, with the number of the others.

    Alike are faults of one kind in elements of one name, inside elements of one name, and with values, at attributes
    of one name. With `every` each is told.
    """
    ordered = sorted(failures, key=lambda failure: (failure.line, failure.column))
    if every:
        yield from ordered
        return
    first: dict[tuple[str, ...], int] = {}
    kept: list[Failure] = []
    for failure in ordered:
        about = failure.value if failure.kind in ("id repeated", "id missing") else failure.attribute
        around = "" if failure.attribute else failure.parent
        at = first.setdefault((failure.kind, failure.element, around, about), len(kept))
        if at == len(kept):
            kept.append(failure)
        else:
            kept[at] = replace(kept[at], more=kept[at].more + 1 + failure.more)
    yield from kept
