"""`tei validate --fix`, `--unsafe-fixes` and `--diff`."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.parsers import expat

import pytest
from click.testing import CliRunner, Result
from peers import packed, unpacked

from tei.cli import main

FAULTS = Path(__file__).parent.parent / "validate" / "faults"
CORPORA = Path(__file__).parent.parent / "validate" / "tei"

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
<text><body>
<P xml:id="one">A</P>
<p><ref target="one">there</ref>, <ref target='one'>here</ref></p>
<p><persNmae>B</persNmae></p>
</body></text></TEI>
"""
SAFE = (
    TEXT.replace("P xml", "p xml")
    .replace("A</P>", "A</p>")
    .replace('"one">there', '"#one">there')
    .replace("'one'", "'#one'")
)
ALL = SAFE.replace("persNmae", "persName")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    Path("a.xml").write_text(TEXT)
    Path("b.xml").write_text(ALL)
    Path("tei.toml").write_text('[validate]\nprofile = "plain"\ncheck = ["grammar", "pointers"]\n')
    return tmp_path


def run(*words: str, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, ["validate", "--format", "concise", *words], input=given, prog_name="tei")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_what_is_certain_is_mended_and_the_rest_is_told() -> None:
    result = run("--fix", "a.xml", "b.xml")
    assert Path("a.xml").read_text() == SAFE
    assert Path("b.xml").read_text() == ALL
    assert result.exit_code == 1
    assert result.stdout.count("R101") == 1
    assert "2 fixes in 1 file; 1 more with --unsafe-fixes. 1 of 2 files valid. 1 error" in result.stderr


def test_what_is_likely_is_mended_if_it_is_asked_for() -> None:
    result = run("--fix", "--unsafe-fixes", "a.xml")
    assert Path("a.xml").read_text() == ALL
    assert result.exit_code == 0
    assert result.stderr == "3 fixes in 1 file. 1 of 1 file valid. Nothing to complain of.\n"
    assert run("--fix", "a.xml").stderr == "0 fixes in 0 files. 1 of 1 file valid. Nothing to complain of.\n"


def test_a_difference_is_shown_and_nothing_is_written() -> None:
    result = run("--diff", "a.xml", "b.xml")
    assert Path("a.xml").read_text() == TEXT
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line[0] in "+-"] == [
        "--- a.xml",
        "+++ a.xml",
        '-<P xml:id="one">A</P>',
        "-<p><ref target=\"one\">there</ref>, <ref target='one'>here</ref></p>",
        '+<p xml:id="one">A</p>',
        "+<p><ref target=\"#one\">there</ref>, <ref target='#one'>here</ref></p>",
    ]
    assert result.stderr == "2 fixes to make in 1 file; 1 more with --unsafe-fixes.\n"


def test_no_difference_is_a_success() -> None:
    result = run("--diff", "b.xml")
    assert (result.exit_code, result.stdout) == (0, "")


def test_of_standard_input_the_result_goes_to_standard_output() -> None:
    result = run("--fix", "-", given=TEXT.encode("utf-16"))
    assert result.stdout_bytes == SAFE.encode("utf-16")
    assert "R101" in result.stderr
    assert run("--fix", "-", given=ALL.encode()).stdout == ALL
    assert run("--fix", "-", given=b"\xff\xff").stdout_bytes == b"\xff\xff"


def test_only_what_is_selected_is_mended() -> None:
    run("--fix", "--select", "L", "a.xml")
    assert Path("a.xml").read_text() == TEXT.replace('"one">there', '"#one">there').replace("'one'", "'#one'")
    Path("a.xml").write_text(ALL.replace("there", "& there").replace('"#one"', '"one"'))
    # What is not well-formed is told in any case; but it was not asked to mend it.
    run("--fix", "--select", "L", "a.xml")
    assert "& there" in Path("a.xml").read_text()


def test_a_large_file_of_which_only_excerpts_are_seen_is_mended_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.core.stream.LARGE", 64)
    for mark in ("", "\ufeff"):
        Path("a.xml").write_text(mark + TEXT)
        run("--fix", "--unsafe-fixes", "a.xml")
        assert Path("a.xml").read_text() == mark + ALL


def test_several_processes_mend_alike() -> None:
    result = run("--fix", "-j", "2", ".")
    assert Path("a.xml").read_text() == SAFE
    assert "2 fixes in 1 file" in result.stderr


def test_what_cannot_be_read_or_used_is_told_in_any_case() -> None:
    assert "P301" in run("--diff", "--schema", "none.rng", "a.xml").stderr
    assert run("--unsafe-fixes", "a.xml").exit_code == 2


def test_a_file_that_vanishes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", lost)
    assert "P101" in run("--fix", "a.xml").stdout


def text(data: bytes) -> str:
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = found.append
    parser.Parse(data, True)
    return "".join(found)


def contents() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path().rglob("*.xml")}


@pytest.mark.parametrize("unsafe", [(), ("--unsafe-fixes",)], ids=["safe", "all"])
@pytest.mark.parametrize("source", [FAULTS, CORPORA], ids=["faults", "tei"])
def test_a_second_run_changes_nothing(source: Path, unsafe: tuple[str, ...], folder: Path) -> None:
    shutil.copytree(source, folder / "in")
    before = contents()
    first = run("--no-config", "--fix", *unsafe, "in")
    after = contents()
    assert "P6" not in first.stdout
    run("--no-config", "--fix", *unsafe, "in")
    assert contents() == after
    assert (after == before) == (source == CORPORA and not unsafe)


def test_volumes_keep_their_text(folder: Path) -> None:
    volumes = packed()
    (folder / "in").mkdir()
    unpacked(volumes, folder / "in")
    before = contents()
    run("--no-config", "--profile", "frus", "--fix", "in")
    after = contents()
    assert {path for path in before if text(before[path]) != text(after[path])} == set()
    run("--no-config", "--profile", "frus", "--fix", "in")
    assert contents() == after
