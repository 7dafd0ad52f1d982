"""The lines of a raw text, page marks apart: what every layout is recognised from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tei.core.document import Dropped, Mark
from tei.core.source import Span


class Line(NamedTuple):
    """The text of one line: `start` and `end` leave out the white space around it, `begin` does not.

    `indent` counts the characters before the text, `gap` says that a blank line stands before it.
    """

    begin: int
    start: int
    end: int
    gap: bool

    @property
    def indent(self) -> int:
        """How many characters of white space stand before the text."""
        return self.start - self.begin

    @property
    def width(self) -> int:
        """How many characters the line has, up to its last one."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a layout says belongs together: the stretches of text that make one block.

    `kind` is `text`, `item`, `row`, `heading` or `quote`; `sign` is the bullet or other sign
    before it, `indent` how far it is indented, `gap` whether a blank line stands before it.
    """

    spans: tuple[Span, ...]
    kind: str = "text"
    indent: int = 0
    gap: bool = False
    sign: Span | None = None

    @property
    def start(self) -> int:
        """The offset of the first character."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.spans[-1].end

    def is_line(self, longest: int) -> bool:
        """Whether it is text of no more than so many characters, neither item nor row nor heading."""
        return self.kind == "text" and self.end - self.start <= longest


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a layout makes of a page: its paragraphs, what it marks in them, and the signs that are not text."""

    paragraphs: Sequence[Paragraph]
    marks: tuple[Mark, ...] = ()
    dropped: tuple[Dropped, ...] = ()


_TEXT = re.compile(r"\S[^\r\n]*")
_BREAK = re.compile(r"\r\n|\n|\r")


def lines_of(text: str, pages: Sequence[Span]) -> list[Line]:
    """The lines that hold text besides page marks, in order."""
    lines: list[Line] = []
    behind = 0  # the end of what was read last, a page mark included
    blank = True
    ends = {page.start: page.end for page in pages}
    for match in _TEXT.finditer(text):
        start, end = match.span()
        breaks = [m.end() for m in _BREAK.finditer(text, behind, start)]
        begin = breaks[-1] if breaks else behind
        blank = blank or len(breaks) > 1
        behind = end
        indent = start - begin
        marked = start in ends
        while start in ends:
            start = begin = ends[start]
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            if marked and text[begin] != "\t":
                begin = start - indent  # the line is indented as its page mark is
            lines.append(Line(begin, start, start + len(text[start:end].rstrip()), blank))
            blank = False
    return lines


def joined(text: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """The text of lines that follow one another, line breaks kept, the indentation of each left out."""
    return continued(text, *((Span(line.start, line.end),) for line in lines))


def continued(text: str, *parts: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of all parts, with the line break between each two parts, so that they read as one text."""
    spans = list(parts[0])
    for part in parts[1:]:
        last, following = spans[-1], part[0]
        at = text.find("\n", last.end, following.start)
        at = last.end if at < 0 else at
        if at > last.end:
            spans.append(Span(at, at + 1))
        else:
            spans[-1] = Span(last.start, at + 1)
        if spans[-1].end == following.start:
            spans[-1] = Span(spans[-1].start, following.end)
            spans += part[1:]
        else:
            spans += part
    return tuple(spans)
