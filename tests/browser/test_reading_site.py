"""A site is read in a real browser as people read it: notes, names, theme, keys, cite box, with scripts and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Browser

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build

LONG = "The delegates had not yet agreed on the wording, and would not for another week. " * 12
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900"><rect width="600" height="900"/></svg>'


def document(number: int, body: str) -> str:
    return (
        f'<div type="document" n="{number}" xml:id="d{number}"><head>{number}. Letter of the Harbour Office</head>'
        f'<opener><dateline><placeName>Bergen</placeName>, <date when="1931-05-0{number}">May {number}, 1931</date>'
        f"</dateline></opener>{body}</div>"
    )


def note(number: int, words: str) -> str:
    return f'<note n="{number}" xml:id="d2fn{number}">{words}</note>'


def volume() -> Edition:
    """A volume of one chapter with three letters; the second has notes of which one would push the next away."""
    pointer = '<ref target="#d1">Document 1</ref>.'
    name = '<persName ref="#p_H1">Captain Holm</persName>'
    paragraphs = (
        f"<p>{name} asked for two berths.{note(1, 'Not found.')} He was given one."
        f"{note(2, LONG + pointer)} The pilots {note(3, 'Nor these.')} refused.</p>"
        f'<p>{LONG}<pb n="2" xml:id="pg_2"/>{name} left.</p><p>{LONG}</p><p>{LONG}</p>'
    )
    cells = "".join(f"<cell>1,234,56{number}</cell>" for number in range(16))
    kinds = (
        f'<table><row>{cells}</row></table><lg><l>One</l><l rend="indent">Two</l></lg>'
        "<entry><form><orth>dyke</orth><pron>x</pron></form><sense><def>ditch</def></sense></entry>"
    )
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Harbours</title>'
        "</titleStmt><publicationStmt><p>For tests.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc>"
        '</fileDesc></teiHeader><standOff><listPerson><person xml:id="p_H1"><persName>Holm, Captain</persName>'
        '<note>Master of the Sirius</note></person></listPerson></standOff><text><body><div type="chapter" xml:id="c1">'
        f"<head>Berths</head>{document(1, '<p>One.</p>')}{document(2, paragraphs)}{document(3, kinds)}"
        "</div></body></text></TEI>"
    )
    return Edition.decode(xml.encode(), "harbours.xml")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    build([volume()], out, Profile.load("frus"))
    (out / "page2.svg").write_text(PICTURE, encoding="utf-8")
    page = out / "d2.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace('<a href="#pg_2"', '<a class="facs" href="page2.svg"'), encoding="utf-8")
    return out


def test_a_site_is_read(browser: Browser, site: Path) -> None:
    assert "read: 0 findings" in browser.run("reading.mjs", site)
