"""What a document says in its DOCTYPE, and the entities that it refers to, read within its reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any
from xml.parsers import expat

from tei.core.address import joined
from tei.core.diagnostic import Diagnostic, Label, Refused, and_more, refusal
from tei.core.reach import Reach, Unreachable
from tei.core.source import Source, Span
from tei.core.stream import Stored, chunks, excerpt

Tell = Callable[[Diagnostic], None]

_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
_REFERENCE = re.compile(rb"&([^\s#&;<>\"']+);")
_MARKUP = re.compile(r"<[^<>]*>|[&%][^\s;<>]*;")
_LONGEST_NAME = 1000
_ALLOWED_GROWTH = 1 << 20
_ALLOWED_FACTOR = 100
_COST = 1000
"""What it costs to open a file is worth so many bytes."""
_LINES = 20
"""So many lines of a large file are looked at for the end of a tag."""

_GROWN = 43
"""expat's code for input that its entities amplify more than a hundred times (XML_ERROR_AMPLIFICATION_LIMIT_BREACH)."""


class External(Exception):
    """Raised where the text of a document goes on in another file, and its parser alone cannot follow."""


class _Growth:
    """How much has been included, and how much there was to be included, in bytes."""

    def __init__(self, source: Source) -> None:
        self._sizes = {"": _size(source)}
        self.total = 0

    def add(self, path: str, source: Source) -> bool:
        """Take in a file; whether what is included is now beyond measure."""
        self._sizes.setdefault(path, _size(source))
        self.total += self._sizes[path]
        return self.total > max(_ALLOWED_GROWTH, _ALLOWED_FACTOR * sum(self._sizes.values()))


def _size(source: Source) -> int:
    return _COST + (source.size if isinstance(source, Stored) else len(source.text))


class Reading:
    """The files of one document that are open at the moment, each with its parser; the last is the one being read."""

    def __init__(self, source: Source, tell: Tell) -> None:
        self.reach = Reach(source)
        self.tell = tell
        self.parsers: list[Any] = []
        self.sources: list[Source] = []
        self._growth = _Growth(source)

    def grow(self, name: str, source: Source) -> None:
        """Note that a file is drawn on. Raises Refused (X107) if all that is read grows beyond measure."""
        if self._growth.add(name, source):
            message = (
                f"with what it draws on the document would have more than {self._growth.total >> 20} million bytes"
            )
            raise refusal("X107", message, "draw on each file fewer times", self.here())

    def feed(self, parser: Any, source: Source, *, whole: bool = False, own: bool = False) -> None:
        """Give a file, `whole` or an entity of a document, to a parser, to its end.

        Raises Refused: X101 for a file that is not well-formed, with its place, X107 where entities grow without end;
        that the document's `own` file is not well-formed is left to expat.ExpatError.
        """
        self.parsers.append(parser)
        self.sources.append(source)
        try:
            for piece in _growing(chunks(source), parser):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            if own and error.code != _GROWN:
                raise
            raise self._refused(error, whole=whole or own) from None
        finally:
            self.parsers.pop()
            self.sources.pop()

    def _refused(self, error: expat.ExpatError, *, whole: bool) -> Refused:
        source = self.sources[-1]
        if whole:
            from tei.core.wellformed import faults

            if found := faults(source):
                return Refused(*found)
        label = place(source, error.lineno, error.offset + 1)
        words = expat.ErrorString(error.code)
        if error.code == _GROWN:
            return refusal("X107", "the entities of the document grow beyond measure", "use fewer of them", label)
        cure = f"mend {source.name}, which {self.sources[0].name} draws on"
        return refusal("X101", f"not well-formed XML: {words}", cure, label)

    def here(self, text: str = "") -> Label:
        """The place that is being read."""
        parser = self.parsers[-1]
        return place(self.sources[-1], parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, text)


class References:
    """Follows the references of one file to its DTD and its entities, through the handlers of its parser."""

    def __init__(self, reading: Reading, source: Source, *, follow: bool) -> None:
        self._reading = reading
        self._source = source
        self._follow = follow
        self._dtd = ""
        self._declared: set[str] = set()
        self._external = False
        self._unread = ""
        self._undefined: dict[str, tuple[Label, int]] = {}

    def attach(self, parser: Any, address: str) -> None:
        """Set the handlers that declarations and references need; `address` is that of the file."""
        parser.SetBase(address)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        parser.EntityDeclHandler = self._declare
        parser.ExternalEntityRefHandler = self._refer
        parser.SkippedEntityHandler = self._skip

    def _declare(self, name: str, is_parameter: int, *rest: object) -> None:
        if not is_parameter:
            self._declared.add(name)

    def _refer(self, context: str | None, base: str, system: str | None, public: str | None) -> int:
        if context is not None and not self._follow:
            raise External
        reading = self._reading
        self._external = self._external or context is None
        try:
            source, address = reading.reach.file(joined(base, system or ""), public)
        except Unreachable as unreachable:
            self._tell_unread(context, system or "", unreachable)
            return 1
        reading.grow(source.name, source)
        parser = reading.parsers[-1].ExternalEntityParserCreate(context, "utf-8")
        parser.SetBase(address)
        reading.feed(parser, source)
        return 1

    def _tell_unread(self, context: str | None, system: str, unreachable: Unreachable) -> None:
        if context is None:
            self._unread = self._unread or system
            message = f"the DTD {system} was not read: {unreachable.reason}"
            cure = f"its entities and default values are unknown; {unreachable.cure}"
            label = _declaration(self._reading.here())
            self._reading.tell(Diagnostic("X104", "warning", message, (label,), cure))
            return
        name = context.rpartition("\f")[2]
        message = f"the text of the entity &{name}; was not read from {system}: {unreachable.reason}"
        self._reading.tell(Diagnostic("X103", "error", message, (self._reading.here(),), unreachable.cure))

    def _skip(self, name: str, is_parameter: int) -> None:
        if is_parameter:
            self._external = True
            self._unread = self._unread or f"%{name};"
            message = f"the parameter entity %{name}; is not defined"
            cure = "declarations after it are not read: declare it before, or take it away"
            self._reading.tell(Diagnostic("X104", "warning", message, (self._reading.here(),), cure))
        else:
            self._count(name, self._reading.here)

    def _count(self, name: str, place: Callable[[str], Label]) -> None:
        first, times = self._undefined.get(name) or (place("not defined"), 0)
        self._undefined[name] = first, times + 1

    def finish(self) -> None:
        """Tell the references whose entities nothing declares that was read; expat passes over them (X105)."""
        if self._external:
            self._find_in_attributes()
        for name, (first, times) in self._undefined.items():
            more = and_more(times - 1)
            message = f"the entity &{name}; is not defined{more}"
            cure = "declare it in the DOCTYPE, or write the characters that it stands for"
            if self._unread:
                cure = f"its declaration may be in {self._unread}, which was not read: {cure}"
            self._reading.tell(Diagnostic("X105", "error", message, (first,), cure))

    def _find_in_attributes(self) -> None:
        """Of what it passes over in the values of attributes expat says nothing."""
        if not self._unknown_names():
            return
        # Rare enough that all characters may be in memory.
        from tei.core.edition import TAG

        for tag in TAG.finditer(self._source.text):
            if tag["end"] is None and tag.group()[1] not in "!?":
                for found in re.finditer(r"&([^\s#&;<>\"']+);", tag.group()):
                    if found[1] not in self._declared and found[1] not in _PREDEFINED:
                        start = tag.start() + found.start()
                        span = Span(start, start + len(found[0]))
                        self._count(found[1], partial(Label, self._source, span))

    def _unknown_names(self) -> set[str]:
        names: set[bytes] = set()
        rest = b""
        for piece in chunks(self._source):
            names.update(_REFERENCE.findall(rest + piece))
            rest = (rest + piece)[-_LONGEST_NAME:]
        return {name.decode("utf-8", "replace") for name in names} - self._declared - _PREDEFINED


def _growing(pieces: Iterable[bytes], parser: Any) -> Iterator[bytes]:
    """The pieces, several as one where the parser makes no headway.

    It reads a comment, or a tag, again from its beginning with every piece until it ends.
    """
    held: list[bytes] = []
    size = least = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= least:
            before = parser.CurrentByteIndex
            yield b"".join(held)
            least = 2 * size if parser.CurrentByteIndex == before else 0
            held.clear()
            size = 0
    yield b"".join(held)


def _declaration(label: Label) -> Label:
    """All of the DOCTYPE, of which expat tells the end."""
    end = label.span.end
    start = label.source.text.rfind("<!DOCTYPE", 0, end)
    return Label(label.source, Span(start, end)) if start >= 0 and label.source[label.span] == ">" else label


def place(source: Source, line: int, column: int, text: str = "") -> Label:
    """The tag, instruction, reference or character at a line and a column, both counted from 1."""
    shown = excerpt(source, line, line + _LINES)
    start = shown.offset(line, column)
    found = _MARKUP.match(shown.text, start)
    return Label(shown, Span(start, found.end() if found else start + 1), text)
