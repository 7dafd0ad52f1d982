"""Persons, terms and places with their ids, name forms, dates and identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from tei.core.diagnostic import Diagnostic, Label, Refused, unreadable
from tei.core.names import NC_NAME, folded
from tei.core.source import Source

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

Kind = Literal["person", "term", "place"]

T = TypeVar("T")

_WORD = re.compile(r"\w\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, a term or a place as an authority file has it.

    `name` is the main form as printed, `forms` are further ones, `note` is the office, the
    meaning or the description. Dates are ISO 8601, "" where the file gives none: `begin` and `end`
    are those of the office, `birth` and `death` those of the life. `identifiers` are pairs of type
    and value; `geo` is a pair of degrees as TEI writes it, "52.52 13.40".
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
    birth: str = ""
    death: str = ""


def shares_word(text: str, entry: Entry) -> bool:
    """Whether a word of a text stands in an entry, accents and capitals apart; a letter alone is no word."""
    return not _words(text).isdisjoint(_words_of(entry))


@cache
def _words_of(entry: Entry) -> frozenset[str]:
    return _words(" ".join((entry.name, *entry.forms, entry.note)))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text).casefold()))


@dataclass(frozen=True)
class Authority:
    """What an authority file says; false when it has no entry."""

    entries: tuple[Entry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False, compare=False)
    _derived: dict[Callable[[Any], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __reduce__(self) -> tuple[type[Authority], tuple[object, ...]]:
        # What was derived is left behind: another process derives it anew, faster than it could be sent.
        return Authority, (self.entries, self.diagnostics)

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
    def load(cls, path: str | os.PathLike[str]) -> Authority:
        """The authority in a file: TEI, CSV with a header row, or the text of a printed list, told by what is in it.

        Raises Refused: P201 when the file cannot be read, P202 for XML that is not well-formed,
        P203 for XML without entries, P204 for an id given twice or not an XML name, P205 for a CSV file that
        lacks a column or a value or has one that TEI cannot take, P206 for a file in which no entry was found.
        """
        shown = str(path)
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise Refused(unreadable(f"the authority file {shown}", error, "P201")) from None
        if data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
            from tei.core.authority_tei import from_tei

            return from_tei(data, shown)
        source = Source.decode(data, shown)
        from tei.core.authority_csv import from_csv, is_csv
        from tei.core.authority_list import from_list

        return from_csv(source) if is_csv(source) else from_list(source)


def collect(found: Iterable[tuple[Entry, Callable[[], Label]]], diagnostics: tuple[Diagnostic, ...] = ()) -> Authority:
    """The authority of these entries, each with a way to its place in the file.

    Raises Refused (P204) for ids that are no XML names, and when two entries have one id, naming both places.
    """
    entries: dict[str, Entry] = {}
    places: dict[str, Callable[[], Label]] = {}
    refused: list[Diagnostic] = []
    for entry, place in found:
        if not NC_NAME.fullmatch(entry.id):
            refused.append(_no_name(entry, place()))
        elif entry.id in entries:
            first, again = places[entry.id](), place()
            refused.append(
                Diagnostic(
                    "P204",
                    "error",
                    f"the id {entry.id!r} is given to {entries[entry.id].name!r} and to {entry.name!r}",
                    (
                        Label(again.source, again.span, "given again here"),
                        Label(first.source, first.span, "first given here"),
                    ),
                    help="an id must belong to one entry only: change or remove one of the two",
                )
            )
        else:
            entries[entry.id], places[entry.id] = entry, place
    if refused:
        raise Refused(*refused)
    return Authority(tuple(entries.values()), diagnostics)


def _no_name(entry: Entry, place: Label) -> Diagnostic:
    line, _ = place.source.position(place.span.start)
    return Diagnostic(
        "P204",
        "error",
        f"the id {entry.id!r} of {entry.name!r} in line {line} of {place.source.name} is not a name that XML allows",
        (Label(place.source, place.span, "given here"),),
        help="an id begins with a letter or _ and goes on with letters, digits, hyphens and dots, without spaces",
    )
