"""A schema as section 4 of the specification leaves it, in plain tuples: what is matched, and what is kept on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Expression = tuple[Any, ...]
"""A pattern or a name class, the first item of which is its kind.

Patterns (section 4.22): ("empty",), ("notAllowed",), ("text",), ("choice", *patterns), ("group", *patterns),
("interleave", *patterns), ("oneOrMore", pattern), ("list", pattern), ("attribute", name class, pattern),
("element", index in Definitions.elements), ("ref", name in Definitions.patterns),
("data", library, type, ((parameter, value), ...), excepted pattern or None),
("value", library, type, string, ((prefix, namespace), ...)).

Name classes: ("name", namespace, local name), ("anyName", excepted class or None),
("nsName", namespace, excepted class or None), ("choice", *classes).
"""

EMPTY: Expression = ("empty",)
NOT_ALLOWED: Expression = ("notAllowed",)
TEXT: Expression = ("text",)


@dataclass(frozen=True)
class Element:
    """An element pattern: its name class, its content, the name of the definition it came from, its documentation."""

    names: Expression
    content: Expression
    definition: str = ""
    documentation: str = ""


@dataclass(frozen=True)
class Definitions:
    """A simplified schema; definitions that hold more than one element (`model.phrase`) keep their names.

    `patterns` has what `ref` refers to; no chain of references leads back to itself without an element between. Where
    grammars stand in each other and use a name twice, the later one ends in `#2`, and so on.
    `documentation` has what the schema says of the definitions in `patterns`, `files` the files that it was read
    from, the main one first.
    """

    start: Expression
    elements: tuple[Element, ...]
    patterns: dict[str, Expression] = field(default_factory=dict)
    documentation: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
