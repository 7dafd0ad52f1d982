"""The looks that a file asks for: what is honoured, and what a hostile one does not get."""

from __future__ import annotations

import re

import pytest
from reading import Reading

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import fragment

PLAIN = Profile.load("plain")


def page(body: str, header: str = "") -> str:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader>{header}</teiHeader><text><body>"
        f"<div xml:id='d1'><head>A</head>{body}</div></body></text></TEI>"
    )
    return fragment(Edition.decode(xml.encode(), "d1.xml"), PLAIN)


def style(asked: str) -> str:
    found = re.search(r'style="([^"]*)"', page(f"<p><seg style='{asked}'>x</seg></p>"))
    return found.group(1) if found else ""


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("color: red", "color: red;"),
        ("COLOR:#8c1d18;font-weight:bold", "color: #8c1d18; font-weight: bold;"),
        ("color: rgb(120, 0, 0)", "color: rgb(120, 0, 0);"),
        ("text-align: center; position: fixed", "text-align: center;"),
        ("font-family: &quot;Gill Sans&quot;, sans-serif", "font-family: gill sans, sans-serif;"),
        ("margin-left: 2em; text-indent: 1.5em", "margin-left: 2em; text-indent: 1.5em;"),
        ("border: 1px solid #999999", "border: 1px solid #999999;"),
        ("font-size: 80%", "font-size: 80%;"),
        ("font-size: 0.8em", "font-size: 0.8em;"),
        ("font-size: 12pt; line-height: 1.5", "font-size: 12pt; line-height: 1.5;"),
        ("font-variant: small-caps;", "font-variant: small-caps;"),
        ("text-decoration: underline wavy", "text-decoration: underline wavy;"),
    ],
)
def test_what_is_plain_is_honoured(asked: str, given: str) -> None:
    assert style(asked) == given


@pytest.mark.parametrize(
    "asked",
    [
        "position: absolute; top: 0; z-index: 9",
        "display: none; visibility: hidden; opacity: 0",
        "background: url(https://example.org/a.png)",
        "background-color: url(x)",
        "background-image: url(x)",
        "list-style-image: url(x)",
        "border-image: url(x)",
        "color: expression(alert(1))",
        "color: var(--paper)",
        "width: calc(1px)",
        "width: attr(x)",
        "behavior: url(x.htc)",
        "-moz-binding: url(x)",
        "content: &quot;x&quot;",
        "color: red !important",
        "color: re\\64",
        "color: red /* x */; font-weight: bold",
        "color: red } body { color: blue",
        "@import &quot;x&quot;",
        "margin-left: -100em",
        "margin: 0 -9em",
        "text-indent: -9999px",
        "text-indent: 9999px",
        "padding-top: 1e9px",
        "letter-spacing: -1em",
        "font-size: 0",
        "font-size: 0.01em",
        "font-size: 1px",
        "font-size: 99em",
        "font: 0/0 a",
        "line-height: 0",
        "line-height: .1",
        "color: transparent",
        "color: rgba(0, 0, 0, 0)",
        "width: 0",
        "transform: scale(9)",
        "animation: x 1s",
        "filter: blur(9px)",
        "clip-path: inset(50%)",
        "unicode-bidi: bidi-override",
        "color",
        ": red",
        ";;;",
    ],
)
def test_what_could_load_cover_or_hide_is_not(asked: str) -> None:
    assert style(asked.replace("<", "&lt;")) == ""


HEADER = (
    "<encodingDesc><tagsDecl>"
    "<rendition xml:id='red' scheme='css'>color: red; position: fixed</rendition>"
    "<rendition xml:id='xsl' scheme='xslfo'>color: blue</rendition>"
    "<rendition selector='head, seg' scheme='css'>font-weight: bold</rendition>"
    "<rendition selector='l' scope='first-letter'>color: green</rendition>"
    "<namespace><tagUsage gi='q' rendition='#red'/><tagUsage gi='foreign' render='#red'/></namespace>"
    "</tagsDecl></encodingDesc>"
)


def test_looks_that_the_header_describes() -> None:
    made = page(
        "<p><hi rendition='#red #gone'>a</hi><hi rendition='#xsl'>b</hi><seg style='color: green'>c</seg>"
        "<q>d</q><foreign>e</foreign><hi rend='color: blue'>f</hi></p><lg><l>g</l></lg>",
        HEADER,
    )
    assert '<span class="rend-red rend-gone" style="color: red;">a</span>' in made
    assert '<span class="rend-xsl">b</span>' in made
    assert 'style="font-weight: bold; color: green;">c</span>' in made
    assert re.search(r'<span class="quote" style="color: red;">d</span>', made)
    assert re.search(r'<i style="color: red;">e</i>', made)
    assert '<span style="color: blue;">f</span>' in made
    assert '<div class="l">g</div>' in made
    assert re.search(r'<h1 class="head" id="d1-head" style="font-weight: bold;">', made)


@pytest.mark.parametrize(("rend", "classes"), [("indent(2)", "rend-indent-2"), ("small  caps", "rend-small rend-caps")])
def test_words_of_rend_are_classes(rend: str, classes: str) -> None:
    assert f'class="l {classes}"' in page(f"<lg><l rend='{rend}'>x</l></lg>")


HOSTILE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java&#10;script:alert(1)",
    "&#9;javascript:alert(1)",
    "java&#13;&#10;script:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:x",
    "javascript&#58;alert(1)",
    "jav ascript:alert(1)",
]


@pytest.mark.parametrize("address", HOSTILE)
@pytest.mark.parametrize(
    "element",
    [
        "<ref target='{}'>x</ref>",
        "<ptr target='{}'/>",
        "<graphic url='{}'/>",
        "<media url='{}' mimeType='audio/ogg'/>",
        "<pb facs='{}'/>",
        "<persName ref='{}'>x</persName>",
        "<licence target='{}'>x</licence>",
        "<idno>{}</idno>",
        "<email>{}@x</email>",
    ],
)
def test_no_address_of_another_kind_is_linked(address: str, element: str) -> None:
    xml = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><div xml:id='d1'><head>A</head>"
        f"<p>{element.format(address)}</p></div></body></text></TEI>"
    )
    edition = Edition.decode(xml.encode(), "d1.xml")
    links = Reading(fragment(edition, PLAIN, parameters={"relative": "yes"})).links
    assert [link for link in links if not link.startswith(("#", "mailto:"))] == []


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b#c", True),
        ("HTTP://example.org/", True),
        ("//example.org/a", False),
        ("mailto:a@example.org", True),
        ("a/b:c.html", True),
        ("../map.html#x", True),
        ("?q=a:b", True),
        ("a:b/c", False),
    ],
)
def test_addresses_that_may_be_linked(address: str, linked: bool) -> None:
    xml = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><div xml:id='d1'><head>A</head>"
        f"<p><ref target='{address}'>x</ref></p></div></body></text></TEI>"
    )
    edition = Edition.decode(xml.encode(), "d1.xml")
    assert (f'<a href="{address}"' in fragment(edition, PLAIN, parameters={"relative": "yes"})) is linked


def test_nothing_is_loaded_from_another_place() -> None:
    made = page(
        "<figure><graphic url='https://example.org/a.png'/><figDesc>A map</figDesc></figure>"
        "<figure><graphic url='//example.org/a.png'/></figure>"
        "<p><media url='https://example.org/a.ogg' mimeType='audio/ogg'/></p>"
        "<figure><graphic url='a.png' width='200px' height='3cm'/></figure>"
    )
    assert [e.attributes["src"] for e in Reading(made).elements if "src" in e.attributes] == ["a.png"]
    assert '<a href="https://example.org/a.png" class="graphic">A map</a>' in made
    assert 'width="200"' in made
    assert "height=" not in made


def test_formulas_show_what_mathml_shows_and_do_nothing() -> None:
    made = page(
        "<p><formula><m:math xmlns:m='http://www.w3.org/1998/Math/MathML' onclick='alert(1)' display='block'>"
        "<m:mi href='javascript:alert(1)'>x</m:mi><m:maction>y</m:maction><m:apply><m:ci>z</m:ci></m:apply>"
        "<m:annotation-xml encoding='text/html'><script xmlns='http://www.w3.org/1999/xhtml'>q</script>"
        "</m:annotation-xml></m:math></formula></p>"
    )
    assert 'display="block"' in made
    assert "<mi>x</mi>" in made
    assert not re.search(r"onclick|href=.javascript|<script|annotation-xml|maction", made)
    assert re.sub(r"<[^>]*>", "", made[made.index("<math") : made.index("</math>")]) == "xyzq"
