"""Datestamps: days and seconds of UTC, and the stretch of time between two (OAI-PMH 2.0, sections 2.7.1 and 3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from tei.deposit.collection import UNDATED
from tei.deposit.oai.protocol import DAYS, SECONDS

_FORMS = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "%Y-%m-%d"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"), "%Y-%m-%dT%H:%M:%SZ"),
)

BEGINNING = f"{UNDATED}T00:00:00Z"
"""The datestamp of what nobody dated."""


def is_datestamp(text: str) -> bool:
    """Whether a text is a day or a second of UTC, and there is such a one."""
    for form, pattern in _FORMS:
        if form.fullmatch(text):
            try:
                datetime.strptime(text, pattern)
            except ValueError:
                return False
            return True
    return False


def datestamp(modified: str) -> str:
    """A time of change to the second; its day where only that is sound, the first of all days where nothing is."""
    if len(modified) > len(UNDATED) and is_datestamp(modified):
        return modified
    day = modified[: len(UNDATED)]
    return f"{day}T00:00:00Z" if is_datestamp(day) else BEGINNING


def written(moment: datetime) -> str:
    """A moment to the second."""
    # strftime gives years before 1000 without zeros.
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def faults(begin: str | None, end: str | None) -> Iterator[str]:
    """What is wrong with the arguments `from` and `until`, in words."""
    for name, value in (("from", begin), ("until", end)):
        if value is not None and not is_datestamp(value):
            yield f"{name} is no day and no second of UTC: write it as {DAYS} or {SECONDS}"
            return
    if begin is not None and end is not None:
        if len(begin) != len(end):
            yield "from and until differ in granularity"
        elif begin > end:
            yield "from is later than until"


def bounds(begin: str, end: str) -> tuple[str, str]:
    """The first and the last second of a stretch of time; the day that ends it belongs to it, "" is no limit."""
    first = f"{begin}T00:00:00Z" if len(begin) == len(UNDATED) else begin
    last = f"{end}T23:59:59Z" if len(end) == len(UNDATED) else end
    return first, last or "9999-12-31T23:59:59Z"
