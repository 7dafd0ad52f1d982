"""Schemas become definitions, as section 4 says; where they cannot, the message names thing, place and cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from relaxng.schemas import lines, refusal_of, refused, simplified, written

from tei.relaxng.definitions import EMPTY, NOT_ALLOWED, TEXT, Expression
from tei.relaxng.simplify import definitions

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
A: Expression = ("attribute", ("name", "", "a"), TEXT)
B: Expression = ("attribute", ("name", "", "b"), TEXT)
C: Expression = ("attribute", ("name", "", "c"), TEXT)
E = '<element name="e"><empty/></element>'
OPTIONAL_A: Expression = ("choice", EMPTY, A)

CONTENTS: list[tuple[str, Expression]] = [
    ("<empty/>", EMPTY),
    ("<text/>", TEXT),
    ("<notAllowed/>", NOT_ALLOWED),
    ('<attribute name="a"/>', A),
    ('<attribute name="a"/><attribute name="b"/>', ("group", A, B)),
    ('<group><attribute name="a"/></group>', A),
    ('<optional><attribute name="a"/></optional>', OPTIONAL_A),
    ('<choice><attribute name="a"/><empty/></choice>', OPTIONAL_A),
    ('<optional><optional><attribute name="a"/></optional></optional>', OPTIONAL_A),
    ("<zeroOrMore><text/></zeroOrMore>", ("choice", EMPTY, ("oneOrMore", TEXT))),
    ("<oneOrMore><empty/></oneOrMore>", EMPTY),
    ("<oneOrMore><notAllowed/></oneOrMore>", NOT_ALLOWED),
    ('<mixed><attribute name="a"/></mixed>', ("interleave", TEXT, A)),
    ('<mixed><attribute name="a"/><attribute name="b"/></mixed>', ("interleave", TEXT, ("group", A, B))),
    ("<mixed><empty/></mixed>", TEXT),
    (
        '<group><attribute name="a"/><group><attribute name="b"/><attribute name="c"/></group></group>',
        ("group", A, B, C),
    ),
    ('<choice><attribute name="a"/><choice><attribute name="b"/><notAllowed/></choice></choice>', ("choice", A, B)),
    ('<group><attribute name="a"/><notAllowed/></group>', NOT_ALLOWED),
    ('<interleave><attribute name="a"/><empty/></interleave>', A),
    ("<choice><notAllowed/><notAllowed/></choice>", NOT_ALLOWED),
    ('<attribute name="a"><notAllowed/></attribute>', NOT_ALLOWED),
    ("<list><notAllowed/></list>", NOT_ALLOWED),
    ('<list><data type="token"/></list>', ("list", ("data", "", "token", (), None))),
    ("<value> x </value>", ("value", "", "token", " x ", ())),
    (
        '<data type="token"><except><value>x</value><value>y</value></except></data>',
        ("data", "", "token", (), ("choice", ("value", "", "token", "x", ()), ("value", "", "token", "y", ()))),
    ),
    ('<data type="token"><except><notAllowed/></except></data>', ("data", "", "token", (), None)),
    (
        f'<data type=" decimal " datatypeLibrary="{XSD}"><param name="minInclusive">0</param></data>',
        ("data", XSD, "decimal", (("minInclusive", "0"),), None),
    ),
    ('<a:x xmlns:a="urn:x"><b/>words</a:x><!-- words --><empty/>', EMPTY),
]


@pytest.mark.parametrize(("content", "simple"), CONTENTS)
def test_contents_are_made_simple(content: str, simple: Expression, tmp_path: Path) -> None:
    assert simplified(tmp_path, f'<element name="e">{content}</element>').elements[0].content == simple


NAMES: list[tuple[str, Expression]] = [
    ('<element name="e"><empty/></element>', ("name", "", "e")),
    ('<element name=" e " ns="urn:x"><empty/></element>', ("name", "urn:x", "e")),
    ('<element name="p:e" ns="urn:x" xmlns:p="urn:p"><empty/></element>', ("name", "urn:p", "e")),
    ('<element name="xml:e"><empty/></element>', ("name", "http://www.w3.org/XML/1998/namespace", "e")),
    ("<element><name> e </name><empty/></element>", ("name", "", "e")),
    ('<element ns="urn:x"><name ns="urn:y">e</name><empty/></element>', ("name", "urn:y", "e")),
    ("<element><anyName/><empty/></element>", ("anyName", None)),
    ('<element ns="urn:x"><nsName/><empty/></element>', ("nsName", "urn:x", None)),
    (
        '<element ns="urn:x"><anyName><except><nsName ns=""/><name>e</name></except></anyName><empty/></element>',
        ("anyName", ("choice", ("nsName", "", None), ("name", "urn:x", "e"))),
    ),
    (
        "<element><choice><name>e</name><choice><name>f</name><name>g</name></choice></choice><empty/></element>",
        ("choice", ("name", "", "e"), ("name", "", "f"), ("name", "", "g")),
    ),
    ("<element><choice><name>e</name></choice><empty/></element>", ("name", "", "e")),
]


@pytest.mark.parametrize(("schema", "names"), NAMES)
def test_name_classes_are_made_simple(schema: str, names: Expression, tmp_path: Path) -> None:
    assert simplified(tmp_path, schema).elements[0].names == names


def test_an_attribute_has_its_own_namespace_only(tmp_path: Path) -> None:
    attributes = '<attribute name="a"/><attribute name="b" ns="urn:y"/><attribute><name>c</name></attribute>'
    found = simplified(tmp_path, f'<element name="e" ns="urn:x">{attributes}</element>').elements[0].content
    assert [one[1] for one in found[1:]] == [("name", "", "a"), ("name", "urn:y", "b"), ("name", "urn:x", "c")]


def test_a_qualified_value_brings_its_namespaces(tmp_path: Path) -> None:
    value = f'<value type="QName" datatypeLibrary="{XSD}">p:a</value>'
    found = simplified(tmp_path, f'<element name="e" ns="urn:x" xmlns:p="urn:p">{value}</element>')
    assert dict(found.elements[0].content[4])["p"] == "urn:p"
    assert dict(found.elements[0].content[4])[""] == "urn:x"


def test_definitions_keep_their_names_and_documentation(tmp_path: Path) -> None:
    found = simplified(
        tmp_path,
        """
        namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"
        start = p
        ## A paragraph.
        p = element p { att.global, model.phrase* }
        ## What all have.
        att.global = attribute a { text }?
        ## Phrases.
        model.phrase = hi | name
        hi = [ a:documentation [ "Set " "off." ] ] element hi { model.none, text }
        name = element name { model.phrase* }
        model.none = empty
        unused = element unused { model.alone }
        model.alone = attribute b { text } | attribute c { text }
        """,
        "schema.rnc",
    )
    assert found.start == ("element", 0)
    assert [one.definition for one in found.elements] == ["p", "hi", "name"]
    assert [one.documentation for one in found.elements] == ["A paragraph.", "Set off.", ""]
    assert found.elements[0].content == (
        "group",
        ("ref", "att.global"),
        ("choice", EMPTY, ("oneOrMore", ("ref", "model.phrase"))),
    )
    assert found.elements[1].content == TEXT
    assert found.patterns == {
        "att.global": OPTIONAL_A,
        "model.phrase": ("choice", ("element", 1), ("element", 2)),
    }
    assert found.documentation == {"att.global": "What all have.", "model.phrase": "Phrases."}
    assert found.files == (str(tmp_path / "schema.rnc"),)


def test_names_of_nested_grammars_are_told_apart(tmp_path: Path) -> None:
    found = simplified(
        tmp_path,
        """
        start = element e { x, grammar { start = element f { x, parent x } x = attribute c { text }? } }
        x = attribute a { text }?
        """,
        "schema.rnc",
    )
    assert sorted(found.patterns) == ["x", "x#2"]
    assert found.elements[0].content == ("group", ("ref", "x"), ("element", 1))
    assert found.elements[1].content == ("group", ("ref", "x#2"), ("ref", "x"))


def test_definitions_are_combined(tmp_path: Path) -> None:
    found = simplified(
        tmp_path,
        """
        start |= element e { x }
        start |= element f { y }
        x &= attribute a { text }
        x &= attribute b { text }
        y = attribute a { text }
        div { y |= attribute b { text } }
        """,
        "schema.rnc",
    )
    assert found.start == ("choice", ("element", 0), ("element", 1))
    assert found.patterns == {"x": ("interleave", A, B), "y": ("choice", A, B)}


def test_long_chains_and_long_choices_need_no_deep_stack(tmp_path: Path) -> None:
    chain = "".join(f"d{i} = d{i + 1} | element e{i} {{ d{i + 1} }}\n" for i in range(3000))
    choice = " | ".join(f"element c{i} {{ d0 }}" for i in range(3000))
    found = simplified(tmp_path, f"start = {choice}\n{chain}d3000 = element last {{ start_ }}\nstart_ = empty", "s.rnc")
    assert len(found.start) == 3001
    assert len(found.elements) == 6001


def test_nested_choices_need_no_deep_stack(tmp_path: Path) -> None:
    depth = 5000
    left = "<choice>" * depth + E + "".join(f'<element name="e{i}"><empty/></element></choice>' for i in range(depth))
    right = "".join(f'<choice><element name="e{i}"><empty/></element>' for i in range(depth)) + E + "</choice>" * depth
    for schema in (left, right):
        found = simplified(tmp_path, schema)
        assert len(found.start) == depth + 2


REFUSED = [
    pytest.param(
        '<element name="e"><ref name="x"/></element>', "nothing defines x", "add <define", [1], id="no grammar at all"
    ),
    pytest.param(
        '<grammar>\n<start>\n<ref name="modl.p"/></start>\n<define name="model.p"><text/></define></grammar>',
        "nothing defines modl.p",
        "model.p is meant?",
        [3],
        id="undefined, with a near name",
    ),
    pytest.param(
        '<grammar><start>\n<parentRef name="x"/></start><define name="x"><text/></define></grammar>',
        "<parentRef> stands in no nested grammar",
        "use <ref>",
        [2],
        id="no parent",
    ),
    pytest.param(
        '<grammar>\n<define name="x"><text/></define></grammar>',
        "the grammar has no <start>",
        "add <start>",
        [1],
        id="no start",
    ),
    pytest.param(
        '<grammar><start>\n<ref name="x"/></start>\n<define name="x"><optional>\n<ref name="y"/></optional></define>\n'
        '<define name="y"><ref name="x"/></define></grammar>',
        "x refers to itself through y with no element between",
        "<zeroOrMore>",
        [5, 3],
        id="recursion",
    ),
    pytest.param(
        '<grammar><start><element name="e">\n<ref name="x"/></element></start>\n<define name="x">\n'
        '<ref name="x"/></define></grammar>',
        "x refers to itself with no element between",
        "nesting needs an <element>",
        [4, 3],
        id="short recursion",
    ),
    pytest.param(
        '<grammar><start>\n<element name="e"><text/></element></start>\n<start><text/></start></grammar>',
        "<start> is defined twice",
        "combine=",
        [3, 1],
        id="two starts",
    ),
    pytest.param(
        '<grammar><start><ref name="x"/></start>\n<define name="x"><text/></define>\n'
        '<define name="x"><text/></define></grammar>',
        "x is defined twice",
        "rename one",
        [3, 2],
        id="two definitions",
    ),
    pytest.param(
        '<grammar><start><ref name="x"/></start>\n<define name="x" combine="choice"><text/></define>\n'
        '<define name="x" combine=" interleave "><text/></define></grammar>',
        "x is combined both by choice and by interleave",
        "choose one",
        [3, 2],
        id="two ways to combine",
    ),
    pytest.param(
        '<element name="p:e"><empty/></element>', "the prefix p of p:e is not declared", "xmlns:p=", [1], id="prefix"
    ),
    pytest.param(
        "<element><anyName><except>\n<anyName/></except></anyName><empty/></element>",
        "<anyName> is excepted from <anyName>",
        "narrower",
        [2],
        id="anyName from anyName",
    ),
    pytest.param(
        "<element><anyName><except><nsName><except><choice>\n<nsName/></choice></except></nsName></except></anyName>"
        "<empty/></element>",
        "<nsName> is excepted from <nsName>",
        "narrower",
        [2],
        id="nsName from nsName",
    ),
    pytest.param(
        '<element name="e">\n<attribute name="xmlns"/></element>',
        "an attribute xmlns would declare a namespace",
        "take it away",
        [2],
        id="xmlns",
    ),
    pytest.param(
        '<element name="e"><zeroOrMore><attribute>\n<choice><name>a</name><nsName ns="http://www.w3.org/2000/xmlns"/>'
        "</choice></attribute></zeroOrMore></element>",
        "would declare a namespace",
        "take it away",
        [2],
        id="namespace of xmlns",
    ),
    pytest.param(
        '<element name="e"><zeroOrMore><attribute><anyName><except>\n<name>xmlns</name></except></anyName>'
        "</attribute></zeroOrMore></element>",
        "an attribute xmlns would declare a namespace",
        "take it away",
        [1],
        id="xmlns excepted",
    ),
    pytest.param(
        '<element name="e">\n<data type="date"/></element>', "date", "datatypeLibrary", [2], id="no such type"
    ),
    pytest.param(
        f'<element name="e" datatypeLibrary="{XSD}">\n<data type="int"><param name="least">1</param></data></element>',
        "least",
        "parameters",
        [2],
        id="no such parameter",
    ),
    pytest.param(
        f'<element name="e" datatypeLibrary="{XSD}">\n<value type="int">one</value></element>',
        "<value> of type int cannot be “one”: ",
        "correct the value",
        [2],
        id="no such value",
    ),
]


@pytest.mark.parametrize(("schema", "message", "remedy", "places"), REFUSED)
def test_what_cannot_be_simplified_is_refused(
    schema: str, message: str, remedy: str, places: list[int], tmp_path: Path
) -> None:
    diagnostic = refused(tmp_path, schema)
    assert diagnostic.code == "P302"
    assert message in diagnostic.message
    assert remedy in diagnostic.help
    assert lines(diagnostic) == places


def test_what_is_too_deep_over_several_files_is_refused(tmp_path: Path) -> None:
    for i in range(12):
        inner = f'<externalRef href="s{i + 1}.rng"/>' if i < 11 else "<text/>"
        written(tmp_path, "<optional><list>" * 70 + inner + "</list></optional>" * 70, f"s{i}.rng")
    diagnostic = refusal_of(str(tmp_path / "s0.rng"))
    assert diagnostic.code == "P302"
    assert "too deep" in diagnostic.message


def test_both_syntaxes_give_the_same(tmp_path: Path) -> None:
    one = simplified(tmp_path, '<element name="e" ns="urn:x"><mixed><attribute name="a"/></mixed></element>')
    other = definitions(
        written(tmp_path, 'default namespace = "urn:x"\nelement e { mixed { attribute a { text } } }', "schema.rnc")
    )
    assert (one.start, one.elements, one.patterns) == (other.start, other.elements, other.patterns)
