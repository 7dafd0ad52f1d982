"""Ids of the volumes of a series."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotate.series import Series, bounds, canonical, numeral

FRUS = Series.load("data/frus.toml")


@pytest.mark.parametrize(
    ("years", "number", "part", "id"),
    [
        ("1955–1957", "XXIII", "1", "frus1955-57v23p1"),
        ("1955-57", "XXIII", "", "frus1955-57v23p1"),
        ("1949", "vi", "", "frus1949v06"),
        ("1964–1968", "2", "", "frus1964-68v02"),
        ("1952–1954", "XIV", "II", "frus1952-54v14p2"),
        ("1899–1901", "I", "", "frus1899-01v01"),
    ],
)
def test_the_id_of_a_volume(years: str, number: str, part: str, id: str) -> None:
    assert FRUS.id(years, number, part) == id


def test_the_id_of_an_electronic_volume() -> None:
    assert FRUS.id("1969–1976", "7", electronic=True) == "frus1969-76ve07"


@pytest.mark.parametrize(("year", "period"), [(1949, "1949"), (1952, "1952-54"), (1956, "1955-57"), (1976, "1969-76")])
def test_the_sub_series_of_a_year(year: int, period: str) -> None:
    assert FRUS.period(year) == period


def test_years_are_refused_where_there_are_none() -> None:
    with pytest.raises(ValueError, match="no years"):
        bounds("soon")


@given(st.integers(1, 99))
def test_roman_numerals_come_back(value: int) -> None:
    tens, ones = divmod(value, 10)
    roman = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"][tens]
    roman += ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
    assert numeral(roman) == numeral(roman.lower()) == numeral(str(value)) == value


@given(st.integers(1800, 2000), st.integers(0, 50))
def test_years_as_ids_have_them_keep_their_bounds(first: int, more: int) -> None:
    long = f"{first}–{first + more}"
    assert bounds(long) == (first, first + more)
    if (first + more) // 100 == first // 100:
        assert bounds(canonical(long)) == (first, first + more)
