"""The reference transformation itself, on one schema whose records are written down in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from schematron.reference import Judgement, Reference

from tei.schematron import Node

pytest.importorskip("saxonche")

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" defaultPhase="ph">
<phase id="ph"><active pattern="p"/></phase>
<pattern id="p"><rule context="b"><let name="n" value="@n"/>
<assert test="xs:integer($n) gt 1" diagnostics="d" properties="q" subject="..">n is <value-of
select="$n"/></assert></rule></pattern>
<pattern id="other"><rule context="*"><report test="true()">never</report></rule></pattern>
<diagnostics><diagnostic id="d">in <name path=".."/></diagnostic></diagnostics>
<properties><property id="q">q</property></properties></schema>"""


def test_its_records_are_all_that_is_known(tmp_path: Path) -> None:
    schema, document = tmp_path / "s.sch", tmp_path / "d.xml"
    schema.write_text(SCHEMA)
    document.write_text("<a>x<b n='0'/><b n='2'/><b n='x'/></a>")
    judged = Reference(schema, careful=True, fired=True).judge(document)
    expected = Judgement("1.1.1", Node((0, 0)), "n is 0", Node((0,)), (("d", "in a"),), (("q", "q"),))
    assert judged.findings == {expected}
    assert judged.fired == {("1.1", Node((0, number))) for number in range(3)}
    assert judged.stopped == {("1.1.1", Node((0, 2)))}
    assert len(Reference(schema, "#ALL", careful=True).judge(document).findings) == 5
