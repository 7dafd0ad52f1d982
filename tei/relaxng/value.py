"""The patterns of values: what looks at the characters of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tei.relaxng.datatypes import Datatype, Namespaces
from tei.relaxng.datatypes.space import tokens
from tei.relaxng.pattern import Pattern

if TYPE_CHECKING:
    from tei.relaxng.patterns import Patterns


class Data(Pattern):
    """Matches the strings of a datatype but those of a pattern, or those that are equal to a value."""

    __slots__ = ("datatype", "excepted", "namespaces", "value")

    def __init__(
        self,
        make: Patterns,
        datatype: Datatype,
        excepted: Pattern | None = None,
        value: str | None = None,
        namespaces: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(make)
        self.data = True
        self.datatype = datatype
        self.excepted = excepted
        self.value = value
        self.namespaces = namespaces

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        if self.value is not None:
            fits = self.datatype.equal(self.value, text, self.namespaces, namespaces)
        else:
            fits = self.datatype.allows(text, namespaces) and not (
                self.excepted is not None and self.excepted.takes(text, namespaces)
            )
        return self.make.empty if fits else self.make.not_allowed


class List(Pattern):
    """Matches a string if its tokens, one after the other, match its part."""

    __slots__ = ()

    def __init__(self, make: Patterns, part: Pattern) -> None:
        super().__init__(make, part)
        self.data = True

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        left = self.parts[0]
        for token in tokens(text):
            left = left.text(token, namespaces)
        return self.make.empty if left.nullable else self.make.not_allowed
