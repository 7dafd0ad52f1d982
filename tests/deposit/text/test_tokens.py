"""Sentences and tokens: what belongs together, and that nothing but white space lies between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.deposit.text.tokens import Language, sentences

ENGLISH = Language.of("en-US")
OTHER = Language.of("la")


def split(text: str, language: Language = ENGLISH, *spans: tuple[int, int]) -> list[list[str]]:
    return [[text[token.start : token.end] for token in each] for each in sentences(text, language, spans)]


def joined(text: str, language: Language = ENGLISH, *spans: tuple[int, int]) -> list[str]:
    return [text[each[0].start : each[-1].end] for each in sentences(text, language, spans)]


TOKENS = {
    "Japan’s treaty.": "Japan ’s treaty .",
    "don't": "do n't",
    "the Ambassadors’ view": "the Ambassadors ’ view",
    "“Yes,” he said": "“ Yes , ” he said",
    "794.5/8–155": "794.5/8–155",
    "$1,000.50, at 3:30": "$ 1,000.50 , at 3:30",
    "US-Japan": "US-Japan",
    "Gen. J. F. Dulles": "Gen. J. F. Dulles",
    "the U.S. Embassy": "the U.S. Embassy",
    "No. 3 and no. vol": "No. 3 and no . vol",
    "Vol. XXIII": "Vol. XXIII",
    "a—b … c...": "a — b … c ...",
    "(see [5])": "( see [ 5 ] )",
    "https://example.org/a?b=c.": "https://example.org/a?b=c .",
    "caf\u0065\u0301 été": "caf\u0065\u0301 été",
    "हिन्दी भाषा": "हिन्दी भाषा",
    "日本\u3000東京": "日本 東京",
    "5% & R&D": "5 % & R&D",
}


@pytest.mark.parametrize("text", TOKENS)
def test_tokens(text: str) -> None:
    assert [token for sentence in split(text) for token in sentence] == TOKENS[text].split()


SENTENCES = {
    "one sentence": ["One sentence here."],
    "two": ["He said so.", "They left."],
    "small letters go on": ["He left at 3 p.m. and slept."],
    "titles": ["Mr. Dulles saw Gen. Smith.", "He left."],
    "initials": ["J. F. Dulles signed."],
    "dotted": ["The U.S. Embassy spoke to the U.S.", "The Department did not."],
    "maybe": ["Bonds, etc.", "Then more."],
    "maybe not": ["Bonds, etc., and more."],
    "counting": ["See No. 3 of 1955.", "He said no.", "Then he left."],
    "quotes": ["He said: “So be it.”", "“No,” she said."],
    "brackets": ["It was so. (See below.)"[:10], "(See below.)"],
    "numbers begin": ["End of talk.", "205 men came."],
    "what is numbered": ["1. The treaty is signed.", "(2) The rest follows."],
    "questions": ["Why?", "Because!", "Indeed…", "Yes."],
    "dots": ["He waited ... and left ...", "Then he came."],
    "no blank": ["see 3.Then it was."],
    "japanese": ["東京です。", "大阪です。"],
    "caseless": ["הוא הלך.", "היא באה."],
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences(name: str) -> None:
    wanted = SENTENCES[name]
    assert joined(("" if name == "japanese" else " ").join(wanted)) == wanted


def test_other_languages_have_initials_only() -> None:
    assert joined("Vide Mr. Caesar. C. Julius vicit.", OTHER) == ["Vide Mr.", "Caesar.", "C. Julius vicit."]
    assert split("l’homme", OTHER) == [["l’homme"]]
    assert Language.of("eng") is ENGLISH


def test_spans_begin_and_end_tokens_and_no_sentence_ends_in_one() -> None:
    text = "See preDulles. The End is near. It is."
    assert split(text, ENGLISH, (7, 13))[0] == ["See", "pre", "Dulles", "."]
    assert joined(text, ENGLISH, (7, 22)) == ["See preDulles. The End is near.", "It is."]


alphabet = st.sampled_from("aB1.,;:!?…’'“”\"()[]-–—/ \u00a0\u2028\n。é\u0301日本ह\u093f|\\_#=") | st.characters(
    codec="utf-8"
)


@given(st.text(alphabet, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_nothing_is_lost_between_tokens(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(min(a, b), max(a, b)) for a, b in places if max(a, b) <= len(text) and a != b]
    for language in (ENGLISH, OTHER):
        found = sentences(text, language, spans)
        at = 0
        for token in (token for sentence in found for token in sentence):
            assert text[at : token.start].strip() == ""
            said = text[token.start : token.end]
            assert said
            assert said == said.strip()
            assert not any(character.isspace() for character in said)
            at = token.end
        assert text[at:].strip() == ""
        ends = {sentence[-1].end for sentence in found[:-1]}
        assert not any(start < end < stop for start, stop in spans if text[start:stop].strip() for end in ends)
        edges = {edge for token in (t for s in found for t in s) for edge in range(token.start + 1, token.end)}
        assert edges.isdisjoint(edge for span in spans for edge in span)


def test_the_time_that_is_needed_grows_with_the_text() -> None:
    # Each of these would take minutes if every sign were looked for from every place.
    for sign in (") ", ". ", "A. ", "((", "'", "a.", "-", "\u00a0"):
        assert sum(len(each) for each in sentences(sign * 40_000, ENGLISH)) >= 0
