"""Forms found in a text, and what is found settled so that nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tei.annotate.forms import Forms, Hit
from tei.annotate.mentions import Register
from tei.annotate.overlap import apart
from tei.annotate.places import Gazetteer
from tei.core.authority import Authority, Entry

TEXTS = st.text("ab ,", max_size=30)


def test_a_form_stands_as_a_word() -> None:
    forms = Forms({"New York": 1, "York": 2, "New Yorker": 3})
    assert list(forms.hits("New Yorkers, New York")) == [Hit(13, 21, "New York", 1), Hit(17, 21, "York", 2)]
    assert list(apart(forms.hits("A New Yorker; York"))) == [Hit(2, 12, "New Yorker", 3), Hit(14, 18, "York", 2)]


def test_without_forms_nothing_is_found() -> None:
    assert list(Forms[int]({}).hits("some text")) == []


@given(TEXTS, st.dictionaries(st.text("ab ", min_size=1, max_size=4), st.integers()))
def test_what_is_apart_does_not_overlap_and_nothing_more_fits(text: str, forms: dict[str, int]) -> None:
    hits = list(Forms(forms).hits(text))
    stay = list(apart(hits))
    assert all(text[hit.start : hit.end] == hit.form for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(stay))
    assert all(any(hit.start < s.end and s.start < hit.end for s in stay) for hit in hits)


def test_a_place_whose_longer_name_goes_on_as_another_word_is_found_by_its_shorter_one() -> None:
    gazetteer = Gazetteer(
        Authority((Entry("pl_1", "place", "Vienna"), Entry("pl_2", "place", "Vienna V"))),
    )
    assert [hit.form for hit in gazetteer.mentions("in Vienna Virginia")] == ["Vienna"]


class Id(str):
    """An id that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Id.compared += 1
        return str(self) == other

    __hash__ = str.__hash__


def test_the_work_of_indexing_grows_with_the_authority_alone() -> None:
    size = 300
    people = [Entry(Id(f"p_{n}"), "person", f"Doe{n}, Ann B.") for n in range(size)]
    referring = [Entry(Id(f"r_{n}"), "person", f"Roe{n}", note=f"see Doe{n}, Ann B.") for n in range(size)]
    places = [Entry(Id(f"pl_{n}"), "place", "Spring") for n in range(size)]
    authority = Authority((*people, *referring, *places))
    (mention,) = Register(authority).mentions("He saw Roe7 there.")
    (place,) = Gazetteer(authority).mentions("In Spring.")
    assert [p.entry.id for p in mention.candidates] == ["p_7"]
    assert len(place.meaning) == size
    assert Id.compared < 10 * size
