"""Durations (XML Schema part 2, section 3.2.6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from tei.relaxng.datatypes.datatype import Namespaces
from tei.relaxng.datatypes.moment import days, number
from tei.relaxng.datatypes.type import LIMITS, PATTERN, Type, spaced

if TYPE_CHECKING:
    from fractions import Fraction

_LEXICAL = (
    r"(-)?P(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)

_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""The months that a duration is added to, to compare it with another (section 3.2.6.2)."""


class Durations(Type):
    """Spans of time in years, months, days, hours, minutes and seconds."""

    facets = LIMITS | PATTERN
    relations: ClassVar[dict[str, str]] = {
        "minInclusive": "the same as or longer than",
        "minExclusive": "longer than",
        "maxInclusive": "the same as or shorter than",
        "maxExclusive": "shorter than",
    }

    def __init__(self) -> None:
        super().__init__("duration", "a duration such as P1Y6M, P3D or PT12H30M", _LEXICAL)

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """The whole lexical space."""
        return spaced(self.lexical)

    def value(self, text: str, namespaces: Namespaces) -> tuple[int | Fraction, ...]:
        """Years, months, days, hours, minutes and seconds."""
        from fractions import Fraction

        found = re.fullmatch(_LEXICAL, text)
        sign, *parts, seconds = found.groups() if found else ()
        factor = -1 if sign else 1
        whole, _, fraction = (seconds or "0").partition(".")
        exact = number(whole) + (Fraction(number(fraction), 10 ** len(fraction)) if fraction else 0)
        return *(factor * number(part or "0") for part in parts), factor * exact

    def before(self, one: Any, other: Any) -> bool:
        """Whether the one duration ends before the other, from wherever they begin."""
        return all(_end(start, one) < _end(start, other) for start in _STARTS)


def _end(start: tuple[int, int], duration: tuple[int | Fraction, ...]) -> int | Fraction:
    """The seconds at the end of a duration that begins with the first second of a month."""
    years, months, more, hours, minutes, seconds = duration
    month = start[0] * 12 + start[1] - 1 + int(years) * 12 + int(months)
    return (((days(month // 12, month % 12 + 1, 1) + more) * 24 + hours) * 60 + minutes) * 60 + seconds


TYPES: dict[str, Callable[[str], Type]] = {
    "duration": lambda name: Durations(),
}
