"""Schemas over several files become one tree; what the full syntax does not allow is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from relaxng.schemas import lines, refusal_of, refused, simplified, written

from tei.core.diagnostic import Refused
from tei.core.source import Source
from tei.relaxng.definitions import EMPTY, TEXT
from tei.relaxng.load import load, local
from tei.relaxng.schema import RNG
from tei.relaxng.simplify import definitions

E = '<element name="e"><empty/></element>'

SYNTAX = [
    (f"<define><{'text'}/></define>", "<define> cannot stand as the root of a schema", "<grammar>", [1]),
    ("<elemnt/>", "RELAX NG has no element <elemnt>", "element is meant?", [1]),
    ('<schema xmlns="urn:x"/>', "the root is <schema> with the namespace urn:x", RNG, [1]),
    ('<schema xmlns=""/>', "the root is <schema> with no namespace", RNG, [1]),
    (
        '<element name="e">\n<define name="d"><text/></define></element>',
        "<define> cannot stand in <element>",
        "<text>",
        [2],
    ),
    ('<element name="e">\n<name>f</name><empty/></element>', "<name> cannot stand in <element>", "<empty>", [2]),
    ('<element name="e"><empty>\n<text/></empty></element>', "<text> cannot stand in <empty>", "take it away", [2]),
    ('<element name="e"/>', "<element> has no content", "<empty/>", [1]),
    ("<element><empty/></element>", "<element> lacks a name", "add the attribute name", [1]),
    ("<element/>", "<element> lacks a name", "<anyName>", [1]),
    ('<element name="e" nam="f"><empty/></element>', "<element> has no attribute nam", "name is meant?", [1]),
    ('<element name="e f"><empty/></element>', 'name="e f" of <element> is not the name of', "tei:p", [1]),
    ('<element name="e">\n<ref name="a:b"/></element>', "is not a name without a colon", "div.attributes", [2]),
    ('<element name="e">\n<ref/></element>', "<ref> lacks the attribute name", "add name", [2]),
    ('<element name="e">\n<data/></element>', "<data> lacks the attribute type", "add type", [2]),
    (
        f'<element name="e">\n<text xmlns:r="{RNG}" r:ns=""/></element>',
        "the attribute ns of <text> has RELAX NG's namespace",
        "take the prefix away",
        [2],
    ),
    (
        '<element name="e" datatypeLibrary="types"><empty/></element>',
        'datatypeLibrary="types" of <element> is not an absolute address',
        "http://www.w3.org/2001/XMLSchema-datatypes",
        [1],
    ),
    ('<externalRef href="%x"/>', 'href="%x" of <externalRef> is not an address', "URI", [1]),
    ('<element name="e">\nwords<empty/></element>', "the text “words” stands in <element>", "comment", [1]),
    (
        f'<element name="e">{"words " * 9}<empty/></element>',
        "the text “words words words words words words wo …” stands",
        "",
        [1],
    ),
    ('<element name="e"><value>\n<b xmlns=""/></value></element>', "an element stands in <value>", "text only", [2]),
    ("<element>\n<name>e f</name><empty/></element>", "“e f” in <name> is not the name of", "write", [2]),
    ("<element><choice>\n<choice/></choice><empty/></element>", "<choice> has no content", "a name class", [2]),
    (
        "<element><anyName><except>\n<text/></except></anyName><empty/></element>",
        "<text> cannot stand in <except>",
        "<name>",
        [2],
    ),
    (
        "<element><anyName><except><name>a</name></except>\n<except><name>b</name></except></anyName><empty/></element>",
        "<anyName> holds one <except> only, <except> is one more",
        "all into one",
        [2, 1],
    ),
    (
        '<element name="e"><attribute name="a"><text/>\n<text/></attribute></element>',
        "<attribute> holds one pattern only, <text> is one more",
        "<group>",
        [2, 1],
    ),
    (
        '<element name="e"><data type="token"><except><text/></except>\n<param name="x"/></data></element>',
        "<param> follows <except>",
        "before",
        [2],
    ),
    (
        '<element name="e"><data type="token"><except><text/></except>\n<except><text/></except></data></element>',
        "<data> has two <except>",
        "into one",
        [2],
    ),
    (
        f'<grammar><start combine="all">{E}</start></grammar>',
        'combine="all" of <start> is not choice or interleave',
        "choice",
        [1],
    ),
    (f"<grammar><start>{E}</start>\n<text/></grammar>", "<text> cannot stand in <grammar>", "<define>", [2]),
    (f"<grammar><start>{E}\n{E}</start></grammar>", "<start> holds one pattern only", "<choice>", [2, 1]),
    (
        '<grammar><include href="x"><div>\n<include href="y"/></div></include></grammar>',
        "<include> cannot stand in <div>",
        "<define>",
        [2],
    ),
    (
        '<element name="e">' + "<list><group>" * 75 + "\n<text/>" + "</group></list>" * 75 + "</element>",
        "<group> stands within 150 others",
        "definition",
        [1],
    ),
    ('<externalRef href="x.rng#e"/>', 'href="x.rng#e" refers to a part of a file', "whole file", [1]),
    ("<grammar><start>", "is not well-formed XML", "", [1]),
]


@pytest.mark.parametrize(("schema", "message", "remedy", "places"), SYNTAX)
def test_what_is_no_schema_is_refused(
    schema: str, message: str, remedy: str, places: list[int], tmp_path: Path
) -> None:
    diagnostic = refused(tmp_path, schema)
    assert diagnostic.code == "P302"
    assert message in diagnostic.message
    assert remedy in diagnostic.help
    assert lines(diagnostic) == places


def test_foreign_elements_and_attributes_may_stand_anywhere_else(tmp_path: Path) -> None:
    schema = (
        '<element name="e" xmlns:x="urn:x" x:a="b"><x:y>words<z xmlns=""/></x:y><!-- words --><text x:a=""/></element>'
    )
    assert simplified(tmp_path, schema).elements[0].content == TEXT


def test_a_reference_is_replaced_by_what_it_refers_to(tmp_path: Path) -> None:
    written(tmp_path, '<element name="f" xmlns:x="urn:x"><value>a</value></element>', "sub/pattern one.rng")
    written(tmp_path, '<element name="p:g" ns="urn:g" xmlns:p="urn:p"><ref name="here"/></element>', "sub/other.rng")
    found = simplified(
        tmp_path,
        """<grammar ns="urn:x" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start>
        <element name="e" xml:base="sub/"><externalRef href="pattern%20one.rng"/>
        <externalRef href="pattern%20one.rng" ns="urn:y"/><externalRef href="other.rng"/></element></start>
        <define name="here"><empty/></define></grammar>""",
    )
    assert [one.names for one in found.elements] == [
        ("name", "urn:x", "e"),
        ("name", "urn:x", "f"),
        ("name", "urn:y", "f"),
        ("name", "urn:p", "g"),
    ]
    assert found.elements[1].content == ("value", "", "token", "a", ())
    assert [Path(name).name for name in found.files] == ["schema.rng", "pattern one.rng", "other.rng"]


def test_an_include_brings_what_it_does_not_override(tmp_path: Path) -> None:
    written(
        tmp_path,
        """start = element e { a, b, c }
        div { a = attribute a { text } }
        a &= attribute aa { text }
        b = attribute b { text }
        c = attribute c { text }""",
        "included.rnc",
    )
    found = simplified(
        tmp_path,
        """<grammar><include href="included.rnc" ns="urn:x">
        <div><define name="a"><attribute name="z"/></define></div>
        <start><element name="f"><ref name="a"/><ref name="b"/></element></start>
        </include><define name="b" combine="choice"><notAllowed/></define></grammar>""",
    )
    attributes = [("attribute", ("name", "", name), TEXT) for name in "zb"]
    assert found.patterns == {"a": attributes[0], "b": attributes[1]}
    assert [one.names for one in found.elements] == [("name", "urn:x", "f")]


def test_an_included_grammar_may_include_and_be_included_twice(tmp_path: Path) -> None:
    written(tmp_path, "a |= element a { empty }", "a.rnc")
    written(tmp_path, 'include "a.rnc"', "b.rnc")
    found = simplified(tmp_path, 'include "a.rnc"\ninclude "b.rnc"\nstart = a', "schema.rnc")
    assert found.patterns == {"a": ("choice", ("element", 0), ("element", 1))}
    assert len(found.files) == 3


INCLUDED = [
    ('<grammar>\n<include href="none.rng"/></grammar>', "P301", "cannot read the schema", "check the path", [2]),
    (
        '<grammar>\n<include href="https://example.org/tei.rng"/></grammar>',
        "P301",
        "the schema https://example.org/tei.rng is not at hand",
        "`tei schema fetch https://example.org/tei.rng`",
        [2],
    ),
    ('<grammar>\n<include href="schema.rng"/></grammar>', "P302", "leads back to a file", "circle", [2]),
    ('<grammar>\n<include href="circle.rng"/></grammar>', "P302", "leads back to a file", "circle", [1]),
    (
        '<grammar>\n<include href="e.rng"/></grammar>',
        "P302",
        "e.rng is included but is no grammar",
        "<externalRef>",
        [2, 1],
    ),
    (
        '<grammar><include href="g.rng">\n<define name="none"><text/></define></include></grammar>',
        "P302",
        "g.rng has no definition of none that could be overridden",
        "move it out",
        [2, 1],
    ),
    (
        f'<grammar><include href="none.rnc">\n<start>{E}</start></include></grammar>',
        "P302",
        "none.rnc has no <start> that could be overridden",
        "move it out",
        [2, 1],
    ),
    ('<grammar>\n<include href="http://[x/y.rng"/></grammar>', "P301", "is not at hand", "--catalog", [2]),
    (f"<grammar><start>{E}</start>\n<include href='wrong.rng'/></grammar>", "P302", "nothing defines x", "add", [2]),
]


@pytest.mark.parametrize(("schema", "code", "message", "remedy", "places"), INCLUDED)
def test_what_cannot_be_included_is_refused(
    schema: str, code: str, message: str, remedy: str, places: list[int], tmp_path: Path
) -> None:
    written(tmp_path, E, "e.rng")
    written(tmp_path, f"<grammar><start>{E}</start></grammar>", "g.rng")
    written(tmp_path, '<grammar><include href="schema.rng"/></grammar>', "circle.rng")
    written(tmp_path, '<grammar><define name="d">\n<ref name="x"/></define></grammar>', "wrong.rng")
    written(tmp_path, "x = empty", "none.rnc")
    diagnostic = refused(tmp_path, schema)
    assert diagnostic.code == code
    assert message in diagnostic.message
    assert remedy in diagnostic.help
    assert lines(diagnostic) == places


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal_of(str(tmp_path / "none.rng")).code == "P301"
    assert refusal_of(str(tmp_path)).code == "P301"
    assert refusal_of("https://example.org/tei_all.rng").code == "P301"


def test_what_is_not_in_its_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "schema.rng"
    path.write_bytes(b'<element name="\xe9"/>')
    assert "is not in utf-8" in refusal_of(str(path)).message
    path.write_bytes(b'<?xml version="1.0" encoding="none"?><element name="e"/>')
    assert "is not in none" in refusal_of(str(path)).message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_schemas_are_read_in_their_encodings(encoding: str, tmp_path: Path) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<element name="é" xmlns="{RNG}"><empty/></element>'
    (tmp_path / "schema.rng").write_bytes(text.encode(encoding))
    assert definitions(str(tmp_path / "schema.rng")).elements[0].names == ("name", "", "é")


def test_a_compact_schema_may_have_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "schema.rnc").write_bytes("element é { empty }".encode("utf-16"))
    assert definitions(str(tmp_path / "schema.rnc")).elements[0].names == ("name", "", "é")


def test_files_of_this_folder_are_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, '<externalRef href="sub/e.rng"/>')
    written(tmp_path, E, "sub/e.rng")
    monkeypatch.chdir(tmp_path)
    assert load("schema.rng")[1] == ("schema.rng", str(Path("sub/e.rng")))


def test_a_resolver_finds_what_is_elsewhere(tmp_path: Path) -> None:
    def resolver(address: str) -> Source:
        if address.startswith("https://"):
            return Source("kept.rng", E.replace(">", f' xmlns="{RNG}">', 1))
        return local(address)

    schema = written(tmp_path, '<externalRef href="https://example.org/e.rng"/>')
    found = definitions(schema, resolver)
    assert found.elements[0].content == EMPTY
    assert found.files == (schema, "kept.rng")
    assert definitions("https://example.org/e.rng", resolver).files == ("kept.rng",)


def test_a_fault_in_an_included_file_is_shown_there(tmp_path: Path) -> None:
    written(tmp_path, "<grammar>\n<start/></grammar>", "wrong.rng")
    with pytest.raises(Refused) as refused:
        load(written(tmp_path, '<grammar><include href="wrong.rng"/></grammar>'))
    (label,) = refused.value.diagnostics[0].labels
    assert label.source.name.endswith("wrong.rng")
    assert label.source.position(label.span.start)[0] == 2
