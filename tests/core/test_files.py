from __future__ import annotations

import os
from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.files import KITS, RAW_TEXTS, Input, collect, write


def codes(arguments: list[str]) -> tuple[list[str], list[str]]:
    inputs, diagnostics = collect(arguments, RAW_TEXTS)
    assert all(d.help for d in diagnostics)
    return [i.stem for i in inputs], [d.code for d in diagnostics]


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.md", "c.xml", ".d.txt", "sub/a.txt", ".git/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    return tmp_path


def test_folders_give_what_is_inside_and_keep_its_folders(texts: Path) -> None:
    assert codes(["."]) == (["a", "b", "sub/a"], [])


@pytest.mark.parametrize(
    ("said", "wanted"), [('{"bagit": []}', ["a", "b", "sub/a"]), ("[", ["a", "b", "kits/bagit/a", "sub/a"])]
)
def test_kits_are_copies_of_texts(texts: Path, said: str, wanted: list[str]) -> None:
    (texts / "kits" / "bagit").mkdir(parents=True)
    (texts / "kits" / "bagit" / "a.txt").write_text("text")
    (texts / "kits" / KITS).write_text(said)
    assert codes(["."]) == (wanted, [])
    assert codes(["kits/bagit"]) == (["a"], [])


def test_files_patterns_and_standard_input(texts: Path) -> None:
    assert codes(["c.xml", "*.txt", "-"]) == (["c", "a", "stdin"], [])


def test_two_inputs_for_one_output_are_both_left_out(texts: Path) -> None:
    assert codes(["a.txt", "sub/a.txt", "b.md"]) == (["b"], ["P107"])


def test_they_are_not_where_nothing_is_written_for_each(texts: Path) -> None:
    inputs, diagnostics = collect(["a.txt", "sub/a.txt"], RAW_TEXTS, apart=False)
    assert [i.path for i in inputs] == ["a.txt", "sub/a.txt"]
    assert diagnostics == []


def test_the_same_file_twice_is_one_file(texts: Path) -> None:
    assert codes(["a.txt", "a.txt", "./a.txt", "sub/../a.txt", str(texts / "a.txt"), "-", "./-"])[0] == ["a", "stdin"]


@pytest.mark.parametrize(("argument", "code"), [("none.txt", "P101"), ("*.none", "P106"), ("empty", "P106")])
def test_nothing_to_read_is_told(texts: Path, argument: str, code: str) -> None:
    (texts / "empty").mkdir()
    assert codes([argument]) == ([], [code])


def test_folders_that_cannot_be_read_are_told(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(["."]) == (["a", "b"], ["P101"])
    assert codes(["x" * 300]) == ([], ["P101"])


def test_a_pipe_in_a_folder_is_passed_over_and_a_link_that_leads_nowhere_is_not(texts: Path) -> None:
    os.mkfifo(texts / "sub" / "pipe.txt")
    (texts / "sub" / "link.txt").symlink_to("nowhere")
    assert codes(["sub"]) == (["a", "link"], [])


def test_names_that_are_not_utf_8_are_shown(texts: Path) -> None:
    (file,) = collect([os.fsdecode(b"l\xe9.txt")], RAW_TEXTS)[0] or [Input(os.fsdecode(b"l\xe9.txt"), "l")]
    assert file.name == "l\ufffd.txt"


def test_writing_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "x" / "y.xml"
    write(target, "é\n")
    write(target, "è\n")
    assert target.read_bytes() == "è\n".encode()
    assert [p.name for p in target.parent.iterdir()] == ["y.xml"]
    assert target.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_a_link_stays_one_and_a_pipe_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "link.xml").symlink_to("file.xml")
    write(tmp_path / "link.xml", "text")
    assert (tmp_path / "link.xml").is_symlink()
    assert (tmp_path / "file.xml").read_text() == "text"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, "text")
    assert os.read(reader, 10) == b"text"
    os.close(reader)
    assert pipe.is_fifo()


def test_an_interrupted_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "y.xml", "text")
    assert list(tmp_path.iterdir()) == []


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a file where a folder should be")
    with pytest.raises(Refused, match="cannot write"):
        write(tmp_path / "x" / "y.xml", "text")
    (tmp_path / "z.xml").mkdir()
    with pytest.raises(Refused, match="cannot write"):
        write(tmp_path / "z.xml", "text")
    with pytest.raises(Refused, match="cannot write"):
        write(Path(), "text")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x", "z.xml"]
