"""What is wrong with an edition that is not well-formed XML: its tags first, then, as if they were mended, the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from xml.parsers import expat

from tei.core.diagnostic import Diagnostic, Label, Refused
from tei.core.edition import Edition
from tei.core.findings import Mended
from tei.core.references import place
from tei.core.source import Span
from tei.core.stream import Stored
from tei.core.wellformed import examine

MOST = 1 << 27
"""Of files with more bytes than this only what the parser says is told, so that they are never all in memory."""


def malformed(
    edition: Edition,
    check: Callable[[Edition], Iterable[Diagnostic]],
    error: expat.ExpatError,
    *,
    every: bool = False,
) -> list[Diagnostic]:
    """What is not well-formed (X101, X102), and what the check finds in the text with that mended.

    `error` is what the parser says; with `every`, all faults are told. Raises Refused if nothing more can be said than
    what a strict parser says.
    """
    if isinstance(edition.source, Stored) and edition.source.size > MOST:
        message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        help = "the fault may be far before this place; split the file, and more can be said"
        return [Diagnostic("X101", "error", message, (place(edition.source, error.lineno, error.offset + 1),), help)]
    found, mended = examine(edition.source, every=every)
    if not found:
        # The parser that refused it knows the reason.
        _ = edition.tree
    try:
        more = list(check(Edition(mended.source)))
    except (expat.ExpatError, Refused):
        more = []
    return [*found, *_moved(more, edition, mended)]


def _moved(diagnostics: Iterable[Diagnostic], edition: Edition, mended: Mended) -> Iterator[Diagnostic]:
    """The diagnostics of the mended text with the places of the original; their fixes would miss theirs."""
    for diagnostic in diagnostics:
        labels = (_original(label, edition, mended) for label in diagnostic.labels)
        yield replace(diagnostic, labels=tuple(labels), fixes=())


def _original(label: Label, edition: Edition, mended: Mended) -> Label:
    if label.source is not mended.source:
        return label
    start, end = mended.offset(label.span.start), mended.offset(label.span.end)
    return replace(label, source=edition.source, span=Span(start, max(start + 1, end)))
