"""The facts of a fault, as they are found; `tei.relaxng.words` makes a Failure of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tei.core.source import Source
from tei.relaxng.failure import Kind, Place
from tei.relaxng.pattern import Pattern

Edits = tuple[tuple[Place, str], ...]


class Spot(NamedTuple):
    """An element, by its name and the place of its start tag."""

    name: str
    line: int
    column: int
    source: Source

    def place(self, text: str = "") -> Place:
        """The beginning of its start tag."""
        end = self.column + len(self.name.rpartition("}")[2]) + 1
        return Place(self.source, self.line, self.column, self.line, end, text)


@dataclass
class Fault:
    """A fault: its kind and place, the element it is found at, and what there is to say about it.

    `state` is the pattern that the element, the text or the end should have matched, `whole` that of the content of
    the parent, or for attributes of the start tag before them.
    """

    kind: Kind
    place: Place
    element: Spot
    parent: Spot | None = None
    state: Pattern | None = None
    whole: Pattern | None = None
    previous: Spot | None = None
    """The last child of the parent that was in order."""
    earlier: Spot | None = None
    """The child before which a misplaced element would have been in order."""
    again: Spot | None = None
    """An element of the same name before it, where only one may come."""
    later: Spot | None = None
    """The child that should have come before this one, but comes after it."""
    names: tuple[str, ...] = ()
    """Elements that are missing, or the element or attribute that an unknown name was taken for."""
    fits: bool = False
    """Whether the element, with the name it was taken for and all that is in it, is in order."""
    namespace: str = ""
    """The namespace that the element should have been in."""
    closes: Spot | None = None
    """The element around it that can be closed before it, so that it is in order."""
    wraps: tuple[str, ...] = ()
    """Elements that may come here and hold it, or the text."""
    nested: tuple[str, str] | None = None
    """Two elements, one in the other, that may come here and hold it, where no single one can."""
    unwraps: bool = False
    """Whether what is in the element may stand here without it."""
    tags: Edits = ()
    """The names in the element's start and end tags, where they can be exchanged for another name."""
    is_leaf: bool = False
    """Whether the element at fault is empty."""
    attribute: str = ""
    beside: str = ""
    """The other attribute that excludes this one."""
    beside_place: Place | None = None
    value: str = ""
    values: tuple[Pattern, ...] = ()
    missing: tuple[frozenset[str], ...] = ()
    """Sets of attributes one of which, whole, is missing."""
    more: int = 0
    """How many faults like this one in the same parent are told with it."""
