"""The words of a text as the search for names sees them, and what can be told of each by itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from tei.core.names import FORENAMES, PARTICLES, RANKS, SUFFIXES, vocabulary
from tei.core.resources import path

_WORD = re.compile(
    r"(?:[A-Z]\.)+|(?:Amb|Brig|Capt|Col|Dr|Gen|Gov|Jr|Lt|Ltd|Maj|Messrs|Mlle|Mme|Mrs?|Ms|Prof|Rep|Sen|Sr|St)\."
    r"|[^\W_]+(?:(?:'(?!s\b)|-)[^\W_]+)*|[^\w\s]|\n|\0"
)
_HYPHEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
OFFICES = vocabulary(
    """Acting Administrator Aide Ambassadors Assistant Assistants Attorney Chief Commissioner Counsel Counselor Deputy
    Director Envoy Ex Excellency Foreign Former General Generals Head Leader Majesty Members Ministers Officer Officers
    Presidents Prime Secretaries Senators Special Under"""
)
"""Words of which offices are made, besides the ranks."""


class Words:
    """The words and signs of a folded text in order, each with its offsets; the end of a block is a sign too."""

    def __init__(self, text: str) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for found in _WORD.finditer(text):
            self.texts.append(found.group())
            self.starts.append(found.start())
            self.ends.append(found.end())

    def capitals(self) -> Sequence[int]:
        """The indices of all words that can belong to a name."""
        texts, last = self.texts, len(self.texts) - 1
        return [
            i
            for i, word in enumerate(texts)
            if word[0].isupper() or (word in PARTICLES and i < last and texts[i + 1][0].isupper())
        ]

    def touches(self, i: int) -> bool:
        """Whether one blank alone stands between this word and the one before."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1] + 1 and self.texts[i - 1] != "\n"


@cache
def common() -> frozenset[str]:
    """Words of English that are in common use, in small letters."""
    return frozenset(path("data/common.txt").read_text(encoding="utf-8").split())


@cache
def _lists() -> Mapping[str, str]:
    """What the words of the lists are; a word of several lists is what the last of them says."""
    lists = tomllib.loads(path("data/names.toml").read_text(encoding="utf-8"))
    kinds = ("bodies", "peoples", "places", "forenames")
    return {word: kind for kind in kinds for word in lists[kind].split()} | dict.fromkeys(FORENAMES, "forenames")


@lru_cache(maxsize=65536)
def sort(word: str) -> str:
    """The sort of a word: a rank, a forename, a place …, or else what letters it is made of; a sign is its own sort."""
    if word in RANKS:
        return "rank"
    if word in OFFICES:
        return "office"
    if word in SUFFIXES:
        return "suffix"
    if word in PARTICLES:
        return "particle"
    if listed := _lists().get(word.capitalize() if word.isupper() else word):
        return listed
    if not word[0].isalpha():
        return "digit" if word[0].isdigit() else word
    if word[-1] == ".":
        return "initial" if len(word) == 2 else "initials"
    if word.islower():
        return "small"
    if word.isupper():
        return "capitals" if len(word) > 3 else "capital" if len(word) == 1 else "abbreviation"
    if _HYPHEN.fullmatch(word):
        return "hyphen"
    if word[0].isupper() and word[1:].islower():
        return "long" if len(word) > 4 else "short"
    return "mixed"
