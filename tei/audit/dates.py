"""Dates of documents that contradict what stands around them, where their own words do not say otherwise."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tei.audit.finding import Finding
from tei.core.calendar import MONTH, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Reading, Volume
    from tei.core.document import Mark

_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_LAST = re.compile(rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?!\s?[–-]),\s+(?P<year>(?:1[5-9]|20)\d\d)\b")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")

WRONG = 0.85
"""How likely a date is wrong that the head or the neighbours contradict."""

NEAR = 20
"""As many days a document may stand before or after its neighbours."""


def dates(volume: Volume) -> Iterator[Finding]:
    """Days whose year contradicts the head (A401), or the documents before and after (A402)."""
    dated = [(reading, mark, day) for reading in volume.readings if (mark := reading.date) and (day := _day(mark))]
    told = set()
    for reading, mark, day in dated:
        head = _head(reading)
        if head is not None and _is_another(reading, mark, day, head):
            told.add(id(reading))
            said = "the year" if head.year != day.year else "the day"
            yield _finding(
                "A401", reading, mark, head, f"the head says {head}, but the date of the document is {day}", said
            )
    for (*_, first), (reading, mark, day), (*_, last) in zip(dated, dated[1:], dated[2:], strict=False):
        if id(reading) in told or first.year != last.year or day.year == first.year or first > last:
            continue
        meant = _in(day, first.year)
        between = meant and (first - meant).days <= NEAR and (meant - last).days <= NEAR
        if meant and between and not _YEAR.search(_words(reading, mark)):
            message = f"the date of the document is {day}, but those before and after it are of {first} and {last}"
            yield _finding("A402", reading, mark, meant, message, "the year")


def _day(mark: Mark) -> date | None:
    when = mark.attributes["when"]
    try:
        return date.fromisoformat(when[:10]) if _DAY.match(when) else None
    except ValueError:
        return None


def _in(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _words(reading: Reading, mark: Mark) -> str:
    return reading.document.text_in(mark.span)


def _head(reading: Reading) -> date | None:
    """The one day that the head of a document names."""
    for block in reading.document.blocks:
        if block.kind == "head":
            days = {(f["year"], f["month"][:3], f["day"]) for f in _LAST.finditer(reading.document.text_of(block))}
            if len(days) != 1:
                return None
            ((year, month, number),) = days
            try:
                return date(int(year), _NUMBERS[month], int(number))
            except ValueError:
                return None
    return None


def _is_another(reading: Reading, mark: Mark, day: date, head: date) -> bool:
    """Whether a date is not that of the head, and its words do not say so themselves."""
    words = _words(reading, mark)
    if day.year != head.year:
        # What is written down in January may tell of December.
        return not _YEAR.search(words) and abs((day - head).days) > NEAR * 3
    return day != head and not re.search(MONTH, words) and not re.search(r"\d", words)


def _finding(code: str, reading: Reading, mark: Mark, meant: date, message: str, said: str) -> Finding:
    when = mark.attributes["when"]
    edits = reading.attribute(mark, "when", meant.isoformat() + when[10:])
    help = f"see whether {said} is right; did you mean {meant}?"
    return Finding(code, message, WRONG, [reading.label(mark.span, f"@when {when}")], help, edits, f"write {meant}")
