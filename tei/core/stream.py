"""The characters of an XML file as a stream of UTF-8, however long the file is and whatever its encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tei.core.diagnostic import Refused, refusal, unreadable
from tei.core.source import Source

CHUNK = 1 << 18
"""So many bytes are read at a time."""

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")

_AS_IT_IS = frozenset(("utf-8", "utf-8-sig", "ascii"))


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
        return b"".join(self.chunks()).decode("utf-8")

    def open(self) -> BinaryIO:
        """The file's bytes, to be read. Raises OSError."""
        return BytesIO(self._stored) if isinstance(self._stored, bytes) else self._stored.open("rb")

    def chunks(self) -> Iterator[bytes]:
        """The characters in UTF-8, some at a time, without a byte order mark.

        By that mark, else by the declaration, else UTF-8. Raises Refused: P101 if the file cannot be read, X102 if it
        is not in its encoding; UTF-8 is not looked at.
        """
        try:
            with self.open() as file:
                yield from _utf8(file, self.name)
        except OSError as error:
            raise Refused(unreadable(self.name, error)) from None

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
        except (UnicodeDecodeError, LookupError) as error:
            raise _not_in(encoding or "utf-8", self.name, error) from None


def chunks(source: Source) -> Iterator[bytes]:
    """The characters of any source in UTF-8, some at a time."""
    if isinstance(source, Stored):
        yield from source.chunks()
    else:
        for at in range(0, len(source.text), CHUNK):
            yield source.text[at : at + CHUNK].encode("utf-8", "surrogatepass")


def encoding(head: bytes) -> str:
    """The encoding of an XML file by its first bytes: its byte order mark, else its declaration, else UTF-8."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = _DECLARED.match(head[:200])
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    return "utf-8-sig" if name == "utf-8" else name


def _utf8(file: BinaryIO, name: str) -> Iterator[bytes]:
    head = file.read(CHUNK)
    encoded = encoding(head)
    try:
        codec = codecs.lookup(encoded)
        if codec.name in _AS_IT_IS:
            yield head.removeprefix(codecs.BOM_UTF8)
            while piece := file.read(CHUNK):
                yield piece
            return
        decoder = codec.incrementaldecoder()
        piece = head
        while piece:
            yield decoder.decode(piece).encode("utf-8")
            piece = file.read(CHUNK)
        yield decoder.decode(b"", True).encode("utf-8")
    except (UnicodeDecodeError, LookupError, TypeError) as error:
        raise _not_in(encoded, name, error) from None


def _not_in(encoding: str, name: str, error: Exception) -> Refused:
    message = f"{name} is not in {encoding}: {error}"
    return refusal("X102", message, "save it as UTF-8, the encoding that TEI projects use")
