"""The characters of a file as they are written in it, and where in them stands what was read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from re import finditer

from tei.core.diagnostic import Refused
from tei.core.encodings import characters, declared, detected
from tei.core.source import Source, Span

_READ = "UTF-8"
"""The name that stands in the declaration of what a parser reads, see `tei.core.encodings.characters`."""

_NOWHERE = (-1 << 60, 0)


@dataclass(frozen=True)
class Written:
    """The characters of one file, its byte order mark, and the encoding that both are in."""

    name: str
    mark: bytes
    encoding: str
    text: str = field(repr=False)

    @classmethod
    def of(cls, data: bytes, name: str) -> Written:
        """The characters in these bytes: in the encoding of the file, or, where it is not in that, in UTF-8.

        Raises Refused (X102) if they are in neither.
        """
        encoding, mark = detected(data)
        try:
            characters(data, name)
        except Refused as refused:
            # What is wrong may be the declaration only.
            try:
                return cls(name, data[:mark], "utf-8", data[mark:].decode("utf-8"))
            except UnicodeDecodeError:
                raise refused from None
        return cls(name, data[:mark], encoding, data[mark:].decode(encoding))

    def encoded(self, text: str) -> bytes:
        """The bytes of other characters in its place; those that the encoding does not have as references."""
        return self.mark + text.encode(self.encoding, "xmlcharrefreplace")

    @cached_property
    def read(self) -> str:
        """The characters as a parser reads them."""
        name = self._name
        return self.text[: name.start] + _READ + self.text[name.end :] if name else self.text

    @cached_property
    def _name(self) -> Span | None:
        return declared(self.text)

    @cached_property
    def _bases(self) -> dict[int, tuple[Source, int, int]]:
        return {}

    @cached_property
    def _lines(self) -> list[int]:
        """Where every line begins: what is an excerpt of a file begins at one of them."""
        return [0, *(found.end() for found in finditer("\n", self.text))]

    def span(self, source: Source, span: Span) -> Span | None:
        """Where a stretch of what was read of the file, whole or as an excerpt, is written; None if it is not of it.

        So it is, too, if the name of the encoding is in it, which is not what was read.
        """
        if id(source) not in self._bases:
            # The source is kept with it, so that no other one can have its id.
            self._bases[id(source)] = source, *self._base(source)
        _, base, shift = self._bases[id(source)]
        start, end = span.start + base, span.end + base
        if base == _NOWHERE[0] or not 0 <= start <= end <= base + len(source.text):
            return None
        if not shift or self._name is None or end <= self._name.start:
            return Span(start, end)
        if start < self._name.start + len(_READ):
            return None
        return Span(start + shift, end + shift)

    def _base(self, source: Source) -> tuple[int, int]:
        """Where a source begins, and how far away is what is behind the name of the encoding; _NOWHERE."""
        if source.name != self.name:
            return _NOWHERE
        if source.first == 1 and source.text == self.read:
            return 0, len(self.text) - len(self.read)
        if source.first > len(self._lines):
            return _NOWHERE
        # An excerpt is cut from the bytes of the file, with its byte order mark.
        text, base = source.text.removeprefix("\ufeff"), self._lines[source.first - 1]
        return (base - len(source.text) + len(text), 0) if self.text.startswith(text, base) else _NOWHERE
