"""Which nodes meet which rule, for contexts of any shape: as `//pattern` gives them in Saxon, less what was taken."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schematron.test_plain_same import ISO, WHERE, documents, processor, read_node

from tei.core.edition import Edition
from tei.core.source import Source
from tei.schematron import Fired, Node, Schematron

pytestmark = pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed")

PREDICATES = ["@x", "@x = 'a'", "not(@y)", "1", "2", "last()", "position() = 2", "b", "../b", "@x and b", "@x eq 'a'"]
PREDICATES += ["preceding-sibling::*", "parent::a", "count(*) > 1", ". = ''", "@x or @y", "@x != ''"]
FREE = ["@x = $v", "$v = ''", "../@y = $w", "not($w)", "@x = $v and @y"]
TESTS = [
    "a",
    "b",
    "c",
    "*",
    "text()",
    "comment()",
    "processing-instruction()",
    "node()",
    "@x",
    "@*",
    "*:b",
    "@xml:lang",
]


@st.composite
def patterns(draw: st.DrawFn, predicates: list[str]) -> str:
    begun = draw(st.sampled_from(["", "", "", "/", "//", "(a | b)/"]))
    steps = [draw(st.sampled_from(["a", "b", "c", "*"])) for _ in range(draw(st.integers(0, 2)))]
    steps.append(draw(st.sampled_from(TESTS)))
    unnumbered = [each for each in predicates if each not in ("1", "2", "last()", "position() = 2")]
    chosen = [st.sampled_from(unnumbered if "@" in step else predicates) for step in steps]
    written = [
        step + "".join(f"[{p}]" for p in draw(st.lists(own, max_size=2)))
        for step, own in zip(steps, chosen, strict=True)
    ]
    whole = begun + written[0]
    for step in written[1:]:
        whole += draw(st.sampled_from(["/", "//"])) + step
    return whole if draw(st.integers(0, 5)) else f"{whole} | {draw(patterns(predicates))}"


LETS = "<let name='v' value='//@y'/><let name='w' value='//b/@x'/>"


def by_lxml(document: str, contexts: list[str]) -> set[tuple[Node, int]]:
    rules = "".join(f'<rule id="{n}" context="{context}"/>' for n, context in enumerate(contexts))
    schema = f'<schema xmlns="{ISO}" queryBinding="xslt3">{LETS}<pattern>{rules}</pattern></schema>'
    schematron = Schematron.read(Edition(Source("schema.sch", schema)), engine="lxml")
    assert not schematron.not_run, schematron.not_run[0].reason
    outcomes = list(schematron.validate(Edition(Source("document.xml", document)), fired=True))
    return {(each.node, int(each.rule.id)) for each in outcomes if isinstance(each, Fired)}


def by_saxon(document: str, contexts: list[str]) -> set[tuple[Node, int]]:
    asked = processor().new_xpath_processor()
    asked.set_context(xdm_item=processor().parse_xml(xml_text=document))
    told = set()
    taken: set[Node] = set()
    for number, context in enumerate(contexts):
        lets = "let $v := //@y, $w := //b/@x"
        alternatives = " | ".join(
            alternative if alternative.startswith("/") else f"//{alternative}" for alternative in context.split(" | ")
        )
        found = asked.evaluate(f"{lets} return ({alternatives}) ! ({WHERE})")
        nodes = {read_node(found.item_at(n).get_string_value()) for n in range(found.size)} if found else set()
        told |= {(node, number) for node in nodes - taken}
        taken |= nodes
    return told


def unsplit(context: str) -> str:
    """A pattern whose own alternatives are not mistaken for those of the whole."""
    return context.replace("(a | b)", "(a|b)")


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
@given(documents(), st.lists(patterns(PREDICATES).map(unsplit), min_size=1, max_size=3))
def test_each_node_meets_the_first_rule_that_fits_it(document: str, contexts: list[str]) -> None:
    assert by_lxml(document, contexts) == by_saxon(document, contexts)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
@given(documents(), st.lists(patterns([*FREE, "@x", "not(@y)", "b and @x"]).map(unsplit), min_size=1, max_size=3))
def test_and_so_where_contexts_hold_variables(document: str, contexts: list[str]) -> None:
    assert by_lxml(document, contexts) == by_saxon(document, contexts)
