"""What of a gold encoding the raw text still holds: only that can be asked of one who encodes the raw text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tei.score.standoff import BLOCKS, Standoff

LONG = 40
"""A block of so many characters is looked for anywhere behind the one before; a shorter one only between others."""


class Stretches:
    """Stretches of a text in order, none of them inside another; they may meet and overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])):
            if not self.ends or end > self.ends[-1]:
                self.starts.append(start)
                self.ends.append(end)

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them has the whole of a stretch in it."""
        index = bisect_right(self.starts, start) - 1
        return index >= 0 and end <= self.ends[index]

    def touch(self, start: int, end: int) -> bool:
        """Whether any character of a stretch is in them."""
        index = bisect_left(self.starts, end) - 1
        return index >= 0 and start < self.ends[index]

    def meet(self, first: int, last: int) -> bool:
        """Whether a place between two offsets, or one of them, is in or at the edge of one of them."""
        index = bisect_right(self.starts, last) - 1
        return index >= 0 and first <= self.ends[index]

    def overlap(self, start: int, end: int) -> int:
        """How many characters of a stretch are in them; one that is in two of them is counted twice."""
        first, behind = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return sum(min(end, self.ends[at]) - max(start, self.starts[at]) for at in range(first, behind))

    def size(self) -> int:
        """How many characters are in them."""
        twice = sum(max(0, end - start) for end, start in zip(self.ends, self.starts[1:], strict=False))
        return sum(self.ends) - sum(self.starts) - twice


def held(gold: Standoff, raw: str | None) -> Mapping[str, Stretches]:
    """The stretches of each gold text that count: all, or the blocks whose whole text stands in the raw text, in order.

    Texts of which nothing counts are left out.
    """
    if raw is None:
        return {name: Stretches([(0, text.length)]) for name, text in gold.texts.items()}
    found = defaultdict(list)
    for block in _found(list(_blocks(gold)), "".join(raw.split())):
        found[block.text].append((block.start, block.end))
    return {name: Stretches(stretches) for name, stretches in found.items()}


class _Block(NamedTuple):
    """A block of gold: its text's name, its offsets there, and how the raw text would have it."""

    text: str
    start: int
    end: int
    printed: str

    def has(self, other: _Block) -> bool:
        """Whether the other is inside of this one."""
        return self.text == other.text and self.start <= other.start and other.end <= self.end


def _blocks(gold: Standoff) -> Iterator[_Block]:
    """The blocks in document order, the notes behind the main text, outer blocks before those in them."""
    signs: dict[str, list[tuple[int, bool, str]]] = defaultdict(list)
    for name, kind, at, _, value in gold.annotations:
        if kind == "anchor":
            signs[name].append((at, True, "".join(gold.texts[value].number.split())))
        elif kind == "pb":
            signs[name].append((at, False, "".join(f"[Page{value}]".split())))
    for here in signs.values():
        here.sort(key=lambda sign: (sign[0], not sign[1]))
    order = {name: number for number, name in enumerate(gold.texts)}
    blocks = [each for each in gold.annotations if each.kind in BLOCKS and each.end > each.start]
    for name, _, start, end, _ in sorted(blocks, key=lambda each: (order[each.text], each.start, -each.end)):
        yield _Block(name, start, end, _printed(gold.texts[name].bare, start, end, signs.get(name, [])))


def _printed(text: str, start: int, end: int, signs: list[tuple[int, bool, str]]) -> str:
    """A stretch of a text with the numbers of its notes and pages; a number at its end is its own, a page is not."""
    pieces, done = [], start
    for index in range(bisect_right(signs, start, key=lambda sign: sign[0]), len(signs)):
        at, is_call, sign = signs[index]
        if at > end:
            break
        if at < end or is_call:
            pieces += [text[done:at], sign]
            done = at
    return "".join([*pieces, text[done:end]])


def _found(blocks: list[_Block], raw: str) -> Iterator[_Block]:
    """The blocks that stand in the raw text, in order; of one that is there several times, the first place counts."""
    places: list[int] = []
    done = 0
    for block in blocks:
        places.append(raw.find(block.printed, done) if len(block.printed) >= LONG else -1)
        done = max(done, places[-1])
    behind = [len(raw)] * (len(blocks) + 1)
    for index in range(len(blocks) - 1, -1, -1):
        behind[index] = places[index] if places[index] >= 0 else behind[index + 1]
    done = 0
    around: list[tuple[_Block, int]] = []
    for index, (block, at) in enumerate(zip(blocks, places, strict=True)):
        if len(block.printed) < LONG:
            around = [(outer, end) for outer, end in around if outer.has(block)]
            limit = min((end for _, end in around), default=behind[index + 1])
            at = raw.find(block.printed, done, limit if limit > done else len(raw))
        if at >= 0:
            yield block
            end = at + len(block.printed)
            around.append((block, end))
            has_inner = index + 1 < len(blocks) and block.has(blocks[index + 1])
            done = max(done, at if has_inner else end)
