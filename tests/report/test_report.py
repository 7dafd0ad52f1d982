from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.diagnostic import Diagnostic, Edit, Fix, Label, Refused
from tei.core.source import Source, Span
from tei.report import REPORTS, is_whole, report
from tei.report.snippet import snippets

XML = Source("tei/d5.xml", "<div>\n  <p>One.</p>\n\n\n  <head>5. Telegram</head>\n</div>\n")
RAW = Source("raw/d5.txt", "5. Telegram\n")
HEAD = Label(XML, Span(XML.text.index("<head>"), XML.text.index("5.")), "not allowed here")
PARAGRAPH = Label(XML, Span(8, 11), "after this")
ORIGIN = Label(RAW, Span(0, 11), "encoded from this line")
FOUND = Diagnostic("R102", "error", "<head> cannot follow <p>", (HEAD, ORIGIN, PARAGRAPH), "move <head> before <p>")


def test_terminal() -> None:
    assert report([FOUND]) == (
        "error[R102]: <head> cannot follow <p>\n"
        "  --> tei/d5.xml:5:3\n"
        "   |\n"
        " 2 |   <p>One.</p>\n"
        "   |   --- after this\n"
        "...\n"
        " 5 |   <head>5. Telegram</head>\n"
        "   |   ^^^^^^ not allowed here\n"
        "  --> raw/d5.txt:1:1\n"
        "   |\n"
        " 1 | 5. Telegram\n"
        "   | ----------- encoded from this line\n"
        "   = help: move <head> before <p>\n"
        "\n"
    )


def test_terminal_without_a_place() -> None:
    assert report([Diagnostic("P301", "error", "there is no schema x")]) == "error[P301]: there is no schema x\n\n"


def test_colours_add_nothing_but_colours() -> None:
    import re

    coloured = report([FOUND], colour=True)
    assert "\033[1;31merror[R102]\033[0m" in coloured
    assert re.sub("\033\\[[0-9;]*m", "", coloured) == report([FOUND])


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "before " * 200 + "<head>" + " after" * 200
    source = Source("a.xml", line)
    at = line.index("<head>")
    shown = report(
        [Diagnostic("R102", "error", "x", (Label(source, Span(at, at + 6), "here " * 30),), "help " * 40)], width=80
    )
    lines = shown.splitlines()
    assert all(len(each) <= 80 for each in lines)
    assert lines[3].startswith(" 1 | …")
    assert lines[3].endswith("…")
    column = lines[4].index("^")
    assert lines[3][column : column + 6] == "<head>"
    assert "here here" in lines[5]
    assert lines[-2].startswith("           help")


def test_two_places_in_one_long_line_share_it_when_they_are_near() -> None:
    line = "x" * 300 + "<date when='1' from='2'>" + "y" * 300 + "<p>" + "z" * 300
    source = Source("a.xml", line)
    labels = [Label(source, Span(a, a + len(t)), t) for t in ("from='2'", "when='1'", "<p>") for a in [line.index(t)]]
    lines = report([Diagnostic("R201", "error", "x", tuple(labels))], width=100).splitlines()
    assert next(each for each in lines if each.startswith(" 1 |")).count("'") == 4
    assert sum(each.startswith(" 1 |") for each in lines) == 2


def test_tabs_wide_characters_and_unprintable_ones_keep_the_caret_in_its_place() -> None:
    source = Source("a.txt", "\t東京 e\u0301\u200b<p>")
    at = source.text.index("<p>")
    lines = report([Diagnostic("R102", "error", "x", (Label(source, Span(at, at + 3)),))]).splitlines()
    assert lines[3] == " 1 |     東京 e\u0301·<p>"
    assert lines[4] == "   | " + " " * 11 + "^^^"


def test_a_place_at_the_end_of_the_file_or_over_lines() -> None:
    source = Source("a.txt", "one\ntwo")
    end, both = Label(source, Span(7, 8)), Label(source, Span(1, 6))
    assert report([Diagnostic("X101", "error", "x", (end,))]).splitlines()[3:5] == [" 2 | two", "   |    ^"]
    assert report([Diagnostic("X101", "error", "x", (both,))]).splitlines()[4] == "   |  ^^ (to line 2)"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=400), st.data())
def test_a_caret_stands_under_every_place(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    label = Label(Source("a.xml", line), Span(start, start + data.draw(st.integers(0, 20))))
    ((_, snippet),) = snippets([label], 60)
    (underline,) = snippet.underlined("^")
    assert underline.strip("^ ") == ""
    assert "^" in underline
    assert len(underline) <= 2 * 61


def test_concise() -> None:
    assert report([FOUND], "concise") == "tei/d5.xml:5:3: error[R102] <head> cannot follow <p>\n"
    assert report([Diagnostic("P301", "error", "no\nschema")], "concise") == "error[P301] no schema\n"
    assert report([], "concise") == ""


@pytest.mark.parametrize(
    ("safe", "remedies"),
    [
        ((True, False), ["fix: 0 (--fix)", "or: 1"]),
        ((False, True), ["fix: 1 (--fix)", "or: 0"]),
        # Of several that are safe none is made without asking.
        ((True, True), ["fix: 0 (--unsafe-fixes)", "or: 1"]),
        ((False, False), ["fix: 0 (--unsafe-fixes)", "or: 1"]),
    ],
)
def test_the_fix_is_told_that_would_be_made(safe: tuple[bool, ...], remedies: list[str]) -> None:
    from tei.report.html import Finding

    edit = Edit(XML, Span(8, 11), "<q>")
    found = Diagnostic(
        "R102", "error", "wrong", (HEAD,), fixes=tuple(Fix((edit,), s, str(n)) for n, s in enumerate(safe))
    )
    assert [line[5:] for line in report([found]).splitlines() if line.startswith("   = ")] == remedies
    ((words, option), _) = Finding(1, found).fixes()
    assert remedies[0] == f"fix: {words} ({option})"
    assert ("(1 with --fix)" in report([found], "summary")) == (option == "--fix")


def test_json() -> None:
    fix = Fix((Edit(XML, Span(8, 11), "<q>"),))
    (plain, fixed) = json.loads(report([FOUND, Diagnostic("X", "info", "ä", fixes=(fix,))], "json"))
    assert plain["code"] == "R102"
    assert plain["labels"][0] == {
        "file": "tei/d5.xml",
        "line": 5,
        "column": 3,
        "endLine": 5,
        "endColumn": 9,
        "start": HEAD.span.start,
        "end": HEAD.span.end,
        "text": "not allowed here",
    }
    assert plain["fixes"] == []
    assert fixed["fixes"][0]["edits"][0]["replacement"] == "<q>"
    assert fixed["message"] == "ä"
    assert json.loads(report([], "json")) == []


def test_an_unknown_form() -> None:
    with pytest.raises(Refused, match="there is no report 'jsn'"):
        report([], "jsn")


def test_what_must_be_given_all_at_once() -> None:
    assert [form for form in REPORTS.table if not is_whole(form)] == ["terminal", "concise", "jsonl", "github"]
    with pytest.raises(Refused, match="there is no report 'jsn'"):
        is_whole("jsn")


def test_labels_of_one_file_in_two_excerpts_keep_their_order() -> None:
    early, late = Source("a.xml", "<p>\n", first=10), Source("a.xml", "<p>\n", first=2000)
    labels = (Label(late, Span(0, 3), "again"), Label(early, Span(0, 3), "first"))
    assert report([Diagnostic("L101", "error", "x", labels)]) == (
        "error[L101]: x\n"
        "     --> a.xml:2000:1\n"
        "      |\n"
        "   10 | <p>\n"
        "      | --- first\n"
        "...\n"
        " 2000 | <p>\n"
        "      | ^^^ again\n"
        "\n"
    )


@pytest.mark.parametrize("form", ["terminal", "concise", "summary"])
def test_nothing_that_a_terminal_would_obey_reaches_it(form: str) -> None:
    source = Source("a\x1b[2J\nb.xml", "<p/>\n")
    fix = Fix((Edit(source, Span(0, 4), ""),), words="take \x1b[31m out")
    labels = (Label(source, Span(0, 4), "here \x1b[31m"),)
    shown = report([Diagnostic("T999", "error", "a \x1b[31m \x9b1m", labels, "help \x1b[31m", (fix,))], form)
    assert not set("\x1b\x9b") & set(shown)
    assert "a␛[2J␊b.xml" in shown
