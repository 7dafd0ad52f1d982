"""The rendering stage: stylesheets of others, what goes wrong with them, and what a document says of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata, fragment, plain, render

SAMPLES = Path(__file__).parent / "samples"
FRUS = Profile.load("frus")
SHEET = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei"><xsl:output method="html"/>'
    '<xsl:param name="colour"/>{}</xsl:stylesheet>'
)


def sample(name: str) -> Edition:
    return Edition.load(str(SAMPLES / f"{name}.xml"))


def sheet(folder: Path, templates: str) -> str:
    path = folder / "own.xsl"
    path.write_text(SHEET.format(templates), encoding="utf-8")
    return str(path)


def refused(stylesheet: str) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        render(sample("d40"), FRUS, stylesheet=stylesheet)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code, str(diagnostic)


def test_a_stylesheet_of_ones_own(tmp_path: Path) -> None:
    own = sheet(tmp_path, '<xsl:template match="/"><p><xsl:value-of select="$colour"/></p></xsl:template>')
    page = render(sample("d40"), FRUS, stylesheet=own, parameters={"colour": 'it\'s "red"'})
    assert '<p>it\'s "red"</p>' in page.html
    assert "About this document" in page.html


def test_a_stylesheet_that_makes_the_whole_page_is_left_to_it(tmp_path: Path) -> None:
    own = sheet(tmp_path, '<xsl:template match="/"><html><body>all</body></html></xsl:template>')
    assert render(sample("d40"), FRUS, stylesheet=own).html.split() == ["<html><body>all</body></html>"]


def test_a_changed_stylesheet_is_compiled_anew(tmp_path: Path) -> None:
    own = sheet(tmp_path, '<xsl:template match="/"><p>one</p></xsl:template>')
    assert "one" in fragment(sample("d40"), FRUS, stylesheet=own)
    own = sheet(tmp_path, '<xsl:template match="/"><p>two</p></xsl:template>')
    os.utime(own, ns=(1, 1))
    assert "two" in fragment(sample("d40"), FRUS, stylesheet=own)


def test_plain_text_with_a_stylesheet_of_ones_own(tmp_path: Path) -> None:
    own = sheet(tmp_path, '<xsl:template match="/">only this</xsl:template>').replace("html", "text")
    assert plain(sample("d40"), FRUS, stylesheet=own) == "only this\n"


def test_a_stylesheet_that_is_not_there() -> None:
    code, message = refused("nowhere.xsl")
    assert code == "P401"
    assert "nowhere.xsl" in message


def test_a_stylesheet_that_is_not_xml(tmp_path: Path) -> None:
    (tmp_path / "own.xsl").write_text("<xsl:stylesheet\n", encoding="utf-8")
    assert refused(str(tmp_path / "own.xsl"))[0] == "P402"


def test_a_stylesheet_that_is_not_xslt(tmp_path: Path) -> None:
    code, message = refused(sheet(tmp_path, '\n<xsl:template match="///"/>'))
    assert code == "P402"
    assert "own.xsl:2" in message


def test_a_stylesheet_that_stops(tmp_path: Path) -> None:
    own = sheet(tmp_path, '<xsl:template match="/">\n<xsl:message terminate="yes">no head</xsl:message></xsl:template>')
    code, message = refused(own)
    assert code == "P403"
    assert "no head" in message
    assert "d40.xml" in message


def test_a_file_that_says_nothing() -> None:
    edition = Edition.decode(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p/></body></text></TEI>", "x.xml")
    assert Metadata.of(edition) == Metadata(name="x", id="x", title="x", heading="x")
    page = render(edition, FRUS).html
    assert '<html lang="en">' in page
    assert "<dt>Date</dt>" not in page


def test_a_date_in_words_alone() -> None:
    text = sample("letter7").source.text.replace(' when="1893-05-02"', "")
    page = render(Edition.decode(text.encode(), "letter7.xml"), FRUS)
    assert page.metadata.date == ""
    assert "<dt>Date</dt><dd>2 mai 1893</dd>" in page.html


def test_jinja_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, tei.render, tei.site; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_edition_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('extends = "frus"\n[render]\nedition = "Japan & its neighbours"\n', encoding="utf-8")
    assert "Japan &amp; its neighbours</title>" in render(sample("d40"), Profile.load(str(path))).html


def test_style_and_script_are_small() -> None:
    from tei.render.page import SCRIPT, STYLE, asset

    assert len((asset(STYLE) + asset(SCRIPT)).encode()) < 50_000
