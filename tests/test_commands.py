"""Every Markdown file in commands/ is a test, so are the README and three pages of docs/: what is typed and printed.

A block fenced as `file NAME` is written before the commands run. A block fenced as `console` has commands
after `$ ` and what they print, both streams together; `[exit N]` stands last where the status is not 0. Commands
run in a folder of their own, in which `seeds` is a copy of the seeds. TEI_ACCEPT=1 writes the output into the file.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei.cli import main

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
CASES = [
    *sorted((HERE / "commands").glob("*.md")),
    HERE.parent / "README.md",
    *(DOCS / name for name in ("reports.md", "scoring.md", "team.md")),
]
FENCE = re.compile(r"^```(\w+)(?: +([^\n`]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(line: str, folder: Path) -> str:
    """What a command prints, run in this process if it is ours."""
    words = shlex.split(line)
    if words[0] != "tei":
        done = subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr + status(done.returncode)
    given = b""
    if "<" in words:
        at = words.index("<")
        given = (folder / words[at + 1]).read_bytes()
        del words[at : at + 2]
    result = CliRunner().invoke(main, words[1:], input=given, prog_name="tei")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output + status(result.exit_code)


def status(code: int) -> str:
    return f"[exit {code}]\n" if code else ""


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_command(case: Path, tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    shutil.copytree(seeds, tmp_path / "seeds")
    text = case.read_text(encoding="utf-8")

    def replay(block: re.Match[str]) -> str:
        kind, name, content = block.groups()
        if kind == "file":
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        if kind != "console":
            return block[0]
        lines = [line[2:] for line in content.splitlines() if line.startswith("$ ")]
        shown = "".join(f"$ {line}\n{run(line, tmp_path)}" for line in lines)
        return f"```console\n{shown}```"

    played = FENCE.sub(replay, text)
    if os.environ.get("TEI_ACCEPT"):
        case.write_text(played, encoding="utf-8")
    assert played == text
