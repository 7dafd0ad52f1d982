"""What lxml finds, refuses and cannot judge, by schemas of one pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.source import Source
from tei.schematron import Change, Finding, Fired, Node, Schematron, Stopped
from tei.schematron.finding import Outcome

ISO = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
SQF = "http://www.schematron-quickfix.com/validator/process"


def schematron(schema: str, binding: str = "xslt") -> Schematron:
    spaces = f'xmlns="{ISO}" xmlns:xsl="{XSL}" xmlns:sqf="{SQF}"'
    text = f'<schema {spaces} queryBinding="{binding}">{schema}</schema>'
    return Schematron.read(Edition(Source("a.sch", text)), engine="lxml")


def outcomes(schema: str, document: str, binding: str = "xslt", *, fired: bool = False) -> list[Outcome]:
    return list(schematron(schema, binding).validate(Edition(Source("a.xml", document)), fired=fired))


def messages(schema: str, document: str, binding: str = "xslt") -> list[str]:
    found = outcomes(schema, document, binding)
    assert all(isinstance(each, Finding) for each in found), found
    return [each.message for each in found if isinstance(each, Finding)]


def report(content: str, context: str = "a", lets: str = "") -> str:
    return f'<pattern><rule context="{context}">{lets}<report test="true()">{content}</report></rule></pattern>'


def test_of_several_nodes_the_first_version_tells_the_first() -> None:
    several = report('<value-of select="b"/>')
    assert messages(several, "<a><b>1</b><b>2</b></a>") == ["1"]
    assert messages(several, "<a><b>1</b><b>2</b></a>", "xslt2") == ["1 2"]


def test_the_first_version_has_the_instructions_of_xslt() -> None:
    templates = '<xsl:variable name="v" select="1"/><xsl:template name="t"><xsl:value-of select="$v"/>t</xsl:template>'
    content = 'x<xsl:call-template name="t"/>y<xsl:value-of select="format-number($v, \'0.0\')"/>'
    assert messages(templates + report(content), "<a/>") == ["x1ty1.0"]


def test_a_variable_may_hold_elements_in_the_first_version() -> None:
    lets = '<let name="v">x<b>y</b></let><let name="w">it\'s "so"</let>'
    assert messages(report('<value-of select="concat($v, $w)"/>', lets=lets), "<a/>") == ['xyit\'s "so"']


def test_instructions_that_come_first_come_first(tmp_path: Path) -> None:
    template = '<xsl:template name="t">imported</xsl:template>'
    sheet = f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}">{template}</xsl:stylesheet>'
    (tmp_path / "t.xsl").write_text(sheet, encoding="utf-8")
    called = report('<xsl:call-template name="t"/>')
    schema = f'<xsl:key name="k" match="a" use="@n"/><xsl:import href="t.xsl"/>{called}'
    path = tmp_path / "a.sch"
    path.write_text(f'<schema xmlns="{ISO}" xmlns:xsl="{XSL}">{schema}</schema>', encoding="utf-8")
    (found,) = Schematron.load(str(path), engine="lxml").validate(Edition(Source("a.xml", "<a/>")))
    assert isinstance(found, Finding)
    assert found.message == "imported"


def test_what_a_node_meets_is_told_with_what_is_found() -> None:
    rules = '<rule context="/"/><rule context="b"/><rule context="*"/>'
    found = outcomes(f"<pattern>{rules}</pattern>", "<a><b/></a>", fired=True)
    assert [each.node for each in found if isinstance(each, Fired)] == [Node((), "document"), Node((0,)), Node((0, 0))]


def test_a_prefix_that_is_not_declared_is_refused_at_its_place() -> None:
    for part in ('<rule context="x:a"><assert test="b"/></rule>', '<rule context="a"><assert test="x:b"/></rule>'):
        with pytest.raises(Refused) as refused:
            outcomes(f"<pattern>{part}</pattern>", "<a/>", "xslt2")
        (diagnostic,) = refused.value.diagnostics
        assert diagnostic.code == "P302"
        assert diagnostic.message == "the prefix x is not declared"
        assert '<ns prefix="x" uri="…"/>' in (diagnostic.help or "")
        assert diagnostic.labels


def test_what_lxml_does_not_take_is_refused_at_its_place() -> None:
    with pytest.raises(Refused) as refused:
        outcomes('<xsl:template name="t"><xsl:value-of/></xsl:template>' + report(""), "<a/>")
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "P302"
    assert diagnostic.message.startswith("lxml does not take")


UNKNOWN = '<ns prefix="x" uri="urn:x"/>'


def test_an_assertion_that_cannot_be_judged_leaves_the_others_standing() -> None:
    rules = '<rule context="a"><assert id="e" test="x:f()"/><assert id="f" test="b">no b</assert></rule>'
    stopped, found = sorted(
        outcomes(f"{UNKNOWN}<pattern>{rules}</pattern>", "<a/>"), key=lambda each: isinstance(each, Finding)
    )
    assert isinstance(stopped, Stopped)
    assert stopped.assertion is not None
    assert (stopped.assertion.id, stopped.expression, stopped.message) == ("e", "x:f()", "Unregistered function")
    assert isinstance(found, Finding)
    assert found.assertion.id == "f"


def test_a_variable_that_cannot_be_had_takes_its_rule_along() -> None:
    lets = '<let name="v" value="x:f()"/>'
    other = '<pattern><rule context="a"><report test="true()">other</report></rule></pattern>'
    stopped, found = sorted(
        outcomes(UNKNOWN + report("", lets=lets) + other, "<a/>"), key=lambda e: isinstance(e, Finding)
    )
    assert isinstance(stopped, Stopped)
    assert stopped.rule is not None
    assert stopped.assertion is None
    assert isinstance(found, Finding)
    assert found.message == "other"


def test_a_variable_of_all_that_cannot_be_had_takes_all_along() -> None:
    (stopped,) = outcomes(UNKNOWN + '<let name="v" value="x:f()"/>' + report(""), "<a/>")
    assert isinstance(stopped, Stopped)
    assert (stopped.rule, stopped.expression) == (None, "x:f()")


def test_other_files_are_read_and_networks_are_not() -> None:
    (stopped,) = outcomes(report("<value-of select=\"document('http://example.com/')\"/>"), "<a/>")
    assert isinstance(stopped, Stopped)


def changes(operation: str, document: str) -> tuple[Change, ...]:
    fix = f'<sqf:fix id="f"><sqf:description><sqf:title>t</sqf:title></sqf:description>{operation}</sqf:fix>'
    rule = f'<rule context="b | @n"><report test="true()" sqf:fix="f"/>{fix}</rule>'
    (found,) = outcomes(f'<ns prefix="q" uri="urn:q"/><pattern>{rule}</pattern>', document, "xslt2")
    assert isinstance(found, Finding)
    return found.offers[0].changes


B, N = Node((0, 0)), Node((0,), "attribute", "n")
ADDED = Change(B, "attribute", "1", "{urn:q}x")
KEPT = Change(B, "instead", "<x>&lt;<c/></x>")
CHANGES = [
    ("<sqf:delete/>", "<a><b/></a>", Change(B, "instead")),
    ('<sqf:delete match=".."/>', "<a><b/></a>", Change(Node((0,)), "instead")),
    ('<sqf:add node-type="comment" position="before">c</sqf:add>', "<a><b/></a>", Change(B, "before", "<!--c-->")),
    ('<sqf:add node-type="pi" target="p">c</sqf:add>', "<a><b/></a>", Change(B, "first", "<?p c?>")),
    ('<sqf:add node-type="attribute" target="q:x" select="1"/>', "<a><b/></a>", ADDED),
    ('<sqf:add node-type="element" target="x" position="after"/>', "<a><b/></a>", Change(B, "after", "<x/>")),
    ('<sqf:replace node-type="keep" target="x" select="node()"/>', "<a><b>&lt;<c/></b></a>", KEPT),
    ('<sqf:replace select="string()"/>', "<a><b>&lt;</b></a>", Change(B, "instead", "&lt;")),
    ('<sqf:replace node-type="attribute" target="m" select="1"/>', "<a n='0'/>", Change(N, "instead", "1", "m")),
    ('<sqf:replace node-type="keep" select="1"/>', "<a n='0'/>", Change(N, "instead", "1")),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "document", "change"), CHANGES)
def test_the_operations_of_a_fix_are_changes(operation: str, document: str, change: Change) -> None:
    assert changes(operation, document) == (change,)


def test_literal_content_keeps_its_namespace_and_its_text() -> None:
    (change,) = changes('<sqf:add>x<c xmlns="urn:c"/>y</sqf:add>', "<a><b/></a>")
    assert change.content.startswith('x<c xmlns="urn:c"')
    assert change.content.endswith("/>y")


def test_lists_may_be_long() -> None:
    values = ", ".join(f"'v{number}'" for number in range(2000))
    names = " | ".join(f"e{number}" for number in range(2000))
    rules = f'<rule context="{names}"><report test="true()">e</report></rule>'
    rules += f'<rule context="a"><report test="@n = ({values})">n</report></rule>'
    assert messages(f"<pattern>{rules}</pattern>", "<a n='v1999'><e1999/></a>", "xslt2") == ["n", "e"]
