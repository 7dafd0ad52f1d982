"""The rules of a schema that are XPath 1.0, as one transformation of XSLT 1.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from tei.core.diagnostic import Label, refusal
from tei.schematron.expression import Literal, prefixes, write
from tei.schematron.load import BASE, PLACE
from tei.schematron.matching import context, grouped
from tei.schematron.plan import Scopes, Share, is_portable
from tei.schematron.portable import ID_KEY, portable
from tei.schematron.schema import (
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
from tei.schematron.scope import Judged, Scope
from tei.schematron.selection import Selection, selection

OWN = "urn:x-tei:schematron:own"
STRINGS = "http://exslt.org/strings"

_WALK = "tei.own:walk"
"""The mode, and the template, in which all elements are looked at once."""

_NOT_NAMES = "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~ \t\n\r"
_BEGINNINGS = "-.0123456789·"


Without = frozenset[Rule | Assertion]
"""What is left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression of the schema, and what it belongs to; the line of its instruction is its number."""

    expression: str
    place: Label
    pattern: Pattern | None = None
    rule: Rule | None = None
    assertion: Assertion | None = None


class Stylesheet:
    """The transformation: for each pattern a mode, for each of its rules a template, earlier ones before later ones.

    Its result has an element for each finding, the numbers of which lead to `asserted`, `rules` and `fixes`.
    """

    def __init__(
        self,
        schema: Schema,
        phase: Phase | None,
        share: Share,
        *,
        fired: bool = False,
        careful: bool = False,
        without: Without = frozenset(),
    ) -> None:
        """Write it.

        `fired` has it tell the rules that nodes met, `without` leaves rules and assertions out; `careful` has errors in
        tests tell which one it is, which libxslt does for a variable, but not for a condition.
        """
        self.pieces: list[Piece] = []
        self.asserted: list[tuple[Pattern, Rule, Assertion]] = []
        self.rules: list[tuple[Pattern, Rule]] = []
        self.fixes: list[QuickFix] = []
        self._schema, self._share, self._fired, self._without = schema, share, fired, without
        self._careful = careful
        self._walked: dict[tuple[str, str], etree._Element] = {}
        self._scopes = Scopes(schema, phase)
        spaces = {prefix: uri for prefix, uri in schema.namespaces.items() if prefix not in ("", "xml") and uri}
        spaces |= {"xsl": XSL, "tei.own": OWN, "tei.str": STRINGS}
        self.root = etree.Element(f"{{{XSL}}}stylesheet", version="1.0", nsmap=spaces)
        self.root.set("exclude-result-prefixes", " ".join(prefix for prefix in spaces if prefix != "xsl"))
        self._write(phase)

    def _write(self, phase: Phase | None) -> None:
        self._foreign()
        self._keys()
        self._lets(self.root, (*self._schema.lets, *(phase.lets if phase else ())), self._scopes.outermost)
        start = self._add(self.root, "template", match="/")
        found = etree.SubElement(start, "found")
        self._add(found, "apply-templates", select="//*", mode=_WALK)
        self._everywhere = self._add(self.root, "template", name=_WALK)
        self._add(self._add(self.root, "template", match="*", mode=_WALK, priority="0"), "call-template", name=_WALK)
        for number, (pattern, own) in enumerate(self._share.items()):
            if own:
                self._lets(self.root, pattern.lets, self._scopes.schema)
                self._pattern(found, f"p{number}", pattern, own)
        self._node_template()

    def _add(self, parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
        names = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return etree.SubElement(parent, f"{{{XSL}}}{tag}", attrib=names)

    def _judged(self, text: str, scope: Scope, place: Label, *, truth: bool = False) -> Judged:
        """An expression in XPath 1.0. Raises Refused (P302) for a prefix that the schema does not declare."""
        judged = portable(text, scope, truth=truth)
        self._check(prefixes(judged.tree), place)
        return judged

    def _check(self, names: Iterable[str], place: Label) -> None:
        for prefix in sorted(set(names) - self.root.nsmap.keys() - {"xml"}):
            message = f"the prefix {prefix} is not declared"
            raise refusal("P302", message, f'declare it in the schema: <ns prefix="{prefix}" uri="…"/>', place)

    def _mark(self, element: etree._Element, piece: Piece) -> etree._Element:
        self.pieces.append(piece)
        # A line can be set, though the type stubs of lxml do not know it.
        own: Any = element
        own.sourceline = len(self.pieces)
        return element

    def _foreign(self) -> None:
        """What the schema declares in XSLT 1.0 goes in as it is; of later versions only keys that are the same."""
        if self._schema.binding == "1":
            first = [each for each in self._schema.foreign if etree.QName(each).localname == "import"]
            for element in (*first, *(each for each in self._schema.foreign if each not in first)):
                copied = deepcopy(element)
                copied.tail = None
                self._bare(copied)
                self.root.append(copied)
        else:
            for name, match, use in self._scopes.keys(self._schema):
                self._add(self.root, "key", name=name, match=match, use=use)

    def _bare(self, element: etree._Element) -> None:
        """Take what remembers the places of the schema's elements out of a copy of one."""
        etree.strip_attributes(element, PLACE, BASE)

    def _keys(self) -> None:
        begun = f"translate(substring(@xml:id, 1, 1), '{_BEGINNINGS}', '') != ''"
        named = f"translate(@xml:id, {write(Literal(_NOT_NAMES))}, '') = string(@xml:id)"
        self._add(self.root, "key", name=ID_KEY, match=f"*[{begun} and {named}]", use="@xml:id")

    def _lets(
        self,
        parent: etree._Element,
        lets: Iterable[Let],
        outer: Scope,
        pattern: Pattern | None = None,
        rule: Rule | None = None,
    ) -> None:
        """Variables, each with those before it in force; those that are more than XPath 1.0 are nobody's here."""
        for let, before, after in self._scopes.bound(outer, lets):
            bound = after.variables.get(let.name)
            if bound is None:
                continue
            if let.value is not None:
                text = self._judged(let.value, before, let.place, truth=True).text
                variable = self._add(parent, "variable", name=bound.name, select=text)
                self._mark(variable, Piece(let.value, let.place, pattern, rule))
            elif len(let.element):
                variable = self._add(parent, "variable", name=bound.name)
                variable.text = let.element.text
                variable.extend(deepcopy(list(let.element)))
                self._bare(variable)
            else:
                self._add(parent, "variable", name=bound.name, select=write(Literal(let.element.text or "")))

    def _pattern(self, found: etree._Element, mode: str, pattern: Pattern, own: frozenset[int]) -> None:
        scope = self._scopes.pattern(pattern)
        rules = pattern.rules[: max(own) + 1]
        contexts = [context(rule.context, scope) for rule in rules]
        for rule, each in zip(rules, contexts, strict=True):
            self._check({name for path in each.alternatives for name in prefixes(path)}, rule.place)
        self._selected(found, mode, selection([path for each in contexts for path in each.alternatives]))
        self._add(self.root, "template", match="/ | node() | @*", mode=mode, priority="0")
        # Patterns of libxslt are slow where they have predicates, and wrong for some: conditions do what they would.
        for group in grouped(contexts, self.root.nsmap):
            priority = "2" if group.is_named else "1"
            choose = self._add(
                self._add(self.root, "template", match=group.pattern, mode=mode, priority=priority), "choose"
            )
            for number, condition in group.conditions.items():
                when = self._add(choose, "when", test=condition)
                rule = rules[number]
                self._mark(when, Piece(rule.context, rule.place, pattern, rule))
                if number in own:
                    self._add(when, "call-template", name=f"tei.own:{mode}.{number}")
        for number in sorted(own):
            self._met(self._add(self.root, "template", name=f"tei.own:{mode}.{number}"), pattern, rules[number])

    def _selected(self, found: etree._Element, mode: str, selected: Selection) -> None:
        """Send the nodes of a selection to the templates of a mode, most of them while all elements are walked over."""
        for name in selected.names:
            self._add(self._named(name), "apply-templates", select=".", mode=mode)
        if selected.condition is not None:
            told = self._everywhere
            if selected.condition:
                told = self._add(told, "if", test=selected.condition)
            self._add(told, "apply-templates", select=".", mode=mode)
        for name in selected.attributes:
            self._add(self._everywhere, "apply-templates", select=f"@{name}", mode=mode)
        for select in selected.others:
            self._add(found, "apply-templates", select=select, mode=mode)

    def _named(self, name: str) -> etree._Element:
        """The template that the elements of a name come to on the walk."""
        prefix, _, local = name.rpartition(":")
        expanded = self.root.nsmap.get(prefix, ""), local
        if expanded not in self._walked:
            template = self._add(self.root, "template", match=name, mode=_WALK, priority="1")
            self._add(template, "call-template", name=_WALK)
            self._walked[expanded] = template
        return self._walked[expanded]

    def _met(self, body: etree._Element, pattern: Pattern, rule: Rule) -> None:
        """What happens at a node that meets a rule."""
        if self._fired:
            told = etree.SubElement(body, "fired", number=str(len(self.rules)))
            self._add(told, "call-template", name="tei.own:node")
        self.rules.append((pattern, rule))
        if rule not in self._without:
            self._lets(body, rule.lets, self._scopes.context(pattern, rule), pattern, rule)
        scope = self._scopes.rule(pattern, rule)
        for assertion in rule.assertions:
            piece = Piece(assertion.test, assertion.place, pattern, rule, assertion)
            if not {rule, assertion} & self._without:
                self._assertion(body, piece, scope, rule, assertion)
            self.asserted.append((pattern, rule, assertion))

    def _assertion(self, body: etree._Element, piece: Piece, scope: Scope, rule: Rule, assertion: Assertion) -> None:
        test = self._judged(assertion.test, scope, piece.place, truth=True).text
        if self._careful:
            name = f"tei.own:test{len(self.asserted)}"
            self._mark(self._add(body, "variable", name=name, select=f"boolean({test})"), piece)
            test = f"${name}"
        told = self._add(body, "if", test=f"not({test})" if assertion.kind == "assert" else test)
        self._mark(told, piece)
        finding = etree.SubElement(told, "finding", number=str(len(self.asserted)))
        self._add(finding, "call-template", name="tei.own:node")
        self._content(etree.SubElement(finding, "message"), assertion.content, scope, piece)
        for kind, names, known in (
            ("diagnostic", assertion.diagnostics, self._schema.diagnostics),
            ("property", assertion.properties, self._schema.properties),
        ):
            for name in names:
                self._content(etree.SubElement(finding, kind, id=name), known[name].content, scope, piece)
        if subject := assertion.subject or rule.subject:
            each = self._add(finding, "for-each", select=self._judged(subject, scope, piece.place).text)
            first = self._add(self._mark(each, piece), "if", test="position() = 1")
            self._add(etree.SubElement(first, "subject"), "call-template", name="tei.own:node")
        for name in assertion.fixes:
            fix = self._schema.fix(rule, name)
            if fix and is_portable(fix, scope, self._scopes):
                self._offer(finding, fix, scope, piece)

    def _content(self, parent: etree._Element, content: Content, scope: Scope, piece: Piece) -> None:
        for part in content:
            match part:
                case str():
                    self._add(parent, "text").text = part
                case ValueOf(select):
                    self._value(parent, select, scope, piece)
                case Name(path):
                    text = self._judged(f"name({path or '.'})", scope, piece.place).text
                    self._mark(self._add(parent, "value-of", select=text), piece)
                case Styled():
                    self._content(parent, part.content, scope, piece)
                case Instruction(element):
                    copied = deepcopy(element)
                    copied.tail = None
                    self._bare(copied)
                    parent.append(copied)

    def _value(self, parent: etree._Element, select: str, scope: Scope, piece: Piece) -> None:
        """A value as a string: of several nodes all, with spaces between, but of version 1.0 the first."""
        judged = self._judged(select, scope, piece.place)
        if judged.type.kind != "nodes" or judged.type.single or scope.binding == "1":
            self._mark(self._add(parent, "value-of", select=judged.text), piece)
            return
        each = self._mark(self._add(parent, "for-each", select=judged.text), piece)
        self._add(self._add(each, "if", test="position() > 1"), "text").text = " "
        self._add(each, "value-of", select=".")

    def _offer(self, finding: etree._Element, fix: QuickFix, outer: Scope, piece: Piece) -> None:
        # Variables of one fix are none of another's.
        own = self._add(finding, "for-each", select=".")
        self._lets(own, fix.lets, outer)
        scope = self._scopes.inner(outer, fix.lets)
        body = own
        if fix.use_when:
            body = self._add(own, "if", test=self._judged(fix.use_when, scope, fix.place, truth=True).text)
        offer = etree.SubElement(body, "offer", number=str(len(self.fixes)))
        self.fixes.append(fix)
        self._content(etree.SubElement(offer, "title"), fix.title, scope, piece)
        for operation in () if fix.entries else fix.operations:
            self._operation(offer, operation, scope, piece)

    def _operation(self, offer: etree._Element, operation: Operation, scope: Scope, piece: Piece) -> None:
        parent = offer
        if operation.use_when:
            parent = self._add(
                offer, "if", test=self._judged(operation.use_when, scope, operation.place, truth=True).text
            )
        each = self._mark(
            self._add(parent, "for-each", select=self._judged(operation.match, scope, operation.place).text), piece
        )
        scope = replace(scope, on_attributes=True)
        change = etree.SubElement(each, "change", operation=operation.kind, type=operation.node_type)
        change.set("target", operation.target)
        change.set("position", operation.position)
        self._add(change, "call-template", name="tei.own:node")
        content = etree.SubElement(change, "content")
        if operation.select:
            judged = self._judged(operation.select, scope, operation.place)
            if judged.type.kind == "nodes" and operation.node_type not in ("attribute", "comment", "pi"):
                self._add(content, "copy-of", select=judged.text)
            else:
                self._value(content, operation.select, scope, piece)
        else:
            self._literal(content, operation.element)

    def _literal(self, parent: etree._Element, element: etree._Element) -> None:
        """Copies of what stands in an element; copied one by one, since each text between is to stay."""
        copied = deepcopy(element)
        self._bare(copied)
        if copied.text:
            self._add(parent, "text").text = copied.text
        for child in copied:
            tail, child.tail = child.tail, None
            parent.append(child)
            if tail:
                self._add(parent, "text").text = tail

    def _node_template(self) -> None:
        """The template that says where a node stands; see `tei.schematron.finding.Node`."""
        template = self._add(self.root, "template", name="tei.own:node")
        path = self._add(template, "attribute", name="path")
        each = self._add(path, "for-each", select="ancestor-or-self::*")
        self._add(each, "value-of", select="count(preceding-sibling::*)")
        self._add(each, "text").text = " "
        choose = self._add(template, "choose")
        for test, attributes in _KINDS.items():
            when = self._add(choose, "when", test=test)
            for name, select in attributes.items():
                self._add(self._add(when, "attribute", name=name), "value-of", select=select)


_INDEX = "count(preceding-sibling::node()[not(self::text())])"
_KINDS: Mapping[str, Mapping[str, str]] = {
    "self::*": {"kind": "'element'"},
    "self::text()": {"kind": "'text'", "index": _INDEX},
    "self::comment()": {"kind": "'comment'", "index": _INDEX},
    "self::processing-instruction()": {"kind": "'processing-instruction'", "index": _INDEX},
    "parent::node()": {"kind": "'attribute'", "name": "local-name()", "space": "namespace-uri()"},
    "true()": {"kind": "'document'"},
}
"""By the kind of a node what is told of it."""
