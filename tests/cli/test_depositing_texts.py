"""`tei deposit`: from raw texts or TEI to kits, with what is said of them."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result

from tei.cli import main, session
from tei.deposit import TARGETS

BARE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>Text.</p></body></text></TEI>'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))


def deposit(*words: str | Path, status: int = 0, offline: bool = True) -> Result:
    given = [*map(str, words), *(["--offline"] if offline else [])]
    result = CliRunner().invoke(main, ["deposit", *given], prog_name="tei")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == status, result.output
    return result


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_kit_of_the_seeds(seeds: Path, tmp_path: Path) -> None:
    said = deposit("all", seeds, "-o", "kits").output
    assert f"Made {len(TARGETS.table)} kits of 2 texts: kits" in said
    assert "error" not in said
    assert sorted(path.name for path in (tmp_path / "kits").iterdir() if path.is_dir()) == sorted(TARGETS.table)
    assert bagit.Bag(str(tmp_path / "kits" / "bagit")).is_valid()


def test_the_same_input_gives_the_same_bytes(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    deposit("all", seeds, "-o", "first", "-q")
    deposit("all", seeds, "-o", "second", "-q")
    deposit("all", seeds, "-o", "second", "-q")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_what_stands_beside_raw_texts_is_taken(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    shutil.copytree(seeds, folder)
    deposit("datacite", folder, "-o", "with")
    (folder / "header.toml").unlink()
    (folder / "authority.xml").unlink()
    said = deposit("datacite", folder, "-o", "without", status=1).output
    assert "error[H103]: the header lacks a publisher" in said
    assert "Made 1 kit of 2 texts: without" in said
    publishers = [
        b"The makers of tei" in contents(tmp_path / kits / "datacite")["collection.xml"] for kits in ("with", "without")
    ]
    assert publishers == [True, False]


def test_options_go_before_what_stands_beside(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('publisher = "Mine"\ndate = "2020"\n')
    deposit("datacite", seeds, "-o", "kits", "--header", "mine.toml", "--title", "Called")
    record = contents(tmp_path / "kits")["datacite/collection.xml"]
    assert b"Mine" in record
    assert b"Called" in record


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BARE)
    assert "nothing is kept" in deposit("mets,bagit", "a.xml", "--dry-run").output
    assert "nothing is kept" in deposit("mets", "a.xml", "--dry-run", "-o", "kits").output
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


GIVEN = {
    "a raw text": b"1. Telegram\n\nText.\n",
    "TEI": BARE.encode(),
    "TEI in UTF-16": BARE.encode("utf-16"),
    "TEI after a comment": b"<!-- a licence -->\n" + BARE.encode(),
}


@pytest.mark.parametrize("given", GIVEN)
def test_standard_input_is_a_raw_text_or_tei(given: str, tmp_path: Path) -> None:
    lacking = 0 if given == "a raw text" else 1
    commands = {("deposit", "mods", "-", "-o", "kits", "--offline"): lacking, ("build", "-", "-o", "site"): 0}
    for command, status in commands.items():
        result = CliRunner().invoke(main, command, input=GIVEN[given])
        assert result.exit_code == status, result.output
    assert len(list((tmp_path / "kits" / "mods").iterdir())) == 1
    (made,) = (tmp_path / "site").rglob("tei/*.xml")
    assert "&lt;" not in made.read_text("utf-8")


@pytest.mark.parametrize("command", [("deposit", "mods", "-", "-o", "kits"), ("build", "-", "-o", "site")])
def test_standard_input_that_is_closed_is_told(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "standard_input", closed)
    result = CliRunner().invoke(main, command)
    assert "cannot read stdin: it is closed" in result.output
    assert result.exit_code == 2


def closed() -> bytes:
    raise OSError(errno.EBADF, "it is closed")


def test_what_cannot_be_read_is_told_and_the_rest_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BARE)
    (tmp_path / "b.xml").write_text("<TEI")
    said = deposit("mods", "a.xml", "b.xml", "none.xml", "-o", "kits", status=2).output
    assert "P101" in said
    assert "X101" in said
    assert "Made 1 kit of 1 text" in said
    assert "Made" not in deposit("mods", "b.xml", "-o", "other", status=1).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bagitt", "a.xml", "-o", "kits"), "there is no target 'bagitt'; did you mean 'bagit'?"),
        (("bagit", "a.xml"), "where the kits go; or give --dry-run"),
        (("bagit", "a.xml", "-o", "kits", "--url", "here"), "P105"),
        (("bagit", "a.xml", "-o", "kits", "--schemas", "none"), "there is no folder none"),
        (("bagit", "a.xml", "-o", "a.xml"), "P108"),
        (("bagit",), "Missing argument"),
        ((",", "a.xml", "-o", "kits"), "name a target"),
    ],
)
def test_wrong_usage_is_told(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "a.xml").write_text(BARE)
    assert said in deposit(*words, status=2).output


def test_what_others_put_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BARE)
    (tmp_path / "kits" / "mods").mkdir(parents=True)
    (tmp_path / "kits" / "mods" / "mine").write_text("mine")
    said = deposit("mods,datacite", "a.xml", "-o", "kits", status=2).output
    assert "mine in it was not made by tei deposit" in " ".join(said.split())
    assert (tmp_path / "kits" / "mods" / "mine").read_text() == "mine"
    assert (tmp_path / "kits" / "datacite").is_dir()


def test_two_of_one_id_are_told(seeds: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copy(next(seeds.glob("004*.txt")), tmp_path / f"{name}.txt")
    assert "L105" in deposit("mods", "a.txt", "b.txt", "-o", "kits", status=1).output


def test_a_title_that_nobody_gave_is_told(tmp_path: Path, seeds: Path) -> None:
    bare = BARE.replace(
        "<teiHeader/>", "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc></teiHeader>"
    )
    (tmp_path / "a.xml").write_text(bare.format("A"))
    (tmp_path / "b.xml").write_text(bare.format("B"))
    (tmp_path / "ours.toml").write_text('extends = "frus"\n[render]\nedition = "Letters"\n')
    said = deposit("cff", "a.xml", "b.xml", "-o", "kits").output
    assert "warning[P871]: nothing says what the texts are called together" in said
    for words in (["a.xml"], ["a.xml", "b.xml", "--title", "Letters"], ["a.xml", "b.xml", "--profile", "ours.toml"]):
        assert "P871" not in deposit("cff", *words, "-o", "kits").output
    assert b'title: "Letters"' in contents(tmp_path / "kits")["cff/CITATION.cff"]
    assert "P871" not in deposit("cff", seeds, "--dry-run").output


def test_only_what_was_made_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BARE)
    (tmp_path / "kits" / "mets").mkdir(parents=True)
    (tmp_path / "kits" / "mets" / "mine.txt").write_text("mine")
    assert "Made 1 kit of 1 text: kits" in deposit("mets,text", "a.xml", "-o", "kits", status=2).output


def test_kits_among_the_texts_are_no_texts(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BARE)
    for _ in range(2):
        assert "Made 1 kit of 1 text: kits" in deposit("bagit", ".", "-o", "kits").output


@pytest.mark.parametrize("email", ["ada", "ada@", "Ada <ada@example.org>", "ada@example", "ada@example..org"])
def test_an_address_to_which_nobody_can_write_is_refused(tmp_path: Path, email: str) -> None:
    (tmp_path / "a.xml").write_text(BARE)
    said = deposit("text", "a.xml", "-o", "kits", "--email", email, status=2).output
    assert "error[P105]: --email is no e-mail address" in said
    deposit("text", "a.xml", "-o", "kits", "--email", "ada@example.org")


def test_a_file_of_a_kit_is_named_as_it_is_in_the_kit(tmp_path: Path) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>A</title><author>Holt, Ada</author></titleStmt><publicationStmt>"
        "<publisher>P</publisher><date when='2026'/><availability><licence target='https://creativecommons.org/licenses"
        "/by/4.0/'>CC BY</licence></availability></publicationStmt></fileDesc></teiHeader>"
    )
    (tmp_path / "a.xml").write_text(BARE.replace("<teiHeader/>", header))
    wrong = "error[P862]: metadata/title: it must have 3 characters\n"
    assert f"{wrong}  --> zenodo/record.json\n   = help: " in deposit("zenodo", "a.xml", "--dry-run", status=1).output
    path = os.path.join("kits", "zenodo", "record.json")
    assert f"{wrong}  --> {path}\n   = help: " in deposit("zenodo", "a.xml", "-o", "kits", status=1).output


def test_the_help_tells_of_every_target_in_order() -> None:
    said = CliRunner().invoke(main, ["deposit", "--help"]).output
    rows = re.findall(r"^  ([a-z]+) {2,}\S.*? {2,}([a-z]+) {2,}\S", said, re.MULTILINE)
    assert [left for left, _ in rows] + [right for _, right in rows] == list(TARGETS.names())
