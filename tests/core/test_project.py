from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.project import Project, Rules
from tei.core.selection import Selection

WHOLE = """
[validate]
profile = "mine.toml"
schema = "a.rng"
schematron = ["rules.sch", "schemas/frus.sch"]
phase = "edit"
catalog = ["catalog.xml"]
check = "grammar"
select = ["R", "frus-*"]
ignore = "R102"
fail-on = "warning"
max = 20
baseline = "known.json"

[validate.severity]
T201 = "info"
"frus-*" = "warning"

[[validate.files]]
files = ["old/*.xml", "letters/"]
select = "ALL"
severity = { R = "warning" }

[[validate.files]]
files = "d1.xml"
profile = "letters"
ignore = ["L"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_setting_is_read(folder: Path) -> None:
    (folder / "edition").mkdir()
    (folder / "edition/tei.toml").write_text(WHOLE)
    for name in ("mine.toml", "a.rng", "rules.sch"):
        (folder / "edition" / name).touch()
    project = Project.load("edition/tei.toml")
    assert project.rules == Rules(
        (),
        "edition/mine.toml",
        ("edition/a.rng",),
        ("edition/rules.sch", "schemas/frus.sch"),
        "edit",
        Selection(("R", "frus-*"), ("R102",), {"T201": "info", "frus-*": "warning"}),
    )
    assert (project.catalog, project.baseline) == (("edition/catalog.xml",), "edition/known.json")
    assert (project.check, project.fail_on, project.most) == (("grammar",), "warning", 20)
    assert project.of("edition/x.xml") == project.rules
    assert project.of("x.xml") == project.rules
    old = project.of("edition/old/x.xml")
    assert old.selection.select == ("ALL",)
    assert old.selection.ignore == ()
    assert old.selection.severity["R"] == "warning"
    assert old.schema == ("edition/a.rng",)
    # What comes later is on top of what comes before.
    both = project.of(str(folder / "edition/letters/d1.xml"))
    assert both.profile == "letters"
    assert both.selection.ignore == ("L",)


PATTERNS = [
    ("*.xml", "a.xml", True),
    ("*.xml", "b/a.xml", True),
    ("old/*.xml", "old/a.xml", True),
    ("./old/*.xml", "old/a.xml", True),
    ("old/*.xml", "old/b/a.xml", False),
    ("old/**/*.xml", "old/b/c/a.xml", True),
    ("old/**/*.xml", "old/a.xml", True),
    ("old/**", "old/b/a.xml", True),
    ("old", "old/b/a.xml", True),
    ("old/", "x/old/a.xml", True),
    ("x/old", "old/a.xml", False),
    ("d?.xml", "d1.xml", True),
    ("d?.xml", "d12.xml", False),
    ("d[1].xml", "d1.xml", False),
]


@pytest.mark.parametrize(("pattern", "path", "meant"), PATTERNS)
def test_a_pattern_means_files(pattern: str, path: str, meant: bool) -> None:
    assert Rules((pattern,)).concern(path) is meant


def test_the_nearest_file_upwards_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "tei.toml").write_text("[validate]\nmax = 1\n")
    inner = folder / "a/b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    found = Project.find()
    assert found.most == 1
    assert found.folder == str(folder)


def test_the_root_of_a_repository_is_not_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "tei.toml").write_text("[validate]\nmax = 1\n")
    (folder / "a/.git").mkdir(parents=True)
    monkeypatch.chdir(folder / "a")
    assert Project.find() == Project()


def test_without_a_file_nothing_is_set(folder: Path) -> None:
    (folder / ".git").mkdir()
    assert Project.find() == Project()
    assert Project().of("a.xml") == Rules()


FAULTS = [
    ("[validat]", "P502", "unknown setting 'validat'", "did you mean 'validate'?", 1, 2),
    ("validate = 1", "P502", "'validate' must be a table", "write [validate] on a line of its own", 1, 1),
    ("[validate]\nselct = []", "P502", "unknown setting 'selct'", "did you mean 'select'?", 2, 1),
    ("[validate]\nmax = 0", "P502", "'max' must be a number, 1 or more, not 0", "see docs/team.md", 2, 1),
    ("[validate]\nmax = true", "P502", "'max' must be a number, 1 or more, not True", "see docs/team.md", 2, 1),
    (
        "[validate]\nselect = [1]",
        "P502",
        "'select' must be a word in quotation marks, or a list of them, not [1]",
        "see docs/team.md",
        2,
        1,
    ),
    ("[validate]\nprofile = 1", "P502", "'profile' must be text in quotation marks, not 1", "see docs/team.md", 2, 1),
    (
        "[validate]\nseverity = 1",
        "P502",
        "'severity' must be a table such as { T301 = \"info\" }, not 1",
        "see docs/team.md",
        2,
        1,
    ),
    ('[validate]\nfail-on = "eror"', "P502", "'fail-on' cannot be 'eror'", "did you mean 'error'?", 2, 1),
    ('[validate]\nignore = "R120"', "P501", "there is no code 'R120'", "did you mean 'R102'?", 2, 1),
    ('[validate.severity]\nR102 = "bad"', "P502", "the severity of R102 cannot be 'bad'", "known are", 2, 1),
    ('[validate.severity]\nR120 = "info"', "P501", "there is no code 'R120'", "did you mean 'R102'?", 2, 1),
    ('[validate]\nfiles = "a"', "P502", "'files' must be tables, each below [[validate.files]], not 'a'", "see", 2, 1),
    ('[validate]\nfiles = ["a"]', "P502", "'files' must be tables", "write [[validate.files]] on", 2, 1),
    ('[[validate.files]]\nselect = "R"', "P502", "it is not said which files are meant", 'write files = ["vol', 1, 12),
    ("[[validate.files]]\nfiles = 1", "P502", "'files' must be a word in quotation marks, or a list", "see", 2, 1),
    (
        '[[validate.files]]\nfiles = "a"\n\n[[validate.files]]\nfiles = "b"\nmax = 3',
        "P502",
        "unknown setting 'max'",
        "known are files, profile",
        6,
        1,
    ),
    (
        '[validate]\nselect = "R"\n[[validate.files]]\nfiles = "b"\nselect = "R120"',
        "P501",
        "there is no code 'R120'",
        "did you mean 'R102'?",
        5,
        1,
    ),
    ("[validate]\nmax = = 1", "P104", "not TOML", "see toml.io", 2, 7),
]


@pytest.mark.parametrize(("text", "code", "message", "help", "line", "column"), FAULTS)
def test_a_setting_that_cannot_be_is_told_with_its_place(
    folder: Path, text: str, code: str, message: str, help: str, line: int, column: int
) -> None:
    (folder / "tei.toml").write_text(text)
    with pytest.raises(Refused) as raised:
        Project.find()
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.message.startswith(message)
    assert diagnostic.help.startswith(help)
    (label,) = diagnostic.labels
    assert label.source.name == "tei.toml"
    assert label.source.position(label.span.start) == (line, column)


def test_an_empty_file_sets_nothing(folder: Path) -> None:
    (folder / "tei.toml").touch()
    project = Project.find()
    assert project == Project(folder=str(folder), here=str(folder))


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(Refused, match=r"cannot read other\.toml: there is no such file"):
        Project.load("other.toml")
