"""The tests of Schematron 1.5 that come with jing: every instance is judged as the suite says."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree
from schematron.reference import Numbers, Reference

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.schematron import Finding, Schematron
from tei.schematron.schematron import Engine

SUITE = Path(os.environ.get("TEI_ORACLE", "")) / "schematrontest.xml"
pytestmark = pytest.mark.skipif(
    "TEI_ORACLE" not in os.environ or not SUITE.exists(), reason="TEI_ORACLE names no folder with schematrontest.xml"
)
needs_saxon = pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed")
CASES = list(etree.parse(str(SUITE)).iter("testCase")) if SUITE.exists() else []
CORRECT = [pytest.param(case, id=f"line-{case.sourceline}") for case in CASES if case.find("correct") is not None]
INCORRECT = [pytest.param(case, id=f"line-{case.sourceline}") for case in CASES if case.find("incorrect") is not None]


def unpacked(case: etree._Element, folder: Path) -> tuple[Path, list[tuple[Path, bool]]]:
    """The schema of a case, and its instances with whether each is valid."""
    for resource in case.iter("resource"):
        data = etree.tostring(resource[0], encoding="utf-8", with_tail=False)
        (folder / resource.get("name", "")).write_bytes(data)
    schema = folder / "schema.sch"
    (element,) = next(case.iterchildren("correct", "incorrect"))
    schema.write_bytes(etree.tostring(element, encoding="utf-8", with_tail=False))
    instances = []
    for number, holder in enumerate(case.iterchildren("valid", "invalid")):
        path = folder / f"{number}.xml"
        path.write_bytes(etree.tostring(holder[0], encoding="utf-8", with_tail=False))
        instances.append((path, holder.tag == "valid"))
    return schema, instances


def test_the_suite_is_all_there() -> None:
    assert all(case.find("correct") is not None or case.find("incorrect") is not None for case in CASES)
    assert len(CORRECT) == 18
    assert len(INCORRECT) == 2


@pytest.mark.parametrize("engine", ["lxml", pytest.param("saxon", marks=needs_saxon)])
@pytest.mark.parametrize("case", CORRECT)
def test_instances_are_judged_as_the_suite_says(case: etree._Element, engine: Engine, tmp_path: Path) -> None:
    schema, instances = unpacked(case, tmp_path)
    schematron = Schematron.load(str(schema), engine=engine)
    if schematron.not_run:
        assert "document(" in schema.read_text()
        return
    for path, is_valid in instances:
        findings = list(schematron.validate(Edition.load(str(path))))
        assert all(isinstance(each, Finding) for each in findings)
        assert (not findings) == is_valid, path.read_text()


@needs_saxon
@pytest.mark.parametrize("case", CORRECT)
def test_the_findings_are_those_of_the_reference(case: etree._Element, tmp_path: Path) -> None:
    schema, instances = unpacked(case, tmp_path)
    schematron, reference = Schematron.load(str(schema)), Reference(schema)
    numbers = Numbers(schematron.schema)
    for path, _ in instances:
        outcomes = schematron.validate(Edition.load(str(path)))
        found = {numbers.finding(each) for each in outcomes if isinstance(each, Finding)}
        assert found == reference.judge(path).findings


@pytest.mark.parametrize("case", INCORRECT)
def test_a_schema_that_is_incorrect_is_never_taken_for_run(case: etree._Element, tmp_path: Path) -> None:
    schema, _ = unpacked(case, tmp_path)
    assert [each.expression for each in Schematron.load(str(schema), engine="lxml").not_run] == ["foo bar"]


@needs_saxon
@pytest.mark.parametrize("case", INCORRECT)
def test_a_schema_that_is_incorrect_is_refused(case: etree._Element, tmp_path: Path) -> None:
    schema, _ = unpacked(case, tmp_path)
    with pytest.raises(Refused) as refused:
        list(Schematron.load(str(schema), engine="saxon").validate(Edition.load(str(schema))))
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "P302"
    assert diagnostic.labels[0].source.text[diagnostic.labels[0].span.start :].startswith("<rule")
