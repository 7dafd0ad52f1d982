"""What a datatype of any library can be asked (RELAX NG, section 4.3 and section 9.3.8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal

Namespaces = Mapping[str, str]
"""From each prefix to its namespace; the empty prefix stands for the default namespace."""

IdType = Literal["", "ID", "IDREF", "IDREFS"]

Parameters = tuple[tuple[str, str], ...]


class DatatypeError(ValueError):
    """Raised for a datatype that a schema cannot have: its library, its name or a parameter is wrong."""


class Datatype:
    """A set of strings with an equality: a datatype of a library with its parameters."""

    needs_namespaces = False
    """Whether an answer depends on the namespaces where the value stands."""

    needs_entities = False
    """Whether an answer depends on the unparsed entities of the document."""

    id_type: IdType = ""
    """What the datatype is to ID, IDREF and IDREFS (RELAX NG DTD Compatibility, section 5)."""

    def __init__(self, library: str, name: str, params: Iterable[tuple[str, str]] = ()) -> None:
        self.library = library
        self.name = name
        self.params: Parameters = tuple(params)

    def __repr__(self) -> str:
        return f"Datatype({self.library!r}, {self.name!r}, {self.params!r})"

    def allows(self, value: str, namespaces: Namespaces | None = None, entities: Collection[str] = ()) -> bool:
        """Whether the value is in the datatype; `entities` are the names of the document's unparsed entities."""
        return not self.reason(value, namespaces, entities)

    @property
    def quick(self) -> Callable[[str], object]:
        """What tells at once that a value is allowed; of what it says no to, `allows` may still say yes."""
        return self.allows

    def equal(
        self,
        one: str,
        other: str,
        namespaces: Namespaces | None = None,
        other_namespaces: Namespaces | None = None,
    ) -> bool:
        """Whether two strings stand for the same value; False where one of them stands for none.

        `one` is the schema's string with the schema's namespaces, `other` the document's with the document's.
        """
        return one == other

    def reason(self, value: str, namespaces: Namespaces | None = None, entities: Collection[str] = ()) -> str:
        """In a few words, why the value is not in the datatype; "" if it is."""
        return ""
