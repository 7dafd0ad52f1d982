"""The back end of Saxon: what it reads and does not read, what of a schema it refuses, what stops and what goes on."""

from __future__ import annotations

import multiprocessing
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei.core.address import address_of
from tei.core.catalog import using
from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.schematron import Finding, Node, Schematron, Stopped
from tei.schematron.finding import Outcome

pytest.importorskip("saxonche")

HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3" '
    'xmlns:sqf="http://www.schematron-quickfix.com/validator/process" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
)


def loaded(folder: Path, content: str, head: str = HEAD) -> Schematron:
    path = folder / "schema.sch"
    path.write_text(f"{head}\n{content}\n</schema>", encoding="utf-8")
    return Schematron.load(str(path), engine="saxon")


def run(folder: Path, content: str, document: str, head: str = HEAD) -> list[Outcome]:
    path = folder / "document.xml"
    path.write_text(document, encoding="utf-8")
    return list(loaded(folder, content, head).validate(Edition.load(str(path))))


def messages(outcomes: list[Outcome]) -> list[str]:
    return [each.message for each in outcomes if isinstance(each, Finding | Stopped)]


def telling(expression: str) -> str:
    """A pattern that reports the value of an expression at the root element."""
    report = f'<report id="r" test="true()"><value-of select="{expression}"/></report>'
    return f'<pattern><rule context="/*">{report}</rule></pattern>'


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The log of a server in another process, as Saxon lets no other thread answer; its first line names the port."""
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as file:
        command = [
            sys.executable,
            "-u",
            "-m",
            "http.server",
            "0",
            "--bind",
            "127.0.0.1",
            "--directory",
            str(log.parent),
        ]
        server = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        while "port" not in log.read_text():
            assert server.poll() is None
            time.sleep(0.01)
        yield log
        server.terminate()
        server.wait()


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("doc-available('URL')", "false"),
        ("unparsed-text-available('URL')", "false"),
        ("doc-available(concat('url:', 'URL'))", "false"),
        ("doc-available(upper-case('URL'))", "false"),
        ("exists(doc('URL'))", ""),
        ("exists(document('URL'))", ""),
        ("unparsed-text('URL')", ""),
        ("exists(json-doc('URL'))", ""),
        ("exists(collection('URL'))", ""),
        ("doc('local.xml'), doc('dtd.xml')", "here without"),
        ("doc('local.xml'), doc('entities.xml')", "here without"),
        ("doc('local.xml'), parse-xml(unparsed-text('dtd.xml'))", "here without"),
        ("transform(map{'stylesheet-location': 'URL', 'source-node': /})?output", ""),
    ],
)
def test_nothing_goes_to_the_network(expression: str, value: str, asked: Path, tmp_path: Path) -> None:
    port = re.search(r"port (\d+)", asked.read_text())
    assert port is not None
    address = f"http://127.0.0.1:{port[1]}/x.xml"
    (tmp_path / "local.xml").write_text("<a>here</a>")
    (tmp_path / "dtd.xml").write_text(f'<!DOCTYPE a SYSTEM "{address}"><a>without</a>')
    entities = f'<!ENTITY e SYSTEM "{address}"><!ENTITY % p SYSTEM "{address}">%p;'
    (tmp_path / "entities.xml").write_text(f"<!DOCTYPE a [{entities}]><a>without&e;</a>")
    found = run(tmp_path, telling(expression.replace("URL", address)), "<a/>")
    assert messages(found)[0] == value
    assert [type(each) for each in found] == [Finding] if value else [Finding, Stopped]
    assert "GET" not in asked.read_text()


def test_what_is_not_at_hand_is_told_in_plain_words(tmp_path: Path) -> None:
    found = run(tmp_path, telling("doc('http://example.org/x.xml')"), "<a/>")
    assert messages(found)[1] == "http://example.org/x.xml is not at hand, and nothing is fetched"


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ('<uri name="http://example.org/x.xml" uri="x.xml"/>', "http://example.org/x.xml"),
        ('<system systemId="http://example.org/x.xml" uri="x.xml"/>', "http://example.org/x.xml"),
        ('<rewriteURI uriStartString="https://example.org/" rewritePrefix="./"/>', "https://example.org/x.xml"),
        ('<uriSuffix uriSuffix="org/x.xml" uri="x.xml"/>', "http://example.org/x.xml"),
        ('<nextCatalog catalog="next.xml"/><nextCatalog catalog="none.xml"/>', "urn:x"),
        (
            '<rewriteURI uriStartString="http://e" rewritePrefix="none/"/>'
            '<rewriteURI uriStartString="http://example.org/" rewritePrefix="./"/>',
            "http://example.org/x.xml",
        ),
    ],
)
def test_catalogs_say_what_stands_for_an_address(entry: str, asked: str, tmp_path: Path) -> None:
    start = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
    (tmp_path / "catalog.xml").write_text(f"{start}{entry}</catalog>")
    (tmp_path / "next.xml").write_text(f'{start}<uri name="urn:x" uri="x.xml"/></catalog>')
    (tmp_path / "x.xml").write_text("<x>here</x>")
    with using([str(tmp_path / "catalog.xml")]):
        assert messages(
            run(tmp_path, telling(f"doc('{asked}'), document('{asked}')/x, doc-available('{asked}')"), "<a/>")
        ) == ["here here true"]


def test_what_was_fetched_before_is_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "cache" / "schemas" / "example.org" / "some"
    kept.mkdir(parents=True)
    (kept / "x.xml").write_text("<x>kept</x>")
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))
    assert messages(run(tmp_path, telling("doc('https://example.org/some/x.xml')"), "<a/>")) == ["kept"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("doc('other.xml')/x", "beside the schema"),
        ("document('')/*/@queryBinding", "xslt3"),
        ("document(@href)/x", "beside the document"),
        ("doc(resolve-uri('other.xml', base-uri(.)))/x", "beside the document"),
        ("base-uri() eq document-uri(/)", "true"),
    ],
)
def test_relative_addresses(expression: str, value: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "other.xml").write_text("<x>beside the schema</x>")
    (inner / "other.xml").write_text("<x>beside the document</x>")
    document = inner / "d.xml"
    document.write_text("<a href='other.xml'/>")
    schema = loaded(tmp_path, telling(expression))
    assert messages(list(schema.validate(Edition.load(str(document))))) == [value]


def test_a_document_in_several_files_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text("<p n='1'/>")
    document = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="part.xml"/><p n="2"/></a>'
    (found,) = run(tmp_path, '<pattern><rule context="p"><assert test="@n = 1">n</assert></rule></pattern>', document)
    assert isinstance(found, Finding)
    assert found.node == Node((0, 1))


def test_a_doctype_brings_entities_of_the_file_alone(tmp_path: Path) -> None:
    found = run(tmp_path, telling("."), '<!DOCTYPE a [<!ENTITY e "inside">]><a>&e;</a>')
    assert messages(found) == ["inside"]


BAD = """\
<let name="one" value="1 +"/>
<pattern><rule context="a[">
  <let name="two" value="nothing()"/>
  <assert test="$three">x <value-of select="four:x()"/> <name path="//["/></assert>
  <report test="true()" diagnostics="d" subject="@@">y</report>
</rule></pattern>
<diagnostics><diagnostic id="d"><value-of select="$five"/></diagnostic></diagnostics>
<xsl:function name="xs:f">
  <xsl:param name="p"/>
  <xsl:sequence select="$p + $six"/>
</xsl:function>
"""


def test_every_bad_expression_is_told_at_its_place(tmp_path: Path) -> None:
    schema = loaded(tmp_path, BAD)
    with pytest.raises(Refused) as refused:
        list(schema.validate(Edition.decode(b"<a/>", "a.xml")))
    told = {
        (each.labels[0].source.position(each.labels[0].span.start)[0], each.message.split(" cannot")[0])
        for each in refused.value.diagnostics
    }
    assert {each.code for each in refused.value.diagnostics} == {"P302"}
    assert all(each.help for each in refused.value.diagnostics)
    assert told >= {
        (2, "the value of $one"),
        (3, "the context of <rule>"),
        (4, "the value of $two"),
        (5, "the test of <assert>"),
        (5, "the value in <assert>"),
        (5, "the name in <assert>"),
        (6, "the subject"),
        (8, "the value in <diagnostic>"),
        (11, "the <xsl:function>"),
    }


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("<xsl:nonsense/>" + telling("1"), 2, "xsl:nonsense"),
        ('<let name="a" value="1"/>\n<let name="a" value="2"/>' + telling("1"), 2, "uplicate"),
        ('\n<xsl:include href="absent.xsl"/>' + telling("1"), 3, "is not there"),
        ('\n<xsl:include href="http://example.org/absent.xsl"/>' + telling("1"), 3, "is not there"),
        ('<ns prefix="xsl" uri="urn:other"/>' + telling("1"), 1, "prefix xsl"),
        (
            '<pattern><rule context="a"><assert test="false()" sqf:fix="f">x</assert>\n<sqf:fix id="f">'
            '<sqf:description><sqf:title>t</sqf:title></sqf:description>\n<sqf:delete match="$none"/></sqf:fix>'
            "</rule></pattern>",
            4,
            "match of <sqf:delete>",
        ),
    ],
)
def test_a_bad_schema_is_refused_at_its_place(content: str, line: int, says: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        run(tmp_path, content, "<a/>")
    first = refused.value.diagnostics[0]
    assert says in first.message
    assert first.labels[0].source.position(first.labels[0].span.start)[0] == line


def test_what_is_wrong_in_a_stylesheet_that_is_included_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.xsl").write_text("<a/>")
    with pytest.raises(Refused) as refused:
        run(tmp_path, '<xsl:include href="bad.xsl"/>' + telling("1"), "<a/>")
    assert "does not appear to be a stylesheet" in refused.value.diagnostics[0].message


STOPPING = """\
<let name="never" value="xs:integer('x')"/>
<pattern><rule context="b">
  <assert id="one" test="xs:integer(@n) gt 1">n</assert>
  <assert id="two" test="@n = '1'">is <value-of select="xs:date(@n)"/>!</assert>
</rule></pattern>
<pattern><rule context="c">
  <let name="v" value="xs:integer(.)"/><assert id="three" test="$v = 1">v</assert>
</rule></pattern>
<pattern documents="'absent.xml'"><rule context="a"><assert test="false()">n</assert></rule></pattern>
<pattern><rule context="d">
  <report id="four" test="$never = 1">never</report><report id="five" test="true()">on</report>
</rule></pattern>
"""


def test_an_error_stops_one_assertion_and_is_told(tmp_path: Path) -> None:
    found = run(tmp_path, STOPPING, "<a><b n='x'/><b n='2'/><c>y</c><c>1</c><d/></a>")
    stopped = [each for each in found if isinstance(each, Stopped)]
    told = [(each.assertion.id if each.assertion else "", each.expression, each.node) for each in stopped]
    assert ("one", "xs:integer(@n) gt 1", Node((0, 0))) in told
    assert ("two", "xs:date(@n)", Node((0, 0))) in told
    assert ("four", "xs:integer('x')", Node((0, 4))) in told or ("four", "$never = 1", Node((0, 4))) in told
    assert [each for each in told if each[2] == Node((0, 2))]
    assert [each.pattern for each in stopped if each.node is None] == [stopped[0].pattern]
    assert not [each for each in told if each[2] == Node((0, 3))]
    assert all(each.message for each in stopped)
    said = [(f.assertion.id, f.node.path, f.message) for f in found if isinstance(f, Finding)]
    assert said == [("two", (0, 0), "is !"), ("two", (0, 1), "is !"), ("five", (0, 4), "on")]


def test_a_schema_writes_no_files_and_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "written.xml"
    content = (
        f'<xsl:template name="w"><xsl:result-document href="{address_of(str(target))}"><x/></xsl:result-document>'
        "<xsl:message>words</xsl:message></xsl:template>"
        '<pattern><rule context="a"><report test="true()">m<xsl:call-template name="w"/></report></rule></pattern>'
    )
    assert run(tmp_path, content, "<a/>")
    assert not target.exists()
    assert capfd.readouterr().err == ""


def test_version_1_takes_the_first_of_several(tmp_path: Path) -> None:
    head = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    content = '<xsl:key name="k" match="b" use="@n"/>' + telling("key('k', 'x')") + telling("'4' + 1")
    assert messages(run(tmp_path, content, "<a><b n='x'>1</b><b n='x'>2</b></a>", head)) == ["1", "5"]


def test_declarations_of_a_file_that_is_included_twice_are_there_once(tmp_path: Path) -> None:
    (tmp_path / "f.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:own="urn:own" '
        'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><let name="v" value="\'v\'"/>'
        '<xsl:function name="own:f"><xsl:sequence select="own:g()"/></xsl:function>'
        '<xsl:function name="own:g"><xsl:sequence select="7"/></xsl:function></schema>'
    )
    twice = '<extends href="f.sch"/><ns prefix="o" uri="urn:own"/>' * 2
    assert messages(run(tmp_path, twice + telling("o:f(), $v"), "<a/>")) == ["7 v"]


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="there is no fork here")
def test_each_process_has_a_processor_of_its_own(tmp_path: Path) -> None:
    schema = loaded(tmp_path, telling("1"))

    def count() -> int:
        return len(list(schema.validate(Edition.decode(b"<a/>", "a.xml"))))

    assert count() == 1
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=lambda: answers.put(count()))
    process.start()
    assert answers.get(timeout=60) == 1
    process.join()
    assert count() == 1


ENDLESS = {
    "a function": '<xsl:sequence select="1 + f:x($n + 1)"/>',
    "templates": '<a><xsl:apply-templates select="$d" mode="f:x"/></a>',
}


@pytest.mark.parametrize("what", ENDLESS)
def test_what_calls_itself_without_end_is_told(what: str, tmp_path: Path) -> None:
    content = f"""<ns prefix="f" uri="urn:f"/><xsl:variable name="d" select="/*"/>
<xsl:function name="f:x" xmlns:f="urn:f"><xsl:param name="n"/>{ENDLESS[what]}</xsl:function>
<xsl:template match="*" mode="f:x" xmlns:f="urn:f"><b><xsl:apply-templates select="." mode="f:x"/></b></xsl:template>
<pattern><rule context="a"><assert id="e" test="f:x(1) = 1">e</assert></rule></pattern>"""
    (stopped,) = run(tmp_path, content, "<a/>")
    assert isinstance(stopped, Stopped)
    assert stopped.message.startswith("Too many nested")
