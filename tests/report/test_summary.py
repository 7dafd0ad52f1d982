from __future__ import annotations

import pytest
from findings import ALL, LONG_LINE, NO_PLACE, RULE, TWO_FILES, XML

from tei.core.diagnostic import Edit, Fix
from tei.core.source import Span
from tei.report import report
from tei.report.words import counts, described, says


def test_nothing() -> None:
    assert report([], "summary", files=["a.xml"]) == ""


def test_the_worst_and_most_frequent_come_first() -> None:
    rules = report(ALL, "summary").split("\n\n")[0].splitlines()[1:]
    assert [line.split()[1] for line in rules] == ["error"] * 6 + ["warning", "info"]
    assert rules[0].split()[:4] == ["2", "error", "S101", "some-note-id"]


@pytest.mark.parametrize(
    ("files", "last"),
    [
        ((), "      1  tei/d5.xml  1 error"),
        (("tei/d5.xml",), "      1  tei/d5.xml  1 error"),
        (("a", "tei/d5.xml"), "      0  in one more"),
        (("a", "b", "tei/d5.xml"), "      0  in each of 2 more"),
    ],
)
def test_files(files: tuple[str, ...], last: str) -> None:
    assert report([TWO_FILES, NO_PLACE], "summary", files=files).rstrip("\n").splitlines()[-1] == last


def test_safe_fixes_are_counted() -> None:
    assert "(2 with --fix)" in report([LONG_LINE, LONG_LINE], "summary")
    assert "--fix" not in report([RULE], "summary")


@pytest.mark.parametrize(
    ("start", "end", "replacement", "words"),
    [
        (0, 0, "<p>", "put “<p>” in"),
        (0, 5, "", "take “<div>” out"),
        (0, 5, "<p>", "put “<p>” in the place of “<div>”"),
        (0, 400, "", f"take “{' '.join(XML.text[:400].split())[:59]}…” out"),
        (5, 6, "", "take “\n” out"),
    ],
)
def test_a_fix_without_words(start: int, end: int, replacement: str, words: str) -> None:
    assert described(Fix((Edit(XML, Span(start, end), replacement),))) == words


def test_fixes_in_words() -> None:
    assert described(LONG_LINE.fixes[0]) == "rename it to <placeName>"
    assert described(Fix(())) == "0 edits"


def test_words() -> None:
    assert counts(["error", "info", "error"]) == "2 errors, 1 remark"
    assert counts([]) == ""
    assert says("R102") != ""
    assert says("S101 no-such-rule") == says("Z999") == ""
