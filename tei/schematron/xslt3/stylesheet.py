"""The stylesheet of a schema: its declarations, a mode for each pattern, a template for each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from tei.core.address import address_of, joined
from tei.core.diagnostic import refusal
from tei.core.fetched import find
from tei.schematron.load import PLACE
from tei.schematron.plan import Share
from tei.schematron.schema import SQF, XSL, Assertion, Let, Pattern, Phase, QuickFix, Rule, Schema
from tei.schematron.xslt3 import addresses, mends, offline
from tei.schematron.xslt3.candidates import candidates
from tei.schematron.xslt3.mends import Mends
from tei.schematron.xslt3.offline import asking
from tei.schematron.xslt3.regular import quick
from tei.schematron.xslt3.sayings import Sayings
from tei.schematron.xslt3.sheet import OWN, Origin, Sheet, base, copied, declared, value

_FIRST = ("import", "include")
_LEFT_OUT = ("output",)
"""Declarations that are about the result of a transformation, which is not the schema's."""


class Stylesheet:
    """A transformation for some rules of a schema; what its result names by number stands in lists.

    Each node goes through the templates of a pattern's mode, the first rule's before the others, so that the contexts
    are match patterns, as the bindings ask (ISO/IEC 19757-3:2020, annexes C, H and J); which nodes go there at all is
    told by their kinds and names. Only one that is `careful` tells what fails and goes on; it takes three times as long
    to compile.
    """

    def __init__(self, schema: Schema, phase: Phase | None, share: Share, *, careful: bool) -> None:
        """Raises Refused (P302) where the schema gives a prefix of XSLT another meaning."""
        self.patterns: list[Pattern] = [p for p in schema.active(phase) if share.get(p)]
        self.rules: list[tuple[Pattern, Rule]] = []
        self.assertions: list[tuple[Pattern, Rule, Assertion]] = []
        self.fixes: list[QuickFix] = []
        if schema.namespaces.get("xsl", XSL) != XSL:
            raise refusal("P302", "the prefix xsl has another meaning", f'<ns prefix="xsl" uri="{XSL}"/>', schema.place)
        self._schema, self._phase, self._share = schema, phase, share
        self._version = ' version="1.0"' if schema.binding == "1" else ""
        has_globals = any(map(self._globals, self.patterns))
        self._sheet = Sheet(schema.places, has_globals=has_globals, careful=careful)
        self._write()
        self.text = str(self._sheet)

    def origin(self, line: int) -> Origin | None:
        """What a line of the text, counted from 1, was made from."""
        return self._sheet.origin(line)

    def _write(self) -> None:
        namespaces = {"sqf": SQF, **self._schema.namespaces, "_": OWN, "_e": "http://www.w3.org/2005/xqt-errors"}
        add = self._sheet.add
        default = f" xpath-default-namespace={value(self._schema.default_namespace)}"
        add(f'<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"{declared(namespaces)}{default}>')
        for element in self._foreign():
            add(*element)
        add(addresses.FUNCTIONS)
        add(mends.FUNCTIONS)
        add(offline.FUNCTIONS)
        self._lets(self._schema_lets(), {}, {})
        outer = self._renamed(self._phase.lets, "phase") if self._phase else {}
        self._lets(self._phase.lets if self._phase else (), {}, outer)
        renamed = [outer | self._renamed(pattern.lets, str(n)) for n, pattern in enumerate(self.patterns)]
        for pattern, names in zip(self.patterns, renamed, strict=True):
            if not pattern.documents:
                self._lets(pattern.lets, outer, names)
        add('<xsl:template name="_:run"><results>')
        for number, pattern in enumerate(self.patterns):
            self._drive(number, pattern, renamed[number])
        add("</results></xsl:template>")
        for number, (pattern, names) in enumerate(zip(self.patterns, renamed, strict=True)):
            self._pattern(number, pattern, names)
        add("</xsl:stylesheet>")

    def _foreign(self) -> Iterator[tuple[str, Origin]]:
        """The schema's own declarations; those of a file that was included twice once."""
        seen = set()
        elements = [e for e in self._schema.foreign if etree.QName(e).localname not in _LEFT_OUT]
        elements.sort(key=lambda e: etree.QName(e).localname not in _FIRST)
        for element in elements:
            text = self._copied(element)
            if text not in seen:
                seen.add(text)
                name = f"<xsl:{etree.QName(element).localname}>"
                yield text, Origin(name, "", self._schema.place)

    def _copied(self, element: etree._Element) -> str:
        """A declaration as XML, a module by the address of its file. Raises Refused (P301) where that is not there."""
        href = element.get("href")
        if not href:
            return copied(element)
        address = joined(element.base or "", href)
        path = find(address)
        if path is None or not path.is_file():
            place = self._schema.places[int(element.get(PLACE, "0"))]
            raise refusal("P301", f"the stylesheet {href} is not there", "correct the reference", place)
        return copied(element, href=address_of(str(path)))

    def _schema_lets(self) -> Iterator[Let]:
        """The schema's variables; those of a file that was included twice once."""
        told: dict[str, str] = {}
        for let in self._schema.lets:
            if let.value is None or told.get(let.name) != let.value:
                told[let.name] = let.value or ""
                yield let

    def _globals(self, pattern: Pattern) -> list[str]:
        """The names of the global variables that there are for a pattern."""
        lets = (*self._schema.lets, *(self._phase.lets if self._phase else ()), *pattern.lets)
        return [*dict.fromkeys(let.name for let in lets), *self._declared()]

    def _declared(self) -> Iterator[str]:
        tags = f"{{{XSL}}}variable", f"{{{XSL}}}param"
        return (e.get("name", "") for e in self._schema.foreign if e.tag in tags)

    def _renamed(self, lets: Sequence[Let], suffix: str) -> dict[str, str]:
        """New names for variables whose names others have, too."""
        names = Counter(let.name for let in self._schema.lets)
        names.update(let.name for pattern in self.patterns for let in pattern.lets)
        names.update(let.name for let in (self._phase.lets if self._phase else ()))
        names.update(self._declared())
        own = (let.name for let in lets)
        return {name: f"_:{name.replace(':', '.')}.{suffix}" for name in own if names[name] > 1}

    def _lets(self, lets: Iterable[Let], outer: Mapping[str, str], names: Mapping[str, str]) -> None:
        """Variables under their new names; one that is made of another of its name means that around it."""
        known = dict(outer)
        for let in lets:
            Sayings(self._schema, self._sheet, known).let(let, names.get(let.name, let.name), self._version)
            if let.name in names:
                known[let.name] = names[let.name]

    def _drive(self, number: int, pattern: Pattern, names: Mapping[str, str]) -> None:
        """Send the nodes that may match to the templates of a pattern."""
        add = self._sheet.add
        contexts = candidates(tuple(rule.context for rule in self._rules(pattern)))
        first = pattern.rules[0]
        self._sheet.begin(base(pattern.element))
        # An error in a context leaves a node without a rule, so those of variables are called forth before.
        for name in (n for n in self._globals(pattern) if any(f"${n}" in rule.context for rule in pattern.rules)):
            known = names.get(name, name)
            add(f'<xsl:value-of select="count(${known})[. = $_:none]"/>')
        passed = ""
        if pattern.documents:
            origin = Origin("documents of <pattern>", pattern.documents, pattern.place)
            documents = asking(f"for $_:uri in ({pattern.documents}) return _:document($_:uri, /)")
            add(f"<xsl:for-each select={value(documents)}>", origin)
            self._lets(pattern.lets, {}, {})
            for let in pattern.lets:
                passed += f'<xsl:with-param name="{let.name}" select="${let.name}" tunnel="yes"/>'
        origin = Origin("context of <rule>", first.context, first.place)
        add(f'<xsl:apply-templates mode="_:p{number}" select={value(contexts)}>{passed}</xsl:apply-templates>', origin)
        if pattern.documents:
            add("</xsl:for-each>")
        self._sheet.end(_stopped(f'p="{number}" ', known=False))

    def _rules(self, pattern: Pattern) -> Sequence[Rule]:
        """The rules of a pattern but those at its end that are not to be reported."""
        return pattern.rules[: max(self._share[pattern]) + 1]

    def _pattern(self, number: int, pattern: Pattern, names: Mapping[str, str]) -> None:
        add = self._sheet.add
        add(f'<xsl:mode name="_:p{number}" warning-on-multiple-match="no"/>')
        add(f'<xsl:template match="." mode="_:p{number}" priority="0"/>')
        rules = self._rules(pattern)
        for index, rule in enumerate(rules):
            sayings = Sayings(self._schema, self._sheet, names)
            context = value(quick(sayings.renamed(rule.context)))
            head = f'mode="_:p{number}" priority="{len(rules) - index}"{base(rule.element)}{self._version}'
            add(f"<xsl:template {head} match={context}>", Origin("context of <rule>", rule.context, rule.place))
            if index in self._share[pattern]:
                self._rule(pattern, rule, sayings)
            add("</xsl:template>")

    def _rule(self, pattern: Pattern, rule: Rule, sayings: Sayings) -> None:
        add = self._sheet.add
        number = len(self.rules)
        self.rules.append((pattern, rule))
        if pattern.documents:
            for let in pattern.lets:
                add(f'<xsl:param name="{let.name}" tunnel="yes"/>')
        add(f'<xsl:if test="$_:fired"><fired r="{number}"><xsl:sequence select="_:at(.)"/></fired></xsl:if>')
        if rule.lets:
            self._sheet.begin()
        for let in rule.lets:
            sayings.let(let, let.name)
            sayings = sayings.hiding(let.name)
        for assertion in rule.assertions:
            self._assertion(pattern, rule, assertion, sayings)
        if rule.lets:
            self._sheet.end(_stopped(f'r="{number}" '))

    def _assertion(self, pattern: Pattern, rule: Rule, assertion: Assertion, sayings: Sayings) -> None:
        add = self._sheet.add
        number = len(self.assertions)
        self.assertions.append((pattern, rule, assertion))
        test = value(sayings.expression(assertion.test))
        origin = Origin(f"test of <{assertion.kind}>", assertion.test, assertion.place)
        self._sheet.begin(base(assertion.element))
        if assertion.kind == "report":
            add(f"<xsl:if test={test}>", origin)
        else:
            add(f"<xsl:choose><xsl:when test={test}/><xsl:otherwise>", origin)
        add(f'<found a="{number}"><xsl:sequence select="_:at(.)"/>')
        stopped = _stopped(f'a="{number}" ')
        sayings.message(assertion.content, assertion.place, f"<{assertion.kind}>", "said", stopped)
        if subject := assertion.subject or rule.subject:
            origin = Origin("subject", subject, assertion.place)
            selected = value(f"_:nodes(({sayings.expression(subject)}))")
            at = '<subject><xsl:sequence select="_:at(.)"/></subject>'
            add(f"<xsl:for-each select={selected}>{at}</xsl:for-each>", origin)
        for kind, names, messages in (
            ("diagnostic", assertion.diagnostics, self._schema.diagnostics),
            ("property", assertion.properties, self._schema.properties),
        ):
            for name in names:
                told = messages[name]
                head = f"{kind} id={value(name)}"
                sayings.message(told.content, told.place, f"<{kind}>", head, stopped, base(told.element))
        self._offers(rule, assertion, sayings, stopped)
        add("</found>")
        add("</xsl:if>" if assertion.kind == "report" else "</xsl:otherwise></xsl:choose>")
        self._sheet.end(stopped)

    def _offers(self, rule: Rule, assertion: Assertion, sayings: Sayings, stopped: str) -> None:
        names = sorted(dict.fromkeys(assertion.fixes), key=lambda name: name != assertion.default_fix)
        for name in names:
            if fix := self._schema.fix(rule, name):
                Mends(self._sheet, sayings, stopped).offer(fix, len(self.fixes))
                self.fixes.append(fix)


def _stopped(whose: str, *, known: bool = True) -> str:
    """What tells of an error: its message, the line of the expression that gave it, and the node."""
    node = '<xsl:sequence select="_:at(.)"/>' if known else ""
    return f'<stopped {whose}line="{{$_e:line-number}}">{node}<xsl:value-of select="$_e:description"/></stopped>'
