"""RELAX NG's own suite of tests: every schema and every instance of it is judged as it says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from tei.core.diagnostic import Refused
from tei.relaxng import Grammar
from tei.relaxng.simplify import definitions

SUITE = Path(os.environ.get("TEI_ORACLE", "")) / "spectest.xml"
pytestmark = pytest.mark.skipif(
    "TEI_ORACLE" not in os.environ or not SUITE.exists(), reason="TEI_ORACLE names no folder with spectest.xml"
)


def cases() -> list[etree._Element]:
    return list(etree.parse(str(SUITE)).iter("testCase")) if SUITE.exists() else []


def identity(case: etree._Element) -> str:
    schema = next(case.iter("correct", "incorrect"))
    return f"{case.findtext('section')}-line-{schema.sourceline}"


def serialized(parent: etree._Element) -> bytes:
    (child,) = parent
    return etree.tostring(child, encoding="utf-8", with_tail=False)


def unpacked(case: etree._Element, folder: Path) -> Path:
    """The schema of a case as a file, with the files beside it that it refers to."""
    for element in case.iter("resource"):
        names = [element.get("name", ""), *(one.get("name", "") for one in element.iterancestors("dir"))]
        path = folder.joinpath(*reversed(names))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(serialized(element))
    schema = folder / "schema.rng"
    schema.write_bytes(serialized(next(case.iter("correct", "incorrect"))))
    return schema


@pytest.mark.parametrize("case", [pytest.param(case, id=identity(case)) for case in cases()])
def test_a_schema_is_judged_as_the_suite_says(case: etree._Element, tmp_path: Path) -> None:
    schema = unpacked(case, tmp_path)
    if case.find("correct") is not None:
        definitions(str(schema))
        return
    with pytest.raises(Refused) as refused:
        definitions(str(schema))
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code in ("P301", "P302")
    assert diagnostic.labels
    assert diagnostic.help


INSTANCES = [(case, instance) for case in cases() for instance in case.iterchildren("valid", "invalid")]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("case", "instance"),
    [pytest.param(*both, id=f"{both[0].findtext('section')}-line-{both[1].sourceline}") for both in INSTANCES],
)
def test_an_instance_is_judged_as_the_suite_says(
    case: etree._Element, instance: etree._Element, tmp_path: Path
) -> None:
    grammar = Grammar.load(unpacked(case, tmp_path))
    assert grammar.is_valid(serialized(instance)) == (instance.tag == "valid")
