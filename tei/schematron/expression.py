"""Expressions of XPath as trees, and a tree of XPath 1.0 written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A string, without its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A reference to a variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """Two operands and what stands between them.

    `or and = != < <= > >= + - * div mod |` are those of XPath 1.0; `eq ne lt le gt ge is ||` came later.
    """

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negative:
    """An operand with a minus before it."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: its axis, its node test as written (`tei:p`, `*`, `text()`), and its predicates."""

    axis: str
    test: str
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root, from what an expression gives, or from the context node (`start` is None)."""

    start: Expression | Root | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """The root of the document."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What an expression gives, less what its predicates leave out."""

    primary: Expression
    predicates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Expressions in parentheses, separated by commas (XPath 2.0)."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Conditional:
    """`if (test) then chosen else otherwise` (XPath 2.0)."""

    test: Expression
    chosen: Expression
    otherwise: Expression


Expression = Number | Literal | Variable | Call | Operator | Negative | Path | Filter | Sequence | Conditional

ANY = Step("descendant-or-self", "node()")
"""What `//` stands for."""


def parts(tree: Expression) -> Iterator[Expression | Step]:
    """The expression itself and all expressions and steps in it."""
    yield tree
    inner: tuple[Expression, ...] = ()
    match tree:
        case Call(_, arguments):
            inner = arguments
        case Operator(_, left, right):
            inner = left, right
        case Negative(operand):
            inner = (operand,)
        case Filter(primary, predicates):
            inner = primary, *predicates
        case Sequence(items):
            inner = items
        case Conditional(test, chosen, otherwise):
            inner = test, chosen, otherwise
        case Path(start, steps):
            yield from steps
            begun = () if start is None or isinstance(start, Root) else (start,)
            inner = (*begun, *(predicate for step in steps for predicate in step.predicates))
    for each in inner:
        yield from parts(each)


def joined(sign: str, operands: list[Expression]) -> Expression:
    """Operands with an associative operator between them, as a tree that is no deeper than it must be."""
    if len(operands) == 1:
        return operands[0]
    half = (len(operands) + 1) // 2
    return Operator(sign, joined(sign, operands[:half]), joined(sign, operands[half:]))


def prefixes(tree: Expression) -> set[str]:
    """The prefixes of the names in an expression."""
    names = (each.test if isinstance(each, Step) else getattr(each, "name", "") for each in parts(tree))
    return {prefix for prefix, sign, _ in (name.partition(":") for name in names) if sign and "(" not in prefix}


def write(tree: Expression) -> str:
    """The text of a tree that is XPath 1.0."""
    match tree:
        case Number(text):
            return text
        case Literal(text):
            return _quoted(text)
        case Variable(name):
            return f"${name}"
        case Call(name, arguments):
            return f"{name}({', '.join(map(write, arguments))})"
        case Operator(sign, left, right):
            return f"({write(left)} {sign} {write(right)})"
        case Negative(operand):
            return f"(-{write(operand)})"
        case Filter(primary, predicates):
            return f"({write(primary)}){_predicates(predicates)}"
        case Path(start, steps):
            return _path(start, steps)
    raise ValueError(f"{tree} is not of XPath 1.0")


def _quoted(text: str) -> str:
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    pieces = ", '\"', ".join(f'"{piece}"' for piece in text.split('"'))
    return f"concat({pieces})"


def _path(start: Expression | Root | None, steps: tuple[Step, ...]) -> str:
    if start is None:
        begun = ""
    elif isinstance(start, Root):
        begun = "/"
    else:
        begun = write(start) if isinstance(start, Call | Variable | Operator) else f"({write(start)})"
    for number, step in enumerate(steps):
        if step == ANY and begun and number + 1 < len(steps) and not begun.endswith("//"):
            begun += "/" if begun == "/" else "//"
        else:
            begun += ("/" if begun and not begun.endswith("/") else "") + _step(step)
    return begun


def _step(step: Step) -> str:
    if step in (Step("self", "node()"), Step("parent", "node()")):
        return "." if step.axis == "self" else ".."
    abbreviated = {"child": "", "attribute": "@"}.get(step.axis, f"{step.axis}::")
    return f"{abbreviated}{step.test}{_predicates(step.predicates)}"


def _predicates(predicates: tuple[Expression, ...]) -> str:
    return "".join(f"[{write(each)}]" for each in predicates)
