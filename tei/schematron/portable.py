"""Which expressions XPath 1.0 can evaluate as the version that the schema asks for would, and how they read in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tei.schematron.expression import (
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
    parts,
)
from tei.schematron.order import is_ordered
from tei.schematron.regex import without_regex
from tei.schematron.scope import BOOLEAN, ID, NODE, NODES, NUMBER, PERHAPS, STRING, UNORDERED, Judged, Scope, Type
from tei.schematron.xpath import NotXPath1, parse

_FUNCTIONS: Mapping[str, tuple[Type, str, int]] = {
    "last": (NUMBER, "", 0), "position": (NUMBER, "", 0), "count": (NUMBER, "N", 1),
    "local-name": (STRING, "n", 0), "namespace-uri": (STRING, "n", 0), "name": (STRING, "n", 0),
    "string": (STRING, "a", 0), "concat": (STRING, "aa*", 2), "starts-with": (BOOLEAN, "ss", 2),
    "contains": (BOOLEAN, "ss", 2), "substring-before": (STRING, "ss", 2), "substring-after": (STRING, "ss", 2),
    "substring": (STRING, "sdd", 2), "string-length": (NUMBER, "s", 0), "normalize-space": (STRING, "s", 0),
    "translate": (STRING, "stt", 3), "boolean": (BOOLEAN, "b", 1), "not": (BOOLEAN, "b", 1), "true": (BOOLEAN, "", 0),
    "false": (BOOLEAN, "", 0), "number": (NUMBER, "a", 0), "floor": (NUMBER, "d", 1), "ceiling": (NUMBER, "d", 1),
    "round": (NUMBER, "d", 1), "sum": (NUMBER, "N", 1), "lang": (BOOLEAN, "s", 1),
    "current": (NODE, "", 0), "generate-id": (ID, "n", 0), "id": (NODES, "i", 1), "key": (NODES, "ks", 2),
    "exists": (BOOLEAN, "e", 1), "empty": (BOOLEAN, "e", 1), "matches": (BOOLEAN, "ss", 2),
    "ends-with": (BOOLEAN, "ss", 2),
}  # fmt: skip
"""The functions of XPath 1.0 (section 4) and XSLT 1.0 (section 12), and some later ones: what they give, their
parameters — (N)odes, (n)ode, (s)tring, (d)ouble, (b)oolean, (a)ny, (i)ds, (k)ey, (e)xistence, * the last again — and
how many they need at least."""

_OLD_FUNCTIONS: Mapping[str, Type] = {
    "document": NODES, "format-number": STRING, "system-property": STRING, "unparsed-entity-uri": STRING,
    "element-available": BOOLEAN, "function-available": BOOLEAN,
}  # fmt: skip
"""Those of XSLT 1.0 that later versions have otherwise."""

_BY_WORDS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

ID_KEY = "tei.own:id"
"""The key of elements by their xml:id."""
ORDER = "the order of elements and texts together: lxml does not know it"
"""Why nodes cannot be gone through."""
TOKENS = "tei.str:tokenize"
"""The function of EXSLT that makes nodes of the words in a string."""


@lru_cache(maxsize=4096)
def portable(text: str, scope: Scope, *, truth: bool = False) -> Judged:
    """An expression as XPath 1.0, if it gives there what it gives in the version of the binding.

    For versions 2 and 3 that is judged by the types (XPath 2.0, appendix I, without XPath 1.0 compatibility): what
    could differ for some document is refused. With `truth` only the truth value is asked for. Raises NotXPath1 with
    the reason.
    """
    return _Judge(scope).judge(parse(text), truth=truth)


class _Judge:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._old = scope.binding == "1"
        self._depth = 0
        """In how many predicates an expression stands."""
        self._on_attributes = scope.on_attributes

    def judge(self, tree: Expression, *, truth: bool = False) -> Judged:
        """An expression in XPath 1.0. Raises NotXPath1."""
        match tree:
            case Number(text):
                if "." in text:
                    self._differs("decimal numbers")
                return Judged(NUMBER, tree)
            case Literal():
                return Judged(STRING, tree)
            case Variable(name):
                if name not in self._scope.variables:
                    raise NotXPath1(f"the variable ${name} is not of XPath 1.0")
                bound = self._scope.variables[name]
                found = Judged(bound.type, Variable(bound.name))
                return self._certain(found, truth)
            case Negative(operand):
                inner = self.judge(operand)
                self._number(inner.type, "a number with a minus before it")
                return Judged(NUMBER, Negative(inner.tree))
            case Call():
                return self._call(tree, truth)
            case Operator():
                return self._operator(tree, truth)
            case Filter(primary, predicates):
                begun = self._nodes(primary, "a predicate on")
                if not begun.type.ordered:
                    raise NotXPath1(ORDER)
                within, first = self._predicates(predicates, attributes=_has_attributes(begun.tree))
                return Judged(NODE if first else begun.type, Filter(begun.tree, within))
            case Path(start, steps):
                return self._path(start, steps)
            case Sequence(items):
                return self._sequence(items, truth)
            case Conditional():
                return self._conditional(tree, truth)

    def _differs(self, what: str) -> None:
        if not self._old:
            raise NotXPath1(f"{what}: XPath 1.0 does that otherwise")

    def _certain(self, found: Judged, truth: bool) -> Judged:
        """What may be nothing counts as false, but only where its truth is all that is asked for."""
        if found.type == PERHAPS and not truth:
            self._differs("a comparison of what may not be there")
        return found

    def _nodes(self, tree: Expression, what: str) -> Judged:
        found = self.judge(tree)
        if found.type.kind != "nodes":
            raise NotXPath1(f"{what} what are no nodes")
        return found

    def _path(self, start: Expression | Root | None, steps: tuple[Step, ...]) -> Judged:
        single = True
        attributes = self._on_attributes
        if start is not None:
            attributes = False
            if not isinstance(start, Root):
                begun = self._nodes(start, "a path from")
                single, start = begun.type.single, begun.tree
                attributes = self._on_attributes or _has_attributes(begun.tree)
        made: list[Step] = []
        for step in steps:
            if step.axis == "namespace":
                raise NotXPath1("the namespace axis")
            if step.axis in ("following", "preceding") and attributes:
                raise NotXPath1(f"the axis “{step.axis}” from an attribute")
            attributes = step.axis == "attribute" or (
                attributes and step.axis in ("self", "descendant-or-self", "ancestor-or-self")
            )
            one = step.axis in ("self", "parent") or (step.axis == "attribute" and "*" not in step.test)
            one = one and not (step.axis == "attribute" and step.test == "node()")
            predicates, first = self._predicates(step.predicates, attributes=attributes)
            # A document has one root element.
            one = one or (not made and isinstance(start, Root) and step.axis == "child" and "(" not in step.test)
            single = single and (one or first)
            made.append(Step(step.axis, step.test, predicates))
        path = Path(start, tuple(made))
        return Judged(NODE if single else _several(path), path)

    def _predicates(
        self, predicates: tuple[Expression, ...], *, attributes: bool
    ) -> tuple[tuple[Expression, ...], bool]:
        """Predicates in XPath 1.0, each a number or something with a truth value, and whether one node is left."""
        outside = self._on_attributes
        self._on_attributes = attributes
        self._depth += 1
        found = tuple(self.judge(predicate, truth=True).tree for predicate in predicates)
        self._depth -= 1
        self._on_attributes = outside
        return found, any(isinstance(each, Number) for each in found)

    def _sequence(self, items: tuple[Expression, ...], truth: bool) -> Judged:
        if not truth:
            raise NotXPath1("a sequence")
        if not items:
            return Judged(BOOLEAN, Call("false", ()))
        whole = joined("|", [self._nodes(item, "a sequence of").tree for item in items])
        return Judged(_several(whole), whole)

    def _conditional(self, tree: Conditional, truth: bool) -> Judged:
        test = self.judge(tree.test, truth=True).tree
        chosen, otherwise = self.judge(tree.chosen, truth=truth), self.judge(tree.otherwise, truth=truth)
        kinds = {chosen.type.kind, otherwise.type.kind}
        if kinds - {"boolean", "nodes", "string"} or (not truth and kinds != {"boolean"}):
            raise NotXPath1("“if” for what is no truth value")
        yes = Operator("and", test, chosen.tree)
        no = Operator("and", Call("not", (test,)), otherwise.tree)
        return Judged(BOOLEAN, Operator("or", yes, no))

    def _operator(self, tree: Operator, truth: bool) -> Judged:
        sign = tree.sign
        if sign in ("and", "or"):
            left, right = self.judge(tree.left, truth=True), self.judge(tree.right, truth=True)
            return Judged(BOOLEAN, Operator(sign, left.tree, right.tree))
        if sign in ("=", "!=", "<", "<=", ">", ">="):
            return self._comparison(sign, _items(tree.left), _items(tree.right))
        if sign == "is":
            return self._certain(self._same(tree), truth)
        left, right = self.judge(tree.left), self.judge(tree.right)
        if sign in _BY_WORDS:
            return self._certain(self._by_words(_BY_WORDS[sign], left, right), truth)
        if sign == "|":
            if (left.type.kind, right.type.kind) != ("nodes", "nodes"):
                raise NotXPath1("a union of what are no nodes")
            both = Operator(sign, left.tree, right.tree)
            return Judged(_several(both), both)
        if sign == "||":
            return self.judge(Call("concat", (tree.left, tree.right)))
        self._number(left.type, f"“{sign}”")
        self._number(right.type, f"“{sign}”")
        if sign in ("div", "mod") and not (isinstance(tree.right, Number) and float(tree.right.text)):
            self._differs(f"“{sign}” by what may be 0")
        if sign == "div":
            self._differs("division")
        return Judged(NUMBER, Operator(sign, left.tree, right.tree))

    def _comparison(self, sign: str, lefts: tuple[Expression, ...], rights: tuple[Expression, ...]) -> Judged:
        """A general comparison: true where it is of any two of the items."""
        found: list[Expression] = []
        for left in map(self.judge, lefts):
            for right in map(self.judge, rights):
                kinds = {left.type.kind, right.type.kind}
                alike = kinds in ({"nodes"}, {"string"}, {"number"}, {"boolean"}, {"nodes", "string"}, {"id"})
                if not alike or (sign not in ("=", "!=") and kinds != {"number"}):
                    self._differs(f"“{sign}” between {left.type.kind} and {right.type.kind}")
                found.append(Operator(sign, left.tree, right.tree))
        return Judged(BOOLEAN, joined("or", found) if found else Call("false", ()))

    def _by_words(self, sign: str, left: Judged, right: Judged) -> Judged:
        """A value comparison: of one item with one, or nothing."""
        kinds = {left.type.kind, right.type.kind}
        if kinds not in ({"nodes"}, {"string"}, {"nodes", "string"}, {"number"}, {"boolean"}, {"id"}):
            raise NotXPath1(f"a comparison by words between {left.type.kind} and {right.type.kind}")
        if sign not in ("=", "!=") and kinds != {"number"}:
            raise NotXPath1("a comparison by words of what are no numbers")
        if left.type.several or right.type.several:
            raise NotXPath1("a comparison by words of several nodes")
        return Judged(PERHAPS if "nodes" in kinds else BOOLEAN, Operator(sign, left.tree, right.tree))

    def _same(self, tree: Operator) -> Judged:
        left, right = self._nodes(tree.left, "“is” between"), self._nodes(tree.right, "“is” between")
        if left.type.several or right.type.several:
            raise NotXPath1("“is” between several nodes")
        alone = Operator("=", Call("count", (Operator("|", left.tree, right.tree),)), Number("1"))
        return Judged(PERHAPS, Operator("and", alone, Operator("and", left.tree, right.tree)))

    def _number(self, type: Type, what: str) -> None:
        if type.kind != "number":
            self._differs(f"{what} with {type.kind}")

    def _call(self, tree: Call, truth: bool) -> Judged:
        name = tree.name.removeprefix("fn:")
        if name in _OLD_FUNCTIONS or (":" in name and self._old):
            # What the extensions of EXSLT give is taken for nodes, which fit wherever anything does.
            self._differs(f"{name}()")
            return Judged(
                _OLD_FUNCTIONS.get(name, NODES), Call(name, tuple(self.judge(a).tree for a in tree.arguments))
            )
        if name not in _FUNCTIONS:
            raise NotXPath1(f"the function {tree.name}() is not of XPath 1.0")
        type, parameters, least = _FUNCTIONS[name]
        most = len(tree.arguments) if parameters.endswith("*") else len(parameters)
        if not least <= len(tree.arguments) <= most:
            raise NotXPath1(f"{name}() with {len(tree.arguments)} arguments")
        if name in ("position", "last") and not self._depth:
            raise NotXPath1(f"{name}() of the context node")
        if name == "current" and self._scope.in_pattern:
            raise NotXPath1("current() in a context")
        if name in ("sum", "number"):
            self._differs(f"{name}()")
        own = parameters.rstrip("*")
        letters = own + own[-1:] * (len(tree.arguments) - len(own))
        given = [self._argument(name, letter, each) for letter, each in zip(letters, tree.arguments, strict=False)]
        return self._made(name, type, given, truth)

    def _argument(self, name: str, wanted: str, tree: Expression) -> Expression:
        if wanted == "k" and not (isinstance(tree, Literal) and tree.text in self._scope.keys):
            raise NotXPath1("a key that is not of XPath 1.0")
        given = self.judge(tree, truth=wanted == "b")
        kind = given.type.kind
        if wanted in ("N", "n", "e") and kind != "nodes":
            raise NotXPath1(f"{name}() of what are no nodes")
        if wanted in ("n", "s", "a", "i") and given.type.several:
            self._differs(f"{name}() of several nodes")
            if not given.type.ordered:
                raise NotXPath1(ORDER)
        if (wanted in ("s", "i") and kind in ("number", "boolean")) or (kind == "id" and wanted != "b"):
            self._differs(f"{name}() of a {kind}")
        if wanted == "t" and kind != "string":
            self._differs(f"{name}() with {kind}, which may not be there,")
        if wanted == "d" and kind != "number":
            self._differs(f"{name}() with {kind}")
        return given.tree

    def _made(self, name: str, type: Type, given: list[Expression], truth: bool) -> Judged:
        """The call in XPath 1.0."""
        call: Expression = Call(name, tuple(given))
        match name:
            case "exists":
                call = Call("boolean", tuple(given))
            case "empty":
                call = Call("not", tuple(given))
            case "ends-with":
                text, end = given
                behind = Operator("-", Call("string-length", (text,)), Call("string-length", (end,)))
                rest = Call("substring", (text, Operator("+", behind, Number("1"))))
                call = Operator("=", rest, Call("string", (end,)))
            case "matches":
                call = without_regex(*given)
            case "id":
                if not (truth or self._old):
                    raise NotXPath1("what id() gives, if an id is given twice")
                call = Call("key", (Literal(ID_KEY), Call(TOKENS, (given[0], Literal(" \t\n\r")))))
        return Judged(type, call)


def result(function: str) -> Type:
    """What a function of XPath 1.0 or XSLT 1.0 gives. Raises NotXPath1 for an extension, of which that is not known."""
    if type := _OLD_FUNCTIONS.get(function):
        return type
    if function not in _FUNCTIONS:
        raise NotXPath1(f"what {function}() gives is not known")
    return _FUNCTIONS[function][0]


def _several(tree: Expression) -> Type:
    return NODES if is_ordered(tree) else UNORDERED


def _items(tree: Expression) -> tuple[Expression, ...]:
    return tree.items if isinstance(tree, Sequence) else (tree,)


def _has_attributes(tree: Expression) -> bool:
    """Whether attributes may be among the nodes that an expression gives."""
    return any(
        isinstance(each, Variable)
        or (isinstance(each, Call) and each.name in ("current", "key"))
        or (isinstance(each, Step) and each.axis == "attribute")
        for each in parts(tree)
    )
