from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.diagnostic import Refused
from tei.core.source import LARGEST_TEXT, LONGEST_LINE, Source, Span, has_markup, refuse_markup


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        Source.decode(data, "a.txt")
    (diagnostic,) = caught.value.diagnostics
    assert "a.txt" in diagnostic.message
    assert diagnostic.help
    return f"{diagnostic.code} {diagnostic.message}"


MARKUP = (
    b"<?xml version='1.0'?><a/>",
    b"<?xml-model href='a.rnc'?><a/>",
    b"\xef\xbb\xbf\n <TEI>",
    b"<teiCorpus\n>",
    b"<TEI.2>",
    b"<!doctype html>",
    b"<HTML><p>",
    b"<!-- a <licence> --> <!-- and more --><?my own?>\n<TEI/>",
    b'<x:div type="document" xmlns:x = "urn:x">',
    "<?xml version='1.0'?><a/>".encode("utf-16"),
    "<TEI><text>A text</text></TEI>".encode("utf-16-le"),
)
SIGNS = (
    b"", b"1. Telegram", b"<illegible> to you", b"<p> I have", b"a < b", b"\xff<", b"<https://example.org/>",
    b'<a name="top"></a>\n\n# Chapter', b'<p align="center">', b'<unclear reason="damage">word</unclear>',
    b"<!-- a note -->\n# Chapter", b"<!-- not closed", b"<!-- -->" * 5000 + b"x",
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Zürich — “x”".encode(), "utf-8"),
        ("Zürich".encode("utf-8-sig"), "utf-8-sig"),
        ("Zürich".encode("utf-16"), "utf-16"),
        ("Zürich".encode("utf-16-le"), "utf-16-le"),
        ("Zürich".encode("utf-16-be"), "utf-16-be"),
        ("Zürich – “x”".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_are_detected(data: bytes, encoding: str) -> None:
    source = Source.decode(data, "a.txt")
    assert source.encoding == encoding
    assert source.text.startswith("Zürich")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "T101 a.txt is empty"),
        (b" \n\t", "T101 a.txt is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "T102 a.txt is not a text file"),
        (b"\xff\xfea", "T103 a.txt is neither"),
        (b"caf\xe9 \x81 x", "T103 a.txt is neither"),
        (b"one\n two\0three\0", "T106 a.txt:2:5 holds a NUL, which XML forbids, and 1 more such character"),
        (b"one\n\x07two", "T106 a.txt:2:1 holds the control character U+0007"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    assert refused(data).startswith(said)


@pytest.mark.parametrize("data", MARKUP)
def test_markup_is_known(data: bytes) -> None:
    assert has_markup(data)
    with pytest.raises(Refused, match=r"a\.txt has markup"):
        refuse_markup(Source.decode(data, "a.txt"))


@pytest.mark.parametrize("data", SIGNS)
def test_signs_of_what_people_write_are_no_markup(data: bytes) -> None:
    assert not has_markup(data)
    if data:
        refuse_markup(Source.decode(data, "a.txt"))


def test_what_is_too_large_is_refused() -> None:
    assert refused(b"word\n" * (LARGEST_TEXT // 5 + 1)).startswith("T104 a.txt has 10 million characters")
    assert refused(b"one\n" + b"x" * (LONGEST_LINE + 1)).startswith("T105 line 2 of a.txt has 2 million")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot read"):
        Source.load(tmp_path / "none.txt")


def test_line_ends_become_line_feeds() -> None:
    assert Source.decode(b"a\r\nb\rc\n", "a.txt").text == "a\nb\nc\n"


@given(st.text(st.sampled_from("ab\n"), min_size=1), st.integers(0, 30))
def test_offset_and_position_are_inverse(text: str, offset: int) -> None:
    source = Source("a.txt", text)
    offset = min(offset, len(text))
    line, column = source.position(offset)
    assert source.offset(line, column) == offset
    assert text.split("\n")[line - 1] == source.line(line)


def test_offsets_stay_within_the_text() -> None:
    source = Source("a.txt", "one\ntwo")
    assert source.offset(0, 0) == 0
    assert source.offset(9, 99) == 7
    assert source[Span(4, 7)] == "two"


def test_spans_know_their_length_and_what_they_hold() -> None:
    assert len(Span(2, 5)) == 3
    assert Span(3, 4) in Span(2, 5)
    assert Span(3, 6) not in Span(2, 5)
    assert Span(2, 2)
