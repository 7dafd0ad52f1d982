"""Matching by regular expressions of XML Schema (part 2, appendix F)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tei.relaxng.datatypes.classes import CharacterClass, Match, fullmatch
from tei.relaxng.datatypes.syntax import Choice, ExpressionError, Node, Repetition, parse

if TYPE_CHECKING:
    from tei.relaxng.datatypes.automaton import Automaton

__all__ = ["Expression", "ExpressionError"]

_STEPS = 100_000


class Expression:
    """A regular expression, read at once and compiled on first use. Raises ExpressionError.

    A text of ASCII is matched by `re` with classes narrowed to ASCII, so that `regex`, which knows all of Unicode, is
    loaded for other texts only, and for these only where a class needs it.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._tree = parse(source)
        self._plain = _plain(self._tree)
        # How long a text may be so that going back and trying again does no harm: what it takes is the power of the
        # number of places to go back to, and exponential where there are such places in a loop.
        places = _places(self._tree)
        self._harmless = 0 if places is None else int(_STEPS ** (1 / places)) if places > 1 else None

    @cached_property
    def _wide(self) -> Match:
        return fullmatch(_notation(self._tree, narrow=False), self._plain)

    @cached_property
    def _narrow(self) -> Match:
        return self._wide if self._plain else fullmatch(_notation(self._tree, narrow=True), plain=True)

    @cached_property
    def _automaton(self) -> Automaton | None:
        # Few expressions need one.
        from tei.relaxng.datatypes.automaton import automaton

        return automaton(self._tree)

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        if self._harmless is not None and len(text) > self._harmless and self._automaton:
            return self._automaton.matches(text)
        return (self._narrow if text.isascii() else self._wide)(text) is not None


def _plain(node: Node) -> bool:
    """Whether `re` can match what the tree says."""
    if isinstance(node, CharacterClass):
        return node.plain
    if isinstance(node, Repetition):
        return _plain(node.item)
    return all(map(_plain, node.options if isinstance(node, Choice) else node.items))


def _notation(node: Node, narrow: bool) -> str:
    """The tree as `re` writes it, the classes narrowed to ASCII if so wanted, else as `regex` does."""
    if isinstance(node, CharacterClass):
        return node.narrow() if narrow else str(node)
    if isinstance(node, Repetition):
        most = "" if node.most is None else node.most
        item = _notation(node.item, narrow)
        return f"{item if isinstance(node.item, CharacterClass) else f'(?:{item})'}{{{node.least},{most}}}"
    if isinstance(node, Choice):
        return f"(?:{'|'.join(_notation(option, narrow) for option in node.options)})"
    return "".join(_notation(item, narrow) for item in node.items)


def _places(node: Node) -> int | None:
    """In how many places there is more than one way to go on; None if one of them stands in an endless repetition."""
    if isinstance(node, CharacterClass):
        return 0
    if isinstance(node, Repetition):
        inside = _places(node.item)
        if node.most is None or inside is None:
            return None if inside != 0 else 1
        return inside * node.most + (node.least != node.most)
    counts = [_places(part) for part in (node.options if isinstance(node, Choice) else node.items)]
    known = [count for count in counts if count is not None]
    return sum(known) + isinstance(node, Choice) if len(known) == len(counts) else None
