"""The prefixes that are in scope while a document is read."""

from __future__ import annotations

from tei.core.namespaces import XML
from tei.core.parse import Parser


class Scope(dict[str, str]):
    """From each prefix in scope to its namespace; "" is the default namespace (Namespaces in XML 1.0, section 6)."""

    def __init__(self) -> None:
        super().__init__(xml=XML)
        self._before: dict[str, list[str | None]] = {}

    def follow(self, parser: Parser) -> None:
        """Take the declarations of namespaces from a parser."""
        parser.StartNamespaceDeclHandler = self.declare
        parser.EndNamespaceDeclHandler = self.withdraw

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """A declaration begins to hold."""
        prefix = prefix or ""
        self._before.setdefault(prefix, []).append(self.get(prefix))
        self[prefix] = uri or ""

    def withdraw(self, prefix: str | None) -> None:
        """The last declaration of a prefix no longer holds."""
        prefix = prefix or ""
        before = self._before[prefix].pop()
        if before is None:
            del self[prefix]
        else:
            self[prefix] = before
