"""How the same work is done on many parts of a site: one after the other, or by whoever is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Job = TypeVar("Job")
Given = TypeVar("Given")
Value = TypeVar("Value")

Run = Callable[[Callable[[Any, Any], Any], Any, Sequence[Any]], Iterator[Any]]
"""Does the same work on many: takes a function of a module, settings for all, and what to work on; yields what comes
of each, in order, None where it failed and was told. All must be picklable."""


def serially(work: Callable[[Given, Job], Value], settings: Given, jobs: Sequence[Job]) -> Iterator[Value]:
    """The work on one after the other, here."""
    return (work(settings, job) for job in jobs)
