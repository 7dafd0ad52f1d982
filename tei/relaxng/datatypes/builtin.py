"""The datatypes that RELAX NG itself has (section 6.1), and those of its compatibility with DTDs (section 5 there)."""

from __future__ import annotations

from collections.abc import Iterable

from tei.relaxng.datatypes.datatype import Datatype, DatatypeError, Namespaces
from tei.relaxng.datatypes.space import collapse

COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"


class String(Datatype):
    """Any string, equal to itself."""

    def allows(self, value: str, *_: object) -> bool:
        """True."""
        return True


class Token(String):
    """Any string, equal to those that differ from it in white space only."""

    def equal(self, one: str, other: str, *_: Namespaces | None) -> bool:
        """Whether the two strings differ in white space only."""
        return one == other or collapse(one) == collapse(other)


def builtin(name: str, params: Iterable[tuple[str, str]]) -> Datatype:
    """The built-in datatype of this name. Raises DatatypeError."""
    params = tuple(params)
    if name not in ("string", "token"):
        raise DatatypeError(f"there is no built-in datatype “{name}”, only “string” and “token”")
    if params:
        raise DatatypeError(f"the built-in datatype “{name}” takes no parameters, but “{params[0][0]}” is given")
    return (String if name == "string" else Token)("", name)
