"""What the verbs do with files, processes and clusters."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tei.cli import main, session
from tei.core.document import Document
from tei.core.laws import nothing_lost


def tei(*arguments: str | Path, status: int = 0, given: bytes = b"") -> Result:
    result = CliRunner().invoke(main, [*map(str, arguments)], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == status, result.output
    return result


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def many(tmp_path: Path, seeds: Path) -> Path:
    """A folder of more texts than one process would take alone."""
    folder = tmp_path / "many"
    folder.mkdir()
    texts = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]
    for number in range(session.FEW + 6):
        text = texts[number % 2].replace("38. T", f"{number + 100}. T").replace("78. T", f"{number + 100}. T")
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_processes_give_the_same_bytes(many: Path, seeds: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        tei("encode", many, "-o", tmp_path / jobs, "--authority", seeds / "authority.xml", "--jobs", jobs, "-q")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert len(contents(tmp_path / "1")) == session.FEW + 6


def test_a_cluster_of_two_workers_gives_the_same_bytes(many: Path, seeds: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="needs the cluster extra")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": ":0"}
    with distributed.LocalCluster(**options) as cluster:
        arguments = ("--authority", seeds / "authority.xml", "--scheduler", cluster.scheduler_address)
        said = tei("encode", many, "-o", tmp_path / "cluster", *arguments).output
    tei("encode", many, "-o", tmp_path / "alone", "--authority", seeds / "authority.xml", "-j", "1")
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")
    assert f"Encoded {session.FEW + 6} of {session.FEW + 6} texts" in said


def test_a_text_comes_from_standard_input_and_goes_to_standard_output(seeds: Path) -> None:
    seed = seeds / "004_13cc1198e4dd46ea.txt"
    result = tei("encode", "-", given=seed.read_bytes())
    assert result.stdout.startswith("<?xml")
    assert result.stdout == tei("encode", seed).stdout.replace(seed.name, "stdin")
    assert "Encoded 1 of 1 text." in result.stderr


def test_findings_as_json_go_to_standard_output(seeds: Path, tmp_path: Path) -> None:
    tei("encode", seeds, "-o", tmp_path, "-q")
    result = tei("validate", tmp_path, "--format", "json")
    findings = json.loads(result.stdout)
    assert {f["code"] for f in findings} == {"L103"}
    assert "2 of 2 files valid. 1 remark." in result.stderr


def test_a_full_disk_is_told(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tei("encode", seeds, "-o", tmp_path, "-q")
    echo = click.echo

    def full(message: str = "", *, err: bool = False, **others: Any) -> None:
        if not err:
            raise OSError(28, "No space left on device")
        echo(message, err=True, **others)

    monkeypatch.setattr(click, "echo", full)
    for arguments in (("encode", seeds / "004_13cc1198e4dd46ea.txt"), ("validate", tmp_path)):
        assert "cannot write to standard output: No space left" in tei(*arguments, status=2).stderr


def test_files_of_one_run_know_each_other(seeds: Path, tmp_path: Path) -> None:
    tei("encode", seeds, "-o", tmp_path, "-q")
    (tmp_path / "d37.xml").write_text(
        (tmp_path / "004_13cc1198e4dd46ea.xml").read_text("utf-8").replace("d38", "d37").replace("#d37fn2", "#d37fn3")
    )
    assert "Nothing to complain of" in tei("validate", tmp_path).output
    assert "L103" in tei("validate", tmp_path / "004_13cc1198e4dd46ea.xml").output


def test_pages_are_rendered_one_by_one(seeds: Path, tmp_path: Path) -> None:
    tei("encode", seeds, "-o", tmp_path / "tei", "-q")
    result = tei("render", tmp_path / "tei", "-o", tmp_path / "pages")
    assert "Rendered 2 of 2 files" in result.output
    assert all(page.startswith(b"<!DOCTYPE html>") for page in contents(tmp_path / "pages").values())
    one = tei("render", tmp_path / "tei" / "004_13cc1198e4dd46ea.xml").stdout
    assert one.encode() in contents(tmp_path / "pages").values()


def test_a_stylesheet_of_ones_own_takes_parameters(seeds: Path, tmp_path: Path) -> None:
    tei("encode", seeds, "-o", tmp_path, "-q")
    (tmp_path / "own.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:param name="who"/>'
        '<xsl:template match="/"><html><body><xsl:value-of select="$who"/></body></html></xsl:template>'
        "</xsl:stylesheet>"
    )
    source = tmp_path / "004_13cc1198e4dd46ea.xml"
    assert "Ada" in tei("render", source, "--xslt", tmp_path / "own.xsl", "--param", "who=Ada").stdout
    assert "--param wants NAME=VALUE" in tei("render", source, "--param", "who", status=2).output


def test_a_schema_of_ones_own(seeds: Path, tmp_path: Path) -> None:
    tei("encode", seeds, "-o", tmp_path / "tei", "-q")
    (tmp_path / "own.rng").write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
        '<ref name="x"/></element>'
    )
    assert "P302" in tei("validate", tmp_path / "tei", "--schema", tmp_path / "own.rng", status=2).output


def test_two_documents_of_one_id_are_told_and_one_is_built(seeds: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds, tmp_path / "raw")
    shutil.copy(seeds / "004_13cc1198e4dd46ea.txt", tmp_path / "raw" / "again.txt")
    result = tei("build", tmp_path / "raw", "-o", tmp_path / "out", "--format", "concise", status=1)
    assert "error[L105] two documents are d38" in result.output
    assert "d38.html" in contents(tmp_path / "out")


def test_a_site_that_cannot_be_written_is_told(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    assert "[P108]" in tei("build", seeds, "-o", tmp_path / "out", status=2).output


def test_a_site_has_an_address_and_an_epub(seeds: Path, tmp_path: Path) -> None:
    tei("build", seeds, "-o", tmp_path, "--url", "https://example.org/x", "--title", "Two Notes", "--epub", "-q")
    assert b"<loc>https://example.org/x/d38.html</loc>" in contents(tmp_path)["sitemap.xml"]
    assert contents(tmp_path)["Two-Notes.epub"].startswith(b"PK")
    assert "[P105]" in tei("build", seeds, "-o", tmp_path, "--url", "example.org", status=2).output


def test_a_breach_of_a_law_is_a_fault_of_ours(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tei.core import laws

    def lossy(document: Document) -> object:
        return nothing_lost(replace(document, blocks=document.blocks[1:]))

    monkeypatch.setattr(laws, "nothing_lost", lossy)
    result = tei("encode", seeds / "004_13cc1198e4dd46ea.txt", status=3)
    assert "error[T901]: these characters are lost" in result.output


def test_a_file_that_vanishes_is_told(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = shutil.copytree(seeds, tmp_path / "raw")
    read = Path.read_bytes

    def vanish(path: Path) -> bytes:
        if path.name.startswith("000"):
            raise FileNotFoundError(2, "No such file or directory")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    result = tei("encode", raw, "-o", tmp_path / "out", status=2)
    assert "Encoded 1 of 2 texts" in result.output


def test_progress_is_shown_on_a_terminal_only(seeds: Path, tmp_path: Path) -> None:
    import os
    import pty

    pid, screen = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-m", "tei", "encode", str(seeds), "-o", str(tmp_path)])
    shown = b""
    while True:
        try:
            more = os.read(screen, 4096)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.waitpid(pid, 0)
    assert b"Encoding" in shown
    assert b"Encoded 2 of 2 texts" in shown


def test_help_is_quick_to_import() -> None:
    """What `tei --help` imports holds nothing that only the work needs."""
    code = (
        "import sys; from tei.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    heavy = {"lxml", "lxml.etree", "jinja2", "rich", "ahocorasick", "rapidfuzz", "distributed", "concurrent.futures"}
    assert heavy.isdisjoint(done.stdout.splitlines())
    assert all(verb in done.stdout for verb in ("encode", "validate", "render", "build"))
