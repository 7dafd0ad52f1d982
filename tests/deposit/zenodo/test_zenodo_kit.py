"""The kit for Zenodo: what is in it, and what its check finds."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import Collection, Schemas, collect
from tei.deposit.zenodo import TARGET, Deposit
from tei.deposit.zenodo import kit as room

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>A telegram</title><editor>Smith, Ann</editor></titleStmt>
<publicationStmt><publisher>P</publisher><date when="2026"/><availability>
<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability></publicationStmt>
<sourceDesc><bibl>S</bibl></sourceDesc></fileDesc></teiHeader>
<text><body>{}</body></text></TEI>"""
DOCUMENT = '<div type="document"><p>T</p></div>'


def collection(*names: str, body: str = "<p>T</p>") -> Collection:
    editions = [(Edition(Source(f"{name}.xml", TEXT.format(body))), "") for name in names]
    return collect(editions, Profile.load("plain"), Authority(), url="https://example.org/e/")


def made(folder: Path, *names: str, body: str = "<p>T</p>") -> Deposit:
    folder.mkdir()
    TARGET.make(collection(*names, body=body), folder)
    return Deposit(folder)


def found(kit: Deposit) -> list[str]:
    return [each.message for each in TARGET.check(kit.folder, Schemas()) if each.code != "P861"]


def test_a_single_text(tmp_path: Path) -> None:
    kit = made(tmp_path / "a", "d1")
    assert [file.name for file in kit.files] == ["d1.xml", "datacite.xml"]
    assert kit.files[0].read_text() == TEXT.format("<p>T</p>")
    assert dict(kit.summary) == {
        "title": "A telegram", "creators": "Smith, Ann", "date": "2026", "licence": "cc-by-4.0",
        "type": "publication-other",
    }  # fmt: skip
    assert json.loads((kit.folder / ".zenodo.json").read_text())["license"] == "cc-by-4.0"
    general = etree.parse(str(kit.files[1])).find("{*}resourceType")
    assert general is not None
    assert general.get("resourceTypeGeneral") == "Text"
    assert found(kit) == []


def test_equal_texts_make_equal_kits(tmp_path: Path) -> None:
    names = [f"d{number}" for number in range(100)]
    first, second = made(tmp_path / "a", *names), made(tmp_path / "b", *names)
    assert sorted(file.suffix for file in first.files) == [".xml", ".zip"]
    for one, other in zip(first.files, second.files, strict=True):
        assert one.read_bytes() == other.read_bytes()
    packed = next(file for file in first.files if file.suffix == ".zip")
    with ZipFile(packed) as archive:
        assert sorted(archive.namelist()) == sorted(f"{name}.xml" for name in names)
    assert found(first) == []


def test_several_texts_or_a_volume_are_a_collection(tmp_path: Path) -> None:
    for kit in (made(tmp_path / "a", "d1", "datacite"), made(tmp_path / "b", "v1", body=DOCUMENT * 2)):
        assert dict(kit.summary)["type"] == "publication-annotationcollection"
        assert found(kit) == []
    assert [file.name for file in Deposit(tmp_path / "a").files] == ["d1.xml", "datacite-record.xml", "datacite.xml"]


def test_what_is_wrong_with_a_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = made(tmp_path / "a", "d1", "d2")
    (kit.folder / "files" / "d1.xml").write_text("")
    assert found(kit) == ["it is empty"]
    monkeypatch.setattr(room, "MOST_FILES", 2)
    monkeypatch.setattr(room, "LARGEST", 10)
    assert [message[:14] for message in found(kit)] == ["there are 3 fi", "the files have", "it is empty"]
    for file in kit.files:
        file.unlink()
    assert found(kit) == ["there is no file to send"]
    (kit.folder / "record.json").write_text("{}")
    assert found(Deposit(kit.folder)) == ["metadata: there are none", "there is no file to send"]
    for said in ("{", "\udcff"):
        (kit.folder / "record.json").write_text(said, errors="surrogateescape")
        assert found(Deposit(kit.folder))[0].startswith("it cannot be read: ")
    (kit.folder / "record.json").unlink()
    assert found(kit)[0].startswith("it cannot be read: ")
