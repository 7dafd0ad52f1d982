"""Patterns made as simple as they can be: references settled, `notAllowed` and `empty` gone (sections 4.19 to 4.21)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tei.core.diagnostic import Refused, refusal
from tei.relaxng.simple import Definition, Pattern

_LEAVES = frozenset(("text", "empty", "notAllowed", "value", "element"))
_DISSOLVED = frozenset(("text", "empty", "notAllowed", "element"))
"""What takes the place of a reference to it; other patterns keep the name of their definition."""


@dataclass(slots=True)
class Reduced:
    """A schema as section 4.22 has it."""

    start: Pattern
    elements: list[Pattern] = field(default_factory=list)
    """All elements that can be reached, with their contents reduced."""
    definitions: list[Definition] = field(default_factory=list)
    """All that is referred to, each after those that it refers to itself."""


def reduce(root: Pattern) -> Reduced:
    """The schema whose start this pattern is. Raises Refused (P302) where a definition refers to itself."""
    reducer = _Reducer()
    start = reducer.settled(root)
    while reducer.pending:
        element = reducer.pending.pop()
        element.parts[0] = reducer.settled(element.parts[0])
    return _reachable(start, reducer.order)


class _Reducer:
    def __init__(self) -> None:
        self.order: list[Definition] = []
        self.pending: list[Pattern] = []
        self._seen: set[Pattern] = set()
        self._done: set[Definition] = set()

    def settled(self, pattern: Pattern) -> Pattern:
        """The pattern reduced, after all that it refers to; its elements come to be pending."""
        path: dict[Definition, Pattern] = {}
        todo: list[tuple[Definition | None, list[Pattern]]] = [(None, self._references(pattern))]
        while todo:
            definition, references = todo[-1]
            while references and _target(references[-1]) in self._done:
                references.pop()
            if references:
                reference = references.pop()
                target = _target(reference)
                if target in path:
                    raise _circle(target, reference, list(path))
                path[target] = reference
                todo.append((target, self._references(target.meaning)))
                continue
            todo.pop()
            if definition is not None:
                definition.pattern = _reduced(definition.meaning)
                self._done.add(definition)
                self.order.append(definition)
                del path[definition]
        return _reduced(pattern)

    def _references(self, pattern: Pattern) -> list[Pattern]:
        """The references in a pattern, last first."""
        found: list[Pattern] = []
        stack = [pattern]
        while stack:
            one = stack.pop()
            if one.kind == "ref":
                found.append(one)
            elif one.kind != "element":
                stack += reversed(one.parts)
            elif one not in self._seen:
                self._seen.add(one)
                self.pending.append(one)
        found.reverse()
        return found


def _target(reference: Pattern) -> Definition:
    assert reference.definition is not None
    return reference.definition


def _circle(target: Definition, reference: Pattern, path: list[Definition]) -> Refused:
    circle = [definition.name or "<start>" for definition in path[path.index(target) :]]
    name = circle[0]
    through = f" through {', '.join(circle[1:])}" if circle[1:] else ""
    return refusal(
        "P302",
        f"{name} refers to itself{through} with no element between",
        "repetition is written <zeroOrMore> or <oneOrMore>; nesting needs an <element> on the way",
        reference.node.label(f"leads back to {name}"),
        target.node.label(f"{name} is defined here"),
    )


def _reduced(pattern: Pattern) -> Pattern:
    """The pattern reduced, where all that it refers to is."""
    kind = pattern.kind
    if kind in _LEAVES:
        return pattern
    if kind == "ref":
        definition = _target(pattern)
        return definition.meaning if definition.meaning.kind in _DISSOLVED or not definition.name else pattern
    parts = [_reduced(part) for part in pattern.parts]
    if kind == "choice":
        return _choice(pattern, parts)
    if kind == "data":
        parts = [part for part in parts if part.kind != "notAllowed"]
        return replace(pattern, parts=parts)
    impossible = next((part for part in parts if part.kind == "notAllowed"), None)
    if impossible is not None:
        return impossible
    if kind in ("group", "interleave"):
        parts = [part for part in _flat(kind, parts) if part.kind != "empty"]
        if len(parts) < 2:
            return parts[0] if parts else Pattern("empty", pattern.node)
    elif kind == "oneOrMore" and parts[0].kind == "empty":
        return parts[0]
    return replace(pattern, parts=parts)


def _choice(pattern: Pattern, parts: list[Pattern]) -> Pattern:
    parts = _flat("choice", parts)
    empty = [part for part in parts if part.kind == "empty"]
    parts = empty[:1] + [part for part in parts if part.kind not in ("empty", "notAllowed")]
    if len(parts) < 2:
        return parts[0] if parts else Pattern("notAllowed", pattern.node)
    return replace(pattern, parts=parts)


def _flat(kind: str, parts: list[Pattern]) -> list[Pattern]:
    """The parts, with the parts of parts of the same kind in their places."""
    if all(part.kind != kind for part in parts):
        return parts
    return [inner for part in parts for inner in (part.parts if part.kind == kind else (part,))]


def _reachable(start: Pattern, order: list[Definition]) -> Reduced:
    """What is still in use, elements in the order in which they are met."""
    elements: dict[Pattern, None] = {}
    used: set[Definition] = set()
    waiting = [start]
    for pattern in waiting:
        stack = [pattern]
        while stack:
            one = stack.pop()
            if one.kind == "element":
                if one not in elements:
                    elements[one] = None
                    waiting.append(one.parts[0])
            elif one.kind != "ref":
                stack += reversed(one.parts)
            elif (definition := _target(one)) not in used:
                used.add(definition)
                stack.append(definition.meaning)
    return Reduced(start, list(elements), [definition for definition in order if definition in used])
