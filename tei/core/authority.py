"""Persons, terms and places with their ids, name forms, dates and identifiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

Kind = Literal["person", "term", "place"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, a term or a place as an authority file has it.

    `name` is the main form as printed, `forms` are further ones, `note` is the office, the
    meaning or the description. `begin` and `end` are ISO 8601 dates of the office or the life,
    "" where the file gives none; `identifiers` are pairs of type and value; `geo` is a pair of
    degrees as TEI writes it, "52.52 13.40".
    """

    id: str
    kind: Kind
    name: str
    forms: tuple[str, ...] = ()
    note: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    begin: str = ""
    end: str = ""
    geo: str = ""


@dataclass(frozen=True)
class Authority:
    """What an authority file says; false when it has no entry."""

    entries: tuple[Entry, ...] = ()
    _derived: dict[Callable[[Any], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __reduce__(self) -> tuple[type[Authority], tuple[tuple[Entry, ...]]]:
        # What was derived is left behind: another process derives it anew, faster than it could be sent.
        return Authority, (self.entries,)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by their id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def persons(self) -> tuple[Entry, ...]:
        """The persons, in the file's order."""
        return self._of("person")

    @cached_property
    def terms(self) -> tuple[Entry, ...]:
        """The terms and abbreviations, in the file's order."""
        return self._of("term")

    @cached_property
    def places(self) -> tuple[Entry, ...]:
        """The places, in the file's order."""
        return self._of("place")

    def _of(self, kind: Kind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def derived(self, build: Callable[[Authority], T]) -> T:
        """What `build` makes of this authority, made on first use and kept: an automaton, an index."""
        if build not in self._derived:
            self._derived[build] = build(self)
        return cast("T", self._derived[build])

    @classmethod
    def load(cls, path: str) -> Authority:
        """The authority in a file."""
        return cls()
