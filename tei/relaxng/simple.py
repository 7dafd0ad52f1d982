"""A schema while it is simplified: patterns of the simple syntax that know where they were written."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.relaxng.definitions import Expression
from tei.relaxng.schema import Node


@dataclass(slots=True, eq=False)
class Pattern:
    """A pattern of the kinds that `definitions.Expression` lists, with as many parts as its author wrote.

    The only part of `element`, `attribute`, `oneOrMore` and `list` is their content, that of `data` what it excepts.
    """

    kind: str
    node: Node
    """Where it is written; what is to be shown when it is wrong."""
    parts: list[Pattern] = field(default_factory=list)
    names: Expression = ()
    """The name class of an element or attribute."""
    value: Expression = ()
    """What identifies `data` and `value`: library, type, and so on."""
    definition: Definition | None = None
    """What a `ref` refers to; for an element, what it stands in."""


@dataclass(slots=True, eq=False)
class Definition:
    """What a grammar says of one name, all its `define` combined; its `start` has the name ""."""

    name: str
    key: str
    """The name that no other definition of the schema has."""
    node: Node
    """The first that defines it."""
    documentation: str = ""
    pattern: Pattern | None = None

    @property
    def meaning(self) -> Pattern:
        """Its pattern, once it is known."""
        assert self.pattern is not None
        return self.pattern
