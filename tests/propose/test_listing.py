"""The list of proposed persons: written, read back, and used."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.cli import main
from tei.core.authority import Authority, Entry
from tei.propose.listing import listing
from tei.propose.persons import Proposal
from tei.propose.sightings import Sighting

TEXTS = {
    "d1": "1. Telegram From the Embassy in Portugal to the Department of State\n\nLisbon, May 4, 1956.\n\n"
    "I saw Foreign Minister Halloran today. Halloran said that Ambassador John M. Kettering had spoken to him.\n\n"
    "Kettering\n",
    "d2": "2. Memorandum of a Conversation, Department of State, Washington, June 5, 1957\n\n"
    "Mr. Kettering replied that this was so. The Secretary thanked Mr. Kettering.\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str, data: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=data)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    entry = Entry("p_KJ1", "person", "Kettering, John", ("Kettering", "J. Kettering"), "Ambassador")
    seen = (Sighting("Kettering", "", "a b/d1.txt", 3, "1956"), Sighting("Kettering", "", "a b/d1.txt", 9, "1957"))
    text = listing([Proposal(entry, seen)])
    (tmp_path / "people.xml").write_text(text, encoding="utf-8")
    assert Authority.load(tmp_path / "people.xml").entries == (entry,)
    assert '<ptr type="seen" n="3" target="a%20b/d1.txt#line=2,3"/>' in text
    assert '<persName notBefore="1956" notAfter="1957">Kettering, John</persName>' in text
    assert 'cert="low" resp="#proposed"' in text


def test_persons_are_proposed_and_names_linked_to_them(folder: Path) -> None:
    result = run("encode", "texts", "-o", "out", "--propose", "lists/people.xml")
    assert result.exit_code == 0, result.output
    people = (folder / "lists/people.xml").read_text(encoding="utf-8")
    names = [entry.name for entry in Authority.load(folder / "lists/people.xml").persons]
    assert "Kettering, John M." in names
    assert "Halloran" in names
    assert 'target="../texts/d2.txt#line=2,3"' in people
    assert '<persName corresp="#p_KJM1">Kettering</persName>' in (folder / "out/d2.xml").read_text(encoding="utf-8")
    assert run("validate", "--profile", "plain", "lists/people.xml", "--fail-on", "never").exit_code == 0


def test_the_list_does_not_depend_on_the_number_of_workers(folder: Path) -> None:
    made = []
    for jobs in ("1", "2"):
        run("encode", "texts", "-o", f"out{jobs}", "--propose", "people.xml", "-j", jobs)
        made.append((folder / "people.xml").read_bytes() + (folder / f"out{jobs}" / "d1.xml").read_bytes())
    assert made[0] == made[1]


def test_with_an_authority_only_others_are_proposed(folder: Path) -> None:
    (folder / "known.csv").write_text('name\n"Kettering, John M."\n', encoding="utf-8")
    run("encode", "texts", "-o", "out", "--authority", "known.csv", "--propose", "people.xml")
    assert [entry.name for entry in Authority.load(folder / "people.xml").persons] == ["Halloran"]


def test_without_a_list_a_folder_is_surveyed_and_nothing_linked(folder: Path) -> None:
    assert run("encode", "texts", "-o", "out").exit_code == 0
    text = (folder / "out/d2.xml").read_text(encoding="utf-8")
    assert "<persName" in text
    assert "corresp" not in text


def test_who_signs_is_linked_where_the_list_names_the_signature(folder: Path) -> None:
    (folder / "texts/d3.txt").write_text(
        "3. Telegram From the Embassy in Spain to the Department of State\n\nMadrid, May 3, 1956.\n\n"
        "We agree with all of it.\n\nBRANTING\n",
        encoding="utf-8",
    )
    run("encode", "texts", "-o", "out", "--propose", "people.xml")
    (branting,) = (e for e in Authority.load(folder / "people.xml").persons if e.name == "Branting")
    signed = f'<signed><persName corresp="#{branting.id}">BRANTING</persName></signed>'
    assert signed in (folder / "out/d3.xml").read_text(encoding="utf-8")


def test_a_list_of_nobody_is_valid(folder: Path) -> None:
    (folder / "texts/d1.txt").write_text("1. Note\n\nnothing was said.\n", encoding="utf-8")
    run("encode", "texts/d1.txt", "--propose", "people.xml")
    assert run("validate", "--profile", "plain", "people.xml").exit_code == 0


def test_a_text_is_not_encoded_over_the_list(folder: Path) -> None:
    result = run("encode", "texts", "-o", "out", "--propose", "out/d1.xml")
    assert result.exit_code == 2
    assert "one of the texts is encoded into it" in result.output
    assert not (folder / "out").exists()


def test_standard_input_is_read_once(folder: Path) -> None:
    result = run("encode", "-", "--propose", "people.xml", "--profile", "plain", data=TEXTS["d2"])
    assert "<persName ref=" in result.stdout
    assert "Kettering" in (folder / "people.xml").read_text(encoding="utf-8")


def test_what_is_no_text_is_told_once(folder: Path) -> None:
    (folder / "texts" / "d3.txt").write_bytes(b"\x00\x01\x02\x03")
    result = run("encode", "texts", "-o", "out", "--propose", "people.xml")
    assert result.exit_code == 1
    assert (folder / "people.xml").exists()
    assert len([line for line in result.output.splitlines() if line.startswith("error")]) == 1


def test_the_authority_is_not_written_over(folder: Path) -> None:
    (folder / "known.csv").write_text("name\nKettering\n", encoding="utf-8")
    result = run("encode", "texts", "-o", "out", "--authority", "known.csv", "--propose", "./known.csv")
    assert result.exit_code == 2
    assert "P108" in result.output
    assert (folder / "known.csv").read_text(encoding="utf-8") == "name\nKettering\n"
