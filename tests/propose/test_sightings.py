"""What a text says of the persons it names."""

from __future__ import annotations

import pytest

from tei.core.document import Block, Document, Mark
from tei.core.source import Source, Span
from tei.propose.sightings import Sighting, sightings


def document(text: str, *marks: Mark) -> Document:
    name = text.index("Kettering")
    block = Block("p", (Span(0, len(text)),))
    own = Mark("persName", Span(name, name + 9))
    return Document(Source("d1.txt", text), "d1", blocks=(block,), marks=(*marks, own))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("He told Ambassador Kettering so.", "Ambassador"),
        ("Moreover, Governor Kettering left.", "Governor"),
        ("British Foreign Minister Kettering agreed.", "British Foreign Minister"),
        ("He told Mr. Kettering so.", ""),
        ("He told Kettering, Ambassador in Portugal, so.", "Ambassador in Portugal"),
        ("He told Kettering, the Director of the Office of the", "Director of the Office"),
        ("He told Kettering, Mr. Halloran, and others.", ""),
        ("He told Kettering, London, and others.", ""),
        ("Under Secretary Dr. Kettering agreed.", "Under Secretary"),
        ("He saw Foreign Minister Halloran. Mr. Kettering left.", ""),
        ("He saw Senator Halloran, Ambassador Kettering, and others.", "Ambassador"),
        ("Senator Halloran and Kettering left.", ""),
        ("A Memorandum From Kettering", ""),
    ],
)
def test_offices(text: str, office: str) -> None:
    assert [sighting.office for sighting in sightings(document(text))] == [office]


def test_place_and_year() -> None:
    text = "Lisbon, May 4, 1956.\nHe told Kettering so."
    date = Mark("date", Span(8, 19), {"when": "1956-05-04"})
    assert list(sightings(document(text, date))) == [Sighting("Kettering", "", "d1.txt", 2, "1956")]


def test_an_office_stands_in_the_block_of_the_name() -> None:
    text = "The Secretary\nKettering"
    blocks = (Block("item", (Span(0, 13),)), Block("item", (Span(14, 23),)))
    mark = Mark("persName", Span(14, 23))
    (sighting,) = sightings(Document(Source("d1.txt", text), "d1", blocks=blocks, marks=(mark,)))
    assert sighting.office == ""


def test_a_single_letter_is_nobody() -> None:
    own = Mark("persName", Span(0, 2))
    document = Document(Source("d1.txt", "D.: No."), "d1", blocks=(Block("p", (Span(0, 7),)),), marks=(own,))
    assert not list(sightings(document))


def test_a_name_that_leads_to_somebody_is_known() -> None:
    text = "Kettering"
    block = Block("p", (Span(0, 9),))
    linked = Mark("persName", Span(0, 9), {"corresp": "#p_K1"})
    assert not list(sightings(Document(Source("d1.txt", text), "d1", blocks=(block,), marks=(linked,))))
