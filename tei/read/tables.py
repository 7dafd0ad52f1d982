"""Tables as extractors flatten them: rows between bars, or cut by tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei.core.document import Block
from tei.core.source import Span
from tei.read.lines import Paragraph

TITLE = 80
"""A line without a tab belongs to the table around it up to this length."""

_BAR = re.compile(r"\|")
_TABS = re.compile(r"\t+")
RULE = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")


def is_table_line(
    text: str, paragraphs: Sequence[Paragraph], index: int, spaced: bool, *, inside: bool = False
) -> bool:
    """Whether this is a row: it has cells, or stands with rows without a blank line between."""
    paragraph = paragraphs[index]
    if paragraph.kind == "row":
        return True
    if paragraph.kind != "text" or not spaced or paragraph.end - paragraph.start > TITLE:
        return False
    if inside:
        return not paragraph.gap
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return following is not None and following.kind == "row" and not following.gap and text[following.start] != "|"


def table(text: str, rows: Sequence[Paragraph]) -> Block:
    """The rows as a table; an empty cell has an empty span."""
    runs = [b - a for row in rows if _is_tabbed(text, row) for a, b in _tabs(text, row)]
    # Where all tabs of the table stand in pairs, a pair parts two cells.
    size = 2 if all(length % 2 == 0 for length in runs) else 1
    cells = [_row(text, row, size) for row in rows]
    widest = max(len(row.children) for row in cells)
    cells = [_filled(block, widest) if _is_tabbed(text, row) else block for row, block in zip(rows, cells, strict=True)]
    return Block("table", (), tuple(cells), {"rows": str(len(cells)), "cols": str(widest)})


def _is_tabbed(text: str, row: Paragraph) -> bool:
    return row.kind == "row" and text[row.start] != "|"


def _filled(row: Block, widest: int) -> Block:
    """The row with the empty cells that a line loses at its end."""
    end = row.children[-1].spans[-1].end
    return replace(row, children=row.children + (Block("cell", (Span(end, end),)),) * (widest - len(row.children)))


def _row(text: str, row: Paragraph, size: int) -> Block:
    start, end = row.start, row.end
    if row.kind != "row":
        return Block("row", (), (Block("cell", row.spans),))
    if text[start] == "|":
        between = _bars(text, start, end)
        borders = list(zip((bar + 1 for bar in between), between[1:], strict=False))
    else:
        borders = _tabbed(text, row, size)
    return Block("row", (), tuple(_cell(text, *border) for border in borders))


def _bars(text: str, start: int, end: int) -> list[int]:
    return [match.start() for match in _BAR.finditer(text, start, end)]


def _tabs(text: str, row: Paragraph) -> list[tuple[int, int]]:
    return [match.span() for match in _TABS.finditer(text, row.start, row.end)]


def _tabbed(text: str, row: Paragraph, size: int) -> list[tuple[int, int]]:
    """Where the cells of a line with tabs stand, so many tabs between two of them."""
    borders: list[tuple[int, int]] = []
    at, end = row.start, row.end
    for a, b in _tabs(text, row):
        for _ in range((b - a) // size):
            borders.append((at, a))
            at = a = a + size
    return [*borders, (at, end)]


def _cell(text: str, start: int, end: int) -> Block:
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip())
    if first == end:
        return Block("cell", (Span(start, start),))
    return Block("cell", (Span(first, start + len(inner.rstrip())),))


def bars(text: str, rows: Sequence[Paragraph]) -> list[Span]:
    """The bars between the cells of these rows: signs, not text."""
    return [
        Span(at, at + 1)
        for row in rows
        if row.kind == "row" and text[row.start] == "|"
        for at in _bars(text, row.start, row.end)
    ]
