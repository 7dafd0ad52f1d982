"""RELAX NG patterns, and what is left of one after an element, an attribute or text: enough to word an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

RNG = "{http://relaxng.org/ns/structure/1.0}"
"""The namespace of RELAX NG's XML syntax, as names in Clark notation begin."""


@dataclass(frozen=True)
class Wildcard:
    """All names of one namespace, or, with None, of all namespaces; less those of `excepted`."""

    namespace: str | None
    excepted: NameClass | None = None

    def __contains__(self, name: str) -> bool:
        if self.excepted is not None and name in self.excepted:
            return False
        return self.namespace is None or self.namespace == (name[1:].partition("}")[0] if name[0] == "{" else "")


@dataclass(frozen=True)
class NameClass:
    """A set of names in Clark notation: the listed ones, and those that a wildcard takes in."""

    names: tuple[str, ...] = ()
    wildcards: tuple[Wildcard, ...] = ()

    def __contains__(self, name: str) -> bool:
        return name in self.names or any(name in wildcard for wildcard in self.wildcards)


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern; two that are built alike are the same object, so that results can be remembered by it."""

    nullable: bool = field(default=False, init=False)

    @property
    def parts(self) -> tuple[Pattern, ...]:
        """The patterns that this one is made of."""
        return ()


@dataclass(frozen=True, eq=False)
class Nothing(Pattern):
    """Matches nothing at all (`notAllowed`)."""


@dataclass(frozen=True, eq=False)
class Empty(Pattern):
    """Matches the absence of content."""

    nullable: bool = field(default=True, init=False)


@dataclass(frozen=True, eq=False)
class Text(Pattern):
    """Matches any text."""

    nullable: bool = field(default=True, init=False)


@dataclass(frozen=True, eq=False)
class Data(Pattern):
    """Matches a string of a datatype, with parameters, or, as `value`, one string only."""

    type: str
    library: str
    params: tuple[tuple[str, str], ...] = ()
    value: str | None = None
    excepted: Pattern | None = None
    words: str = ""
    """What the grammar's documentation says of it."""


@dataclass(frozen=True, eq=False)
class Composed(Pattern):
    """A pattern made of others."""

    inner: tuple[Pattern, ...]

    @property
    def parts(self) -> tuple[Pattern, ...]:
        """The patterns that this one is made of."""
        return self.inner


@dataclass(frozen=True, eq=False)
class Choice(Composed):
    """Matches what one of its parts matches."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "nullable", any(p.nullable for p in self.inner))


@dataclass(frozen=True, eq=False)
class Group(Composed):
    """Matches what its two parts match, one after the other; attributes in any order."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "nullable", all(p.nullable for p in self.inner))


@dataclass(frozen=True, eq=False)
class Interleave(Group):
    """Matches what its two parts match, mixed in any order."""


@dataclass(frozen=True, eq=False)
class OneOrMore(Group):
    """Matches its part once or more."""


@dataclass(frozen=True, eq=False)
class List(Composed):
    """Matches a string whose words match its part, one after the other."""


@dataclass(frozen=True, eq=False)
class Attribute(Composed):
    """Matches an attribute; its part is the value."""

    name: NameClass


@dataclass(frozen=True, eq=False)
class Element(Pattern):
    """Matches an element. Its content is read when it is first asked for, since elements may hold themselves."""

    name: NameClass
    read: Callable[[], Pattern]

    @cached_property
    def content(self) -> Pattern:
        """Attributes and content."""
        return self.read()


NOTHING: Pattern = Nothing()
EMPTY: Pattern = Empty()
TEXT: Pattern = Text()


_MADE: dict[tuple[type[Composed], tuple[Pattern, ...]], Pattern] = {}


def _made(kind: type[Composed], inner: tuple[Pattern, ...]) -> Pattern:
    made = _MADE.get((kind, inner))
    return made or _MADE.setdefault((kind, inner), kind(inner))


def choice(options: Iterable[Pattern]) -> Pattern:
    """A pattern that matches what one of the options matches."""
    flat: dict[Pattern, None] = {}
    for option in options:
        if option is not NOTHING:
            flat.update(dict.fromkeys(option.parts if isinstance(option, Choice) else (option,)))
    if any(p.nullable and p is not EMPTY for p in flat):
        flat.pop(EMPTY, None)
    if not flat:
        return NOTHING
    return next(iter(flat)) if len(flat) == 1 else _made(Choice, tuple(flat))


def group(first: Pattern, second: Pattern, kind: type[Group] = Group) -> Pattern:
    """A pattern that matches both, in this order (or, with kind Interleave, mixed)."""
    if first is NOTHING or second is NOTHING:
        return NOTHING
    if first is EMPTY:
        return second
    return first if second is EMPTY else _made(kind, (first, second))


def one_or_more(pattern: Pattern) -> Pattern:
    """A pattern that matches this one once or more."""
    return pattern if pattern in (NOTHING, EMPTY) else _made(OneOrMore, (pattern,))


def list_of(pattern: Pattern) -> Pattern:
    """A pattern that matches a string of words."""
    return _made(List, (pattern,))


Leaf = Callable[[Pattern], Pattern]
"""What is left of an element, attribute, text or data pattern: NOTHING if it does not match."""


def _step(pattern: Pattern, leaf: Leaf, anywhere: bool) -> Pattern:
    """What is left of a pattern after one of its leaves; with `anywhere`, the parts of a group come in any order."""
    if isinstance(pattern, Choice):
        return choice(_step(p, leaf, anywhere) for p in pattern.parts)
    if isinstance(pattern, OneOrMore):
        return group(_step(pattern.parts[0], leaf, anywhere), choice((pattern, EMPTY)))
    if isinstance(pattern, Group):
        kind = type(pattern)
        first, second = pattern.parts
        one = group(_step(first, leaf, anywhere), second, kind)
        if anywhere or kind is Interleave or first.nullable:
            return choice(
                (one, group(first if anywhere or kind is Interleave else EMPTY, _step(second, leaf, anywhere), kind))
            )
        return one
    return leaf(pattern)


@cache
def after_element(pattern: Pattern, name: str) -> Pattern:
    """What may follow an element of this name; NOTHING if it may not come now."""
    return _step(pattern, lambda p: EMPTY if isinstance(p, Element) and name in p.name else NOTHING, False)


@cache
def after_text(pattern: Pattern) -> Pattern:
    """What may follow text; NOTHING if text may not come now."""
    return _step(pattern, lambda p: p if p is TEXT else NOTHING, False)


@cache
def values_of(pattern: Pattern, name: str) -> tuple[Pattern, ...]:
    """The patterns for the value of an attribute of this name."""
    values = (p.parts[0] for p in leaves(pattern) if isinstance(p, Attribute) and name in p.name)
    return tuple(dict.fromkeys(values))


@cache
def after_attribute(pattern: Pattern, name: str, values: tuple[Pattern, ...]) -> Pattern:
    """What is left after an attribute whose value matches these of `values_of`; NOTHING if it may not stand here."""

    def leaf(p: Pattern) -> Pattern:
        return EMPTY if isinstance(p, Attribute) and name in p.name and p.parts[0] in values else NOTHING

    return _step(pattern, leaf, True)


@cache
def without_attributes(pattern: Pattern, missing: bool) -> Pattern:
    """The content alone: NOTHING if an attribute is still due, unless `missing` ones are passed over."""
    if isinstance(pattern, Attribute):
        return EMPTY if missing else NOTHING
    if isinstance(pattern, Choice):
        return choice(without_attributes(p, missing) for p in pattern.parts)
    if isinstance(pattern, OneOrMore):
        return one_or_more(without_attributes(pattern.parts[0], missing))
    if isinstance(pattern, Group):
        first, second = (without_attributes(p, missing) for p in pattern.parts)
        return group(first, second, type(pattern))
    return pattern


@cache
def due(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """The sets of attributes one of which must still come: ({"n", "xml:id"}, {"rend"}) says n and xml:id, or rend."""
    if isinstance(pattern, Attribute):
        return tuple(frozenset({name}) for name in pattern.name.names) or (frozenset(),)
    if isinstance(pattern, Choice):
        return _least(s for p in pattern.parts for s in due(p))
    if isinstance(pattern, OneOrMore):
        return due(pattern.parts[0])
    if isinstance(pattern, Group):
        first, second = (due(p) for p in pattern.parts)
        return _least(a | b for a in first for b in second)
    return (frozenset(),)


def _least(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The sets that hold no other of them; where an attribute may be left out, that is the empty one alone."""
    different = dict.fromkeys(sets)
    return tuple(s for s in different if not any(other < s for other in different))


def leaves(pattern: Pattern) -> Iterator[Pattern]:
    """The elements, attributes, texts and data that a pattern is made of, in the order of the grammar."""
    if isinstance(pattern, Composed) and not isinstance(pattern, (Attribute, List)):
        for part in pattern.parts:
            yield from leaves(part)
    else:
        yield pattern


@cache
def expected(pattern: Pattern) -> tuple[str, ...]:
    """The names of the elements that may come now, in the order of the grammar."""
    names = dict.fromkeys(n for p in leaves(pattern) if isinstance(p, Element) for n in p.name.names)
    return tuple(name for name in names if after_element(pattern, name) is not NOTHING)


@cache
def names_in(pattern: Pattern) -> frozenset[str]:
    """The names of all elements in a pattern, whether they may come now or later."""
    return frozenset(n for p in leaves(pattern) if isinstance(p, Element) for n in p.name.names)


@cache
def attributes_in(pattern: Pattern) -> tuple[str, ...]:
    """The names of the attributes in a pattern, in the order of the grammar."""
    return tuple(dict.fromkeys(n for p in leaves(pattern) if isinstance(p, Attribute) for n in p.name.names))


@cache
def content_of(pattern: Pattern, name: str) -> Pattern:
    """The attributes and content of the elements of this name in a pattern; NOTHING if it has none."""
    return choice(p.content for p in leaves(pattern) if isinstance(p, Element) and name in p.name)
