"""Name classes (RELAX NG, section 4.22): which names of elements and attributes a pattern stands for.

A name is written as its namespace, `}` and its local name, or as the local name alone where it has no namespace.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei.relaxng.definitions import Expression


def written(namespace: str, local: str) -> str:
    """A name in one string."""
    return f"{namespace}}}{local}" if namespace else local


def parts(name: str) -> tuple[str, str]:
    """The namespace and the local name."""
    namespace, _, local = name.rpartition("}")
    return namespace, local


def contains(names: Expression, name: str) -> bool:
    """Whether a name is in a name class (section 9.3.1)."""
    match names[0]:
        case "name":
            return written(names[1], names[2]) == name
        case "choice":
            return any(contains(one, name) for one in names[1:])
        case "nsName" if parts(name)[0] != names[1]:
            return False
    excepted = names[-1]
    return excepted is None or not contains(excepted, name)


def listed(names: Expression) -> Iterator[str]:
    """The names that a class lists one by one."""
    if names[0] == "name":
        yield written(names[1], names[2])
    elif names[0] == "choice":
        for one in names[1:]:
            yield from listed(one)


def is_finite(names: Expression) -> bool:
    """Whether the listed names are all that the class has."""
    return names[0] == "name" or (names[0] == "choice" and all(map(is_finite, names[1:])))
