"""Texts as pieces: what interrupts a sentence, what stands apart from it, and that no character is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from peers import packed, unpacked

from tei.core.edition import Edition
from tei.deposit.text.pieces import Piece, Span, pieces

T = "{http://www.tei-c.org/ns/1.0}"
PEOPLE = (
    "<standOff><listPerson><person xml:id='a'><persName>Able</persName></person>"
    "<org xml:id='o'><orgName>O</orgName></org></listPerson></standOff>"
)


def edition(body: str) -> Edition:
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'>{PEOPLE}<text><body>{body}</body></text></TEI>"
    return Edition.decode(xml.encode(), "d1.xml")


def found(body: str) -> list[Piece]:
    return pieces(edition(body).tree)


CASES = {
    "blanks are single": ("<p> One\n   two\t</p>", ["One two"]),
    "blocks": ("<head>H</head><p>A</p><list><item>i</item><item>j</item></list>", ["H", "A", "i", "j"]),
    "a list in a paragraph": (
        "<p>Before<list><head>L</head><item>i</item></list>after</p>",
        ["Before", "L", "i", "after"],
    ),
    "titles in a sentence": ("<p>See <bibl>The Book</bibl>.</p>", ["See The Book."]),
    "titles in a list": ("<listBibl><bibl>One</bibl> <bibl>Two</bibl></listBibl>", ["One", "Two"]),
    "notes after their paragraph": (
        "<p>Word<note n='1' xml:id='n1'>Note.</note> goes on.</p><p>Next</p>",
        ["Word goes on.", ("Note.", "note", "n1", "1", 1), "Next"],
    ),
    "notes of paragraphs": (
        "<p>W<note n='1' xml:id='n1'><p>A</p><p>B</p></note></p>",
        ["W", ("A", "p", "n1", "1", 1), ("B", "p", "n1", "1", 1)],
    ),
    "a note in a note": (
        "<p>W<note n='1'>A<note n='2'>B</note></note></p>",
        ["W", ("A", "note", "", "1", 1), ("B", "note", "", "2", 2)],
    ),
    "a note between blocks": ("<note n='0'>S</note><p>W</p>", [("S", "note", "", "0", 0), "W"]),
    "a note of its own number": ("<p><note>S</note></p>", [("S", "note", "", "", 0)]),
    "an inline note": ("<p>A <note rend='inline'>b</note> c</p>", ["A b c"]),
    "another reading": (
        "<p>A <choice><!-- x --><sic>teh</sic><corr>the</corr></choice> b</p>",
        ["A teh b", ("the", "corr", "", "", 1)],
    ),
    "breaks": ("<p>one<lb/>two<pb n='2'/>three fo<lb break='no'/>ur</p>", ["one twothree four"]),
    "remarks": ("<p>a<!-- x --> b<?pi x?>c</p>", ["a bc"]),
    "running heads": ("<p>a <fw>HEAD</fw>b</p>", ["a b", ("HEAD", "fw", "", "", 1)]),
    "nothing": ("<p> </p><p><hi/></p>", []),
    "other spaces": ("<p>a\u00a0b\u2003</p><p>\u00a0</p>", ["a\u00a0b\u2003"]),
}


@pytest.mark.parametrize("name", CASES)
def test_pieces(name: str) -> None:
    body, wanted = CASES[name]
    told = [
        (piece.text, piece.element, piece.id, piece.number, piece.within) if piece.apart else piece.text
        for piece in found(body)
    ]
    assert told == wanted


NAME = "<persName corresp='#a'>{}</persName>"

SPANS = {
    "a name": (f"<p>To {NAME.format('Able')}.</p>", [Span(3, 7, "a", "person")]),
    "blanks at its ends": (f"<p>To{NAME.format(' Able ')}.</p>", [Span(3, 7, "a", "person")]),
    "an organisation by any element": ("<p><rs ref='#o'>it</rs></p>", [Span(0, 2, "o", "organization")]),
    "without an entry": ("<p><placeName>Rome</placeName> <name>x</name></p>", [Span(0, 4, "", "place")]),
    "to nowhere": ("<p><persName corresp='#z'>Z</persName><ref target='#z'>z</ref></p>", [Span(0, 1, "", "person")]),
    "one in another": (
        f"<p>{NAME.format('A <placeName>B</placeName>')}</p>",
        [Span(0, 3, "a", "person"), Span(2, 3, "", "place")],
    ),
    "around a note": (f"<p>{NAME.format('A<note>n</note>b')}</p>", [Span(0, 2, "a", "person")]),
    "over two pieces": (f"<p>{NAME.format('A<p>B</p>C')}</p>", [Span(0, 1, "a", "person")] * 3),
    "empty": (f"<p>x{NAME.format(' ')}</p>", []),
}


@pytest.mark.parametrize("name", SPANS)
def test_names_are_spans(name: str) -> None:
    body, wanted = SPANS[name]
    assert [span for piece in found(body) for span in piece.spans] == wanted


def test_notes_in_notes_as_deep_as_xml_goes() -> None:
    told = found("<p>w" + "<note>a" * 1900 + "</note>" * 1900 + "</p>")
    assert [piece.within for piece in told] == list(range(1901))


def test_languages_are_those_of_the_elements() -> None:
    told = [piece.language for piece in found("<p>a</p><p xml:lang='fr'>b<note>c</note></p>")]
    assert told == ["en", "fr", "fr"]


def visible(tree: etree._ElementTree) -> Counter[str]:
    """The characters of a file's texts that are not blank."""
    return Counter(
        character
        for text in tree.iter(T + "text")
        if next(text.iterancestors(T + "text"), None) is None
        for words in text.itertext("{*}*")
        for character in str(words)
        if not character.isspace()
    )


def kept(tree: etree._ElementTree) -> Counter[str]:
    return Counter(c for piece in pieces(tree) for c in piece.text if not c.isspace())


SAMPLES = sorted((Path(__file__).parents[2] / "render" / "samples").glob("*.xml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_character_of_a_sample_is_lost(path: Path) -> None:
    tree = Edition.load(str(path)).tree
    assert kept(tree) == visible(tree)


def test_no_character_of_a_volume_is_lost(tmp_path: Path) -> None:
    (path,) = unpacked(packed()[-2:-1], tmp_path)
    tree = Edition.load(str(path)).tree
    assert kept(tree) == visible(tree)
