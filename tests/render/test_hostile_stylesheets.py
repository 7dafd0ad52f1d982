"""Stylesheets that mean harm: nothing is read, written, asked for or run that should not be."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import fragment
from tei.render.transform import transform

SAMPLES = Path(__file__).parent / "samples"
FRUS = Profile.load("frus")
SAXON = pytest.mark.skipif(find_spec("saxonche") is None, reason="needs Saxon: pip install 'tei[saxon]'")
SHEET = (
    '<xsl:stylesheet version="{version}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:e="http://exslt.org/common" '
    'xmlns:saxon="http://saxon.sf.net/" xmlns:map="http://www.w3.org/2005/xpath-functions/map" '
    'xmlns:file="http://expath.org/ns/file" xmlns:sys="java:java.lang.System" '
    'extension-element-prefixes="e saxon">{top}<xsl:output method="text"/>'
    '<xsl:template match="/" name="main">{body}</xsl:template></xsl:stylesheet>'
)
SECRET = "a word that nobody may read"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a secret, and in it one for stylesheets, from which links lead out."""
    (tmp_path / "secret.xml").write_text(f"<b>{SECRET}</b>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret.json").write_text(f'["{SECRET}"]', encoding="utf-8")
    (tmp_path / "secret.dtd").write_text(f'<!ENTITY secret "{SECRET}">', encoding="utf-8")
    templates = f'<xsl:template name="secret">{SECRET}</xsl:template>'
    (tmp_path / "secret.xsl").write_text(SHEET.format(version="1.0", top=templates, body=""), encoding="utf-8")
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    for name in ("secret.xml", "secret.txt", "secret.xsl"):
        (sheets / f"link-{name}").symlink_to(tmp_path / name)
    (sheets / "link-folder").symlink_to(tmp_path, target_is_directory=True)
    for name, doctype in {
        "entity.xml": f'<!DOCTYPE b [<!ENTITY secret SYSTEM "{tmp_path}/secret.txt">]>',
        "parameter.xml": f'<!DOCTYPE b [<!ENTITY % all SYSTEM "{tmp_path}/secret.dtd">%all;]>',
        "subset.xml": f'<!DOCTYPE b SYSTEM "{tmp_path}/secret.dtd">',
    }.items():
        (sheets / name).write_text(f"{doctype}<b>&secret;</b>", encoding="utf-8")
        (sheets / f"wide-{name}").write_text(
            f'<?xml version="1.0" encoding="utf-16"?>{doctype}<b>&secret;</b>', encoding="utf-16"
        )
    inclusion = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{tmp_path}/secret.txt" parse="text"/>'
    (sheets / "inclusion.xml").write_text(f"<b>{inclusion}</b>", encoding="utf-8")
    return tmp_path


def outcome(place: Path, version: str, body: str, top: str = "", doctype: str = "") -> str:
    """What a stylesheet makes, or what is told when it is refused."""
    path = place / "sheets" / "own.xsl"
    path.write_text(doctype + SHEET.format(version=version, top=top, body=body), encoding="utf-8")
    before = {each: each.stat().st_mtime_ns for each in place.rglob("*")}
    try:
        return transform(Edition.load(str(SAMPLES / "d40.xml")), str(path), {})
    except Refused as refused:
        (diagnostic,) = refused.diagnostics
        assert diagnostic.code in ("P402", "P403", "P406")
        assert diagnostic.help
        return f"{diagnostic.code} {diagnostic.message}"
    finally:
        assert {each: each.stat().st_mtime_ns for each in place.rglob("*")} == before


READING = [
    "document('../secret.xml')",
    "document('{place}/secret.xml')",
    "document('file://{place}/secret.xml')",
    "document('file://localhost{place}/secret.xml')",
    "document('FILE://{place}/secret.xml')",
    "document('file:{place}/secret.xml')",
    "document('%2e%2e/secret.xml')",
    "document('..%2Fsecret.xml')",
    "document('nothing/../../secret.xml')",
    "document('link-secret.xml')",
    "document('link-folder/secret.xml')",
    "document('entity.xml')",
    "document('parameter.xml')",
    "document('subset.xml')",
    "document('wide-entity.xml')",
    "document('wide-parameter.xml')",
    "document('wide-subset.xml')",
    "document('inclusion.xml')",
    "document('tei:../../../../../../../../..{place}/secret.xml')",
    "document('tei:{place}/secret.xml')",
    "document('tei:/../secret.xml')",
    "document('jar:file://{place}/secret.xml!/x')",
    "document('http://127.0.0.1:9/secret.xml')",
    "document('https://127.0.0.1:9/secret.xml')",
    "document('ftp://127.0.0.1:9/secret.xml')",
    "document('../secret.xml', /)",
    "document('secret.xml', document('../sheets/inclusion.xml'))",
]

READING_3 = [
    "doc('../secret.xml')",
    "doc-available('file://{place}/secret.xml')",
    "unparsed-text('../secret.txt')",
    "unparsed-text('file://{place}/secret.txt')",
    "unparsed-text('link-secret.txt')",
    "unparsed-text-lines('file://{place}/secret.txt')",
    "unparsed-text-available('file://{place}/secret.txt')",
    "json-doc('file://{place}/secret.json')",
    "collection('file://{place}')",
    "collection('file://{place}?select=*.xml')",
    "collection('..')",
    "collection()",
    "uri-collection('file://{place}')",
    "environment-variable('TEI_SECRET')",
    "available-environment-variables()",
    "function-lookup(xs:QName('fn:environment-variable'), 1)('TEI_SECRET')",
    "system-property('user.home')",
    "system-property('java.class.path')",
    "sys:getenv('TEI_SECRET')",
    "saxon:read-binary-resource('file://{place}/secret.txt')",
    "file:read-text('{place}/secret.txt')",
    "transform(map{{'stylesheet-location': 'file://{place}/secret.xsl'}})?output",
    "transform(map{{'stylesheet-location': '../secret.xsl'}})?output",
    "parse-xml('&lt;!DOCTYPE b [&lt;!ENTITY s SYSTEM &quot;file://{place}/secret.txt&quot;>]>&lt;b>&amp;s;&lt;/b>')",
    "parse-xml('&lt;!DOCTYPE b SYSTEM &quot;file://{place}/secret.dtd&quot;>&lt;b>&amp;secret;&lt;/b>')",
    "parse-xml-fragment('&lt;!DOCTYPE b SYSTEM &quot;file://{place}/secret.dtd&quot;>&lt;b>&amp;secret;&lt;/b>')",
    "load-xquery-module('x', map{{'location-hints': 'file://{place}/secret.xq'}})",
]

WRITING = [
    '<e:document href="out.txt">x</e:document>',
    '<e:document href="{place}/out.txt">x</e:document>',
    '<saxon:output href="{place}/out.txt">x</saxon:output>',
    '<xsl:document href="{place}/out.txt">x</xsl:document>',
    '<xsl:result-document href="file://{place}/out.txt">x</xsl:result-document>',
    '<xsl:result-document href="out.txt">x</xsl:result-document>',
]

INSTRUCTIONS_3 = [
    '<xsl:source-document href="file://{place}/secret.xml"><xsl:value-of select="."/></xsl:source-document>',
    "<xsl:evaluate xpath=\"'doc(&quot;file://{place}/secret.xml&quot;)'\"/>",
    '<xsl:merge><xsl:merge-source for-each-source="\'file://{place}/secret.xml\'" select="b">'
    '<xsl:merge-key select="."/></xsl:merge-source><xsl:merge-action><xsl:value-of select="."/></xsl:merge-action>'
    "</xsl:merge>",
    *(f'<xsl:value-of select="{expression}"/>' for expression in READING_3),
]

BOTH = ["1.0", pytest.param("3.0", marks=SAXON)]


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize("expression", READING)
def test_a_stylesheet_reads_no_files_of_others(version: str, expression: str, place: Path) -> None:
    made = outcome(place, version, f'<xsl:value-of select="{expression.format(place=place)}"/>')
    assert SECRET not in made


@SAXON
@pytest.mark.parametrize("body", INSTRUCTIONS_3)
def test_xslt_3_reads_no_files_of_others(body: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_SECRET", SECRET)
    made = outcome(place, "3.0", body.format(place=place))
    assert SECRET not in made
    assert made in ("", "false") or made.startswith("P40")


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize("body", WRITING)
def test_a_stylesheet_writes_no_files(version: str, body: str, place: Path) -> None:
    # That nothing has changed is seen to by `outcome`.
    outcome(place, version, body.format(place=place))


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize("element", ["include", "import"])
@pytest.mark.parametrize(
    "address",
    ["../secret.xsl", "{place}/secret.xsl", "file://{place}/secret.xsl", "link-secret.xsl", "link-folder/secret.xsl"],
)
def test_a_stylesheet_is_made_of_no_files_of_others(version: str, element: str, address: str, place: Path) -> None:
    top = f'<xsl:{element} href="{address.format(place=place)}"/>'
    made = outcome(place, version, '<xsl:call-template name="secret"/>', top)
    assert made.startswith("P406")
    assert "secret.xsl" in made


@SAXON
def test_the_address_of_a_part_may_be_reckoned_but_leads_nowhere_else(place: Path) -> None:
    top = f"""<xsl:param name="x" static="yes" select="'file://{place}/secret.xsl'"/><xsl:import _href="{{$x}}"/>"""
    assert outcome(place, "3.0", '<xsl:call-template name="secret"/>', top).startswith("P406")


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize(
    "subset",
    [
        '[<!ENTITY secret SYSTEM "{place}/secret.txt">]',
        'SYSTEM "{place}/secret.dtd"',
        'SYSTEM "file://{place}/secret.dtd"',
    ],
)
def test_the_doctype_of_a_stylesheet_leads_nowhere(version: str, subset: str, place: Path) -> None:
    doctype = f"<!DOCTYPE xsl:stylesheet {subset.format(place=place)}>"
    assert SECRET not in outcome(place, version, "&secret;", doctype=doctype)


@pytest.mark.parametrize("version", BOTH)
def test_a_bomb_of_entities_does_not_go_off(version: str, place: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE xsl:stylesheet [<!ENTITY l0 "ha">{laughs}]>'
    assert outcome(place, version, "&l8;", doctype=doctype).startswith("P402")


@pytest.mark.parametrize("version", BOTH)
def test_what_is_refused_names_what_was_asked_for_and_the_cure(version: str, place: Path) -> None:
    path = place / "sheets" / "own.xsl"
    body = "<xsl:value-of select=\"document('../secret.xml')\"/>"
    path.write_text(SHEET.format(version=version, top="", body=body), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        transform(Edition.load(str(SAMPLES / "d40.xml")), str(path), {})
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "P406"
    assert "secret.xml" in diagnostic.message
    assert "put a copy there" in diagnostic.help


@pytest.mark.parametrize("version", BOTH)
def test_a_stylesheet_reads_the_files_of_its_own_folder(version: str, place: Path) -> None:
    (place / "sheets" / "tables").mkdir()
    (place / "sheets" / "tables" / "own.xml").write_text("<b>beside</b>", encoding="utf-8")
    (place / "sheets" / "part.xsl").write_text(
        SHEET.format(version=version, top='<xsl:template name="part"> part</xsl:template>', body="").replace(
            'name="main"', ""
        ),
        encoding="utf-8",
    )
    body = "<xsl:value-of select=\"document('tables/own.xml')\"/><xsl:call-template name='part'/>"
    assert outcome(place, version, body, '<xsl:import href="part.xsl"/>') == "beside part"


def test_a_stylesheet_may_build_on_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = '<xsl:template match="/"><main><xsl:apply-imports/></main></xsl:template><xsl:output method="html"/>'
    (tmp_path / "own.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:import href="tei:html.xsl"/>{own}</xsl:stylesheet>'
    )
    monkeypatch.chdir(tmp_path)
    made = fragment(Edition.load(str(SAMPLES / "d40.xml")), FRUS, stylesheet="own.xsl")
    assert made.startswith("<main>")
    assert "<article" in made


def test_the_files_of_a_fifo_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "sheets").mkdir()
    os.mkfifo(tmp_path / "sheets" / "pipe.xml")
    for version in ("1.0", "3.0") if find_spec("saxonche") else ("1.0",):
        made: Any = outcome(tmp_path, version, "<xsl:value-of select=\"document('pipe.xml')\"/>")
        assert made.startswith("P406")
