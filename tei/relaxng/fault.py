"""The facts of a fault, as they are found; `tei.relaxng.words` makes a Failure of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
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
    siblings: Collection[str] = ()
    """The names of all children of the element that the fault is in."""
    whose: str = ""
    """Whose the name of the element or attribute is, if it is another vocabulary's."""
    written: str = ""
    """How the element, or what is said by the attribute, is written in this grammar."""
    plain: str = ""
    """The name without the letters of other scripts that look like Latin ones."""
    namespace: str = ""
    """The namespace that the element should have been in."""
    closes: Spot | None = None
    """The element around it that can be closed before it, so that it is in order."""
    closes_into: str = ""
    """The element that could then hold it."""
    before: Spot | None = None
    """The element around it before which it could stand."""
    before_in: str = ""
    """The element that could hold it there."""
    wraps: tuple[str, ...] = ()
    """Elements that may come here and hold it, or the text."""
    nested: tuple[str, str] | None = None
    """Two elements, one in the other, that may come here and hold it, where no single one can."""
    unwraps: bool = False
    """Whether what is in the element may stand here without it."""
    tags: Edits = ()
    """The changes of the element's tags that make it the one that was meant, where it is enough to change them."""
    begins: Place | None = None
    """The element's start tag."""
    ends: Place | None = None
    """The element's end tag, if it has one of its own."""
    is_alone: bool = False
    """Whether its start tag is its end tag, too."""
    prefix: str = ""
    """What stands before the name in its tags, with the colon."""
    is_followed: bool = False
    """Whether text behind it is passed over for its sake."""
    wraps_as_it_is: frozenset[str] = frozenset()
    """Elements that may come here and hold it, need no attributes, and change nothing for what follows."""
    is_leaf: bool = False
    """Whether the element at fault is empty."""
    attribute: str = ""
    beside: str = ""
    """The other attribute that excludes this one."""
    beside_place: Place | None = None
    value: str = ""
    values: tuple[Pattern, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    """All attributes of the element."""
    is_needed: bool = True
    """Whether the element must have the attribute."""
    name_place: Place | None = None
    """The name of the attribute."""
    drop_place: Place | None = None
    """The attribute with the white space before it."""
    missing: tuple[frozenset[str], ...] = ()
    """Sets of attributes one of which, whole, is missing."""
    more: int = 0
    """How many faults like this one in the same parent are told with it."""
    elsewhere: int = 0
    """How many faults like this one in other places are told with it."""

    @property
    def likeness(self) -> tuple[str, ...]:
        """What it has in common with the faults that are told with it; see `tei.relaxng.group`."""
        around = "" if self.attribute or self.parent is None else self.parent.name
        return self.kind, self.element.name, around, self.attribute
