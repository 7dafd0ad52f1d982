from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.score import align
from tei.score.align import Alignment


@given(st.text("ab \n", max_size=12), st.text("ab \n", max_size=12))
def test_runs_are_what_both_have_in_order(one: str, other: str) -> None:
    alignment = Alignment(one, other)
    at_given = at_gold = 0
    for run in alignment.runs:
        assert run.given >= at_given
        assert run.gold >= at_gold
        assert one[run.given : run.given + run.length] == other[run.gold : run.gold + run.length]
        at_given, at_gold = run.given + run.length, run.gold + run.length
    assert alignment.given_place(len(one)) == alignment.gold_place(len(other)) == alignment.common


def test_places_are_those_of_what_is_common() -> None:
    alignment = Alignment("abXcd", "abcYd")
    assert [alignment.given_place(at) for at in range(6)] == [0, 1, 2, 2, 3, 4]
    assert [alignment.gold_place(at) for at in range(6)] == [0, 1, 2, 3, 3, 4]
    assert alignment.of_gold(1, 5) == [(1, 2), (2, 3), (4, 5)]
    assert alignment.of_gold(2, 3) == []


@pytest.mark.parametrize(
    ("offset", "points"), [(0, (0, 0)), (1, (1, 1)), (2, (2, 2)), (3, (2, 2)), (4, (3, 4)), (5, (5, 5))]
)
def test_an_offset_may_stand_for_several(offset: int, points: tuple[int, int]) -> None:
    assert Alignment("abXcd", "abcYd").points_of_gold(offset) == points


def test_what_gold_has_more_at_its_ends() -> None:
    alignment = Alignment("b", "abc")
    assert alignment.points_of_gold(0) == (0, 1)
    assert alignment.points_of_gold(1) == (2, 3)
    assert alignment.gold_place(0) == 0


def test_equal_texts() -> None:
    alignment = Alignment("abc", "abc")
    assert (alignment.given_place(2), alignment.gold_place(1), alignment.points_of_gold(3)) == (2, 1, (3, 3))
    assert (alignment.of_gold(1, 2), alignment.of_gold(2, 2)) == ([(1, 2)], [])
    assert Alignment("", "").runs == []


def test_long_texts_are_held_together_by_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    words = random.Random(1).choices("alder birch cedar elm fir hazel larch maple oak pine rowan willow".split(), k=600)
    gold = "".join(f"{word}{number}" for number, word in enumerate(words))
    changed = gold[:900] + "##" + gold[950:2000] + "x" + gold[2000:]
    whole = Alignment(changed, gold)
    monkeypatch.setattr(align, "LARGEST", 100_000)
    anchored = Alignment(changed, gold)
    assert anchored.common == whole.common
    assert anchored.given_place(1500) == whole.given_place(1500)


def test_where_nothing_stands_once_long_texts_have_nothing_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "LARGEST", 100)
    assert Alignment("ab" * 50, "ba" * 60).common == 0


def test_pieces_in_another_order_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "LARGEST", 100)
    one, other = ("".join(f"{word}{n}" for n in range(40)) for word in ("alder", "birch"))
    assert Alignment(one + other, other + one).common == max(len(one), len(other))
