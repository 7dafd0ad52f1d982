"""XML, written so that the same events always give the same characters."""

from __future__ import annotations

from collections.abc import Mapping

from tei.core.source import Span

NO_ATTRIBUTES: Mapping[str, str] = {}

_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_VALUE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def _escaped(text: str, references: Mapping[str, str]) -> str:
    # Most stretches need nothing, and looking for a character is much faster than translating all of them.
    for character, reference in references.items():
        if character in text:
            text = text.replace(character, reference)
    return text


class Writer:
    """Collects start tags, text and end tags; indents what holds only elements, never what holds text.

    `origins` has one entry for each element in document order: the span it was made from.
    """

    def __init__(self) -> None:
        self._parts: list[str] = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._open: list[tuple[str, bool, int]] = []
        self._mixed = False
        self.origins: list[Span | None] = []

    def start(
        self,
        name: str,
        attributes: Mapping[str, str] = NO_ATTRIBUTES,
        origin: Span | None = None,
        *,
        mixed: bool = False,
    ) -> None:
        """Open an element; `mixed` says that it holds text, so that nothing in it may be indented."""
        self._tag(name, attributes, ">", origin)
        self._open.append((name, self._mixed, len(self._parts)))
        self._mixed = self._mixed or mixed

    def _tag(self, name: str, attributes: Mapping[str, str], end: str, origin: Span | None) -> None:
        if not self._mixed:
            self._parts.append("\n" + "  " * len(self._open))
        tag = "<" + name
        for key, value in attributes.items():
            tag += f' {key}="{_escaped(value, _IN_VALUE)}"'
        self._parts.append(tag + end)
        self.origins.append(origin)

    def text(self, characters: str) -> None:
        """Write characters into the open element."""
        if characters:
            self._parts.append(_escaped(characters, _IN_TEXT))

    def end(self) -> None:
        """Close the element that was opened last."""
        name, outer, content = self._open.pop()
        if len(self._parts) == content:
            self._parts[-1] = self._parts[-1][:-1] + "/>"
        else:
            if not self._mixed:
                self._parts.append("\n" + "  " * len(self._open))
            self._parts.append(f"</{name}>")
        self._mixed = outer

    def empty(self, name: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, origin: Span | None = None) -> None:
        """Write an element without content."""
        self._tag(name, attributes, "/>", origin)

    def leaf(
        self, name: str, text: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, origin: Span | None = None
    ) -> None:
        """Write an element that holds nothing but text."""
        self.start(name, attributes, origin, mixed=True)
        self.text(text)
        self.end()

    def close(self) -> str:
        """The whole document, ending with a line break."""
        return "".join(self._parts) + "\n"
