"""Which rules of a schema are XPath 1.0, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tei.core.diagnostic import Label
from tei.schematron.portable import NODE, NODES, STRING, Type, portable
from tei.schematron.schema import (
    Content,
    Instruction,
    Let,
    Name,
    Pattern,
    Phase,
    QuickFix,
    Rule,
    Schema,
    Styled,
    ValueOf,
)
from tei.schematron.xpath import NotXPath1

Share = Mapping[Pattern, frozenset[int]]
"""The rules, by their numbers, that are one back end's to report in each pattern; of the others of these patterns it
evaluates the contexts only, since they take nodes away."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """A rule that is more than XPath 1.0: the expression that is, and why."""

    pattern: Pattern
    rule: Rule
    expression: str
    reason: str

    @property
    def place(self) -> Label:
        """The rule in the schema."""
        return self.rule.place


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules that XPath 1.0 can judge, and the others; `unmended` rules can be judged, but their fixes not made."""

    plain: Share
    beyond: tuple[Beyond, ...]
    unmended: Share


class _Beyond(Exception):
    """Raised for an expression that is not portable; carries it, and the reason."""


def plan(schema: Schema, phase: Phase | None) -> Plan:
    """The plan for the patterns that are active in a phase."""
    outer = _scope({}, (*schema.lets, *(phase.lets if phase else ())), schema)
    plain: dict[Pattern, frozenset[int]] = {}
    unmended: dict[Pattern, frozenset[int]] = {}
    beyond: list[Beyond] = []
    for pattern in schema.active(phase):
        rules, without = set(), set()
        for number, found in enumerate(_judged(pattern, schema, outer)):
            if isinstance(found, Beyond):
                beyond.append(found)
                continue
            rules.add(number)
            if not found:
                without.add(number)
        plain[pattern] = frozenset(rules)
        unmended[pattern] = frozenset(without)
    return Plan(plain, tuple(beyond), unmended)


def _judged(pattern: Pattern, schema: Schema, outer: Mapping[str, Type]) -> Iterator[Beyond | bool]:
    """For each rule what it is more than XPath 1.0 for, or whether its fixes are XPath 1.0, too."""
    judge = _Judge(schema)
    variables = _scope(outer, pattern.lets, schema)
    # A rule takes nodes only that the contexts of those before it leave, so these must be evaluated with it.
    taken: tuple[str, str] | None = None
    if pattern.documents:
        taken = (pattern.documents, "other documents")
    for rule in pattern.rules:
        inner = _scope(variables, rule.lets, schema)
        try:
            if taken:
                raise _Beyond(*taken)
            judge.expression(rule.context, variables, nodes=True)
            judge.rule(rule, inner)
        except _Beyond as error:
            yield Beyond(pattern, rule, *error.args)
        else:
            yield all(judge.fix(fix, inner) for fix in _fixes(rule, schema))
        try:
            judge.expression(rule.context, variables, nodes=True)
        except _Beyond as error:
            taken = taken or (error.args[0], error.args[1])


def _fixes(rule: Rule, schema: Schema) -> Iterator[QuickFix]:
    for assertion in rule.assertions:
        for name in assertion.fixes:
            if fix := schema.fix(rule, name):
                yield fix


def _scope(outer: Mapping[str, Type], lets: Iterable[Let], schema: Schema) -> dict[str, Type]:
    """The types of the variables in force; those whose values are more than XPath 1.0 are left out."""
    scope = dict(outer)
    for let in lets:
        scope.pop(let.name, None)
        try:
            if let.value is not None:
                scope[let.name] = portable(let.value, scope, schema.binding)
            elif not len(let.element):
                scope[let.name] = STRING
        except NotXPath1:
            continue
        if let.type:
            # A type makes another value of it.
            del scope[let.name]
    return scope


class _Judge:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def expression(self, text: str, variables: Mapping[str, Type], *, nodes: bool = False) -> None:
        """Raises _Beyond for an expression that is not portable, or does not give nodes where it must."""
        try:
            type = portable(text, variables, self._schema.binding)
        except NotXPath1 as error:
            raise _Beyond(text, str(error)) from None
        if nodes and type not in (NODE, NODES):
            raise _Beyond(text, f"a {type.kind} where nodes should be")

    def rule(self, rule: Rule, variables: Mapping[str, Type]) -> None:
        """Raises _Beyond for what in a rule is not portable, but for its context and its fixes."""
        for subject in filter(None, (rule.subject, *(a.subject for a in rule.assertions))):
            self.expression(subject, variables, nodes=True)
        for assertion in rule.assertions:
            self.expression(assertion.test, variables)
            self._content(assertion.content, variables)
            for name in assertion.diagnostics:
                self._content(self._schema.diagnostics[name].content, variables)
            for name in assertion.properties:
                self._content(self._schema.properties[name].content, variables)

    def _content(self, content: Content, variables: Mapping[str, Type]) -> None:
        for part in content:
            match part:
                case ValueOf(select):
                    self.expression(select, variables)
                case Name(path) if path:
                    self.expression(path, variables, nodes=True)
                case Styled():
                    self._content(part.content, variables)
                case Instruction():
                    raise _Beyond("", "instructions of XSLT in a message")

    def fix(self, fix: QuickFix, variables: Mapping[str, Type]) -> bool:
        """Whether a quick fix is portable: expressions that are, and no XSLT in what it puts in."""
        scope = _scope(variables, fix.lets, self._schema)
        try:
            self._content(fix.title, scope)
            for text in filter(None, (fix.use_when, *(op.use_when for op in fix.operations))):
                self.expression(text, scope)
            if fix.use_for_each:
                return False
            for operation in fix.operations:
                self.expression(operation.match, scope, nodes=True)
                for text in filter(None, (operation.select, operation.target if "$" in operation.target else "")):
                    self.expression(text, scope)
                if operation.regex or any(
                    "}" in str(e.tag) or "{" in "".join(map(str, e.attrib.values()))
                    for e in operation.element.iter("*")
                    if e is not operation.element
                ):
                    return False
        except _Beyond:
            return False
        return True
