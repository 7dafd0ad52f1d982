from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tei.cli import main
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.validate import validate
from tei.validate.corpus import Corpus, ids_in

TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="p1">{}</p></body></text></TEI>'
OTHER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="p_SR1"/><div xml:id="d5"/><note xml:id="d5fn2"/></TEI>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("authority", "frus1958v01", "a b"):
        (tmp_path / f"{name}.xml").write_text(OTHER, encoding="utf-8")
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "persons.xml").write_text(OTHER, encoding="utf-8")
    return tmp_path


def told(folder: Path, pointer: str, authority: str = "") -> list[tuple[str, str]]:
    profile = folder / "own.toml"
    profile.write_text(f'extends = "plain"\n[validate]\nauthority = "{authority}"\n', encoding="utf-8")
    edition = Edition.decode(TEXT.format(f'<ref target="{pointer}">x</ref>').encode(), str(folder / "d1.xml"))
    found = validate(edition, Profile.load(str(profile)), only=("pointers",))
    return [(each.code, each.help) for each in found]


@pytest.mark.parametrize(
    "pointer",
    [
        "authority.xml#p_SR1",
        "frus1958v01#d5",
        "frus1958v01",
        "a%20b.xml#d5",
        "lists/persons.xml#p_SR1",
        "authority.xml",
        "#xpath(//p[1])",
        "HTTPS://example.org/#a",
        "#p1",
    ],
)
def test_what_leads_into_other_files(folder: Path, pointer: str) -> None:
    assert told(folder, pointer) == []


@pytest.mark.parametrize(
    ("pointer", "code", "cure"),
    [
        ("authority.xml#p_RS1", "L102", "did you mean “authority.xml#p_SR1”?"),
        ("frus1958v01#d6", "L102", "look for what is meant in"),
        ("frus1959v01#d5", "L103", "nothing need be done"),
        ("persons.xml#p_SR1", "L103", "nothing need be done"),
        ("##p1", "L104", "did you mean “#p1”?"),
        ("authority.xml##d5", "L104", "did you mean “authority.xml#d5”?"),
        ("#a#b", "L104", "write one pointer, with one # in it"),
        ("www.example.org/a", "L104", "write it with https:// before it"),
        ("http:/example.org", "L104", "write it with https:// before it"),
        ("https//example.org", "L104", "write it with https:// before it"),
    ],
)
def test_what_leads_nowhere(folder: Path, pointer: str, code: str, cure: str) -> None:
    ((found, help),) = told(folder, pointer)
    assert found == code
    assert help.startswith(cure)


def test_the_authority_file_may_stand_elsewhere(folder: Path) -> None:
    assert told(folder, "persons.xml#p_SR1", "lists/persons.xml") == []
    assert [code for code, _ in told(folder, "persons.xml#p_SR2", "lists/persons.xml")] == ["L102"]


def test_each_file_of_a_run_has_its_own_ids(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "d1.xml").write_text(
        TEXT.format('<ref target="d2#p1">x</ref> <ref target="d2#d5">x</ref>'), encoding="utf-8"
    )
    (folder / "lists" / "d2.xml").write_text(TEXT.format("A"), encoding="utf-8")
    words = ["validate", "d1.xml", "lists/d2.xml", "frus1958v01.xml", "--check", "pointers", "--format", "concise"]
    found = CliRunner().invoke(main, words).stdout
    assert found.count("L102") == 1
    assert "points to “d5” in d2, but nothing has that id" in found


def test_ids_of_files_that_are_not_there(folder: Path) -> None:
    corpus = Corpus(str(folder / "d1.xml"), {"d7": str(folder / "none" / "d7.xml")})
    assert corpus.path("../x/d7.xml") == corpus.path("d7") == str(folder / "none" / "d7.xml")
    assert corpus.ids(corpus.path("d7")) == frozenset()
    assert corpus.path("d8\0.xml") == ""
    assert ids_in(str(folder / "none.xml")) == frozenset()
