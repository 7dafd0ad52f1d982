"""Emphasis by the rules of a profile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (1956, "See infra, and Foreign Relations, 1949, vol. I.", ["infra", "Foreign Relations"]),
    (1956, "The Foreign Relations Committee met.", []),
    (1956, "See Department of State Bulletin, May 3.", ["Bulletin"]),
    (1956, "A bulletin, or Bulletin, and supranational Pravdas.", []),
    (1956, "See Public Papers: Nixon, 1969, pp. 15–23.", ["Public Papers: Nixon, 1969"]),
    (1965, "In The New York Times and New York Times.", ["The New York Times", "New York Times"]),
    (1965, "He wrote thta [sic] it [2 lines not declassified].", ["sic", "2 lines not declassified"]),
    (1965, "He was sic and not declassified.", []),
    (1949, "Ibid., p. 5.", ["Ibid"]),
    (1956, "Ibid., p. 5; ibid.", ["Ibid.,", "ibid"]),
    (1959, "Ibid., p. 5.", ["Ibid"]),
    (1965, "Ibid., p. 5.", []),
    (1953, "It was de facto an aide-mémoire.", ["de facto", "aide-mémoire"]),
    (1965, "It was de facto an aide-mémoire.", []),
    (1949, "Under (a) or vol. vi.", ["a", "vi"]),
    (
        1965,
        "See Roe, The Long Way to Peace, pp. 5–6; and Doe, Memoirs: The Years of War, vol. II, page 3.",
        [
            "The Long Way to Peace",
            "Memoirs: The Years of War",
        ],
    ),
    (1965, "See Tab, p. 4, the note in Part One, p. 5, and Document 5, p. 6; see IX, pp. 7.", []),
    (1965, "Comment: The USS Porter sailed. It is in Time magazine.", ["Comment:", "Porter", "Time"]),
    (1959, "Printed in Cmd. 8123, p. 4.", ["Cmd."]),
]


@pytest.mark.parametrize(("year", "text", "expected"), CASES)
def test_words(find: Callable, year: int, text: str, expected: list[str]) -> None:
    found = find("emphasis", [("p", text)], [f"Dated May 3, {year}."], by="frus")
    assert [words for words, _ in found.marks] == expected


def test_blocks(find: Callable) -> None:
    old = [
        ("head", "5. The Consul (Smith) to the Secretary"),
        ("dateline", "[Rome,] May 3, 1949"),
        ("signed", "Smith "),
    ]
    assert find("emphasis", old, by="frus").marks == [
        ("The Consul", {"rend": "italic"}),
        ("Smith", {"rend": "italic"}),
        ("to the Secretary", {"rend": "italic"}),
        ("Rome", {"rend": "smallcaps"}),
        ("Smith", {"rend": "smallcaps"}),
    ]
    later = [("head", "5. Letter"), ("dateline", "Rome, May 3, 1953"), ("p", "Note: a")]
    assert [w for w, _ in find("emphasis", later, by="frus").marks] == ["Letter", "Note:"]
    still_later = [("head", "5. Letter"), ("dateline", "Rome, May 3, 1956"), ("p", "[Enclosure]"), ("p", "Annexed")]
    assert find("emphasis", still_later, by="frus").marks == [
        ("Rome, May 3, 1956", {"rend": "italic"}),
        ("[Enclosure]", {"rend": "strong"}),
    ]


def test_a_document_of_no_known_year_has_what_holds_for_all_years(find: Callable) -> None:
    assert [w for w, _ in find("emphasis", [("p", "Ibid., supra.")], by="frus").marks] == ["supra"]


def test_notes_are_no_place_for_rules_of_blocks(find: Callable) -> None:
    rule = {"rend": "bold", "blocks": ["p"]}
    assert find("emphasis", [("p", "One")], ["Two"], emphasis=[rule]).marks == [("One", {"rend": "bold"})]


def test_a_profile_without_rules(find: Callable) -> None:
    assert find("emphasis", [("p", "Ibid.")]).marks == []


def test_an_early_document_of_a_later_volume_follows_the_later_practice(find: Callable) -> None:
    blocks = [("head", "5. Letter"), ("dateline", "Rome, May 3, 1953")]
    assert find("emphasis", blocks, ["Source: Central Files. Ibid."], by="frus").marks == []


def test_the_parties_of_a_meeting(find: Callable) -> None:
    items = [
        "United States",
        "The Secretary",
        "Mr. Doe, EUR",
        "U.S.S.R.",
        "France:",
        "the US position",
        "State",
        "India Today",
    ]
    blocks = [("dateline", "Rome, May 3, 1959"), *(("item", item) for item in items)]
    found = find("emphasis", blocks, by="frus").marks
    assert [words for words, _ in found] == ["United States", "U.S.S.R.", "France:", "State"]
