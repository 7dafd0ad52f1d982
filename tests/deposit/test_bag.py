"""Bags: what is in them, and that each fault in one is seen."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kits import BARE, FULL, checked, collection, contents, made, said

from tei.core.diagnostic import Diagnostic
from tei.deposit.bag import TARGET
from tei.deposit.bag.information import information
from tei.deposit.bag.manifests import LONGEST, UNREADABLE, decoded, digests, encoded, entries, field, fields, seal
from tei.deposit.bag.readme import LISTED, readme
from tei.deposit.record import Description

BOTH = collection(FULL, "d1", "d2", url="https://example.org/", email="me@example.org")


def wrong(folder: Path) -> list[Diagnostic]:
    """What is wrong, without the schemas that are not at hand."""
    return [each for each in checked(TARGET, folder) if each.code != "P861"]


def sealed(folder: Path, *information: tuple[str, str], **files: str) -> Path:
    """A small bag."""
    (folder / "data").mkdir(parents=True)
    for name, text in (files or {"a": "b"}).items():
        (folder / "data" / name).write_text(text, "utf-8")
    seal(folder, information)
    return folder


def test_a_bag_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    assert wrong(kit) == []
    assert bagit.Bag(str(kit)).validate()
    files = contents(kit)
    assert files == contents(made(TARGET, tmp_path / "b", BOTH))
    assert [name for name in files if name.startswith("data/te")] == [
        "data/tei/d1.xml", "data/tei/d2.xml", "data/text/d1.txt", "data/text/d2.txt",
    ]  # fmt: skip
    assert files["data/tei/d1.xml"] == BOTH.resources[0].data
    assert files["data/text/d1.txt"] == b"d1\n\nParagraph of d1.\n"
    assert {"data/metadata/datacite/resources/d2.xml", "data/metadata/dublincore/collection.xml"} <= set(files)
    assert files["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_a_bag_of_one_text_that_says_nothing_is_valid_too(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "a", collection(BARE))
    assert wrong(kit) == []
    assert "Licence: not stated" in (kit / "data/README.txt").read_text("utf-8")


def test_a_bag_says_who_sent_it_and_what_it_has(tmp_path: Path) -> None:
    info = bagit.Bag(str(made(TARGET, tmp_path / "a", BOTH))).info
    size = sum(len(data) for name, data in contents(tmp_path / "a").items() if name.startswith("data/"))
    assert info.pop("Bag-Software-Agent").startswith("tei ")
    assert info.pop("Bag-Size") == f"{round(size / 1000)} KB"
    assert info == {
        "Source-Organization": "The makers",
        "Contact-Email": "me@example.org",
        "External-Description": "Zwei Télégrammes 電報: Two telegrams.",
        "Bagging-Date": "2026-05-02",
        "External-Identifier": ["DOI: 10.5281/zenodo.1003150", "frus: v23", "https://example.org/"],
        "Bag-Group-Identifier": "The series",
        "Internal-Sender-Identifier": "plain-text",
        "Payload-Oxum": f"{size}.11",
    }


def test_the_day_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert ("Bagging-Date", "1970-01-02") in information(BOTH)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x7f", "\x85", "\u2028", "\u2029"])
def test_no_value_makes_a_field_of_its_own(tmp_path: Path, end: str) -> None:
    kit = sealed(tmp_path / "a", ("External-Description", f"Title{end}Contact-Email: evil@example.org"))
    assert bagit.Bag(str(kit)).info.keys() == {"External-Description", "Bag-Size", "Payload-Oxum"}
    assert said(TARGET, kit) == ""


@given(st.lists(st.tuples(st.from_regex(r"[A-Z][A-Za-z-]{0,30}", fullmatch=True), st.text(min_size=1)), min_size=1))
def test_fields_are_read_as_they_were_written(written: list[tuple[str, str]]) -> None:
    text = "".join(field(*each) for each in written)
    assert fields(text) == [(label, " ".join(UNREADABLE.sub(" ", value).split())) for label, value in written]


def test_long_values_are_folded() -> None:
    lines = field("External-Description", "word " * 50).splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= LONGEST + 2
    assert all(line.startswith("  ") for line in lines[1:])


@given(st.text())
def test_paths_are_read_as_they_were_written(path: str) -> None:
    assert decoded(encoded(path)) == path
    assert not set("\r\n") & set(encoded(path))


def test_names_with_ends_of_lines_are_encoded(tmp_path: Path) -> None:
    kit = sealed(tmp_path / "a", **{"100%.txt": "a", "a\nb\rc": "b"})
    manifest = (kit / "manifest-sha256.txt").read_bytes().decode()
    assert [path for path, _ in entries(manifest)] == ["data/100%.txt", "data/a\nb\rc"]
    assert "data/100%25.txt\n" in manifest
    assert "data/a%0Ab%0Dc\n" in manifest


def test_checksums_are_those_of_others(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert [each[:8] for each in digests(tmp_path / "a")] == ["ba7816bf", "ddaf35a1"]


@pytest.mark.parametrize(("size", "wanted"), [(5, "5 bytes"), (5_400, "5 KB"), (2_000_000, "2 MB")])
def test_the_size_is_said_in_words(tmp_path: Path, size: int, wanted: str) -> None:
    kit = sealed(tmp_path / "a", a="x" * size)
    assert dict(fields((kit / "bag-info.txt").read_text()))["Bag-Size"] == wanted


def test_the_readme_names_the_texts_and_stays_narrow() -> None:
    text = readme(replace(BOTH, record=replace(BOTH.record, descriptions=(Description("word " * 40),))))
    assert "By: John Foster Dulles; Department of State" in text
    assert "Licence: CC BY 4.0 https://creativecommons.org/licenses/by/4.0/" in text
    assert "d2: Zwei Télégrammes 電報" in text
    assert max(map(len, text.splitlines())) <= 80
    many = replace(BOTH, resources=BOTH.resources * LISTED)
    assert f"and {LISTED:,} more" in readme(many)


def test_judging_says_nothing_on_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    text = (kit / "data/README.txt").read_text("utf-8")
    (kit / "data/README.txt").write_text(text.swapcase(), "utf-8")
    here = os.getcwd()
    assert "it is no valid bag" in said(TARGET, kit)
    assert (os.getcwd(), logging.getLogger("bagit").disabled) == (here, False)
    assert capfd.readouterr() == ("", "")


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(kit: Path) -> None:
        text = (kit / name).read_bytes().decode()
        assert old in text
        (kit / name).write_bytes(text.replace(old, new).encode())

    return change


def removed(name: str) -> Callable[[Path], None]:
    return lambda kit: (kit / name).unlink()


def linked(kit: Path) -> None:
    (kit / "data/README.txt").rename(kit / "elsewhere")
    (kit / "data/README.txt").symlink_to(kit / "elsewhere")


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (removed("bagit.txt"), "it is no valid bag: Expected bagit.txt does not exist"),
        (changed("data/README.txt", "The texts", "Texts"), "it is no valid bag: Payload-Oxum validation failed"),
        (changed("data/README.txt", "The texts", "Teh texts"), "it is no valid bag"),
        (changed("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: x"), "it is no valid bag"),
        (linked, "it is a link"),
    ],
)
def test_what_is_wrong_with_a_bag_is_told(tmp_path: Path, change: Callable[[Path], None], wanted: str) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    change(kit)
    assert wanted in said(TARGET, kit)


def loosened(kit: Path) -> Path:
    """A bag whose tag files may be changed without the library's seeing it."""
    for each in kit.glob("tagmanifest-*"):
        each.unlink()
    return kit


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda kit: None, "it is not there"),
        (changed("bagit.txt", "1.0", "0.97"), "it does not say that the bag is one of BagIt 1.0"),
        (lambda kit: (kit / "fetch.txt").write_text("https://example.org/ 3 data/README.txt\n"), "to be fetched"),
        (removed("bag-info.txt"), "who sent the bag"),
        (changed("bag-info.txt", "Payload-Oxum", "Oxum"), "Payload-Oxum, the size of the payload"),
        (changed("bag-info.txt", "2026-05-02", "May 2026"), "Bagging-Date is no day"),
        (changed("bag-info.txt", "Bag-Size: ", "Bag-Size:\nBag-Size: "), "Bag-Size is there more than once"),
        (changed("bag-info.txt", "Bag-Size: ", "Bag-Count:\nBag-Size: "), "Bag-Count has no value"),
        (changed("bag-info.txt", "Bag-Size", "Bag-Size "), "is neither a label with a value nor the rest of one"),
        (changed("bag-info.txt", "The makers", "The\x1cX: makers"), "take for the end of a line"),
    ],
)  # fmt: skip
def test_what_the_library_does_not_see_is_told(tmp_path: Path, change: Callable[[Path], object], wanted: str) -> None:
    kit = loosened(made(TARGET, tmp_path / "a", BOTH))
    change(kit)
    found = said(TARGET, kit)
    assert "it is not there" in found
    assert wanted in found


def test_each_manifest_has_every_file_once(tmp_path: Path) -> None:
    kit = loosened(made(TARGET, tmp_path / "a", BOTH))
    manifest = kit / "manifest-sha512.txt"
    _, *others = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join(others), "utf-8")
    assert "'data/README.txt' is not in it" in said(TARGET, kit)
    manifest.write_text("".join((*others, "nothing\n")), "utf-8")
    assert "is no checksum with a path" in said(TARGET, kit)


def test_manifests_have_what_they_are_for(tmp_path: Path) -> None:
    kit = loosened(made(TARGET, tmp_path / "a", BOTH))
    manifest = kit / "manifest-sha512.txt"
    manifest.write_text(f"{manifest.read_text()}\n{digests(kit / 'bagit.txt')[1]}  bagit.txt\n")
    assert "'bagit.txt' is none of the files that it is for" in said(TARGET, kit)


def test_records_are_compared_with_their_schemas(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    assert said(TARGET, kit).count("the schema is not at hand") == 2
