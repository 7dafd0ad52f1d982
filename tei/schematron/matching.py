"""The contexts of rules: what is true of the nodes that match, and where these are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from tei.core.namespaces import XML
from tei.schematron.counting import is_counted, uncounted
from tei.schematron.expression import (
    ANY,
    Call,
    Expression,
    Literal,
    Operator,
    Path,
    Root,
    Step,
    Variable,
    joined,
    parts,
    write,
)
from tei.schematron.portable import portable
from tei.schematron.scope import Scope
from tei.schematron.xpath import NotXPath1

_ELSE = ("text()", "comment()", "processing-instruction()")
_TRUE = Call("true", ())


@dataclass(frozen=True, slots=True)
class Context:
    """A context: paths of children and attributes, with `//` between them (XSLT 1.0, section 5.2).

    Their predicates do not ask for positions.
    """

    alternatives: tuple[Path, ...]

    @property
    def has_variables(self) -> bool:
        """Whether there are variables in it."""
        return any(isinstance(part, Variable) for path in self.alternatives for part in parts(path))

    @property
    def on_attributes(self) -> bool:
        """Whether attributes may match."""
        return any(path.steps and path.steps[-1].axis == "attribute" for path in self.alternatives)

    def __str__(self) -> str:
        return " | ".join(map(write, self.alternatives))


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes of one kind, and one name if `is_named`: the pattern that matches them, and by the numbers of the contexts
    that they may match what then is true of them besides."""

    pattern: str
    is_named: bool
    conditions: Mapping[int, str]


@lru_cache(maxsize=4096)
def context(text: str, scope: Scope) -> Context:
    """The context of a rule. Raises NotXPath1 for one that is no pattern, or that XPath 1.0 matches otherwise."""
    judged = portable(text, replace(scope, in_pattern=True))
    if judged.type.kind != "nodes":
        raise NotXPath1(f"a {judged.type.kind} where nodes should be")
    paths = _alternatives(judged.tree)
    return Context(tuple(Path(path.start, tuple(uncounted(step, scope) for step in path.steps)) for path in paths))


def _alternatives(tree: Expression) -> Iterator[Path]:
    match tree:
        case Operator("|", left, right):
            yield from _alternatives(left)
            yield from _alternatives(right)
        case Path(Operator("|", left, right), steps):
            for begun in (*_alternatives(left), *_alternatives(right)):
                yield Path(begun.start, (*begun.steps, *_pattern_steps(steps, begun=True)))
        case Path(None | Root() as start, steps):
            made = _pattern_steps(steps, begun=start is not None)
            if not (made or isinstance(start, Root)):
                raise NotXPath1("no pattern that a node can match")
            yield Path(start, made)
        case _:
            raise NotXPath1("no pattern that a node can match")


def _pattern_steps(steps: tuple[Step, ...], *, begun: bool) -> tuple[Step, ...]:
    """Steps that patterns have: children and attributes, and `//` between."""
    made: list[Step] = []
    for step in steps:
        if step.axis == "attribute" and is_counted(step):
            raise NotXPath1("a position among attributes, which have no order")
        # At the beginning "anywhere" says nothing.
        anywhere = [ANY] if made or begun else []
        if step == ANY:
            made += anywhere
        elif step.axis == "descendant" and not is_counted(step):
            made += [*anywhere, replace(step, axis="child")]
        elif step.axis == "self" and not anywhere and step.test != "node()" and not is_counted(step):
            made.append(replace(step, axis="child"))
        elif step.axis in ("child", "attribute"):
            made.append(step)
        else:
            raise NotXPath1(f"the axis “{step.axis}” in a context")
    if made and made[-1] == ANY:
        raise NotXPath1("no pattern that a node can match")
    return tuple(made)


def grouped(contexts: Sequence[Context], namespaces: Mapping[str | None, str]) -> Iterator[Group]:
    """The kinds of nodes that may match, each with the contexts that it may match, in their order."""
    ends = [(number, _End(path, namespaces)) for number, each in enumerate(contexts) for path in each.alternatives]
    patterns: dict[tuple[str, _Name | None], str] = {}
    for _, end in ends:
        for kind in end.kinds:
            patterns.setdefault((kind, end.name), end.pattern or kind)
    for (kind, name), pattern in patterns.items():
        conditions: dict[int, list[Expression]] = {}
        for number, end in ends:
            if (own := end.condition(kind, name)) is not None:
                conditions.setdefault(number, []).append(own)
        yield Group(pattern, name is not None, {n: write(joined("or", every)) for n, every in conditions.items()})


class _Name(NamedTuple):
    local: str
    namespace: str


class _End:
    """The last step of a path: the kinds of the nodes that it leads to and, if it has one, their name."""

    def __init__(self, path: Path, namespaces: Mapping[str | None, str]) -> None:
        self.name: _Name | None = None
        self.pattern = ""
        """The pattern for its name; libxslt takes an attribute without a prefix for one of any namespace."""
        self._namespace: str | None = None
        self._fits = _fits(path)
        if not path.steps:
            self.kinds: tuple[str, ...] = ("/",)
            return
        step = path.steps[-1]
        is_attribute = step.axis == "attribute"
        if "(" in step.test:
            kind = step.test.partition("(")[0] + "()"
            self.kinds = ("@*",) if is_attribute else ("*", *_ELSE) if kind == "node()" else (kind,)
            if kind != step.test:
                self._fits = Operator("and", Path(None, (Step("self", step.test),)), self._fits)
            return
        self.kinds = ("@*" if is_attribute else "*",)
        prefix, _, local = step.test.rpartition(":")
        namespace = XML if prefix == "xml" else namespaces[prefix] if prefix else ""
        if local != "*":
            self.name = _Name(local, namespace)
            unnamed = "[namespace-uri() = '']" if is_attribute and not prefix else ""
            self.pattern = f"{'@' if is_attribute else ''}{step.test}{unnamed}"
        elif prefix:
            self._namespace = namespace

    def condition(self, kind: str, name: _Name | None) -> Expression | None:
        """What is true of the nodes of a kind, and a name if there is one, that match; None if none of them does."""
        if kind not in self.kinds or (self.name is not None and self.name != name):
            return None
        if self._namespace is None:
            return self._fits
        if name is not None:
            return self._fits if name.namespace == self._namespace else None
        return Operator("and", Operator("=", Call("namespace-uri", ()), Literal(self._namespace)), self._fits)


def _fits(path: Path) -> Expression:
    """What is true of a node at the end of a path besides its kind and name: the predicates, and what is around it."""
    fitting: tuple[Expression, ...] = ()
    around: Step | None = None
    anywhere = path.start is None
    for step in path.steps:
        if step == ANY:
            anywhere = True
            continue
        fitting = step.predicates
        if around is not None:
            fitting += (Path(None, (replace(around, axis="ancestor" if anywhere else "parent"),)),)
        elif not anywhere:
            fitting += (Call("not", (Path(None, (Step("parent", "*"),)),)),)
        # Nothing is within an attribute, and what something is within is an element.
        inside = (Call("false", ()),) if step.axis == "attribute" else fitting
        around = Step("parent", "*" if step.test == "node()" else step.test, inside)
        anywhere = False
    return joined("and", list(fitting)) if fitting else _TRUE
