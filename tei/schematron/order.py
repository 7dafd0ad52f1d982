"""Whether lxml knows the order of the nodes that an expression gives."""

from __future__ import annotations

from tei.schematron.expression import Expression, Filter, Operator, Path, Step

_ELEMENTS, _REST = "elements", "rest"
_UPWARDS = frozenset(("parent", "ancestor", "attribute"))
_BESIDE = frozenset(("child", "attribute", "following-sibling", "preceding-sibling", "self"))


def is_ordered(tree: Expression) -> bool:
    """Whether the nodes come in document order.

    libxml2 takes a text, a comment or an instruction for one that comes before what is in the element before it. So
    there may be elements or attributes, or such other nodes, but not both, unless they are next to each other.
    """
    return len(_kinds(tree)) < 2 or all(map(_is_beside, _members(tree)))


def _members(tree: Expression) -> tuple[Expression, ...]:
    if isinstance(tree, Operator) and tree.sign == "|":
        return (*_members(tree.left), *_members(tree.right))
    return (tree,)


def _is_beside(tree: Expression) -> bool:
    """Whether it gives only the context node, and what is in it or beside it."""
    return isinstance(tree, Path) and tree.start is None and len(tree.steps) == 1 and tree.steps[0].axis in _BESIDE


def _kinds(tree: Expression) -> frozenset[str]:
    """The kinds of nodes that an expression may give; what a variable or a function gives is taken for elements."""
    match tree:
        case Operator("|", left, right):
            return _kinds(left) | _kinds(right)
        case Filter(primary):
            return _kinds(primary)
        case Path(_, (*_, last)):
            return _kinds_of(last)
    return frozenset((_ELEMENTS,))


def _kinds_of(step: Step) -> frozenset[str]:
    if "(" not in step.test or step.axis in _UPWARDS:
        return frozenset((_ELEMENTS,))
    return frozenset((_ELEMENTS, _REST) if step.test == "node()" else (_REST,))
