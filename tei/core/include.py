"""A document in several files as the events of one: XInclude 1.0 and external entities."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.parsers import expat

from tei.core.address import address_of, joined, path_of
from tei.core.diagnostic import Diagnostic, Refused, Severity, refusal
from tei.core.names import NC_NAME
from tei.core.namespaces import XINCLUDE, XML
from tei.core.reach import Unreachable
from tei.core.references import Reading, References, Tell, place
from tei.core.source import FORBIDDEN, Source
from tei.core.stream import Stored

_XI = f"{XINCLUDE}}}"
_INCLUDE, _FALLBACK = f"{_XI}include", f"{_XI}fallback"
_BASE, _LANGUAGE, _ID = f"{XML}}}base", f"{XML}}}lang", f"{XML}}}id"

_POINTER = re.compile(rf"\s*(?:({NC_NAME.pattern})|element\(({NC_NAME.pattern})\))\s*")
_DEEPEST = 40


@dataclass
class _File:
    """A file that is read as part of the document; `wanted` is the id of the one element that is, "" is all of it."""

    source: Source
    address: str
    wanted: str = ""
    included: bool = True
    around: str = ""
    """The base address of the element that it is included into."""
    language: str = ""
    """The language of that element."""
    depth: int = 0
    found: bool = False

    def __post_init__(self) -> None:
        path = os.path.realpath(path_of(self.address) or self.address)
        self.key = path, self.wanted
        """What a circle of inclusions comes back to (XInclude, section 4.2.7)."""


@dataclass
class _Include:
    """An `xi:include` whose end has not come."""

    href: str
    source: Source
    line: int
    column: int
    failure: Unreachable | None = None
    depth: int = 0
    fallback: bool = False
    in_fallback: bool = False


class Joined:
    """Stands for the parsers of a document's files: handlers that are set here get the events of all of them."""

    # What else is set would be set in vain, and is an error.
    __slots__ = (
        "CharacterDataHandler",
        "EndElementHandler",
        "EndNamespaceDeclHandler",
        "StartElementHandler",
        "StartNamespaceDeclHandler",
        "_bases",
        "_files",
        "_includes",
        "_languages",
        "_prefixes",
        "_reading",
        "buffer_text",
        "ordered_attributes",
    )

    def __init__(self, source: Source, tell: Tell) -> None:
        self.StartElementHandler: Callable[[str, Any], Any] | None = None
        self.EndElementHandler: Callable[[str], Any] | None = None
        self.CharacterDataHandler: Callable[[str], Any] | None = None
        self.StartNamespaceDeclHandler: Callable[[str | None, str | None], Any] | None = None
        self.EndNamespaceDeclHandler: Callable[[str | None], Any] | None = None
        self.ordered_attributes = False
        self.buffer_text = False
        self._reading = Reading(source, tell)
        self._files = [_File(source, address_of(source.name), included=False)]
        self._includes: list[_Include] = []
        self._bases: list[tuple[Any, str]] = []
        self._languages = [""]
        self._prefixes: list[str | None] = []

    @property
    def source(self) -> Source:
        """The file that is being read."""
        return self._reading.sources[-1]

    @property
    def outer_byte(self) -> int:
        """The byte of the document's own file that is being read, or where it draws on the one that is."""
        byte: int = self._reading.parsers[0].CurrentByteIndex
        return byte

    def __getattr__(self, name: str) -> Any:
        """All else, such as `CurrentLineNumber`, is that of the parser which reads at the moment."""
        return getattr(self._reading.parsers[-1], name)

    def read(self) -> None:
        """Read the document. Raises as `tei.core.parse.parse` does."""
        self._read(self._files[-1])

    def _read(self, file: _File) -> None:
        parser = expat.ParserCreate("utf-8", "}")
        references = References(self._reading, file.source, follow=True)
        references.attach(parser, file.address)
        parser.ordered_attributes = True
        parser.buffer_text = self.buffer_text
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._withdraw
        self._reading.feed(parser, file.source, whole=file.included, own=not file.included)
        references.finish()

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._prefixes.append(prefix)
        if self.StartNamespaceDeclHandler:
            self.StartNamespaceDeclHandler(prefix, uri)

    def _withdraw(self, prefix: str | None) -> None:
        del self._prefixes[len(self._prefixes) - 1 - self._prefixes[::-1].index(prefix)]
        if self.EndNamespaceDeclHandler:
            self.EndNamespaceDeclHandler(prefix)

    def _start(self, name: str, attributes: list[str]) -> None:
        include = self._includes[-1] if self._includes else None
        if include and not include.in_fallback:
            self._start_inside(include, name)
            return
        file = self._files[-1]
        values = dict(zip(attributes[::2], attributes[1::2], strict=True))
        selected = not file.wanted or file.depth or (not file.found and values.get(_ID) == file.wanted)
        if selected and name.startswith(_XI):
            file.found = True
            if name != _INCLUDE:
                message = f"<{name.removeprefix(_XI)}> of XInclude stands outside of <include>"
                raise self._refused(message, "only <fallback> is allowed, and only in <include>")
            self._includes.append(self._include(values))
            return
        self._bases.append((self._reading.parsers[-1], joined(self._base(), values.get(_BASE, ""))))
        self._languages.append(values.get(_LANGUAGE, self._languages[-1]))
        if not selected:
            return
        file.found = True
        if file.included and not file.depth:
            self._mend(file, attributes)
        file.depth += 1
        if self.StartElementHandler:
            ordered = self.ordered_attributes
            given = attributes if ordered else dict(zip(attributes[::2], attributes[1::2], strict=True))
            self.StartElementHandler(name, given)

    def _end(self, name: str) -> None:
        include = self._includes[-1] if self._includes else None
        if include and include.in_fallback and name == _FALLBACK:
            include.in_fallback = False
        elif include and not include.in_fallback:
            if include.depth:
                include.depth -= 1
            else:
                self._settle(self._includes.pop())
        else:
            self._bases.pop()
            self._languages.pop()
            file = self._files[-1]
            if file.depth or not file.wanted:
                file.depth -= 1
                if self.EndElementHandler:
                    self.EndElementHandler(name)

    def _text(self, text: str) -> None:
        file = self._files[-1]
        shown = file.depth or not file.wanted
        if shown and self.CharacterDataHandler and (not self._includes or self._includes[-1].in_fallback):
            self.CharacterDataHandler(text)

    def _start_inside(self, include: _Include, name: str) -> None:
        """An element in an `xi:include`: the fallback for what is missing, or of no concern."""
        if not include.depth and name.startswith(_XI):
            if name != _FALLBACK or include.fallback:
                raise self._refused(
                    f"<{name.removeprefix(_XI)}> stands in <include>", "<include> may have one <fallback> and no more"
                )
            include.fallback = True
            if include.failure:
                include.in_fallback = True
                return
        include.depth += 1

    def _settle(self, include: _Include) -> None:
        """Tell that nothing was included, if so."""
        if not include.failure:
            return
        severity: Severity = "info" if include.fallback else "error"
        instead = "; its <fallback> stands in its place" if include.fallback else ""
        message = f"{include.href} is not included: {include.failure.reason}{instead}"
        label = place(include.source, include.line, include.column)
        self._reading.tell(Diagnostic("X103", severity, message, (label,), include.failure.cure))

    def _base(self) -> str:
        """The base address where the parser is: that of the element, else that of the file or entity."""
        parser = self._reading.parsers[-1]
        if self._bases and self._bases[-1][0] is parser:
            return self._bases[-1][1]
        return str(parser.GetBase())

    def _mend(self, file: _File, attributes: list[str]) -> None:
        """Say on an included element which file and language it is in (XInclude, sections 4.5.5 and 4.5.6)."""
        base, language = self._bases[-1][1], self._languages[-1]
        if base != file.around:
            _set(attributes, _BASE, _relative(base, file.around))
        if language.lower() != file.language.lower():
            _set(attributes, _LANGUAGE, language)

    def _include(self, values: dict[str, str]) -> _Include:
        """Read what an `xi:include` names, and give its events."""
        parser = self._reading.parsers[-1]
        href, pointer = values.get("href", ""), values.get("xpointer", "")
        include = _Include(href or pointer, self.source, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        kind = values.get("parse", "xml")
        if kind not in ("xml", "text"):
            raise self._refused(f'parse="{kind}" is not known', 'write parse="xml" or parse="text"')
        if "#" in href:
            raise self._refused(f'href="{href}" has a fragment', "write the id that follows # as xpointer, without #")
        if pointer and kind == "text":
            raise self._refused("a text has no parts that xpointer could name", "take xpointer away")
        if not href and not pointer:
            raise self._refused("nothing to include is named", "write the file as href")
        try:
            if kind == "text":
                address = joined(joined(self._base(), values.get(_BASE, "")), href)
                self._include_text(self._reading.reach.file(address)[0], values.get("encoding", ""))
            else:
                self._include_xml(self._file(href, pointer, values))
        except Unreachable as unreachable:
            include.failure = unreachable
        return include

    def _file(self, href: str, pointer: str, values: dict[str, str]) -> _File:
        wanted = ""
        if pointer:
            found = _POINTER.fullmatch(pointer)
            if not found:
                cure = 'name an xml:id, as in xpointer="d38"'
                raise Unreachable(f'xpointer="{pointer}" is of a kind that is not known here', cure)
            wanted = found[1] or found[2]
        file = self._files[-1]
        source, address = file.source, file.address
        if href:
            source, address = self._reading.reach.file(joined(joined(self._base(), values.get(_BASE, "")), href))
        return _File(source, address, wanted, around=self._base(), language=self._languages[-1])

    def _include_xml(self, file: _File) -> None:
        if file.key in [other.key for other in self._files]:
            raise self._refused(f"{file.source.name} includes itself", "take one of the inclusions out of the circle")
        if len(self._files) > _DEEPEST:
            raise self._refused(f"files include files more than {_DEEPEST} deep", "include them from one file")
        self._reading.grow(file.key[0], file.source)
        hidden = list(dict.fromkeys(self._prefixes))
        for prefix in hidden:
            self._declare(prefix, None)
        self._files.append(file)
        self._languages.append("")
        try:
            self._read(file)
        finally:
            self._files.pop()
            self._languages.pop()
        for prefix in reversed(hidden):
            self._withdraw(prefix)
        if not file.found:
            message = f'{file.source.name} has no element with xml:id="{file.wanted}"'
            raise Unreachable(message, "correct xpointer, or give the element that id")

    def _include_text(self, source: Stored, encoding: str) -> None:
        self._reading.grow(source.name, source)
        for text in source.characters(encoding):
            if found := FORBIDDEN.search(text):
                character = f"U+{ord(found.group()):04X}"
                raise self._refused(f"{source.name} holds {character}, which XML forbids", "take it out of that file")
            self._text(text)

    def _refused(self, message: str, cure: str) -> Refused:
        return refusal("X106", message, cure, self._reading.here())


def _set(attributes: list[str], name: str, value: str) -> None:
    """Set one of the attributes that expat gives as a list of names and values."""
    if name in attributes[::2]:
        attributes[attributes[::2].index(name) * 2 + 1] = value
    else:
        attributes += (name, value)


def _relative(address: str, base: str) -> str:
    """An address as it is written in a file with this base."""
    path, folder = path_of(address), path_of(joined(base, "."))
    if path is None or folder is None:
        return address
    ending = "/" if path.endswith("/") else ""
    return quote(posixpath.relpath(path, folder)) + ending
