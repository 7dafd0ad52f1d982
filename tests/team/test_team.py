"""A sample repository in which a commit is checked, and the shell steps of the action and the template, run here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="needs PyYAML")

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
TEMPLATE = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text())["tei-validate"]

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>T</title></titleStmt>
      <publicationStmt><p>P</p></publicationStmt>
      <sourceDesc><p>S</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
      <p>A</p>
    </body>
  </text>
</TEI>
"""
BAD = TEXT.replace("<p>A</p>", "<p>A</p>\n      <foo/>")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with one sound file, in which tei is on the path."""
    folder = tmp_path / "edition"
    (folder / "volumes").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    for variable, value in {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }.items():
        monkeypatch.setenv(variable, value)
    (folder / "tei.toml").write_text('[validate]\nprofile = "plain"\nselect = ["R", "L"]\n')
    (folder / "volumes" / "a.xml").write_text(TEXT)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "A sound file")
    return folder


def git(*words: str) -> subprocess.CompletedProcess[str]:
    return run("git", *words)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False)


def needs_pre_commit() -> None:
    pytest.importorskip("pre_commit", reason="needs pre-commit")


def commit(text: str) -> subprocess.CompletedProcess[str]:
    """Try to commit the one file with another text."""
    Path("volumes/a.xml").write_text(text)
    git("add", "volumes/a.xml")
    return git("commit", "-m", "A change")


def commits() -> int:
    return int(git("rev-list", "--count", "HEAD").stdout)


def install(name: str) -> None:
    """Have pre-commit run one of the hooks, with the tei that is on the path."""
    (hook,) = (each for each in HOOKS if each["id"] == name)
    local = {**hook, "language": "system"}
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]}))
    assert run("pre-commit", "install").returncode == 0


def test_a_bad_commit_is_blocked_and_a_good_one_passes(repository: Path) -> None:
    needs_pre_commit()
    install("tei-validate")
    git("add", ".pre-commit-config.yaml")
    done = commit(BAD)
    assert done.returncode == 1
    assert "validate TEI" in done.stderr
    assert "error[R101]: there is no element <foo>" in done.stderr
    assert commits() == 1
    done = commit(TEXT.replace("A</p>", "B</p>"))
    assert done.returncode == 0, done.stderr
    assert commits() == 2
    # Files that are not TEI do not wait for it.
    Path("notes.txt").write_text("<foo>")
    git("add", "notes.txt")
    assert "no files to check" in git("commit", "-m", "Notes").stderr


def test_what_is_certain_is_mended_before_a_commit(repository: Path) -> None:
    needs_pre_commit()
    install("tei-fix")
    git("add", ".pre-commit-config.yaml")
    done = commit(TEXT.replace("<p>A</p>", "<P>A</P>"))
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stderr
    assert Path("volumes/a.xml").read_text() == TEXT
    assert commits() == 1
    assert commit(TEXT.replace("A", "B")).returncode == 0


def test_every_hook_names_files_and_an_option_that_there_is(repository: Path) -> None:
    shown = run("tei", "validate", "--help").stdout
    assert [hook["id"] for hook in HOOKS] == ["tei-validate", "tei-fix"]
    for hook in HOOKS:
        words = hook["entry"].split()
        assert words[:2] == ["tei", "validate"]
        assert all(word in shown for word in words[2:])
        assert hook["require_serial"]


def test_the_hooks_are_installed_as_they_are_in_the_project(repository: Path, tmp_path: Path) -> None:
    needs_pre_commit()
    if run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(tmp_path), "hatchling").returncode:
        pytest.skip("pip reaches no index of packages")
    project = tmp_path / "tei"
    project.mkdir()
    for name in ("tei", "schemas", "xslt"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, project)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "tei")):
        assert git("-C", str(project), *words).returncode == 0
    Path("volumes/b.xml").write_text(BAD)
    git("add", "-A")
    tried = ("pre-commit", "try-repo", str(project), "tei-validate", "--files")
    done = run(*tried, "volumes/a.xml", "volumes/b.xml")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error[R101]: there is no element <foo>" in done.stdout
    assert run(*tried, "volumes/a.xml").returncode == 0


def steps(**inputs: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the shell steps of the action that check, with these inputs, as GitHub does."""
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs
    done = []
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or step["name"] == "Install tei":
            continue
        if "if" in step:
            name, sign, empty = step["if"].removeprefix("inputs.").split()
            assert (sign, empty) == ("!=", "''")
            if not given[name]:
                continue
        assert step["shell"] == "bash"
        filled = {key: _filled(value, given) for key, value in step["env"].items()}
        environment = {**os.environ, **filled}
        # GitHub runs bash with these options.
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done.append(subprocess.run(words, env=environment, capture_output=True, text=True, check=False))
    return done


def _filled(value: str, inputs: dict[str, str]) -> str:
    assert value.startswith("${{ inputs.")
    return inputs[value.removeprefix("${{ inputs.").removesuffix(" }}")]


def test_the_action_tells_what_is_wrong(repository: Path) -> None:
    (done,) = steps()
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
    Path("volumes/b.xml").write_text(BAD)
    (done,) = steps(files="volumes/*.xml tei.toml", options="--select R --max 1")
    assert done.stdout.startswith("::error ")
    (done,) = steps(files="volumes/*.xml")
    (line,) = done.stdout.splitlines()
    assert line.startswith("::error file=volumes/b.xml,line=12,")
    assert done.returncode == 1
    assert steps(options="--fail-on never")[0].returncode == 0


def test_the_action_writes_sarif(repository: Path) -> None:
    Path("volumes/b.xml").write_text(BAD)
    written, told = steps(sarif="tei.sarif")
    assert (written.returncode, told.returncode) == (0, 1)
    (found,) = json.loads(Path("tei.sarif").read_text())["runs"][0]["results"]
    assert found["ruleId"] == "R101"


def test_the_action_gives_nothing_of_its_inputs_to_the_shell(repository: Path) -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    (done,) = steps(files="$(touch evil) ; touch evil")
    assert done.returncode == 2
    assert not Path("evil").exists()


def test_the_action_installs_from_its_own_folder() -> None:
    install = next(step for step in ACTION["runs"]["steps"] if step.get("name") == "Install tei")
    folder = ROOT.as_posix()
    script = f'python() {{ echo "$@"; }}\n{install["run"]}'
    for extras, wanted in (("", folder), ("saxon", f"{folder}[saxon]")):
        environment = {**os.environ, "GITHUB_ACTION_PATH": folder, "EXTRAS": extras}
        done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["-m", "pip", "install", "--quiet", wanted]


def gitlab(**variables: str) -> subprocess.CompletedProcess[str]:
    """Run the template's script, as GitLab does."""
    environment = {**os.environ, **TEMPLATE["variables"], **variables}
    script = "set -eo pipefail\n" + "\n".join(TEMPLATE["script"])
    return subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)


def artifact() -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(Path(TEMPLATE["artifacts"]["reports"]["codequality"]).read_text())
    return issues


def test_the_template_writes_a_code_quality_report(repository: Path) -> None:
    done = gitlab()
    assert done.returncode == 0, done.stderr
    assert artifact() == []
    Path("volumes/b.xml").write_text(BAD)
    assert gitlab(TEI_FILES="volumes").returncode == 1
    (issue,) = artifact()
    assert issue["check_name"] == "R101"
    assert issue["location"]["path"] == "volumes/b.xml"
    assert gitlab(TEI_FILES="volumes", TEI_OPTIONS="--ignore R101").returncode == 0
    assert artifact() == []


def test_the_examples_of_the_page_fit_what_there_is() -> None:
    page = (ROOT / "docs" / "team.md").read_text("utf-8")
    hook, action, template = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", page, re.DOTALL))
    assert {each["id"] for each in hook["repos"][0]["hooks"]} <= {each["id"] for each in HOOKS}
    (step,) = (each for each in action["jobs"]["tei"]["steps"] if "/tei@" in each["uses"])
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert set(template["tei-validate"]["variables"]) <= set(TEMPLATE["variables"])


def test_the_page_has_every_setting(repository: Path) -> None:
    page = (ROOT / "docs" / "team.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    Path("tei.toml").write_text("[validate]\nqqqqqqqq = 1\n")
    told = run("tei", "validate", "volumes").stdout
    known = re.search(r"known are (.*(?:\n +.*)*)", told)
    assert known
    assert {*re.findall(r"[\w-]+", known[1])} == {*re.findall(r"`([\w-]+)`", " ".join(rows)), "files"}
