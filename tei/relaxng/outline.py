"""What a grammar says of an element wherever it stands: for documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tei.relaxng.expect import Names, attribute_names, is_needed, required
from tei.relaxng.pattern import Pattern
from tei.relaxng.patterns import Patterns
from tei.relaxng.values import in_words, is_list, listed
from tei.relaxng.vocabulary import Vocabulary, clark


@dataclass(frozen=True)
class AttributeOutline:
    """An attribute of an element; the name is in Clark notation."""

    name: str
    needed: bool
    """Whether the element must always have it."""
    values: tuple[str, ...]
    """The values that are listed one by one."""
    words: str
    """What else it takes, in words."""
    several: bool
    """Whether its value may be several words."""


@dataclass(frozen=True)
class Outline:
    """An element; names are in Clark notation. Where a grammar has several of one name, what they have together."""

    name: str
    documentation: str
    """What the grammar says of it."""
    holders: tuple[str, ...]
    """The elements that may hold it."""
    elements: tuple[str, ...]
    """The elements that it may hold, in the order of the grammar."""
    needed: tuple[frozenset[str], ...]
    """Sets of elements of which each must have one in it."""
    text: bool
    """Whether it may hold text."""
    words: str
    """What form this text must have, in words; "" where any text will do."""
    attributes: tuple[AttributeOutline, ...]


def outline(name: str, names: Names, patterns: Patterns, vocabulary: Vocabulary) -> Outline:
    """What a grammar says of the elements of this name, which is one of its `names`."""
    indexes = names.elements[name]
    documentation = (patterns.definitions.elements[index].documentation for index in indexes)
    start = patterns.choice(patterns.element(index).content for index in indexes)
    content = start.close(patterns.empty)
    return Outline(
        clark(name),
        next(filter(None, documentation), ""),
        tuple(map(clark, names.holders.get(name, ()))),
        tuple(map(clark, names.inside(name))),
        tuple(frozenset(map(clark, group)) for group in required(content)),
        content.data or content.text("text") is not patterns.not_allowed,
        in_words([content], vocabulary) if content.data else "",
        tuple(_attributes(start, vocabulary)),
    )


def _attributes(start: Pattern, vocabulary: Vocabulary) -> Iterator[AttributeOutline]:
    for name in sorted(attribute_names(start)):
        values = tuple(start.attribute(name))
        yield AttributeOutline(
            clark(name),
            is_needed(start, name),
            tuple(value for value in listed(values) if value.strip()),
            in_words(values, vocabulary),
            is_list(values),
        )
