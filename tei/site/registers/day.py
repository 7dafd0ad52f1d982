"""Dates as TEI writes them: year, month and day, as far as each is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.core.calendar import MONTHS

_DATE = re.compile(
    r"(?P<year>-?\d{4,9})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?(?![\d-]).*", re.S
)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day, or the month or year of one: `month` and `day` are 0 where they are not known."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, date: str) -> Day | None:
        """The day of a date in ISO 8601, time and zone left aside; None for what is no date or has no year."""
        found = _DATE.fullmatch(date)
        return cls(*(int(part or 0) for part in found.groups())) if found else None

    @staticmethod
    def year_of(date: str) -> str:
        """The year of a date in words; what stands there instead where it is no date."""
        day = Day.parse(date)
        return spoken_year(day.year) if day else date

    def __str__(self) -> str:
        """Like "August 4, 1955", "August 1955" or "1955"."""
        year = spoken_year(self.year)
        if not self.month:
            return year
        month = MONTHS[self.month - 1]
        return f"{month} {self.day}, {year}" if self.day else f"{month} {year}"


def spoken_year(year: int) -> str:
    """A year as it is said: "1955", "44 BC" for -44, as XML Schema 1.0 counts them."""
    return f"{-year} BC" if year < 0 else str(year)


def in_words(date: str) -> str:
    """A date in words, as it stands where it is none."""
    return str(Day.parse(date) or date)
