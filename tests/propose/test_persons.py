"""Persons proposed for names: which forms are one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.propose.persons import Parts, parts, persons, proposals
from tei.propose.sightings import Sighting


def seen(*forms: str, file: str = "d1.txt", office: str = "") -> list[Sighting]:
    return [Sighting(form, office, file, line) for line, form in enumerate(forms, 1)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("John M. Kettering", Parts("Kettering", ("John", "M."))),
        ("J.M. Kettering", Parts("Kettering", ("J.", "M."))),
        ("KETTERING", Parts("Kettering")),
        ("John Kettering, Jr.", Parts("Kettering", ("John",), "Jr.")),
        ("Lord Kettering", Parts("Kettering")),
        ("Pierre de la Tour", Parts("de la Tour", ("Pierre",))),
        ("Chou En-lai", Parts("Chou", ("Chou", "En-lai"), whole=True)),
        ("Ngo Van Tam", Parts("Tam", ("Ngo", "Van", "Tam"), whole=True)),
    ],
)
def test_parts(form: str, expected: Parts) -> None:
    assert parts(form) == expected


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["Kettering", "John M. Kettering", "J. M. Kettering", "John Kettering"], ["Kettering, John M."]),
        (["John Kettering", "Alice Kettering"], ["Kettering, Alice", "Kettering, John"]),
        (["John Kettering", "John Kettering, Jr."], ["Kettering, John, Jr."]),
        (["John Kettering, Sr.", "John Kettering, Jr."], ["Kettering, John, Jr.", "Kettering, John, Sr."]),
        (["Bill Kettering", "William Kettering"], ["Kettering, Bill"]),
        (["Kettering"], ["Kettering"]),
        (["Chou En-lai", "Chou"], ["Chou En-lai"]),
        (["J. Graham Kettering", "Graham Kettering"], ["Kettering, J. Graham"]),
        (["John Foster Kettering", "Foster Kettering"], ["Kettering, John Foster"]),
        (["John F. Kettering", "F. Kettering"], ["Kettering, F.", "Kettering, John F."]),
        (["José María de Óran", "Jose Maria de Oran", "ÓRAN"], ["de Óran, José María"]),
        (["Sean O’Hara"], ["O’Hara, Sean"]),
        (["Chou En-lai", "John Chou"], ["Chou En-lai", "Chou, John"]),
    ],
)
def test_forms_that_agree_are_one_person(forms: list[str], expected: list[str]) -> None:
    assert [person.name.listed for person in persons(seen(*forms))] == expected


def test_a_surname_alone_is_whom_its_document_names_in_full() -> None:
    john = [*seen("John Kettering", "Kettering"), *seen("John Kettering", file="d2.txt")]
    alice = seen("Alice Kettering", "Kettering", file="d3.txt")
    first, second = persons([*john, *alice, *seen("Kettering", file="d4.txt")])
    assert (first.name.forenames, first.forms["Kettering"]) == (("Alice",), 1)
    assert (second.name.forenames, second.forms["Kettering"]) == (("John",), 2)


def test_a_form_that_fits_two_persons_is_whom_its_documents_name() -> None:
    sightings = [
        *seen("James Kettering", "James Kettering"),
        *seen("Jane Kettering", "J. Kettering", file="d2.txt"),
    ]
    assert [sorted(person.forms) for person in persons(sightings)] == [
        ["James Kettering"],
        ["J. Kettering", "Jane Kettering"],
    ]


def test_offices_are_the_note_and_ids_are_new() -> None:
    sightings = [
        *seen("John Kettering", office="Ambassador"),
        *seen("Kettering", "Kettering", office="Under Secretary"),
    ]
    (proposal,) = proposals(sightings, ["p_KJ1"])
    assert proposal.entry.id == "p_KJ2"
    assert proposal.entry.note == "Under Secretary; Ambassador"
    assert proposal.entry.forms == ("Kettering", "John Kettering")
    assert [sighting.form for sighting in proposal.seen] == ["John Kettering", "Kettering", "Kettering"]


WORDS = st.sampled_from(
    ["John", "Alice", "J.", "M.", "de", "Kettering", "KETTERING", "En-lai", "Ngo", "Jr.", "Sir", "O'X"]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), max_size=8))
def test_every_name_is_one_persons(forms: list[str]) -> None:
    sightings = seen(*forms)
    found = [sighting for person in persons(sightings) for sighting in person.seen]
    assert sorted(found, key=lambda sighting: sighting.line) == sightings
    made = proposals(sightings)
    assert len({proposal.entry.id for proposal in made}) == len(made)
