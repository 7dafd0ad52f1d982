"""The reports as `tei validate` gives them: on standard output, or in a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.cli import main
from tei.report import REPORTS

GOOD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><div><p>x</p></div></body></text></TEI>\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.xml").write_text(GOOD)
    (tmp_path / "bad.xml").write_text(GOOD.replace("<div>", "<dvi>").replace("</div>", "</dvi>"))
    return tmp_path


def validate(*arguments: str) -> Result:
    chosen = ["--profile", "plain", "--check", "grammar", *arguments]
    return CliRunner().invoke(main, ["validate", "good.xml", "bad.xml", *chosen])


@pytest.mark.parametrize("form", REPORTS.table)
def test_into_a_file_or_not_it_is_the_same(folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = validate("--format", form)
    written = validate("--format", form, "-o", "reports/found")
    assert (folder / "reports/found").read_text(encoding="utf-8") == shown.stdout != ""
    assert written.stdout == ""
    assert written.stderr == shown.stderr
    assert "1 of 2 files valid. 1 error" in written.stderr
    assert written.exit_code == shown.exit_code == 1


def test_files_without_findings_are_known(folder: Path) -> None:
    validate("--format", "sarif", "-o", "found.sarif")
    (run,) = json.loads((folder / "found.sarif").read_text())["runs"]
    assert [each["location"]["uri"] for each in run["artifacts"]] == ["good.xml", "bad.xml"]


def test_what_people_read_ends_with_where_to_read_more(folder: Path) -> None:
    assert validate().stderr.endswith("More: tei explain R101.\n")
    assert "explain" not in validate("--format", "concise").stderr


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_a_file_that_cannot_be_written(folder: Path, form: str) -> None:
    (folder / "taken").mkdir()
    result = validate("--format", form, "-o", "taken")
    assert "error[P108]: cannot write taken" in result.stderr
    assert result.exit_code == 2


def test_a_dash_is_standard_output(folder: Path) -> None:
    assert validate("--format", "concise", "-o", "-").stdout.startswith("bad.xml:1:")
