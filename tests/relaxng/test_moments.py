"""Dates and times as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.relaxng.datatypes import XML_SCHEMA, datatype
from tei.relaxng.moments import LONGEST, duration, length, readings

SAME = """
26 May 1956 | 1956-05-26
May 26, 1956 | 1956-05-26
the 26th of May, 1956 | 1956-05-26
Saturday, 26 May 1956 | 1956-05-26
26.5.1956 | 1956-05-26
26. Mai 1956 | 1956-05-26
26 mai 1956 | 1956-05-26
26/5/1956 | 1956-05-26
5/26/1956 | 1956-05-26
26.V.1956 | 1956-05-26
1956 May 26 | 1956-05-26
1956 May | 1956-05
1956-5-26 | 1956-05-26
1956/05/26 | 1956-05-26
19560526 | 1956-05-26
“1956-05-26” | 1956-05-26
1956-5 | 1956-05
Sept. 1956 | 1956-09
3d June 1790 | 1790-06-03
May 26 | --05-26
May | --05
05-26 | --05-26
890 | 0890
44 BC | -0044
1956-05-xx | 1956-05
1956-05-00 | 1956-05
1956-05- | 1956-05
1956-xx-xx | 1956
1956-00-00 | 1956
1956-05-26 9:30 | 1956-05-26T09:30:00
1956-05-26 at 7 pm | 1956-05-26T19:00:00
1956-05-26T19:00+01:00 | 1956-05-26T19:00:00+01:00
7:05 | 07:05:00
7 p.m. | 19:00:00
12 a.m. | 00:00:00
19.30 | 19:30:00
13h30 | 13:30:00
noon | 12:00:00
midnight | 00:00:00
1956-13 | 1956-13
"""

OTHERS = """
5/6/1956 | either | 1956-05-06 1956-06-05
1956? | doubtful | 1956
c. 1956 | doubtful | 1956
about May 1956 | doubtful | 1956-05
[1956] | doubtful | 1956
1955/1957 | stretch | 1955 1957
1955–1957 | stretch | 1955 1957
1955-57 | stretch | 1955 1957
1955 to 1957 | stretch | 1955 1957
from 1955 to 1957 | stretch | 1955 1957
1956-05-26 1956-05-27 | stretch | 1956-05-26 1956-05-27
1956-05-26/27 | stretch | 1956-05-26 1956-05-27
26-28 May 1956 | stretch | 1956-05-26 1956-05-28
May 3-5, 1956 | stretch | 1956-05-03 1956-05-05
May-June 1956 | stretch | 1956-05 1956-06
26 May - 3 June 1956 | stretch | 1956-05-26 1956-06-03
between 1955 and 1957 | bounds | 1955 1957
after May 1956 | bounds | 1956-05 .
before 1956 | bounds | . 1956
1950s | bounds | 1950 1959
195? | bounds | 1950 1959
18xx | bounds | 1800 1899
18th century | bounds | 1701 1800
spring 1956 | bounds | 1956-03 1956-05
late 1956 | bounds | 1956-09 1956-12
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split(" | ")] for row in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "value"), rows(SAME))
def test_one_moment(text: str, value: str) -> None:
    assert [tuple(reading) for reading in readings(text)] == [("same", (value,))]


@pytest.mark.parametrize(("text", "sense", "values"), rows(OTHERS))
def test_what_is_not_one_moment(text: str, sense: str, values: str) -> None:
    (reading,) = readings(text)
    assert reading.sense == sense
    assert reading.values == tuple(value.strip(".") for value in values.split())


@pytest.mark.parametrize("text", ["", "unknown", "x", "12", "1.2.3", "1956-05-26 morning", "32/13/1956", "a" * 99])
def test_what_is_no_date(text: str) -> None:
    assert list(readings(text)) == []


@pytest.mark.parametrize("join", [" to ", "–", "/", " - "])
@given(st.dates(), st.dates())
def test_two_days_are_read(join: str, first: date, second: date) -> None:
    found = [tuple(reading) for reading in readings(f"{first}{join}{second}")]
    assert found == [("stretch", (str(first), str(second)))]


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b. %Y"]))
def test_a_day_is_read_in_many_forms(day: date, form: str) -> None:
    assert ("same", (str(day),)) in [tuple(reading) for reading in readings(format(day, form))]


@given(st.text(max_size=LONGEST + 5))
def test_any_text_may_be_read(text: str) -> None:
    for reading in readings(text):
        assert len(reading.values) in (1, 2)
        assert any(reading.values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 days", "P3D"),
        ("1 year", "P1Y"),
        ("90 minutes", "PT90M"),
        ("2 weeks", "P14D"),
        ("1h", "PT1H"),
        ("3s", "PT3S"),
        ("2.5 sec", "PT2.5S"),
        ("1.5 days", ""),
        ("3m", ""),
        ("3 cats", ""),
    ],
)
def test_lengths_of_time(text: str, value: str) -> None:
    assert duration(text) == value
    assert not value or datatype(XML_SCHEMA, "duration").allows(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1956-02-30", "February 1956 has 29 days"),
        ("1957-02-29", "February 1957 has 28 days"),
        ("1956-13-01", "a year has the months 01 to 12"),
        ("soon", ""),
    ],
)
def test_the_length_of_a_month(value: str, words: str) -> None:
    assert length(value) == words
