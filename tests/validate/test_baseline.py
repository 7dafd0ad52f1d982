from __future__ import annotations

import json
from pathlib import Path

import pytest

from tei.core.diagnostic import Diagnostic, Label, Refused
from tei.core.source import Source, Span
from tei.validate.baseline import Baseline

TEXT = "<a>\n  <old/>\n  <b/>\n</a>\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(text: str = TEXT, name: str = "x/a.xml", code: str = "R101") -> Diagnostic:
    start = text.index("<old/>")
    return Diagnostic(code, "error", "there is no <old>", (Label(Source(name, text), Span(start, start + 6)),))


def recorded(*diagnostics: Diagnostic, path: str = "known.json", name: str = "x/a.xml") -> None:
    baseline = Baseline.load(path, renew=True)
    assert not list(baseline.new(name, diagnostics))
    assert not list(baseline.finish())


def test_what_is_recorded_is_not_told_and_what_is_new_is() -> None:
    recorded(found())
    baseline = Baseline.load("known.json")
    new = found(code="R102")
    assert list(baseline.new("x/a.xml", [found(), new])) == [new]
    assert baseline.summary == "1 more is in known.json"
    assert not list(baseline.finish())


def test_lines_before_it_do_not_matter_but_a_second_one_is_new() -> None:
    recorded(found())
    baseline = Baseline.load("known.json")
    moved = TEXT.replace("<a>", "<a>\n<p>New.</p>")
    assert not list(baseline.new("x/a.xml", [found(moved)]))
    twice = found()
    assert list(Baseline.load("known.json").new("x/a.xml", [found(), twice])) == [twice]


def test_it_is_the_same_from_every_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "x").mkdir()
    recorded(found(), path="x/known.json")
    assert list(json.loads(Path("x/known.json").read_text())["findings"]) == ["a.xml"]
    monkeypatch.chdir(folder / "x")
    assert not list(Baseline.load("known.json").new("a.xml", [found(name="a.xml")]))
    whole = str(folder / "x/a.xml")
    assert not list(Baseline.load("known.json").new(whole, [found(name=whole)]))


def test_the_file_is_for_people_and_for_version_control() -> None:
    Path("b.xml").touch()
    recorded(found(name="b.xml"), name="b.xml")
    first = Path("known.json").read_text()
    recorded(found(code="R102"), found())
    text = Path("known.json").read_text()
    findings = json.loads(text)["findings"]
    assert list(findings) == ["b.xml", "x/a.xml"]
    assert list(findings["x/a.xml"].values()) == ["R101 there is no <old>", "R102 there is no <old>"]
    # Files of which nothing is known any more are gone.
    recorded(name="x/a.xml")
    assert Path("known.json").read_text() == first
    assert first.endswith("}\n")


def test_what_occurs_no_more_is_told_once() -> None:
    recorded(found(), found(code="R102"))
    baseline = Baseline.load("known.json")
    assert not list(baseline.new("x/a.xml", [found()]))
    (gone,) = baseline.finish()
    assert (gone.code, gone.severity) == ("P504", "info")
    assert gone.message == "1 entry has nothing in the files any more: known.json can be smaller"
    baseline = Baseline.load("known.json")
    assert not list(baseline.new("x/a.xml", []))
    assert next(baseline.finish()).message.startswith("2 entries have nothing")
    # A run that leaves something out, or another file, does not know.
    Path("x").mkdir()
    Path("x/a.xml").touch()
    baseline = Baseline.load("known.json", complete=False)
    assert not list(baseline.new("x/a.xml", []))
    assert not list(baseline.finish())
    baseline = Baseline.load("known.json")
    assert not list(baseline.new("x/b.xml", []))
    assert not list(baseline.finish())
    assert baseline.summary == ""


def test_what_a_run_leaves_out_stays_recorded() -> None:
    recorded(found(), found(code="R102"))
    baseline = Baseline.load("known.json", renew=True, complete=False)
    assert not list(baseline.new("x/a.xml", [found()]))
    assert not list(baseline.finish())
    (entries,) = json.loads(Path("known.json").read_text())["findings"].values()
    assert sorted(entries.values()) == ["R101 there is no <old>", "R102 there is no <old>"]


def test_a_file_that_is_there_no_more_is_forgotten(folder: Path) -> None:
    (folder / "x").mkdir()
    recorded(found(), path="x/known.json")
    baseline = Baseline.load("x/known.json")
    assert not list(baseline.new("x/b.xml", []))
    (gone,) = baseline.finish()
    assert gone.message.startswith("1 entry has nothing")
    recorded(found(name="x/b.xml"), path="x/known.json", name="x/b.xml")
    assert list(json.loads(Path("x/known.json").read_text())["findings"]) == ["b.xml"]


def test_a_file_that_cannot_be_read_keeps_its_entries() -> None:
    recorded(found())
    before = Path("known.json").read_text()
    broken = Diagnostic("X101", "error", "not well-formed")
    baseline = Baseline.load("known.json")
    assert list(baseline.new("x/a.xml", [broken])) == [broken]
    assert not list(baseline.finish())
    baseline = Baseline.load("known.json", renew=True)
    assert list(baseline.new("x/a.xml", [broken])) == [broken]
    assert not list(baseline.finish())
    assert Path("known.json").read_text() == before


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "findings": {}}', '{"version": 1}', '{"version": 1, "findings": {"a": 1}}']
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    Path("known.json").write_text(text)
    with pytest.raises(Refused, match=r"known\.json is no baseline"):
        Baseline.load("known.json", renew=True)


def test_one_that_is_not_there_or_cannot_be_read_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match=r"there is no baseline known\.json"):
        Baseline.load("known.json")
    with pytest.raises(Refused, match="cannot read"):
        Baseline.load(str(folder))
