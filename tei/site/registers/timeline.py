"""When the documents of an edition were written: bars of a drawing, and the same as a list by year and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tei.core.calendar import MONTHS
from tei.site.registers.day import Day, spoken_year
from tei.site.registers.reference import Reference

ROWS = 16
"""A drawing has at most so many rows, if it can be."""

WIDTH, HEIGHT, STEP = 324, 110, 27
"""The measures of a row: a bar gets a step of its width if it is a month, and the drawing's height if it is longest."""

UNITS = (("month", 1), ("year", 10), ("decade", 100))
"""What a bar may be, and how many years a row has then."""

_HEAD, _FOOT = 16, 16


@dataclass(frozen=True, slots=True)
class Bar:
    """The documents of a month, a year or a decade: `at` is the place on the page, "" where there are none."""

    label: str
    short: str
    count: int
    at: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """A year of months, a decade of years or a century of decades; `gap` says what of these was left out before it."""

    label: str
    count: int
    bars: tuple[Bar, ...]
    gap: str = ""

    @property
    def top(self) -> float:
        """What is above this is empty: with the number over the longest bar the drawing begins."""
        return round(min(bar.y for bar in self.bars) - _HEAD, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """The documents of a month; those of which only the year is known have no month: `at` is "" then."""

    label: str
    at: str
    documents: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The documents of a year."""

    label: str
    at: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The documents by their first day, with the rows of the drawing; `unit` is what each of its bars is."""

    unit: str
    rows: tuple[Row, ...]
    years: tuple[Year, ...]
    undated: tuple[Reference, ...]
    count: int

    @property
    def span(self) -> str:
        """Like "August 1955 to December 1957"."""
        first, last = self.years[0], self.years[-1]
        begin = " ".join(part for part in (first.months[0].label, first.label) if part)
        end = " ".join(part for part in (last.months[-1].label, last.label) if part)
        return begin if begin == end else f"{begin} to {end}"


def timeline(documents: Iterable[Reference]) -> Timeline:
    """The documents in the order of their dates, those of one day as they are given."""
    dated: list[tuple[Day, Reference]] = []
    undated: list[Reference] = []
    for document in documents:
        if (day := Day.parse(document.date)) is not None:
            dated.append((day, document))
        else:
            undated.append(document)
    dated.sort(key=lambda each: each[0])
    unit, rows = _drawn([day for day, _ in dated])
    years = tuple(
        Year(spoken_year(year), f"y{year}", tuple(_months(list(group))))
        for year, group in groupby(dated, key=lambda each: each[0].year)
    )
    return Timeline(unit, rows, years, tuple(undated), len(dated))


def _months(of_year: Sequence[tuple[Day, Reference]]) -> Iterable[Month]:
    for number, group in groupby(of_year, key=lambda each: each[0].month):
        documents = list(group)
        year = documents[0][0].year
        at, label = (f"m{year}-{number:02}", MONTHS[number - 1]) if number else ("", "")
        yield Month(label, at, tuple(document for _, document in documents))


def _drawn(days: Sequence[Day]) -> tuple[str, tuple[Row, ...]]:
    """The unit of the bars, and their rows: those without a document are left out."""
    unit, size = next(
        ((unit, size) for unit, size in UNITS if len({day.year // size for day in days}) <= ROWS), UNITS[-1]
    )
    counts = Counter(_place(day, unit) for day in days if day.month or unit != "month")
    tallest = max(counts.values(), default=1)
    in_row = Counter(day.year // size for day in days)
    rows: list[Row] = []
    after = min(in_row, default=0)
    for number in sorted(in_row):
        first = number * size
        bars = tuple(_bar(first, place, unit, counts, tallest, days) for place in range(12 if size == 1 else 10))
        gap = _span(after * size, (number - after) * size) if number > after else ""
        rows.append(Row(_span(first, size), in_row[number], bars, gap))
        after = number + 1
    return unit, tuple(rows)


def _place(day: Day, unit: str) -> tuple[int, int]:
    """The first year of the row and the number of the bar in it."""
    if unit == "month":
        return day.year, day.month - 1
    size, each = (10, 1) if unit == "year" else (100, 10)
    first = day.year // size * size
    return first, (day.year - first) // each


def _bar(first: int, place: int, unit: str, counts: Counter[tuple[int, int]], tallest: int, days: Sequence[Day]) -> Bar:
    count = counts[first, place]
    step = STEP if unit == "month" else WIDTH / 10
    height = round((HEIGHT - _HEAD - _FOOT) * count / tallest, 1)
    if unit == "month":
        label, short, at = f"{MONTHS[place]} {spoken_year(first)}", MONTHS[place][0], f"m{first}-{place + 1:02}"
    else:
        year = first + place * (1 if unit == "year" else 10)
        label = spoken_year(year) if unit == "year" else _span(year, 10)
        short = str(abs(year))[-2:]
        at = f"y{year}" if unit == "year" else next((f"y{d.year}" for d in days if d.year // 10 * 10 == year), "")
    return Bar(
        label,
        short,
        count,
        at if count else "",
        round(place * step, 1),
        round(HEIGHT - _FOOT - height, 1),
        round(step, 1),
        height,
    )


def _span(first: int, size: int) -> str:
    return spoken_year(first) if size == 1 else f"{spoken_year(first)}–{spoken_year(first + size - 1)}"
