from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from observed import DOCUMENT, findings, tei, told

from tei.core.source import Source
from tei.validate.lines import Lines
from tei.validate.numbers import Numbers
from tei.validate.pages import Pages
from tei.validate.sequence import Sequence, in_roman, roman
from tei.validate.told import Tag

HERE = Tag(Source("a.xml", "x"), 1, 1)


def breaks(*numbers: int) -> list[tuple[str, int]]:
    sequence = Sequence()
    found = [each for number in numbers for each in sequence.add(number, str(number), HERE)]
    return [(each.kind, each.item.value) for each in (*found, *sequence.finish())]


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([], []),
        ([7], []),
        ([1, 2, 3, 1, 2, 3], []),
        ([1, 2, 4], [("skip", 4)]),
        ([1, 2, 9, 4], [("odd", 9)]),
        ([1, 2, 9, 3, 4], [("odd", 9)]),
        ([1, 3, 2, 4, 5], [("odd", 3)]),
        ([1, 2, 2, 3], [("again", 2)]),
        ([5, 6, 3, 4], [("back", 3)]),
        ([5, 6, 5], [("again", 5)]),
    ],
)
def test_what_does_not_follow(numbers: list[int], wanted: list[tuple[str, int]]) -> None:
    assert breaks(*numbers) == wanted


@given(st.integers(1, 1000), st.integers(0, 40))
def test_what_counts_up_is_in_order(first: int, count: int) -> None:
    assert breaks(*range(first, first + count)) == []


def test_roman_numbers() -> None:
    assert [roman(each) for each in ("IV", "iiii", "xlii", "MCMXCIX", "", "abc", "iix")] == [4, 4, 42, 1999, 0, 0, 0]


@given(st.integers(1, 3999))
def test_numbers_can_be_written_in_roman_ones(value: int) -> None:
    assert roman(in_roman(value)) == value


def pages(*numbers: str) -> list[tuple[str, str]]:
    return told(Pages, tei("<p>" + "".join(f"<pb n='{n}'/>" for n in numbers) + "</p>"))


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ("i ii iii 1 2 [3] 4", []),
        ("I II A1 A2 III", []),
        ("1r 1v 2r", []),
        ("28 92 30", [("L501", "92")]),
        ("28 29 27", [("L501", "27")]),
        ("28 29 28 30", [("L502", "28")]),
        ("28 28 29", [("L502", "28")]),
        ("28 31 32", [("L503", "31")]),
        ("28 30 31", [("L503", "30")]),
        ("1r 2r 5r", []),
        ("[1r] fol.1v f.2r 2v 1v", [("L502", "1v")]),
        ("1r 1v 3v 2v 3r", [("L501", "3v")]),
        ("2r 2v 1v", [("L501", "1v")]),
    ],
)
def test_pages(numbers: str, wanted: list[tuple[str, str]]) -> None:
    assert pages(*numbers.split()) == wanted


@pytest.mark.parametrize(
    ("numbers", "meant"),
    [
        ("1 2 9 4", "3"),
        ("A1 A2 A9 A4", "A3"),
        ("i ii vii iv", "iii"),
        ("XXXVIII XXXIX I XLI", "XL"),
        ("1r 1v 9r 2v", "2r"),
        ("1r 3v 2r", "1v"),
    ],
)
def test_what_a_page_should_be_is_written_like_it(numbers: str, meant: str) -> None:
    (found,) = findings(Pages, tei("".join(f"<pb n='{n}'/>" for n in numbers.split())))
    assert found.help == f"did you mean page {meant}?"


def test_editions_have_their_own_pages() -> None:
    assert told(Pages, tei("<p><pb n='1' ed='A'/><pb n='7' ed='B'/><pb n='2' ed='A'/><pb/></p>")) == []


def test_left_out_pages_are_counted() -> None:
    messages = [each.message for each in findings(Pages, tei("<pb n='1'/><pb n='3'/><pb n='4'/><pb n='8'/>"))]
    assert messages == [
        "one page is left out between page 1 and page 3",
        "3 pages are left out between page 4 and page 8",
    ]


def verse(numbers: str) -> str:
    return "<lg>" + "".join(f"<l n='{number}'>A</l>" for number in numbers.split()) + "</lg>"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (verse("1 2 3 4"), []),
        (verse("5 10 15") + verse("5 10"), []),
        (verse("1 2 4a x 9"), []),
        (verse("1 2 9 4"), ["9"]),
        (verse("1 2 9") + verse("4"), ["9"]),
        (verse("1 2 2 4"), ["2"]),
        ("<div>" + verse("1 2") + "</div><div>" + verse("2 3") + "</div>", []),
        ("<div>" + verse("1 2 9 4") + "</div>", ["9"]),
        (verse("1 2") + "<quote>" + verse("9 12 11") + "</quote>" + verse("3 4"), []),
        ("<sp><l n='3'>A</l></sp><sp><l n='3'>B</l></sp><sp><l n='4'>C</l></sp>", []),
        ("<lg><l n='3' part='I'>A</l><l n='3' part='F'>B</l></lg>", []),
    ],
)
def test_lines(body: str, wanted: list[str]) -> None:
    assert told(Lines, tei(body)) == [("L521", each) for each in wanted]


def documents(*numbers: object) -> str:
    return "".join(DOCUMENT.format(number, "<p>A.</p>") for number in numbers)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (documents(1, 2, 3), []),
        (f"<div type='chapter' n='1'>{documents(1, 2)}</div><div type='chapter' n='2'>{documents(3)}</div>", []),
        (documents(1, 2, 4), [("L512", "4")]),
        (documents(1, 2, 2, 3), [("L511", "2")]),
        (documents(1, 9, 3), [("L511", "9")]),
        ("<div n='1'/><div n='3'/><div n='x'/>", [("L512", "3")]),
        ("<div n='1'><div n='1'/><div n='2'/></div><div n='2'/>", []),
        (DOCUMENT.format(12, "<p>A.</p>").replace(">12.", ">13."), [("L513", "12")]),
        (DOCUMENT.format(12, "<p>A.</p>").replace(">12.", "> [12]."), []),
        (DOCUMENT.format(12, "<p>A.</p>").replace(">12.", ">The 13"), []),
        (DOCUMENT.format(12, "<p>A.</p>").replace("<head>12.", "<p>13. x</p><head>12."), []),
        ("<div type='document' n='1'><div><head>2. A</head></div></div>", []),
    ],
)
def test_numbers(body: str, wanted: list[tuple[str, str]]) -> None:
    assert told(Numbers, tei(body)) == wanted
