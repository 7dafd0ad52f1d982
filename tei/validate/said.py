"""What the words of a date say, where that is not its value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from tei.core.calendar import MONTH, MONTHS

_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|d|th)?\.?,?\s+(?:of\s+)?(?P<month>{MONTH})(?![a-z])", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|d|th)?\b(?!\s*[–/-]|:|\s*(?:to|and)\b)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d.,/–-])(1[0-9]\d\d|20\d\d)(?![\d/–-]|,\d|\.\d)")
VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?(?:Z|[+-]\d\d:\d\d)?")
"""A year, month or day, maybe with a time, as TEI's attributes have it."""
_STRETCHED = re.compile(r"(?<=\d)\s*(?:[–—/-]|to|and|through|or)\s*(?=\d|[A-Z])")

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")

GREGORIAN = 1753
"""From this year on the weekdays of English texts are those of the Gregorian calendar."""

_ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")


def contradiction(when: str, words: str) -> str:
    """What the words of a date mean where that is not its value; "" where they agree or say too little."""
    found = VALUE.fullmatch(when)
    if not found or _STRETCHED.search(words):
        return ""
    year, month, day = found.groups()
    said = _said(words)
    meant_year = said.get("year", year)
    if "day" in said and day and month:
        meant = f"{meant_year}-{said['month']}-{said['day']}"
        return "" if _same_day(when, meant) else meant + when[10:]
    if meant_year != year:
        return meant_year + when[4:]
    return ""


def _same_day(when: str, meant: str) -> bool:
    """Whether a value is of a day, or, where it says how far it is from Greenwich, of one of those beside it."""
    if when[:10] == meant:
        return True
    if not _ZONED.search(when):
        return False
    try:
        return abs(date.fromisoformat(when[:10]) - date.fromisoformat(meant)).days <= 1
    except ValueError:
        return False


def _said(words: str) -> Mapping[str, str]:
    """The year, and the month and the day, of which words certainly speak."""
    said: dict[str, str] = {}
    years = set(_YEAR.findall(words))
    if len(years) == 1:
        said["year"] = years.pop()
    found = (each for pattern in (_DAY_FIRST, _MONTH_FIRST) for each in pattern.finditer(words))
    days = {(each["month"], each["day"]) for each in found}
    if len(days) == 1:
        month, day = days.pop()
        if 1 <= int(day) <= 31:
            said["month"], said["day"] = f"{_NUMBERS[month[:3].lower()]:02}", f"{int(day):02}"
    return said


def other_weekday(when: str, words: str) -> tuple[str, str] | None:
    """The weekday that words name and that of the day of a value, where they are not the same."""
    said = set(_WEEKDAY.findall(words))
    if len(said) != 1 or _ZONED.search(when):
        return None
    try:
        day = date.fromisoformat(when[:10])
    except ValueError:
        return None
    is_on = _WEEKDAYS[day.weekday()]
    return (said.pop(), is_on) if day.year >= GREGORIAN and is_on not in said else None
