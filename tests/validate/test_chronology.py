from __future__ import annotations

import pytest
from observed import findings, tei, told

from tei.core.edits import edited
from tei.validate.chronology import Chronology


def document(when: str, inner: str = "", line: str = "") -> str:
    return f"<div type='document'><dateline><date when='{when}'>{line}</date></dateline><p>A.</p>{inner}</div>"


@pytest.mark.parametrize(
    ("when", "words", "meant"),
    [
        ("1954-08-01", "August 1, 1954", ""),
        ("1954-08-01", "1 August", ""),
        ("1954-08-01", "the 1st of Aug., 1954", ""),
        ("1954-08", "August 1, 1954", ""),
        ("1954-08-01", "August 1–3, 1954", ""),
        ("1954-08-01", "August 1 to August 3", ""),
        ("1954-08-01", "August 1 and 1955", ""),
        ("1954-08-01", "No. 2117", ""),
        ("1954-08-01T02:00:00Z", "July 31, 1954, 9 p.m.", ""),
        ("--08-01", "August 2, 1954", ""),
        ("1954", "1953/54", ""),
        ("1954-08-01", "August 2, 1954", "1954-08-02"),
        ("1955-08-01", "August 1, 1954", "1954-08-01"),
        ("1955-08-01", "2 September", "1955-09-02"),
        ("1955-08", "1954", "1954-08"),
        ("1975-08-13T09:00:00", "September 13, 1975, 9 a.m.", "1975-09-13T09:00:00"),
        ("1954-02-30T02:00:00Z", "July 31, 1954", "1954-07-31T02:00:00Z"),
        ("1954-08-01", "August 45, 1953", "1953-08-01"),
    ],
)
def test_words_of_dates(when: str, words: str, meant: str) -> None:
    text = tei(f"<p><date when='{when}'>{words}<note>July 7, 1999</note></date></p>")
    found = findings(Chronology, text)
    assert [each.code for each in found] == (["D301"] if meant else [])
    assert [each.help for each in found] == ([f"did you mean {meant}?"] if meant else [])
    for each in found:
        assert each.fix is not None
        assert f"when='{meant}'" in edited(text, each.fix.edits)


@pytest.mark.parametrize(
    ("when", "words", "message"),
    [
        ("1861-05-03", "Friday, May 3, 1861", ""),
        ("1861-05-03", "Monday, May 3, 1861", "the date says Monday, but 1861-05-03 is a Friday"),
        ("1861-05-03T09:00:00", "Monday at nine", "the date says Monday, but 1861-05-03 is a Friday"),
        ("1861-05-03T23:00:00Z", "Saturday", ""),
        ("1861-05-03", "Monday or Friday", ""),
        ("1661-05-03", "Monday", ""),
        ("1861-05", "Monday", ""),
    ],
)
def test_weekdays(when: str, words: str, message: str) -> None:
    found = findings(Chronology, tei(f"<p><date when='{when}'>{words}</date></p>"))
    assert [each.message for each in found] == ([message] if message else [])


def test_other_calendars_are_not_read() -> None:
    date = "<p><date when='1700-01-12' calendar='{}'>January 1, 1700</date></p>"
    assert told(Chronology, tei(date.format("#julian"))) == []
    assert told(Chronology, tei(date.format("#gregorian"))) == [("D301", "1700-01-12")]


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<p><date when='1955-01-01'/><date from='1940'/><date notBefore='1974'/></p>", []),
        ("<p><date when='1995'/></p>", [("D302", "1995")]),
        ("<p><date from='2019-01' to='2020'/></p>", [("D302", "2019-01")]),
        ("<p><date when='later'/></p>", []),
    ],
)
def test_dates_far_after_the_document(inner: str, wanted: list[tuple[str, str]]) -> None:
    assert told(Chronology, tei(document("1955-05-26", inner))) == wanted
    assert told(Chronology, tei(f"<div type='document'>{inner}</div><div>{inner}</div>")) == []


@pytest.mark.parametrize(
    ("years", "wanted"),
    [
        ("1955 1955 1956", ""),
        ("1955 1945 1955", "1945"),
        ("1955 1995 1955 1955", "1995"),
        ("1955 1945 1946", ""),
        ("1955 1945 1958", ""),
        ("1955 1955 1945", ""),
        ("1955 soon 1955", ""),
    ],
)
def test_neighbours(years: str, wanted: str) -> None:
    text = tei("".join(document(f"{year}-05-26" if year.isdigit() else year) for year in years.split()))
    found = findings(Chronology, text)
    assert [each.code for each in found] == (["D303"] if wanted else [])
    assert all(len(each.labels) == 3 and each.message.startswith(f"the document of {wanted}") for each in found)


PERSON = """<standOff><person xml:id="p_A"><persName>Sapt</persName><birth when="1900"/><death notAfter="1956"/>
</person><person xml:id="p_B"><birth/></person><person><death when="1900"/></person></standOff>"""


@pytest.mark.parametrize(
    ("year", "wanted"),
    [("1950", []), ("1956-05-26", []), ("1957", [("D304", "persName")]), ("1899", [("D304", "persName")])],
)
def test_who_signs_is_alive(year: str, wanted: list[tuple[str, str]]) -> None:
    signed = "<signed><persName corresp='#p_A'>S</persName><persName ref='#p_B #p_C'/><persName ref='#p_B'/></signed>"
    assert told(Chronology, tei(document(year, signed), PERSON)) == wanted
    assert told(Chronology, tei(document(year, "<p><persName ref='#p_A'>S</persName></p>"), PERSON)) == []
    assert told(Chronology, tei(signed, PERSON)) == []


SENT = "<correspAction type='{}'><persName ref='#p_A'>S</persName><persName/><date {}/></correspAction>"


@pytest.mark.parametrize(
    ("kind", "date", "wanted"),
    [
        ("sent", "when='1950-05-03'", []),
        ("sent", "when='1950-05'", []),
        ("sent", "when='1950-05-04'", [("D305", "1950-05-03")]),
        ("received", "when='1950-05-04'", []),
        ("sent", "from='1950-05-04'", []),
        ("sent", "when='1957-05-04'", [("D304", "persName"), ("D305", "1950-05-03")]),
    ],
)
def test_the_header_dates_the_letter_alike(kind: str, date: str, wanted: list[tuple[str, str]]) -> None:
    header = f"<teiHeader>{SENT.format(kind, date)}</teiHeader>{PERSON}"
    assert sorted(told(Chronology, tei(document("1950-05-03"), header))) == wanted
    # Of several letters it is not known which is meant.
    two = told(Chronology, tei(document("1950-05-03") + document("1950-05-05"), header))
    assert [code for code, _ in two] == [code for code, _ in wanted if code != "D305"]
