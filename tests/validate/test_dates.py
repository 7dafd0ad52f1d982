from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.validate import Context
from tei.validate.dates import dates

TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}</TEI>'
PLAIN = Profile.load("plain")


def found(inner: str) -> list[tuple[str, str]]:
    return [
        (d.code, d.message) for d in dates(Edition.decode(TEXT.format(inner).encode(), "a.xml"), Context(PLAIN, "", ()))
    ]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("1955-08-05", "1955-08-05"),
        ("1955-08", "1955-08-05"),
        ("1955-08-05", "1955-08"),
        ("1955-12-31", "1955"),
        ("1955-12-31", "1955-12"),
        ("19:00:00", "07:00:00"),
        ("1955-08-05T23:00:00+09:00", "1955-08-05T15:00:00Z"),
        ("1955-08-05T23:00:00-05:00", "1955-08-06"),
        ("in August", "1955"),
        ("1955-02-30", "1954"),
        ("9999-12-31", "9999-12-30T25:00:00"),
        ("1955", "9999-12-31"),
    ],
)
def test_what_can_be(begin: str, end: str) -> None:
    assert found(f'<date from="{begin}" to="{end}"/>') == []


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("1955-08-05", "1955-08-04"),
        ("1955-09", "1955-08-05"),
        ("1956", "1955"),
        ("1955-08-05T15:00:00Z", "1955-08-05T23:00:00+09:00"),
        ("1955-08-05T15:00:00", "1955-08-05T14:59:59"),
    ],
)
def test_what_ends_before_it_begins(begin: str, end: str) -> None:
    ((code, message),) = found(f'<date notBefore="{begin}" notAfter="{end}"/>')
    assert code == "D201"
    assert message == f"<date> ends ({end}) before it begins ({begin})"


@given(st.dates(), st.dates())
def test_two_days_are_in_order_or_not(one: object, other: object) -> None:
    wrong = bool(found(f'<date from="{one}" to="{other}"/>'))
    assert wrong == (str(other) < str(one))


def test_letters_and_lives() -> None:
    letter = (
        '<correspDesc><correspAction type="sent"><date when="1955-08-05"/></correspAction>'
        '<correspAction type="received"><date/><date when="{}"/></correspAction></correspDesc>'
    )
    assert found(letter.format("1955-08-06")) == []
    assert found(letter.format("1955-08-04")) == [
        ("D202", "the letter is received (1955-08-04) before it is sent (1955-08-05)")
    ]
    assert found("<correspDesc><correspAction/></correspDesc>") == []
    life = '<person><birth when="1900"/><death when="{}"/></person>'
    assert found(life.format("1899-12-31")) == [("D203", "the person dies (1899-12-31) before being born (1900)")]
    assert found(life.format("1900-01-02")) == []
    assert found("<person/>") == []


def test_the_place_in_the_raw_text_is_told() -> None:
    plain = Edition.decode(TEXT.format('<date from="1956" to="1955"/>').encode(), "a.xml")
    edition = Edition(plain.source, Source("a.txt", "1956"), (None, Span(0, 4)))
    (diagnostic,) = dates(edition, Context(PLAIN, "", ()))
    assert [str(label) for label in diagnostic.labels] == ["a.xml:1:64", "a.txt:1:1", "a.xml:1:54"]
