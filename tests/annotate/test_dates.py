"""Dates in datelines and in running text, and the date of a document."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotate.dates import document_date, document_year
from tei.annotate.when import Dates

ONE = [
    ("January 5, 1949", "January 5, 1949", {"when": "1949-01-05"}),
    ("Jan. 5, 1949", "Jan. 5, 1949", {"when": "1949-01-05"}),
    ("Sept. 5th, 1949", "Sept. 5th, 1949", {"when": "1949-09-05"}),
    ("5 January 1949", "5 January 1949", {"when": "1949-01-05"}),
    ("the 5th of January, 1949", "5th of January, 1949", {"when": "1949-01-05"}),
    ("May 5 1949", "May 5 1949", {"when": "1949-05-05"}),
    ("May\n5, 1949", "May\n5, 1949", {"when": "1949-05-05"}),
    ("[August 3, 1955]", "August 3, 1955", {"when": "1955-08-03"}),
    ("August 3, [1955]", "August 3, [1955]", {"when": "1955-08-03"}),
    ("May 23 [24], 1949", "May 23 [24], 1949", {"when": "1949-05-24"}),
    ("Wednesday, February 11, 1953", "February 11, 1953", {"when": "1953-02-11"}),
    ("January 5, 1949—11 a. m.", "January 5, 1949—11 a. m.", {"when": "1949-01-05T11:00:00"}),
    ("January 5, 1949, 10:30 p.m.", "January 5, 1949, 10:30 p.m.", {"when": "1949-01-05T22:30:00"}),
    ("January 5, 1949, 12:15 a.m.", "January 5, 1949, 12:15 a.m.", {"when": "1949-01-05T00:15:00"}),
    ("January 5, 1949 at noon", "January 5, 1949 at noon", {"when": "1949-01-05T12:00:00"}),
    ("January 5, 1949—midnight", "January 5, 1949—midnight", {"when": "1949-01-05T00:00:00"}),
    ("November 1, 1952, 1550Z", "November 1, 1952, 1550Z", {"when": "1952-11-01T15:50:00Z"}),
    ("May 9, 1957, 9–10:40 a.m.", "May 9, 1957", {"when": "1957-05-09"}),
    ("May 9, 1957, 9 a.m.–1 p.m.", "May 9, 1957", {"when": "1957-05-09"}),
    ("January 5–8, 1949", "January 5–8, 1949", {"from": "1949-01-05", "to": "1949-01-08"}),
    ("5–8 January 1949", "5–8 January 1949", {"from": "1949-01-05", "to": "1949-01-08"}),
    ("January 5 and 8, 1949", "January 5 and 8, 1949", {"from": "1949-01-05", "to": "1949-01-08"}),
    ("July 9/10, 1957", "July 9/10, 1957", {"from": "1957-07-09", "to": "1957-07-10"}),
    ("April 25 to May 3, 1961", "April 25 to May 3, 1961", {"from": "1961-04-25", "to": "1961-05-03"}),
    ("25 April to 3 May 1961", "25 April to 3 May 1961", {"from": "1961-04-25", "to": "1961-05-03"}),
    ("December 28–January 3, 1950", "December 28–January 3, 1950", {"from": "1949-12-28", "to": "1950-01-03"}),
    (
        "December 28, 1949–January 3, 1950",
        "December 28, 1949–January 3, 1950",
        {"from": "1949-12-28", "to": "1950-01-03"},
    ),
    ("May–June 1955", "May–June 1955", {"from": "1955-05", "to": "1955-06"}),
    ("May 1955", "May 1955", {"when": "1955-05"}),
    ("May of 1955", "May of 1955", {"when": "1955-05"}),
    ("early May 1955", "early May 1955", {"notBefore": "1955-05-01", "notAfter": "1955-05-10"}),
    ("mid-May 1955", "mid-May 1955", {"notBefore": "1955-05-11", "notAfter": "1955-05-20"}),
    ("late February 1955", "late February 1955", {"notBefore": "1955-02-21", "notAfter": "1955-02-28"}),
    ("June–May 1955", "May 1955", {"when": "1955-05"}),
    ("before May 1955", "before May 1955", {"notAfter": "1955-05"}),
    ("after May 1955", "after May 1955", {"notBefore": "1955-05"}),
    ("before May 1, 1955", "before May 1, 1955", {"notAfter": "1955-04-30"}),
    ("after May 1, 1955", "after May 1, 1955", {"notBefore": "1955-05-02"}),
]

LOOSE = [
    ("on August 1", "August 1", {"when": "1956-08-01"}),
    ("on 1 August", "1 August", {"when": "1956-08-01"}),
    ("on 1 August. Then", "1 August", {"when": "1956-08-01"}),
    ("on the 1st of May. Then", "1st of May", {"when": "1956-05-01"}),
    ("on 1 Aug. then", "1 Aug.", {"when": "1956-08-01"}),
    ("on December 30", "December 30", {"when": "1955-12-30"}),
    ("on February 29", "February 29", {"when": "1956-02-29"}),
    ("from August 1–3", "August 1–3", {"from": "1956-08-01", "to": "1956-08-03"}),
    ("in 1949", "1949", {"when": "1949"}),
    ("on 1949-01-05", "1949-01-05", {"when": "1949-01-05"}),
    ("on 25/12/1949", "25/12/1949", {"when": "1949-12-25"}),
    ("on 12/25/49", "12/25/49", {"when": "1949-12-25"}),
    ("August 1 and 12 men", "August 1", {"when": "1956-08-01"}),
]

NONE = [
    "the March on Rome",
    "Mayday",
    "he may 5 times",
    "March 3, 1711/12",
    "January 5, 1649 (O.S.)",
    "in May",
    "May 8–5, 1949",
    "4/5/49",
    "see 1949, vol. II",
    "$1949",
]


@pytest.mark.parametrize(("text", "words", "attributes"), ONE)
def test_a_date_with_its_year(find: Callable, text: str, words: str, attributes: dict[str, str]) -> None:
    for scope in ("text", "dateline"):
        found = find("dates", [("dateline", f"Rome, {text}, he wrote")], dates={"scope": scope})
        assert found.marks == [(words, attributes)]
        assert not found.diagnostics


@pytest.mark.parametrize(("text", "words", "attributes"), LOOSE)
def test_a_date_that_the_document_s_own_date_completes(
    find: Callable, text: str, words: str, attributes: dict[str, str]
) -> None:
    found = find("dates", [("dateline", "Rome, March 1, 1956."), ("p", f"It was {text}, he said.")])
    assert found.marks[1:] == [(words, attributes)]
    assert found.certs[1] < 1


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date(find: Callable, text: str) -> None:
    assert find("dates", [("p", text)]).marks == []


def test_a_day_without_year_in_a_document_without_date(find: Callable) -> None:
    assert find("dates", [("p", "On February 29 he left.")]).marks == [("February 29", {"when": "--02-29"})]
    assert find("dates", [("p", "On August 1–3 he slept.")]).marks == []
    assert find("dates", [("p", "On 12/25/49 he slept.")]).marks == []


def test_a_leap_day_far_from_a_leap_year(find: Callable) -> None:
    found = find("dates", [("dateline", "March 1, 1902"), ("p", "On February 29 he left.")])
    assert found.marks[1:] == [("February 29", {"when": "--02-29"})]


@pytest.mark.parametrize("text", ["February 30, 1949", "June 31, 1949", "June 28–31, 1949", "1949-13-01", "May 45"])
def test_a_day_that_no_calendar_has_stays_plain(find: Callable, text: str) -> None:
    found = find("dates", [("p", f"On {text} he wrote.")])
    assert found.marks == []
    assert found.codes == ["D101"]
    assert text in found.diagnostics[0].message


def test_only_the_first_date_of_a_dateline_tells_when_it_was_written(find: Callable) -> None:
    blocks = [("dateline", "Paris, May 3, 1949. [Received May 8, 1949.]"), ("p", "On May 1, 1949, he left.")]
    assert find("dates", blocks, by="frus").marks == [("May 3, 1949.", {"when": "1949-05-03"})]


def test_undated(find: Callable) -> None:
    assert find("dates", [("dateline", "[Washington, undated.]")], by="frus").marks == [("undated", {})]
    assert find("dates", [("dateline", "[Washington]")], by="frus").marks == []


def test_the_zone_is_a_setting(find: Callable) -> None:
    found = find("dates", [("dateline", "May 3, 1969, 0015Z")], dates={"zone": "+00:00"})
    assert found.marks == [("May 3, 1969, 0015Z", {"when": "1969-05-03T00:15:00+00:00"})]


def test_the_document_s_date_and_year(composed: Callable) -> None:
    dated = composed([("head", "5. Letter of May 1, 1950"), ("dateline", "Rome, May 3, 1949")])
    assert document_date(dated) == date(1949, 5, 3)
    assert document_year(dated) == 1949
    assert document_date(composed([("head", "5. Minutes, May 1950"), ("head", "May 2, 1950")])) == date(1950, 5, 2)
    assert document_date(composed([("p", "May 3, 1949")])) is None


def test_the_year_by_the_file_number_or_by_the_dates_of_the_text(composed: Callable) -> None:
    assert document_year(composed([("p", "On May 3, 1948.")], ["Central Files, 762.00/1–1359. Secret."])) == 1959
    assert document_year(composed([("p", "May 3, 1948; May 4, 1948; May 4, 1950.")])) == 1948
    assert document_year(composed([("p", "No year at all.")])) is None


VALUE = re.compile(r"\d{4}(-\d\d)?|--\d\d-\d\d")


def is_w3c(value: str) -> bool:
    """Whether a value is a date, a date and time, a month, a year or a day of a month."""
    if VALUE.fullmatch(value):
        return True
    return bool(datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value))


PIECES = (
    "May June Feb. February 29 30 31 5 12 1949 1950, – — - / to and of the 5th 3d , . [ ] ( early before mid- noon "
    "11 a.m. 10:30 1550Z 4/25/49 1949-02-30 in since undated O.S. \n"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans(), st.dates(date(1600, 1, 1), date(2100, 1, 1)))
def test_whatever_the_words_dates_are_in_order_and_their_values_are_dates(
    pieces: list[str], spaced: bool, around: date
) -> None:
    text = (" " if spaced else "").join(pieces)
    for dates in (Dates(text), Dates(text, yearless=True), Dates(text, yearless=True, around=around)):
        behind = 0
        for when in dates.between(0, len(text)):
            assert behind <= when.start < when.end <= len(text)
            behind = when.end
            assert all(is_w3c(value) for value in when.attributes.values())
            if "to" in when.attributes:
                assert when.attributes["from"] < when.attributes["to"]
            if when.day:
                assert (when.attributes.get("when") or when.attributes["from"]).startswith(when.day.isoformat())


@given(st.datetimes(datetime(1800, 1, 1), datetime(2030, 1, 1)))
def test_a_date_and_time_written_out_comes_back(moment: datetime) -> None:
    half = "a.m." if moment.hour < 12 else "p.m."
    text = f"{moment:%B} {moment.day}, {moment.year}, {moment.hour % 12 or 12}:{moment.minute:02} {half}"
    (when,) = Dates(text).between(0, len(text))
    assert (when.start, when.end) == (0, len(text))
    assert when.attributes == {"when": moment.replace(second=0, microsecond=0).isoformat()}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[Rome,] May 3, 1949.", "May 3, 1949."),
        ("Rome, May 3, 1953.", "May 3, 1953"),
        ("Rome, May 3, 1949—noon.", "May 3, 1949—noon"),
        ("Rome, May 3, 1949—5 p. m.", "May 3, 1949—5 p. m."),
    ],
)
def test_the_stop_after_the_year_of_an_early_date(find: Callable, line: str, words: str) -> None:
    assert [w for w, _ in find("dates", [("dateline", line)], by="frus").marks] == [words]
