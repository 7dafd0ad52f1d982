"""Input that cannot be used: one clear diagnostic with a remedy each, nothing half written, the others done."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.cli import main

TEXT = "38. Telegram From the Department of State\n\nYour 201 received.\n\nDulles\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text(TEXT)
    return tmp_path


def tei(verb: str, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [verb, "--format", "concise", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def written(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "T101", "bad.txt is empty"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "T102", "bad.txt is not a text file"),
        (b"Dear Sir,\n\nyour\0letter", "T106", "bad.txt:3:5 holds a NUL"),
        (b"Dear Sir,\x0cyour letter", "T106", "U+000C"),
        (b"a line\n" * 8_000_000, "T104", "56 million characters"),
        (b"word " * 4_000_000, "T105", "line 1 of raw/bad.txt has 20 million characters"),
        (b"<?xml version='1.0'?>\n<TEI/>", "T108", "bad.txt has markup, and is no raw text"),
        (b"\x81\x8d\x8f text", "T103", "neither UTF-8, UTF-16 nor Windows-1252"),
    ],
    ids=["empty", "binary", "NUL", "control", "50 MB", "one line of 20 MB", "XML", "no encoding"],
)
def test_a_bad_file_does_not_stop_the_others(folder: Path, data: bytes, code: str, said: str) -> None:
    (folder / "raw" / "bad.txt").write_bytes(data)
    result = tei("encode", "raw", "-o", "out")
    assert result.exit_code == 1
    assert result.output.count(f"[{code}]") == 1
    assert said in result.output
    assert "Encoded 1 of 2 texts into out. 1 error" in result.output
    assert written(folder / "out") == ["good.xml"]


def test_another_encoding_is_read_and_told(folder: Path) -> None:
    (folder / "raw" / "old.txt").write_bytes("Your “letter” from Zürich.\n".encode("cp1252"))
    result = tei("encode", "raw", "-o", "out")
    assert result.exit_code == 0
    assert "read as Windows-1252" in result.output
    assert "“letter” from Zürich" in (folder / "out" / "old.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none.txt"], "P101", "there is no file none.txt"),
        (["empty"], "P106", "the folder empty has no file that ends with .txt"),
        (["*.text"], "P106", r"no file fits *.text"),
        (["raw", "--profile", "frus2"], "P102", "there is no profile 'frus2'"),
        (["raw", "--header", "none.toml"], "P101", "cannot read none.toml"),
        (["raw/good.txt", "other/good.txt"], "P107", "would both be written as good"),
        (["raw", "-o", "raw/good.txt"], "P108", "cannot write raw/good.txt/good.xml"),
    ],
)
def test_settings_that_cannot_be_used(folder: Path, arguments: list[str], code: str, said: str) -> None:
    (folder / "empty").mkdir()
    (folder / "other").mkdir()
    (folder / "other" / "good.txt").write_text(TEXT)
    result = tei("encode", "-o", "out", *arguments)
    assert result.exit_code == 2, result.output
    assert f"[{code}]" in result.output
    assert said in result.output
    assert not (folder / "out").exists() or written(folder / "out") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>\n'
            '<person xml:id="p_A1"><persName>Allison, John</persName></person>\n'
            '<person xml:id="p_A1"><persName>Dulles, John</persName></person>\n</listPerson></standOff></TEI>',
            "p_A1",
        ),
        ("<html><body>nothing</body></html>", "authority.xml"),
        ("<TEI>\n<standOff></TEI>", "authority.xml"),
        ("", "authority.xml"),
    ],
    ids=["duplicate ids", "not TEI", "not well-formed", "empty"],
)
def test_an_authority_file_that_cannot_be_used(folder: Path, content: str, said: str) -> None:
    (folder / "authority.xml").write_text(content)
    result = tei("encode", "raw", "-o", "out", "--authority", "authority.xml")
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert not (folder / "out").exists()


def test_an_unknown_format_is_wrong_usage(folder: Path) -> None:
    result = tei("encode", "raw", "-o", "out", "--format", "tersminal")
    assert result.exit_code == 2
    assert "there is no format 'tersminal'; did you mean 'terminal'?" in result.output


def test_an_output_folder_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Simulated, because root may write everywhere.
    monkeypatch.setattr(Path, "write_bytes", refuse)
    result = tei("encode", "raw", "-o", "out")
    assert result.exit_code == 2
    assert "[P108]" in result.output
    assert "Permission denied" in result.output
