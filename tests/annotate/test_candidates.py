from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tei.annotate.candidates import agreement, likeness, nearness, prominence, served, written
from tei.core.authority import Authority, Entry
from tei.core.names import Name

CHOICES: dict[str, tuple[tuple[tuple[str, str], ...], str, str]] = {
    "what is near": (
        (("Poe, Ann", "Chairman of the Wheat Board"), ("Poe, Max", "Chairman of the Ruritanian Party")),
        "The Ruritanian Party attacked Poe.",
        "p_2",
    ),
    "the term of office": (
        (("Poe, Ann", "Consul at Strelsau until March 1951"), ("Poe, Max", "Consul at Strelsau from June 1955")),
        "On July 4, 1957, he saw Mr. Poe.",
        "p_2",
    ),
    "the office before": (
        (("Poe, Ann", "Deputy Secretary of Defense"), ("Poe, Max", "Assistant Secretary of State")),
        "Deputy Secretary of Defense Poe came.",
        "p_1",
    ),
    "a rank that is another's": (
        (("Poe, Ann", "General, Commander of the Third Army"), ("Poe, Max", "clerk")),
        "General Poe came.",
        "p_1",
    ),
    "who is well known": (
        (("Poe, Ann", "clerk"), ("Poe, Max", "Ruritanian Prime Minister")),
        "They say that Poe came.",
        "p_2",
    ),
    "a bare surname wants more": (
        (("Poe, Ann", "Chairman of the Wheat Board"), ("Poe, Max", "Chairman of the Ruritanian Party")),
        "The Ruritanian press attacked Poe.",
        "",
    ),
    "nothing": ((("Poe, Ann", "clerk"), ("Poe, Max", "clerk")), "They say that Poe came.", ""),
}


def listed(persons: tuple[tuple[str, str], ...]) -> Authority:
    return Authority(tuple(Entry(f"p_{n}", "person", name, note=note) for n, (name, note) in enumerate(persons, 1)))


@pytest.mark.parametrize(("persons", "text", "expected"), CHOICES.values(), ids=CHOICES)
def test_who_is_meant(find: Callable[..., Any], persons: tuple[tuple[str, str], ...], text: str, expected: str) -> None:
    found = find("people", [("p", text)], authority=listed(persons))
    ((_, attributes),) = found.marks
    assert attributes.get("ref", "")[1:] == expected
    pointers = [pointer[1:] for pointer, _ in found.others[0]]
    shares = [share for _, share in found.others[0]]
    assert shares == sorted(shares, reverse=True)
    assert set(pointers) | {expected} - {""} <= {"p_1", "p_2"}
    assert expected not in pointers
    assert found.certs[0] >= sum(shares[:1]) or not expected


@pytest.mark.parametrize(
    ("description", "month", "expected"),
    [
        ("Ambassador to Ruritania", (1957, 3), True),
        ("Ambassador until March 1957", (1957, 4), True),
        ("Ambassador until March 1957", (1957, 9), False),
        ("Ambassador until 1957", (1957, 9), True),
        ("Ambassador to March 1957; thereafter Consul", (1957, 9), True),
        ("Ambassador to March 1957; Consul from May 1957 to June 1957", (1957, 9), False),
        ("Ambassador from March 3, 1957", (1956, 9), False),
        ("Ambassador from March 3, 1957", (1957, 2), True),
        ("Ambassador, January 1955-March 1957", (1958, 2), False),
    ],
)
def test_terms_of_office(description: str, month: tuple[int, int], expected: bool) -> None:
    assert served(description, 12 * month[0] + month[1]) is expected


def test_when_a_document_was_written() -> None:
    assert written("Strelsau, July 4, 1957. See the letter of May 1, 1950") == 12 * 1957 + 7
    assert written("undated") == 0


def test_measures() -> None:
    assert prominence("Secretary of State") > prominence("Assistant Secretary of State") > prominence("clerk")
    assert agreement("Ambassador to Ruritania", "Ambassador") > 0 > agreement("clerk", "Ambassador")
    assert agreement("clerk", "of the") == 0
    assert likeness("Consul at Strelsau; clerk", "the Consul") == 1
    assert likeness("clerk", "it") == 0
    assert nearness("clerk", "Strelsau", 0) == 0
    assert nearness("Consul at Strelsau", "to Strelsau", 3) == 0.5


@pytest.mark.parametrize(
    ("printed", "handles"),
    [("Ho Chi Minh", ("Ho",)), ("Cao Van Dinh", ("Dinh",)), ("Poe, Ann", ("Poe",))],
)
def test_what_stands_for_the_person_alone(printed: str, handles: tuple[str, ...]) -> None:
    assert Name.parse(printed).handles == handles


def test_an_entry_that_refers_to_another_is_kept_as_what_the_link_can_also_be(find: Callable[..., Any]) -> None:
    authority = listed((("Le Van Poe (Bay Poe)", "General"), ("Poe", "see Le Van Poe")))
    found = find("people", [("p", "They say that Poe came with Le Van Poe.")], authority=authority)
    assert [(text, attributes["ref"]) for text, attributes in found.marks] == [("Poe", "#p_1"), ("Le Van Poe", "#p_1")]
    assert found.others == [(("#p_2", 0.2),), ()]
    assert found.certs == [0.8, 0.95]


@pytest.mark.parametrize(
    ("text", "cert"),
    [("They say that Poe came.", 0.95), ("the Poe Papers", 0.7), ("They say that Young came.", 0.8)],
)
def test_what_may_be_no_name_is_less_sure(find: Callable[..., Any], text: str, cert: float) -> None:
    authority = listed((("Poe, Ann", "clerk"), ("Young, Max", "clerk")))
    assert find("people", [("p", text)], authority=authority).certs == [cert]
