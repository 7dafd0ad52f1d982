"""Which values of an authority's entries TEI can take: dates, coordinates, types of identifiers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.core.authority import Entry

DATES = ("begin", "end", "birth", "death")
"""The fields of an Entry that hold dates."""

_DATE = re.compile(
    r"""(?:(?P<year>-?(?:[1-9]\d{4,}|(?!0000)\d{4}))|-(?=-))
        (?:-(?P<month>0[1-9]|1[0-2])
           (?:-(?P<day>0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?)?)?)?
        (?:Z|[+-][01]\d:[0-5]\d)?""",
    re.VERBOSE | re.ASCII,
)
_DEGREES = r"[+-]?\d+(?:\.\d+)?"
_GEO = re.compile(rf"{_DEGREES}\s+{_DEGREES}", re.ASCII)


class Fault(NamedTuple):
    """A value that TEI cannot take: the field of its Entry, the value, what is wrong, and the remedy."""

    field: str
    value: str
    wrong: str
    remedy: str


def faults(entry: Entry) -> Iterator[Fault]:
    """The dates, the coordinates and the types of identifiers of an entry that would make TEI invalid."""
    for field in DATES:
        value = getattr(entry, field)
        if value and not is_date(value):
            yield Fault(field, value, "is no date", "write a year, a month or a day of the calendar: 1953, 1953-05-09")
    if entry.geo and not _GEO.fullmatch(entry.geo):
        yield Fault("geo", entry.geo, "is not two numbers", "write latitude and longitude in degrees: 52.52 13.40")
    for kind, _ in entry.identifiers:
        if kind and not is_word(kind):
            remedy = f"name the kind of identifier in one word: {'_'.join(kind.split())}"
            yield Fault("identifiers", kind, "is not one word", remedy)


def without(entry: Entry, found: Iterable[Fault]) -> Entry:
    """The entry without the values that were found faulty; an identifier loses its type only."""
    wrong = {fault.field for fault in found}
    return replace(
        entry,
        begin="" if "begin" in wrong else entry.begin,
        end="" if "end" in wrong else entry.end,
        birth="" if "birth" in wrong else entry.birth,
        death="" if "death" in wrong else entry.death,
        geo="" if "geo" in wrong else entry.geo,
        identifiers=tuple((kind if is_word(kind) else "", value) for kind, value in entry.identifiers),
    )


def is_date(text: str) -> bool:
    """Whether TEI takes this for the value of a date: a day, with or without its time, a month, or a year.

    The source is XML Schema 2, sections 3.2.7 to 3.2.14, and TEI P5, teidata.temporal.w3c.
    """
    found = _DATE.fullmatch(text)
    if not found or not (found["year"] or found["month"]):
        return False
    if not found["day"]:
        return True
    # Leap years come again every 400 years; a day without a year may be in a leap year.
    year = int(found["year"] or 0) % 400 + 2000
    return int(found["day"]) <= monthrange(year, int(found["month"]))[1]


def is_word(text: str) -> bool:
    """Whether TEI takes this for the value of `type`: signs that can be seen, without a blank (teidata.word)."""
    return text.isprintable() and " " not in text
