"""The children of a node, sorted by what they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.relaxng.explicit import Children, is_annotation, is_pattern
from tei.relaxng.schema import Node


@dataclass(slots=True)
class Operand:
    """A pattern or name class among the children of a node, with what stands before and behind it."""

    node: Node
    comments: list[Node]
    following: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The children of a node: the annotations that belong to itself, and what it holds."""

    annotations: list[Node]
    operands: list[Operand]
    comments: list[Node]
    """Comments that stand before no operand."""


def parts_of(children: Children) -> Parts:
    """The children of a node; what annotates a pattern goes with it, and comments go with what follows them."""
    parts = Parts([], [], [])
    for child in children:
        if isinstance(child, str):
            continue
        if is_pattern(child):
            parts.operands.append(Operand(child, parts.comments))
            parts.comments = []
        elif not is_annotation(child):
            parts.comments.append(child)
        elif parts.operands:
            parts.operands[-1].following.append(child)
        else:
            parts.annotations.append(child)
    if parts.comments and parts.operands:
        parts.operands[-1].comments += parts.comments
        parts.comments = []
    return parts
