"""Where in a document a tag, an attribute, a value or a text stands, while a parser reads it."""

from __future__ import annotations

import re

from tei.core.edition import TAG
from tei.core.parse import Parser
from tei.core.source import Source
from tei.core.stream import excerpt
from tei.relaxng.failure import Place
from tei.relaxng.fault import Spot
from tei.relaxng.pattern import BLANK
from tei.relaxng.scope import Scope

_TAG = re.compile(TAG.pattern.encode("ascii"), re.DOTALL)
_NAME = re.compile(r"</?(?:[^\s/>:]+:)?([^\s/>:]+)")
_ATTRIBUTE = re.compile(r"""(?<=\s)([^\s=<>"'/]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")


LINES = 20
"""Over so many lines a tag is looked for."""

LONGEST = 100_000
"""So many characters a tag may have."""


class Places:
    """Tells places by the parser's own, and what it has just read."""

    def __init__(self, parser: Parser, source: Source) -> None:
        self._parser = parser
        self._source = source
        # Only what stands for several parsers has a source of its own, which changes.
        self._follows = hasattr(type(parser), "source")
        self._text = (1, 1)
        self._here: tuple[Source, int, int] | None = None
        self._tag = ""
        self._attributes: dict[str, re.Match[str]] = {}
        self.namespaces = Scope()
        """The prefixes in scope; "" is the default namespace."""

    @property
    def source(self) -> Source:
        """The file that is being read now."""
        return self._parser.source if self._follows else self._source

    def spot(self, name: str) -> Spot:
        """The element whose start tag has just been read."""
        return Spot(name, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1, self.source)

    def _raw(self) -> str:
        """The characters of the tag that has just been read; "" where it stands in an entity."""
        source, line, column = self.source, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        # The parser copies all that it has read ahead, so it is asked once for each tag.
        if self._here is None or self._here[0] is not source or self._here[1:] != (line, column):
            self._here = source, line, column
            found = _TAG.match(self._parser.GetInputContext() or b"")
            self._tag = found.group().decode("utf-8") if found else ""
            self._attributes = {}
        return self._tag

    def tag(self, text: str = "") -> Place:
        """The tag that has just been read, whole."""
        return self._within(0, len(self._raw()) or 1, text)

    def name(self) -> Place:
        """The name in the tag that has just been read, start tag or end tag; without its prefix."""
        found = _NAME.match(self._raw())
        return self._within(*found.span(1)) if found else self.tag()

    @property
    def written(self) -> str:
        """The local name in the tag that has just been read, as it is written."""
        found = _NAME.match(self._raw())
        return found[1] if found else ""

    def is_empty_tag(self) -> bool:
        """Whether the start tag that has just been read is that of an empty element, `<lb/>`."""
        return self._raw().endswith("/>")

    def prefix(self) -> str:
        """What stands before the name in the start tag that has just been read, with the colon."""
        found = re.match(r"<([^\s/>:]+:)", self._raw())
        return found[1] if found else ""

    def attribute(self, name: str, text: str = "", *, value: bool = False) -> Place:
        """An attribute in the start tag that has just been read; with `value`, what stands in its quotes."""
        found = self._attribute(name)
        if not found:
            return self.tag(text)
        quoted = "double" if found["double"] is not None else "single"
        return self._within(*found.span(quoted if value and found[quoted] else 0), text)

    def attribute_name(self, name: str) -> Place | None:
        """The name of an attribute as it is written there; None where it cannot be seen."""
        found = self._attribute(name)
        return self._within(*found.span(1)) if found else None

    def attribute_and_blank(self, name: str) -> Place | None:
        """An attribute and the character before it; None where it cannot be seen."""
        found = self._attribute(name)
        return self._within(found.start() - 1, found.end()) if found else None

    def _attribute(self, name: str) -> re.Match[str] | None:
        namespace, _, local = name.rpartition("}")
        prefixes = [p for p, uri in self.namespaces.items() if p and uri == namespace] if namespace else []
        written = {f"{prefix}:{local}" for prefix in prefixes} or {local}
        raw = self._raw()
        if not self._attributes:
            self._attributes = {found[1]: found for found in _ATTRIBUTE.finditer(raw)}
        return next((self._attributes[each] for each in written if each in self._attributes), None)

    def mark(self, text: str) -> None:
        """Keep the place of the first character of this text that is not white space."""
        before = text[: len(text) - len(text.lstrip(BLANK))]
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        self._text = _moved(line, column, before)

    def marked(self, text: str, label: str = "") -> Place:
        """The place of the text, whose beginning was kept."""
        line, column = self._text
        first = text.strip(BLANK).partition("\n")[0]
        return Place(self.source, line, column, line, column + max(len(first), 1), label)

    def _within(self, start: int, end: int, text: str = "") -> Place:
        """A stretch of the tag that has just been read."""
        raw = self._raw()
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        first = _moved(line, column, raw[:start])
        return Place(self.source, *first, *_moved(*first, raw[start:end] or "<"), text)


class Reader:
    """What a parser would tell that has just read the tag at a line and column of a source."""

    def __init__(self, source: Source, line: int, column: int) -> None:
        self.CurrentLineNumber = line
        self.CurrentColumnNumber = column - 1
        lines = excerpt(source, line, line + LINES)
        start = lines.offset(line, column)
        # Behind the line, as many characters as a tag can have.
        rest = lines.text[start : start + LONGEST].encode("utf-8", "replace")
        self.GetInputContext = lambda: rest


def _moved(line: int, column: int, over: str) -> tuple[int, int]:
    """The line and column behind a text that begins at this line and column."""
    if "\n" not in over and "\r" not in over:
        return line, column + len(over)
    breaks = len(re.findall(r"\r\n?|\n", over))
    return line + breaks, len(re.split(r"\r\n?|\n", over)[-1]) + 1
