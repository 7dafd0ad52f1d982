"""What of the findings of `tei validate` is told, and which status it ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.cli import main
from tei.cli.validate import HEADINGS

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
<text><body>
<p>A</p>
<foo/>
<p xml:id="a"><ref target="#b">there</ref></p>
<foo/>
</body></text></TEI>
"""
SOUND = TEXT.replace("<foo/>", "").replace('<ref target="#b">there</ref>', "there")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.xml").write_text(TEXT)
    (tmp_path / "sound.xml").write_text(SOUND)
    settings("")
    return tmp_path


def settings(text: str) -> None:
    Path("tei.toml").write_text(f'[validate]\nprofile = "plain"\ncheck = ["grammar", "pointers"]\n{text}\n')


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["validate", "--format", "concise", *words], prog_name="tei")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def codes(*words: str) -> list[str]:
    """The codes in the order in which they are told."""
    found = [line.partition("[")[2][:4] for line in run(*words).stdout.splitlines() if "[" in line]
    return [code for code in found if code[0] != "P"]


CHOICES = [
    ("", ["a.xml"], ["R101", "L102"]),
    ("", ["a.xml", "--all"], ["R101", "L102", "R101"]),
    ("", ["a.xml", "--select", "R"], ["R101"]),
    ("", ["a.xml", "--select", "R,L"], ["R101", "L102"]),
    ("", ["a.xml", "--select", "R", "--select", "L"], ["R101", "L102"]),
    ("", ["a.xml", "--ignore", "R"], ["L102"]),
    ("", ["a.xml", "--ignore", "R, L1"], []),
    ('select = "R"', ["a.xml"], ["R101"]),
    ('select = "R"', ["a.xml", "--select", "L"], ["L102"]),
    ('ignore = "R"', ["a.xml", "--ignore", "L"], []),
    ('ignore = "R"', ["a.xml", "--select", "ALL"], ["R101", "L102"]),
    ('ignore = "R"', ["a.xml", "--no-config", "--profile", "plain", "--check", "grammar"], ["R101"]),
    ('[[validate.files]]\nfiles = "a.*"\nignore = "R"', ["a.xml"], ["L102"]),
    ('[[validate.files]]\nfiles = "b.*"\nignore = "R"', ["a.xml"], ["R101", "L102"]),
]


@pytest.mark.parametrize(("text", "words", "wanted"), CHOICES)
def test_what_is_told(text: str, words: list[str], wanted: list[str]) -> None:
    settings(text)
    assert codes(*words) == wanted


def test_files_have_schemas_of_their_own(folder: Path) -> None:
    grammar = '<element name="x" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    (folder / "own.rng").write_text(grammar)
    settings('[[validate.files]]\nfiles = "s*.xml"\nschema = "own.rng"')
    assert codes("sound.xml")
    assert {line.partition(":")[0] for line in run("sound.xml", "a.xml", "--select", "R").stdout.splitlines()} == {
        "a.xml",
        "sound.xml",
    }
    assert not codes("sound.xml", "--schema", "schemas/tei.rng")


STATUSES = [
    ([], 1),
    (["--fail-on", "warning"], 1),
    (["--fail-on", "never"], 0),
    (["--select", "L"], 1),
    (["--ignore", "R", "--ignore", "L"], 0),
    (["--select", "Q"], 2),
    (["--config", "none.toml", "--fail-on", "never"], 2),
    (["--update-baseline"], 2),
]


@pytest.mark.parametrize(("words", "status"), STATUSES)
def test_the_status_is_that_of_what_is_told(words: list[str], status: int) -> None:
    assert run("a.xml", *words).exit_code == status


def test_from_which_severity_on_a_run_fails() -> None:
    settings('[validate.severity]\nR = "warning"\nL = "info"')
    assert run("a.xml").exit_code == 0
    assert run("a.xml", "--fail-on", "warning").exit_code == 1
    assert run("a.xml", "--fail-on", "warning", "--select", "L").exit_code == 0
    # What makes a run fail is shown even where only errors are.
    assert codes("a.xml", "--fail-on", "warning", "--quiet") == ["R101"]
    assert codes("a.xml", "--quiet") == []
    assert run("a.xml", "--fail-on", "info", "--select", "L").exit_code == 1
    settings('fail-on = "never"')
    assert run("a.xml").exit_code == 0
    assert run("a.xml", "--fail-on", "error").exit_code == 1


def test_no_more_are_shown_than_wanted() -> None:
    done = run("a.xml", "--max", "1")
    assert len(done.stdout.splitlines()) == 1
    assert "2 errors. 1 of them not shown" in done.stderr
    assert done.exit_code == 1
    assert len(json.loads(run("a.xml", "--max", "1", "--format", "json").stdout)) >= 1
    settings("max = 1")
    assert len(run("a.xml").stdout.splitlines()) == 1
    # An overview is of all.
    assert "not shown" not in run("a.xml", "--format", "summary").stderr


def test_an_unknown_check_in_the_settings_is_told() -> None:
    Path("tei.toml").write_text('[validate]\ncheck = "gramar"\n')
    done = run("a.xml")
    assert done.exit_code == 2
    assert "there is no check 'gramar'" in done.stdout


def test_only_what_is_new_is_told() -> None:
    done = run("a.xml", "sound.xml", "--baseline", "known.json", "--update-baseline")
    assert (done.stdout, done.exit_code) == ("", 0)
    assert "Nothing new. 3 are in known.json." in done.stderr
    settings('baseline = "known.json"')
    done = run("a.xml", "sound.xml")
    assert (done.stdout, done.exit_code) == ("", 0)
    assert "3 more are in known.json" in done.stderr
    Path("sound.xml").write_text(SOUND.replace("<p>A</p>", "<p>A</p><foo/>"))
    Path("a.xml").write_text(TEXT.replace("<p>A</p>", "<p>A</p>\n<p>B</p>"))
    done = run("a.xml", "sound.xml")
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("sound.xml")
    assert done.exit_code == 1


def test_what_is_not_asked_for_stays_in_the_baseline() -> None:
    run("a.xml", "--baseline", "known.json", "--update-baseline")
    before = Path("known.json").read_text()
    run("a.xml", "--baseline", "known.json", "--update-baseline", "--select", "L")
    assert Path("known.json").read_text() == before


def test_that_a_baseline_can_be_smaller_is_a_remark() -> None:
    run("a.xml", "--baseline", "known.json", "--update-baseline")
    Path("a.xml").write_text(SOUND)
    done = run("a.xml", "--baseline", "known.json")
    assert "info[P504] 3 entries have nothing" in done.stdout
    assert done.exit_code == 0
    assert run("a.xml", "--baseline", "known.json", "--fail-on", "info").exit_code == 1
    assert "P504" not in run("a.xml", "--baseline", "known.json", "--select", "R").stdout


def test_a_baseline_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "file").touch()
    done = run("a.xml", "--baseline", "file/known.json", "--update-baseline")
    assert "P108" in done.stdout
    assert done.exit_code == 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_several_processes_tell_the_same(jobs: str, folder: Path) -> None:
    settings('ignore = "L"\n[[validate.files]]\nfiles = "old"\nselect = "L"')
    (folder / "old").mkdir()
    for name in ("old/a.xml", "old/b.xml", "b.xml"):
        (folder / name).write_text(TEXT)
    run("old", "--baseline", "known.json", "--update-baseline")
    (folder / "old/c.xml").write_text(TEXT)
    done = run(".", "--baseline", "known.json", "--jobs", jobs)
    told = sorted((line.partition(":")[0], line.partition("[")[2][:4]) for line in done.stdout.splitlines())
    assert told == [("a.xml", "R101")] * 2 + [("b.xml", "R101")] * 2 + [("old/c.xml", "L102")]
    assert "2 more are in known.json" in done.stderr


def test_help_has_headings_at_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = CliRunner().invoke(main, ["validate", "--help"], prog_name="tei").stdout
    assert max(map(len, shown.splitlines())) <= 80
    headings = [line for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == [f"{heading}:" for heading in (*HEADINGS, "More")]
    # Every option of the command has its heading.
    assert shown.split("More:")[1].split() == ["-h,", "--help", "Show", "this", "message", "and", "exit."]
