from __future__ import annotations

import os
from dataclasses import replace

import pytest

from tei.core.diagnostic import Diagnostic, Label
from tei.core.files import relative
from tei.core.fingerprint import fingerprints
from tei.core.source import Source, Span

TEXT = '<div>\n  <p>See <ref target="#d5">5</ref>.</p>\n  <p>See <ref target="#d5">5</ref>.</p>\n  <p/>\n</div>\n'


def found(text: str = TEXT, nth: int = 1, what: str = "<ref", name: str = "a.xml") -> Diagnostic:
    at = -1
    for _ in range(nth):
        at = text.index(what, at + 1)
    return Diagnostic("L201", "error", "no such id", (Label(Source(name, text), Span(at, at + len(what))),))


def one(diagnostic: Diagnostic) -> str:
    (only,) = fingerprints([diagnostic])
    return only


def test_what_moves_is_known_again() -> None:
    assert one(found()) == one(found("<TEI>\n\n\n" + TEXT.replace("  <p>", "\t<p>")))
    assert one(found()) == one(replace(found(), message="in other words", help="help", severity="info"))
    assert one(found()) == one(found(name="./a.xml")) == one(found(name=os.path.abspath("a.xml")))


def test_what_differs_is_told_apart() -> None:
    others = [
        found(),
        replace(found(), code="L202"),
        replace(found(), rule="frus-ref"),
        found(name="b.xml"),
        found(what="<p/>"),
        found(TEXT.replace("#d5", "#d6")),
        Diagnostic("P301", "error", "there is no schema x"),
        Diagnostic("P301", "error", "there is no schema y"),
    ]
    assert len(set(map(one, others))) == len(others)


def test_equals_are_counted() -> None:
    first, second = fingerprints([found(nth=1), found(nth=2)])
    assert first == one(found()) != second


def test_a_long_line_counts_near_the_place_only() -> None:
    line = "x" * 5000 + "<ref>" + "y" * 5000
    assert one(found(line)) == one(found("z" * 70 + line + "z" * 70))
    assert one(found(line)) != one(found(line.replace("<ref>y", "<ref>z")))


@pytest.mark.parametrize(
    ("name", "path"),
    [("./a/../b.xml", "b.xml"), ("a.xml", "a.xml"), ("../b.xml", "../b.xml"), ("/elsewhere/b.xml", "/elsewhere/b.xml")],
)
def test_relative(name: str, path: str) -> None:
    assert relative(name) == path
    assert relative(os.path.abspath("a/b.xml")) == "a/b.xml"
