"""Which rules of a schema are XPath 1.0, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from tei.core.diagnostic import Label
from tei.schematron.matching import Context, context
from tei.schematron.portable import ORDER, portable
from tei.schematron.schema import (
    SQF,
    XSL,
    Assertion,
    Content,
    Instruction,
    Let,
    Name,
    Operation,
    Pattern,
    Phase,
    QuickFix,
    Rule,
    Schema,
    Styled,
    ValueOf,
)
from tei.schematron.scope import NODES, PERHAPS, STRING, UNORDERED, Bound, Scope, Type
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
    scopes = Scopes(schema, phase)
    plain: dict[Pattern, frozenset[int]] = {}
    unmended: dict[Pattern, frozenset[int]] = {}
    beyond: list[Beyond] = []
    for pattern in schema.active(phase):
        rules, without = set(), set()
        for number, found in enumerate(_judged(pattern, schema, scopes)):
            if isinstance(found, Beyond):
                beyond.append(found)
                continue
            rules.add(number)
            if not found:
                without.add(number)
        plain[pattern] = frozenset(rules)
        unmended[pattern] = frozenset(without)
    return Plan(plain, tuple(beyond), unmended)


class Scopes:
    """What the expressions of a schema, in a phase, may draw on in each place.

    Variables of the schema, the phase and the patterns are global in XPath 1.0: one whose name is taken has another.
    """

    def __init__(self, schema: Schema, phase: Phase | None) -> None:
        self._schema = schema
        keys = frozenset(name for name, _, _ in self.keys(schema))
        variables = {}
        if schema.binding == "1":
            declared = (e for e in schema.foreign if etree.QName(e).localname in ("variable", "param"))
            variables = {name: Bound(NODES, name) for name in (e.get("name", "") for e in declared)}
        self._names: dict[Let, str] = {}
        self._taken = set(variables)
        self.outermost = Scope(schema.binding, variables, keys)
        self.schema = self._global(self.outermost, (*schema.lets, *(phase.lets if phase else ())))
        self._patterns = {pattern: self._global(self.schema, pattern.lets) for pattern in schema.active(phase)}

    @staticmethod
    def keys(schema: Schema) -> Iterator[tuple[str, str, str]]:
        """The name of each key that is portable, what it matches and what it uses, in XPath 1.0."""
        for element in schema.foreign:
            if etree.QName(element).localname == "key" and not len(element):
                try:
                    scope = Scope(schema.binding)
                    match = context(element.get("match", ""), scope)
                    use = portable(element.get("use", ""), scope)
                except NotXPath1:
                    continue
                if use.type.kind in ("nodes", "string") and not match.has_variables:
                    yield element.get("name", ""), str(match), use.text

    def pattern(self, pattern: Pattern) -> Scope:
        """The scope of the contexts of a pattern."""
        return self._patterns[pattern]

    def context(self, pattern: Pattern, rule: Rule) -> Scope:
        """The scope at the nodes that meet a rule whose context is portable."""
        outer = self.pattern(pattern)
        return replace(outer, on_attributes=context(rule.context, outer).on_attributes)

    def rule(self, pattern: Pattern, rule: Rule) -> Scope:
        """The scope of what stands in a rule whose context is portable."""
        return self.inner(self.context(pattern, rule), rule.lets)

    def inner(self, outer: Scope, lets: Iterable[Let]) -> Scope:
        """The scope after the variables of a rule or of a quick fix."""
        return next((after for _, _, after in reversed(list(self.bound(outer, lets)))), outer)

    def bound(self, outer: Scope, lets: Iterable[Let]) -> Iterator[tuple[Let, Scope, Scope]]:
        """Each variable, with the scopes of its value and of what follows it.

        The latter is without it where its value is more than XPath 1.0.
        """
        scope = outer
        for let in lets:
            before = scope
            variables = dict(before.variables)
            name = self._names.get(let, let.name)
            while let not in self._names and name in {each.name for each in before.variables.values()}:
                name += "."
            variables.pop(let.name, None)
            type = _type(let, before)
            if type is not None:
                variables[let.name] = Bound(type, name)
            scope = before.within(variables)
            yield let, before, scope

    def fixes(self, rule: Rule) -> Iterator[QuickFix]:
        """The quick fixes that the assertions of a rule offer."""
        for assertion in rule.assertions:
            for name in assertion.fixes:
                if fix := self._schema.fix(rule, name):
                    yield fix

    def contents(self, assertion: Assertion) -> Iterator[Content]:
        """The contents of an assertion and of the diagnostics and properties that it names."""
        yield assertion.content
        yield from (self._schema.diagnostics[name].content for name in assertion.diagnostics)
        yield from (self._schema.properties[name].content for name in assertion.properties)

    def _global(self, outer: Scope, lets: Iterable[Let]) -> Scope:
        for let in lets:
            name = let.name
            while name in self._taken:
                name += "."
            self._taken.add(name)
            self._names[let] = name
        return self.inner(outer, lets)


def _type(let: Let, scope: Scope) -> Type | None:
    """What the value of a variable is; None where it is more than XPath 1.0, or `as` makes something else of it."""
    if let.value is None:
        return STRING if not let.type and (scope.binding == "1" or not len(let.element)) else None
    try:
        judged = portable(let.value, scope, truth=False)
    except NotXPath1:
        try:
            # A comparison by words may be nothing, which is as good as false where its truth is asked for.
            judged = portable(let.value, scope, truth=True)
        except NotXPath1:
            return None
        if judged.type != PERHAPS:
            return None
    return judged.type if not let.type or let.type in _KEPT.get(judged.type, ()) else None


_KEPT: Mapping[Type, tuple[str, ...]] = {
    STRING: ("xs:string", "xs:string?", "xs:string*", "xs:string+"),
    NODES: ("node()*",),
    UNORDERED: ("node()*",),
    Type("nodes"): ("node()*", "node()?"),
    Type("boolean"): ("xs:boolean", "xs:boolean?"),
}
"""The sequence types that leave a value what it is."""


def _judged(pattern: Pattern, schema: Schema, scopes: Scopes) -> Iterator[Beyond | bool]:
    """For each rule what it is more than XPath 1.0 for, or whether its fixes are XPath 1.0, too."""
    judge = _Judge(scopes)
    # A rule takes nodes only that the contexts of those before it leave, so these must be evaluated with it.
    taken: tuple[str, str] | None = None
    if pattern.documents:
        taken = (pattern.documents, "other documents")
    elif schema.default_namespace:
        taken = (schema.default_namespace, "xpath-default-namespace")
    for rule in pattern.rules:
        try:
            if taken:
                raise _Beyond(*taken)
            judge.context(rule.context, scopes.pattern(pattern))
        except _Beyond as error:
            taken = taken or (error.args[0], error.args[1])
            yield Beyond(pattern, rule, *error.args)
            continue
        try:
            inner = scopes.rule(pattern, rule)
            judge.rule(rule, inner)
        except _Beyond as error:
            yield Beyond(pattern, rule, *error.args)
        else:
            yield all(is_portable(fix, inner, scopes) for fix in scopes.fixes(rule))


class _Judge:
    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes

    def context(self, text: str, scope: Scope) -> Context:
        """The context of a rule. Raises _Beyond."""
        try:
            return context(text, scope)
        except NotXPath1 as error:
            raise _Beyond(text, str(error)) from None

    def expression(self, text: str, scope: Scope, *, nodes: bool = False, truth: bool = False) -> None:
        """Raises _Beyond for an expression that is not portable, or gives no nodes or not their order where it must."""
        try:
            type = portable(text, scope, truth=truth).type
        except NotXPath1 as error:
            raise _Beyond(text, str(error)) from None
        if nodes and type.kind != "nodes":
            raise _Beyond(text, f"a {type.kind} where nodes should be")
        if not (type.ordered or truth):
            raise _Beyond(text, ORDER)
        if type.kind == "id" and not truth:
            raise _Beyond(text, "what generate-id() gives")

    def rule(self, rule: Rule, scope: Scope) -> None:
        """Raises _Beyond for what in a rule is not portable, but for its context and its fixes."""
        for subject in filter(None, (rule.subject, *(a.subject for a in rule.assertions))):
            self.expression(subject, scope, nodes=True)
        for assertion in rule.assertions:
            self.expression(assertion.test, scope, truth=True)
            for content in self._scopes.contents(assertion):
                self.content(content, scope)

    def content(self, content: Content, scope: Scope) -> None:
        """Raises _Beyond for what in a message is not portable."""
        for part in content:
            match part:
                case ValueOf(select):
                    self.expression(select, scope)
                case Name(path) if path:
                    self.expression(f"name({path})", scope)
                case Styled():
                    self.content(part.content, scope)
                case Instruction() if scope.binding != "1":
                    raise _Beyond("", "instructions of XSLT in a message")

    def operation(self, operation: Operation, scope: Scope) -> bool:
        """Whether an operation of a quick fix is portable; raises _Beyond where an expression of it is not."""
        if operation.use_when:
            self.expression(operation.use_when, scope, truth=True)
        self.expression(operation.match, scope, nodes=True)
        matched = replace(scope, on_attributes=True)
        if operation.select:
            self.expression(operation.select, matched)
        texts = (str(text) for e in operation.element.iterdescendants("*") for text in e.attrib.values())
        return (
            operation.kind != "stringReplace"
            and "{" not in operation.target + "".join(texts)
            and "$" not in operation.target
            and not any(_is_instruction(e) for e in operation.element.iterdescendants("*"))
        )


def is_portable(fix: QuickFix, outer: Scope, scopes: Scopes) -> bool:
    """Whether a quick fix, in the scope of its rule, is portable: expressions that are, and no XSLT in what it adds."""
    judge = _Judge(scopes)
    scope = scopes.inner(outer, fix.lets)
    try:
        judge.content(fix.title, scope)
        if fix.use_when:
            judge.expression(fix.use_when, scope, truth=True)
        # Of one that asks the user for something only the title is told.
        operations = () if fix.entries else fix.operations
        return not fix.use_for_each and all(judge.operation(each, scope) for each in operations)
    except _Beyond:
        return False


def _is_instruction(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace in (XSL, SQF) or name.localname in ("let", "value-of", "name")
