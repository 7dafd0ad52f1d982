"""The two seed texts, read."""

from __future__ import annotations

from pathlib import Path

from tei.core.document import Document
from tei.core.laws import nothing_lost
from tei.core.profile import Profile
from tei.core.source import Source
from tei.read import read

FRUS = Profile.load("frus")


def seed(seeds: Path, number: str) -> Document:
    document = read(Source.load(next(seeds.glob(f"{number}_*.txt"))), FRUS)
    assert nothing_lost(document) == []
    assert document.diagnostics == ()
    return document


def before(document: Document, place: int, size: int) -> str:
    return document.source.text[place - size : place]


def test_blank_lines_and_a_numbered_list(seeds: Path) -> None:
    document = seed(seeds, "004")
    assert (document.id, document.number, document.kind) == ("d38", "38", "historical-document")
    assert [block.kind for block in document.blocks] == ["head", "p", "p", "p", "closer"]
    assert [note.number for note in document.notes] == ["1", "2", "3", "4"]
    assert [before(document, note.place, 5) for note in document.notes] == ["Japan", "r 201", " 269.", "ered."]
    assert [note.type for note in document.notes] == ["source", "", "", ""]
    (page,) = (mark for mark in document.marks if mark.kind == "pb")
    assert page.attributes == {"n": "81"}
    assert document.source.text[page.span.end :].startswith(" Security Treaty")
    assert document.blocks[1].extent.start < page.span.start < document.blocks[1].extent.end
    assert document.text_of(document.blocks[-1].children[0]) == "Dulles"


def test_a_block_a_line_and_arrows(seeds: Path) -> None:
    document = seed(seeds, "000")
    assert document.id == "d78"
    assert [block.kind for block in document.blocks] == ["head", "p", "p", "p"]
    assert before(document, document.notes[1].place, 5) == "2759."
    assert document.text_of(document.notes[0].blocks[0]).startswith("Source: Department")
    assert document.text_of(document.notes[1].blocks[0]).endswith("(Ibid.)")
    assert document.source[document.notes[1].signs[-1]] == "↩"
