"""Whether XPath 1.0 gives the same for an expression as the version that the schema asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Kinds

from tei.schematron.xpath import (
    Call,
    Expression,
    Filter,
    Literal,
    Negative,
    NotXPath1,
    Number,
    Operator,
    Path,
    Root,
    Step,
    Variable,
    parse,
)


@dataclass(frozen=True, slots=True)
class Type:
    """What an expression gives: nodes, a string, a number or a boolean; `single` for at most one node."""

    kind: Kinds["nodes", "string", "number", "boolean"]
    single: bool = True


NODES = Type("nodes", single=False)
NODE = Type("nodes")
STRING = Type("string")
NUMBER = Type("number")
BOOLEAN = Type("boolean")

_FUNCTIONS: Mapping[str, tuple[Type, str, int]] = {
    "last": (NUMBER, "", 0), "position": (NUMBER, "", 0), "count": (NUMBER, "N", 1),
    "local-name": (STRING, "n", 0), "namespace-uri": (STRING, "n", 0), "name": (STRING, "n", 0),
    "string": (STRING, "a", 0), "concat": (STRING, "ss*", 2), "starts-with": (BOOLEAN, "ss", 2),
    "contains": (BOOLEAN, "ss", 2), "substring-before": (STRING, "ss", 2), "substring-after": (STRING, "ss", 2),
    "substring": (STRING, "sdd", 2), "string-length": (NUMBER, "s", 0), "normalize-space": (STRING, "s", 0),
    "translate": (STRING, "sss", 3), "boolean": (BOOLEAN, "b", 1), "not": (BOOLEAN, "b", 1), "true": (BOOLEAN, "", 0),
    "false": (BOOLEAN, "", 0), "number": (NUMBER, "a", 0), "floor": (NUMBER, "d", 1), "ceiling": (NUMBER, "d", 1),
    "round": (NUMBER, "d", 1), "sum": (NUMBER, "N", 1), "lang": (BOOLEAN, "s", 1),
}  # fmt: skip
"""The functions of XPath 1.0 (section 4) that need no document type: what they give, their parameters — (N)odes,
(n)ode, (s)tring, (d)ouble, (b)oolean, (a)ny, * the last again — and how many they need at least."""

Variables = Mapping[str, Type]


def portable(text: str, variables: Variables, binding: str) -> Type:
    """What an expression gives, if XPath 1.0 evaluates it as the binding's version would.

    For versions 2 and 3 that is judged by the types (XPath 2.0, appendix I, without XPath 1.0 compatibility): what
    could differ for some document is refused. Raises NotXPath1 with the reason.
    """
    return _Judge(variables, binding == "1").type(parse(text))


class _Judge:
    def __init__(self, variables: Variables, old: bool) -> None:
        self._variables = variables
        self._old = old

    def type(self, tree: Expression) -> Type:
        """The type of an expression. Raises NotXPath1."""
        match tree:
            case Number(text):
                if "." in text:
                    self._differs("decimal numbers")
                return NUMBER
            case Literal():
                return STRING
            case Variable(name):
                if name not in self._variables:
                    raise NotXPath1(f"the variable ${name} is not of XPath 1.0")
                return self._variables[name]
            case Negative(operand):
                self._number(self.type(operand), "a number with a minus before it")
                return NUMBER
            case Call():
                return self._call(tree)
            case Operator():
                return self._operator(tree)
            case Filter(primary, predicates):
                if self.type(primary).kind != "nodes":
                    raise NotXPath1("a predicate on what are no nodes")
                return self._within(predicates, self.type(primary))
            case Path(start, steps):
                return self._path(start, steps)

    def _differs(self, what: str) -> None:
        if not self._old:
            raise NotXPath1(f"{what}: XPath 1.0 does that otherwise")

    def _path(self, start: Expression | Root | None, steps: tuple[Step, ...]) -> Type:
        single = True
        if start is not None and not isinstance(start, Root):
            begun = self.type(start)
            if begun.kind != "nodes":
                raise NotXPath1("a path from what are no nodes")
            single = begun.single
        for step in steps:
            if step.axis == "namespace":
                raise NotXPath1("the namespace axis")
            one = step.axis in ("self", "parent") or (step.axis == "attribute" and "*" not in step.test)
            one = one and step.test != "node()" if step.axis == "attribute" else one
            self._within(step.predicates, NODES)
            first = any(isinstance(p, Number) for p in step.predicates)
            single = single and (one or first)
        return NODES if not single else NODE

    def _within(self, predicates: tuple[Expression, ...], type: Type) -> Type:
        """The type of nodes after predicates, each a number, or something with a truth value."""
        for predicate in predicates:
            self.type(predicate)
            if isinstance(predicate, Number):
                type = NODE
        return type

    def _operator(self, tree: Operator) -> Type:
        left, right = self.type(tree.left), self.type(tree.right)
        if tree.sign in ("and", "or"):
            return BOOLEAN
        if tree.sign == "|":
            if (left.kind, right.kind) != ("nodes", "nodes"):
                raise NotXPath1("a union of what are no nodes")
            return NODES
        if tree.sign in ("=", "!="):
            kinds = {left.kind, right.kind}
            if kinds not in ({"nodes"}, {"string"}, {"number"}, {"boolean"}, {"nodes", "string"}):
                self._differs(f"“{tree.sign}” between {left.kind} and {right.kind}")
            return BOOLEAN
        if tree.sign in ("<", "<=", ">", ">="):
            if left.kind != "number" or right.kind != "number":
                self._differs(f"“{tree.sign}” between {left.kind} and {right.kind}")
            return BOOLEAN
        self._number(left, f"“{tree.sign}”")
        self._number(right, f"“{tree.sign}”")
        if tree.sign in ("div", "mod") and not (isinstance(tree.right, Number) and int(tree.right.text or "0")):
            self._differs(f"“{tree.sign}” by what may be 0")
        if tree.sign == "div":
            self._differs("division")
        return NUMBER

    def _number(self, type: Type, what: str) -> None:
        if type.kind != "number":
            self._differs(f"{what} with {type.kind}")

    def _call(self, tree: Call) -> Type:
        name = tree.name.removeprefix("fn:") if not self._old else tree.name
        if name not in _FUNCTIONS or name != tree.name:
            raise NotXPath1(f"the function {tree.name}() is not of XPath 1.0")
        type, parameters, least = _FUNCTIONS[name]
        most = len(tree.arguments) if parameters.endswith("*") else len(parameters)
        if not least <= len(tree.arguments) <= most:
            raise NotXPath1(f"{name}() with {len(tree.arguments)} arguments")
        for number, argument in enumerate(tree.arguments):
            self._argument(name, parameters[min(number, len(parameters.rstrip("*")) - 1)], self.type(argument))
        if name == "sum":
            self._differs("sum()")
        return type

    def _argument(self, name: str, wanted: str, given: Type) -> None:
        if wanted in ("N", "n") and given.kind != "nodes":
            raise NotXPath1(f"{name}() of what are no nodes")
        if wanted in ("n", "s", "a") and given.kind == "nodes" and not given.single:
            self._differs(f"{name}() of several nodes")
        if wanted == "s" and given.kind in ("number", "boolean"):
            self._differs(f"{name}() of a {given.kind}")
        if wanted == "d" and given.kind != "number":
            self._differs(f"{name}() with {given.kind}")
