from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tei.annotate.overlap import SPECIFIC, settle
from tei.core.document import Mark
from tei.core.source import Span

KINDS = [*SPECIFIC[:5], "hi", "q"]


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    start = draw(st.integers(0, 12))
    end = draw(st.integers(start + 1, 14))
    rend = draw(st.sampled_from(["", "italic"]))
    cert = draw(st.sampled_from([0.3, 0.55, 0.6, 0.9, 1.0]))
    return Mark(draw(st.sampled_from(KINDS)), Span(start, end), {"rend": rend} if rend else {}, "tei.x", cert)


def mark(kind: str, start: int, end: int, cert: float = 1.0) -> Mark:
    return Mark(kind, Span(start, end), {}, "", cert)


def crossing(one: Span, other: Span) -> bool:
    apart = one.end <= other.start or other.end <= one.start
    return not apart and one not in other and other not in one


@given(st.lists(marks(), max_size=12))
def test_the_result_nests_and_nothing_stands_in_its_own_kind(given_marks: list[Mark]) -> None:
    for one, other in combinations(settle(given_marks), 2):
        assert not crossing(one.span, other.span)
        if one.span in other.span or other.span in one.span:
            assert one.kind != other.kind
            assert not (one.kind in SPECIFIC and other.kind in SPECIFIC)


@given(st.lists(marks(), max_size=12), st.randoms())
def test_it_is_a_selection_stable_and_free_of_order(given_marks: list[Mark], random: Random) -> None:
    settled = settle(given_marks)
    assert all(m in given_marks for m in settled)
    assert settle(settled) == settled
    shuffled = list(given_marks)
    random.shuffle(shuffled)
    assert settle(shuffled) == settled


@given(st.lists(marks(), min_size=1, max_size=12))
def test_something_stays_and_what_conflicts_with_nothing_stays(given_marks: list[Mark]) -> None:
    assert settle(given_marks)
    lonely = mark("date", 20, 22, 0.1)
    assert lonely in settle([*given_marks, lonely])


def test_the_surer_then_the_longer_then_the_more_specific_stays() -> None:
    assert settle([mark("persName", 0, 4, 0.9), mark("date", 2, 9, 0.5)]) == (mark("persName", 0, 4, 0.9),)
    assert settle([mark("persName", 0, 4), mark("persName", 0, 9)]) == (mark("persName", 0, 9),)
    assert settle([mark("placeName", 0, 4), mark("persName", 0, 4)]) == (mark("persName", 0, 4),)


def test_looks_may_stand_in_names_and_names_in_looks() -> None:
    inside = (mark("persName", 0, 9), mark("hi", 2, 5))
    around = (mark("hi", 0, 9), mark("ref", 2, 5), mark("date", 6, 9))
    assert settle(reversed(inside)) == inside
    assert settle(reversed(around)) == around


def test_a_name_stands_around_what_looks_different_over_the_same_letters() -> None:
    assert [m.kind for m in settle([mark("hi", 0, 4), mark("persName", 0, 4)])] == ["persName", "hi"]


def test_milestones_are_kept() -> None:
    page = mark("pb", 3, 12)
    assert settle([page, mark("persName", 0, 20), page]) == (mark("persName", 0, 20), page, page)
