"""Which rules are XPath 1.0: of one schema each, and of those of TEI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tei.core.edition import Edition
from tei.core.source import Source
from tei.schematron import Schematron

ISO = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"


def reasons(schema: str, binding: str = "xslt2") -> list[str]:
    text = f'<schema xmlns="{ISO}" xmlns:xsl="{XSL}" queryBinding="{binding}">{schema}</schema>'
    return [each.reason for each in Schematron.read(Edition(Source("a.sch", text)), engine="lxml").plan.beyond]


def rule(test: str = "b", context: str = "a", lets: str = "", message: str = "") -> str:
    return f'<rule context="{context}">{lets}<assert test="{test}">{message}</assert></rule>'


PLAIN = [
    rule(lets='<let name="v" value="@a eq \'b\'"/>', test="$v"),
    rule(lets='<let name="v">text</let>', test="$v = 'text'"),
    rule(lets='<let name="v" value="string(.)" as="xs:string"/>', test="$v"),
    rule(lets='<let name="v" value="b" as="node()*"/>', test="$v"),
    rule(lets='<let name="v" value="tokenize(., \' \')"/>', test="b"),
    rule(context="a[@x eq 'b']/(b | c)"),
    rule(context="(a | b)/c//d"),
    rule(context="a/descendant::b | self::c | descendant::d"),
    rule(context="/"),
    rule(context="a//descendant::b"),
    rule(lets="<let name='v' value='2'/><let name='w' value='//node()'/>", test="$w and a[$v]"),
    rule(context="a[position() mod 2 = 1][last() - 1]", message='<value-of select="*|text()"/>'),
    rule(message='<value-of select="@a"/><name path=".."/><emph><value-of select="b"/></emph>'),
]


@pytest.mark.parametrize("rules", PLAIN)
def test_these_are_plain(rules: str) -> None:
    assert not reasons(f"<pattern>{rules}</pattern>")


BEYOND = [
    (rule("tokenize(@a) = 'b'"), "tokenize"),
    (rule(lets='<let name="v" value="tokenize(., \' \')"/>', test="$v"), "the variable"),
    (rule(lets='<let name="v" value="@a" as="xs:integer"/>', test="$v"), "the variable"),
    (rule(lets='<let name="v"><b/></let>', test="$v"), "the variable"),
    (rule(lets='<let name="v" value="(a, b)"/>', test="$v"), "the variable"),
    (rule(message='<value-of select="tokenize(.)"/>'), "tokenize"),
    (rule(message='<name path="b"/>'), "several nodes"),
    (rule(message='<value-of select="generate-id()"/>'), "generate-id"),
    (rule(message='<xsl:value-of select="b"/>'), "instructions of XSLT"),
    (rule(context="'a'"), "a string where nodes"),
    (rule(context="."), "the axis “self”"),
    (rule(context="a//."), "the axis “self”"),
    (rule(context="(a)[1]"), "no pattern"),
    (rule(context="a/.."), "the axis “parent”"),
    (rule(context="a/descendant::b[1]"), "the axis “descendant”"),
    (rule(context="@*[2]"), "a position among attributes"),
    (rule(context="a[current()]"), "current"),
    (rule(message='<value-of select="//node()"/>'), "the order"),
    (rule(message='<value-of select=".//a | .//text()"/>'), "the order"),
    (rule("(.//a | .//comment())[1]"), "the order"),
    (rule("@x", lets='<let name="v" value=".//node()"/>', message='<value-of select="$v"/>'), "the order"),
    ('<rule context="a" subject="\'b\'"><assert test="b"/></rule>', "a string where nodes"),
]


@pytest.mark.parametrize(("rules", "reason"), BEYOND)
def test_these_are_more(rules: str, reason: str) -> None:
    (found,) = reasons(f"<pattern>{rules}</pattern>")
    assert reason in found


def test_what_may_be_a_position_in_a_context() -> None:
    foreign = '<xsl:variable name="v" select="2"/>'
    (found,) = reasons(f"{foreign}<pattern>{rule(context='a[$v]')}</pattern>", "xslt")
    assert "may be a position" in found
    (found,) = reasons(f"<pattern>{rule(context='a[x:y()]')}</pattern>", "xslt")
    assert "is not known" in found


def test_rules_after_a_context_that_is_more_are_more() -> None:
    first, second = reasons(f"<pattern>{rule(context='a[tokenize(.)]')}{rule()}</pattern>")
    assert first == second


def test_other_documents_are_more() -> None:
    assert reasons(f"<pattern documents=\"'a.xml'\">{rule()}</pattern>") == ["other documents"]


def test_keys_are_plain_where_what_they_use_is() -> None:
    key = '<xsl:key name="k" match="{}" use="{}"/>'
    test = "key('k', @a)"
    asks = f"<pattern>{rule(test)}</pattern>"
    assert not reasons(key.format("b", "@x") + asks)
    for match, use in (("b", "tokenize(@x)"), ("b", "count(c)"), ("b/..", "@x")):
        assert reasons(key.format(match, use) + asks) == ["a key that is not of XPath 1.0"]


def test_the_first_version_may_use_what_xslt_declares() -> None:
    variable = '<xsl:variable name="v" select="1"/>'
    assert not reasons(f"{variable}<pattern>{rule('$v')}</pattern>", "xslt")
    assert reasons(f"{variable}<pattern>{rule('$v')}</pattern>") == ["the variable $v is not of XPath 1.0"]


@pytest.mark.skipif("TEI_ORACLE" not in os.environ, reason="TEI_ORACLE does not name the folder of the schemas")
def test_most_rules_of_tei_are_plain() -> None:
    plan = Schematron.load(str(Path(os.environ["TEI_ORACLE"]) / "tei_all.isosch"), engine="lxml").plan
    assert sum(map(len, plan.plain.values())) >= 104
    assert len(plan.beyond) <= 13
