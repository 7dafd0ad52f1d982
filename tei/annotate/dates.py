"""Dates: those of the datelines, or all of a text, with their values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.annotate.when import Dates, When
from tei.core.diagnostic import Diagnostic, Label
from tei.core.document import Mark
from tei.core.view import Stretch, View

if TYPE_CHECKING:
    from tei.annotate import Context
    from tei.core.profile import Profile

CERT = 0.92
"""How sure a date is whose words leave no doubt: what belongs to it differs by volume."""

_UNDATED = re.compile(r"\b[Uu]ndated\b")
_FILED = re.compile(
    r"\d{3}[A-Z]{0,2}[.:][\w.()–-]{1,20}(?: [A-Z]\w*){0,3}/(?:1[0-2]|[1-9])[–-](?:[12]\d|3[01]|[1-9])(\d\d)\b"
)
"""A file number of the United States' Department of State, 1910 to 1963: "762.00/1–1359" is of January 13, 1959."""
_FULL = re.compile(r", (?<=\d, )(1[5-9]\d\d|20\d\d)\b")


def dates(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The dates of a document: with `scope = "dateline"` the first of each dateline, else all of the text.

    D101 for a day that no calendar has; it stays plain text.
    """
    settings = context.profile["annotate"]["dates"]
    if settings["scope"] == "dateline":
        plain = Dates(view.text, settings["zone"])
        found = (when for line in view.stretches if line.block.kind == "dateline" and (when := creation(plain, line)))
    else:
        every = Dates(view.text, settings["zone"], yearless=True, around=document_date(view))
        found = (when for stretch in view.stretches for when in every.between(stretch.start, stretch.end))
    for when in found:
        span = view.span(when.start, when.end + _stopped(view, when, settings["stop-until"]))
        words = view.text[when.start : when.end]
        if when.attributes or _UNDATED.fullmatch(words):
            yield Mark("date", span, when.attributes, "tei.dates", min(when.cert, CERT))
        else:
            yield Diagnostic(
                "D101",
                "warning",
                f"there is no day {words!r}",
                (Label(view.document.source, span, "not in the calendar"),),
                help="the text is kept without a date; compare the original, or mark the date by hand",
            )


def _stopped(view: View, when: When, until: int) -> bool:
    """Whether the full stop after the year of a date is part of it, as in documents up to a year."""
    text, day = view.text, when.day
    return day is not None and day.year <= until and text[when.end - 1].isdigit() and text.startswith(".", when.end)


def creation(dates: Dates, line: Stretch) -> When | None:
    """The date in a dateline, which is its first one, or its word "undated" with no attributes."""
    first = next(dates.between(line.start, line.end), None)
    if first is None and (undated := _UNDATED.search(dates.text, line.start, line.end)):
        return When(*undated.span())
    return first


def document_date(view: View) -> date | None:
    """The day on which the document was written, from its dateline or else its heading; None if neither says."""
    dates = Dates(view.text)
    for kind in ("dateline", "head"):
        for stretch in view.stretches:
            if stretch.block.kind == kind and stretch.note is None:
                for when in dates.between(stretch.start, stretch.end):
                    if when.day:
                        return when.day
    return None


@lru_cache(maxsize=1)
def document_year(view: View) -> int | None:
    """The year of the document: that of its date, of its file number, or the one that its dates name most often."""
    if written := document_date(view):
        return written.year
    if filed := _FILED.search(view.text):
        return 1900 + int(filed[1])
    years = Counter(_FULL.findall(view.text)).most_common(1)
    return int(years[0][0]) if years else None


def practice(view: View, profile: Profile) -> int | None:
    """The year whose house style a document follows; None where that is not known.

    It is the document's own year, but for an early document that has the source note of later
    volumes: a volume that goes back to years of the old style is edited in the new one. A document
    without a year, a number and a source note is one of the last years of the old style.
    """
    year, last = document_year(view), profile["annotate"]["references"]["pages-until"]
    marker = profile["read"]["source-note"]
    sourced = bool(marker) and marker in view.text
    if year is None:
        return None if sourced or view.document.number else last or None
    return None if sourced and year <= last else year
