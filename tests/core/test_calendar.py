"""The days that there are."""

from __future__ import annotations

import pytest

from tei.core.calendar import first_day, in_calendar


@pytest.mark.parametrize(
    ("date", "there"),
    [("1955", True), ("1955-12", True), ("1955-13", False), ("1955-00", False), ("1955-04-31", False),
     ("1956-02-29", True), ("1955-02-29", False), ("1955-02-28T25:00:00Z", True), ("-0044-03-15", True),
     ("-0044-03-32", False), ("0000", True)],
)  # fmt: skip
def test_only_days_that_there_are(date: str, there: bool) -> None:
    assert in_calendar(date) is there


@pytest.mark.parametrize(
    ("date", "day"),
    [("1955", "1955-01-01"), ("1955-08", "1955-08-01"), ("1955-08-06", "1955-08-06"), ("-0044", "-0044-01-01"),
     ("-0044-03", "-0044-03-01")],
)  # fmt: skip
def test_a_year_and_a_month_begin_with_a_day(date: str, day: str) -> None:
    assert first_day(date) == day
