"""Whether two name classes, or two patterns' sets of them, have a name in common (RELAX NG, section 7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tei.relaxng.definitions import Expression
from tei.relaxng.nameclass import contains, is_finite, listed, written
from tei.relaxng.simple import Pattern

_OTHER = "\0"
"""Stands for a namespace, and for a local name, that no schema mentions."""


@dataclass(slots=True)
class Named:
    """Elements or attributes by their names; those whose name classes have no end stand apart."""

    finite: dict[str, Pattern] = field(default_factory=dict)
    infinite: list[Pattern] = field(default_factory=list)

    @classmethod
    def of(cls, pattern: Pattern) -> Named:
        """One element or attribute."""
        if is_finite(pattern.names):
            return cls(dict.fromkeys(listed(pattern.names), pattern))
        return cls({}, [pattern])

    def add(self, other: Named) -> None:
        """Take in others."""
        for name, one in other.finite.items():
            self.finite.setdefault(name, one)
        self.infinite += (one for one in other.infinite if one not in self.infinite)

    def clash(self, other: Named) -> tuple[str, Pattern, Pattern] | None:
        """A name that one of these and one of the others both have, and the two; None if there is none."""
        for name in other.finite:
            if name in self.finite:
                return name, self.finite[name], other.finite[name]
        for mine in self.infinite:
            for name, theirs in other.finite.items():
                if contains(mine.names, name):
                    return name, mine, theirs
        for theirs in other.infinite:
            for name, mine in self.finite.items():
                if contains(theirs.names, name):
                    return name, mine, theirs
        for mine in self.infinite:
            for theirs in other.infinite:
                shared = common(mine.names, theirs.names)
                if shared is not None:
                    return shared, mine, theirs
        return None


def union(parts: Iterable[Named]) -> Named:
    """All of them in one."""
    found = Named()
    for part in parts:
        found.add(part)
    return found


def common(one: Expression, other: Expression) -> str | None:
    """A name in both classes, as `nameclass.written` has it; None if there is none.

    It is enough to try the names that the classes mention and one that they do not for each namespace, and for none
    of these.
    """
    for names in (one, other):
        for name in _candidates(names):
            if contains(one, name) and contains(other, name):
                return name
    return None


def shown(name: str) -> str:
    """A name in a message; "" for a name that stands for any."""
    local = name.rpartition("}")[2]
    return "" if local == _OTHER else local


def _candidates(names: Expression) -> Iterator[str]:
    match names[0]:
        case "name":
            yield written(names[1], names[2])
        case "choice":
            for one in names[1:]:
                yield from _candidates(one)
        case _:
            yield written(names[1] if names[0] == "nsName" else _OTHER, _OTHER)
            if names[-1] is not None:
                yield from _candidates(names[-1])
