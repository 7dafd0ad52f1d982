"""Each fault of the table is told once, at its place, by its cause, with its remedy."""

from __future__ import annotations

import os

import pytest
from faults import Fault, Table, diagnostics, judge, missed, score, tei

from tei.core.edits import edited
from tei.core.source import Source

TABLE = Table.load()
OURS = [fault for fault in TABLE.faults if fault.schema != "tei_all"]


def name(fault: Fault) -> str:
    return fault.path.stem


@pytest.mark.parametrize("fault", OURS, ids=name)
def test_a_fault_is_told_once_at_its_place_with_cause_and_remedy(fault: Fault) -> None:
    verdict = judge(fault, tei(fault.schema, [fault.path])[fault.path])
    assert missed(verdict) == ""
    assert verdict.findings[0].code in TABLE.kinds[fault.kind]


def test_so_it_is_under_the_whole_of_tei() -> None:
    if not os.environ.get("TEI_ORACLE"):
        pytest.skip("TEI_ORACLE does not name a folder with tei_all.rng")
    assert "".join(map(missed, score(TABLE, tei, whole=True).verdicts)) == ""


@pytest.mark.parametrize("fault", [f for f in OURS if f.kind in ("value invalid", "text not allowed")], ids=name)
def test_what_is_wrong_is_quoted(fault: Fault) -> None:
    source = Source(fault.path.name, fault.path.read_text(encoding="utf-8"))
    wrong = source.text[source.offset(*fault.places[0]) :].splitlines()[0].partition('"')[0].partition("<")[0]
    (found,) = diagnostics(fault.schema, source.text.encode(), source.name)
    assert wrong.strip()[:20] in found.message


@pytest.mark.parametrize("fault", OURS, ids=name)
def test_a_fix_mends_it(fault: Fault) -> None:
    (found,) = diagnostics(fault.schema, fault.path.read_bytes(), fault.path.name)
    if fault.fix:
        assert found.fix
        assert found.fix.edits[0].replacement == fault.fix
    if found.fix and found.fix.safe:
        mended = edited(found.fix.edits[0].source.text, found.fix.edits)
        assert diagnostics(fault.schema, mended.encode(), fault.path.name) == []
