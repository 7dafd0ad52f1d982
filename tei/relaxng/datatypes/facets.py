"""The parameters of datatypes (XML Schema part 2, section 4.3; Guidelines for their use with RELAX NG, section 2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tei.relaxng.datatypes.datatype import Datatype, DatatypeError
from tei.relaxng.datatypes.space import collapse
from tei.relaxng.datatypes.type import DIGITS, LENGTHS, LIMITS, Type, quoted

_REFUSED = {
    "whiteSpace": "the parameter “whiteSpace” is not allowed: the datatype itself says what is done with white space",
    "enumeration": "the parameter “enumeration” is not allowed: write a choice of values instead",
}


class Facet(NamedTuple):
    """One restriction of a datatype: whether a text keeps to it, and why one does not."""

    holds: Callable[[str], object]
    reason: Callable[[str], str]


def facet(type: Type, base: Datatype, name: str, literal: str) -> Facet:
    """The restriction that a parameter makes of a type; `base` has those before it. Raises DatatypeError."""
    if name in _REFUSED:
        raise DatatypeError(_REFUSED[name])
    if name not in LENGTHS | LIMITS | DIGITS | {"pattern"}:
        raise DatatypeError(f"there is no parameter “{name}”")
    if name not in type.facets:
        raise DatatypeError(f"the datatype “{type.name}” takes no parameter “{name}”")
    if name == "pattern":
        return _pattern(literal)
    if name in LENGTHS:
        return _length(type, name, literal)
    return _digits(type, name, literal) if name in DIGITS else _limit(type, base, name, literal)


def _pattern(literal: str) -> Facet:
    # What reads expressions is loaded only for a schema that has one.
    from tei.relaxng.datatypes.expressions import Expression, ExpressionError

    try:
        expression = Expression(literal)
    except ExpressionError as error:
        raise DatatypeError(f"{quoted(literal)} is not a regular expression of XML Schema: {error}") from None
    return Facet(expression.matches, lambda text: f"{quoted(text)} does not match the pattern {literal}")


def _length(type: Type, name: str, literal: str) -> Facet:
    bound = _count(name, literal, 0)
    allowed = f"{'at least ' if name == 'minLength' else 'at most ' if name == 'maxLength' else ''}{bound}"
    holds = {
        "length": lambda text: type.length(text) == bound,
        "minLength": lambda text: type.length(text) >= bound,
        "maxLength": lambda text: type.length(text) <= bound,
    }[name]
    return Facet(holds, lambda text: f"{_many(type.length(text), type.unit)}, {allowed} {_are(bound)} allowed")


def _digits(type: Type, name: str, literal: str) -> Facet:
    total = name == "totalDigits"
    bound = _count(name, literal, 1 if total else 0)

    def count(text: str) -> int:
        whole, _, fraction = text.lstrip("+-").partition(".")
        whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
        # A number i × 10^-n has at most as many places n as it may have digits.
        return max(len((whole + fraction).lstrip("0")), len(fraction)) if total else len(fraction)

    place = "" if total else " after the point"
    return Facet(
        lambda text: count(text) <= bound,
        lambda text: f"{_many(count(text), 'digit')}{place}, at most {bound} {_are(bound)} allowed",
    )


def _limit(type: Type, base: Datatype, name: str, literal: str) -> Facet:
    reason = base.reason(literal)
    if reason:
        raise DatatypeError(f"the parameter “{name}” must itself be a value of the datatype: {reason}")
    text = collapse(literal)
    limit = type.value(text, {})
    least, inclusive = name.startswith("min"), name.endswith("Inclusive")

    def holds(text: str) -> bool:
        value = type.value(text, {})
        if inclusive and value == limit:
            return True
        return type.before(limit, value) if least else type.before(value, limit)

    return Facet(holds, lambda value: f"{quoted(value)} is not {type.relations[name]} {text}")


def _count(name: str, literal: str, least: int) -> int:
    digits = re.fullmatch(r"\+?([0-9]{1,1000})", collapse(literal))
    if not digits or int(digits[1]) < least:
        raise DatatypeError(f"the parameter “{name}” must be a whole number, {least} or more, not {quoted(literal)}")
    return int(digits[1])


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
