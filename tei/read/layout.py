"""Which form a page was left in by whoever extracted or typed it, and its paragraphs.

Each layout either gives the paragraphs or says in a sentence why it does not apply; the first
that applies is taken. Others may be added by entry points in the group `tei.readers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tei.core.diagnostic import Label, refusal
from tei.core.registry import Registry
from tei.core.source import Source, Span
from tei.read.lines import Line, Paragraph, Sketch, joined
from tei.read.notes import ARROW

LAYOUTS = Registry(
    "tei.readers",
    {
        "markdown": "tei.read.markdown:paragraphs",
        "wrapped": "tei.read.layout:wrapped",
        "spaced": "tei.read.layout:spaced",
        "lines": "tei.read.layout:one_a_line",
    },
)

Layout = Callable[[str, Sequence[Line]], Sketch | str]

BULLET = re.compile(r"(?:[•‣◦▪●○■∙·*+–-]|o(?=  ))[ \t]+(?=\S)")
_WORD = re.compile(r"[^\W_]")
_EXTRACTED = re.compile(r"\n {2}(?:•|1\.) \S")
WIDEST = 120
"""A text with longer lines than this is not hard-wrapped."""
FULL = 0.8
"""A line counts as full when the next word would have carried it beyond this share of the widest line."""


@cache
def _layouts() -> tuple[tuple[str, Layout], ...]:
    return tuple((name, LAYOUTS.load(name)) for name in LAYOUTS.names())


def sketch(source: Source, lines: Sequence[Line]) -> Sketch:
    """What the first layout that applies makes of these lines.

    Raises Refused (T205) when none does: the page holds no text besides page marks and notes.
    """
    reasons: list[str] = []
    for name, layout in _layouts():
        found = layout(source.text, lines)
        if not isinstance(found, str):
            return found
        reasons.append(f"{name}: {found}")
    raise refusal(
        "T205",
        f"no layout fits {source.name}: {'; '.join(reasons)}",
        "a document needs text besides page marks and notes",
        Label(source, Span(0, min(1, len(source.text)))),
    )


def wrapped(text: str, lines: Sequence[Line]) -> Sketch | str:
    """The paragraphs of a text whose lines were broken at a fixed width."""
    shape = Shape.of(text, lines)
    if isinstance(shape, str):
        return shape
    groups: list[list[Line]] = []
    for line in lines:
        if groups and shape.continues(text, groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    base = min(line.indent for line in lines)
    return Sketch([paragraph(text, group, base) for group in groups])


def spaced(text: str, lines: Sequence[Line]) -> Sketch | str:
    """The paragraphs of a text with blank lines between them; lines without one between are paragraphs too."""
    if sum(line.gap for line in lines) < 2:
        return "no blank line parts two paragraphs"
    found = _one_each(text, lines).paragraphs
    if any(p.sign and not p.indent and p.gap for p in found) and _EXTRACTED.search(text):
        # Whoever extracted the text indented lists and notes, so a bullet that is not indented was printed.
        found = [_unlisted(p) if p.sign and not p.indent and p.gap else p for p in found]
    return Sketch(found)


def one_a_line(text: str, lines: Sequence[Line]) -> Sketch | str:
    """The paragraphs of a text in which each is a line."""
    if not lines:
        return "there is no line of text"
    found = _one_each(text, lines).paragraphs
    if ARROW in text:
        # Whoever extracted the text put hyphens before items, as before notes, so another bullet was printed.
        found = [_unlisted(p) if p.sign and text[p.sign.start] != "-" else p for p in found]
    return Sketch(found)


def _one_each(text: str, lines: Sequence[Line]) -> Sketch:
    base = min(line.indent for line in lines)
    return Sketch([paragraph(text, [line], base) for line in lines])


def _unlisted(item: Paragraph) -> Paragraph:
    """The same paragraph with its bullet as text."""
    first = item.sign or item.spans[0]
    return Paragraph((Span(first.start, item.spans[0].end), *item.spans[1:]), "text", item.indent, item.gap)


def paragraph(text: str, lines: Sequence[Line], base: int) -> Paragraph:
    """The lines as one paragraph: a bullet or the bars of a table say what it is."""
    first = lines[0]
    indent = first.indent - base
    if is_row(text, first):
        start = first.start if text[first.start] == "|" else first.begin
        return Paragraph((Span(start, first.end),), "row", indent, first.gap)
    bullet = BULLET.match(text, first.start, first.end)
    if bullet and _WORD.search(text, bullet.end(), first.end):
        sign = Span(first.start, first.start + len(bullet.group().rstrip()))
        inner = Line(first.begin, bullet.end(), first.end, first.gap)
        return Paragraph(joined(text, [inner, *lines[1:]]), "item", indent, first.gap, sign)
    return Paragraph(joined(text, lines), "text", indent, first.gap)


def is_row(text: str, line: Line) -> bool:
    """Whether a line is a row of a table: between bars, or cut by tabs."""
    if text[line.start] == "|":
        return text[line.end - 1] == "|" and line.end - line.start > 1
    return text.find("\t", line.start, line.end) >= 0 or text.startswith("\t\t", line.begin)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a hard-wrapped text is set: its width, and whether first lines are indented."""

    width: int
    indented: int | None
    base: int

    @classmethod
    def of(cls, text: str, lines: Sequence[Line]) -> Shape | str:
        """The shape of a text, or why it is not hard-wrapped."""
        prose = [line for line in lines if not is_row(text, line)]
        if not prose:
            return "there is no line of text"
        width = max(line.width for line in prose)
        if width > WIDEST:
            return f"it has lines of more than {WIDEST} characters"
        pairs = [(a, b) for a, b in pairwise(prose) if not b.gap]
        # Short lines, such as those of an address, say nothing.
        told = [(a, b) for a, b in pairs if a.width * 2 > width]
        broken = [_goes_on(text, a, b) for a, b in told]
        full = [goes_on or _is_full(text, a, b, width) for (a, b), goes_on in zip(told, broken, strict=True)]
        # Whoever extracted the text put each paragraph on a line, and two short ones may follow each other.
        if ARROW in text and not any(broken):
            return "its notes are those of a text with a paragraph a line"
        if sum(full) < (1 if any(broken) else 2) or sum(full) * 2 < len(full) or width < 40:
            return "its lines do not end where a fixed width ends them"
        base = min(line.indent for line in prose)
        deeper = [b.indent - base for a, b in pairs if b.indent > base and not BULLET.match(text, b.start)]
        level = [b for _, b in pairs if b.indent == base]
        indented = min(deeper) if deeper and len(level) > len(deeper) else None
        firsts = [line.indent - base for line in prose if line.gap]
        if indented is None and level and firsts and min(firsts) > 0:
            indented = min(firsts)
        return cls(width, indented, base)

    def continues(self, text: str, group: Sequence[Line], line: Line) -> bool:
        """Whether a line goes on with the paragraph of the lines before it."""
        last = group[-1]
        if line.gap or is_row(text, line) or is_row(text, last) or BULLET.match(text, line.start, line.end):
            return False
        first_of_paragraph = self.indented is not None and line.indent - self.base == self.indented
        hanging = BULLET.match(text, group[0].start) or (len(group) > 1 and group[1].indent == line.indent)
        if first_of_paragraph and not hanging:
            return False
        return _is_full(text, last, line, self.width) or _goes_on(text, last, line)


def _goes_on(text: str, line: Line, following: Line) -> bool:
    """Whether a line stops in the middle of a sentence, and the following goes on with it."""
    return text[following.start].islower() and (text[line.end - 1].isalnum() or text[line.end - 1] == ",")


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    word = text[following.start : following.end].split(None, 1)[0]
    return line.width + 1 + len(word) > width * FULL
