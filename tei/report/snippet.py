"""A line of source, cut around the place that is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from tei.core.diagnostic import Label
from tei.core.visible import visible

_TAB = "    "
_LEAST_ROOM = 40
"""So many columns a label's text wants at least; with fewer it stands further to the left."""


@dataclass(frozen=True)
class Snippet:
    """A line, or the part of it around a label: its number, and what is shown before, inside and after the label."""

    number: int
    before: str
    inside: str
    after: str
    width: int
    told: str
    """What is said of the label."""

    @property
    def text(self) -> str:
        """The line as shown."""
        return self.before + self.inside + self.after

    def underlined(self, sign: str) -> Iterator[str]:
        """The label under the line: signs, and what is said behind them, or below them where there is no room."""
        column = _columns(self.before)
        signs = " " * column + sign * max(_columns(self.inside), 1)
        if len(signs) + 1 + len(self.told) <= self.width:
            yield f"{signs} {self.told}".rstrip()
            return
        yield signs
        indent = max(min(column, self.width - _LEAST_ROOM), 0)
        for line in wrap(self.told, max(self.width - indent, 20)):
            yield " " * indent + line


def snippets(labels: Sequence[Label], width: int) -> Iterator[tuple[Label, Snippet]]:
    """The labels of one file in their order there, each with its line in at most so many columns.

    Labels of one line that are near to each other are shown in the same part of it.
    """
    number, right, left = 0, 0, 0
    for label in sorted(labels, key=lambda label: (label.source.first, label.span)):
        here, place = label.source.position(label.span.start)
        line = label.source.line(here)
        start = min(place - 1, len(line))
        end = min(start + max(len(label.span), 1), len(line))
        if here != number or end > right:
            left, right = _window(line, start, width)
        number = here
        yield label, _cut(here, line, (left, right), (start, max(end, start)), width, _told(label, here))


def _window(line: str, start: int, width: int) -> tuple[int, int]:
    """The part of a line that is shown: all if it fits, else some words before the place and as much as fits after."""
    if len(line) <= width and _columns(_shown(line)) <= width:
        return 0, len(line)
    left = max(start - width // 4, 0)
    right, room = left, width - 2
    while right < len(line) and (room := room - _columns(_shown(line[right]))) >= 0:
        right += 1
    return left, right


def _told(label: Label, here: int) -> str:
    """The text of a label, and how far it reaches where that is not shown."""
    last = label.source.position(min(label.span.end, len(label.source.text)) - 1)[0]
    text = visible(label.text)
    return f"{text} (to line {last})".lstrip() if last > here else text


def _cut(number: int, line: str, window: tuple[int, int], meant: tuple[int, int], width: int, told: str) -> Snippet:
    (left, right), (start, end) = window, meant
    before = ("…" if left else "") + _shown(line[left:start])
    inside = _shown(line[start : min(end, right)])
    after = _shown(line[min(end, right) : right]) + ("…" if right < len(line) else "")
    return Snippet(number, before, inside, after, width, told)


def _shown(text: str) -> str:
    """The text without tabs and other characters that would move what stands behind them."""
    if text.isprintable():
        return text
    return "".join(_TAB if c == "\t" else c if c.isprintable() else "·" for c in text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
