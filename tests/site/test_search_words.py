"""Words as they are searched, and the numbers in which the index is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.site.search.fragment import Block
from tei.site.search.index import SHARD, Index, coded, rising
from tei.site.search.words import fold, joined, words

FOLDED = [
    ("Français", "francais"),
    ("STRASSE", "strasse"),
    ("Straße", "strasse"),
    ("Œuvre", "oeuvre"),
    ("Łódź", "lodz"),
    ("ΛΌΓΟΣ", "λογοσ"),
    ("λόγος", "λογοσ"),
    ("Ёлка", "елка"),
    ("İstanbul", "istanbul"),
    ("ﬁscal", "fiscal"),
    ("co\u00adoperate", "cooperate"),
    ("한국", "한국"),
    ("שָׁלוֹם", "שלום"),
]
PARTED = [
    ("The Treaty—as revised—of 1951.", ["the", "treaty", "as", "revised", "of", "1951"]),
    ("Central Files, 794.5/8–155", ["central", "files", "794", "5", "8", "155"]),
    ("Japan’s O'Brien", ["japan", "s", "o", "brien"]),
    ("日本の條約", ["日", "本", "の", "條", "約"]),
    ("JCS日本", ["jcs", "日", "本"]),
    ("snake_case \u00ad – …", ["snake", "case"]),
    ("", []),
]


@pytest.mark.parametrize(("word", "folded"), FOLDED)
def test_words_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded
    assert words(word) == [folded]


@pytest.mark.parametrize(("text", "found"), PARTED)
def test_signs_part_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_letters_with_full_stops_are_a_word_too() -> None:
    text = "The U.S.S.R. and É.U. at 5 p.m., not J. F. Dulles"
    assert list(joined(text)) == [(1, "ussr"), (6, "eu"), (10, "pm")]
    assert words(text)[1:5] == ["u", "s", "s", "r"]


@given(st.integers(0, 10**9))
def test_numbers_are_written_in_few_characters(number: int) -> None:
    signs = coded(number)
    assert signs.isascii()
    assert not set(signs) & set(' "\\')
    assert len(signs) == 1 or number >= 72


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=20), st.integers(0, 10**6))
def test_no_two_numbers_are_written_alike(numbers: list[int], other: int) -> None:
    assert len({coded(number) for number in numbers}) == len(numbers)
    assert rising(sorted(numbers)) == "".join(
        coded(number - before - 1) for before, number in zip([-1, *sorted(numbers)], sorted(numbers), strict=False)
    )


def test_words_are_put_together_by_their_first_letters() -> None:
    index = Index()
    many = [f"{first}{second}{number}" for first in "abc" for second in "xyz" for number in range(900)]
    index.add([Block("", "", " ".join([*many, "q", "日本"]))])
    shards = index.shards()
    names = [name for name, _ in shards]
    assert names == sorted(names)
    assert len(names) > 4
    assert sorted(word for _, group in shards for word in group) == list(index)
    assert all(word.startswith(name) for name, group in shards for word in group)
    for name, group in shards:
        longer = [other for other in names if other.startswith(name) and other != name]
        assert not any(word.startswith(other) for word in group for other in longer)
        assert len(index.texts(group)) < 2 * SHARD
