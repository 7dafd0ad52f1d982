"""Stylesheets of XSLT 2.0 and 3.0."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import fragment, render
from tei.render.stylesheet import is_within, readable
from tei.render.transform import transform, transformed

pytest.importorskip("saxonche", reason="XSLT 2.0 and 3.0 need Saxon: pip install 'tei[saxon]'")

SAMPLES = Path(__file__).parent / "samples"
FRUS = Profile.load("frus")
SHEET = """<?xml version="1.0" encoding="utf-8"?>
<!-- A stylesheet. -->
<xsl:stylesheet version="{version}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" expand-text="yes">
<xsl:output method="{method}"/>{param}{body}</xsl:stylesheet>"""
PARAM = """<xsl:param name="colour" select="'grey'"/>"""
ROOT = '<xsl:template match="/">{}</xsl:template>'


def sample(name: str = "d40") -> Edition:
    return Edition.load(str(SAMPLES / f"{name}.xml"))


def sheet(
    folder: Path, body: str, method: str = "html", version: str = "3.0", name: str = "own.xsl", param: str = PARAM
) -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(SHEET.format(body=body, method=method, version=version, param=param), encoding="utf-8")
    return str(path)


def refused(stylesheet: str) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        transform(sample(), stylesheet, {})
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code, str(diagnostic)


@pytest.mark.parametrize("version", ["2.0", "3.0"])
def test_a_stylesheet_of_ones_own(tmp_path: Path, version: str) -> None:
    own = sheet(tmp_path, ROOT.format('<p><xsl:value-of select="$colour, upper-case(//head)"/></p>'), version=version)
    page = render(sample(), FRUS, stylesheet=own, parameters={"colour": 'it\'s "red" é', "unknown": "x"})
    assert '<p>it\'s "red" é 40. EDITORIAL NOTE</p>' in page.html
    assert "About this document" in page.html
    assert "<p>grey 40. EDITORIAL NOTE</p>" in fragment(sample(), FRUS, stylesheet=own)


@pytest.mark.parametrize(("method", "broken"), [("html", "<br>"), ("xhtml", "<br></br>"), ("xml", "<br/>")])
def test_a_whole_page_is_left_to_the_stylesheet(tmp_path: Path, method: str, broken: str) -> None:
    own = sheet(tmp_path, ROOT.format("<html><body><br/>é</body></html>"), method)
    html = "".join(render(sample(), FRUS, stylesheet=own).html.split()).replace("<!DOCTYPEHTML>", "")
    assert html == f"<html><body>{broken}é</body></html>"


def test_plain_text_is_shown_as_it_is(tmp_path: Path) -> None:
    own = sheet(tmp_path, ROOT.format("a &lt;b&gt;\n  c"), "text")
    assert transform(sample(), own, {}) == "a <b>\n  c"
    assert fragment(sample(), FRUS, stylesheet=own) == '<pre class="plain">a &lt;b&gt;\n  c</pre>\n'


def test_files_of_the_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "a.xml").write_text("<!DOCTYPE a [<!ENTITY e 'inner'>]><a>one &e;</a>", encoding="utf-8")
    (tmp_path / "below" / "b.xml").write_text("<b>two</b>", encoding="utf-8")
    (tmp_path / "c.txt").write_text("three é", encoding="utf-8")
    sheet(tmp_path, '<xsl:include href="more/deep.xsl"/>', name="below/part.xsl", param="")
    (tmp_path / "below" / "more").mkdir()
    sheet(
        tmp_path / "below",
        '<xsl:template name="n">four {doc("../b.xml")}</xsl:template>',
        name="more/deep.xsl",
        param="",
    )
    body = "{doc('a.xml')} {doc('below/b.xml')} {unparsed-text('c.txt')} <xsl:call-template name='n'/>"
    own = sheet(tmp_path, '<xsl:import href="below/part.xsl"/>' + ROOT.format(body), "text")
    assert transform(sample(), own, {}) == "one inner two three é four two"


def test_a_changed_stylesheet_is_compiled_anew(tmp_path: Path) -> None:
    own = sheet(tmp_path, '<xsl:include href="part.xsl"/>', "text")
    for number, word in enumerate(("one", "two")):
        part = sheet(tmp_path, ROOT.format(word), "text", name="part.xsl", param="")
        os.utime(part, ns=(number + 1, number + 1))
        assert transform(sample(), own, {}) == word


def test_messages_are_told(tmp_path: Path) -> None:
    own = sheet(tmp_path, ROOT.format("<xsl:message>No <b>date</b>.</xsl:message>x"), "text")
    for _ in range(2):
        done = transformed(sample(), own, {})
        assert (done.text, done.messages) == ("x", ("No date.",))


def test_a_stylesheet_that_stops_says_why(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = sheet(tmp_path, ROOT.format('\n<xsl:message terminate="yes">No date.</xsl:message>'))
    code, message = refused(own)
    assert (code, "own.xsl stopped at" in message, "No date." in message) == ("P403", True, True)
    assert capfd.readouterr().err == ""


def test_an_error_while_running_names_its_line(tmp_path: Path) -> None:
    code, message = refused(
        sheet(
            tmp_path,
            ROOT.format("\n\n<xsl:value-of select=\"xs:date('x')\" xmlns:xs='http://www.w3.org/2001/XMLSchema'/>"),
        )
    )
    assert code == "P403"
    assert "own.xsl:7:" in message


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("\n<xsl:foo/>", 6, "xsl:foo"),
        (ROOT.format('\n\n<xsl:value-of select="1 +"/>'), 7, "Unexpected token"),
        ("<xsl:template></xsl:stylesheet>", 5, "is no XSLT stylesheet"),
    ],
)
def test_what_is_no_xslt_names_its_line(tmp_path: Path, body: str, line: int, words: str) -> None:
    code, message = refused(sheet(tmp_path, body))
    assert code == "P402"
    assert words in message
    assert f"own.xsl:{line}:" in message


def test_an_error_in_a_part_names_that(tmp_path: Path) -> None:
    sheet(tmp_path, "\n<xsl:foo/>", name="part.xsl", param="")
    code, message = refused(sheet(tmp_path, '<xsl:include href="part.xsl"/>'))
    assert code == "P402"
    assert "part.xsl:6:" in message


def test_without_saxon_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = sheet(tmp_path, ROOT.format("x"))
    monkeypatch.setitem(sys.modules, "saxonche", None)
    code, message = refused(own)
    assert code == "P405"
    assert "tei[saxon]" in message


def test_several_threads(tmp_path: Path) -> None:
    own = sheet(tmp_path, ROOT.format("{//head}"), "text")
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(transform(sample(), own, {}))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["40. Editorial Note"] * 4


def test_a_stylesheet_with_a_doctype_or_a_base(tmp_path: Path) -> None:
    own = Path(sheet(tmp_path, ROOT.format("&n;{static-base-uri()}"), "text"))
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("<!-- A", '<!DOCTYPE xsl:stylesheet [<!ENTITY n "ü">]>\n<!-- A'), encoding="utf-8")
    assert transform(sample(), str(own), {}) == "ütei:/own.xsl"
    based = text.replace("&n;", "").replace(" version=", ' xml:base="file:///etc/" version=', 1)
    own.write_text(based.replace(' xml:base="file:///etc/" version="1.0" enc', ' version="1.0" enc'), encoding="utf-8")
    assert transform(sample(), str(own), {}).endswith("own.xsl")


def test_what_of_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in (".hidden.xml", "a.xml", "b.xml", "below/c.xml"):
        (tmp_path / name).write_text("<a/>", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    folder = tmp_path.resolve()
    assert [path.relative_to(folder).as_posix() for path in readable(folder, 9)] == ["a.xml", "b.xml", "below/c.xml"]
    assert [path.name for path in readable(folder, 2)] == ["a.xml", "b.xml"]
    assert not is_within(tmp_path / ("x" * 5000), folder)


def test_a_file_that_is_no_xml_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<!DOCTYPE a><a", encoding="utf-8")
    assert transform(sample(), sheet(tmp_path, ROOT.format("x"), "text"), {}) == "x"
    assert refused(sheet(tmp_path, ROOT.format("{doc('bad.xml')}"), "text", name="asks.xsl"))[0] == "P403"
