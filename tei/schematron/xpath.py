"""Reads expressions of XPath 1.0, and of what later versions write otherwise for the same."""

from __future__ import annotations

import re

from tei.schematron.expression import (
    ANY,
    Call,
    Conditional,
    Expression,
    Filter,
    Literal,
    Negative,
    Number,
    Operator,
    Path,
    Root,
    Sequence,
    Step,
    Variable,
    joined,
)

AXES = frozenset(
    "ancestor ancestor-or-self attribute child descendant descendant-or-self following following-sibling namespace "
    "parent preceding preceding-sibling self".split()
)
KIND_TESTS = frozenset(("comment", "text", "processing-instruction", "node", "element", "attribute"))

_NAME = r"[^\W\d][\w.·-]*"
_SPACE = re.compile(r"(?:\s|\(:(?:[^:(]|:(?!\))|\((?!:))*:\))*")
_TOKEN = re.compile(
    rf"""(?:(?P<number>\d+(?:\.\d*)?|\.\d+)(?![\w.])
      |(?P<literal>(?:"[^"]*")+|(?:'[^']*')+)
      |\$(?P<variable>{_NAME}(?::{_NAME})?)
      |(?P<name>\*:{_NAME}|{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
      |(?P<sign>::|\|\||//|\.\.|!=|<=|>=|[()\[\].@,|+\-=<>*/]))""",
    re.VERBOSE,
)

_LEVELS = (
    ("or",),
    ("and",),
    ("=", "!=", "eq", "ne", "is"),
    ("<", "<=", ">", ">=", "lt", "le", "gt", "ge"),
    ("||",),
    ("+", "-"),
    ("*", "div", "mod"),
)
_LEVEL = {sign: level for level, signs in enumerate(_LEVELS) for sign in signs}
_ASSOCIATIVE = frozenset(("or", "and", "|"))
_DEEPEST = 32
"""So many expressions may stand in each other."""
_MOST = 100
"""So many operators may follow each other, and so many paths may be meant by one with unions as steps."""

_WORDS = frozenset("and or div mod eq ne lt le gt ge is union then else".split())


class NotXPath1(Exception):
    """Raised for an expression that is not XPath 1.0; its words say what in it is not."""


def parse(text: str) -> Expression:
    """The tree of an expression.

    It may be XPath 1.0 (section 3.7) or have, from later versions, comments, comparisons by words, `||`, sequences,
    `if`, `*:name`, kind tests of elements and attributes, and unions as steps. Raises NotXPath1 for anything more, and
    for what is nested so deep that to go through it is no longer safe.
    """
    parser = _Parser(text)
    tree = parser.whole()
    if parser.sign or parser.kind:
        raise NotXPath1(f"“{parser.written}” after a whole expression")
    return tree


def _row(signs: list[str], operands: list[Expression]) -> Expression:
    """Operands with operators of one level between them."""
    if signs[0] in _ASSOCIATIVE:
        return joined(signs[0], operands)
    if len(signs) > _MOST:
        raise NotXPath1(f"more than {_MOST} operators in a row")
    left = operands[0]
    for sign, right in zip(signs, operands[1:], strict=True):
        left = Operator(sign, left, right)
    return left


class _Parser:
    """One token ahead: its kind and its value; what is neither a sign nor an operator has no `sign`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self.kind = self.sign = self.value = self.written = ""
        self._next(operand=True)

    def _next(self, *, operand: bool) -> None:
        """Go to the next token; where an `operand` is expected, names are names and `*` is one, too (section 3.7)."""
        begin = self._behind_space()
        found = _TOKEN.match(self._text, begin)
        if found is None:
            if rest := self._text[begin:]:
                raise NotXPath1(f"“{rest[:20]}” is not of XPath 1.0")
            self.kind = self.sign = self.value = self.written = ""
            return
        self._at = found.end()
        self.kind = found.lastgroup or ""
        self.value = found[self.kind]
        self.written = found[0]
        self.sign = self.value if self.kind == "sign" else ""
        if self.kind == "name" and not operand:
            if self.value not in _WORDS:
                raise NotXPath1(f"“{self.value}” is not an operator of XPath 1.0")
            self.sign = self.value

    def _behind_space(self) -> int:
        found = _SPACE.match(self._text, self._at)
        return found.end() if found else self._at

    def _take(self, sign: str, *, operand: bool = False) -> None:
        if self.sign != sign:
            raise NotXPath1(f"“{sign}” is missing before “{self.written}”")
        self._next(operand=operand)

    def whole(self) -> Expression:
        """An expression, up to where it ends."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotXPath1(f"more than {_DEEPEST} expressions in each other")
        tree = self._binary(0)
        self._depth -= 1
        return tree

    def _binary(self, least: int) -> Expression:
        """Operands and the operators between them that bind as closely as those of a level, or closer."""
        left = self._unary()
        while (level := _LEVEL.get(self.sign, -1)) >= least:
            operands, signs = [left], []
            while _LEVEL.get(self.sign) == level:
                signs.append(self.sign)
                self._next(operand=True)
                operands.append(self._binary(level + 1))
            left = _row(signs, operands)
        return left

    def _unary(self) -> Expression:
        if self.sign == "-":
            self._next(operand=True)
            if self.sign == "-":
                raise NotXPath1("a minus before a minus")
            return Negative(self._unary())
        paths = [self._path()]
        while self.sign in ("|", "union"):
            self._next(operand=True)
            paths.append(self._path())
        return joined("|", paths)

    def _path(self) -> Expression:
        if self.sign == "/":
            self._next(operand=True)
            if not (self._begins_step() or self.sign == "("):
                return Path(Root(), ())
            return self._paths(Root(), ())
        if self.sign == "//":
            self._next(operand=True)
            return self._paths(Root(), (ANY,))
        if self._begins_step():
            return self._paths(None, ())
        start = self._filter()
        if self.sign in ("/", "//"):
            inner = self.sign == "//"
            self._next(operand=True)
            return self._paths(start, (ANY,) if inner else ())
        return start

    def _begins_step(self) -> bool:
        if self.sign in (".", "..", "@", "*"):
            return True
        called = self._follows("(") and not self._follows("(:")
        return self.kind == "name" and (self._follows("::") or not called or self.value in KIND_TESTS)

    def _follows(self, sign: str) -> bool:
        return self._text.startswith(sign, self._behind_space())

    def _paths(self, start: Expression | Root | None, steps: tuple[Step, ...]) -> Expression:
        """The path from a start on; a union as a step of it makes a union of paths."""
        every = [steps]
        while True:
            following = self._union() if self.sign == "(" else [(self._step(),)]
            if min(len(every), len(following)) > 1 and len(every) * len(following) > _MOST:
                raise NotXPath1(f"unions as steps that mean more than {_MOST} paths")
            every = [before + after for before in every for after in following]
            if self.sign not in ("/", "//"):
                break
            if self.sign == "//":
                every = [(*before, ANY) for before in every]
            self._next(operand=True)
        return joined("|", [Path(start, each) for each in every])

    def _union(self) -> list[tuple[Step, ...]]:
        """The alternatives in parentheses that are a step."""
        self._next(operand=True)
        inner = self.whole()
        self._take(")")
        if self.sign == "[":
            raise NotXPath1("a predicate on a union as a step")
        found: list[tuple[Step, ...]] = []
        rest = [inner]
        while rest:
            match rest.pop(0):
                case Operator("|", left, right):
                    rest[:0] = [left, right]
                case Path(None, steps):
                    found.append(steps)
                case _:
                    raise NotXPath1("an expression as a step")
        return found

    def _step(self) -> Step:
        if self.sign in (".", ".."):
            axis = "self" if self.sign == "." else "parent"
            self._next(operand=False)
            return Step(axis, "node()", self._predicates())
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
        elif self.kind == "name" and self.value == "attribute" and self._follows("("):
            axis = "attribute"
        return self._tested(axis)

    def _tested(self, axis: str) -> Step:
        """The step along an axis, from its node test on."""
        if self.sign == "*":
            self._next(operand=False)
            return Step(axis, "*", self._predicates())
        if self.kind != "name":
            raise NotXPath1(f"“{self.written}” where the name of a node should be")
        name = self.value
        if not self._follows("("):
            self._next(operand=False)
            if not name.startswith("*:"):
                return Step(axis, name, self._predicates())
            named = Operator("=", Call("local-name", ()), Literal(name[2:]))
            return Step(axis, "*", (named, *self._predicates()))
        if name not in KIND_TESTS:
            raise NotXPath1(f"a function as a step: “{name}(”")
        return self._kind_test(axis, name)

    def _kind_test(self, axis: str, name: str) -> Step:
        self._begin_arguments()
        argument = ""
        if name in ("element", "attribute"):
            if (name == "attribute") != (axis == "attribute"):
                raise NotXPath1(f"{name}() on the axis “{axis}”")
            test = "*"
            if self.sign != ")":
                test = self.value
                self._next(operand=False)
            self._take(")")
            return Step(axis, test, self._predicates())
        if name == "processing-instruction" and self.kind == "literal":
            argument = self.value
            self._next(operand=False)
        self._take(")")
        return Step(axis, f"{name}({argument})", self._predicates())

    def _begin_arguments(self) -> None:
        """Go over a name and the parenthesis after it."""
        self._at = self._text.index("(", self._behind_space()) + 1
        self._next(operand=True)

    def _predicates(self) -> tuple[Expression, ...]:
        found = []
        while self.sign == "[":
            self._next(operand=True)
            found.append(self.whole())
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
            return Literal(value[1:-1].replace(value[0] * 2, value[0]))
        if kind == "variable":
            self._next(operand=False)
            return Variable(value)
        if self.sign == "(":
            self._next(operand=True)
            items = self._items()
            return items[0] if len(items) == 1 else Sequence(items)
        if kind == "name" and self._follows("("):
            self._begin_arguments()
            arguments = self._items()
            return self._conditional(arguments) if value == "if" else Call(value, arguments)
        raise NotXPath1(f"“{self.written}” is not of XPath 1.0" if self.written else "the expression is not complete")

    def _items(self) -> tuple[Expression, ...]:
        """Expressions up to a closing parenthesis, which is gone over."""
        items: list[Expression] = []
        while self.sign != ")":
            if items:
                self._take(",", operand=True)
            items.append(self.whole())
        self._next(operand=False)
        return tuple(items)

    def _conditional(self, tests: tuple[Expression, ...]) -> Expression:
        if len(tests) != 1:
            raise NotXPath1("“if” without one test")
        self._take("then", operand=True)
        chosen = self.whole()
        self._take("else", operand=True)
        return Conditional(tests[0], chosen, self.whole())
