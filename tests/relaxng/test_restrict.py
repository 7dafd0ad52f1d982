"""The restrictions of section 7 and of DTD compatibility: what breaks them is shown with its partner and a cure."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relaxng.schemas import lines, refused, simplified

from tei.relaxng.definitions import Expression
from tei.relaxng.nameclass import contains, written
from tei.relaxng.overlap import common

TOKEN = 'datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"\nstart = element r { x }\n'

# Each schema is `start = element r { x }` in the first two lines, and what follows here.
REFUSED = [
    # 7.1.1
    ("x = attribute a {\nattribute b { text } }", "an attribute holds an attribute", "text", [4, 3]),
    (
        "x = attribute a { y }\ny = z | text\nz = element z { empty }",
        "an attribute holds an element",
        "<text/>",
        [5, 3],
    ),
    # 7.1.2
    (
        "x = (attribute a { text },\nattribute b { text })+",
        "an attribute is repeated together with something else",
        "outside the repetition",
        [3, 3],
    ),
    ("x = (y & text)*\ny = attribute a { text }", "an attribute is repeated together", "once", [4, 3]),
    # 7.1.3
    ("x = list {\ntext }", "a list holds <text/>", "<data>", [4, 3]),
    ("x = list { list {\ntoken } }", "a list holds a list", "<data>", [3, 3]),
    ("x = list { y }\ny = element z { empty }", "a list holds an element", "words", [4, 3]),
    ("x = list { y? }\ny = attribute a { text }", "a list holds an attribute", "words", [4, 3]),
    ("x = list { token & string }", "a list holds an interleave", "words", [3, 3]),
    # 7.1.4
    ("x = token - (\nlist { token })", "a list is excepted from <data>", "<choice>", [4, 3]),
    ("x = token - y\ny = text", "<text/> is excepted from <data>", "<value>", [4, 3]),
    ("x = token - (y?)\ny = token", "nothing at all is excepted", "<value>", [3, 3]),
    # 7.2
    ("x = token,\nstring", "two values follow each other outside a list", "<list>", [4, 3]),
    ("x = token &\nstring", "two values follow each other outside a list", "<list>", [4, 3]),
    ("x = token,\ntext", "a value stands beside text", "<text/>", [4, 3]),
    ("x = y?, token\ny = element y { empty }", "a value stands beside elements", "<choice>", [3, 4]),
    ("x = token+", "a value is repeated outside a list", "<list>", [3]),
    ("x = attribute a { token+ }", "a value is repeated outside a list", "<list>", [3]),
    ("x = attribute a { y }, z\ny = token, token\nz = list { y }", "two values follow", "<list>", [4, 4]),
    # 7.3
    (
        "x = attribute a { text },\nattribute a { text }",
        "the attribute a is described twice for one element",
        "<choice>",
        [4, 3, 3],
    ),
    (
        "x = y, z\ny = attribute a { text }?\nz = attribute b { text } | (attribute a { text } & text)",
        "the attribute a is described twice",
        "drop one",
        [5, 4, 3],
    ),
    ("x = y, y\ny = attribute a { text }", "the attribute a is referred to twice", "drop one", [4, 3]),
    (
        "x = attribute a { text },\nattribute * { text }*",
        "the attribute a is described twice",
        "except the name",
        [4, 3, 3],
    ),
    (
        "x = attribute * { text }*,\nattribute a { text }",
        "the attribute a is described twice",
        "except the name",
        [4, 3, 3],
    ),
    (
        "x = attribute * { text }*,\nattribute * - a { text }*",
        "an attribute of any name is described twice",
        "except the name",
        [4, 3, 3],
    ),
    ("x = attribute * { text }", "an attribute of any name can occur once only", "<zeroOrMore>", [3, 2]),
    (
        "x = y | attribute (a | local:*) { text }\nlocal = empty\ny = empty",
        "an attribute of a or any name of the namespace urn:l can occur once only",
        "<oneOrMore>",
        [3, 2],
    ),
    # 7.4
    (
        "x = element a { empty } &\nelement a { text }",
        "the element a occurs in two parts of an interleave",
        "<choice>",
        [4, 3, 3],
    ),
    ("x = y & (z | y)\ny = element a { text }\nz = empty", "the element a occurs in two parts", "one part", [4, 3]),
    (
        "x = element * { text } & (attribute a { text },\n(element b { empty })+)",
        "the element b occurs in two parts",
        "one part",
        [4, 3, 3],
    ),
    ("x = text & (y?)\ny = text", "two parts of an interleave hold text", "<mixed>", [4, 3, 3]),
    # DTD compatibility, section 5
    ("x = attribute * { xsd:ID }*", "the type ID is given to attributes of any name", "one name", [3, 3]),
    (
        "x = element * { attribute a { xsd:ID } }",
        "an element of any name has an attribute of type ID",
        "NCName",
        [3, 3],
    ),
    ("x = xsd:IDREF", "the type IDREF stands in the content of an element", "NCName", [3]),
    ("x = attribute a { y | token }\ny = xsd:ID", "ID stands in a part of the value of an attribute", "NCName", [4]),
    ("x = attribute a { list { xsd:IDREF+ } }", "IDREF stands in a part of the value", "list of NCName", [3]),
    ('x = attribute a { xsd:ID - xsd:ID "b" }', "ID stands in a part of the value", "NCName", [3]),
    (
        "x = element e { attribute a { xsd:ID } },\nelement e { attribute a { xsd:IDREF } }",
        "the attribute a of <e> is of type ID here and of type IDREF there: conflicting ID-types",
        "type ID wherever",
        [4, 3],
    ),
    (
        "x = element e { y },\nelement (e | f) { attribute a { text }? }\ny = attribute a { z }\nz = xsd:ID",
        "the attribute a of <e> is of type ID here and not there",
        "type ID wherever",
        [4, 5],
    ),
    (
        "x = element e { y },\nelement * { attribute * { text }* }\ny = attribute a { xsd:ID } & attribute b { text }",
        "the attribute a of <e> is of type ID here and not there",
        "except its name",
        [4, 5],
    ),
]


@pytest.mark.parametrize(("rest", "message", "remedy", "places"), REFUSED)
def test_what_is_restricted_is_refused(rest: str, message: str, remedy: str, places: list[int], tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, _schema(rest), "schema.rnc")
    assert diagnostic.code == "P302"
    assert message in diagnostic.message
    assert remedy in diagnostic.help
    assert lines(diagnostic) == places
    assert all(label.text for label in diagnostic.labels) or len(diagnostic.labels) == 1


ALLOWED = [
    "x = attribute a { text } | attribute a { token }",
    "x = attribute a { text }+",
    "x = attribute a { text }, attribute * - a { text }*",
    "x = attribute a { list { token, token, (token | string)* } }",
    "x = y, z\ny = attribute a { w }\nz = list { w, w }\nw = token",
    "x = list { y }\ny = token, token",
    "x = attribute local:a { text }, attribute a { text }, attribute local:* - local:a { text }*",
    "x = attribute a { attribute b { notAllowed } }?",
    "x = (element a { empty } | text) & element b { empty }",
    "x = element a { empty } & element local:a { empty } & element (c | d) { empty }",
    "x = element * - (a | local:*) { empty } & element a { x }",
    'x = token - ("a" | xsd:int)',
    "x = element e { attribute a { xsd:ID } } | element e { attribute a { xsd:ID { minLength = '2' } } }",
    "x = element e { attribute a { xsd:ID } } | element e { attribute b { xsd:ID } }",
    "x = element e { attribute a { xsd:ID } } | element * - e { attribute * { text }* }",
    "x = element e { attribute a { xsd:IDREFS } } | element * { attribute * - a { text }* }",
    "x = element e { y } | element f { attribute a { text } }\ny = attribute a { xsd:ID }\nz = element e { text }",
]


@pytest.mark.parametrize("rest", ALLOWED)
def test_what_only_looks_like_it_is_not(rest: str, tmp_path: Path) -> None:
    assert simplified(tmp_path, _schema(rest), "schema.rnc").elements


STARTS = [
    ("start =\nattribute a { text }", "a document begins with an attribute"),
    ("start =\ntext", "a document begins with <text/>"),
    ("start =\ntoken", "a document begins with a value without element"),
    ("start =\n'a'", "a document begins with a value without element"),
    ("start =\nlist { token }", "a document begins with a list"),
    ("start =\nelement a { empty }, element b { empty }", "a document begins with a sequence"),
    ("start =\nelement a { empty } & element b { empty }", "a document begins with an interleave"),
    ("start =\nelement a { empty }+", "a document begins with a repetition"),
    ("start =\nelement a { empty }?", "a document begins with nothing at all"),
]


@pytest.mark.parametrize(("schema", "message"), STARTS)
def test_a_document_has_one_root(schema: str, message: str, tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, schema, "schema.rnc")
    assert diagnostic.message == message
    assert lines(diagnostic) == [2]


def _schema(rest: str) -> str:
    return f'namespace local = "urn:l" {TOKEN}{rest}'


NAMES = st.sampled_from([("name", ns, local) for ns, local in product(("", "u", "v"), "ab")])
CLASSES: st.SearchStrategy[Expression] = st.recursive(
    NAMES | st.just(("anyName", None)) | st.sampled_from([("nsName", ns, None) for ns in ("", "u", "v")]),
    lambda inner: (
        st.tuples(st.just("choice"), inner, inner)
        | st.tuples(st.just("anyName"), inner)
        | st.tuples(st.just("nsName"), st.sampled_from(("", "u", "v")), inner)
    ),
    max_leaves=5,
)
EVERY_NAME = [written(ns, local) for ns, local in product(("", "u", "v", "\0"), ("a", "b", "\0"))]


@given(CLASSES, CLASSES)
def test_classes_overlap_where_a_name_is_in_both(one: Expression, other: Expression) -> None:
    shared = [name for name in EVERY_NAME if contains(one, name) and contains(other, name)]
    assert (common(one, other) in shared) if shared else common(one, other) is None
