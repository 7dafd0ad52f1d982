"""Makes the patterns of a grammar, from its definitions and from other patterns; equal ones are made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tei.relaxng.datatypes import Datatype, datatype
from tei.relaxng.definitions import Definitions, Expression
from tei.relaxng.pattern import (
    After,
    Alternatives,
    Attribute,
    Choice,
    Element,
    Empty,
    Group,
    Interleave,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
)
from tei.relaxng.value import Data, List


class Patterns:
    """Makes the patterns of one grammar, each once."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.count = 0
        """How many patterns have been made since the last time that they were forgotten."""
        self.serial = 0
        self._made: dict[object, Pattern] = {}
        self._referred: dict[str, Pattern] = {}
        self._elements: dict[int, Element] = {}
        self.empty: Pattern = Empty(self)
        self.not_allowed: Pattern = NotAllowed(self)
        self.any_text: Pattern = Text(self)

    def forget(self) -> None:
        """Forget which patterns have been made; those in use remain good, and equal ones may be made again."""
        self._made.clear()
        self.count = 0

    @property
    def start(self) -> Pattern:
        """What the document as a whole matches."""
        return self.pattern(self.definitions.start)

    def pattern(self, expression: Expression) -> Pattern:
        """The pattern of an expression of the definitions."""
        kind, *rest = expression
        match kind:
            case "empty":
                return self.empty
            case "notAllowed":
                return self.not_allowed
            case "text":
                return self.any_text
            case "ref":
                name = rest[0]
                if name not in self._referred:
                    self._referred[name] = self.pattern(self.definitions.patterns[name])
                return self._referred[name]
            case "element":
                return self.element(rest[0])
            case "attribute":
                names, value = rest
                return self._once(Attribute, names, self.pattern(value))
            case "oneOrMore":
                return self.one_or_more(self.pattern(rest[0]))
            case "list":
                return self._once(List, self.pattern(rest[0]))
            case "data":
                library, name, params, excepted = rest
                return self._once(
                    Data, datatype(library, name, params), None if excepted is None else self.pattern(excepted)
                )
            case "value":
                library, name, value, namespaces = rest
                return self._value(datatype(library, name), value, namespaces)
        parts = map(self.pattern, rest)
        join = {"choice": self.choice, "group": self.group, "interleave": self.interleave}[kind]
        return join(parts)

    def element(self, index: int) -> Element:
        """The element pattern at this index of the definitions."""
        if index not in self._elements:
            self._elements[index] = Element(self, index, self.definitions.elements[index].names)
        return self._elements[index]

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """What one of the patterns matches: without order, repetition, and what matches nothing."""
        found: dict[Pattern, None] = {}
        for pattern in patterns:
            if isinstance(pattern, Choice):
                found.update(dict.fromkeys(pattern.parts))
            elif pattern is not self.not_allowed:
                found[pattern] = None
        if self.empty in found and any(p.nullable and p is not self.empty for p in found):
            del found[self.empty]
        if not found:
            return self.not_allowed
        if len(found) == 1:
            return next(iter(found))
        return self._once(Choice, *sorted(found, key=_order))

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """What the patterns match one after the other."""
        return self._joined(Group, patterns)

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """What the patterns match in any mixture."""
        return self._joined(Interleave, patterns)

    def _joined(self, kind: type[Group] | type[Interleave], patterns: Iterable[Pattern]) -> Pattern:
        found: list[Pattern] = []
        for pattern in patterns:
            if pattern is self.not_allowed:
                return pattern
            if isinstance(pattern, kind):
                found += pattern.parts
            elif pattern is not self.empty:
                found.append(pattern)
        if kind is Interleave:
            found.sort(key=_order)
        if len(found) < 2:
            return found[0] if found else self.empty
        return self._once(kind, *found)

    def one_or_more(self, pattern: Pattern) -> Pattern:
        """What the pattern matches, once or more."""
        if pattern in (self.empty, self.not_allowed, self.any_text) or isinstance(pattern, OneOrMore):
            return pattern
        return self._once(OneOrMore, pattern)

    def after(self, inside: Pattern, follows: Pattern) -> Pattern:
        """The rest of an element and what follows it."""
        if self.not_allowed in (inside, follows):
            return self.not_allowed
        return self._once(After, inside, follows)

    def add(self, found: Alternatives, more: Alternatives) -> None:
        """Add alternatives; where one begins as another does, either may follow."""
        for begun, after in more.items():
            if after is not self.not_allowed:
                found[begun] = self.choice((found[begun], after)) if begun in found else after

    def _value(self, datatype: Datatype, value: str, namespaces: tuple[tuple[str, str], ...]) -> Pattern:
        key = (Data, datatype, value, namespaces)
        if key not in self._made:
            self._made[key] = Data(self, datatype, None, value, dict(namespaces))
        return self._made[key]

    def _once(self, kind: Callable[..., Pattern], *arguments: object) -> Pattern:
        key = (kind, *arguments)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = kind(self, *arguments)
        return made


def _order(pattern: Pattern) -> int:
    return pattern.order
