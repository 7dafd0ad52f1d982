"""No verb writes over a file that it reads, whatever the option by which that is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from fragments import whole

from tei.cli import main

DOCUMENT = whole("<div type='document' xml:id='d1'><head>1. Note</head><p>Alder called.</p></div>")

REFUSED = {
    "encode raw --propose raw/d1.txt": "--propose",
    "encode raw --authority people.csv --propose ./people.csv": "--propose",
    "encode raw --authority people.csv --review people.csv": "--review",
    "encode raw --authority people.csv --review link.csv": "--review",
    "encode page.html --review page.html": "--review",
    "build raw -o out --authority people.csv --review people.csv": "--review",
    "learn a.xml -o a.xml": "-o",
    "learn a.xml --authority people.csv -o people.csv": "-o",
    "audit a.xml -o a.xml": "-o",
    "audit a.xml --authority people.csv -o people.csv": "-o",
    "validate a.xml -o a.xml": "-o",
    "score a.xml b.xml -o b.xml": "-o",
    "score a.xml b.xml --authority people.csv -o people.csv": "-o",
    "score a.xml b.xml --raw raw -o raw/d1.txt": "-o",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_read_is_not_written_over(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    for name in ("raw/d1.txt", "page.html"):
        Path(name).write_text("1. Note\n\nAlder called.\n")
    for name in ("a.xml", "b.xml"):
        Path(name).write_text(DOCUMENT)
    Path("people.csv").write_text("id,name\np_A,Alder\n")
    Path("link.csv").symlink_to("people.csv")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    result = CliRunner().invoke(main, words.split(), prog_name="tei")
    assert "is one of the files that are read" in result.output
    assert f"name another file with {REFUSED[words]}\n" in result.output
    assert result.exit_code == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before
