"""What XPath 1.0 is made of for lxml says the same as Saxon says of the expression as it is written."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any, cast
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tei.core.edition import Edition
from tei.core.source import Source
from tei.schematron import Finding, Node, Schematron
from tei.schematron.portable import portable
from tei.schematron.scope import Scope
from tei.schematron.xpath import NotXPath1

pytestmark = pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed")

ISO = "http://purl.oclc.org/dsdl/schematron"
TEXTS = ["", "a", "b a", " a ", "1", "é", "x\ny"]

names = st.sampled_from(["a", "b", "c"])
texts = st.sampled_from(TEXTS)


def quoted(text: str) -> str:
    return "'" + text.replace("\n", "&#10;") + "'" if "\n" in text else f"'{text}'"


@st.composite
def documents(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(names)
    attributes = "".join(
        f" {key}={quoteattr(draw(texts))}" for key in draw(st.sets(st.sampled_from(["x", "y", "xml:lang"])))
    )
    parts = ["t", " ", "<!--a-->", "<?a x?>", "é"]
    pieces = st.sampled_from(parts) if depth == 0 else st.one_of(st.sampled_from(parts), documents(depth=depth - 1))
    return f"<{name}{attributes}>{''.join(draw(st.lists(pieces, max_size=3)))}</{name}>"


AXES = ["", "", "", "@", "@", "parent::", "ancestor::", "descendant::", "following-sibling::", "preceding-sibling::"]
AXES += ["following::", "preceding::", "self::", "ancestor-or-self::", "descendant-or-self::"]
TESTS = ["a", "b", "c", "*", "x", "y", "node()", "text()", "comment()", "processing-instruction()", "element(a)", "*:b"]


@st.composite
def steps(draw: st.DrawFn, depth: int) -> str:
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from([".", "..", "@x", "@y", "(a | b)", "(a|@x)"]))
    step = draw(st.sampled_from(AXES)) + draw(st.sampled_from(TESTS))
    for _ in range(draw(st.integers(0, 1)) if depth > 0 else 0):
        kind = draw(st.integers(0, 3))
        inner = draw(truths(depth - 1)) if kind < 2 else draw(st.sampled_from(["1", "2", "last()", "position() = 2"]))
        step += f"[{inner}]"
    return step


@st.composite
def nodes(draw: st.DrawFn, depth: int) -> str:
    begun = draw(st.sampled_from(["", "", "", "", "/", "//", "current()/", "(a, b)[1]/", "(.)/", "(a | b)[1]/"]))
    path = begun + draw(steps(depth))
    for _ in range(draw(st.integers(0, 2))):
        path += draw(st.sampled_from(["/", "/", "//"])) + draw(steps(depth))
    if depth > 0 and draw(st.integers(0, 6)) == 0:
        path = f"({path} {draw(st.sampled_from(['|', 'union']))} {draw(nodes(depth - 1))})"
    return path


@st.composite
def strings(draw: st.DrawFn, depth: int) -> str:
    kind = draw(st.integers(0, 9 if depth > 0 else 1))
    one = ["@x", "@y", ".", "..", "string(.)", "name()", "local-name(..)", "normalize-space()", "string()", "(*)[1]"]
    if kind < 2:
        return draw(st.sampled_from(one)) if kind else quoted(draw(texts))
    inner = strings(depth - 1)
    if kind == 2:
        return f"concat({draw(inner)}, {draw(st.one_of(inner, numbers(depth - 1)))})"
    if kind == 3:
        return f"{draw(st.sampled_from(['substring-before', 'substring-after']))}({draw(inner)}, {draw(inner)})"
    if kind == 4:
        return f"substring({draw(inner)}, {draw(numbers(depth - 1))}, {draw(numbers(depth - 1))})"
    if kind == 5:
        return f"translate({draw(inner)}, {draw(inner)}, {draw(inner)})"
    if kind == 6:
        return f"{draw(st.sampled_from(['normalize-space', 'string']))}({draw(inner)})"
    if kind == 7:
        return f"({draw(inner)} || {draw(inner)})"
    if kind == 8:
        return f"{draw(st.sampled_from(['name', 'local-name', 'string']))}({draw(nodes(depth - 1))}[1])"
    return f"string({draw(numbers(depth - 1))})"


@st.composite
def numbers(draw: st.DrawFn, depth: int) -> str:
    kind = draw(st.integers(0, 4 if depth > 0 else 0))
    if kind == 0:
        return str(draw(st.integers(0, 3)))
    if kind == 1:
        return f"count({draw(nodes(depth - 1))})"
    if kind == 2:
        return f"string-length({draw(strings(depth - 1))})"
    if kind == 3:
        return (
            f"({draw(numbers(depth - 1))} {draw(st.sampled_from(['+', '-', '*', 'mod']))} {draw(numbers(depth - 1))})"
        )
    return f"{draw(st.sampled_from(['-', 'round', 'floor', 'ceiling']))}({draw(numbers(depth - 1))})"


@st.composite
def truths(draw: st.DrawFn, depth: int) -> str:
    if depth <= 0:
        return draw(
            st.one_of(nodes(0), st.sampled_from(["@x", "true()", "false()", "not(b)", "@x = 'a'", "lang('a')"]))
        )
    kind = draw(st.integers(0, 12))
    less = depth - 1
    text, number = strings(less), numbers(less)
    if kind < 2:
        return f"({draw(truths(less))} {draw(st.sampled_from(['and', 'or']))} {draw(truths(less))})"
    if kind == 2:
        name = draw(st.sampled_from(["not", "boolean", "exists", "empty"]))
        return f"{name}({draw(st.one_of(truths(less), nodes(less)))})"
    if kind < 5:
        side = st.one_of(nodes(less), text)
        return f"{draw(side)} {draw(st.sampled_from(['=', '!=']))} {draw(side)}"
    if kind == 5:
        signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "eq", "ne", "lt", "ge"])
        return f"{draw(number)} {draw(signs)} {draw(number)}"
    if kind == 6:
        return f"{draw(text)} {draw(st.sampled_from(['eq', 'ne']))} {draw(text)}"
    if kind == 7:
        return f"{draw(st.sampled_from(['contains', 'starts-with', 'ends-with']))}({draw(text)}, {draw(text)})"
    if kind == 8:
        return f"{draw(nodes(less))} {draw(st.sampled_from(['=', '!=']))} ({draw(text)}, {draw(text)})"
    if kind == 9:
        return f"(if ({draw(truths(less))}) then {draw(truths(less))} else {draw(truths(less))})"
    if kind == 10:
        regexes = ["a", "^a", "a$", "^a$", "", "^", "$", r"\s", "^[a-z]+$", "^[a-z0-9 ]*$", r"b a", r"\."]
        return f"matches({draw(text)}, '{draw(st.sampled_from(regexes))}')"
    if kind == 11:
        one = st.sampled_from([".", "..", "current()", "(a)[1]", "/*", "(//b)[1]"])
        if draw(st.booleans()):
            return f"({draw(one)} is {draw(one)})"
        return f"generate-id({draw(one)}) {draw(st.sampled_from(['=', 'eq', '!=', 'ne']))} generate-id({draw(one)})"
    return f"({draw(nodes(less))}, {draw(nodes(less))})"


def is_portable(text: str) -> bool:
    if "contains" in text and "name(" in text:
        # Saxon 13 says of contains(name(), '') that it is false, where there is no name.
        return False
    try:
        portable(text, Scope("3", on_attributes=True), truth=True)
    except NotXPath1:
        return False
    return True


def is_value(text: str) -> bool:
    try:
        type = portable(text, Scope("3", on_attributes=True)).type
    except NotXPath1:
        return False
    return type.kind != "id" and type.ordered


@cache
def processor() -> Any:
    from saxonche import PySaxonProcessor

    return PySaxonProcessor(license=False)


WHERE = """string-join((ancestor-or-self::* ! string(count(preceding-sibling::*))), ' ') || '|' ||
(if (. instance of element()) then 'element' else if (. instance of attribute()) then 'attribute'
 else if (. instance of text()) then 'text' else if (. instance of comment()) then 'comment'
 else if (. instance of processing-instruction()) then 'processing-instruction' else 'document') || '|' ||
(if (. instance of attribute()) then replace(name(), 'xml:', '{http://www.w3.org/XML/1998/namespace}') else '')
|| '|' ||
(if (. instance of attribute() or . instance of element() or not(..)) then 0
 else count(preceding-sibling::node()[not(self::text())]))"""


def read_node(where: str) -> Node:
    """The node that `WHERE` tells of."""
    path, kind, name, index = where.split("|")
    return Node(tuple(map(int, path.split())), cast("Any", kind), name, int(index))


def by_saxon(document: str, expressions: list[str], values: list[str]) -> set[tuple[Node, int, str]]:
    asked = processor().new_xpath_processor()
    asked.set_context(xdm_item=processor().parse_xml(xml_text=document))
    tests = [f"boolean({text})" for text in expressions]
    said = [f"string-join(({text}) ! string(), ' ')" for text in values]
    each = ", ".join(text.replace("current()", "$current") for text in (*tests, *said))
    found = asked.evaluate(f"(/ | //node() | //@*) ! (let $current := . return ({WHERE}, {each}))")
    cells = [found.item_at(number).get_string_value() for number in range(found.size)]
    width = len(tests) + len(said) + 1
    told = set()
    for start in range(0, len(cells), width):
        node = read_node(cells[start])
        for number, cell in enumerate(cells[start + 1 : start + width]):
            if number >= len(tests):
                told.add((node, number, cell))
            elif cell == "true":
                told.add((node, number, ""))
    return told


def by_lxml(document: str, expressions: list[str], values: list[str]) -> set[tuple[Node, int, str]]:
    reports = "".join(f'<report id="n{n}" test={quoteattr(text)}/>' for n, text in enumerate(expressions))
    reports += "".join(
        f'<report id="n{n}" test="true()"><value-of select={quoteattr(text)}/></report>'
        for n, text in enumerate(values, len(expressions))
    )
    context = "/ | node() | @*"
    rule = f'<rule context="{context}">{reports}</rule>'
    schema = f'<schema xmlns="{ISO}" queryBinding="xslt3"><pattern>{rule}</pattern></schema>'
    schematron = Schematron.read(Edition(Source("schema.sch", schema)), engine="lxml")
    assert not schematron.not_run, schematron.not_run[0].reason
    outcomes = list(schematron.validate(Edition(Source("document.xml", document))))
    assert all(isinstance(each, Finding) for each in outcomes), outcomes
    findings = [each for each in outcomes if isinstance(each, Finding)]
    return {(each.node, int(each.assertion.id[1:]), each.message) for each in findings}


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
@given(documents(), st.lists(truths(3).filter(is_portable), min_size=1, max_size=8),
       st.lists(st.one_of(strings(2), numbers(2), nodes(2)).filter(is_value), max_size=4))  # fmt: skip
def test_an_expression_says_the_same_in_both(document: str, expressions: list[str], values: list[str]) -> None:
    assert by_lxml(document, expressions, values) == by_saxon(document, expressions, values)
