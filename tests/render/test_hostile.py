"""Stylesheets and TEI files that mean harm: nothing is read, written, asked for or run that should not be."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata, fragment, render
from tei.render.cite import citations
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


SCRIPT = "</script><script>alert(1)</script>"
EVENT = '"><img src=x onerror=alert(1)>'
LINKS = (
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#9;script:alert(1)",
    "data:text/html,&lt;script>alert(1)&lt;/script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:x",
    "//evil.example/x",
)
HOSTILE = (
    """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title type="complete">Papers {x}</title><editor>{x}</editor></titleStmt><publicationStmt><publisher>{x}</publisher>
<pubPlace>{x}</pubPlace><date>1999</date>
<availability><licence target="javascript:alert(1)">{x}</licence></availability>
<idno type="frus">{x}</idno><idno type="DOI">{x}</idno></publicationStmt><sourceDesc><p>{x}</p></sourceDesc></fileDesc>
<encodingDesc><tagsDecl><rendition xml:id="r" scheme="css">background:url(//evil.example/x);{x}</rendition>
<rendition xml:id="s" scheme="css">color:red}}</rendition></tagsDecl></encodingDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName ref="javascript:alert(1) viaf:{x}">{x}</persName>
<date when="{x}"/></correspAction></correspDesc></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="p1"><persName>{x}</persName><idno type="URL">javascript:alert(1)</idno>
<idno type="VIAF">{x}</idno></person></listPerson></standOff>
<text><body><div type="letter" n="{x}" xml:id="d1"><head>{x} <date when="{x}">{x}</date></head>
<opener><dateline><placeName>{x}</placeName></dateline></opener>
<p rend="{x}" rendition="#r #s {x}" style="background:url(javascript:alert(1));behavior:url(x);{x}" n="{x}"
xml:lang="{x}">{x}
<persName ref="#p1">{x}</persName><pb n="{x}" facs="javascript:alert(1)"/><note n="{x}">{x}</note>
<gap reason="{x}"/><unclear reason="{x}">x</unclear>
<formula notation="{x}">{x}</formula><unknown x="{x}">{x}</unknown>"""
    + "".join(
        f'<ref target="{link}">x</ref><ptr target="{link}"/><graphic url="{link}"/>'
        f'<media mimeType="text/html" url="{link}"/>'
        f'<pb n="1" facs="{link}"/><persName ref="{link}">x</persName>'
        f'<figure facs="{link}"><graphic url="{link}"/></figure>'
        for link in LINKS
    )
    + "</p></div></body></text></TEI>"
)


class Reader(HTMLParser):
    """Looks for whatever runs, loads or leads out of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._script = given.get("type", "")
            self.scripts.append((self._script, ""))
        if tag in ("iframe", "object", "embed", "base", "form", "applet", "frame", "portal"):
            self.faults.append(f"<{tag}>")
        for name, value in given.items():
            address = re.sub(r"[\x00-\x20]+", "", value).lower()
            if name.startswith("on") or name == "srcdoc":
                self.faults.append(f"{tag}@{name}={value}")
            if name in ("href", "src", "action", "formaction", "poster", "xlink:href", "data", "cite") and (
                re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:|//", address)
                and not self._is_download(tag, given, address)
            ):
                self.faults.append(f"{tag}@{name}={value}")
            if name == "style" and re.search(r"url|expression|behavior|@import|javascript|</|<", value, re.IGNORECASE):
                self.faults.append(f"{tag}@{name}={value}")
            if name == "http-equiv" and value.lower() == "refresh":
                self.faults.append("refresh")

    @staticmethod
    def _is_download(tag: str, given: dict[str, str], address: str) -> bool:
        """Whether this is a citation to be saved, which no browser shows."""
        return (
            tag == "a" and "download" in given and bool(re.match(r"data:application/(x-|vnd\.citationstyles)", address))
        )

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            kind, text = self.scripts.pop()
            self.scripts.append((kind, text + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None


def hostile(x: str, name: str = "d1.xml") -> Edition:
    escaped = x.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace(">", "&gt;")
    text = HOSTILE.replace("}}", "}").replace("{x}", escaped)
    return Edition.decode(text.encode(), name)


WORDS = [
    SCRIPT,
    EVENT,
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "]]>",
    "\u2028alert(1)//",
    "' onmouseover='alert(1)",
    "\\",
]
NAMES = ["d1.xml", f"{EVENT.replace('/', '')}.xml", "../../x.xml", "javascript:alert(1).xml", "a\nb.xml"]


@pytest.mark.parametrize("x", WORDS)
@pytest.mark.parametrize("name", NAMES[:2])
def test_nothing_in_a_page_runs_or_leads_where_it_should_not(x: str, name: str) -> None:
    html = render(hostile(x, name), FRUS).html
    reader = Reader()
    reader.feed(html)
    assert reader.faults == []
    assert [kind for kind, _ in reader.scripts] == ["application/ld+json", ""]
    told = json.loads(reader.scripts[0][1])
    assert x.replace("\u2028", "") in told["name"]
    assert "alert(1)" not in reader.scripts[1][1]
    assert "{{ 7" in html if "{{" in x else "49" not in told["name"]


@pytest.mark.parametrize("x", WORDS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_gets_out_of_a_citation(x: str, name: str) -> None:
    cited = citations(Metadata.of(hostile(x, name)), {"title": x, "url": "https://example.org/"})
    bibtex, ris, csl = cited.exports
    assert all(re.fullmatch(r"data:[a-z.+/-]+;charset=utf-8,[\w%.~-]*", each.address) for each in cited.exports)
    assert all(unquote(each.address.partition(",")[2]) == each.text for each in cited.exports)
    # One entry, whose braces are even, and lines that all are fields of it.
    assert len(re.findall(r"^@", bibtex.text, re.MULTILINE)) == 1
    depths = [line.count("{") - line.count("}") for line in bibtex.text.splitlines()]
    assert (depths[0], depths[-1], set(depths[1:-1])) == (1, -1, {0})
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris.text.split("\n")[:-1])
    assert ris.text.count("TY  - ") == ris.text.count("ER  -") == 1
    (item,) = json.loads(csl.text)
    assert item["type"] == "chapter"
    assert not re.search("[<>&\u2028\u2029]", cited.linked)
    assert "javascript:" not in re.sub(r'"(?:name|familyName|givenName|identifier|@id|url)": "[^"]*"', "", cited.linked)
    assert re.fullmatch(r"https://example\.org/[\w%./~-]*\.html", cited.url)


def test_a_header_that_is_no_header() -> None:
    for text in (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body><div type='letter'/></body></text></TEI>",
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>",
        "<x/>",
    ):
        cited = citations(Metadata.of(Edition.decode(text.encode(), "x.xml")), {})
        assert cited.url == ""
        assert cited.exports[0].text.startswith("@misc{x,")


def test_the_files_of_a_fifo_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "sheets").mkdir()
    os.mkfifo(tmp_path / "sheets" / "pipe.xml")
    for version in ("1.0", "3.0") if find_spec("saxonche") else ("1.0",):
        made: Any = outcome(tmp_path, version, "<xsl:value-of select=\"document('pipe.xml')\"/>")
        assert made.startswith("P406")
