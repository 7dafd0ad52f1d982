"""The types of expressions, and what each of them may draw on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as Kinds

from tei.schematron.expression import Expression, write


@dataclass(frozen=True, slots=True)
class Type:
    """What an expression gives.

    `single` says of nodes that there is one at most, of a boolean that there is one: comparisons by words of what is
    not there give nothing. `ordered` says of nodes that lxml knows the order of all of them. An `id` is what
    generate-id() gives: a string that only another one can be compared with.
    """

    kind: Kinds["nodes", "string", "number", "boolean", "id"]
    single: bool = True
    ordered: bool = True

    @property
    def several(self) -> bool:
        """Whether there may be more nodes than one."""
        return self.kind == "nodes" and not self.single


NODES = Type("nodes", single=False)
UNORDERED = Type("nodes", single=False, ordered=False)
NODE = Type("nodes")
STRING = Type("string")
NUMBER = Type("number")
BOOLEAN = Type("boolean")
PERHAPS = Type("boolean", single=False)
ID = Type("id")


@dataclass(frozen=True, slots=True)
class Bound:
    """A variable: the type of its value, and its name in XPath 1.0."""

    type: Type
    name: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may draw on."""

    binding: str
    variables: Mapping[str, Bound] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    on_attributes: bool = False
    """Whether the context node may be an attribute."""
    in_pattern: bool = False
    """Whether the expression is the context of a rule, where there is no current node yet."""

    def __hash__(self) -> int:
        return hash((self.binding, tuple(self.variables), self.on_attributes, self.in_pattern))

    def within(self, variables: Mapping[str, Bound]) -> Scope:
        """The scope with other variables."""
        return Scope(self.binding, variables, self.keys, self.on_attributes, self.in_pattern)


@dataclass(frozen=True, slots=True)
class Judged:
    """An expression in XPath 1.0, and what it gives."""

    type: Type
    tree: Expression

    @property
    def text(self) -> str:
        """The expression written out."""
        return write(self.tree)
