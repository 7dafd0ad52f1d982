"""The patterns that the nodes of a schema stand for (RELAX NG, sections 4.8 to 4.18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tei.core.diagnostic import refusal
from tei.relaxng import names
from tei.relaxng.datatypes import XML_SCHEMA, Datatype, DatatypeError, datatype
from tei.relaxng.schema import Node
from tei.relaxng.simple import Definition, Pattern
from tei.relaxng.vocabulary import nearest, shortened

_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class _Context:
    """What a node has from its ancestors: `ns`, `datatypeLibrary`, the grammar, the definition."""

    ns: str
    library: str
    scope: _Scope
    definition: Definition | None

    def within(self, node: Node) -> _Context:
        """The context of a node's children."""
        attributes = node.attributes
        if "ns" not in attributes and "datatypeLibrary" not in attributes:
            return self
        ns, library = attributes.get("ns", self.ns), attributes.get("datatypeLibrary", self.library)
        return _Context(ns, library, self.scope, self.definition)


@dataclass(slots=True)
class _Scope:
    """A grammar: what its names mean, and the grammar that it stands in."""

    parent: _Scope | None = None
    definitions: dict[str, Definition] = field(default_factory=dict)


class Builder:
    """Builds patterns from nodes; names of definitions that nested grammars repeat are told apart by `#2`, `#3` …"""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def schema(self, root: Node) -> Pattern:
        """The pattern that the root of a schema stands for. Raises Refused (P302) where it breaks a rule."""
        return self._pattern(root, _Context("", "", _Scope(), None))

    def _pattern(self, node: Node, context: _Context) -> Pattern:
        if node.attributes:
            context = context.within(node)
        kind = node.name
        match kind:
            case "ref" | "parentRef":
                return self._reference(node, context.scope)
            case "choice" | "group" | "interleave":
                return Pattern(kind, node, self._patterns(node, context))
            case "text" | "empty" | "notAllowed":
                return Pattern(kind, node)
            case "optional":
                return Pattern("choice", node, [Pattern("empty", node), self._group(node, context)])
            case "zeroOrMore":
                return Pattern(
                    "choice",
                    node,
                    [Pattern("empty", node), Pattern("oneOrMore", node, [self._group(node, context)])],
                )
            case "oneOrMore" | "list":
                return Pattern(kind, node, [self._group(node, context)])
            case "mixed":
                return Pattern("interleave", node, [Pattern("text", node), self._group(node, context)])
            case "element" | "attribute":
                return self._named(node, context)
            case "value":
                return self._value(node, context)
            case "data":
                return self._data(node, context)
        return self._grammar(node, context)

    def _patterns(self, node: Node, context: _Context) -> list[Pattern]:
        return [self._pattern(child, around) for child, around in _members(node, context)]

    def _group(self, node: Node, context: _Context) -> Pattern:
        """Section 4.12: several patterns are a group."""
        parts = self._patterns(node, context)
        return parts[0] if len(parts) == 1 else Pattern("group", node, parts)

    def _named(self, node: Node, context: _Context) -> Pattern:
        classes, stated = names.of(node, context.ns)
        parts = [self._pattern(child, context) for child in node.patterns if child is not stated]
        if len(parts) != 1:
            parts = [Pattern("group", node, parts) if parts else Pattern("text", node)]
        return Pattern(node.name, node, parts, names=classes, definition=context.definition)

    def _value(self, node: Node, context: _Context) -> Pattern:
        name, library = node.attributes.get("type", "").strip(_SPACE), context.library
        if not name:
            # Section 4.4: without a type it is a token of the library that is built in.
            name, library = "token", ""
        type_ = _datatype(node, library, name, ())
        bound: dict[str, str] = {}
        if type_.needs_namespaces:
            bound = {**node.namespaces, "": context.ns}
        if not type_.allows(node.text, bound):
            raise node.refused(
                f"<value> of type {name} cannot be “{shortened(node.text)}”: {type_.reason(node.text, bound)}",
                "correct the value, or choose another type",
            )
        return Pattern("value", node, value=(library, name, node.text, tuple(sorted(bound.items()))))

    def _data(self, node: Node, context: _Context) -> Pattern:
        name = node.attributes["type"].strip(_SPACE)
        parameters: list[tuple[str, str]] = []
        excepted: list[Pattern] = []
        for child in node.patterns:
            if child.name == "param":
                parameters.append((child.attributes["name"].strip(_SPACE), child.text))
            else:
                excepted = [Pattern("choice", child, self._patterns(child, context.within(child)))]
        _datatype(node, context.library, name, tuple(parameters))
        return Pattern("data", node, excepted, value=(context.library, name, tuple(parameters)))

    def _reference(self, node: Node, scope: _Scope) -> Pattern:
        name = node.attributes["name"].strip(_SPACE)
        place: _Scope | None = scope
        if node.name == "parentRef":
            place = scope.parent
            if place is None:
                raise node.refused("<parentRef> stands in no nested grammar", "use <ref>")
        assert place is not None
        if name not in place.definitions:
            near = nearest(name, filter(None, place.definitions))
            meant = f"{near} is meant? " if near else ""
            raise node.refused(f"nothing defines {name}", f'{meant}add <define name="{name}">, or correct the name')
        return Pattern("ref", node, definition=place.definitions[name])

    def _grammar(self, node: Node, context: _Context) -> Pattern:
        """Sections 4.17 and 4.18: the start of the grammar, as a reference."""
        scope = _Scope(context.scope if context.scope.definitions else None)
        inner = _Context(context.ns, context.library, scope, None)
        found: dict[str, list[tuple[Node, _Context]]] = {}
        for component, around in _components(node, inner):
            found.setdefault(component.attributes.get("name", "").strip(_SPACE), []).append((component, around))
        if "" not in found:
            raise node.refused("the grammar has no <start>", "add <start> with the element that documents begin with")
        for name, components in found.items():
            documentation = " ".join(filter(None, (one.documentation for one, _ in components)))
            scope.definitions[name] = Definition(name, self._key(name), components[0][0], documentation)
        for name, components in found.items():
            self._define(scope.definitions[name], components)
        return Pattern("ref", node, definition=scope.definitions[""])

    def _define(self, definition: Definition, components: list[tuple[Node, _Context]]) -> None:
        parts = []
        for node, around in components:
            inner = _Context(around.ns, around.library, around.scope, definition).within(node)
            parts.append(self._group(node, inner))
        kind = _combination(definition, [node for node, _ in components])
        definition.pattern = parts[0] if len(parts) == 1 else Pattern(kind, definition.node, parts)

    def _key(self, name: str) -> str:
        key, number = name, 1
        while key in self._keys:
            number += 1
            key = f"{name}#{number}"
        self._keys.add(key)
        return key


def _datatype(node: Node, library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
    try:
        return datatype(library, name, parameters)
    except DatatypeError as error:
        remedy = "correct the type or its parameters"
        if not library:
            remedy = f'the types of XML Schema need datatypeLibrary="{XML_SCHEMA}" on the root of the schema'
        raise node.refused(str(error), remedy) from None


def _members(node: Node, context: _Context) -> Iterator[tuple[Node, _Context]]:
    """The patterns in a pattern with their contexts; a choice in a choice, and so on, is entered at any depth."""
    joins = node.name in ("choice", "group", "interleave")
    pending = [(node.patterns, context)]
    while pending:
        children, around = pending[-1]
        for child in children:
            if joins and child.name == node.name:
                pending.append((child.patterns, around.within(child)))
                break
            yield child, around
        else:
            pending.pop()


def _components(node: Node, context: _Context) -> Iterator[tuple[Node, _Context]]:
    """Every `start` and `define` of a grammar, those in its `div`s too, with their contexts."""
    for child in node.patterns:
        if child.name == "div":
            yield from _components(child, context.within(child))
        else:
            yield child, context


def _combination(definition: Definition, nodes: list[Node]) -> str:
    """Section 4.17: how several definitions of a name are combined."""
    what = f"{definition.name}" if definition.name else "<start>"
    methods: dict[str, Node] = {}
    plain: list[Node] = []
    for node in nodes:
        method = node.attributes.get("combine", "").strip(_SPACE)
        if method:
            methods.setdefault(method, node)
        else:
            plain.append(node)
    if len(plain) > 1:
        raise refusal(
            "P302",
            f"{what} is defined twice",
            'rename one, or say how they combine: combine="choice" or combine="interleave"',
            plain[1].label("defined again"),
            plain[0].label("first defined here"),
        )
    if len(methods) > 1:
        first, second = methods.values()
        raise refusal(
            "P302",
            f"{what} is combined both by choice and by interleave",
            "choose one of the two for all its definitions",
            second.label(),
            first.label("combined otherwise here"),
        )
    return next(iter(methods), "")
