"""Reports in the Schematron Validation Report Language: their grammar, their order, and where their places lead."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei.core.edition import Edition
from tei.core.source import Source
from tei.relaxng import Grammar
from tei.schematron import Schematron
from tei.schematron.schematron import Engine
from tei.schematron.svrl import SVRL, svrl

NS = {"s": SVRL}
ENGINES: list[Any] = [
    "lxml",
    pytest.param("saxon", marks=pytest.mark.skipif(not find_spec("saxonche"), reason="no Saxon")),
]
SCHEMA = """\
<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="BINDING" schemaVersion="2" defaultPhase="f"
    schematronEdition="2020">
  <title>Things</title>
  <ns prefix="t" uri="urn:t"/>
  <phase id="f"><active pattern="p"/><active pattern="q"/></phase>
  <pattern id="p"><title>All kinds</title>
    <rule context="text()|comment()|processing-instruction()" role="warning" id="r">
      <report id="x" test="true()" see="urn:see" diagnostics="d" properties="e" xml:lang="en">it says <value-of
        select="."/></report>
    </rule>
    <rule context="*|@*" flag="f">
      <assert test="self::*" flag="own">an attribute</assert><assert test="../@*" icon="i" fpi="f">no attribute</assert>
    </rule>
  </pattern>
  <pattern id="q"><rule context="t:c"><report id="s" test="true()" subject="../@n">subject</report></rule></pattern>
  <pattern id="never"><rule context="*"><assert test="false()">never</assert></rule></pattern>
  <diagnostics><diagnostic id="d" xml:lang="de" role="r">mehr</diagnostic></diagnostics>
  <properties><property id="e" scheme="s" role="r">7</property></properties>
</schema>
"""
DOCUMENT = """\
<?before?><!--too--><a xmlns="urn:t" n="1" xml:id="k">one<!--c1--><b o:m="2" xmlns:o="urn:o"><c/>x</b>two<c \
xmlns="">y<?pi z?></c><c/>three<!--c2-->four<?pi?></a><!--after-->"""


def report(folder: Path, engine: Engine, schema: str, document: str) -> etree._Element:
    path = folder / "schema.sch"
    path.write_text(schema.replace("BINDING", "xslt" if engine == "lxml" else "xslt3"), encoding="utf-8")
    file = folder / "document.xml"
    file.write_text(document, encoding="utf-8")
    text = svrl(Schematron.load(str(path), engine=engine), Edition.load(str(file)))
    grammar = Grammar.load(Path(__file__).with_name("svrl.rnc"))
    assert [str(failure) for failure in grammar.validate(Source("report.svrl", text))] == []
    return etree.fromstring(text)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_report_says_all_there_is_to_say(engine: Engine, tmp_path: Path) -> None:
    root = report(tmp_path, engine, SCHEMA, DOCUMENT)
    assert {str(name): value for name, value in root.attrib.items()} == {
        "title": "Things",
        "phase": "f",
        "schemaVersion": "2",
        "schematronVersion": "2020",
    }
    assert [dict(e.attrib) for e in root.iterfind("s:ns-prefix-in-attribute-values", NS)] == [
        {"prefix": "t", "uri": "urn:t"}
    ]
    active = [dict(e.attrib) for e in root.iterfind("s:active-pattern", NS)]
    assert active == [{"id": "p", "name": "All kinds"}, {"id": "q"}]
    first = root.find("s:successful-report", NS)
    assert first is not None
    assert {name: first.get(name) for name in ("id", "test", "role")} == {
        "id": "x",
        "test": "true()",
        "role": "warning",
    }
    told = [(etree.QName(e.getparent()).localname, e.text, dict(e.attrib)) for e in first.iter(f"{{{SVRL}}}text")]
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert told[:2] == [
        ("diagnostic-reference", "mehr", {language: "de"}),
        ("property-reference", "7", {}),
    ]
    assert told[2][2] == {language: "en", "see": "urn:see"}
    failed = root.find("s:failed-assert", NS)
    assert failed is not None
    assert failed.get("flag") == "f"
    by_subject = root.findall("s:successful-report[@id='s']", NS)
    assert [each.get("location") for each in by_subject] == ["/t:a[1]/t:b[1]/t:c[1]", "/t:a[1]/@n"]


@pytest.mark.parametrize("engine", ENGINES)
def test_nodes_come_in_document_order_and_places_lead_to_them(engine: Engine, tmp_path: Path) -> None:
    root = report(tmp_path, engine, SCHEMA, DOCUMENT)
    tree: Any = etree.ElementTree(etree.fromstring(DOCUMENT))
    prefixes = {"t": "urn:t"}
    said = []
    for element in root.iter(f"{{{SVRL}}}successful-report", f"{{{SVRL}}}failed-assert"):
        if element.get("id") != "s":
            (node,) = tree.xpath(str(element.get("location")), namespaces=prefixes)
            said.append(node if isinstance(node, str) else node.text if not isinstance(node.tag, str) else node.tag)
    # An instruction without words has none.
    words = [each for each in said if each not in (None, "")]
    assert words == [
        "too", "{urn:t}a", "1", "k", "one", "c1", "2", "x", "two", "y", "z", "three", "c2", "four", "after",
    ]  # fmt: skip


def test_the_end_of_what_is_deeper_comes_first(tmp_path: Path) -> None:
    schema = SCHEMA.replace("text()|comment()|processing-instruction()", "text()").replace("*|@*", "none")
    root = report(tmp_path, "lxml", schema, "<a>1<b>2<c>3<d/>4</c>5</b>6<b><c/>7</b>8</a>")
    found = [str(e.get("location")) for e in root.iterfind("s:successful-report", NS)]
    tree: Any = etree.fromstring("<a>1<b>2<c>3<d/>4</c>5</b>6<b><c/>7</b>8</a>").getroottree()
    assert "".join(str(each) for path in found for each in tree.xpath(path)) == "12345678"


def test_what_could_not_be_evaluated_is_told(tmp_path: Path) -> None:
    pytest.importorskip("saxonche")
    schema = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern id="p">
    <rule context="a"><assert test="xs:integer(@n) = 1">n</assert></rule></pattern>
    <pattern documents="'none.xml'"><rule context="a"><assert test="b">n</assert></rule></pattern></schema>"""
    root = report(tmp_path, "saxon", schema, "<a n='x'/>")
    texts = [str(each.text) for each in root.iterfind("s:text", NS)]
    assert texts[0].startswith("not evaluated: ")
    assert texts[1].startswith("not evaluated at /a[1]: xs:integer(@n) = 1 (")


def test_nodes_of_other_documents_are_placed_in_them(tmp_path: Path) -> None:
    pytest.importorskip("saxonche")
    (tmp_path / "other.xml").write_text("<a><b/><b/></a>")
    schema = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
    <pattern documents="'other.xml'"><rule context="b"><assert test="false()">n</assert></rule></pattern></schema>"""
    root = report(tmp_path, "saxon", schema, "<x/>")
    assert [e.get("location") for e in root.iterfind("s:failed-assert", NS)] == ["/a[1]/b[1]", "/a[1]/b[2]"]
    assert [str(e.get("document"))[-10:] for e in root.iterfind("s:fired-rule", NS)] == ["/other.xml"] * 2
    assert [e.get("documents") for e in root.iterfind("s:active-pattern", NS)] == ["'other.xml'"]
