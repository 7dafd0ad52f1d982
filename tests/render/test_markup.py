"""What other parts of a page rely on: addresses of paragraphs, where names stand, pictures, languages, readings."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from reading import Reading

from tei.core import resources
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import fragment

PLAIN = Profile.load("plain")
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.xml"))


def page(body: str, *, before: str = "", around: str = "", **parameters: str) -> str:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{before}<text {around}><body>"
        f"<div type='document' n='1' xml:id='d1'><head>1. A</head>{body}</div></body></text></TEI>"
    )
    return fragment(Edition.decode(xml.encode(), "d1.xml"), PLAIN, parameters=parameters)


def ids(html: str, name: str) -> list[str]:
    return [e.attributes.get("id", "") for e in Reading(html).elements if e.name == name]


def test_every_paragraph_can_be_cited() -> None:
    made = page(
        "<p>a<note><p>b</p></note></p><quote><p xml:id='own'>c</p></quote><p xml:id='d1-p4'>d</p><p>e</p>"
        "<div xml:id='d1at1'><p>f</p></div>"
    )
    assert ids(made, "p") == ["d1-p1", "own", "d1-p4", "d1-p4_", "d1at1-p1", "note-1-p1"]
    assert re.findall(r'class="permalink" href="#([^"]*)"[^>]*aria-label="([^"]*)"', made) == [
        ("d1-p1", "Paragraph 1"),
        ("own", "Paragraph 2"),
        ("d1-p4", "Paragraph 3"),
        ("d1-p4_", "Paragraph 4"),
        ("d1at1-p1", "Paragraph 1"),
    ]
    assert '<a class="n" href="#note-1" data-generated="number" aria-label="Note 1, link">1</a>' in made


def test_ids_without_any_in_the_file() -> None:
    xml = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>a</p><p>b<note>c</note></p></body></text></TEI>"
    made = fragment(Edition.decode(xml.encode(), "x.xml"), PLAIN)
    assert ids(made, "p") == ["p1", "p2"]
    assert Reading(made).faults == []


def test_one_id_twice_is_on_the_page_once() -> None:
    xml = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><div xml:id='d1'><p><seg xml:id='a'>x</seg> "
        "<seg xml:id='a'>y</seg></p></div></body></text></TEI>"
    )
    assert fragment(Edition.decode(xml.encode(), "x.xml"), PLAIN).count('id="a"') == 1


STAND_OFF = (
    "<standOff><listPerson><person xml:id='p1'><persName>Able, Ann</persName></person></listPerson>"
    "<listPlace><place xml:id='l1'><placeName>Bonn</placeName></place></listPlace></standOff>"
)
ANN = "<persName corresp='#p1'>Ann</persName>"


def test_an_entry_says_where_it_is_mentioned_each_place_once() -> None:
    made = page(
        f"<dateline><placeName corresp='#l1'>Bonn</placeName></dateline><list><item>{ANN}</item></list>"
        f"<p>{ANN} {ANN}<note n='*'><p>{ANN}</p><p>{ANN}</p></note> {ANN}</p>"
        f"<div type='attachment' xml:id='a1'><head>{ANN}</head><p>{ANN}</p></div>"
        f"<closer><signed>{ANN}</signed></closer>",
        before=STAND_OFF,
    )
    ann = made[made.index('<div class="entry" id="p1">') :]
    assert re.findall(r'<li>\s*<a href="#([^"]*)">([^<]*)</a>', ann[: ann.index("</dd>")]) == [
        ("p1-1", "list"),
        ("p1-2", "paragraph 1"),
        ("p1-4", "note *"),
        ("p1-7", "heading"),
        ("p1-8", "attachment, paragraph 1"),
        ("p1-9", "signature"),
    ]
    assert re.search(r'<a href="#l1-1">dateline</a>', made)
    assert Reading(made).faults == []


FACSIMILE = (
    "<facsimile><surface xml:id='s1'><graphic url='img/1.jpg'/><zone xml:id='z1'/></surface>"
    "<surface xml:id='s2'><graphic url='javascript:alert(1)'/></surface></facsimile>"
)
PATTERN = "https://example.org/{facs}/{n}.png"


@pytest.mark.parametrize(
    ("attributes", "pattern", "link"),
    [
        ("facs='https://example.org/1.png'", "", 'href="https://example.org/1.png" class="facs"'),
        ("facs='https://example.org/viewer?p=1'", PATTERN, 'href="https://example.org/viewer?p=1">'),
        ("facs='img/1.JPG'", "", 'href="img/1.JPG" class="facs"'),
        ("facs='img/1.jpeg'", "", 'href="img/1.jpeg" class="facs"'),
        ("facs='#s1'", PATTERN, 'href="img/1.jpg" class="facs"'),
        ("facs='#z1'", "", 'href="img/1.jpg" class="facs"'),
        ("facs='#s2'", "", 'href="#p7">'),
        ("facs='#gone'", "", 'href="#p7">'),
        ("facs='0012'", "", 'href="#p7">'),
        ("n='3' facs='0012'", PATTERN, 'href="https://example.org/0012/3.png" class="facs"'),
        ("facs='0012'", PATTERN, 'href="#p7">'),
        ("n='3'", PATTERN, 'href="#p7">'),
        ("n='3'", "pages/{n}.webp", 'href="pages/3.webp" class="facs"'),
        ("n='3'", "javascript:{n}.png", 'href="#p7">'),
        ("facs='javascript:alert(1).png'", "{facs}", 'href="#p7">'),
    ],
)
def test_a_page_leads_to_its_picture(attributes: str, pattern: str, link: str) -> None:
    made = page(f"<p>a<pb xml:id='p7' {attributes}/></p>", before=FACSIMILE, facsimile=pattern)
    assert f"<a {link}" in made


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *((language, "rtl") for language in ("ar", "he-IL", "fa", "ur", "ckb", "az-Arab", "ku_Arab", "yi-Hebr")),
        *((language, None) for language in ("en", "hex", "ar-Latn")),
    ],
)
def test_direction_of_a_language(language: str, direction: str | None) -> None:
    (found,) = (
        e for e in Reading(page(f"<p><seg xml:lang='{language}'>x</seg></p>")).elements if "lang" in e.attributes
    )
    assert found.attributes["lang"] == language
    assert found.attributes.get("dir") == direction


def test_a_page_from_right_to_left() -> None:
    made = page("<p>x <foreign xml:lang='en'>y</foreign></p>", around="xml:lang='ar'")
    assert '<article class="document" id="d1" lang="ar" dir="rtl">' in made
    assert '<i lang="en" dir="ltr">y</i>' in made


def test_diagnostics_have_a_place() -> None:
    made = page("<p>a<?tei-diagnostic 12?>b <ref target='#d1'>c<?tei-diagnostic x?></ref><?other 3?></p>")
    assert (
        'a<a class="diagnostic" id="at-diagnostic-12" href="#diagnostic-12" data-generated="diagnostic" '
        'aria-label="Diagnostic 12">12</a>b'
    ) in made
    assert made.count('class="diagnostic"') == 1


def test_readings() -> None:
    made = page(
        "<listWit><witness xml:id='A' n='α'>First manuscript</witness></listWit>"
        "<p><app><lem wit='#A'>one</lem><rdg wit='#A #B'>two</rdg><rdg/></app></p>"
        "<p><app><rdg>three</rdg><rdg>four</rdg></app></p>"
    )
    reading = Reading(made)
    assert "one" in reading.text
    assert "two" not in reading.text
    assert reading.notes == {"app-1": "two", "app-2": "four"}
    assert '<a id="app-1-call" href="#app-1" role="doc-noteref" aria-label="Reading a">a</a>' in made
    assert '<abbr title="First manuscript">α</abbr>' in made
    assert '<section class="notes apparatus" role="doc-endnotes"' in made
    assert reading.faults == []


def test_signs_of_editors() -> None:
    made = page(
        "<p><choice><sic>teh</sic><corr>the</corr></choice> <supplied>a</supplied><unclear>b</unclear>"
        "<surplus>c</surplus><sic>d</sic><space quantity='2' unit='chars'/><handShift/><gap reason='illegible'/>"
        "<del>e</del><add>f</add></p>"
    )
    shown = re.sub(r"<[^>]*>", "", made)
    assert "teh [corrected: the] [a]b[?]{c}d [sic][space 2 characters][another hand] [illegible]ef" in shown
    assert Reading(made).text == "1. Atehthe abcdef"


def test_the_header_is_shown_where_it_is_asked_for() -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><sourceDesc><msDesc><msIdentifier>"
        "<settlement>Bonn</settlement><idno>7</idno></msIdentifier><physDesc><p>Two leaves.</p></physDesc></msDesc>"
        "</sourceDesc></fileDesc></teiHeader>"
    )
    assert "Two leaves" not in page("<p>x</p>", before=header)
    made = page("<p>x</p>", before=header, about="yes")
    assert '<details class="header" data-generated="header">' in made
    assert "Two leaves" in made
    assert re.search(r"Bonn</span><span[^>]*>, </span>", made)
    assert Reading(made).text == "1. Ax"
    assert Reading(made).faults == []


def test_verse_drama_and_dictionaries() -> None:
    made = page(
        "<lg><l n='4'>a</l><l n='5'>b<caesura/>c</l></lg><sp><speaker>D</speaker><stage>e</stage><p>f</p></sp>"
        "<castList><castItem><role>g</role></castItem><castGroup><head>h</head><castItem>i</castItem></castGroup></castList>"
        "<entry><form><orth>j</orth></form><sense n='1'><def>k</def></sense></entry>"
    )
    assert [e.attributes["class"] for e in Reading(made).elements if e.attributes.get("class") == "ln"] == ["ln"]
    assert '<div class="sp"><div class="speaker">D</div><div class="stage">e</div>' in made.replace("\n", "")
    assert made.count('<ul role="list" class="plain">') == 2
    assert '<div class="tei-entry">' in made
    assert Reading(made).faults == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_stylesheet_needs_nothing_but_a_processor(sample: Path) -> None:
    if shutil.which("xsltproc") is None:
        pytest.skip("xsltproc is not installed")
    done = subprocess.run(
        ["xsltproc", str(resources.path("xslt/html.xsl")), str(sample)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert Reading(done.stdout).text == Reading(fragment(Edition.load(str(sample)), PLAIN)).text
    assert Reading(done.stdout).faults == []


def test_no_file_of_the_stylesheets_is_long() -> None:
    folder = resources.path("xslt/html.xsl").parent
    assert [path.name for path in folder.rglob("*.xsl") if len(path.read_text("utf-8").splitlines()) > 350] == []


def test_notes_that_are_not_called_take_no_number() -> None:
    described = "<standOff><person xml:id='a'><persName>A</persName><note>Known.</note></person></standOff>"
    text = "<text><body><p>x<note>First.</note> <persName ref='#a'>A</persName><note>Second.</note></p></body></text>"
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='de'>{described}{text}</TEI>"
    made = fragment(Edition.decode(xml.encode(), "d1.xml"), PLAIN)
    assert re.findall(r'id="(note-\d+)-call"[^>]*>(\d+)<', made) == [("note-1", "1"), ("note-2", "2")]
    assert 'lang="en">Notes</h' in made
    assert 'lang="en">Persons</h3>' in made


def test_a_list_of_witnesses_says_their_signs() -> None:
    listed = "<witness xml:id='A'>London</witness><witness xml:id='w2' n='B'>Oxford</witness>"
    shown = re.sub(r"<[^>]*>", "", page(f"<listWit>{listed}</listWit>"))
    assert "A: London" in shown
    assert "B: Oxford" in shown


def test_a_list_in_order_is_numbered_unless_its_items_are() -> None:
    made = page("<list type='ordered'><item>x</item></list><list rend='numbered'><item>1. y</item></list>")
    assert '<ol role="list" class="numbered"><li>x</li></ol>' in made
    assert '<ul role="list" class="marked"><li>1. y</li></ul>' in made
