"""Names found without a list, in documents in the manner of FRUS."""

from __future__ import annotations

import pytest

from tei.annotate import Context, annotate
from tei.core.authority import Authority, Entry
from tei.core.document import Mark
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.core.view import View
from tei.propose.model import sheet, weights
from tei.propose.names import names, spans
from tei.propose.survey import Survey, glance, survey
from tei.propose.words import Words, sort
from tei.read import read

PROFILE = Profile.load("frus")
HEAD = "12. Memorandum of a Conversation, Department of State, Washington, May 4, 1956\n\n"


def marked(text: str, known: Survey | None = None, authority: Authority | None = None) -> list[str]:
    document = annotate(read(Source("d12.txt", HEAD + text), PROFILE), PROFILE, authority or Authority(), None, known)
    return [document.text_in(mark.span) for mark in document.marks if mark.kind == "persName"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Halloran said that the President agreed.", ["Halloran"]),
        ("Ambassador Kettering’s telegram was read to the Secretary.", ["Kettering"]),
        ("The letter was handed to John P. Kettering, Jr., in London.", ["John P. Kettering, Jr."]),
        ("Foreign Minister Ostrovsky replied that the Soviet Union could not accept this.", ["Ostrovsky"]),
        ("The United States and the Soviet Union signed the treaty in New York on Monday.", []),
        ("The Department of State informed the British Embassy of the decision.", []),
        ("Mr. Kettering spoke first. Later Kettering left.", ["Kettering", "Kettering"]),
        ("A copy is in the Kettering Library.", []),
        ("Senator Halloran spoke, Jr., of Maine.", ["Halloran"]),
        ("he said that nothing was known.", []),
    ],
)
def test_names_by_what_stands_around_them(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_a_list_of_persons_says_who_is_marked_unless_more_is_wanted() -> None:
    text = "Mr. Kettering said that Ambassador Halloran agreed."
    authority = Authority((Entry("p_KJ1", "person", "Kettering, John"),))
    assert marked(text, authority=authority) == ["Kettering"]
    assert marked(text, Survey(1), authority) == ["Kettering", "Halloran"]


def test_nothing_is_found_where_nothing_has_a_capital() -> None:
    view = View.of(read(Source("d.txt", "nothing at all"), PROFILE))
    assert list(names(view, Context(PROFILE, Authority()))) == []


def test_what_other_documents_say_counts() -> None:
    weak = "It was given to Kettering."
    views = [View.of(read(Source("d.txt", HEAD + f"Ambassador Kettering said no {n}."), PROFILE)) for n in range(60)]
    known = survey(glance(sheet(view)) for view in views)
    assert known.documents == 60
    number, best = known.seen["Kettering"]
    assert number == 60
    assert best > 0
    assert marked(weak, known) == ["Kettering"]
    assert marked(weak, survey([{}] * 60)) == []


def test_a_survey_does_not_depend_on_the_order() -> None:
    glances = [{"Kettering": 2.0, "London": -3.0}, {"Kettering": -1.0}, {}]
    assert survey(glances) == survey(reversed(glances)) == Survey(3, {"Kettering": (1, 2.0), "London": (0, -3.0)})


@pytest.mark.parametrize(
    ("text", "odds", "expected"),
    [
        ("General Kettering", {"General": 1, "Kettering": 2}, ["Kettering"]),
        ("General", {"General": 1}, []),
        ("Robert A. Kettering", {"Robert": 1, "A.": -2, "Kettering": -3}, ["Robert A. Kettering"]),
        ("M. Kettering", {"M.": -2, "Kettering": 2}, ["Kettering"]),
        ("Kettering, Jr., spoke", {"Kettering": 1, "Jr.": -3}, ["Kettering, Jr."]),
        ("Kettering III spoke", {"Kettering": 1, "III": -3}, ["Kettering III"]),
        ("Kettering; Jr.", {"Kettering": 1, "Jr.": -3}, ["Kettering"]),
        ("Kettering University", {"Kettering": 3, "University": -3}, []),
        ("Kettering, Halloran", {"Kettering": 1, "Halloran": 1}, ["Kettering", "Halloran"]),
    ],
)
def test_spans(text: str, odds: dict[str, float], expected: list[str]) -> None:
    words = Words(text)
    capitals = words.capitals()
    found = spans(words, capitals, [odds[words.texts[i]] for i in capitals])
    assert [text[start:end] for start, end, _ in found] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ambassador", "rank"),
        ("Prime", "office"),
        ("Jr.", "suffix"),
        ("von", "particle"),
        ("Robert", "forenames"),
        ("ROBERT", "forenames"),
        ("Lisbon", "places"),
        ("Soviet", "peoples"),
        ("Monday", "bodies"),
        ("1956", "digit"),
        (",", ","),
        ("J.", "initial"),
        ("J.F.", "initials"),
        ("letter", "small"),
        ("KETTERING", "capitals"),
        ("X", "capital"),
        ("NSC", "abbreviation"),
        ("En-lai", "hyphen"),
        ("Kettering", "long"),
        ("Kohl", "short"),
        ("McKettering", "mixed"),
    ],
)
def test_sorts_of_words(word: str, expected: str) -> None:
    assert sort(word) == expected


def test_the_weights_hold_no_names() -> None:
    first, second = weights()
    assert "" in first
    assert "" in second
    for name in ("Dulles", "Kissinger", "Eisenhower", "Molotov"):
        assert not any(name in feature for feature in (*first, *second))


def test_a_proposed_person_is_meant_only_where_a_name_is_found() -> None:
    own = Mark("persName", Span(0, 9), {}, "tei.names")
    there, elsewhere = (Mark("persName", Span(at, at + 9), {"corresp": "#p_K1"}) for at in (0, 20))
    other = Mark("persName", Span(40, 49), {"corresp": "#p_H1"})
    marks = [own, there, elsewhere, other]
    assert Survey().confirmed(marks) == marks
    assert Survey(proposed=frozenset({"p_K1"})).confirmed(marks) == [own, there, other]
