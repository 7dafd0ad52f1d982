"""Which nodes go to the rules of a pattern: told by their kinds, their names and their attributes, in one walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei.schematron.expression import Expression, Literal, Operator, Path, Step

_KINDS = ("text()", "comment()", "processing-instruction(")


@dataclass(frozen=True, slots=True)
class Selection:
    """All nodes that may match the contexts of a pattern, none of them twice."""

    names: tuple[str, ...] = ()
    """Names of elements."""
    condition: str | None = None
    """What is true of elements, where names do not tell them; "" for all."""
    attributes: tuple[str, ...] = ()
    """Names of attributes, or `*`."""
    others: tuple[str, ...] = ()
    """Expressions for nodes of other kinds."""


def selection(paths: Sequence[Path]) -> Selection:
    """What is to be looked at for these paths."""
    others = ["/"] if any(not path.steps for path in paths) else []
    last = [path.steps[-1] for path in paths if path.steps]
    attributes = tuple(dict.fromkeys(step.test for step in last if step.axis == "attribute"))
    children = [step for step in last if step.axis != "attribute"]
    anything = any(step.test == "node()" for step in children)
    for kind in _KINDS:
        tests = {step.test: None for step in children if step.test.startswith(kind)}
        if anything or len(tests) > 1:
            others.append(f"//{kind.rstrip('()')}()")
        elif tests:
            others.append(f"//{next(iter(tests))}")
    elements = [step for step in children if "(" not in step.test]
    if any("*" in test or "(" in test for test in attributes):
        attributes = ("*",)
    if anything:
        return Selection((), "", attributes, tuple(others))
    if all("*" not in step.test for step in elements):
        return Selection(tuple(dict.fromkeys(step.test for step in elements)), None, attributes, tuple(others))
    conditions = dict.fromkeys(map(_condition, elements))
    return Selection((), "" if "" in conditions else " or ".join(conditions), attributes, tuple(others))


def _condition(step: Step) -> str:
    """What is true of the elements that a step may match; "" if that is not known."""
    own = "" if step.test == "*" else f"self::{step.test}"
    if "*" not in step.test:
        return own
    return next((f"@{name}" for predicate in step.predicates if (name := _needed(predicate))), own)


def _needed(predicate: Expression) -> str:
    """The name of an attribute that an element has if it fulfils a predicate; "" if none is known."""
    match predicate:
        case Path(None, (Step("attribute", test, _), *_)) if not set("*(") & set(test):
            return test
        case Operator("and", left, right):
            return _needed(left) or _needed(right)
        case Operator("=" | "!=", Path() as path, Literal()):
            return _needed(path)
    return ""
