"""Whether words can mean an entry of the lists, and which entries they can mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tei.annotate.mentions import referring
from tei.core.names import RANKS, SUFFIXES, Name, fits, folded, vocabulary

if TYPE_CHECKING:
    from tei.core.authority import Authority, Entry

_WORD = re.compile(r"(?:[^\W\d_]|['’&])+")
_PIECE = re.compile(r"[\w'’.&-]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_NEAR = 78
OFFICES = RANKS | vocabulary(
    """Acting Administrator Admin Agent Air Assistant Attorney Chairman Chief Commander Commissioner Consul Counselor
    Dear Defense Director Excellency Excellencies First Foreign General Head Highness Honorable Leader Majesty Mayor
    Prime Secretaries Second Special Staff State Treasury Under VP His Her Your Royal The Of And
    Ambassadors Generals Messrs Mssrs Senators Sec Gen Col Sen Amb Gov Dr Mr Mrs PM Pres FonMin PriMin"""
)
"""Words of offices and of courtesy, which say too little to be held against an entry."""


class Fit(NamedTuple):
    """The entries that a name can mean; `full` if more than a surname is said."""

    entries: tuple[Entry, ...]
    full: bool


class Directory:
    """The persons of an authority by what they are called."""

    def __init__(self, authority: Authority) -> None:
        self._meant = {source: authority.by_id[target] for source, target in authority.derived(referring).items()}
        self._said: dict[str, frozenset[str]] = {}
        self._squeezed: dict[str, str] = {}
        self._initials: dict[str, frozenset[str]] = {}
        self._surnames: dict[str, frozenset[str]] = {}
        self._forenames: dict[str, tuple[str, ...]] = {}
        self._handles: dict[str, list[tuple[Entry, tuple[str, ...]]]] = {}
        others: dict[str, list[str]] = {}
        for entry in authority.entries:
            if (target := self.meant(entry)) is not entry:
                others.setdefault(target.id, []).append(entry.name)
        for entry in authority.entries:
            self._add(entry, [entry.name, *entry.forms, *others.get(entry.id, [])])

    def _add(self, entry: Entry, names: list[str]) -> None:
        text = folded(" ".join((*names, entry.note)))
        self._said[entry.id] = frozenset(_words(text))
        self._squeezed[entry.id] = _squeezed(" ".join((*names, entry.note)))
        # The letters of an abbreviation may be those of the words that it stands for.
        self._initials[entry.id] = frozenset(word[0] for word in _words(text))
        if entry.kind != "person":
            return
        parsed = [Name.parse(name) for name in names]
        self._forenames[entry.id] = tuple(f for name in parsed for f in name.forenames)
        handles = {h.casefold() for name in parsed for h in (*name.handles, *name.full) if len(h) > 1}
        self._surnames[entry.id] = frozenset(word for handle in handles for word in _words(handle))
        if self.meant(entry) is entry:
            for handle in handles:
                self._handles.setdefault(handle, []).append((entry, self._forenames[entry.id]))

    def meant(self, entry: Entry) -> Entry:
        """The entry to which another only refers ("Khanh, see Nguyen Khanh"), or this one."""
        return self._meant.get(entry.id, entry)

    def forenames(self, entry: Entry) -> tuple[str, ...]:
        """The forenames of a person, as its names have them."""
        return self._forenames.get(entry.id, ())

    def surname(self, words: str) -> bool:
        """Whether the words are a surname and nothing else."""
        return bool(self._handles.get(folded(words).casefold()))

    @staticmethod
    def is_office(word: str) -> bool:
        """Whether a word is one of an office or of courtesy."""
        return word in OFFICES or word.rstrip(".") in OFFICES

    def fit(self, words: str) -> Fit:
        """The persons whom the words can mean by what they are called."""
        pieces: list[str] = _PIECE.findall(_POSSESSIVE.sub("", folded(words)))
        while pieces and pieces[0] in RANKS | {"of", "the", "The"}:
            pieces.pop(0)
        while pieces and pieces[-1] in SUFFIXES:
            pieces.pop()
        for at in range(len(pieces)):
            found = self._handles.get(" ".join(pieces[at:]).casefold(), ())
            before = [piece for piece in pieces[:at] if piece not in RANKS]
            fitting = tuple(entry for entry, given in found if all(fits(_as_given(word), given) for word in before))
            if found:
                return Fit(fitting, bool(before) or len(pieces) > 1)
        return Fit((), False)

    def shares(self, words: str, entry: Entry) -> bool:
        """Whether any word of these stands in the entry, or any that is a form of one there."""
        plain = folded(words)
        said, surnames = self._said[entry.id], self._surnames.get(entry.id, frozenset())
        own = [_POSSESSIVE.sub("", word) for word in _words(plain)]
        if not own or any(word in said for word in own):
            return True
        squeezed = _squeezed(plain)
        if len(squeezed) < 10 and squeezed in self._squeezed[entry.id]:
            return True
        if any(_is_form(word, surname) for word in own for surname in surnames):
            return True
        if any(fits(_as_given(word), self._forenames.get(entry.id, ())) for word in _PIECE.findall(plain)):
            return True
        letters = [letter.casefold() for letter in plain if letter.isupper()]
        is_short = len(squeezed) <= 6 and len(letters) > 1
        return is_short and sum(letter in self._initials[entry.id] for letter in letters) >= len(letters) - 1

    @staticmethod
    def names_someone(words: str) -> bool:
        """Whether words have one that is neither small nor of an office."""
        found = _PIECE.findall(folded(words))
        return any(word[0].isupper() and word.rstrip(".").title() not in OFFICES and len(word) > 2 for word in found)


def _words(text: str) -> list[str]:
    return [word.strip("'’&").casefold() for word in _WORD.findall(text) if len(word.strip("'’&")) > 1]


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _as_given(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 2 and "." not in word else word


def _is_form(word: str, name: str) -> bool:
    """Whether a word is a name as it is otherwise written: a plural, another transliteration, a slip."""
    if len(word) < 4 or word[0] != name[:1]:
        return False
    if word.startswith(name) and len(word) - len(name) <= 2:
        return True
    from rapidfuzz.fuzz import ratio

    return ratio(word, name) >= _NEAR
