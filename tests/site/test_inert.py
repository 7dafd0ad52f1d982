"""What a browser would run when it opens it by itself is given as plain text, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build
from tei.site.inert import is_inert, is_inert_file

SVG = "http://www.w3.org/2000/svg"
LINKS = "http://www.w3.org/1999/xlink"
HARMLESS = [
    "<rect width='1' height='1' fill='url(#a)' style='stroke: red'/>",
    f"<use xmlns:l='{LINKS}' l:href='#a'/>",
    "<image href='data:image/png;base64,iVBORw0KGgo='/>",
    "<title>On </title><desc>script</desc>",
]
HARMFUL = [
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<rect onclick='alert(1)'/>",
    "<a href='javascript:alert(1)'><rect/></a>",
    f"<a xmlns:l='{LINKS}' l:href='&#10;java&#9;script:alert(1)'><rect/></a>",
    "<a href='#a'><set attributeName='href' to='javascript:alert(1)'/></a>",
    "<image href='http://evil.invalid/x.png'/>",
    "<image href='data:image/svg+xml,x'/>",
    "<rect style='fill: url(//evil.invalid/x)'/>",
    "<rect style='fill: u\\72l(//evil.invalid/x)'/>",
    "<style>@import '//evil.invalid/x'</style>",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    "<iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/>",
    "<m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mi onclick='alert(1)'/></m:math>",
]


def drawing(inside: str) -> str:
    return f"<svg xmlns='{SVG}' width='9' height='9'>{inside}</svg>"


@pytest.mark.parametrize("inside", HARMLESS)
def test_a_drawing_is_inert(inside: str) -> None:
    assert is_inert(etree.ElementTree(etree.fromstring(drawing(inside))))


@pytest.mark.parametrize("inside", HARMFUL)
def test_what_runs_or_loads_is_not(inside: str) -> None:
    assert not is_inert(etree.ElementTree(etree.fromstring(drawing(inside))))


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        (drawing(""), True),
        ("<?xml-stylesheet href='x.xsl' type='text/xsl'?>" + drawing(""), False),
        ("<!DOCTYPE svg [<!ENTITY x '<script>alert(1)</script>'>]>" + drawing("&x;"), False),
        ("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>" + drawing(""), False),
        (drawing("<script>alert(1)</script>") + "<", False),
        ("", False),
    ],
)
def test_a_file_is_read_as_a_browser_reads_it(text: str, inert: bool, tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text(text, encoding="utf-8")
    assert is_inert_file(tmp_path / "x.svg") == inert


BODY = "<text><body><p>x{}</p><pb n='1' facs='bad.svg'/><pb n='2' facs='good.svg'/></body></text>"


@pytest.mark.parametrize(
    ("before", "inside", "ending"),
    [
        ("", "", "xml"),
        ("", drawing(HARMLESS[0]), "xml"),
        ("", "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>", "xml.txt"),
        ("<?xml-stylesheet type='text/xsl' href='own.xsl'?>", "", "xml.txt"),
    ],
)
def test_what_runs_is_there_as_text(before: str, inside: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / "bad.svg").write_text(drawing(HARMFUL[0]), encoding="utf-8")
    (tmp_path / "good.svg").write_text(drawing(HARMLESS[0]), encoding="utf-8")
    text = f"{before}<TEI xmlns='http://www.tei-c.org/ns/1.0'>{BODY.format(inside)}</TEI>"
    (tmp_path / "v.xml").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    build([Edition.load(str(tmp_path / "v.xml"))], out, Profile.load("plain"), search="none")
    assert [path.name for path in (out / "tei").iterdir()] == [f"v.{ending}"]
    assert (out / "tei" / f"v.{ending}").read_text(encoding="utf-8") == text
    page = (out / "v.html").read_text(encoding="utf-8")
    assert f'<a href="tei/v.{ending}">v.xml</a>' in page
    assert "bad.svg" not in page
    assert '<a href="good.svg" class="facs">' in page
    assert [path.name for path in out.glob("*.svg")] == ["good.svg"]
