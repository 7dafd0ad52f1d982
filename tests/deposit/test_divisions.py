"""The divisions of a text and the pages on which they stand."""

from __future__ import annotations

import pytest
from lxml import etree
from scans import document, root

from tei.deposit.facsimile import Facsimile
from tei.deposit.outline import DEEPEST, Division, outline


def outlined(tree: etree._Element) -> tuple[Division, ...]:
    return outline(tree, Facsimile.of(tree).begins)


def test_a_volume_has_its_divisions_with_their_pages() -> None:
    # The first page is that of the cover, which has no text.
    first = Division("document", "1. Letter", "d1", range(1, 3))
    second = Division("document", "2. Letter", "d2", range(2, 4))
    chapter = Division("chapter", "Spring", "ch1", range(1, 4), (first, second))
    assert outlined(root()) == (
        Division("title_page", "Letters", "", range(0)),
        Division("compilation", "All of them", "comp1", range(1, 4), (chapter,)),
    )


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        ("<div>a</div>", range(0)),
        ("<pb/><div>a</div>", range(1)),
        ("<pb/><div>a<pb/></div>", range(1)),
        ("<pb/>x<div><!-- --> <pb/>a</div>", range(1, 2)),
        ("<pb/>x<div><!-- -->a<pb/>b</div>", range(2)),
        ("<pb/>x<div><head>a</head><pb/><p>b<pb/></p>c</div>", range(3)),
        ("<pb/>x<div><pb/><pb/><figure/></div>", range(1, 2)),
        ("<pb/>x<pb/><div><figure/></div>y", range(1, 2)),
        ("x<div><p>a</p><pb/>b</div>", range(1)),
    ],
)
def test_pages_are_those_with_text_of_the_division(body: str, pages: range) -> None:
    (division,) = outlined(root("", f"<text><body>{body}</body></text>"))
    assert division.pages == pages


@pytest.mark.parametrize(
    ("written", "kind", "label"),
    [
        ("<div1 n='7'>a</div1>", "section", "7"),
        ("<div type='letter'>a</div>", "letter", "letter"),
        ("<div type=' '><head>Two <hi>words</hi></head></div>", "section", "Two words"),
        ("<titlePage type='half'><docTitle><titlePart>T</titlePart></docTitle></titlePage>", "title_page", "T"),
    ],
)
def test_a_division_is_called_what_it_says(written: str, kind: str, label: str) -> None:
    (division,) = outlined(root("", f"<text><body>{written}</body></text>"))
    assert (division.kind, division.label) == (kind, label)


def test_each_text_of_a_group_is_a_division() -> None:
    text = (
        "<text><group><text xml:id='a'><body><head>First</head><p>a</p></body></text>"
        "<text type='poem' xml:id='b'><body><div><p>b</p></div></body></text></group></text>"
    )
    (whole,) = outlined(root("", text))
    assert [(each.kind, each.label, each.id, len(each.parts)) for each in whole.parts] == [
        ("text", "First", "a", 0),
        ("poem", "poem", "b", 1),
    ]


def test_what_is_nested_too_deep_belongs_to_what_is_around_it() -> None:
    deep = "<div>" * 1000 + "<pb/>Text." + "</div>" * 1000
    tree = etree.fromstring(document("", f"<text><body>{deep}</body></text>"), etree.XMLParser(huge_tree=True))
    depth, divisions = 0, outlined(tree)
    while divisions:
        ((division,), depth) = divisions, depth + 1
        assert division.pages == range(1)
        divisions = division.parts
    assert depth == DEEPEST
