"""A datatype of XML Schema before parameters restrict it: its lexical space, its values, their order and length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, ClassVar

from tei.relaxng.datatypes.datatype import IdType, Namespaces
from tei.relaxng.datatypes.space import collapse

PATTERN = frozenset({"pattern"})
LENGTHS = frozenset({"length", "minLength", "maxLength"})
LIMITS = frozenset({"minInclusive", "minExclusive", "maxInclusive", "maxExclusive"})
DIGITS = frozenset({"totalDigits", "fractionDigits"})

_LONGEST = 60
_SPACE = "[ \t\n\r]*"


def quoted(text: str) -> str:
    """The text between quotation marks, shortened where it is long, invisible characters by their names."""
    if len(text) == 1 and (text.isspace() or not text.isprintable()):
        plain = {" ": "a space", "\t": "a tab", "\n": "a line break", "\r": "a line break"}
        return plain.get(text) or f"U+{ord(text):04X} {unicodedata.name(text, '')}".rstrip()
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


class Type:
    """One datatype of XML Schema part 2, section 3."""

    white: Callable[[str], str] = staticmethod(collapse)
    facets = PATTERN
    relations: ClassVar[dict[str, str]] = {
        "minInclusive": "at least",
        "minExclusive": "more than",
        "maxInclusive": "at most",
        "maxExclusive": "less than",
    }
    unit = "character"
    id_type: IdType = ""
    checked = False
    needs_namespaces = False
    needs_entities = False

    def __init__(self, name: str, wanted: str, lexical: str) -> None:
        self.name = name
        self.wanted = wanted
        self.lexical = lexical

    @cached_property
    def match(self) -> Callable[[str], object]:
        """Whether a text, its white space processed, is in the lexical space, but for what `fault` checks."""
        return re.compile(self.lexical).fullmatch

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """Whether a value is surely in the datatype; most of those that are must be found at once."""
        return lambda value: None

    def fault(self, text: str, namespaces: Namespaces, entities: Collection[str]) -> str:
        """What is wrong with a text that `match` takes; asked only of a type that is `checked`."""
        return ""

    def explain(self, text: str) -> str:
        """What is wrong with a text that `match` does not take."""
        return f"{quoted(text)} is not {self.wanted}" if text else f"it is empty and must be {self.wanted}"

    def value(self, text: str, namespaces: Namespaces) -> Any:
        """What the text stands for, so that two texts for one value give equal results."""
        return text

    def before(self, one: Any, other: Any) -> bool:
        """Whether the first of two values is less than the second; the order may be partial."""
        return bool(one < other)

    def length(self, text: str) -> int:
        """How many units (characters, octets, names) the text has."""
        return len(text)


def spaced(pattern: str) -> Callable[[str], object]:
    """Whether a value matches, with white space around it or without."""
    # Possessive, so that white space which a pattern may hold too is not divided in every way between the two.
    return re.compile(f"{_SPACE}+(?:{pattern}){_SPACE}").fullmatch
