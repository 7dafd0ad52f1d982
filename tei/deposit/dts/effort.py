"""How long an expression of a header may take: an upper bound of its steps, told before it is run.

Nothing stops an expression of XPath once it runs, and a short one can take for years: `//*[count(//*[//*])]`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from lxml import etree

from tei.deposit.dts.expressions import NotXPath1, XPath
from tei.schematron.expression import Call, Expression, Filter, Negative, Operator, Path, Root, Step

MOST = 4_000_000_000
"""So many steps may be taken in a text, for all its citable units together: some seconds, a minute at the worst."""

_UNIT = 4000
"""A citable unit counts as so many steps: there may be a million in a text."""

_BYTES = 16
"""A node has about so many bytes."""

_BEGUN = 15
"""To begin a path takes as long as so many steps."""

_MERGED = 40
"""So many nodes are looked up among all that are found in the time of a step: on average, half of these are there."""

_DISJOINT = ("child", "attribute", "self", "namespace")
"""Axes on which two nodes never lead to the same: what is found on others is compared with what was found before."""

_DOWN = ("child", "attribute", "self", "namespace", "descendant", "descendant-or-self")
_WORDLESS = frozenset("boolean count false lang last local-name name namespace-uri not position true".split())
"""Functions that look at no characters."""

_COMPARED = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class _Found:
    """What an expression takes, how many nodes it gives at most, and how many characters all these have."""

    steps: float
    nodes: float = 1
    characters: float = 1


class Effort:
    """Counts the steps that are taken in a text, before they are."""

    def __init__(self, data: bytes, parents: Sequence[int], elements: Iterable[etree._Element]) -> None:
        """A text of so many bytes, with the number of the parent of each element (-1 for the root)."""
        self._left: float = MOST
        self._nodes = max(2 * len(parents), len(data) // _BYTES)
        depths: list[int] = []
        for parent in parents:
            depths.append(depths[parent] + 1 if parent >= 0 else 1)
        # The sum of all depths is that of the sizes of all elements, with what is in them.
        self._depth = ceil(sum(depths) / len(depths)) + 1
        self._deepest = max(depths) + 1
        self._widest = 2 * max(Counter(parents).values()) + 1
        self._named = Counter(etree.QName(each).localname for each in elements)
        self._known: dict[tuple[XPath, int], float] = {}

    def take(self, path: XPath, size: int) -> None:
        """Count what it takes to run an expression at an element of `size` bytes.

        Raises NotXPath1 where that is too much, together with what has been taken before.
        """
        nodes = size // _BYTES + 1
        # Rounded up, by an eighth at most: so that few sizes need be known.
        unit = 1 << max(nodes.bit_length() - 4, 0)
        nodes = -(-nodes // unit) * unit
        steps = self._known.get((path, nodes))
        if steps is None:
            found = self._of(path.tree, min(nodes, self._nodes))
            steps = self._known[path, nodes] = found.steps + found.characters
        self._count(steps)

    def units(self, number: int) -> None:
        """Count so many citable units. Raises NotXPath1 where these are too many."""
        self._count(number * _UNIT)

    def _count(self, steps: float) -> None:
        if steps > self._left:
            raise NotXPath1("it takes too many steps in a text of this size")
        self._left -= steps

    def _of(self, tree: Expression, size: float) -> _Found:
        """What an expression takes at a node with so many nodes in it."""
        match tree:
            case Path():
                return self._path(tree, size)
            case Filter(primary, predicates):
                found = self._of(primary, size)
                steps = found.steps + found.nodes * sum(self._of(each, self._nodes).steps for each in predicates)
                return _Found(steps, found.nodes, found.characters)
            case Negative(operand):
                found = self._of(operand, size)
                return _Found(found.steps + found.characters)
            case Call(name, arguments):
                return _called(name, [self._of(each, size) for each in arguments])
            case Operator(sign, left, right):
                return _joined(sign, self._of(left, size), self._of(right, size))
        return _Found(1)

    def _path(self, path: Path, size: float) -> _Found:
        steps, nodes, within, apart = float(_BEGUN), 1.0, size, True
        if isinstance(path.start, Root):
            within = self._nodes
        elif path.start is not None:
            begun = self._of(path.start, size)
            steps, nodes, within, apart = steps + begun.steps, begun.nodes, self._nodes, False
        for step in path.steps:
            visited = self._visited(step, nodes, within, 1 if apart else self._depth)
            met, different = self._met(step, nodes, visited)
            if step.axis in _DOWN:
                inner = min(within, within * self._depth / max(different, 1))
            else:
                inner = within = self._nodes
            steps += _BEGUN * nodes + visited
            steps += met * sum(self._of(each, inner).steps for each in step.predicates)
            if nodes > 1 and step.axis not in _DISJOINT:
                steps += met * different / _MERGED
            nodes, apart = different, apart and step.axis in _DISJOINT
        last = path.steps[-1].axis if path.steps else ""
        characters = nodes if last == "attribute" else within * min(nodes, self._depth)
        return _Found(steps, nodes, characters)

    def _visited(self, step: Step, nodes: float, within: float, depth: int) -> float:
        """How many nodes are looked at on the axis of a step, from so many nodes, `depth` of them in each other."""
        match step.axis:
            case "self" | "parent" | "attribute" | "namespace":
                return 3 * nodes
            case "child":
                return min(nodes * self._widest, within)
            case "descendant" | "descendant-or-self":
                return within * min(nodes, depth)
            case "ancestor" | "ancestor-or-self":
                return nodes * self._deepest
            case "following-sibling" | "preceding-sibling":
                return nodes * self._widest
        return nodes * self._nodes

    def _met(self, step: Step, nodes: float, visited: float) -> tuple[float, float]:
        """How many nodes a step finds, as often as it finds them, and how many different ones."""
        most = float(self._nodes)
        name = step.test.rpartition(":")[2]
        if step.axis not in ("attribute", "namespace") and not any(sign in name for sign in "(*"):
            most = float(self._named[name])
        met = min(visited, nodes * most)
        return met, min(met, most)


def _called(name: str, given: Sequence[_Found]) -> _Found:
    steps = 1 + sum(each.steps for each in given)
    if name in _WORDLESS:
        return _Found(steps)
    lengths = [each.characters for each in given]
    if name == "translate":
        # Each character is looked for among those that are to be replaced.
        steps += lengths[0] * sum(lengths[1:2])
    return _Found(steps + sum(lengths), 1, max(1, sum(lengths)))


def _joined(sign: str, left: _Found, right: _Found) -> _Found:
    steps = 1 + left.steps + right.steps
    if sign == "|":
        merged = left.nodes * right.nodes / _MERGED
        return _Found(steps + merged, left.nodes + right.nodes, left.characters + right.characters)
    if sign in _COMPARED:
        return _Found(steps + left.characters + right.characters + left.nodes * right.nodes)
    if sign in ("or", "and"):
        return _Found(steps)
    return _Found(steps + left.characters + right.characters)
