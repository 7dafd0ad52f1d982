"""Documents made by hand, so that each rule of the encoder is seen alone."""

from __future__ import annotations

import re

import pytest

from tei.core.document import Block, Document, Mark, Note
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.encode import encode

FRUS = Profile.load("frus")


def spans(text: str, *pieces: str) -> tuple[Span, ...]:
    """The places of these pieces, each looked for behind the one before."""
    found, at = [], 0
    for piece in pieces:
        at = text.index(piece, at)
        found.append(Span(at, at + len(piece)))
        at += len(piece)
    return tuple(found)


def body(document: Document) -> str:
    written = encode(document, FRUS).source.text
    inside = re.search(r"<body>\s*<div[^>]*>(.*)</div>\s*</body>", written, re.DOTALL)
    assert inside
    return re.sub(r"\n\s*", "", inside[1])


def paragraph(text: str, *pieces: str) -> Block:
    return Block("p", spans(text, *pieces))


def make(text: str, *blocks: Block, notes: tuple[Note, ...] = (), marks: tuple[Mark, ...] = ()) -> Document:
    return Document(Source("a.txt", text), "d1", blocks=blocks, notes=notes).with_marks(marks)


def test_notes_stand_at_their_calls_and_page_breaks_between_words() -> None:
    text = "Your 2012 and 269.3 I [Page 81] see.4\n2. two\n3. three\n4. four"
    document = make(
        text,
        paragraph(text, "Your 201", " and 269.", " I ", " see."),
        notes=(
            Note("2", (paragraph(text, "two"),), 8, Span(8, 9)),
            Note("3", (paragraph(text, "three"),), 18, Span(18, 19)),
            Note("4", (paragraph(text, "four"),), 36, Span(36, 37)),
        ),
        marks=(Mark("pb", Span(22, 31), {"n": "81"}),),
    )
    assert body(document) == (
        '<p>Your 201<note n="2" xml:id="d1fn2">two</note> and 269.<note n="3" xml:id="d1fn3">three</note> I '
        '<pb n="81" xml:id="pg_81"/> see.<note n="4" xml:id="d1fn4">four</note></p>'
    )


def test_page_breaks_between_blocks_stand_between_them() -> None:
    text = "[Page 1] one [Page 2] two [Page 3]"
    marks = tuple(
        Mark("pb", m, {"n": str(n)}) for n, m in enumerate(spans(text, "[Page 1]", "[Page 2]", "[Page 3]"), 1)
    )
    assert body(make(text, paragraph(text, "one"), paragraph(text, "two"), marks=marks)) == (
        '<pb n="1" xml:id="pg_1"/><p>one</p><pb n="2" xml:id="pg_2"/><p>two</p><pb n="3" xml:id="pg_3"/>'
    )


def test_a_page_break_before_a_last_call_stays_inside() -> None:
    text = "one [Page 2] 2 note"
    document = make(
        text,
        paragraph(text, "one"),
        notes=(Note("2", (paragraph(text, "note"),), 13, Span(13, 14)),),
        marks=(Mark("pb", spans(text, "[Page 2]")[0], {"n": "2"}),),
    )
    assert body(document) == '<p>one<pb n="2" xml:id="pg_2"/><note n="2" xml:id="d1fn2">note</note></p>'


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([("persName", "John Smith")], "by <persName>John Smith</persName>, Paris, in May"),
        ([("persName", "John Smith"), ("hi", "Smith")], "by <persName>John <hi>Smith</hi></persName>, Paris, in May"),
        ([("date", "May"), ("placeName", "Paris")], "by John Smith, <placeName>Paris</placeName>, in <date>May</date>"),
        (
            [("seg", "by John Smith"), ("persName", "John")],
            "<seg>by <persName>John</persName> Smith</seg>, Paris, in May",
        ),
    ],
)
def test_marks_nest(places: list[tuple[str, str]], expected: str) -> None:
    text = "by John Smith, Paris, in May"
    marks = tuple(Mark(kind, spans(text, words)[0]) for kind, words in places)
    assert body(make(text, paragraph(text, text), marks=marks)) == f"<p>{expected}</p>"


def test_a_mark_ends_before_a_note_and_goes_on_over_a_page_break() -> None:
    text = "John2 Smith [Page 3] Jones\nnote"
    document = make(
        text,
        paragraph(text, "John", " Smith ", " Jones"),
        notes=(Note("2", (paragraph(text, "note"),), 4, Span(4, 5)),),
        marks=(
            Mark("persName", Span(0, 4)),
            Mark("pb", spans(text, "[Page 3]")[0], {"n": "3"}),
            Mark("orgName", Span(6, 26)),
        ),
    )
    assert body(document) == (
        '<p><persName>John</persName><note n="2" xml:id="d1fn2">note</note> '
        '<orgName>Smith <pb n="3" xml:id="pg_3"/> Jones</orgName></p>'
    )


def test_notes_of_several_blocks_hold_paragraphs_and_page_breaks() -> None:
    text = "word2\none [Page 7] two\n• three"
    item = Block("item", spans(text, "three"))
    document = make(
        text,
        paragraph(text, "word"),
        notes=(Note("2", (paragraph(text, "one ", " two"), Block("list", (), (item,))), 4, Span(4, 5), type="source"),),
        marks=(
            Mark("pb", spans(text, "[Page 7]")[0], {"n": "7"}),
            Mark("hi", spans(text, "three")[0], {"rend": "italic"}),
        ),
    )
    assert body(document) == (
        '<p>word<note n="2" type="source" xml:id="d1fn2"><p>one <pb n="7" xml:id="pg_7"/> two</p>'
        '<list><item><hi rend="italic">three</hi></item></list></note></p>'
    )


def test_notes_without_a_call_or_a_number_are_kept() -> None:
    text = "one two\nlate early"
    document = make(
        text,
        paragraph(text, "one two"),
        notes=(
            Note("", (paragraph(text, "early"),), 3, None, attributes={"rend": "inline"}),
            Note("9", (paragraph(text, "late"),), len(text), None),
        ),
    )
    assert body(document) == ('<p>one<note rend="inline">early</note> two<note n="9" xml:id="d1fn9">late</note></p>')


def test_ids_are_given_once() -> None:
    text = "a b c d"
    notes = tuple(Note("1", (paragraph(text, letter),), 1) for letter in "bcd")
    assert re.findall('xml:id="([^"]*)"', body(make(text, paragraph(text, "a"), notes=notes))) == [
        "d1fn1",
        "d1fn1_1",
        "d1fn1_2",
    ]


def test_blocks_nest_and_keep_their_attributes() -> None:
    text = "TO one two three"
    items = tuple(Block("item", spans(text, word)) for word in ("one", "three"))
    nested = Block("item", spans(text, "two"), (Block("list", (), (items[1],)),))
    block = Block("list", (), (Block("head", spans(text, "TO")), items[0], nested), {"type": "to"})
    assert body(make(text, block)) == (
        '<list type="to"><head>TO</head><item>one</item><item>two<list><item>three</item></list></item></list>'
    )
    assert [b.kind for b in block.walk()] == ["list", "head", "item", "item", "list", "item"]
    assert block.extent == Span(0, len(text))


@pytest.mark.parametrize(
    ("cert", "attributes", "expected"),
    [
        (0.9, {"corresp": "#p_1"}, ' corresp="#p_1"'),
        (0.7, {"corresp": "#p_1"}, ' corresp="#p_1" cert="medium"'),
        (0.7, {}, ""),
        (0.5, {}, ' cert="low"'),
    ],
)
def test_doubt_is_told(cert: float, attributes: dict[str, str], expected: str) -> None:
    text = "John"
    marks = (Mark("persName", Span(0, 4), attributes, "tei.people", cert),)
    assert body(make(text, paragraph(text, text), marks=marks)) == f"<p><persName{expected}>John</persName></p>"
