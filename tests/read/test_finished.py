"""Finished TEI read back: its text, its marks, and the places of both."""

from __future__ import annotations

import pytest

from tei.core.edition import Edition
from tei.core.source import Source, Span
from tei.core.view import View
from tei.read.finished import Finished, finished

_HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
_TAIL = "</body></text></TEI>"


def _read(body: str) -> list[Finished]:
    return list(finished(Edition(Source("d.xml", _HEAD + body + _TAIL))))


def _document(inner: str) -> Finished:
    (found,) = _read(f'<div type="document" xml:id="d7" n="7" subtype="letter">{inner}</div>')
    return found


def _text(found: Finished) -> list[str]:
    return View.of(found.document).text.rstrip("\0").split("\0")


@pytest.mark.parametrize(
    ("inner", "blocks"),
    [
        ("<head>7. A letter</head><p>One\n     two.</p>", ["7. A letter", "One two."]),
        ("<p>A &amp; B &#x2014; C &lt; D</p>", ["A & B — C < D"]),
        ("<p>One<lb/>two</p>", ["One two"]),
        ("<p>One <pb n='8'/>two.</p>", ["One two."]),
        ("<p>Said<note n='2'>Not printed.</note> so.</p>", ["Said so.", "Not printed."]),
        ("<p>Said<note n='2'><p>First.</p><p>Second.</p></note></p>", ["Said", "First.", "Second."]),
        ("<p><note rend='inline'>S/S files</note></p>", ["S/S files"]),
        ("<list><item>One<list><item>Two</item></list></item></list>", ["One", "Two"]),
        ("<p>Before <!-- not this --><?pi not that?><![CDATA[<this>]]></p>", ["Before <this>"]),
        ("<opener><hi rend='smallcaps'>secret</hi><dateline>Bonn</dateline></opener>", ["secret", "Bonn"]),
        ("<p>He said: <quote>no <hi>more</hi></quote> than that</p>", ["He said: no more than that"]),
        ("<quote><p>A block</p></quote>", ["A block"]),
        ("<p>&unknown; kept</p>".replace("&unknown;", "&#65;"), ["A kept"]),
        ("<p> <hi> spaced </hi> </p>", ["spaced"]),
        ("<note n='1'><hi>Ibid.</hi>, p. 3</note><p>Text</p>", ["Text", "Ibid., p. 3"]),
    ],
)
def test_the_text_is_what_the_blocks_hold(inner: str, blocks: list[str]) -> None:
    assert _text(_document(inner)) == blocks


def test_identity_and_kinds() -> None:
    found = _document("<head>7. A</head><closer><signed>B</signed></closer>").document
    assert (found.id, found.number, found.kind) == ("d7", "7", "letter")
    assert [block.kind for block in found.walk()] == ["head", "closer", "signed"]


def test_marks_have_their_attributes_and_places() -> None:
    found = _document("<p>Mr. <persName\n corresp='#p_W1'>Webb &amp;\n   Sons</persName> wrote.</p>")
    (mark,) = found.document.marks
    assert (mark.kind, dict(mark.attributes)) == ("persName", {"corresp": "#p_W1"})
    assert found.document.source[mark.span] == "Webb & Sons"
    assert found.edition[found.place(mark.span)] == "Webb &amp;\n   Sons"
    assert found.edition[found.place(Span(mark.span.start, mark.span.start))] == ""


def test_marks_inside_marks_and_empty_ones() -> None:
    found = _document("<p><hi rend='italic'>See <ref target='#d1'>it</ref></hi><ref target='#d2'/><hi> </hi></p>")
    assert [(m.kind, found.document.source[m.span]) for m in found.document.marks] == [("hi", "See it"), ("ref", "it")]


def test_notes_hang_where_they_stand() -> None:
    found = _document("<p>In the telegram <note n='3' type='x' rend='y' xml:id='d7fn3'>Not found.</note>of May.</p>")
    (note,) = found.document.notes
    text = found.document.source.text
    assert text[: note.place].endswith("In the telegram")
    assert note.call is not None
    assert text[note.call.start : note.call.end] == "3"
    assert (note.number, note.type, dict(note.attributes), note.is_single) == ("3", "x", {"rend": "y"}, True)


def test_notes_without_numbers_are_counted() -> None:
    found = _document("<p>One<note>First.</note> two<note/>, three<note>Second.</note></p>")
    assert [note.number for note in found.document.notes] == ["1", "2"]


def test_page_breaks_stay_on_the_bare_document() -> None:
    found = _document("<p>One <pb n='8' xml:id='pg_8'/>two <hi>three</hi>.</p>")
    (mark,) = found.bare.marks
    assert (mark.kind, mark.attributes["n"]) == ("pb", "8")
    assert [m.kind for m in found.document.marks] == ["pb", "hi"]


def test_each_document_of_a_volume_and_a_body_without_documents() -> None:
    body = "<div type='chapter'>{}</div>".format(
        "".join(f"<div type='document' xml:id='d{n}'><p>Text {n}</p></div>" for n in (1, 2))
    )
    assert [found.document.id for found in _read(body)] == ["d1", "d2"]
    (whole,) = _read("<p>Only this.</p>")
    assert (whole.document.id, _text(whole)) == ("", ["Only this."])


def test_text_outside_of_blocks_is_not_lost() -> None:
    assert _text(_document("<div><head>A</head><p>B</p></div>loose<p>C</p>")) == ["loose", "A", "B", "C"]
