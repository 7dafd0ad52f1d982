"""Dates and times of day as English writes them, and their values as ISO 8601 writes them.

A value is one that TEI's att.datable.w3c takes: a date, a date and time, a month, a year, a day
of a month (XML Schema 2, sections 3.2.7 to 3.2.14).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tei.annotate.overlap import apart
from tei.core import calendar

_NUMBERS = {name[:3]: number for number, name in enumerate(calendar.MONTHS, 1)}
_MONTH = calendar.MONTH
_ORDINAL = r"(?:st|nd|rd|d|th)?"
_TO = r"(?:\s?[–/-]\s?|\s(?:and|to|through)\s)"
_YEAR = r"(?:1[0-9]|20)\d\d"
_NO_TIME = r"(?![\d:]|,\d|\s?[ap]\.\s?m)"

MONTH = re.compile(_MONTH)
_AFTER = re.compile(
    rf"""(?:\s(?P<day>\d{{1,2}}){_ORDINAL}{_NO_TIME}(?:\s?\[(?P<corrected>\d{{1,2}})\??\])?
         (?:,?\s(?P<year1>{_YEAR})(?={_TO}{_MONTH}\s\d))?
         (?:(?P<to>{_TO})(?:(?P<month2>{_MONTH})\s)?(?P<day2>\d{{1,2}}){_ORDINAL}{_NO_TIME})?
       |{_TO}(?P<month3>{_MONTH}))?
       (?:,?\s(?:of\s)?(?P<bracket>\[)?(?P<year>{_YEAR})\b(?!/\d|[–-]\d{{2,4}}\b(?!\s?[ap]\.))(?(bracket)\]?))?""",
    re.VERBOSE,
)
_BEFORE = re.compile(
    rf"""(?<![\w.,:–-])(?:(?P<day1>\d{{1,2}}){_ORDINAL}(?:\s(?P<month1>{_MONTH}))?{_TO})?
         (?P<day>\d{{1,2}}){_ORDINAL}(?:\sof)?\s$""",
    re.VERBOSE,
)
_TIME = re.compile(
    r"""(?:,?\s|,?\sat\s|\s?[—–]\s?)\[?(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?+
         |(?P<word>noon|midnight)|(?P<zulu>(?:[01]\d|2[0-3])[0-5]\d)\s?Z\b)\]?(?!\s?[–-]\s?\d|\s(?:and|to)\s\d)""",
    re.VERBOSE,
)
_QUALIFIER = re.compile(r"(?<!\w)(before|after|early|late|mid)[\s-](?:in\s)?$", re.IGNORECASE)
_OTHER_STYLE = re.compile(r"\s?[(\[,]?\s?(?:O\.\s?S\.|Old Style)|(?:,?\s\d{4})?/\d")
_GOES_ON = re.compile(rf"{_TO}\d{{1,2}}{_ORDINAL}\s{_MONTH}")
_NUMERIC = re.compile(
    r"(?<![\w/.–-])(?:(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<last>\d{4}|\d\d))(?![\w/–-]|\.\d)"
)
_ALONE = re.compile(rf"(?<!\w)(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil)\s(?P<year>{_YEAR})(?![\w–/-]|[.,]\d)")

_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_BACK = 40
"""As many characters before the name of a month may belong to the date."""


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text: its place (offsets, half-open), its attributes, how sure they are, its day if it is one.

    `attributes` is empty where the words name a day that no calendar has.
    """

    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    cert: float = 1.0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one text.

    `zone` is written for the Z of a time such as "1550Z". With `yearless`, days without a year,
    years alone and dates in numbers are dates too: a missing year is the one that brings the day
    nearest to `around`; if that is None, the value has none ("--08-01"). Dates of the Julian
    calendar ("O.S.", "1711/12") are left out.
    """

    text: str
    zone: str = "Z"
    yearless: bool = False
    around: date | None = None

    def between(self, start: int, end: int) -> Iterator[When]:
        """The dates between two offsets, in order; no two overlap."""
        if not self.yearless:
            return self._named(start, end)
        years = (When(*m.span("year"), {"when": m["year"]}, 0.9) for m in _ALONE.finditer(self.text, start, end))
        return apart((*self._named(start, end), *self._numeric(start, end), *years))

    def _named(self, behind: int, end: int) -> Iterator[When]:
        """Dates with the name of a month."""
        for name in MONTH.finditer(self.text, behind, end):
            if name.start() >= behind and not self.text[name.start() - 1 : name.start()].isalnum():
                when = self._around(name, behind, end)
                if when is not None:
                    yield when
                    behind = when.end

    def _around(self, name: re.Match[str], behind: int, end: int) -> When | None:
        """The date around the name of a month; `behind` is where the date before it ends."""
        after = _AFTER.match(self.text, name.end(), end)
        if after is None or _OTHER_STYLE.match(self.text, after.end(), end):
            return None
        start, stop, month, year = name.start(), after.end(), _month(name.group()), after["year"]
        if stop == name.end() and name.group()[:-1] in calendar.MONTHS:
            # "on 9 May.": after the whole name of a month the stop is the sentence's.
            stop -= 1
        if after["day"]:
            first = _Day(after["year1"] or year, month, int(after["corrected"] or after["day"]))
            last = None
            if after["day2"]:
                last = _Day(year, _month(after["month2"] or name.group()), int(after["day2"]))
                if not year and (after["year1"] or "–" not in after["to"]):
                    last, stop = None, after.start("to")
        elif after["month3"]:
            return _months(start, stop, month, after)
        elif before := _BEFORE.search(self.text, max(behind, start - _BACK), start):
            if not year and _GOES_ON.match(self.text, stop, end):
                return None
            start = before.start()
            first, last = _Day(year, month, int(before["day"])), None
            if before["day1"]:
                opening = _month(before["month1"]) if before["month1"] else month
                first, last = _Day(year, opening, int(before["day1"])), first
        elif year:
            return self._in_month(start, stop, behind, year, month)
        else:
            return None
        if not first.year and not self.yearless:
            return None
        cert = 1.0 if first.year else 0.7
        try:
            if last:
                return self._range(start, stop, first, last, cert)
            return self._one(start, stop, behind, end, first, cert)
        except ValueError:
            return When(start, stop)

    def _one(self, start: int, stop: int, behind: int, end: int, written: _Day, cert: float) -> When:
        """One day, with what is said of it before and the time that follows. Raises ValueError."""
        day = written.date(self.around)
        if day is None:
            return When(start, stop, {"when": f"--{written.month:02}-{written.day:02}"}, cert)
        if found := _QUALIFIER.search(self.text, max(behind, start - _BACK), start):
            word = found[1].lower()
            if word == "before":
                return When(found.start(), stop, {"notAfter": (day - timedelta(1)).isoformat()}, cert)
            if word == "after":
                return When(found.start(), stop, {"notBefore": (day + timedelta(1)).isoformat()}, cert)
        if time := _TIME.match(self.text, stop, end):
            return When(start, time.end(), {"when": f"{day.isoformat()}T{_time(time, self.zone)}"}, cert, day)
        return When(start, stop, {"when": day.isoformat()}, cert, day)

    def _range(self, start: int, stop: int, first: _Day, last: _Day, cert: float) -> When | None:
        """From one day to another, the first in the year before where its month is the later one. Raises ValueError."""
        until = last.date(self.around)
        if until is None:
            return None
        year = first.year if first.year and first.year != last.year else str(until.year - (first.month > last.month))
        day = date(int(year), first.month, first.day)
        if day >= until:
            return None
        return When(start, stop, {"from": day.isoformat(), "to": until.isoformat()}, cert, day)

    def _in_month(self, start: int, stop: int, behind: int, year: str, month: int) -> When:
        """A month of a year, or a part of it where "early" or the like goes before."""
        whole = f"{year}-{month:02}"
        if found := _QUALIFIER.search(self.text, max(behind, start - _BACK), start):
            word = found[1].lower()
            if word in _PARTS:
                first, last = _PARTS[word]
                last = min(last, monthrange(int(year), month)[1])
                attributes = {"notBefore": f"{whole}-{first:02}", "notAfter": f"{whole}-{last:02}"}
            else:
                attributes = {"notAfter" if word == "before" else "notBefore": whole}
            return When(found.start(), stop, attributes, 0.8)
        return When(start, stop, {"when": whole})

    def _numeric(self, start: int, end: int) -> Iterator[When]:
        """Dates in numbers, but for those where the month or the century cannot be told."""
        for found in _NUMERIC.finditer(self.text, start, end):
            if found["year"]:
                year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
            else:
                one, two, year = int(found["first"]), int(found["second"]), int(found["last"])
                if (one > 12) == (two > 12):
                    continue
                month, day = (two, one) if one > 12 else (one, two)
                if len(found["last"]) == 2:
                    if self.around is None:
                        continue
                    year += self.around.year // 100 * 100
            try:
                when = date(year, month, day)
            except ValueError:
                yield When(*found.span())
            else:
                yield When(*found.span(), {"when": when.isoformat()}, 0.9, when)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as it is written; the year may be missing."""

    year: str | None
    month: int
    day: int

    def date(self, around: date | None) -> date | None:
        """The day in its year, or in the one that brings it nearest to `around`. Raises ValueError."""
        if self.year:
            return date(int(self.year), self.month, self.day)
        date(2000, self.month, self.day)  # a leap year: what does not exist in it exists in none
        if around is None:
            return None
        years = [y for y in (around.year, around.year - 1, around.year + 1) if self.day <= monthrange(y, self.month)[1]]
        if not years:
            return None
        return min((date(y, self.month, self.day) for y in years), key=lambda d: abs(d - around))


def _month(name: str) -> int:
    return _NUMBERS[name[:3]]


def _time(found: re.Match[str], zone: str) -> str:
    if found["zulu"]:
        return f"{found['zulu'][:2]}:{found['zulu'][2:]}:00{zone}"
    if found["word"]:
        return "12:00:00" if found["word"] == "noon" else "00:00:00"
    hour = int(found["hour"]) % 12 + (12 if found["half"] == "p" else 0)
    return f"{hour:02}:{found['minute'] or '00'}:00"


def _months(start: int, stop: int, month: int, after: re.Match[str]) -> When | None:
    """Two months of one year, as "May–June 1955"."""
    year, last = after["year"], _month(after["month3"])
    if not year or month >= last:
        return None
    return When(start, stop, {"from": f"{year}-{month:02}", "to": f"{year}-{last:02}"})
