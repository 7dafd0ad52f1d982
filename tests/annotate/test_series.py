"""Ids of the volumes of a series."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotate.series import Series, bounds, canonical, numeral
from tei.core.diagnostic import Refused

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
        ("1951", "VI", "", "frus1951v06p1"),
        ("1952–1954", "VIII", "", "frus1952-54v08"),
    ],
)
def test_the_id_of_a_volume(years: str, number: str, part: str, id: str) -> None:
    assert FRUS.id(years, number, part) == id


def test_the_id_of_an_electronic_volume() -> None:
    assert FRUS.id("1969–1976", "7", electronic=True) == "frus1969-76ve07"


@pytest.mark.parametrize(
    ("years", "title", "found"),
    [
        ("1952–1954", "Guatemala, Document 5", ("frus1952-54Guat", 9)),
        ("1955–1957", "China", ("frus1955-57v03", 5)),
        ("1945–1950", "Emergence of the Intelligence Establishment.", ("frus1945-50Intel", 43)),
        ("1955–1957", "Chinatown", None),
        ("1955–1957", "Mars", None),
        ("1861", "Mars", None),
    ],
)
def test_a_volume_is_known_by_its_title(years: str, title: str, found: tuple[str, int] | None) -> None:
    assert FRUS.titled(years, title, 0) == found


def test_every_volume_of_the_table_has_an_id_of_its_sub_series() -> None:
    for years, titles in FRUS.volumes.items():
        assert canonical(years) == years
        assert all(id.startswith(f"frus{years}") and title.strip() == title != "" for id, title in titles.items())


SOUND = 'title = "Papers"\nvolume = "p{number}"\n'


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("title = Papers", "P104", "not TOML"),
        ('title = "Papers"', "P105", "the series has no 'volume'"),
        (SOUND + 'colour = "red"', "P105", "a series has no 'colour'"),
        (SOUND + "part = 1", "P105", "'part' of a series must be text in quotation marks"),
        (SOUND + 'periods = "1952-54"', "P105", "'periods' of a series must be a list of years"),
        (SOUND + 'periods = ["soon"]', "P105", "the series cannot be used: no years: 'soon'"),
        (SOUND + 'part = "{pate}"', "P105", "the series cannot be used: 'pate'"),
        (SOUND + 'volumes.1949 = "China"', "P105", "'volumes' of a series must hold a table of ids and titles"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, text: str, code: str, message: str) -> None:
    table = tmp_path / "series.toml"
    table.write_text(text)
    with pytest.raises(Refused) as refused:
        Series.load(str(table))
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.message.startswith(message)


def test_a_table_may_say_no_more_than_title_and_volume(tmp_path: Path) -> None:
    table = tmp_path / "series.toml"
    table.write_text(SOUND)
    series = Series.load(str(table))
    assert series.id("1949", "II") == "p2"
    assert series.id("1949", "II", electronic=True) == "p2"
    assert series.titled("1949", "China", 0) is None


def test_a_table_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Series.load("nowhere.toml")
    assert refused.value.diagnostics[0].code == "P101"


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
