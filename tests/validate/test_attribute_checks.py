from __future__ import annotations

from typing import Any

import pytest
from observed import findings, tei, told

from tei.core.edits import edited
from tei.validate.languages import Languages
from tei.validate.media import Media
from tei.validate.rend import Rend

DECLARED = "<teiHeader><langUsage><language ident='en'/><language ident='de-AT'/></langUsage></teiHeader>"


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("en-GB", []),
        ("", []),
        ("x-boat", []),
        # The grammar tells of these.
        ("en_US", []),
        ("de-AT-DE", [("T501", "de-AT-DE")]),
        ("gr", [("T502", "gr"), ("T505", "gr")]),
        ("en-Lant", [("T502", "en-Lant")]),
        ("en-ZK", [("T502", "en-ZK")]),
        ("en-BU", [("T503", "en-BU")]),
        ("EN", [("T504", "EN")]),
        ("fr", [("T505", "fr")]),
    ],
)
def test_languages(tag: str, wanted: list[tuple[str, str]]) -> None:
    assert told(Languages, tei(f"<p xml:lang='{tag}'>A</p><p xml:lang='{tag}'>B</p>", DECLARED)) == wanted


def test_other_attributes_of_languages() -> None:
    assert told(Languages, tei("<ptr targetLang='iw'/><p xml:lang='fr'>A</p>")) == [("T503", "iw")]
    assert told(Languages, tei("", "<langUsage><language ident='EN'/></langUsage>")) == [("T504", "EN")]


def test_a_language_can_be_put_right() -> None:
    text = tei("<p xml:lang='ger-AT'>A</p>")
    (found,) = findings(Languages, text)
    assert found.fix is not None
    assert found.fix.safe
    assert edited(text, found.fix.edits) == tei("<p xml:lang='de-AT'>A</p>")


@pytest.mark.parametrize(
    ("attributes", "wanted", "meant"),
    [
        ("mimeType='image/jpeg' url='a.JPG'", [], ""),
        ("mimeType='application/tei+xml; charset=utf-8' url='a.xml'", [], ""),
        ("mimeType='text/plain image/png'", [], ""),
        ("mimeType='image/jpg'", [("T511", "image/jpg")], "image/jpeg"),
        ("mimeType='jpg'", [("T511", "jpg")], "image/jpeg"),
        ("mimeType='imgae/png'", [("T511", "imgae/png")], "image/png"),
        ("mimeType='picture'", [("T511", "picture")], ""),
        ("mimeType='foo/png'", [("T511", "foo/png")], ""),
        ("mimeType='text/plain image/jpg'", [("T511", "text/plain image/jpg")], ""),
        ("mimeType='image/jpeg' url='a.png?x'", [("T512", "image/jpeg")], "image/png"),
        ("mimeType='image/jpeg' url='a.mp4'", [("T512", "image/jpeg")], ""),
    ],
)
def test_media(attributes: str, wanted: list[tuple[str, str]], meant: str) -> None:
    text = tei(f"<graphic {attributes}/>")
    assert told(Media, text) == wanted
    fixes = [each.fix for each in findings(Media, text) if each.fix]
    assert [fix.edits[0].replacement for fix in fixes] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<p style='color: red; background-color:#fff; border: 1px solid' rend='color(sienna)'>A</p>", []),
        ("<p style='color: inherit; border-color: rgb(1 2 3); my-color: xx'>A</p>", []),
        ("<p style='color: gren'>A</p>", [("T521", "color: gren")]),
        ("<p style='color: xyzzyq'>A</p>", [("T521", "color: xyzzyq")]),
        ("<p style='color: #FFF8; background-color:#a0522d80'>A</p>", []),
        ("<p style='color: #a0522'>A</p><p style='color:#red'/>", [("T521", "color: #a0522"), ("T521", "color:#red")]),
        ("<p rend='color(gren)'>A</p><p rend='color(gren)'>A</p>", [("T521", "color(gren)")]),
        ("<rendition>color: gren</rendition>", [("T521", "rendition")]),
        ("<rendition scheme='xslfo'>color: gren</rendition><rendition scheme='css'>color: red</rendition>", []),
    ],
)
def test_colours(inner: str, wanted: list[tuple[str, str]]) -> None:
    assert told(Rend, tei(inner)) == wanted


@pytest.mark.parametrize(
    ("value", "wanted", "meant"),
    [
        ("italic", [], ""),
        ("bold italic", [], ""),
        ("color:red", [], ""),
        ("itlaic", [("T522", "itlaic")], "italic"),
        ("itlaic bold", [("T522", "itlaic bold")], ""),
        ("wavy", [("T522", "wavy")], ""),
    ],
)
def test_renditions(value: str, wanted: list[tuple[str, str]], meant: str) -> None:
    settings: dict[str, Any] = {"rend": ["italic", "bold"]}
    text = tei(f"<p rend='{value}' style='color:red'>A</p>")
    assert told(Rend, text, settings=settings) == wanted
    fixes = [each.fix for each in findings(Rend, text, settings=settings) if each.fix]
    assert [fix.edits[0].replacement for fix in fixes] == ([meant] if meant else [])
    assert told(Rend, text) == []
