"""Makes the values of a schema from its tree, and tells what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, cast

from lxml import etree

from tei.core.diagnostic import Label, refusal
from tei.core.registry import suggestion
from tei.schematron import quickfix
from tei.schematron.load import BASE, Loaded, local
from tei.schematron.message import content, plain
from tei.schematron.schema import (
    OLD,
    SQF,
    XSL,
    Assertion,
    Let,
    Message,
    Pattern,
    Phase,
    QuickFix,
    Rule,
    Schema,
)

Binding = Literal["1", "2", "3"]

BINDINGS: dict[str, Binding] = {
    "": "1", "xslt": "1", "xslt1": "1", "exslt": "1", "xpath": "1", "xpath1": "1",
    "xslt2": "2", "xpath2": "2", "xslt3": "3", "xpath3": "3", "xpath31": "3", "xslt4": "3", "xpath4": "3",
}  # fmt: skip
"""The query language bindings (annexes C to J), by the version of XPath that they are made on."""

PREFIXES = {
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "xsl": XSL,
    "fn": "http://www.w3.org/2005/xpath-functions",
    "map": "http://www.w3.org/2005/xpath-functions/map",
    "array": "http://www.w3.org/2005/xpath-functions/array",
    "math": "http://www.w3.org/2005/xpath-functions/math",
}
"""Prefixes that schemas use without declaring them."""

_LATER = tuple(f"{{{XSL}}}{name}" for name in ("function", "mode", "accumulator"))
"""Declarations that XSLT 1.0 has not: a schema that has them and names no other binding is made for XSLT 2.0."""

_CHILDREN = {
    "schema": "include extends ns title p let phase pattern rules diagnostics properties param key",
    "phase": "include extends p let active",
    "pattern": "include extends title p let param rule",
    "rules": "include extends title p rule",
    "rule": "include extends p let assert report key",
    "diagnostics": "include extends diagnostic",
    "properties": "include extends property",
}
_WANTED = {
    "rule": "context", "assert": "test", "report": "test", "let": "name", "ns": "prefix uri", "active": "pattern",
    "phase": "id", "diagnostic": "id", "property": "id", "value-of": "select", "extends": "rule",
}  # fmt: skip
_NAMES = {"let": "name", "ns": "prefix"}
"""The attributes that are names of XML."""

_NAME = re.compile(r"[^\W\d][\w.·-]*")


def build(loaded: Loaded, binding: str | None = None) -> Schema:
    """The schema of a tree in which nothing is abstract any more.

    `binding` is for a schema that names none. Raises Refused (P302) with the place of what is wrong with it.
    """
    root = loaded.root
    _check(root, loaded)
    builder = _Builder(loaded)
    schema = Schema(
        binding=_binding(root, binding, loaded),
        namespaces=PREFIXES | {ns.get("prefix", ""): ns.get("uri", "") for ns in _children(root, "ns", deep=True)},
        lets=tuple(builder.lets(root)),
        patterns=tuple(builder.patterns()),
        phases={each.id: each for each in builder.phases()},
        default_phase=root.get("defaultPhase", ""),
        diagnostics={each.id: each for each in builder.messages("diagnostic")},
        properties={each.id: each for each in builder.messages("property")},
        fixes=builder.fixes(root),
        foreign=tuple(builder.foreign()),
        place=loaded.place(root),
        base=root.get(BASE, ""),
        default_namespace=root.get("xpath-default-namespace", root.get(f"{{{XSL}}}xpath-default-namespace", "")),
        title=plain(next(_children(root, "title"), None)),
        version=root.get("schemaVersion", root.get("version", "")),
        language=_language(root),
        edition=root.get("schematronEdition", ""),
        places=loaded.places,
    )
    _check_names(schema)
    return schema


class _Builder:
    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._root = loaded.root

    def lets(self, parent: etree._Element) -> Iterator[Let]:
        for child in parent:
            variable = child.tag == f"{{{XSL}}}variable" and local(parent) in ("rule", "pattern")
            if local(child) == "let" or variable:
                value = child.get("select" if variable else "value")
                yield Let(child.get("name", ""), value, child, self._loaded.place(child), child.get("as", ""))

    def patterns(self) -> Iterator[Pattern]:
        for element in _children(self._root, "pattern", deep=True):
            yield Pattern(
                rules=tuple(self._rule(rule) for rule in _children(element, "rule")),
                lets=tuple(self.lets(element)),
                element=element,
                place=self._loaded.place(element),
                id=element.get("id", ""),
                title=plain(next(_children(element, "title"), None)) or element.get("name", ""),
                role=element.get("role", ""),
                see=element.get("see", ""),
                documents=element.get("documents", ""),
                language=_language(element),
            )

    def _rule(self, element: etree._Element) -> Rule:
        asserted = (child for child in element if local(child) in ("assert", "report"))
        return Rule(
            context=element.get("context", ""),
            lets=tuple(self.lets(element)),
            assertions=tuple(map(self._assertion, asserted)),
            element=element,
            place=self._loaded.place(element),
            id=element.get("id", ""),
            role=element.get("role", ""),
            flag=element.get("flag", ""),
            see=element.get("see", ""),
            subject=element.get("subject", ""),
            language=_language(element),
            fixes=self.fixes(element),
        )

    def _assertion(self, element: etree._Element) -> Assertion:
        kind: Literal["assert", "report"] = "assert" if local(element) == "assert" else "report"
        return Assertion(
            kind,
            element.get("test", ""),
            content(element),
            element,
            self._loaded.place(element),
            id=element.get("id", ""),
            role=element.get("role", ""),
            flag=element.get("flag", ""),
            see=element.get("see", ""),
            icon=element.get("icon", ""),
            fpi=element.get("fpi", ""),
            subject=element.get("subject", ""),
            language=_language(element),
            diagnostics=tuple(element.get("diagnostics", "").split()),
            properties=tuple(element.get("properties", "").split()),
            fixes=tuple(
                member
                for name in element.get(f"{{{SQF}}}fix", "").split()
                for member in quickfix.group_members(self._root, name) or (name,)
            ),
            default_fix=element.get(f"{{{SQF}}}default-fix", ""),
        )

    def phases(self) -> Iterator[Phase]:
        for element in _children(self._root, "phase"):
            active = tuple(each.get("pattern", "") for each in _children(element, "active"))
            yield Phase(element.get("id", ""), active, tuple(self.lets(element)), self._loaded.place(element))

    def messages(self, name: str) -> Iterator[Message]:
        for element in _children(self._root, name, deep=True):
            yield Message(
                element.get("id", ""),
                content(element),
                element,
                self._loaded.place(element),
                role=element.get("role", ""),
                scheme=element.get("scheme", ""),
                language=_language(element),
            )

    def fixes(self, parent: etree._Element) -> dict[str, QuickFix]:
        return quickfix.fixes(parent, self._loaded)

    def foreign(self) -> Iterator[etree._Element]:
        """The declarations of XSLT, wherever they stand outside of rules; keys of Schematron 1.5 with them."""
        for parent in self._root.iter("*"):
            if local(parent) in ("schema", "pattern", "phase", "diagnostics", "properties", "rules"):
                for child in parent:
                    if child.tag == f"{{{XSL}}}variable" and local(parent) == "pattern":
                        continue
                    if isinstance(child.tag, str) and child.tag.startswith(f"{{{XSL}}}"):
                        yield child
            if local(parent) == "key":
                key = etree.Element(f"{{{XSL}}}key", name=parent.get("name", ""), use=parent.get("path", ""))
                holder = parent.getparent()
                context = "" if holder is None else holder.get("context", "")
                key.set("match", parent.get("match") or context or "*")
                yield key


def _binding(root: etree._Element, given: str | None, loaded: Loaded) -> Binding:
    name = root.get("queryBinding", given or "").strip().lower()
    if name in BINDINGS:
        later = BINDINGS[name] == "1" and any(next(root.iter(tag), None) is not None for tag in _LATER)
        return "2" if later else BINDINGS[name]
    message = f"the query binding {name!r} is not among those that can be run"
    raise refusal("P302", message, "use xslt, xslt2, xslt3, xpath2 or xpath3", loaded.place(root))


def _children(parent: etree._Element, name: str, *, deep: bool = False) -> Iterator[etree._Element]:
    return (each for each in (parent.iter("*") if deep else parent) if local(each) == name)


def _language(element: etree._Element) -> str:
    around: Iterable[etree._Element] = (element, *element.iterancestors())
    return next((e.get("{http://www.w3.org/XML/1998/namespace}lang", "") for e in around if e.keys() and _has(e)), "")


def _has(element: etree._Element) -> bool:
    return "{http://www.w3.org/XML/1998/namespace}lang" in element.attrib


def _check(root: etree._Element, loaded: Loaded) -> None:
    """Refuse elements that Schematron has not where they stand, and those without an attribute that they need."""
    for element in root.iter("*"):
        name = local(element)
        if name in _CHILDREN:
            for child in element:
                if (own := local(child)) and own not in _CHILDREN[name].split():
                    known = _CHILDREN[name].split()
                    message = f"<{own}> cannot stand in <{name}>"
                    raise refusal("P302", message, suggestion(own, known), loaded.place(child))
        for attribute in _WANTED.get(name, "").split():
            if name == "let" and element.get("name"):
                continue
            if name == "active" and element.tag.startswith(f"{{{OLD}}}"):
                continue
            if not (element.get(attribute) or "").strip() and not (attribute == "uri" and "uri" in element.attrib):
                message = f"<{name}> has no {attribute}"
                raise refusal("P302", message, f'write {attribute}="…"', loaded.place(element))
        if (named := _NAMES.get(name)) and not _is_name((element.get(named) or "").strip(), name):
            message = f"{element.get(named)!r} cannot be the {named} of <{name}>"
            cure = "a name begins with a letter or _ and has no spaces or signs in it"
            raise refusal("P302", message, cure, loaded.place(element))


def _is_name(value: str, element: str) -> bool:
    """Whether this can be a name in XML; that of a variable may have a prefix."""
    parts = value.split(":") if element == "let" else [value]
    return len(parts) <= 2 and all(map(_NAME.fullmatch, parts)) and value != "xmlns"


def _check_names(schema: Schema) -> None:
    """Refuse names of phases, patterns, diagnostics and properties that nothing has."""
    if schema.default_phase not in ("", "#ALL", "#DEFAULT", *schema.phases):
        _unknown("phase", schema.default_phase, schema.phases, schema.place)
    patterns = {pattern.id for pattern in schema.patterns}
    for phase in schema.phases.values():
        for name in phase.active:
            if name not in patterns:
                _unknown("pattern", name, patterns, phase.place)
    for rule in (rule for pattern in schema.patterns for rule in pattern.rules):
        for assertion in rule.assertions:
            for kind, names, known in (
                ("diagnostic", assertion.diagnostics, schema.diagnostics),
                ("property", assertion.properties, schema.properties),
            ):
                for name in names:
                    if name not in known:
                        _unknown(kind, name, cast("Iterable[str]", known), assertion.place)
            for name in assertion.fixes:
                if schema.fix(rule, name) is None:
                    _unknown("quick fix", name, [*rule.fixes, *schema.fixes], assertion.place)


def _unknown(kind: str, name: str, known: Iterable[str], place: Label) -> None:
    names = [each for each in known if each]
    cure = suggestion(name, names) if names else "the schema has none"
    raise refusal("P302", f"there is no {kind} {name!r}", cure, place)
