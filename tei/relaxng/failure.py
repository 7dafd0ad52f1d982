"""A place where a document breaks a grammar: what is wrong there, what was expected, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tei.core.source import Source

Kind = Literal[
    "element unknown",
    "element not here",
    "element not yet",
    "element missing",
    "incomplete",
    "text not allowed",
    "attribute unknown",
    "attribute not here",
    "attribute missing",
    "value invalid",
    "id repeated",
    "id missing",
]

Safety = Literal["safe", "unsafe", "shown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document, half-open; lines and columns count from 1, columns in characters."""

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int
    text: str = ""
    """What is to be said about it."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change that makes the place valid, found by trying it on the grammar.

    `safe` ones may be made without asking; `unsafe` ones change what the document says; the `shown` are for people
    to make. `edits` are the stretches to be replaced, each with its replacement; a remedy that is shown may have none.
    """

    kind: Literal["rename", "replace", "wrap", "unwrap", "move", "close", "insert", "drop"]
    words: str
    safety: Safety = "shown"
    edits: tuple[tuple[Place, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """One fault of a document.

    The first place is the fault's own: a start tag, an attribute, a value, or text. Names of elements and attributes
    are in Clark notation. `expected` has the names or values that were allowed, the likeliest first.
    """

    kind: Kind
    message: str
    places: tuple[Place, ...]
    help: str = ""
    element: str = ""
    parent: str = ""
    attribute: str = ""
    value: str = ""
    expected: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    more: int = 0
    """How many faults like it the document has besides; they are not told one by one."""

    @property
    def line(self) -> int:
        """The line of its place, counted from 1."""
        return self.places[0].line

    @property
    def column(self) -> int:
        """The column of its place in characters, counted from 1."""
        return self.places[0].column

    def __str__(self) -> str:
        help = f" ({self.help})" if self.help else ""
        return f"{self.places[0].source.name}:{self.line}:{self.column}: {self.message}{help}"
