"""docs/depositing.md tells of every target, and asks of a header what data/repositories.toml asks."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from tei.core import resources
from tei.deposit import TARGETS
from tei.deposit.needs import HAS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "depositing.md"
TABLE = re.compile(
    r"(?<=^\| the header has \| required by \| wanted by \|\n\|---\|---\|---\|\n)(?:\|.*\n)*", re.MULTILINE
)


def rows() -> str:
    with resources.path("data/repositories.toml").open("rb") as file:
        asked = tomllib.load(file)
    repositories = {key: each for key, each in asked["repositories"].items() if key != "core"}

    def asking(name: str, level: str) -> str:
        return ", ".join(f"{each['title']}" for each in repositories.values() if name in each[level])

    return "".join(
        f"| {thing['name']}: `{thing['line']}` | {asking(name, 'required')} | {asking(name, 'wanted')} |\n"
        for name, thing in asked["things"].items()
        if name in HAS
    )


def test_the_page_asks_what_the_repositories_ask() -> None:
    """TEI_ACCEPT=1 writes the table anew."""
    text = PAGE.read_text("utf-8")
    written = TABLE.sub(lambda _: rows(), text)
    if os.environ.get("TEI_ACCEPT"):
        PAGE.write_text(written, encoding="utf-8")
    assert len(TABLE.findall(text)) == 1
    assert written == text


def test_the_page_tells_of_every_target() -> None:
    told = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert told == list(TARGETS.names())


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (tmp_path / "volumes").mkdir()
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Text.</p></body></text></TEI>'
    (tmp_path / "volumes" / "a.xml").write_text(text)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, PAGE, "exec"), {})
    assert sorted(path.name for path in (tmp_path / "kits").iterdir() if path.is_dir()) == ["datacite", "mets"]
