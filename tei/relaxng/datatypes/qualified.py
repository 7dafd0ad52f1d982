"""Names with a prefix that stands for a namespace (XML Schema part 2, sections 3.2.18 and 3.2.19)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property

from tei.core.namespaces import XML
from tei.relaxng.datatypes.datatype import Namespaces
from tei.relaxng.datatypes.names import Names
from tei.relaxng.datatypes.type import PATTERN, Type, quoted


class Qualified(Type):
    """QName and NOTATION: pairs of a namespace and a name without colons."""

    facets = PATTERN
    checked = True
    needs_namespaces = True

    def __init__(self, name: str) -> None:
        super().__init__(name, "a name with a prefix or without", "")
        self._part = Names("NCName", "a part of a name")

    @cached_property
    def match(self) -> Callable[[str], object]:
        """Whether the text is one name, or two with a colon between them."""
        part = self._part.match

        def match(text: str) -> bool:
            prefix, colon, local = text.partition(":")
            return bool(part(prefix) and (not colon or part(local)))

        return match

    def fault(self, text: str, namespaces: Namespaces, entities: Collection[str]) -> str:
        """Which prefix is not declared."""
        prefix, colon, _ = text.partition(":")
        if colon and prefix != "xml" and prefix not in namespaces:
            return f"the prefix {quoted(prefix)} is not declared"
        return ""

    def explain(self, text: str) -> str:
        """Which part is not a name."""
        if text.count(":") > 1:
            return f"{quoted(text)} has more than one colon"
        for part in text.split(":"):
            if not self._part.match(part):
                return self._part.explain(part)
        raise AssertionError(text)

    def value(self, text: str, namespaces: Namespaces) -> tuple[str, str]:
        """The namespace and the name in it."""
        prefix, colon, local = text.partition(":")
        if not colon:
            return namespaces.get("", ""), prefix
        return XML if prefix == "xml" else namespaces[prefix], local


TYPES: dict[str, Callable[[str], Type]] = {
    "QName": Qualified,
    "NOTATION": Qualified,
}
