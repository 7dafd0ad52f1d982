"""A Schematron schema as values: its phases, patterns, rules and assertions, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tei.core.diagnostic import Label, Severity

if TYPE_CHECKING:
    from lxml import etree

ISO = "http://purl.oclc.org/dsdl/schematron"
OLD = "http://www.ascc.net/xml/schematron"
"""The namespace of Schematron 1.5, whose elements mean the same."""
SQF = "http://www.schematron-quickfix.com/validator/process"
XSL = "http://www.w3.org/1999/XSL/Transform"

SEVERITIES: Mapping[str, Severity] = {
    "fatal": "error", "error": "error", "critical": "error",
    "warning": "warning", "warn": "warning", "nonfatal": "warning", "non-fatal": "warning", "caution": "warning",
    "info": "info", "information": "info", "informational": "info", "hint": "info", "note": "info",
}  # fmt: skip
"""What a role says of how bad it is; all other roles, and none, mean an error."""


@dataclass(frozen=True, slots=True)
class ValueOf:
    """The value of an expression, in a message."""

    select: str


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a node, in a message; of the context node, unless there is a path to another."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """Words of a message that are emphasized (`emph`), have a class (`span`) or a direction (`dir`)."""

    kind: str
    value: str
    content: Content


@dataclass(frozen=True, slots=True, eq=False)
class Instruction:
    """An instruction of XSLT in a message, or an element of another namespace."""

    element: etree._Element


Content = tuple["str | ValueOf | Name | Styled | Instruction", ...]
"""What a message is made of."""


@dataclass(frozen=True, slots=True, eq=False)
class Let:
    """A variable: the value of an expression or, where there is none, what the element holds."""

    name: str
    value: str | None
    element: etree._Element
    place: Label
    type: str = ""
    """The sequence type that `as` names."""


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """A diagnostic or a property that assertions name by its id."""

    id: str
    content: Content
    element: etree._Element
    place: Label
    role: str = ""
    scheme: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Assertion:
    """An `assert`, told where its test is false, or a `report`, told where it is true."""

    kind: Literal["assert", "report"]
    test: str
    content: Content
    element: etree._Element
    place: Label
    id: str = ""
    role: str = ""
    flag: str = ""
    see: str = ""
    icon: str = ""
    fpi: str = ""
    subject: str = ""
    language: str = ""
    diagnostics: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    """The ids of the quick fixes that it offers."""
    default_fix: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """What a quick fix does to the nodes that `match` finds (Schematron QuickFix, section 4)."""

    kind: Literal["add", "delete", "replace", "stringReplace"]
    element: etree._Element
    place: Label
    match: str = "."
    target: str = ""
    node_type: str = ""
    position: str = ""
    select: str = ""
    regex: str = ""
    flags: str = ""
    use_when: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class QuickFix:
    """A way to mend what an assertion tells; one that asks the user for something has `entries`."""

    id: str
    title: Content
    operations: tuple[Operation, ...]
    lets: tuple[Let, ...]
    element: etree._Element
    place: Label
    use_when: str = ""
    use_for_each: str = ""
    role: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What is asserted of the nodes of a context that no earlier rule of the pattern has taken."""

    context: str
    lets: tuple[Let, ...]
    assertions: tuple[Assertion, ...]
    element: etree._Element
    place: Label
    id: str = ""
    role: str = ""
    flag: str = ""
    see: str = ""
    subject: str = ""
    language: str = ""
    fixes: Mapping[str, QuickFix] = field(default_factory=dict)
    """The quick fixes that only this rule's assertions may name."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Rules of which each node meets the first that fits it."""

    rules: tuple[Rule, ...]
    lets: tuple[Let, ...]
    element: etree._Element
    place: Label
    id: str = ""
    title: str = ""
    role: str = ""
    see: str = ""
    documents: str = ""
    """An expression for the addresses of other documents, which are looked at in place of the one at hand."""
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Phase:
    """A choice of patterns."""

    id: str
    active: tuple[str, ...]
    lets: tuple[Let, ...]
    place: Label


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """A whole schema, with all that it includes and extends in its place (ISO/IEC 19757-3:2020, section 5)."""

    binding: Literal["1", "2", "3"]
    """The version of XPath and XSLT that its query binding is made on."""
    namespaces: Mapping[str, str]
    lets: tuple[Let, ...]
    patterns: tuple[Pattern, ...]
    phases: Mapping[str, Phase]
    default_phase: str
    diagnostics: Mapping[str, Message]
    properties: Mapping[str, Message]
    fixes: Mapping[str, QuickFix]
    foreign: tuple[etree._Element, ...]
    """Declarations of XSLT: functions, keys, templates, variables …"""
    place: Label
    base: str
    """The address that relative ones are relative to."""
    default_namespace: str = ""
    """The namespace of names without a prefix in expressions (XSLT 2.0, section 5.2)."""
    title: str = ""
    version: str = ""
    language: str = ""
    edition: str = ""
    places: Sequence[Label] = ()
    """The places of all elements, by the numbers that the trees of these values carry."""

    def phase(self, name: str = "") -> Phase | None:
        """The phase of this name; "" or `#DEFAULT` is the schema's own choice, `#ALL`, or none, gives None."""
        name = self.default_phase if name in ("", "#DEFAULT") else name
        return None if name in ("", "#ALL") else self.phases[name]

    def active(self, phase: Phase | None) -> Iterator[Pattern]:
        """The patterns of a phase, or all of them."""
        return (p for p in self.patterns if phase is None or p.id in phase.active)

    def fix(self, rule: Rule, name: str) -> QuickFix | None:
        """The quick fix that an assertion of a rule means by an id."""
        return rule.fixes.get(name) or self.fixes.get(name)


def severity(assertion: Assertion, rule: Rule, pattern: Pattern) -> Severity:
    """How bad it is, by the role of the assertion, else of its rule, else of its pattern."""
    role = assertion.role or rule.role or pattern.role
    return SEVERITIES.get(role.strip().lower(), "error")
