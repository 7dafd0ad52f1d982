"""What a schema finds in a document, in the Schematron Validation Report Language (ISO/IEC 19757-3:2020, annex D)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from lxml import etree

from tei.core.address import address_of, path_of
from tei.core.edition import Edition
from tei.core.namespaces import XML
from tei.schematron.build import PREFIXES
from tei.schematron.finding import Finding, Fired, Node, Outcome, Stopped
from tei.schematron.schema import Assertion, Message, Pattern, Rule, Schema
from tei.schematron.schematron import Schematron

SVRL = "http://purl.oclc.org/dsdl/svrl"


def svrl(schematron: Schematron, edition: Edition) -> str:
    """The report on a document as XML: pattern by pattern, in each its nodes in document order.

    What could not be evaluated is told in the texts before all patterns. Raises Refused where the document, or another
    that the schema speaks of, is not well-formed.
    """
    return etree.tostring(_Report(schematron, edition).root, encoding="unicode", pretty_print=True)


class _Report:
    def __init__(self, schematron: Schematron, edition: Edition) -> None:
        self._schema: Schema = schematron.schema
        self._trees = {"": _Tree(edition, self._schema)}
        self._address = address_of(edition.source.name)
        outcomes = list(schematron.validate(edition, fired=True))
        phase = schematron.phase.id if schematron.phase else ""
        self.root = etree.Element(f"{{{SVRL}}}schematron-output", nsmap={"svrl": SVRL})
        _set(self.root, title=self._schema.title, phase=phase, schemaVersion=self._schema.version)
        _set(self.root, schematronVersion=self._schema.edition)
        for outcome in outcomes:
            if isinstance(outcome, Stopped):
                where = f" at {self._location(outcome.node)}" if outcome.node else ""
                _add(self.root, "text").text = f"not evaluated{where}: {outcome.expression} ({outcome.message})"
        for prefix, uri in self._schema.namespaces.items():
            if PREFIXES.get(prefix) != uri:
                _set(_add(self.root, "ns-prefix-in-attribute-values"), prefix=prefix, uri=uri)
        for pattern in self._schema.active(schematron.phase):
            self._pattern(pattern, [each for each in outcomes if each.pattern is pattern])

    def _pattern(self, pattern: Pattern, outcomes: list[Outcome]) -> None:
        active = _add(self.root, "active-pattern")
        _set(active, id=pattern.id, documents=pattern.documents, name=pattern.title, role=pattern.role)
        rules = {rule: number for number, rule in enumerate(pattern.rules)}
        told = [each for each in outcomes if isinstance(each, Fired | Finding)]

        def place(outcome: Fired | Finding) -> tuple[object, ...]:
            return outcome.node.document, self._tree(outcome.node).order(outcome.node), rules[outcome.rule]

        for _, group in groupby(sorted(told, key=place), key=place):
            self._node(list(group))

    def _node(self, outcomes: list[Fired | Finding]) -> None:
        """A rule that a node met, and what its assertions say of it."""
        rule, node = outcomes[0].rule, outcomes[0].node
        fired = _add(self.root, "fired-rule")
        _set(fired, id=rule.id, context=rule.context, role=rule.role, flag=rule.flag)
        _set(fired, document=node.document or self._address)
        found = [each for each in outcomes if isinstance(each, Finding)]
        for finding in sorted(found, key=lambda each: rule.assertions.index(each.assertion)):
            self._finding(finding, rule)

    def _finding(self, finding: Finding, rule: Rule) -> None:
        assertion = finding.assertion
        element = _add(self.root, "failed-assert" if assertion.kind == "assert" else "successful-report")
        _set(element, id=assertion.id, location=self._location(finding.subject or finding.node), test=assertion.test)
        _set(element, role=assertion.role or rule.role, flag=assertion.flag or rule.flag)
        for name, words in finding.diagnostics:
            reference = _add(element, "diagnostic-reference")
            _set(reference, diagnostic=name, role=self._schema.diagnostics[name].role)
            _text(reference, words, self._schema.diagnostics[name])
        for name, words in finding.properties:
            told = self._schema.properties[name]
            reference = _add(element, "property-reference")
            _set(reference, property=name, role=told.role, scheme=told.scheme)
            _text(reference, words, told)
        _text(element, finding.message, assertion)

    def _tree(self, node: Node) -> _Tree:
        if node.document not in self._trees:
            edition = Edition.load(path_of(node.document) or node.document)
            self._trees[node.document] = _Tree(edition, self._schema)
        return self._trees[node.document]

    def _location(self, node: Node) -> str:
        return self._tree(node).location(node)


class _Tree:
    """The nodes of one document: their order, and the XPath of each."""

    def __init__(self, edition: Edition, schema: Schema) -> None:
        self._root = edition.tree.getroot()
        self._prefixes = {uri: prefix for prefix, uri in schema.namespaces.items() if prefix}

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._root.iter(), 1)}

    def order(self, node: Node) -> tuple[int, int, str]:
        """What sorts nodes in document order: an element, its attributes, what is in it."""
        if not node.path:
            before = sum(1 for _ in self._root.itersiblings(preceding=True))
            return (len(self._order) + 1 if node.index > before else 0), node.index, ""
        element = self._element(node)
        if node.kind == "attribute":
            return self._order[element], 1, node.name
        if node.kind == "element":
            return self._order[element], 0, ""
        if node.kind != "text":
            return self._order[element[node.index]], 0, ""
        if not node.index:
            return self._order[element], 2, ""
        last = element[node.index - 1]
        while len(last):
            last = last[-1]
        # Behind what is in the sibling before it, the nearer the later.
        return self._order[last], 3 + len(list(last.iterancestors())) - len(node.path), ""

    def location(self, node: Node) -> str:
        """The XPath 1.0 of a node, with the prefixes of the schema."""
        steps = "".join(self._steps(node))
        if node.kind == "element":
            return steps
        if node.kind == "document":
            return "/"
        if node.kind == "attribute":
            namespace, _, local = node.name.rpartition("}")
            return f"{steps}/@{self._name(namespace[1:], local)}"
        return f"{steps}/{node.kind}()[{self._number(node)}]"

    def _element(self, node: Node) -> etree._Element:
        element = self._root
        for index in node.path[1:]:
            element = next(child for number, child in enumerate(element.iterchildren("*")) if number == index)
        return element

    def _steps(self, node: Node) -> Iterator[str]:
        if not node.path:
            return
        element = self._element(node)
        for each in reversed([element, *element.iterancestors()]):
            name = etree.QName(each)
            number = 1 + sum(1 for _ in each.itersiblings(str(each.tag), preceding=True))
            yield f"/{self._name(name.namespace or '', name.localname)}[{number}]"

    def _name(self, namespace: str, local: str) -> str:
        prefix = "xml" if namespace == XML else self._prefixes.get(namespace, "")
        if not namespace or prefix:
            return f"{prefix}:{local}" if prefix else local
        return f"*[local-name() = '{local}' and namespace-uri() = '{namespace}']"

    def _number(self, node: Node) -> int:
        """The number of a text, comment or processing instruction among its like."""
        if node.path:
            siblings = list(self._element(node))
        else:
            siblings = [
                *reversed(list(self._root.itersiblings(preceding=True))),
                self._root,
                *self._root.itersiblings(),
            ]
        before = siblings[: node.index]
        if node.kind == "text":
            return 1 + sum(
                1 for text in (self._element(node).text, *(each.tail for each in before[:-1])) if text and before
            )
        return 1 + sum(1 for each in before if each.tag is siblings[node.index].tag)


def _add(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SVRL}}}{name}")


def _set(element: etree._Element, **attributes: str) -> None:
    """Set the attributes that have a value."""
    for name, value in attributes.items():
        if value:
            element.set(name, value)


def _text(parent: etree._Element, words: str, told: Assertion | Message) -> None:
    text = _add(parent, "text")
    text.text = words
    if told.language:
        text.set(f"{{{XML}}}lang", told.language)
    if isinstance(told, Assertion):
        _set(text, see=told.see, icon=told.icon, fpi=told.fpi)
