"""Expressions of XPath 1.0 as trees, and what is more than that."""

from __future__ import annotations

import re
from dataclasses import dataclass

AXES = frozenset(
    "ancestor ancestor-or-self attribute child descendant descendant-or-self following following-sibling namespace "
    "parent preceding preceding-sibling self".split()
)
KIND_TESTS = frozenset(("comment", "text", "processing-instruction", "node"))

_NAME = r"[^\W\d][\w.·-]*"
_TOKEN = re.compile(
    rf"""\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)(?![\w.])
      |(?P<literal>"[^"]*"|'[^']*')
      |\$(?P<variable>{_NAME}(?::{_NAME})?)
      |(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
      |(?P<sign>::|//|\.\.|!=|<=|>=|[()\[\].@,|+\-=<>*/]))""",
    re.VERBOSE,
)


class NotXPath1(Exception):
    """Raised for an expression that is not XPath 1.0; its words say what in it is not."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A string in quotes."""

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
    """Two operands and what stands between them: `or and = != < <= > >= + - * div mod |`."""

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


Expression = Number | Literal | Variable | Call | Operator | Negative | Path | Filter

_ANY = Step("descendant-or-self", "node()")


def parse(text: str) -> Expression:
    """The tree of an expression (XPath 1.0, section 3.7). Raises NotXPath1."""
    parser = _Parser(text)
    tree = parser.binary(0)
    if parser.sign or parser.kind:
        raise NotXPath1(f"“{parser.written}” after a whole expression")
    return tree


_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


class _Parser:
    """One token ahead: its kind and its value; what is neither a sign nor an operator has no `sign`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.kind = self.sign = self.value = self.written = ""
        self._next(operand=True)

    def _next(self, *, operand: bool) -> None:
        """Go to the next token; where an `operand` is expected, names are names and `*` is one, too (section 3.7)."""
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            rest = self._text[self._at :].strip()
            if rest:
                raise NotXPath1(f"“{rest[:20]}” is not of XPath 1.0")
            self.kind = self.sign = self.value = self.written = ""
            return
        self._at = found.end()
        self.kind = found.lastgroup or ""
        self.value = found[self.kind]
        self.written = found[0].strip()
        self.sign = self.value if self.kind == "sign" else ""
        if self.kind == "name" and not operand:
            if self.value not in ("and", "or", "div", "mod"):
                raise NotXPath1(f"“{self.value}” is not an operator of XPath 1.0")
            self.sign = self.value

    def _take(self, sign: str, *, operand: bool = False) -> None:
        if self.sign != sign:
            raise NotXPath1(f"“{sign}” is missing before “{self.written}”")
        self._next(operand=operand)

    def binary(self, level: int) -> Expression:
        if level == len(_LEVELS):
            return self._unary()
        left = self.binary(level + 1)
        while self.sign in _LEVELS[level]:
            sign = self.sign
            self._next(operand=True)
            left = Operator(sign, left, self.binary(level + 1))
        return left

    def _unary(self) -> Expression:
        if self.sign == "-":
            self._next(operand=True)
            return Negative(self._unary())
        left = self._path()
        while self.sign == "|":
            self._next(operand=True)
            left = Operator("|", left, self._path())
        return left

    def _path(self) -> Expression:
        if self.sign == "/":
            self._next(operand=True)
            return Path(Root(), self._steps() if self._begins_step() else ())
        if self.sign == "//":
            self._next(operand=True)
            return Path(Root(), (_ANY, *self._steps()))
        if self._begins_step():
            return Path(None, self._steps())
        start = self._filter()
        if self.sign in ("/", "//"):
            inner = self.sign == "//"
            self._next(operand=True)
            return Path(start, ((_ANY,) if inner else ()) + self._steps())
        return start

    def _begins_step(self) -> bool:
        if self.sign in (".", "..", "@", "*"):
            return True
        return self.kind == "name" and (self._follows("::") or not self._follows("(") or self.value in KIND_TESTS)

    def _follows(self, sign: str) -> bool:
        found = re.compile(r"\s*").match(self._text, self._at)
        return self._text.startswith(sign, found.end() if found else self._at)

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self.sign in ("/", "//"):
            if self.sign == "//":
                steps.append(_ANY)
            self._next(operand=True)
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        if self.sign in (".", ".."):
            axis = "self" if self.sign == "." else "parent"
            self._next(operand=False)
            if self.sign == "[":
                raise NotXPath1("a predicate after “.”")
            return Step(axis, "node()")
        axis = "child"
        if self.sign == "@":
            axis = "attribute"
            self._next(operand=True)
        elif self.kind == "name" and self._follows("::"):
            axis = self.value
            if axis not in AXES:
                raise NotXPath1(f"there is no axis “{axis}”")
            self._next(operand=False)
            self._take("::", operand=True)
        return Step(axis, self._node_test(), self._predicates())

    def _node_test(self) -> str:
        if self.sign == "*":
            self._next(operand=False)
            return "*"
        if self.kind != "name":
            raise NotXPath1(f"“{self.written}” where the name of a node should be")
        name = self.value
        if not self._follows("("):
            self._next(operand=False)
            return name
        if name not in KIND_TESTS:
            raise NotXPath1(f"a function as a step: “{name}(”")
        self._begin_arguments()
        argument = ""
        if name == "processing-instruction" and self.kind == "literal":
            argument = self.value
            self._next(operand=False)
        self._take(")")
        return f"{name}({argument})"

    def _begin_arguments(self) -> None:
        """Go over a name and the parenthesis after it."""
        self._at = self._text.index("(", self._at) + 1
        self._next(operand=True)

    def _predicates(self) -> tuple[Expression, ...]:
        found = []
        while self.sign == "[":
            self._next(operand=True)
            found.append(self.binary(0))
            self._take("]")
        return tuple(found)

    def _filter(self) -> Expression:
        primary = self._primary()
        predicates = self._predicates()
        return Filter(primary, predicates) if predicates else primary

    def _primary(self) -> Expression:
        kind, value = self.kind, self.value
        if kind == "number":
            self._next(operand=False)
            return Number(value)
        if kind == "literal":
            self._next(operand=False)
            if self.kind == "literal":
                raise NotXPath1("a doubled quotation mark in a string")
            return Literal(value[1:-1])
        if kind == "variable":
            self._next(operand=False)
            return Variable(value)
        if self.sign == "(":
            self._next(operand=True)
            inner = self.binary(0)
            self._take(")")
            return inner
        if kind == "name" and self._follows("("):
            self._begin_arguments()
            arguments: list[Expression] = []
            while self.sign != ")":
                if arguments:
                    self._take(",", operand=True)
                arguments.append(self.binary(0))
            self._next(operand=False)
            return Call(value, tuple(arguments))
        raise NotXPath1(f"“{self.written}” is not of XPath 1.0" if self.written else "the expression is not complete")
