"""Expressions are read into trees, and written out as XPath 1.0 that means the same."""

from __future__ import annotations

import pytest

from tei.schematron.expression import Call, Conditional, Literal, Sequence, write
from tei.schematron.xpath import NotXPath1, parse

WRITTEN = [
    ("a/b[1]//c", "a/b[1]//c"),
    ("//a | /b/@c", "(//a | /b/@c)"),
    ("a/(b|c)/d", "(a/b/d | a/c/d)"),
    ("/(a|b)", "(/a | /b)"),
    ("//(a union b)//c", "(//a//c | //b//c)"),
    ("(a|b)[1]/c", "(((a | b))[1])/c"),
    ("*:p[2]", '*[(local-name() = "p")][2]'),
    ("element(a)/attribute(b)", "a/@b"),
    ("element()", "*"),
    ("@attribute(b)", "@b"),
    ("./a/..", "./a/.."),
    (".[a]", "self::node()[a]"),
    ("self :: a", "self::a"),
    ("-1 - -2", "((-1) - (-2))"),
    ("or or and and div", "(or or (and and div))"),
    ("* * *", "(* * *)"),
    ("a(: this :)/ (:and:) b", "a/b"),
    ("'it''s'", '"it\'s"'),
    ("'\"'", "'\"'"),
    ("'a\"b''c'", 'concat("a", \'"\', "b\'c")'),
    ("$x/y", "$x/y"),
    ("$x[1]", "($x)[1]"),
    ("id('a')//b", 'id("a")//b'),
    ("f(a, 1.5, .5)", "f(a, 1.5, .5)"),
    ("processing-instruction('x')", "processing-instruction('x')"),
    ("processing-instruction()|comment()", "(processing-instruction() | comment())"),
    ("/", "/"),
    ("/ | //*", "(/ | //*)"),
    ("a <= b", "(a <= b)"),
    ("if/then", "if/then"),
    ("descendant-or-self::node()/a", "descendant-or-self::node()/a"),
    ("a or b or c", "((a or b) or c)"),
    ("a or b or c or d", "((a or b) or (c or d))"),
    ("a - b - c", "((a - b) - c)"),
]


@pytest.mark.parametrize(("text", "written"), WRITTEN)
def test_an_expression_is_written_out(text: str, written: str) -> None:
    tree = parse(text)
    assert write(tree) == written
    assert write(parse(written)) == written


REFUSED = {
    "a b": "not an operator",
    "a[": "not complete",
    "a]": "after a whole expression",
    "f(a": "missing before",
    "a/name()": "function as a step",
    "for $x in y return z": "after a whole expression",
    "a ! b": "not of XPath 1.0",
    "--1": "a minus before a minus",
    "(" * 40 + "a" + ")" * 40: "in each other",
    "*[" * 2000: "in each other",
    "if (a) then b else " * 300 + "c": "in each other",
    "+".join("a" * 200): "operators in a row",
    "/".join(["(a|b)"] * 20): "more than 100 paths",
    "a/(b|c)[1]": "a predicate on a union",
    "a/(b|'c')": "an expression as a step",
    "up::a": "no axis",
    "a/1": "the name of a node",
    "child::attribute(a)": "on the axis",
    "1a": "not of XPath 1.0",
    "if (a, b) then c else d": "without one test",
    "if (a) or b": "missing before",
    "f(,)": "not of XPath 1.0",
}


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_what_is_more_says_so(text: str, words: str) -> None:
    with pytest.raises(NotXPath1, match=words):
        parse(text)


def test_later_versions_have_sequences_and_conditions() -> None:
    assert parse("('a', f())") == Sequence((Literal("a"), Call("f", ())))
    assert parse("()") == Sequence(())
    tree = parse("if ('a') then 'b' else 'c'")
    assert tree == Conditional(Literal("a"), Literal("b"), Literal("c"))
    with pytest.raises(ValueError, match="not of XPath"):
        write(tree)


@pytest.mark.parametrize("sign", ["or", "and", "|"])
def test_a_list_may_be_long(sign: str) -> None:
    written = write(parse(f" {sign} ".join(f"n{number}" for number in range(5000))))
    assert [each.strip("()") for each in written.split(f" {sign} ")] == [f"n{number}" for number in range(5000)]
