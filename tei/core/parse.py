"""One pass over the events of an XML document, streamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from tei.core.source import Source
from tei.core.stream import chunks

Parser = Any
"""An expat parser (`xml.parsers.expat`), or what stands for several of them where a document is in several files."""

Attach = Callable[[Parser], None]


def parse(source: Source, attach: Attach) -> None:
    """Parse a document; `attach` sets the handlers of a parser and begins anew each time that it is called.

    Names come as namespace, `}`, local name. Lines and columns are those of the source's characters, bytes those of
    its UTF-8. Raises expat.ExpatError where the document is not well-formed, Refused as `tei.core.stream.chunks` does.
    """
    parser = expat.ParserCreate("utf-8", "}")
    attach(parser)
    for piece in chunks(source):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
