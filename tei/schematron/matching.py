"""The contexts of rules as patterns of XSLT 1.0, and where the nodes are that may match them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    parts,
    write,
)
from tei.schematron.portable import portable
from tei.schematron.scope import Scope
from tei.schematron.xpath import NotXPath1

ELEMENTS = "tei.own:elements"
ATTRIBUTES = "tei.own:attributes"
"""The keys of elements and of attributes, by their local names."""

_CHILDREN = ("*", "text()", "comment()", "processing-instruction()")
_TRUTHS = frozenset(("or", "and", "=", "!=", "<", "<=", ">", ">=", "|"))


@dataclass(frozen=True, slots=True)
class Context:
    """A context as a pattern."""

    alternatives: tuple[Path, ...]

    @property
    def pattern(self) -> str:
        """What `match` of a template says; it may hold no variables (XSLT 1.0, section 5.3)."""
        return " | ".join(write(_careful(path)) for path in self.alternatives)

    @property
    def condition(self) -> str:
        """An expression that is true of the nodes that match, for a context that holds variables."""
        return " or ".join(map(_condition, self.alternatives))

    @property
    def has_variables(self) -> bool:
        """Whether there are variables in it."""
        return any(isinstance(part, Variable) for path in self.alternatives for part in parts(path))

    @property
    def on_attributes(self) -> bool:
        """Whether attributes may match."""
        return any(path.steps and path.steps[-1].axis == "attribute" for path in self.alternatives)

    @property
    def candidates(self) -> tuple[str, ...]:
        """Expressions that give, together, all nodes that may match."""
        return tuple(map(_candidates, self.alternatives))


def context(text: str, scope: Scope) -> Context:
    """The context of a rule. Raises NotXPath1 for one that is no pattern, or that XPath 1.0 matches otherwise."""
    judged = portable(text, replace(scope, in_pattern=True))
    if judged.type.kind != "nodes":
        raise NotXPath1(f"a {judged.type.kind} where nodes should be")
    found = Context(tuple(_alternatives(judged.tree)))
    if found.has_variables and any(map(_is_counted, (step for path in found.alternatives for step in path.steps))):
        raise NotXPath1("a variable and a position in one context")
    return found


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


def _careful(path: Path) -> Path:
    """The path for libxslt, to which the document is an element where `*//` says that there is one around."""
    own = Path(None, (Step("self", "*"),))
    steps = (
        replace(step, predicates=(*step.predicates, own)) if step.test == "*" and following == ANY else step
        for step, following in zip(path.steps, (*path.steps[1:], None), strict=False)
    )
    return Path(path.start, tuple(steps))


def _pattern_steps(steps: tuple[Step, ...], *, begun: bool) -> tuple[Step, ...]:
    """Steps that patterns have: children and attributes, and `//` between (XSLT 1.0, section 5.2)."""
    made: list[Step] = []
    for step in steps:
        if step.axis == "attribute" and _is_counted(step):
            # Attributes have no order, and libxslt does not number them.
            raise NotXPath1("a position among attributes")
        # At the beginning "anywhere" says nothing.
        anywhere = [ANY] if made or begun else []
        if step == ANY:
            made += anywhere
        elif step.axis == "descendant" and not _is_counted(step):
            made += [*anywhere, replace(step, axis="child")]
        elif step.axis == "self" and not anywhere and step.test != "node()" and not _is_counted(step):
            made.append(replace(step, axis="child"))
        elif step.axis in ("child", "attribute"):
            made.append(step)
        else:
            raise NotXPath1(f"the axis “{step.axis}” in a context")
    if made and made[-1] == ANY:
        raise NotXPath1("no pattern that a node can match")
    return tuple(made)


def _is_counted(step: Step) -> bool:
    """Whether a predicate of a step may depend on the position of a node."""
    return any(map(_counts, step.predicates))


def _counts(predicate: Expression) -> bool:
    asks = any(isinstance(part, Call) and part.name in ("position", "last") for part in parts(predicate))
    known = isinstance(predicate, Path | Literal) or (isinstance(predicate, Operator) and predicate.sign in _TRUTHS)
    boolean = isinstance(predicate, Call) and predicate.name in ("not", "boolean", "contains", "starts-with", "true")
    return asks or not (known or boolean)


def _condition(path: Path) -> str:
    """What is true of a node that matches; built from the first step to the last, whose node it is."""
    if not path.steps:
        return "not(parent::node())"
    around: Expression | None = None
    anywhere = path.start is None
    for step in path.steps:
        if step == ANY:
            anywhere = True
            continue
        around = _fitting(step, around, anywhere=anywhere)
        anywhere = False
    assert around is not None
    return write(around)


def _fitting(step: Step, around: Expression | None, *, anywhere: bool) -> Expression:
    """Whether a node is one that a step leads to: from the parent, or if `anywhere` from an ancestor, that fits."""
    kind: Expression
    if step.axis == "attribute":
        own = Path(None, (Step("parent", "*"), Step("attribute", step.test)))
        together = Call("count", (Operator("|", Path(None, (Step("self", "node()"),)), own),))
        kind = Operator("and", own, Operator("=", together, Call("count", (own,))))
    else:
        tests = _CHILDREN if step.test == "node()" else (step.test,)
        kind = Path(None, (Step("self", tests[0]),))
        for test in tests[1:]:
            kind = Operator("|", kind, Path(None, (Step("self", test),)))
    predicates = [kind, *step.predicates]
    if around is not None:
        predicates.append(Path(None, (Step("ancestor" if anywhere else "parent", "node()", (around,)),)))
    elif not anywhere:
        predicates.append(Call("not", (Path(None, (Step("parent", "node()"), Step("parent", "node()"))),)))
    return Path(None, (Step("self", "node()", tuple(predicates)),))


def _candidates(path: Path) -> str:
    if not path.steps:
        return "/"
    last = path.steps[-1]
    local = last.test.rpartition(":")[2]
    if last.axis == "attribute":
        return "//@*" if "*" in local or "(" in local else f"key('{ATTRIBUTES}', '{local}')"
    if "(" in local:
        return f"//{last.test}"
    if "*" not in local:
        return f"key('{ELEMENTS}', '{local}')"
    for predicate in last.predicates:
        if name := _needed(predicate):
            return f"key('{ATTRIBUTES}', '{name}')/.."
    return "//*"


def _needed(predicate: Expression) -> str:
    """The local name of an attribute that an element has if it fulfils a predicate; "" if none is known."""
    match predicate:
        case Path(None, (Step("attribute", test, _), *_)) if not set("*(") & set(test):
            return test.rpartition(":")[2]
        case Operator("and", left, right):
            return _needed(left) or _needed(right)
        case Operator("=" | "!=", Path() as path, Literal()):
            return _needed(path)
    return ""
