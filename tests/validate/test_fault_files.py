"""The table of faults is sound: each file is wrong, and right without its fault; and findings are scored as it says."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from faults import BEYOND, FAULTS, Fault, Finding, Table, diagnostics, jing, judge, missed, says, score

TABLE = Table.load()
OURS = [fault for fault in TABLE.faults if fault.schema != "tei_all"]
WHOLE = [fault for fault in TABLE.faults if fault.also_tei_all or fault.schema == "tei_all"]


def name(fault: Fault) -> str:
    return fault.path.stem


@pytest.mark.parametrize("fault", OURS, ids=name)
def test_without_its_fault_a_file_is_valid(fault: Fault) -> None:
    assert diagnostics(fault.schema, fault.mend().encode(), fault.path.name) == []


def test_without_their_faults_files_are_valid_by_the_whole_of_tei() -> None:
    if not os.environ.get("TEI_ORACLE"):
        pytest.skip("TEI_ORACLE does not name a folder with tei_all.rng")
    mended = ((fault.path.name, diagnostics("tei_all", fault.mend().encode(), fault.path.name)) for fault in WHOLE)
    assert [(name, found) for name, found in mended if found] == []


def test_the_table_is_whole() -> None:
    assert {fault.path for fault in TABLE.faults} == set(FAULTS.glob("*.xml"))
    assert {fault.kind for fault in TABLE.faults} == set(TABLE.kinds)
    assert len(OURS) >= 65


@pytest.mark.parametrize("under_the_whole", [False, True])
def test_jing_finds_the_faults_and_nothing_without_them(under_the_whole: bool, tmp_path: Path) -> None:
    if not shutil.which("jing"):
        pytest.skip("jing is not installed")
    if under_the_whole and not os.environ.get("TEI_ORACLE"):
        pytest.skip("TEI_ORACLE does not name a folder with tei_all.rng")
    faults = [f for f in (WHOLE if under_the_whole else OURS) if f.kind not in (*BEYOND, "not well-formed")]
    for schema in ["tei_all"] if under_the_whole else ["frus", "letters", "tei"]:
        asked = [f for f in faults if under_the_whole or f.schema == schema]
        mended = [tmp_path / f.path.name for f in asked]
        for fault, path in zip(asked, mended, strict=True):
            path.write_text(fault.mend(), encoding="utf-8")
        assert [path.name for path, found in jing(schema, [f.path for f in asked]).items() if not found] == []
        assert [path.name for path, found in jing(schema, mended).items() if found] == []


FAULT = Fault(Path("a.xml"), "tei", False, "not here", ((3, 5), (4, 1)), (("<p>",),), (("<item>", "<cell>"),), "", ())


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (Finding(range(3, 4), 5, "<p> cannot stand in <list>", "put it into <item>"), (True, True, True)),
        (Finding(range(4, 5), 1, "element “p” not here; expected “cell”"), (True, True, True)),
        (Finding(range(3, 4), 6, "<persName>", "<items>"), (False, False, False)),
        (Finding(range(2, 5), None, "x" * 400 + " p", "item"), (True, False, True)),
    ],
)
def test_a_finding_is_judged(finding: Finding, expected: tuple[bool, bool, bool]) -> None:
    verdict = judge(FAULT, [finding])
    assert (verdict.placed, verdict.named, verdict.remedied) == expected


def test_no_finding_is_no_merit() -> None:
    verdict = judge(FAULT, [])
    assert (verdict.placed, verdict.named, verdict.remedied) == (False, False, False)
    assert "place, cause, remedy, once" in missed(verdict)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("write 1956-05-26", "1956-05", False),
        ("write 1956-05.", "1956-05", True),
        ("no @xml:id here", "@id", False),
        ("close it: <lb/>", "<lb>", True),
        ("write &lt; for it", "<", False),
        ("a bare < here", "<", True),
    ],
)
def test_words_are_found_whole(text: str, form: str, expected: bool) -> None:
    assert says(text, ((form,),)) is expected


def test_a_score_sums_up() -> None:
    some = Table(tuple(f for f in OURS if f.schema == "letters")[:3], TABLE.kinds)
    found = score(some, lambda _, paths: {paths[0]: [Finding(range(1, 99), None, "no")] * 3})
    assert (found.found, found.placed, found.named, found.remedied, found.errors) == (1 / 3, 1 / 3, 0, 0, 3)
