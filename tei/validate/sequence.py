"""Numbers that should follow each other: which of them do not, and what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tei.validate.told import Tag

Kind = Literal["odd", "again", "back", "skip"]


class Numbered(NamedTuple):
    """Something with a number, and where it stands."""

    value: int
    shown: str
    tag: Tag


class Break(NamedTuple):
    """A place where numbers do not follow each other.

    It is "odd" if the numbers before and after it tell which it should be, or that it should not be there (`wanted` is
    then 0); "again" if the number has been before; "back" if it is less than the one before, and "skip" if numbers are
    left out.
    """

    kind: Kind
    before: Numbered
    item: Numbered
    wanted: int = 0


class Sequence:
    """Judges numbers, each when the next one is known; a sequence may begin again with 1."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._last: Numbered | None = None
        self._pending: Numbered | None = None
        self._seen: dict[int, Numbered] = {}

    def add(self, value: int, shown: str, tag: Tag) -> Iterator[Break]:
        """The next number; yields what is wrong with the one before it."""
        item = Numbered(value, shown, tag)
        if self._pending is not None:
            yield from self._judge(self._pending, item)
        self._pending = item

    def finish(self) -> Iterator[Break]:
        """There are no more numbers; yields what is wrong with the last one."""
        if self._pending is not None:
            yield from self._judge(self._pending, None)
        self._begin()

    def _judge(self, item: Numbered, after: Numbered | None) -> Iterator[Break]:
        last, value = self._last, item.value
        first = self._seen.setdefault(value, item)
        if last is None or value == last.value + 1:
            self._last = item
        elif after is not None and after.value == last.value + 2 and value != last.value:
            yield Break("odd", last, item, last.value + 1)
            self._last = item._replace(value=last.value + 1)
        elif after is not None and after.value == last.value + 1 and first is item:
            yield Break("odd", last, item)
        elif first is not item and value > 1:
            yield Break("again", first, item)
            self._last = item
        elif value == 1:
            self._last, self._seen = item, {1: item}
        else:
            if value < last.value:
                yield Break("back", last, item)
            elif any(number not in self._seen for number in range(last.value + 1, min(value, last.value + 1000))):
                yield Break("skip", last, item)
            self._last = item


_ROMAN = re.compile(r"(?=[mdclxvi])m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})", re.IGNORECASE)
_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_PARTS = _VALUES | {"cm": 900, "cd": 400, "xc": 90, "xl": 40, "ix": 9, "iv": 4}


def roman(written: str) -> int:
    """The value of a Roman number in letters of either case, such as 4 for "IV" or "iiii"; 0 if it is none."""
    if not _ROMAN.fullmatch(written):
        return 0
    values = [_VALUES[letter] for letter in written.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def in_roman(value: int) -> str:
    """A number in Roman ones, small letters."""
    written = ""
    for sign, part in sorted(_PARTS.items(), key=lambda item: -item[1]):
        count, value = divmod(value, part)
        written += sign * count
    return written
