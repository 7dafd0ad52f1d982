"""A regular expression as a finite automaton: matching in time that grows with the text only, whatever the expression.

The states are the sets of positions of Glushkov's construction, found while texts are read.
"""

from __future__ import annotations

from typing import NamedTuple

from tei.relaxng.datatypes.classes import CharacterClass, fullmatch
from tei.relaxng.datatypes.syntax import Choice, Node, Repetition, Sequence

_POSITIONS = 2000
_STATES = 2000
_START = 1


class _TooLarge(Exception):
    """Raised where the expression has too many positions."""


class _Part(NamedTuple):
    """What an expression can begin and end with, as bits of positions, and whether it matches the empty text."""

    first: int
    last: int
    empty: bool


class Automaton:
    """An automaton; position 0 stands before the text."""

    def __init__(self, classes: list[CharacterClass], follow: list[int], last: int) -> None:
        self._tests = [(1 << at + 1, fullmatch(str(one), one.plain)) for at, one in enumerate(classes)]
        self._follow = follow
        self._last = last
        self._steps: dict[int, dict[str, int]] = {}
        self._members: dict[str, int] = {}

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        state = _START
        steps = self._steps
        for character in text:
            try:
                state = steps[state][character]
            except KeyError:
                state = self._step(state, character)
            if not state:
                return False
        return bool(state & self._last)

    def _step(self, state: int, character: str) -> int:
        members = self._members.get(character)
        if members is None:
            members = self._members[character] = sum(bit for bit, test in self._tests if test(character))
        reached = 0
        rest = state
        while rest:
            lowest = rest & -rest
            reached |= self._follow[lowest.bit_length() - 1]
            rest ^= lowest
        if len(self._steps) > _STATES:
            self._steps.clear()
        self._steps.setdefault(state, {})[character] = reached & members
        return reached & members


def automaton(tree: Node) -> Automaton | None:
    """The automaton of an expression; None where its counted repetitions make it too large."""
    builder = _Builder()
    try:
        whole = builder.part(tree)
    except _TooLarge:
        return None
    builder.follow[0] = whole.first
    return Automaton(builder.classes, builder.follow, whole.last | (_START if whole.empty else 0))


class _Builder:
    def __init__(self) -> None:
        self.classes: list[CharacterClass] = []
        self.follow = [0]

    def part(self, node: Node) -> _Part:
        """The part that an expression makes, its positions added."""
        if isinstance(node, CharacterClass):
            if len(self.follow) > _POSITIONS:
                raise _TooLarge
            self.classes.append(node)
            self.follow.append(0)
            bit = 1 << len(self.classes)
            return _Part(bit, bit, False)
        if isinstance(node, Sequence):
            whole = _Part(0, 0, True)
            for item in node.items:
                whole = self.joined(whole, self.part(item))
            return whole
        if isinstance(node, Choice):
            first = last = 0
            empty = False
            for option in node.options:
                part = self.part(option)
                first, last, empty = first | part.first, last | part.last, empty or part.empty
            return _Part(first, last, empty)
        return self.repeated(node)

    def joined(self, one: _Part, other: _Part) -> _Part:
        """One part after the other."""
        self.link(one.last, other.first)
        return _Part(
            one.first | (other.first if one.empty else 0),
            other.last | (one.last if other.empty else 0),
            one.empty and other.empty,
        )

    def repeated(self, node: Repetition) -> _Part:
        """So many copies of the item, the last of them repeating itself where there is no limit."""
        whole = _Part(0, 0, True)
        for count in range(node.least if node.most is None else node.most):
            part = self.part(node.item)
            whole = self.joined(whole, part if count < node.least else _Part(part.first, part.last, True))
        if node.most is None:
            part = self.part(node.item)
            self.link(part.last, part.first)
            whole = self.joined(whole, _Part(part.first, part.last, True))
        return whole

    def link(self, last: int, first: int) -> None:
        """Let these positions follow those."""
        while last:
            lowest = last & -last
            self.follow[lowest.bit_length() - 1] |= first
            last ^= lowest
