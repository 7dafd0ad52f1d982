"""Small schemas with documents that match them and documents that do not; schemas that are not correct.

The tables in `cases` hold them by theme: a schema (in the compact syntax, or in the XML syntax if it begins with `<`;
the namespace of RELAX NG is added to its root if it has none), and `valid` and `invalid` documents, or `refused`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from relaxng.schemas import written

from tei.core.diagnostic import Refused
from tei.relaxng import Grammar

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def grammar(case: dict[str, Any], folder: Path) -> Grammar:
    name = "schema.rng" if case["schema"].startswith("<") else "schema.rnc"
    return Grammar.load(written(folder, case["schema"], name))


def test_there_are_many_and_each_says_something() -> None:
    cases = [case.values[0] for case in CASES]
    assert len(cases) >= 300
    for case in cases:
        assert isinstance(case, dict)
        documents = case.get("valid", []) + case.get("invalid", [])
        assert bool(documents) != case.get("refused", False), case["name"]
        assert case.keys() <= {"name", "schema", "valid", "invalid", "refused"}, case["name"]


@pytest.mark.parametrize("case", CASES)
def test_a_schema_and_its_documents_are_judged_rightly(case: dict[str, Any], tmp_path: Path) -> None:
    if case.get("refused"):
        with pytest.raises(Refused) as refused:
            grammar(case, tmp_path)
        (diagnostic,) = refused.value.diagnostics
        assert diagnostic.code in ("P301", "P302")
        assert diagnostic.labels
        return
    judge = grammar(case, tmp_path)
    for document in case.get("valid", []):
        failures = list(judge.validate(document.encode("utf-8")))
        assert not failures, (document, failures[0].message)
        assert judge.is_valid(document.encode("utf-8")), document
    for document in case.get("invalid", []):
        assert list(judge.validate(document.encode("utf-8"))), document
        assert not judge.is_valid(document.encode("utf-8")), document
