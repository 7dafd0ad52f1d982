"""Where nodes for a context are looked for, and which expressions ask the catalogs."""

from __future__ import annotations

import pytest

from tei.schematron.xslt3.candidates import EVERYTHING, candidates
from tei.schematron.xslt3.offline import asking


@pytest.mark.parametrize(
    ("contexts", "expression"),
    [
        ("p", "//p"),
        ("tei:div/tei:p[1]", "//tei:p"),
        ("//tei:p[ancestor::q or x/y]", "//tei:p"),
        ("a | b/@c", "//a | //@c"),
        ("a union b", "//a | //b"),
        ("/", "/"),
        ("document-node()", "/"),
        ("@*", "//@*"),
        ("attribute::xml:id", "//@xml:id"),
        ("attribute::node()", "//@*"),
        ("child::p", "//p"),
        ("text()", "//text()"),
        ("p/comment()", "//comment()"),
        ("processing-instruction('x')", "//processing-instruction('x')"),
        ("*", "//*"),
        ("tei:*[@n]", "//@n/.."),
        ("*[@xml:id = 'a' and b]", "//@xml:id/.."),
        ("*[@a or @b]", "//*"),
        ("*[ @mode eq 'x' ][y]", "//@mode/.."),
        ("Q{urn:a}b", "//Q{urn:a}b"),
        ("*:p", "//*:p"),
        ("a except b", "//a"),
        ("a intersect b", "//a"),
        ("(a | b)", "//a | //b"),
        ("(a | b)[1]", EVERYTHING),
        ("(a)/b", "//b"),
        ("((a))|(b)", "//a | //b"),
        ("(a)[x]/(b)", EVERYTHING),
        (".[. instance of element()]", EVERYTHING),
        ("key('k', 'x')", EVERYTHING),
        ("id('x')/a", "//a"),
        ("element(p)", EVERYTHING),
        ("a[. = '|'] | b", "//a | //b"),
        ("a[b | c]", "//a"),
        ("a (: | b :)", EVERYTHING),
        ("self::a", EVERYTHING),
        ("a-union-b", "//a-union-b"),
        ("$x//p", "//p"),
    ],
)
def test_where_nodes_of_a_context_are_looked_for(contexts: str, expression: str) -> None:
    assert candidates((contexts,)) == expression


def test_each_place_is_looked_at_once() -> None:
    assert candidates(("a[1]", "a", "b")) == "//a | //b"
    assert candidates(("a", ".")) == EVERYTHING


@pytest.mark.parametrize(
    ("expression", "asks"),
    [
        ("doc('a')/x", "doc(_:known(('a')))/x"),
        ("fn:doc($a)", "fn:doc(_:known(($a)))"),
        ("document(@x, .)", "document(_:known((@x)), .)"),
        ("unparsed-text(concat('(', f(1, 2)), 'utf-8')", "unparsed-text(_:known((concat('(', f(1, 2)))), 'utf-8')"),
        ("doc(doc('a')/b)", "doc(_:known((doc(_:known(('a')))/b)))"),
        ("tei:doc(1), $doc, 'doc(2)', doc()", "tei:doc(1), $doc, 'doc(2)', doc()"),
        ("document-node()", "document-node()"),
        ("string(.)", "string(.)"),
    ],
)
def test_what_reads_a_file_asks_the_catalogs(expression: str, asks: str) -> None:
    assert asking(expression) == asks
