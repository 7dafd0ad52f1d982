"""One pass over the events of an XML document, streamed, in however many files it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from tei.core.address import address_of
from tei.core.diagnostic import Diagnostic, Refused
from tei.core.namespaces import XINCLUDE
from tei.core.references import External, Reading, References, Tell
from tei.core.source import Source
from tei.core.stream import chunks

Parser = Any
"""An expat parser (`xml.parsers.expat`), or what stands for several of them where a document is in several files.

The latter (`tei.core.include.Joined`) has also the `source` that is being read.
"""

Attach = Callable[[Parser], None]


def parse(source: Source, attach: Attach, tell: Tell | None = None) -> None:
    """Parse a document; `attach` sets the handlers of a parser and begins anew each time that it is called.

    Names come as namespace, `}`, local name. Lines and columns are those of the source's characters, bytes those of
    its UTF-8. Entities (XML 1.0, section 4.4) and what XInclude 1.0 includes come as if they were written in place.
    They are read inside the document's folder only, see `tei.core.reach`; `tell` is given what is not read, and where
    it is missing, the first error among that is raised.

    Raises expat.ExpatError where the document is not well-formed; Refused as `tei.core.stream.chunks` does, where a
    file that it draws on is not well-formed (X101), and where it includes itself or includes wrongly (X106, X107).
    """
    tell = tell or _raise
    try:
        _parse_alone(source, attach, tell)
    except External:
        # Few documents are in several files, and the others are not to wait for what these need.
        from tei.core.include import Joined

        joined = Joined(source, tell)
        attach(joined)
        joined.read()


def _parse_alone(source: Source, attach: Attach, tell: Tell) -> None:
    """Parse a document that is in one file. Raises External if it turns out that it is not."""
    parser = expat.ParserCreate("utf-8", "}")
    held: list[Diagnostic] = []
    reading = Reading(source, held.append)
    references = References(reading, source, follow=False)
    references.attach(parser, address_of(source.name))
    attach(parser)
    declare = parser.StartNamespaceDeclHandler

    def watch(prefix: Any, uri: Any) -> None:
        if uri == XINCLUDE:
            raise External
        if declare:
            declare(prefix, uri)

    parser.StartNamespaceDeclHandler = watch
    reading.feed(parser, source, own=True)
    references.finish()
    # What was told before the document turned out to be in several files would be told twice.
    for diagnostic in held:
        tell(diagnostic)


def unread(source: Source, attach: Attach | None = None) -> list[Diagnostic]:
    """What of a document is not read although it is referred to: X103 to X107, and X101 for faults in other files.

    With `attach` the document is parsed for that, too; see `parse`. Without it, nothing is said of a document that
    draws on no others. Raises expat.ExpatError as `parse` does.
    """
    found: list[Diagnostic] = []
    if attach or _draws_on_others(source):
        try:
            parse(source, attach or (lambda parser: None), found.append)
        except Refused as refused:
            found += refused.diagnostics
    return found


def _draws_on_others(source: Source) -> bool:
    rest = b""
    for piece in chunks(source):
        if b"<!DOCTYPE" in (rest := rest + piece) or XINCLUDE.encode() in rest:
            return True
        rest = rest[-len(XINCLUDE) :]
    return False


def _raise(diagnostic: Diagnostic) -> None:
    if diagnostic.severity == "error":
        raise Refused(diagnostic)
