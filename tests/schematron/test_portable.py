"""What XPath 1.0 can say of an expression of a later version, and why it cannot say the rest."""

from __future__ import annotations

import pytest

from tei.schematron.expression import prefixes
from tei.schematron.portable import portable
from tei.schematron.scope import BOOLEAN, ID, NODE, NODES, NUMBER, PERHAPS, STRING, Bound, Scope
from tei.schematron.xpath import NotXPath1, parse

VARIABLES = {"s": Bound(STRING, "s."), "n": Bound(NODES, "n"), "p": Bound(PERHAPS, "p"), "i": Bound(NUMBER, "i")}
LATER = Scope("3", VARIABLES, frozenset({"k"}))
FIRST = Scope("1", VARIABLES, frozenset({"k"}))

SAME = [
    ("@a eq 'b'", '(@a = "b")'),
    ("count(*) gt 1", "(count(*) > 1)"),
    ("@a = ('b', 'c')", '((@a = "b") or (@a = "c"))'),
    ("@a = ()", "false()"),
    ("()", "false()"),
    ("(a, b)", "(a | b)"),
    ("exists(a) and empty(b)", "(boolean(a) and not(b))"),
    ("if (a) then b else 'c'", '((a and b) or (not(a) and "c"))'),
    ("(a)[1] is (b)[1]", "((count(((a)[1] | (b)[1])) = 1) and ((a)[1] and (b)[1]))"),
    ("generate-id(.) eq generate-id(current())", "(generate-id(.) = generate-id(current()))"),
    ("@a || 'b'", 'concat(@a, "b")'),
    ("fn:not(a)", "not(a)"),
    ("ends-with(@a, '.')", '(substring(@a, ((string-length(@a) - string-length(".")) + 1)) = string("."))'),
    ("matches(@a, '^x')", 'starts-with(@a, "x")'),
    ("matches(@a, 'x')", 'contains(@a, "x")'),
    ("matches(@a, '^x$')", '(string(@a) = "x")'),
    ("matches(@a, 'x\\.$')", '(substring(@a, (string-length(@a) - 1)) = "x.")'),
    ("matches(@a, '$')", "true()"),
    ("matches(@a, '\\s')", '(string(@a) != translate(@a, " \t\n\r", ""))'),
    ("matches(@a, '^[a-c]*$')", '(translate(@a, "abc", "") = "")'),
    ("matches(@a, '^[ab-]+$')", '((translate(@a, "ab-", "") = "") and (string(@a) != ""))'),
    ("id(@a)", 'key("tei.own:id", tei.str:tokenize(@a, " \t\n\r"))'),
    ("key('k', @a)", 'key("k", @a)'),
    ("$s = $n and $p", "(($s. = $n) and $p)"),
    ("$i mod 2", "($i mod 2)"),
    ("-$i", "(-$i)"),
    ("/a/@b eq ''", '(/a/@b = "")'),
    ("@x/self::node()/..", "@x/./.."),
]


@pytest.mark.parametrize(("text", "written"), SAME)
def test_a_later_version_is_said_in_the_first(text: str, written: str) -> None:
    assert portable(text, LATER, truth=True).text == written


TYPES = {
    "a": NODES,
    "@a": NODE,
    "a[1]": NODE,
    "(a)[1]": NODE,
    "@*": NODES,
    "..": NODE,
    "/": NODE,
    "/a": NODE,
    "/a/b": NODES,
    "current()/@x": NODE,
    "'a'": STRING,
    "1": NUMBER,
    "not(a)": BOOLEAN,
    "'a' eq string(.)": BOOLEAN,
    "generate-id()": ID,
    "concat('a', 1, true())": STRING,
}


@pytest.mark.parametrize(("text", "type"), TYPES.items())
def test_each_has_a_type(text: str, type: object) -> None:
    assert portable(text, LATER).type == type


DIFFERENT = {
    "@a eq 'b'": "may not be there",
    "$p": "may not be there",
    "(a)[1] is (b)[1]": "may not be there",
    "a is b": "“is” between several",
    "a eq 'b'": "several nodes",
    "@a lt @b": "no numbers",
    "@a eq 1": "between nodes and number",
    "@a > 1": "“>” between",
    "@a = 1": "“=” between",
    "a = true()": "“=” between",
    "1.5": "decimal",
    "1 div 2": "division",
    "1 mod 0": "what may be 0",
    "1 + @a": "“\\+” with nodes",
    "-@a": "with a minus",
    "$none": "the variable",
    "'a'[1]": "a predicate on",
    "'a'/b": "a path from",
    "'a' | b": "a union of",
    "namespace::a": "the namespace axis",
    "@a/following::b": "from an attribute",
    "$n/preceding::b": "from an attribute",
    "(a, b)": "a sequence",
    "if (a) then 'b' else 'c'": "“if” for",
    "if (a) then 1 else b": "“if” for",
    "tokenize(a)": "is not of XPath 1.0",
    "f:x()": "is not of XPath 1.0",
    "not()": "with 0 arguments",
    "not(a, b)": "with 2 arguments",
    "position() = 1": "of the context node",
    "sum(a)": "sum",
    "number(@a)": "number",
    "key('other', @a)": "a key",
    "key(@a, @a)": "a key",
    "count('a')": "no nodes",
    "string(a)": "of several nodes",
    "contains(@a, 1)": "of a number",
    "string-length(generate-id())": "of a id",
    "substring(@a, @b)": "with nodes",
    "translate(@a, 'b', @c)": "may not be there",
    "id(@a)": "given twice",
    "matches(@a, 'x+')": "such a regular expression",
    "matches(@a, @b)": "such a regular expression",
    "document('a')": "document",
}


@pytest.mark.parametrize(("text", "words"), DIFFERENT.items())
def test_what_could_differ_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(NotXPath1, match=words):
        portable(text, LATER)


@pytest.mark.parametrize("text", ["@a > 1", "number(a)", "1 div 0", "string(a)", "document('a')/b", "str:tokenize(@a)"])
def test_the_first_version_is_itself(text: str) -> None:
    assert portable(text, FIRST).text


def test_a_context_has_no_current_node() -> None:
    with pytest.raises(NotXPath1, match="in a context"):
        portable("a[current()]", Scope("3", in_pattern=True))


def test_axes_from_a_context_that_may_be_an_attribute() -> None:
    with pytest.raises(NotXPath1, match="from an attribute"):
        portable("(.)/following::a", Scope("3", on_attributes=True))
    assert portable("../following::a", Scope("3", on_attributes=True))


def test_prefixes_are_those_of_names() -> None:
    assert prefixes(parse("a:b[@c:d = 'e:f']/child::g | h:i($j:k) = processing-instruction('l:m')")) == {
        "a", "c", "h", "j",
    }  # fmt: skip
