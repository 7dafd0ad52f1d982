"""The reports as `tei validate` gives them: on standard output, or in a file."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.cli import main
from tei.cli.streams import coloured
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


def test_a_file_whose_findings_are_not_shown_does_not_pass(folder: Path) -> None:
    (folder / "good.xml").write_text((folder / "bad.xml").read_text())
    assert 'tests="1" failures="1"' in validate("--format", "junit", "--max", "1").stdout


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_a_file_that_cannot_be_written(folder: Path, form: str) -> None:
    (folder / "taken").mkdir()
    result = validate("--format", form, "-o", "taken")
    assert "error[P108]: cannot write taken" in result.stderr
    assert result.exit_code == 2


def test_a_dash_is_standard_output(folder: Path) -> None:
    assert validate("--format", "concise", "-o", "-").stdout.startswith("bad.xml:1:")


@pytest.mark.parametrize("form", ["terminal", "sarif"])
def test_what_keeps_the_work_from_being_done_is_told_besides(folder: Path, form: str) -> None:
    result = validate("--format", form, "-o", "found", "--config", "none.toml")
    assert "error[P101]: cannot read none.toml" in result.stderr
    assert "P101" in (folder / "found").read_text()
    assert result.exit_code == 2


@pytest.mark.parametrize("output", ["bad.xml", "./good.xml", "link.xml"])
@pytest.mark.parametrize("more", [[], ["--config", "none.toml"]])
def test_a_file_that_is_read_is_not_written_over(folder: Path, output: str, more: list[str]) -> None:
    (folder / "link.xml").symlink_to("bad.xml")
    before = {file: file.read_text() for file in folder.iterdir()}
    result = validate("-o", output, *more)
    assert "is one of the files that are read" in result.stdout
    assert result.exit_code == 2
    assert {file: file.read_text() for file in folder.iterdir()} == before


def test_a_report_does_not_take_the_place_of_the_baseline(folder: Path) -> None:
    result = validate("-o", "./known.json", "--baseline", "known.json", "--update-baseline")
    assert "--output and --baseline name the same file" in result.stderr
    assert not (folder / "known.json").exists()


@pytest.mark.parametrize("form", ["terminal", "json"])
@pytest.mark.parametrize("to", [">&-", "> /dev/full"])
def test_standard_output_that_cannot_be_written_is_told(folder: Path, form: str, to: str) -> None:
    if "full" in to and not Path("/dev/full").is_char_device():
        pytest.skip("needs /dev/full")
    line = f"{sys.executable} -m tei validate bad.xml --check grammar --format {form} {to}"
    result = subprocess.run(line, shell=True, capture_output=True, text=True, check=False)
    assert "error[P108]: cannot write to standard output" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.returncode == 2


def test_a_closed_standard_error_is_no_fault(folder: Path) -> None:
    line = f"{sys.executable} -m tei validate good.xml bad.xml --profile plain --check grammar --format concise 2>&-"
    result = subprocess.run(line, shell=True, capture_output=True, text=True, check=False)
    assert (result.stdout.partition(":")[0], result.returncode) == ("bad.xml", 1)


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured_there"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR": "0"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_the_environment_has_a_say_in_colours(
    environment: dict[str, str], terminal: bool, coloured_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM"):
        monkeypatch.delenv(key, raising=False)
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    assert coloured(stream) == coloured_there
    assert not coloured(None)


def test_colours_that_are_forced_reach_a_file_behind_a_redirection(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror[R101]" in validate().stdout
    validate("-o", "found.txt")
    assert "\x1b" not in (folder / "found.txt").read_text()


def test_settings_are_not_both_named_and_left_out(folder: Path) -> None:
    assert "exclude each other" in validate("--no-config", "--config", "tei.toml").stderr
