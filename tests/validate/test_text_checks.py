from __future__ import annotations

import pytest
from observed import DOCUMENT, findings, tei, told

from tei.core.edits import edited
from tei.validate.empty import Empty
from tei.validate.typography import Typography


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<p>A.</p>", []),
        ("<p/>", ["<p/>"]),
        ("<p> <!-- later --> </p>", ["<p>"]),
        ("<p><pb n='1'/></p>", ["<p>"]),
        ("<p><gap/></p><p><graphic url='a'/></p>", []),
        ("<p><persName/></p>", ["<persName/>"]),
        ("<p><hi rend='italic'>\n</hi></p>", ["<hi rend='italic'>"]),
        ("<p sameAs='#a'/><p><date when='1955'/></p><lb/><graphic url='a'/>", []),
        ("<list><item n='1'/></list>", ["<item n='1'/>"]),
        ("<div type='x'>\n</div><div corresp='#a'/>", ["<div type='x'>"]),
        (
            "<p>A <del/> <unclear reason='x'> </unclear> <del><gap/></del> <choice><corr/></choice></p>",
            ["<del/>", "<unclear reason='x'>"],
        ),
    ],
)
def test_empty_elements(inner: str, wanted: list[str]) -> None:
    assert told(Empty, tei(inner, "<teiHeader><p/></teiHeader>")) == [("T311", each) for each in wanted]


def test_an_empty_tag_can_be_taken_away() -> None:
    text = tei("<p>A<hi rend='bold'/>.</p>")
    (found,) = findings(Empty, text)
    assert found.fix is not None
    assert not found.fix.safe
    assert edited(text, found.fix.edits) == tei("<p>A.</p>")


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<p>One two.\n      Three <lb/>   four.</p>", []),
        ("<p>One  two.</p>", [("T301", "  ")]),
        ("<p>One &amp;   two.</p>", [("T301", "   ")]),
        ("<p xml:space='preserve'>One  two , three</p>", []),
        ("<p xml:space='default'>One  two</p>", [("T301", "  ")]),
        ("<l>One  two</l><p>3 , 4 . . . and so on .\n . . or this . . .</p>", []),
        ("<p>One , two ; three .</p>", [("T302", " ,"), ("T302", " ;"), ("T302", " .")]),
        ("<p xml:lang='fr'>Un , <foreign xml:lang='fr'>deux ; trois !</foreign></p>", [("T302", " ,")]),
        (
            "<p xml:lang='fr'>Un <hi>deux</hi> ; <seg xml:lang='en'>two !</seg> trois !</p><p>Four !</p>",
            [("T302", " !")] * 2,
        ),
        ("<p xml:lang='fro'>Un !</p>", [("T302", " !")]),
        ("<p xml:lang='sv-SE'>Han sade ”ja” och ”nej”.</p><p>”Yes</p>", [("T304", "”")]),
        ("<div xml:lang='fr-CA'><p>Un ; deux !</p></div><p>Three !</p>", [("T302", " !")]),
        ("<p><persName>One</persName> , two</p><p>Three</p><p> , four</p>", [("T302", " ,")]),
        ("<p>“One.” “Two.”</p>", []),
        ("<p>“One.</p><p>“Two.</p><p>Three.”</p>", []),
        ("<p>“One.</p><p>1. “Two.”</p>", []),
        ("<p>“One.<note>“Two.”</note>”</p>", []),
        ("<p>“One.<note>Two.”</note></p>", [("T304", "”"), ("T304", "“")]),
        ("<p>“One.</p><p>Two “three”.</p><p>Four.”</p>", []),
        ("<p>“One “two”.</p><p>“Three.”</p>", []),
        ("<p>One “two “three”.</p>", [("T304", "“")]),
        ("<p>A “one ‘two “three” four’ five”.</p>", []),
        ("<p>A “one ‘two’ <hi>“three” four</hi>”.</p>", [("T304", "“"), ("T304", "”")]),
        ("<p>It is 6” wide, 6”.</p><u>Well , yes</u>", []),
        ("<p>One.”</p>", [("T304", "”")]),
        ("<p>“One.</p><p>Two “three”.</p>", [("T304", "“")]),
        ("<p>„Eins“ und „zwei“.</p>", []),
        ("<div><p>“One.</p></div><div><p>Two.”</p></div>", [("T304", "“"), ("T304", "”")]),
        ('<p>“One.” He said "two".</p>', [("T303", '"'), ("T303", '"')]),
        ('<p>“One" and two.</p>', [("T303", '"')]),
        ('<p>He said "two". It is 5" long.</p>', []),
        ("<code>\"</code><p>“One.”</p><x:y xmlns:x='urn:x'>“  a</x:y>", []),
    ],
)
def test_typography(inner: str, wanted: list[tuple[str, str]]) -> None:
    assert sorted(told(Typography, tei(inner))) == sorted(wanted)


def test_the_header_may_say_the_language() -> None:
    header = "<teiHeader><language ident='de'/><language ident='fr-CH'/></teiHeader>"
    inner = "<p>Un !</p><p xml:lang='de'>Eins !</p>"
    assert told(Typography, tei(inner, header)) == [("T302", " !")]


def test_documents_may_differ() -> None:
    one, two = DOCUMENT.format(1, "<p>“One.”</p>"), DOCUMENT.format(2, '<p>He said "two".</p>')
    assert told(Typography, tei(one + two)) == []


def test_what_can_be_put_right() -> None:
    text = tei('<p>“One.”  He said &quot;two&quot; , and "three".</p>')
    found = findings(Typography, text)
    edits = [edit for each in found if each.fix for edit in each.fix.edits]
    assert not any(each.fix.safe for each in found if each.fix)
    assert edited(text, edits) == tei("<p>“One.” He said “two”, and “three”.</p>")
