"""Our verdicts on whole volumes of Foreign Relations of the United States are those of jing, where all are at hand."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from peers import folder, packed, unpacked

from tei.relaxng import Grammar


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return unpacked(packed(), tmp_path_factory.mktemp("volumes"))


@pytest.mark.parametrize("name", ["frus.rng", "tei_all.rng"])
def test_volumes_are_judged_as_jing_does(volumes: list[Path], name: str) -> None:
    schema = folder("TEI_ORACLE") / name
    if not shutil.which("jing") or not schema.exists():
        pytest.skip(f"there is no jing, or no {name}")
    done = subprocess.run(["jing", str(schema), *map(str, volumes)], capture_output=True, text=True, check=False)
    refused = {Path(found[1]) for found in re.finditer(r"(?m)^(.+\.xml):\d+:\d+: ", done.stdout)}
    grammar = Grammar.load(schema)
    assert {path for path in volumes if not grammar.is_valid(path)} == refused
    assert {path for path in volumes if any(grammar.validate(path))} == refused


@pytest.mark.parametrize("name", ["frus.rng", "tei_all.rng"])
def test_what_is_said_of_a_volume_is_short(volumes: list[Path], name: str) -> None:
    grammar = Grammar.load(folder("TEI_ORACLE") / name)
    for path in volumes:
        failures = list(grammar.validate(path))
        assert all(len(failure.message) <= 400 for failure in failures)
        assert sum(len(failure.message) + len(failure.help) for failure in failures) < 50_000
