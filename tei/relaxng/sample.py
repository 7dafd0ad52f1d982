"""A string that a regular expression of XML Schema matches, to be shown instead of the expression."""

from __future__ import annotations

from functools import cache

LONGEST = 40
"""So many characters a sample has at most."""

_TRIED = "1aAxX0-.:_/ "


@cache
def sample(expression: str) -> str:
    """A short string that the expression matches; "" if there is none that is short."""
    from tei.relaxng.datatypes.syntax import parse

    return _shortest(parse(expression))[:LONGEST]


def _shortest(node: object) -> str:
    from tei.relaxng.datatypes.syntax import Choice, Repetition, Sequence

    match node:
        case Sequence(items):
            return "".join(map(_shortest, items))
        case Choice(options):
            return min(map(_shortest, options), key=len)
        case Repetition(item, least, _):
            return _shortest(item) * min(least, LONGEST)
    return _character(node)


def _character(node: object) -> str:
    from tei.relaxng.datatypes.classes import CharacterClass

    assert isinstance(node, CharacterClass)
    codes = [*map(ord, _TRIED), *range(33, 127)]
    return next((chr(code) for code in codes if node.ascii >> code & 1), "")
