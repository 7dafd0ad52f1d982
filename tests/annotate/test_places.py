"""Places in datelines, and those of an authority wherever they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.core.authority import Authority, Entry

DATELINES = [
    ("Washington, May 3, 1949.", "Washington"),
    ("The Hague , May 3, 1949—2 p. m.", "The Hague"),
    ("[Washington,] May 3, 1949.", "Washington"),
    ("[Washington?,] May 3, 1949.", "Washington"),
    ("[Washington, undated.]", "Washington"),
    ("Augusta, Georgia, May 3, 1949", "Augusta, Georgia"),
    ("Rome, Wednesday, May 3, 1949", "Rome"),
    ("Rome, 3 May 1949", "Rome"),
    ("Paris", "Paris"),
    ("May 3, 1949.", None),
    ("Wednesday, May 3, 1949", None),
    ("No. 116. May 3, 1949", None),
    ("on board the ship, May 3, 1949", None),
    ("A sentence so long that it cannot be the name of any place on this earth, May 3, 1949", None),
]

AUTHORITY = Authority(
    (
        Entry("l_R1", "place", "Rome"),
        Entry("l_V1", "place", "Vienna", ("Wien",)),
        Entry("l_V2", "place", "Vienna", ("Vienna, Virginia",)),
        Entry("p_R1", "person", "Rome, Henry"),
    )
)


@pytest.mark.parametrize(("text", "place"), DATELINES)
def test_the_place_in_a_dateline(find: Callable, text: str, place: str | None) -> None:
    assert find("places", [("dateline", text)]).marks == ([(place, {})] if place else [])


def test_without_an_authority_only_datelines_hold_places(find: Callable) -> None:
    assert find("places", [("p", "Rome, May 3, 1949")], by="frus").marks == []


def test_places_of_the_authority_are_linked_where_they_stand(find: Callable) -> None:
    blocks = [("dateline", "Rome, May 3, 1949"), ("p", "From Rome to Wien; no Romeo, no Chrome.")]
    found = find("places", blocks, authority=AUTHORITY)
    assert found.marks == [("Rome", {"ref": "#l_R1"}), ("Rome", {"ref": "#l_R1"}), ("Wien", {"ref": "#l_V1"})]
    assert found.diagnostics == []
    assert find("places", blocks, authority=AUTHORITY, by="frus").marks[0] == ("Rome", {"corresp": "#l_R1"})


def test_a_name_of_two_places_is_left_without_a_link(find: Callable) -> None:
    found = find("places", [("p", "Vienna is not Vienna, Virginia.")], authority=AUTHORITY)
    assert found.marks == [("Vienna", {}), ("Vienna, Virginia", {"ref": "#l_V2"})]
    assert found.codes == ["L302"]
    assert "l_V1" in found.diagnostics[0].message
    assert "l_V2" in found.diagnostics[0].message


def test_a_place_that_the_authority_does_not_know_is_marked_in_a_dateline(find: Callable) -> None:
    assert find("places", [("dateline", "Oslo, May 3, 1949")], authority=AUTHORITY).marks == [("Oslo", {})]
