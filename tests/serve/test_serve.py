"""`tei serve` as people run it: a process, a browser, an editor."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from serving import PATIENCE, Serving
from workshop import SAMPLES

from tei.cli import main
from tei.cli import serve as verb

WRITTEN = SAMPLES / "d38.xml"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "d38.xml").write_bytes(WRITTEN.read_bytes())
    return folder


@pytest.fixture
def serving(tmp_path: Path, sources: Path) -> Iterator[Serving]:
    running = Serving(tmp_path, "texts", "--port", "0")
    yield running
    running.end(signal.SIGKILL)


def test_what_is_written_is_seen(serving: Serving, sources: Path, tmp_path: Path) -> None:
    status, page = serving.get("d38.html")
    assert status == 200
    version = re.search(r'data-version="(\w+)"', page)
    assert version
    news = urlopen(f"{serving.address}-/events?page=d38.html&version={version[1]}", timeout=PATIENCE)
    with news:
        assert news.readline().startswith(b"retry")
        text = WRITTEN.read_text("utf-8")
        (sources / ".d38.tmp").write_text(text.replace("Telegram", "Wire", 1), "utf-8")
        os.replace(sources / ".d38.tmp", sources / "d38.xml")
        while not (line := news.readline()).startswith(b"event"):
            assert line
        assert line == b"event: reload\n"
    assert "Wire" in serving.get("d38.html")[1]
    serving.until(r"d38\.xml changed: \d+ pages?, \d+\.\d\d s")

    (sources / "d38.xml").write_text(text[: len(text) // 2], "utf-8")
    serving.until(r"error\[X101\]")
    status, page = serving.get("d38.html")
    assert "Wire" in page
    assert "error[X101]" in page

    (sources / "d39.xml").write_bytes((SAMPLES / "d39.xml").read_bytes())
    serving.until(r"d39\.xml changed")
    assert serving.get("d39.html")[0] == 200
    (sources / "d39.xml").unlink()
    end = monotonic() + PATIENCE
    while serving.get("d39.html")[0] != 404:
        assert monotonic() < end
        sleep(0.02)
    assert serving.get(".tei-build.json")[0] == 404

    with urlopen(f"{serving.address}-/events?page=nothing.html&version=", timeout=PATIENCE):
        began = monotonic()
        assert serving.end() == 0
        assert monotonic() - began < 10
    assert "Traceback" not in "".join(serving.said)
    assert [path.name for path in tmp_path.iterdir()] == ["texts"]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
def test_it_is_ended_from_outside(serving: Serving, tmp_path: Path) -> None:
    assert serving.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert [path.name for path in tmp_path.iterdir()] == ["texts"]


def tei(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["serve", *map(str, arguments)], prog_name="tei")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_help() -> None:
    status, said = tei("--help")
    assert status == 0
    for words in (
        "--port",
        "--host",
        "--output",
        "--title",
        "--templates",
        "--xslt",
        "--param",
        "--profile",
        "--authority",
    ):
        assert words in said
    assert "--review" not in said


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nothing.xml"], 2, "P101"),
        (["-"], 2, "standard input cannot be watched"),
        (["texts", "--authority", "none.csv"], 2, "none.csv"),
        (["texts", "--profile", "none"], 2, "P102"),
        (["texts", "--templates", "none"], 2, "P101"),
        (["texts", "--xslt", "none.xsl"], 2, "P401"),
        (["texts", "-o", "texts"], 2, "there is nothing to serve"),
        (["texts", "--host", "192.0.2.1"], 2, "P852"),
    ],
)
def test_what_cannot_be_served(
    arguments: list[str], status: int, words: str, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sources.parent)
    found, said = tei(*arguments, "--port", "0")
    assert (found, words in said) == (status, True), said


def test_what_serves_must_be_installed(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verb, "find_spec", lambda package: None)
    status, said = tei(sources)
    assert status == 2
    assert "P851" in said
    assert "pip install 'tei[serve]'" in said


def test_in_one_process(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a signal does is done by the call that serves; others are told that they may be read."""
    seen: list[str] = []

    def interrupted(live: object, services: object, host: str, found: object, ready: Callable[[], None]) -> None:
        seen.append(host)
        ready()
        # Nobody may be watching yet: what has changed by then is seen all the same.
        (sources / "d38.xml").write_bytes((SAMPLES / "odd.xml").read_bytes())
        end = monotonic() + PATIENCE
        while not told and monotonic() < end:
            sleep(0.02)
        raise KeyboardInterrupt

    told: list[str] = []
    from tei.serve import rebuilding, server

    sentence = rebuilding.sentence
    monkeypatch.setattr(rebuilding, "sentence", lambda *given: told.append(sentence(*given)) or told[-1])
    monkeypatch.setattr(server, "serve", interrupted)
    kept = sources.parent / "site"
    status, said = tei(sources, "--host", "0.0.0.0", "--port", "0", "-o", kept, "--profile", "frus", "--title", "Mine")
    assert (status, seen) == (0, ["0.0.0.0"]), said
    assert "warning[P853]" in said
    assert "http://localhost:" in said
    assert "d38.xml changed: " in said
    assert "Mine" in (kept / "index.html").read_text("utf-8")
