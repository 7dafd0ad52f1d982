"""Dates and times as TEI's attributes have them, and which of two lies before the other."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?")


def before(one: str, other: str) -> bool:
    """Whether the whole of one date lies before the whole of another; where a value is no date, it does not."""
    a, b = _stretch(one), _stretch(other)
    if a is None or b is None:
        return False
    (_, last, zone), (first, _, other_zone) = a, b
    if zone is not None and other_zone is not None:
        last, first = last - zone, first - other_zone
    return last < first


def _stretch(value: str) -> tuple[datetime, datetime, timedelta | None] | None:
    """The first and the last second that a date can mean, and its distance from UTC; None for other values."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    zone = _zone(found[7]) if found[7] else None
    try:
        first = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0)
        if hour is not None:
            return first, first, zone
        if day:
            after = first + timedelta(days=1)
        else:
            after = datetime(first.year + (month in (None, 12)), (month or 12) % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None
    return first, after - timedelta(seconds=1), zone


def _zone(written: str) -> timedelta:
    if written == "Z":
        return timedelta()
    ahead = timedelta(hours=int(written[1:3]), minutes=int(written[4:6]))
    return -ahead if written[0] == "-" else ahead
