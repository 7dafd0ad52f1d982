"""What a schema has found in a document: nodes, what is said of them, and the changes that would mend them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tei.schematron.schema import Assertion, Pattern, QuickFix, Rule


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """Where a node stands in a document.

    The path of an element counts, from the root on, the elements before it among its siblings: `(0,)` is the root
    element, `(0, 1)` the second element in it, `()` the document itself. Of all other nodes it is that of the parent.
    """

    path: tuple[int, ...]
    kind: Literal["document", "element", "attribute", "text", "comment", "processing-instruction"] = "element"
    name: str = ""
    """The name of an attribute, in Clark notation."""
    index: int = 0
    """For text, comments and processing instructions: how many siblings that are not text stand before it."""
    document: str = ""
    """The address of another document than the one at hand."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change that a quick fix makes at a node.

    `instead` of the node, `before` or `after` it, as its `first` or `last` child, or as an `attribute` of it, which
    `name` names in Clark notation. `content` is XML (of an attribute: its value; of what stands `instead` of one: the
    value, unless `name` gives it another name); "" `instead` takes the node away. Of a text, `span` may name the
    characters of its value that are meant, half-open.
    """

    node: Node
    where: Literal["instead", "before", "after", "first", "last", "attribute"]
    content: str = ""
    name: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A quick fix as it applies to one finding: its title, and the changes, in the order of the schema.

    One that asks the user for something has no changes.
    """

    fix: QuickFix
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """An assertion that failed or a report that applies, at a node."""

    pattern: Pattern
    rule: Rule
    assertion: Assertion
    node: Node
    message: str
    subject: Node | None = None
    diagnostics: tuple[tuple[str, str], ...] = ()
    """The id and the words of each diagnostic that the assertion names."""
    properties: tuple[tuple[str, str], ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that a node met."""

    pattern: Pattern
    rule: Rule
    node: Node


@dataclass(frozen=True, slots=True)
class Stopped:
    """An expression that could not be evaluated on a document; `node` is where, if that is known.

    What its assertion, or without one its rule or, without that, its pattern had to say of the node is not known.
    """

    message: str
    expression: str = ""
    pattern: Pattern | None = None
    rule: Rule | None = None
    assertion: Assertion | None = None
    node: Node | None = None


Outcome = Finding | Fired | Stopped
