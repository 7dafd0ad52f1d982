"""The months, as English texts write them, and the days that they have."""

from __future__ import annotations

from calendar import monthrange

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The names of the months, in order."""

# Every alternative begins with a letter, not with a group: only so re skips fast to where one can be.
MONTH = rf"(?:Sept(?![a-z])|{'|'.join(f'{name[:3]}(?:{name[3:]}|(?![a-z]))' for name in MONTHS)})\.?"
"""A pattern for the name of a month, whole or short; its first three letters tell which it is."""


def first_day(date: str) -> str:
    """The first day of a year or a month of ISO 8601; what is a day already stays as it is."""
    return date + "-01-01"[3 * date[1:].count("-") :]


def in_calendar(date: str) -> bool:
    """Whether there is the year, month or day with which a date of ISO 8601 begins: there is no "1955-02-30"."""
    year, month, day = (*date.lstrip("-")[:10].split("-"), "1", "1")[:3]
    return 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(int(year), int(month))[1]
