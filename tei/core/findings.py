"""What a scanner of broken XML has found so far: the diagnostics, and the repairs that make the text well-formed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from tei.core.diagnostic import Diagnostic, Edit, Fix, Label, and_more
from tei.core.source import Source, Span

CODE = "X101"

MOST = 20
"""How many faults of one file are told."""

_LONGEST = 30


@dataclass(frozen=True)
class Mended:
    """A text that was repaired, and the way back from its offsets to those of the original."""

    source: Source
    _repaired: tuple[int, ...] = ()
    _original: tuple[int, ...] = ()

    def offset(self, at: int) -> int:
        """The offset in the original of an offset in the repaired text; what was put in stands where it was put."""
        index = bisect_right(self._repaired, at) - 1
        if index < 0:
            return at
        moved = self._original[index] + at - self._repaired[index]
        return min(moved, self._original[index + 1]) if index + 1 < len(self._original) else moved


class Findings:
    """Collects what is wrong with one source.

    `text` is what is scanned: the characters of the source, or others in their places.
    """

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.text = text
        self._diagnostics: list[Diagnostic] = []
        self._again: dict[str, list[int]] = {}
        self._fixes: dict[int, list[Edit]] = {}
        self._repairs: list[tuple[int, int, str]] = []

    @cached_property
    def started(self) -> frozenset[str]:
        """The names of all start tags, sound or not."""
        return frozenset(re.findall(r"<([^\s<>/!?]+)", self.text))

    @cached_property
    def ended(self) -> frozenset[str]:
        """The names of all end tags, sound or not."""
        return frozenset(re.findall(r"</\s*([^\s<>/]+)", self.text))

    def label(self, start: int, end: int, text: str = "") -> Label:
        """The characters between two offsets as a place."""
        return Label(self.source, Span(start, end), text)

    def fix(self, start: int, end: int, replacement: str, *, safe: bool = True) -> Fix:
        """A replacement of the characters between two offsets; not `safe` where it is a guess, or takes text away."""
        return Fix((Edit(self.source, Span(start, end), replacement),), safe)

    def line(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return self.source.position(offset)[0]

    def tell(self, message: str, *labels: Label, help: str, fix: Fix | None = None) -> int:
        """Adds a fault and returns its number, by which it can be changed."""
        self._diagnostics.append(Diagnostic(CODE, "error", message, labels, help, (fix,) if fix else ()))
        return len(self._diagnostics) - 1

    def add(self, diagnostic: Diagnostic) -> None:
        """Adds a fault that was put into words elsewhere."""
        self._diagnostics.append(diagnostic)

    def change(self, number: int, message: str, *labels: Label, help: str) -> None:
        """Says a fault in other words, after more was seen."""
        self._diagnostics[number] = Diagnostic(CODE, "error", message, labels, help)

    def again(self, kind: str, fix: Fix | None = None) -> bool:
        """Whether a fault of this kind was told before; if so, it is counted as one more like it, and fixed with it."""
        if kind in self._again:
            number, more = self._again[kind]
            self._again[kind][1] = more + 1
            if fix:
                self._fixes.setdefault(number, []).extend(fix.edits)
            return True
        self._again[kind] = [len(self._diagnostics), 0]
        return False

    def repair(self, start: int, end: int, replacement: str) -> None:
        """Adds a replacement that `mended` makes, unless an earlier one has taken its place away."""
        self._repairs.append((start, end, replacement))

    def diagnostics(self, *, every: bool = False) -> list[Diagnostic]:
        """The faults by their places; unless `every`, at most MOST of them, then one that counts the rest."""
        told = list(self._diagnostics)
        for number, more in self._again.values():
            if more:
                told[number] = replace(told[number], message=told[number].message + and_more(more))
        for number, edits in self._fixes.items():
            fixes = (replace(fix, edits=(*fix.edits, *edits)) for fix in told[number].fixes)
            told[number] = replace(told[number], fixes=tuple(fixes))
        told.sort(key=lambda diagnostic: diagnostic.labels[0].span)
        if every or len(told) <= MOST:
            return told
        label = Label(self.source, told[MOST].labels[0].span, "the next one")
        rest = len(told) - MOST
        message = f"{rest} more fault{'s' if rest > 1 else ''} of this kind in the file"
        return [*told[:MOST], Diagnostic(CODE, "error", message, (label,), "mend the first ones, then look again")]

    def mended(self) -> Mended:
        """The text with all repairs made."""
        # Insertions come before replacements that begin at their place, larger replacements before smaller ones.
        self._repairs.sort(key=lambda repair: (repair[0], repair[1] > repair[0], -repair[1]))
        pieces: list[str] = []
        repaired: list[int] = []
        original: list[int] = []
        last = length = 0
        for start, end, replacement in self._repairs:
            if start < last:
                continue
            pieces += (self.text[last:start], replacement)
            length += start - last
            repaired += (length, length + len(replacement))
            original += (start, end)
            length += len(replacement)
            last = end
        pieces.append(self.text[last:])
        return Mended(Source(self.source.name, "".join(pieces)), tuple(repaired), tuple(original))


def short(text: str) -> str:
    """The text as a message can quote it: on one line, its end cut off where it is long."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 2] + " …"
