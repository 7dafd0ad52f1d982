"""Sets of characters in regular expressions of XML Schema (part 2, appendix F.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tei.relaxng.datatypes.names import first, later

Match = Callable[[str], object]

CATEGORIES = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)
_ASCII = 2**128 - 1


@dataclass(frozen=True, slots=True)
class CharacterClass:
    """A set of characters: its notation, and exactly which characters of ASCII it has."""

    inner: str
    """What stands between the brackets, in the notation of the library `regex`."""
    ascii: int
    """A bit for each character of ASCII that is in the set."""
    negated: bool = False
    plain: bool = True
    """Whether the notation means the same to `re`."""

    def __str__(self) -> str:
        return f"[{'^' if self.negated else ''}{self.inner}]"

    def __or__(self, other: CharacterClass) -> CharacterClass:
        ascii = self.ascii | other.ascii
        if self.negated or other.negated:
            return CharacterClass(f"{self}{other}", ascii, plain=False)
        return CharacterClass(self.inner + other.inner, ascii, plain=self.plain and other.plain)

    def __invert__(self) -> CharacterClass:
        ascii = _ASCII & ~self.ascii
        if "[^" in self.inner:
            # `regex` forgets the negation of a set that it finds to hold all characters, as [^\d\D] negates one.
            return CharacterClass(rf"[[\x00-\U0010ffff]--{self}]", ascii, plain=False)
        return CharacterClass(self.inner, ascii, not self.negated, self.plain)

    def __sub__(self, other: CharacterClass) -> CharacterClass:
        return CharacterClass(f"[{self}--{other}]", self.ascii & ~other.ascii, plain=False)

    def narrow(self) -> str:
        """The set's part in ASCII, in the notation of `re`."""
        codes = [code for code in range(128) if self.ascii >> code & 1]
        starts = [code for code in codes if code - 1 not in codes]
        ends = [code for code in codes if code + 1 not in codes]
        runs = "".join(f"\\x{start:02x}-\\x{end:02x}" for start, end in zip(starts, ends, strict=True))
        # An empty set has no notation; among the characters of ASCII, this one is empty.
        return f"[{runs}]" if runs else r"[^\x00-\x7f]"


def fullmatch(pattern: str, plain: bool) -> Match:
    """Whether a text matches a pattern that is in the notation of `re`, if it is `plain`, else in that of `regex`."""
    if plain:
        return re.compile(pattern).fullmatch
    import regex

    match: Match = regex.compile(pattern, regex.VERSION1).fullmatch
    return match


def span(low: str, high: str) -> CharacterClass:
    """The characters from one to another."""
    ascii = sum(1 << code for code in range(ord(low), min(ord(high), 127) + 1))
    return CharacterClass(f"\\U{ord(low):08x}" + (f"-\\U{ord(high):08x}" if high != low else ""), ascii)


def of(characters: str) -> CharacterClass:
    """These characters."""
    result = span(characters[0], characters[0])
    for character in characters[1:]:
        result |= span(character, character)
    return result


@cache
def category(name: str) -> CharacterClass:
    """The characters of a general category of Unicode, or of a group of them."""
    members = (code for code in range(128) if unicodedata.category(chr(code)).startswith(name))
    return CharacterClass(f"\\p{{{name}}}", sum(1 << code for code in members), plain=False)


@cache
def block(name: str) -> CharacterClass | None:
    """The characters of a block of Unicode, its name written without spaces; None where there is no such block."""
    import regex

    notation = f"\\p{{Block={name}}}"
    try:
        regex.compile(notation)
    except regex.error:
        return None
    return CharacterClass(notation, _ASCII if name == "BasicLatin" else 0, plain=False)


@cache
def escape(letter: str) -> CharacterClass:
    """The class of a multi-character escape, by its letter: one of sSiIcCdDwW."""
    if letter.isupper():
        return ~escape(letter.lower())
    if letter == "s":
        return of(" \t\n\r")
    if letter == "d":
        # `re` and `regex` both take it for the category Nd, as XML Schema does.
        return CharacterClass(r"\d", span("0", "9").ascii)
    if letter == "w":
        return ~(category("P") | category("Z") | category("C"))
    ranges = rf"{first() if letter == 'i' else later()}:"
    member = re.compile(f"[{ranges}]").match
    return CharacterClass(ranges, sum(1 << code for code in range(128) if member(chr(code))))


WILDCARD = ~of("\n\r")
