from __future__ import annotations

import re

from findings import ALL, FILES, LONG_LINE, NO_PLACE
from page import Page

from tei.core.diagnostic import Diagnostic, Label
from tei.core.source import Source, Span
from tei.report import report


def page(*diagnostics: Diagnostic) -> Page:
    return Page(report(diagnostics, "html", files=FILES))


def test_it_stands_alone_and_its_links_lead_somewhere() -> None:
    shown = page(*ALL)
    assert shown.open == []
    assert shown.fetched == []
    assert len(set(shown.ids)) == len(shown.ids)
    assert {link.removeprefix("#") for link in shown.links} <= set(shown.ids)
    assert {f"#f{number}" for number in range(1, len(ALL) + 1)} <= set(shown.links)


def test_all_is_told() -> None:
    words = page(*ALL).words
    for diagnostic in ALL:
        assert diagnostic.message in words
        assert diagnostic.help in words
        assert all(label.text in words for label in diagnostic.labels)
    assert "7 errors, 1 warning, 1 remark" in words
    assert "2 files checked by tei" in words
    assert "raw/d5 – copy, 1.txt, line 1, column 1" in words
    assert re.search(r"Fix\s*rename it to <placeName> --fix\s*Or\s*rename it to <name>", page(LONG_LINE).words)
    assert "tei/d5.xml" in page(NO_PLACE).words


def test_nothing_found() -> None:
    words = page().words
    assert "Nothing to complain of" in words
    assert "By rule" not in words


def test_what_is_in_a_document_stays_text() -> None:
    evil = Source('"><script>alert(1)</script>.xml', "</pre><script>alert(2)</script>")
    text = report([Diagnostic("R101", "error", "<script>", (Label(evil, Span(6, 14), "<b>"),))], "html")
    assert text.count("<script>") == 1
    assert "</pre><script>alert(2)" in Page(text).words
