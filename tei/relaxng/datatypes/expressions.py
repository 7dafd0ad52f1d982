"""Regular expressions of XML Schema (part 2, appendix F)."""

from __future__ import annotations

import regex


class ExpressionError(ValueError):
    """Raised for what is not a regular expression."""


class Expression:
    """A regular expression."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.matches = regex.compile(source).fullmatch
