"""Words as they are searched: without case, accents and marks within; words.js finds the same ones in a question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

import regex

_ALONE = r"\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}"
"""What is written without spaces: each of these is a word, and several a phrase."""

_WITHIN = r"\p{L}\p{N}\p{M}\u00ad\u200b-\u200d"
_WORD = regex.compile(rf"[0-9A-Za-z]++(?![{_WITHIN}])|[{_ALONE}]\p{{M}}*|(?:(?![{_ALONE}])[{_WITHIN}])+")
_JOINED = regex.compile(rf"(?<![{_WITHIN}])(?:(?![{_ALONE}])\p{{L}}\.)+(?![{_ALONE}])\p{{L}}(?![{_WITHIN}])")
_DROPPED = regex.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]|[^\p{L}\p{N}\p{M}]")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
)


@lru_cache(1 << 16)
def fold(word: str) -> str:
    """A word in the form in which it is looked for: "Français" as "francais", "Straße" as "strasse"."""
    if word.isascii():
        return word.lower()
    bare = normalize("NFKD", word).lower().translate(_LETTERS)
    return normalize("NFC", _DROPPED.sub("", bare))


def words(text: str) -> list[str]:
    """The words of a text in order. Signs part words, so that "794.5/8–155" is four that follow one another."""
    return [word for found in _WORD.findall(text) if (word := fold(found))]


def joined(text: str) -> Iterator[tuple[int, str]]:
    """Letters with full stops between them as a word, and which of the `words` they begin with.

    "U.S.S.R." is found as "USSR", too.
    """
    for found in _JOINED.finditer(text):
        yield len(words(text[: found.start()])), "".join(words(found[0]))
