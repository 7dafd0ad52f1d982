"""Dates and times (XML Schema part 2, sections 3.2.7 to 3.2.14): years before 1 have no year 0 between them and 1."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from tei.relaxng.datatypes.datatype import Namespaces
from tei.relaxng.datatypes.type import LIMITS, PATTERN, Type, spaced

# What is taken for a date and then checked, so that what is wrong can be said; and what is right without a check.
_LOOSE = {
    "Y": "(?P<year>-?[0-9]+)",
    "M": "(?P<month>[0-9]{2})",
    "D": "(?P<day>[0-9]{2})",
    "t": r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?",
}
_ZONE = r"(?P<zone>Z|[+\-][0-9]{2}:[0-9]{2})?"
_SURE = {
    "Y": "-?(?:[1-9][0-9]{3,}|0(?!000)[0-9]{3})",
    "M": "(?:0[1-9]|1[0-2])",
    "D": "(?:0[1-9]|[12][0-9]|3[01])",
    "M-D": "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)",
    "t": r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?",
}
_SURE_ZONE = r"(?:Z|[+\-](?:0[0-9]|1[0-3]):[0-5][0-9])?"

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = 24 * 60 * 60
_ZONE_MOST = 14 * 60 * 60


class Moment(NamedTuple):
    """A moment as a date or time gives it."""

    instant: tuple[int, bool, str]
    """Seconds, whether the second is a leap second after them, and the digits of the fraction."""
    zoned: bool


def number(digits: str) -> int:
    """The number; `int` alone refuses long ones."""
    from decimal import Decimal

    return int(digits) if len(digits) < 1000 else int(Decimal(digits))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days(year: int, month: int, day: int) -> int:
    """The days from 1 March of the year 0 to a date, in the Gregorian calendar carried backwards."""
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 1


class Moments(Type):
    """One of the eight datatypes of dates and times.

    `parts` says what it is made of: Y, M, D and t stand for year, month, day and time, anything else for itself.
    """

    facets = LIMITS | PATTERN
    relations: ClassVar[dict[str, str]] = {
        "minInclusive": "the same as or later than",
        "minExclusive": "later than",
        "maxInclusive": "the same as or earlier than",
        "maxExclusive": "earlier than",
    }
    checked = True

    def __init__(self, name: str, wanted: str, parts: str) -> None:
        self.parts = parts
        super().__init__(name, wanted, "".join(_LOOSE.get(part, part) for part in parts) + _ZONE)

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """All but 29 February, leap seconds, 24:00:00 and a zone of 14 hours."""
        return spaced("".join(_SURE.get(part, part) for part in re.findall("M-D|.", self.parts)) + _SURE_ZONE)

    @cached_property
    def _parse(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self.lexical).fullmatch

    def _fields(self, text: str) -> dict[str, str]:
        found = self._parse(text)
        return {name: value for name, value in found.groupdict().items() if value is not None} if found else {}

    def fault(self, text: str, namespaces: Namespaces, entities: Collection[str]) -> str:
        """Which year, month, day, time or zone there is not."""
        fields = self._fields(text)
        year = fields.get("year", "2000")
        return (
            _wrong_year(year)
            or _wrong_day(year, fields.get("month", ""), fields.get("day", ""))
            or _wrong_time(**{name: fields.get(name, "") for name in ("hour", "minute", "second", "fraction")})
            or _wrong_zone(fields.get("zone", ""))
        )

    def value(self, text: str, namespaces: Namespaces) -> Moment:
        """The moment; what a datatype leaves open is that of 1 January 2000, a leap year."""
        fields = self._fields(text)
        year = number(fields.get("year", "2000"))
        second = int(fields.get("second", 0))
        # 24:00:00 is the start of the next day, of which a time without a date says nothing.
        hour = int(fields.get("hour", 0)) % (24 if self.parts == "t" else 25)
        seconds = days(year + (year < 0), int(fields.get("month", 1)), int(fields.get("day", 1))) * _DAY
        seconds += (hour * 60 + int(fields.get("minute", 0))) * 60 + min(second, 59)
        zone = fields.get("zone", "")
        if len(zone) > 1:
            seconds -= (int(zone[1:3]) * 60 + int(zone[4:])) * 60 * (-1 if zone[0] == "-" else 1)
        return Moment((seconds, second == 60, fields.get("fraction", "").rstrip("0")), bool(zone))

    def before(self, one: Any, other: Any) -> bool:
        """Whether one moment is before the other, wherever the one without a zone may be (section 3.2.7.4)."""
        seconds, leap, fraction = other.instant
        if one.zoned != other.zoned:
            seconds -= _ZONE_MOST
        return bool(one.instant < (seconds, leap, fraction))

    def explain(self, text: str) -> str:
        """That the text has not the form."""
        return Type.explain(self, text)


def _wrong_year(year: str) -> str:
    digits = year.lstrip("-")
    if len(digits) < 4:
        return f"a year has at least four digits: {'-' if year < '0' else ''}{digits:0>4}"
    if digits == "0000":
        return "there is no year 0000"
    return f"a year of more than four digits cannot begin with 0: {year}" if digits[0] == "0" < digits[4:] else ""


def _wrong_day(year: str, month: str, day: str) -> str:
    if month and not "01" <= month <= "12":
        return f"there is no month {month}"
    number = int(month or 1)
    # The last four digits tell a leap year; before the year 1, that of -1 is the first.
    leap = _leap(int(year[-4:]) - year.startswith("-"))
    if day and not 1 <= int(day) <= _DAYS[number - 1] + (leap and number == 2):
        if not month or not 1 <= int(day) <= 31:
            return f"there is no day {day}"
        where = f" in {year}" if number == 2 and day == "29" else ""
        return f"there is no {int(day)} {_MONTHS[number - 1]}{where}"
    return ""


def _wrong_time(hour: str, minute: str, second: str, fraction: str) -> str:
    if hour > "24":
        return f"there is no hour {hour}"
    if hour == "24" and (minute, second, fraction.strip("0")) != ("00", "00", ""):
        return "the hour 24 has no minutes and seconds"
    if minute > "59":
        return f"there is no minute {minute}"
    return f"there is no second {second}" if second > "60" else ""


def _wrong_zone(zone: str) -> str:
    if len(zone) > 1 and (zone[1:] > "14:00" or zone[4:] > "59"):
        return f"there is no time zone {zone}"
    return ""


TYPES: dict[str, Callable[[str], Type]] = {
    "dateTime": lambda name: Moments(name, "a date and time such as 1956-05-26T17:30:00", "Y-M-DTt"),
    "date": lambda name: Moments(name, "a date such as 1956-05-26", "Y-M-D"),
    "time": lambda name: Moments(name, "a time such as 17:30:00", "t"),
    "gYearMonth": lambda name: Moments(name, "a year and month such as 1956-05", "Y-M"),
    "gYear": lambda name: Moments(name, "a year such as 1956", "Y"),
    "gMonthDay": lambda name: Moments(name, "a month and day such as --05-26", "--M-D"),
    "gMonth": lambda name: Moments(name, "a month such as --05", "--M"),
    "gDay": lambda name: Moments(name, "a day such as ---26", "---D"),
}
