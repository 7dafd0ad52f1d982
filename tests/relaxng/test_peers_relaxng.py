"""Our verdicts on TEI files and on mutants of them are those of jing, where it and TEI's own grammar are at hand."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import pytest

from tei.relaxng import Grammar

VALIDATE = Path(__file__).resolve().parent.parent / "validate"
FILES = sorted((VALIDATE / "tei").glob("*.xml"))
mutants = runpy.run_path(str(VALIDATE / "mutants.py"))["mutants"]
EACH = 6
"""So many mutants are made of every file."""


@pytest.fixture(scope="module")
def schema() -> Path:
    if not shutil.which("jing"):
        pytest.skip("jing is not installed")
    path = Path(os.environ.get("TEI_ORACLE", "")) / "tei_all.rng"
    if "TEI_ORACLE" not in os.environ or not path.exists():
        pytest.skip("TEI_ORACLE names no folder with tei_all.rng")
    return path


def written(folder: Path) -> Iterator[Path]:
    for file in FILES:
        for name, xml in mutants(file.read_bytes(), 7, EACH):
            path = folder / f"{file.stem}-{name}"[:150]
            path = path.with_name(path.name + ".xml")
            path.write_bytes(xml)
            yield path


def invalid_to_jing(schema: Path, paths: list[Path]) -> set[Path]:
    command = ["jing", str(schema), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return {Path(found[1]) for found in re.finditer(r"(?m)^(.+\.xml):\d+:\d+: ", done.stdout)}


def test_the_files_are_valid_to_both(schema: Path) -> None:
    assert invalid_to_jing(schema, FILES) == set()
    grammar = Grammar.load(schema)
    for path in FILES:
        assert list(grammar.validate(path)) == [], path


def test_mutants_are_judged_alike(schema: Path, tmp_path: Path) -> None:
    paths = list(written(tmp_path))
    theirs = invalid_to_jing(schema, paths)
    assert len(paths) > len(theirs) > len(paths) // 3
    grammar = Grammar.load(schema)
    assert {path for path in paths if not grammar.is_valid(path)} == theirs
    assert {path for path in paths if list(grammar.validate(path))} == theirs


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_mutants_are_well_formed_and_always_the_same(path: Path) -> None:
    xml = path.read_bytes()
    made = list(mutants(xml, 3, 40))
    assert made == list(mutants(xml, 3, 40))
    assert made != list(mutants(xml, 4, 40))
    assert len({text for _, text in made}) > 35
    for _, text in [("itself", xml), *made]:
        expat.ParserCreate().Parse(text, True)


def test_there_are_files_of_many_kinds() -> None:
    assert len(FILES) >= 24
