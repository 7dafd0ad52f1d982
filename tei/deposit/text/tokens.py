"""Sentences and tokens by rules: words, numbers, signs; full stops that belong to abbreviations end no sentence.

Own rules rather than a library: none keeps every character and its place, obeys the names that are marked, and is
small. English is split as the Penn Treebank has it ("Japan" "’s", "do" "n’t", "Gen.", "U.S."), any other language at
blanks and signs alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from tei.core import resources
from tei.core.languages import terminological

_LETTER = r"\p{L}"
_WORD = r"[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_\u200c\u200d]|(?<=\d)[.,:](?=\d)|[-\u2010\u2011–'’/&](?=[\p{L}\p{N}]))*"
_TOKEN = regex.compile(
    rf"https?://[^\s<>“”\"]*[\p{{L}}\p{{N}}/]|(?:{_LETTER}\.){{2,}}|{_WORD}|(?P<sign>[-.–—*=~!?…])(?P=sign)*|\S"
)
_COUNT = re.compile(r"\s*(?:\d|[IVXLC]{2})")
_SPACE = re.compile(r"\s+")
_ENDS = frozenset(".!?…‽。！？｡؟।")
_STOPS = frozenset("。！？｡")
_CLOSES = frozenset("\"'”’»)]}›」』）")
_OPENS = frozenset("\"'“‘«([{‹„‚「『（—–-•*")
_DOTTED = regex.compile(rf"(?:{_LETTER}\.){{2,}}")
_NEAR = 9
"""So many characters are looked at, and no more, where a sign might be far away."""

_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]*")


class Token(NamedTuple):
    """A stretch of a text, in its characters."""

    start: int
    end: int


@dataclass(frozen=True)
class Language:
    """What full stops are there for in a language: see data/tokens.toml."""

    never: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    starting: frozenset[str] = frozenset()
    clitics: tuple[str, ...] = ()

    @classmethod
    def of(cls, tag: str) -> Language:
        """The language of a tag of BCP 47; one that is not known has no abbreviations but initials."""
        return _languages().get(_code(tag), cls())

    @property
    def abbreviations(self) -> frozenset[str]:
        """All words that may end in a full stop of theirs."""
        return self.never | self.counting | self.maybe


_code = cache(terminological)


@cache
def _languages() -> Mapping[str, Language]:
    table = tomllib.loads(resources.path("data/tokens.toml").read_text(encoding="utf-8"))
    return {
        tag: Language(
            frozenset(lists["never"].split()),
            frozenset(lists["counting"].split()),
            frozenset(lists["maybe"].split()),
            frozenset(lists["starting"].split()),
            tuple(lists["clitics"].split()),
        )
        for tag, lists in table.items()
    }


def sentences(text: str, language: Language, spans: Sequence[tuple[int, int]] = ()) -> list[list[Token]]:
    """The sentences of a text, each as its tokens: between two tokens there is nothing but white space.

    A span begins and ends where tokens do, and no sentence ends within one.
    """
    cuts = sorted({place for span in spans for place in span})
    tokens = list(_tokens(text, language, cuts))
    found: list[list[Token]] = []
    begin, last = 0, 0
    inside = sorted(spans)
    reach = 0
    for place, token in enumerate(tokens):
        while last < len(inside) and inside[last][0] < token.end:
            reach = max(reach, inside[last][1])
            last += 1
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if following is None or (reach <= token.end and _ends(text, tokens, begin, place, language)):
            found.append(tokens[begin : place + 1])
            begin = place + 1
    return found


def _tokens(text: str, language: Language, cuts: Sequence[int]) -> Iterator[Token]:
    """The tokens of a text that is cut at some places as well."""
    edges = [0, *cuts, len(text)]
    for start, end in pairwise(edges):
        at = start
        while at < end:
            if blank := _SPACE.match(text, at, end):
                at = blank.end()
                continue
            # Where a name ends within a word, what is glued to it begins here.
            stop = _glued(text, at, end, language)
            if not stop:
                match = _TOKEN.match(text, at, end)
                stop = match.end() if match else at + 1
            if text[stop : min(stop + 1, end)] == "." and _keeps_stop(text, at, stop, language):
                stop += 1
            yield from _split(text, Token(at, stop), language)
            at = stop


def _glued(text: str, start: int, end: int, language: Language) -> int:
    """Where the clitic ends that begins at a place behind a letter; 0 if there is none."""
    if text[start] not in "'’" or not text[start - 1 : start].isalpha():
        return 0
    for clitic in language.clitics:
        stop = start + len(clitic)
        if text[start:stop].replace("’", "'").lower() == clitic and stop <= end and not text[stop : stop + 1].isalnum():
            return stop
    return 0


def _keeps_stop(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the full stop behind a word is the word's own: that of an abbreviation, or of an initial."""
    word = text[start:end]
    if word in language.counting:
        return bool(_COUNT.match(text, end + 1, end + _NEAR))
    if word in language.abbreviations:
        return True
    return len(word) == 1 and word.isalpha() and word.isupper() and text[end + 1 : end + 2] != ""


def _split(text: str, token: Token, language: Language) -> Iterator[Token]:
    """A token without, and then with, what is glued to its end ("’s")."""
    word = text[token.start : token.end]
    if "’" in word or "'" in word:
        word = word.replace("’", "'").lower()
        glued = next((each for each in language.clitics if word.endswith(each) and len(word) > len(each)), "")
        middle = token.end - len(glued)
        if glued and len(word) == token.end - token.start and text[middle - 1].isalpha():
            yield Token(token.start, middle)
            yield Token(middle, token.end)
            return
    yield token


def _ends(text: str, tokens: Sequence[Token], begin: int, place: int, language: Language) -> bool:
    """Whether a sentence that begins with one token ends with another."""
    token, following = tokens[place], tokens[place + 1]
    last = place
    while last > max(begin, place - _NEAR) and text[tokens[last].start : tokens[last].end][:1] in _CLOSES:
        last -= 1
    word = text[tokens[last].start : tokens[last].end]
    if word[-1] not in _ENDS:
        return False
    if word[-1] in _STOPS:
        return text[following.start] not in _CLOSES
    if following.start == token.end:
        return False
    first = text[following.start : following.end]
    opening = first[0] in _OPENS or first[0] in _CLOSES
    if not (opening or first[0].isdigit() or (first[0].isalpha() and not first[0].islower())):
        return False
    if word[-1] == "." and len(word) > 1 and word[0] != ".":
        return _ends_abbreviated(word, first, language, opening=opening)
    return not _NUMBERED.fullmatch(text[tokens[begin].start : min(token.end, tokens[begin].start + _NEAR)])


def _ends_abbreviated(word: str, first: str, language: Language, *, opening: bool) -> bool:
    """Whether a sentence may end with an abbreviation that something begins after."""
    bare = word[:-1]
    if bare in language.never or bare in language.counting or len(bare) == 1:
        return False
    if _DOTTED.fullmatch(word):
        return first in language.starting
    return first[0].isupper() or opening
