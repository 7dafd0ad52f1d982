"""Predicates that ask for the position of a node among its siblings, said by what stands before and behind it."""

from __future__ import annotations

from dataclasses import replace

from tei.schematron.expression import (
    Call,
    Expression,
    Filter,
    Literal,
    Negative,
    Number,
    Operator,
    Path,
    Root,
    Step,
    Variable,
    parts,
)
from tei.schematron.portable import result
from tei.schematron.scope import NUMBER, Scope
from tei.schematron.xpath import NotXPath1

_TRUTHS = frozenset(("or", "and", "=", "!=", "<", "<=", ">", ">=", "|"))
_TRUE_OR_FALSE = frozenset(("not", "boolean", "contains", "starts-with", "true", "false", "lang"))
_POSITION = Call("position", ())
_LAST = Call("last", ())


def is_counted(step: Step) -> bool:
    """Whether a predicate of a step may depend on the position of a node."""
    return any(map(_counts, step.predicates))


def _counts(predicate: Expression) -> bool:
    asks = any(isinstance(part, Call) and part.name in ("position", "last") for part in parts(predicate))
    known = isinstance(predicate, Path | Literal) or (isinstance(predicate, Operator) and predicate.sign in _TRUTHS)
    return asks or not (known or (isinstance(predicate, Call) and predicate.name in _TRUE_OR_FALSE))


def uncounted(step: Step, scope: Scope) -> Step:
    """A step to children, the predicates of which ask for no position, but for the siblings that make it.

    Raises NotXPath1 where it is not known whether a predicate is a number.
    """
    made: tuple[Expression, ...] = ()
    for predicate in step.predicates:
        made = (*made, _Siblings(step.test, made).said(predicate, scope) if _counts(predicate) else predicate)
    return replace(step, predicates=made)


class _Siblings:
    """The siblings of a node that a step leads to, too, as far as its predicates go."""

    def __init__(self, test: str, predicates: tuple[Expression, ...]) -> None:
        self._before = Step("preceding-sibling", test, predicates)
        self._behind = Step("following-sibling", test, predicates)

    def said(self, predicate: Expression, scope: Scope) -> Expression:
        """A predicate without position() and last()."""
        match predicate:
            case (
                Number(text)
                | Operator("=", Call("position"), Number(text))
                | Operator("=", Number(text), Call("position"))
            ):
                return self._at(float(text))
            case (
                Call("last")
                | Operator("=", Call("position"), Call("last"))
                | Operator("=", Call("last"), Call("position"))
            ):
                return Call("not", (_nth(self._behind, 1),))
        without = self._without(predicate)
        return Operator("=", without, self._without(_POSITION)) if _is_number(predicate, scope) else without

    def _at(self, position: float) -> Expression:
        """Whether a node is the nth: as many are before it, and no more."""
        if position < 1 or not position.is_integer():
            return Call("false", ())
        none_more = Call("not", (_nth(self._before, int(position)),))
        return none_more if position == 1 else Operator("and", _nth(self._before, int(position) - 1), none_more)

    def _without(self, tree: Expression) -> Expression:
        """A tree without position() and last(), but in predicates of its own, where they are those of other nodes."""
        match tree:
            case Call("position"):
                return Operator("+", Call("count", (Path(None, (self._before,)),)), Number("1"))
            case Call("last"):
                return Operator("+", self._without(_POSITION), Call("count", (Path(None, (self._behind,)),)))
            case Call(name, arguments):
                return Call(name, tuple(map(self._without, arguments)))
            case Operator(sign, left, right):
                return Operator(sign, self._without(left), self._without(right))
            case Negative(operand):
                return Negative(self._without(operand))
            case Filter(primary, predicates):
                return Filter(self._without(primary), predicates)
            case Path(start, steps) if start is not None and not isinstance(start, Root):
                return Path(self._without(start), steps)
        return tree


def _nth(step: Step, number: int) -> Path:
    return Path(None, (replace(step, predicates=(*step.predicates, Number(str(number)))),))


def _is_number(tree: Expression, scope: Scope) -> bool:
    """Whether a predicate is a number. Raises NotXPath1 where that is not known."""
    match tree:
        case Number() | Negative():
            return True
        case Operator(sign):
            return sign not in _TRUTHS
        case Call(name):
            return result(name) == NUMBER
        case Variable(name):
            bound = next(each for each in scope.variables.values() if each.name == name)
            if bound.type.kind == "nodes" and scope.binding == "1":
                raise NotXPath1(f"the variable ${name} may be a position")
            return bound.type == NUMBER
    return False
