"""Where a span begins and ends, as programs are told."""

from __future__ import annotations

from typing import NamedTuple

from tei.core.source import Source, Span


class Place(NamedTuple):
    """Lines and columns counted from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def place(source: Source, span: Span) -> Place:
    """Where a span begins and ends, kept within the text."""
    end = min(span.end, len(source.text))
    return Place(*source.position(min(span.start, end)), *source.position(end))
