"""Documents by their dates: where each bar stands, what the list says, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.site.registers.day import Day, in_words
from tei.site.registers.reference import Reference
from tei.site.registers.timeline import HEIGHT, ROWS, WIDTH, timeline


def reference(date: str, until: str = "", day: str = "") -> Reference:
    return Reference(f"d{date}", "", f"Of {date}", date, until, day)


@pytest.mark.parametrize(
    ("date", "said", "year"),
    [
        ("1955-08-04", "August 4, 1955", "1955"),
        ("1955-08-04T19:15:00Z", "August 4, 1955", "1955"),
        ("1955-08", "August 1955", "1955"),
        ("1955", "1955", "1955"),
        ("-0044-03-15", "March 15, 44 BC", "44 BC"),
        ("12000-01-01", "January 1, 12000", "12000"),
        ("1955-13-01", "1955-13-01", "1955-13-01"),
        ("--08-04", "--08-04", "--08-04"),
        ("about 1955", "about 1955", "about 1955"),
        ("", "", ""),
    ],
)
def test_days_in_words(date: str, said: str, year: str) -> None:
    assert in_words(date) == said
    assert Day.year_of(date) == year


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (reference("1955-08-04", day="Aug. 4"), "Aug. 4"),
        (reference("1955-08-04", "1955-09"), "August 4, 1955 to September 1955"),
        (reference("1955-08-04"), "August 4, 1955"),
        (reference(""), ""),
    ],
)
def test_the_date_of_a_document_is_said_as_printed_else_with_both_ends(given: Reference, said: str) -> None:
    assert given.when == said


def test_months_of_a_year() -> None:
    dates = ["1955-08-04", "1955", "1955-08-01", "1957-12-31", "", "1955-02"]
    told = timeline(map(reference, dates))
    assert (told.unit, told.count, told.span) == ("month", 5, "1955 to December 1957")
    assert [each.date for each in told.undated] == [""]
    assert [(year.label, [(m.label, m.at, len(m.documents)) for m in year.months]) for year in told.years] == [
        ("1955", [("", "", 1), ("February", "m1955-02", 1), ("August", "m1955-08", 2)]),
        ("1957", [("December", "m1957-12", 1)]),
    ]
    first, last = told.rows
    assert (first.label, first.count, first.gap, last.gap) == ("1955", 4, "", "1956")
    assert {bar.label: (bar.count, bar.at) for bar in first.bars if bar.count} == {
        "February 1955": (1, "m1955-02"),
        "August 1955": (2, "m1955-08"),
    }
    assert [bar.short for bar in first.bars] == list("JFMAMJJASOND")
    assert first.top < last.top


@pytest.mark.parametrize(
    ("years", "unit", "rows", "gaps"),
    [
        ([1955], "month", ["1955"], [""]),
        ([1945, 1950, 1951], "month", ["1945", "1950", "1951"], ["", "1946–1949", ""]),
        (range(1930, 1949), "year", ["1930–1939", "1940–1949"], ["", ""]),
        ([*range(1800, 1816), 1899], "year", ["1800–1809", "1810–1819", "1890–1899"], ["", "", "1820–1889"]),
        (range(1000, 1800, 10), "decade", [f"{c}00–{c}99" for c in range(10, 18)], [""] * 8),
        (range(0, 2100, 100), "decade", [f"{c * 100}–{c * 100 + 99}" for c in range(21)], [""] * 21),
    ],
)
def test_longer_spans_have_coarser_bars(years: list[int], unit: str, rows: list[str], gaps: list[str]) -> None:
    told = timeline(reference(f"{year:04}-05-01") for year in years)
    assert told.unit == unit
    assert [row.label for row in told.rows] == rows
    assert [row.gap for row in told.rows] == gaps
    places = {year.at for year in told.years} | {month.at for year in told.years for month in year.months}
    assert {bar.at for row in told.rows for bar in row.bars if bar.count} <= places
    assert sum(bar.count for row in told.rows for bar in row.bars) == len(years)


@given(
    st.lists(
        st.builds(
            lambda year, month, day: (
                f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
            ),
            st.integers(1, 2100),
            st.integers(0, 12),
            st.integers(0, 28),
        ),
        max_size=60,
    )
)
def test_bars_stand_inside_and_count_every_dated_document(dates: list[str]) -> None:
    told = timeline(map(reference, dates))
    assert told.count == len(dates) == sum(row.count for row in told.rows)
    assert len(told.rows) <= max(ROWS, 22)
    listed = [document for year in told.years for month in year.months for document in month.documents]
    assert sorted(d.date for d in listed) == sorted(dates)
    for row in told.rows:
        for bar in row.bars:
            assert 0 <= bar.x <= WIDTH + 0.2 - bar.width
            assert 0 <= bar.y <= HEIGHT - bar.height
            assert bool(bar.at) == bool(bar.count)
