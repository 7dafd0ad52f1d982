"""What others say of the editions: jing, and, where it is at hand, TEI's own grammar."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tei.core import resources
from tei.core.authority import Authority
from tei.core.profile import Profile
from tei.core.source import Source
from tei.pipeline import Pipeline

LETTER = (
    "Bonn, 5 May 1890\n\nDear Sir,\n\nI have your letter.\n\nYours sincerely,\nClara Schumann\n\nP.S. Write soon.\n"
)


@pytest.fixture(scope="module")
def editions(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The seeds' editions and that of a letter, as files."""
    folder = tmp_path_factory.mktemp("editions")
    frus = Pipeline(Profile.load("frus"), Authority.load(seeds / "authority.xml"))
    made = [frus.edition(Source.load(path)) for path in sorted(seeds.glob("*.txt"))]
    made.append(Pipeline(Profile.load("letters")).edition(Source("letter.txt", LETTER)))
    for edition in made:
        assert edition.diagnostics == ()
        (folder / edition.source.name).write_text(edition.source.text, encoding="utf-8")
    return sorted(folder.iterdir())


def jing(grammar: Path, files: list[Path]) -> str:
    if not shutil.which("jing"):
        pytest.skip("jing is not installed")
    done = subprocess.run(["jing", str(grammar), *map(str, files)], capture_output=True, text=True, check=False)
    return re.sub(r"(?m)^Picked up .*\n?", "", done.stdout + done.stderr)


def test_libxml2_finds_the_editions_valid(editions: list[Path]) -> None:
    grammar = etree.RelaxNG(etree.parse(str(resources.path("schemas/tei.rng"))))
    for path in editions:
        assert grammar.validate(etree.parse(str(path))), grammar.error_log


def test_jing_finds_the_editions_valid(editions: list[Path]) -> None:
    assert jing(resources.path("schemas/frus.rng"), [p for p in editions if p.name.startswith("d")]) == ""
    assert jing(resources.path("schemas/letters.rng"), [p for p in editions if p.name == "letter.xml"]) == ""


def test_they_are_tei_by_its_own_grammar(editions: list[Path]) -> None:
    oracle = os.environ.get("TEI_ORACLE")
    if not oracle:
        pytest.skip("TEI_ORACLE does not name a folder with tei_all.rng")
    assert jing(Path(oracle) / "tei_all.rng", editions) == ""
