"""The words of a raw text and of an encoding: what they are, which are the same, and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple
from unicodedata import normalize

from tei.core.source import Source
from tei.relaxng import Place
from tei.validate.told import Passage

# Behind the figures of a number the call of a note may stand, so that each is a word of its own.
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d")
_HYPHEN = re.compile(r"[-\u00ac\u2010][ \t]*\n\s*")

MOST = 8
"""So many words are shown."""


class Word(NamedTuple):
    """A word of the encoding."""

    word: str
    passage: Passage
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.passage.place(self.start, self.end)


class RawWord(NamedTuple):
    """A word of the raw text, and the characters that it goes from and to."""

    word: str
    start: int
    end: int


def words_of(passage: Passage) -> Iterator[Word]:
    """The words of a text in the encoding."""
    return (Word(_letters(found), passage, *found.span()) for found in _WORD.finditer(passage.text))


def raw_words(source: Source) -> list[RawWord]:
    """The words of a raw text."""
    return [RawWord(_letters(found), *found.span()) for found in _WORD.finditer(source.text)]


def different(missing: Sequence[RawWord], added: Sequence[Word]) -> tuple[Sequence[RawWord], Sequence[Word]]:
    """Two rows without what is the same at their beginnings and ends."""
    while missing and added and missing[0].word == added[0].word:
        missing, added = missing[1:], added[1:]
    while missing and added and missing[-1].word == added[-1].word:
        missing, added = missing[:-1], added[:-1]
    return missing, added


def _letters(found: re.Match[str]) -> str:
    """A word, as Unicode has it in the one form that compatible characters share (NFKC): fish, not ﬁsh."""
    word = found.group()
    return word if word.isascii() else normalize("NFKC", word)


def are_same(source: Source, raw: Sequence[RawWord], words: Sequence[Word]) -> bool:
    """Whether rows are only divided otherwise: the raw text by hyphens at the ends of lines, the encoding by tags."""
    between = (source.text[one.end : other.start] for one, other in pairwise(raw))
    told = _spaced([each.word for each in raw], (not _HYPHEN.fullmatch(each) for each in between))
    return told == _spaced([each.word for each in words], (_is_apart(one, other) for one, other in pairwise(words)))


def _spaced(words: Sequence[str], apart: Iterable[bool]) -> str:
    """The words with a space between those that are apart."""
    signs = (" " if each else "" for each in apart)
    return "".join(map("".join, zip_longest(words, signs, fillvalue="")))


def _is_apart(one: Word, other: Word) -> bool:
    """Whether there is more between two words of the encoding than tags."""
    return one.passage is other.passage or one.end < len(one.passage.text) or other.start > 0


def cut(source: Source, words: Sequence[RawWord]) -> str:
    """The words as they stand; what is left out between them is dots."""
    shown = ""
    for before, each in zip((None, *words), words, strict=False):
        between = "" if before is None else source.text[before.end : each.start]
        shown += (between if not _WORD.search(between) else " … ") + each.word
    return shown


def joined(words: Sequence[Word]) -> str:
    """The words as they stand, those of one text with what is between them."""
    texts = (list(group) for _, group in groupby(words, lambda each: each.passage))
    return shown(" ".join(each[0].passage.text[each[0].start : each[-1].end] for each in texts))


def shown(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:MOST]) + (" …" if len(words) > MOST else "")
