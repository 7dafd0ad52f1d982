"""`tei audit` at the command line: volumes and folders, what is told, and what is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fragments import whole
from volumes import document, person, written

from tei.cli import main

WRONG = "\n".join(
    document(n, f"Mr. {person('p_CP1', 'Haverford')} and {person('p_HMS1', 'Martin Haverford')} came.") for n in (1, 2)
)
MENDED = WRONG.replace(person("p_CP1", "Haverford"), person("p_HMS1", "Haverford"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A volume with a wrong link in two documents."""
    path = tmp_path / "volume.xml"
    path.write_text(written(WRONG), encoding="utf-8")
    return path


def run(*words: str | Path, stdin: str | None = None) -> Result:
    """What the command does."""
    return CliRunner().invoke(main, ["audit", *map(str, words)], prog_name="tei", input=stdin)


def test_a_finding_is_told_once_with_its_number(file: Path) -> None:
    result = run(file, "--format", "json", "--select", "A")
    (finding,) = json.loads(result.stdout)
    assert finding["code"] == "A101"
    assert "twice of 2" in finding["message"]
    assert len(finding["fixes"][0]["edits"]) == 2
    assert result.exit_code == 0


def test_what_is_likely_can_make_the_command_fail(file: Path) -> None:
    assert run(file, "--fail-on", "warning").exit_code == 1


def test_most_and_the_summary(file: Path) -> None:
    result = run(file, "--select", "A101", "--max", "1")
    assert result.stdout.count("warning[A101]") == 1
    assert "2 errors expected in 1 file." in result.stderr


def test_standard_input(file: Path) -> None:
    result = run("-", "--format", "concise", stdin=file.read_text("utf-8"))
    assert "A101" in result.stdout


def test_a_folder_of_documents_is_one_volume(tmp_path: Path) -> None:
    for number in range(1, 6):
        words = person("p_X1", "Vedeler") if number < 5 else "Vedeler"
        (tmp_path / f"d{number}.xml").write_text(whole(document(number, f"Later Mr. {words} left.")), encoding="utf-8")
    result = run(tmp_path, "--select", "A201", "--format", "concise")
    assert "d5.xml" in result.stdout
    assert "not tagged once, but tagged as persName 4 times" in result.stdout


def test_lists_from_elsewhere(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text('id,kind,name\np_1,person,"Vedeler, Harold"\n', encoding="utf-8")
    file = tmp_path / "text.xml"
    file.write_text(whole(document(1, f"Mr. {person('p_1', 'Zhukov')} left.")), encoding="utf-8")
    result = run(file, "--authority", people, "--format", "concise")
    assert "“Zhukov” is linked to Vedeler, Harold (#p_1)" in result.output
    # The list has the id, though the file has not; it has not got another.
    assert "L102" not in result.output
    file.write_text(whole(document(1, f"Mr. {person('p_2', 'Vedeler')} left.")), encoding="utf-8")
    assert "points to “#p_2”, but nothing has that id" in run(file, "--authority", people, "--format", "concise").output


def test_what_is_not_tei_is_told(file: Path) -> None:
    page = file.parent / "page.xml"
    page.write_text("<html><body><p>Mr. Haverford</p></body></html>", encoding="utf-8")
    result = run(file, page, "--format", "concise")
    assert "error[P801]" in result.stdout
    assert "A101" in result.stdout
    assert result.exit_code == 2


def test_fixes_that_are_likely_are_made_on_request(file: Path) -> None:
    assert "to make in 0 files; 1 more with --unsafe-fixes" in run(file, "--select", "A101", "--diff").output
    difference = run(file, "--select", "A101", "--diff", "--unsafe-fixes")
    assert difference.exit_code == 1
    assert difference.stdout.count('+<p>Mr. <persName corresp="#p_HMS1">Haverford</persName>') == 2
    assert file.read_text("utf-8") == written(WRONG)
    assert run(file, "--fix").stderr.endswith("0 fixes in 0 files; 1 more with --unsafe-fixes.\n")
    assert "1 fix in 1 file" in run(file, "--select", "A101", "--fix", "--unsafe-fixes").output
    assert file.read_text("utf-8") == written(MENDED)


def test_a_file_that_cannot_be_written_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tei.core.diagnostic import refusal
    from tei.validate import fix

    def refuse(*_: object) -> None:
        raise refusal("P108", "cannot write it", "choose another")

    monkeypatch.setattr(fix, "save", refuse)
    result = run(file, "--fix", "--unsafe-fixes", "--select", "A101")
    assert "P108" in result.output
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--unsafe-fixes", "x.xml"], "--unsafe-fixes needs --fix or --diff"),
        (["--fix", "-"], "--fix and --diff need files"),
    ],
)
def test_what_does_not_go_together(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output


def test_a_broken_file_does_not_hide_the_others(file: Path) -> None:
    broken = file.parent / "broken.xml"
    broken.write_text("<TEI", encoding="utf-8")
    result = run(file, broken, "--format", "concise")
    assert "X101" in result.stdout
    assert "A101" in result.stdout


def test_a_file_that_cannot_be_read_is_not_mended(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == file:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = run(file, "--fix")
    assert "P101" in result.output
    assert "in 0 files" in result.output
