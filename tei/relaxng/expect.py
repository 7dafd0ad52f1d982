"""What a pattern allows and asks for: the elements, attributes and values that may come, and those that must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from tei.relaxng.definitions import Definitions, Expression
from tei.relaxng.nameclass import listed
from tei.relaxng.pattern import (
    After,
    Attribute,
    Choice,
    Element,
    Group,
    Interleave,
    NotAllowed,
    OneOrMore,
    Pattern,
)

WAYS = 20
"""So many ways to complete a start tag are looked at."""


@lru_cache(maxsize=2000)
def first(pattern: Pattern) -> tuple[Element, ...]:
    """The elements one of which may come next."""
    if isinstance(pattern, Element):
        return (pattern,)
    if isinstance(pattern, After):
        return first(pattern.parts[0])
    found: dict[Element, None] = {}
    if isinstance(pattern, (Choice, Interleave, OneOrMore, Group)):
        for part in pattern.parts:
            found.update(dict.fromkeys(first(part)))
            if isinstance(pattern, Group) and not part.nullable:
                break
    return tuple(found)


@lru_cache(maxsize=2000)
def next_names(pattern: Pattern) -> tuple[str, ...]:
    """The names of the elements one of which may come next, as far as they are listed, in the order of the schema."""
    elements = sorted(first(pattern), key=lambda element: element.index)
    return tuple(dict.fromkeys(name for element in elements for name in sorted(listed(element.names))))


@lru_cache(maxsize=2000)
def inside(pattern: Pattern) -> frozenset[str]:
    """The names of all elements that may come at all, now or later."""
    if isinstance(pattern, Element):
        return frozenset(listed(pattern.names))
    parts = pattern.parts[:1] if isinstance(pattern, After) else pattern.parts
    return frozenset().union(*map(inside, parts))


@lru_cache(maxsize=2000)
def required(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """Sets of names of which each must have one come, in the order in which they must, before the end can."""
    if isinstance(pattern, Element):
        return (frozenset(listed(pattern.names)),)
    if isinstance(pattern, Choice):
        needs = [required(part) for part in pattern.parts]
        return (frozenset().union(*(need[0] for need in needs)),) if needs and all(needs) else ()
    if isinstance(pattern, After):
        return required(pattern.parts[0])
    if isinstance(pattern, (Group, Interleave, OneOrMore)):
        return tuple(dict.fromkeys(need for part in pattern.parts for need in required(part)))
    return ()


def completing(pattern: Pattern) -> tuple[str, ...]:
    """The elements one of which makes a content complete, or at least brings it nearer to that."""
    names = next_names(pattern)
    after = {name: pattern.make.choice(pattern.open(name).values()) for name in names}
    complete = tuple(name for name in names if after[name].nullable)
    return complete or tuple(name for name in names if after[name] is not pattern)


def attribute_patterns(pattern: Pattern) -> Iterator[Attribute]:
    """The attributes that a start tag may have."""
    if isinstance(pattern, Attribute):
        yield pattern
    elif pattern.attributes:
        for part in pattern.parts[:1] if isinstance(pattern, After) else pattern.parts:
            yield from attribute_patterns(part)


@lru_cache(maxsize=500)
def attribute_names(pattern: Pattern) -> tuple[str, ...]:
    """The names of the attributes that a start tag may have, as far as they are listed."""
    return tuple(dict.fromkeys(name for each in attribute_patterns(pattern) for name in listed(each.names)))


@lru_cache(maxsize=500)
def missing_attributes(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """Sets of attributes one of which, whole, a start tag must have; the smallest come first."""
    ways = [way for way in _ways(pattern) if way]
    return tuple(sorted(dict.fromkeys(ways), key=lambda way: (len(way), sorted(way))))


def is_needed(pattern: Pattern, name: str) -> bool:
    """Whether a start tag must have an attribute of this name."""
    ways = _ways(pattern)
    return bool(ways) and all(name in way for way in ways)


def _ways(pattern: Pattern) -> list[frozenset[str]]:
    if isinstance(pattern, NotAllowed):
        return []
    if isinstance(pattern, Attribute):
        return [frozenset(listed(pattern.names))][:1]
    if not pattern.attributes:
        return [frozenset()]
    if isinstance(pattern, Choice):
        ways = [way for part in pattern.parts for way in _ways(part)]
        return [frozenset()] if frozenset() in ways else ways[:WAYS]
    parts = pattern.parts[:1] if isinstance(pattern, After) else pattern.parts
    ways = [frozenset()]
    for part in parts:
        ways = [way | more for way in ways for more in _ways(part)][:WAYS]
    return ways


def accepts(pattern: Pattern, pieces: Iterable[str]) -> bool:
    """Whether a content takes these children one after the other and may then end; "" stands for text."""
    left = pattern
    for piece in pieces:
        left = left.make.choice(left.open(piece).values()) if piece else left.text("text")
    return left.nullable


class Names:
    """The names of a grammar: its elements with their contents and holders, and its classes."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    @cached_property
    def elements(self) -> dict[str, tuple[int, ...]]:
        """Every name of an element that is listed anywhere, with the elements of the definitions that have it."""
        found: dict[str, tuple[int, ...]] = {}
        for index, element in enumerate(self._definitions.elements):
            for name in listed(element.names):
                found[name] = (*found.get(name, ()), index)
        return found

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The names of the elements that a document may start with."""
        indexes = sorted(self._elements_in(self._definitions.start))
        return tuple(name for index in indexes for name in listed(self._definitions.elements[index].names))

    @cached_property
    def called(self) -> dict[str, tuple[str, ...]]:
        """The names of all elements by their local names."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.elements:
            own = name.rpartition("}")[2]
            found[own] = (*found.get(own, ()), name)
        return found

    def is_known(self, name: str) -> bool:
        """Whether any element of the grammar has this name."""
        return name in self.elements

    @cached_property
    def holders(self) -> dict[str, tuple[str, ...]]:
        """Every name of an element with the names of the elements that may hold it."""
        found: dict[str, dict[str, None]] = {}
        for element in self._definitions.elements:
            for index in self._elements_in(element.content):
                for name in listed(self._definitions.elements[index].names):
                    found.setdefault(name, {}).update(dict.fromkeys(listed(element.names)))
        return {name: tuple(parents) for name, parents in found.items()}

    def inside(self, name: str) -> tuple[str, ...]:
        """The names of the elements that an element of this name may hold."""
        indexes = {i for index in self.elements.get(name, ()) for i in self._elements_in(self._content(index))}
        return tuple(name for i in sorted(indexes) for name in listed(self._definitions.elements[i].names))

    def _content(self, index: int) -> Expression:
        return self._definitions.elements[index].content

    @cached_property
    def classes(self) -> dict[str, frozenset[str]]:
        """The definitions that stand for several elements, with their names; the largest first."""
        found = {
            name: frozenset(
                n for index in self._elements_in(("ref", name)) for n in listed(self._definitions.elements[index].names)
            )
            for name in self._definitions.patterns
        }
        return dict(sorted(((k, v) for k, v in found.items() if len(v) > 2), key=lambda item: -len(item[1])))

    @cached_property
    def attribute_classes(self) -> dict[str, frozenset[str]]:
        """The definitions that stand for several attributes, with their names; the largest first."""
        found = {name: frozenset(self._attributes_in(("ref", name))) for name in self._definitions.patterns}
        return dict(sorted(((k, v) for k, v in found.items() if len(v) > 2), key=lambda item: -len(item[1])))

    @cached_property
    def attributes(self) -> dict[str, tuple[str, ...]]:
        """Every name of an attribute that is listed anywhere, with the names of the elements that may have it."""
        found: dict[str, dict[str, None]] = {}
        for element in self._definitions.elements:
            for name in self._attributes_in(element.content):
                found.setdefault(name, {}).update(dict.fromkeys(listed(element.names)))
        return {name: tuple(bearers) for name, bearers in found.items()}

    def _elements_in(self, expression: Expression) -> frozenset[int]:
        return self._collected(expression, "element")

    def _attributes_in(self, expression: Expression) -> Iterator[str]:
        for names in self._collected(expression, "attribute"):
            yield from listed(names)

    def _collected(self, expression: Expression, kind: str) -> frozenset[Any]:
        """What stands behind the word `kind` in an expression and in what it refers to."""
        match expression:
            case ("ref", name):
                if (kind, name) not in self._referred:
                    self._referred[kind, name] = self._collected(self._definitions.patterns[name], kind)
                return self._referred[kind, name]
            case ("element" | "attribute" as found, what, *_):
                return frozenset([what]) if found == kind else frozenset()
            case ("choice" | "group" | "interleave" | "oneOrMore", *parts):
                return frozenset().union(*(self._collected(part, kind) for part in parts))
        return frozenset()

    @cached_property
    def _referred(self) -> dict[tuple[str, str], frozenset[Any]]:
        return {}


def folded(names: Iterable[str], classes: dict[str, frozenset[str]], most: int = 3) -> list[str]:
    """The names of the classes, at most so many, that together say best which names are meant."""
    left = set(names)
    whole = frozenset(left)
    found: list[str] = []
    for name, members in classes.items():
        if len(found) < most and members <= whole and len(members & left) > 2:
            found.append(name.removesuffix(".attributes"))
            left -= members
    return found
