"""The characters of an XML file as a stream of UTF-8, however long the file is and whatever its encoding."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tei.core.diagnostic import Refused, refusal, unreadable
from tei.core.encodings import characters, detected
from tei.core.source import Source

CHUNK = 1 << 18
"""So many bytes are read at a time."""

LARGE = 1 << 25
"""Of files with more bytes than this only excerpts are shown, so that they are never all in memory."""

_STEP = 10_000
"""Every so many lines the place in a large file is kept."""

_AS_IT_IS = frozenset(("utf-8", "ascii"))


class Stored(Source):
    """A Source whose characters are read, from a file or from bytes, when they are first asked for.

    What only wants to see them once, in order, takes `chunks` of them, and they are never all in memory.
    """

    def __init__(self, name: str, stored: bytes | Path) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "encoding", "utf-8")
        object.__setattr__(self, "_stored", stored)

    _stored: bytes | Path

    @cached_property
    def text(self) -> str:
        """All characters. Raises Refused (P101, X102) for a file that cannot be read or is not in its encoding."""
        return characters(b"".join(self._pieces()), self.name)

    @cached_property
    def size(self) -> int:
        """The number of its bytes; 0 if the file is not there."""
        if isinstance(self._stored, bytes):
            return len(self._stored)
        return self._stored.stat().st_size if self._stored.exists() else 0

    def _pieces(self) -> Iterator[bytes]:
        try:
            with self.open() as file:
                yield from iter(partial(file.read, CHUNK), b"")
        except OSError as error:
            raise Refused(unreadable(self.name, error)) from None

    @cached_property
    def _places(self) -> list[int]:
        """Where every so many lines begin, in bytes."""
        found, lines, at = [0], 0, 0
        for piece in self._pieces():
            count = piece.count(b"\n")
            if (lines + count) // _STEP > lines // _STEP:
                start = 0
                while (end := piece.find(b"\n", start)) >= 0:
                    lines, start = lines + 1, end + 1
                    if lines % _STEP == 0:
                        found.append(at + start)
            else:
                lines += count
            at += len(piece)
        return found

    @property
    def head(self) -> bytes:
        """Its first bytes."""
        return next(self._pieces(), b"")

    def excerpt(self, first: int, last: int) -> Source:
        """The lines from one number to another, as a Source of their own."""
        with self.open() as file:
            file.seek(self._places[min((first - 1) // _STEP, len(self._places) - 1)])
            for _ in range((first - 1) % _STEP):
                file.readline()
            lines = b"".join(file.readline() for _ in range(last - first + 1))
        return Source(self.name, lines.decode("utf-8", "replace"), first=first)

    def open(self) -> BinaryIO:
        """The file's bytes, to be read. Raises OSError."""
        return BytesIO(self._stored) if isinstance(self._stored, bytes) else self._stored.open("rb")

    def chunks(self) -> Iterator[bytes]:
        """The characters in UTF-8, some at a time, without a byte order mark.

        By that mark, else by the declaration, else UTF-8. Raises Refused: P101 if the file cannot be read, X102 if it
        is not in its encoding; UTF-8 is not looked at.
        """
        pieces = self._pieces()
        head = next(pieces, b"")
        encoding, mark = detected(head)
        try:
            codec = codecs.lookup(encoding)
            if codec.name in _AS_IT_IS:
                yield head[mark:]
                yield from pieces
                return
            decoder = codec.incrementaldecoder()
            yield decoder.decode(head[mark:]).encode("utf-8")
            yield from (decoder.decode(piece).encode("utf-8") for piece in pieces)
            yield decoder.decode(b"", True).encode("utf-8")
        except (UnicodeError, LookupError, TypeError):
            # Read as a whole, it is refused with the place.
            yield self.text.encode("utf-8")

    def characters(self, encoding: str = "") -> Iterator[str]:
        """The characters of a text in an encoding, if one is named, some at a time; see `chunks` for what is raised."""
        try:
            if encoding:
                with self.open() as file:
                    yield from codecs.iterdecode(iter(partial(file.read, CHUNK), b""), encoding)
            else:
                yield from codecs.iterdecode(self.chunks(), "utf-8")
        except OSError as error:
            raise Refused(unreadable(self.name, error)) from None
        except (UnicodeError, LookupError) as error:
            raise _not_in(encoding or "utf-8", self.name, error) from None


def chunks(source: Source) -> Iterator[bytes]:
    """The characters of any source in UTF-8, some at a time."""
    if isinstance(source, Stored):
        yield from source.chunks()
    else:
        for at in range(0, len(source.text), CHUNK):
            yield source.text[at : at + CHUNK].encode("utf-8", "surrogatepass")


def is_large(source: Source) -> bool:
    """Whether it is a file that should never be all in memory."""
    return isinstance(source, Stored) and source.size > LARGE


def excerpt(source: Source, first: int, last: int) -> Source:
    """The source itself, or, if it is a large file, only the lines from one number to another."""
    if isinstance(source, Stored) and is_large(source) and detected(source.head)[0].lower() in _AS_IT_IS:
        return source.excerpt(first, last)
    return source


def _not_in(encoding: str, name: str, error: Exception) -> Refused:
    message = f"{name} is not in {encoding}: {error}"
    return refusal("X102", message, "save it as UTF-8, the encoding that TEI projects use")
