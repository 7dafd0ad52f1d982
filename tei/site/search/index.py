"""An inverted index of the words of many texts, as files that a browser loads one by one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tei.site.search.fragment import HEADING, Block
from tei.site.search.words import joined, words

SHARD = 16_000
"""Words with the same first letters go into files of about so many characters."""

_SIGNS = [chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\']
_LAST = _SIGNS[:72]
_MORE = _SIGNS[72:]
"""The digits of a number: one of `_LAST` ends it, those of `_MORE` stand before that."""

_OFTEN = 4
"""From how many times on the times are a number of their own."""


def coded(number: int) -> str:
    """A number from 0 as a few characters, the fewer the smaller it is.

    An (s,c)-dense code: Brisaboa, Fariña, Navarro, Esteller, (S,C)-Dense Coding, SPIRE 2003.
    """
    number, last = divmod(number, len(_LAST))
    signs = _LAST[last]
    while number:
        number, more = divmod(number - 1, len(_MORE))
        signs = _MORE[more] + signs
    return signs


_SMALL = tuple(map(coded, range(4096)))


def rising(numbers: Iterable[int]) -> str:
    """Numbers, each greater than the one before, by how much they grow."""
    given = list(numbers)
    steps = [number - before - 1 for before, number in zip([-1, *given], given, strict=False)]
    return "".join([_SMALL[step] if step < len(_SMALL) else coded(step) for step in steps])


def _gap(passed: int, times: int, heading: bool) -> str:
    """How many texts were passed, and how often the word is in this one: mostly one number says both."""
    if times < _OFTEN and not heading:
        return coded(passed * _OFTEN + times)
    return coded(passed * _OFTEN) + coded(2 * (times - 1) + heading)


class Index:
    """For every word the texts that have it, how often, where, and whether in a heading.

    It holds them as they are written, about four tenths of the texts, not the texts.
    """

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self._texts: dict[str, bytearray] = {}
        self._places: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}

    def add(self, blocks: Iterable[Block]) -> None:
        """Take one text more: its number is how many there were before."""
        number, length = len(self.lengths), 0
        places: defaultdict[str, list[int]] = defaultdict(list)
        heads: set[str] = set()
        for block in blocks:
            heading = block.label == HEADING
            here = words(block.text)
            for place, word in chain(enumerate(here, length), ((length + at, word) for at, word in joined(block.text))):
                places[word].append(place)
            if heading:
                heads.update(here)
            # No phrase goes from one block to the next.
            length += len(here) + 1
        self.lengths.append(length)
        for word, where in places.items():
            said = _gap(number - self._last.get(word, -1) - 1, len(where), word in heads)
            self._last[word] = number
            self._texts.setdefault(word, bytearray()).extend(said.encode("ascii"))
            self._places.setdefault(word, bytearray()).extend(rising(sorted(where)).encode("ascii"))

    def __iter__(self) -> Iterator[str]:
        """The words in order."""
        return iter(sorted(self._texts))

    def shards(self) -> list[tuple[str, list[str]]]:
        """The words by their first letters, so that about as much is said of each group."""
        return sorted(self._divided("", list(self)))

    def _divided(self, prefix: str, among: list[str]) -> Iterator[tuple[str, list[str]]]:
        """Give those that go on with the same letter a group of their own, where there are many of them."""
        if sum(map(self._size, among)) <= SHARD:
            yield prefix, among
            return
        left: list[str] = []
        for letter, group in _by_next(among, len(prefix)):
            if letter and (len(group) > 1 or not prefix) and sum(map(self._size, group)) > SHARD // 4:
                yield from self._divided(prefix + letter, group)
            else:
                left += group
        if left:
            yield prefix, left

    def _size(self, word: str) -> int:
        return len(word) + len(self._texts[word]) + 2

    def texts(self, group: Sequence[str]) -> str:
        """The words of a group and the texts that have them: `shard` in index.js reads it."""
        said = " ".join(self._texts[word].decode("ascii") for word in group)
        return json.dumps([_listed(group), said], ensure_ascii=False, separators=(",", ":"))

    def places(self, group: Sequence[str]) -> str:
        """The places of the words of a group in the texts, for phrases."""
        return json.dumps(" ".join(self._places[word].decode("ascii") for word in group))


def _by_next(among: Iterable[str], length: int) -> Iterator[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for word in among:
        groups.setdefault(word[length : length + 1], []).append(word)
    yield from groups.items()


def _listed(group: Sequence[str]) -> str:
    """Words in order, each as how much of the one before it begins with, and the rest."""
    listed, before = [], ""
    for word in group:
        same = min(_alike(before, word), len(_SIGNS) // 2)
        # A browser counts what lies beyond the first plane twice.
        listed.append(_SIGNS[len(word[:same].encode("utf-16-le")) // 2] + word[same:])
        before = word
    return " ".join(listed)


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
