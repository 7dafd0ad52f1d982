"""Expressions of headers that would run for ever are not run."""

from __future__ import annotations

import pytest
from citing import collection, tei

from tei.deposit.dts import effort
from tei.deposit.dts.effort import Effort
from tei.deposit.dts.expressions import NotXPath1, read
from tei.deposit.dts.index import Index, index_of

MANY = "<body>" + "<p n='1'>x</p>" * 3000 + "</body>"
ONE = '<refsDecl><citeStructure unit="u" match="{}" use="{}"/></refsDecl>'


def index(declared: str) -> Index:
    (resource,) = collection(tei(declared, MANY)).resources
    return index_of(resource)


@pytest.mark.parametrize(
    ("match", "use"),
    [
        ("//*[count(//*[count(//*) &gt; 1]) &gt; 1]", "position()"),
        ("//p/following::*/preceding::*", "position()"),
        ("//p[count(preceding::p[count(preceding::p) &gt; 0]) &gt; 0]", "position()"),
        ("//p[../p[../p[../p]]]", "position()"),
        ("//p[ancestor::body[.//p[ancestor::body[.//p]]]]", "position()"),
        ("//p[following-sibling::p[following-sibling::p[@n]]]", "position()"),
        ("//p[//p = //p]", "position()"),
        ("(//p | //p)[(//p)[(//p)[@n]]]", "position()"),
        ("//p", "count(//p[count(//p) &gt; 0]) - count(//p[-count(//p) &lt; 0])"),
        ("//p", "translate(concat(/, /, /, /), concat(/, /, /, /), concat(/, /, /, /))"),
    ],
)
def test_what_would_take_too_long_is_left_out_and_told(match: str, use: str) -> None:
    found = index(ONE.format(match, use))
    assert "takes too many steps in a text of this size" in found.diagnostics[0].message
    assert found.diagnostics[0].code == "H261"


@pytest.mark.parametrize(
    ("match", "use"),
    [
        ("//p", "position()"), ("//p", "count(preceding::p) + 1"), ("//p", "count(preceding-sibling::p) + 1"),
        (".//p[not(ancestor::note or ancestor::p)]", "position()"), ("//body/p[@n]", "position()"),
        ("//p[normalize-space()]", "concat(@n, '.', position(), self::p/@xml:id)"),
    ],
)  # fmt: skip
def test_what_editions_declare_is_run(match: str, use: str) -> None:
    found = index(ONE.format(match, use))
    assert not found.diagnostics
    assert len(found.trees[0].units) == 3000


def test_units_in_units_in_units_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST", 400_000_000)
    inner = '<citeStructure unit="v" match="//p" use="position()" delim="."/>'
    declared = ONE.format("//p", "position()").replace("/></refs", f">{inner}</citeStructure></refs")
    found = index(declared)
    assert found.diagnostics
    assert 3000 < len(found.trees[0].units) < 101_000


def test_what_is_asked_for_again_and_again_is_too_much_at_last() -> None:
    path = read("//p", {})
    (resource,) = collection(tei("", MANY)).resources
    root = resource.edition.tree.getroot()
    counted = Effort(resource.data, [-1] + [0] * 3001, root.iter("*"))

    def ask() -> None:
        for _ in range(effort.MOST):
            counted.take(path, 100)

    with pytest.raises(NotXPath1, match="too many steps"):
        ask()
