"""RELAX NG as the specification says it, slowly: James Clark's derivatives, transcribed, with nothing remembered.

From "An algorithm for RELAX NG validation" (2002) with its names: binary patterns, no automaton, a tree for a document.
Only the datatypes are those of the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from tei.relaxng.datatypes import datatype
from tei.relaxng.definitions import Definitions

Pattern = tuple[Any, ...]
Namespaces = Mapping[str, str]

EMPTY: Pattern = ("empty",)
NOT_ALLOWED: Pattern = ("notAllowed",)
BLANK = " \t\r\n"


@dataclass
class Tree:
    """An element: its name with its namespace, its attributes, its children (elements and texts)."""

    name: tuple[str, str]
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    children: list[Tree | str] = field(default_factory=list)


def contains(names: Pattern, name: tuple[str, str]) -> bool:
    match names:
        case ("name", namespace, local):
            return name == (namespace, local)
        case ("anyName", excepted):
            return excepted is None or not contains(excepted, name)
        case ("nsName", namespace, excepted):
            return name[0] == namespace and (excepted is None or not contains(excepted, name))
    return any(contains(one, name) for one in names[1:])


def choice(p: Pattern, q: Pattern) -> Pattern:
    return q if p in (NOT_ALLOWED, q) else p if q == NOT_ALLOWED else ("choice", p, q)


def joined(kind: str, p: Pattern, q: Pattern) -> Pattern:
    if NOT_ALLOWED in (p, q):
        return NOT_ALLOWED
    return q if p == EMPTY else p if q == EMPTY else (kind, p, q)


def group(p: Pattern, q: Pattern) -> Pattern:
    return joined("group", p, q)


def interleave(p: Pattern, q: Pattern) -> Pattern:
    return joined("interleave", p, q)


def after(p: Pattern, q: Pattern) -> Pattern:
    return NOT_ALLOWED if NOT_ALLOWED in (p, q) else ("after", p, q)


def one_or_more(p: Pattern) -> Pattern:
    return NOT_ALLOWED if p == NOT_ALLOWED else ("oneOrMore", p)


def strings(children: list[Tree | str]) -> Iterator[Tree | str]:
    """The children with neighbouring texts as one."""
    text = ""
    for child in children:
        if isinstance(child, str):
            text += child
        else:
            if text:
                yield text
            text = ""
            yield child
    if text:
        yield text


class Reference:
    """Judges trees by a grammar."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions

    def is_valid(self, tree: Tree, namespaces: Namespaces) -> bool:
        start = self.binary(self.definitions.start)
        return self.nullable(self.child(start, tree, namespaces))

    def binary(self, p: Pattern) -> Pattern:
        """An expression of the definitions with two parts in place of several, and references followed."""
        match p:
            case ("ref", name):
                return self.binary(self.definitions.patterns[name])
            case ("choice" | "group" | "interleave" as kind, *parts):
                join = {"choice": choice, "group": group, "interleave": interleave}[kind]
                return reduce(join, map(self.binary, parts))
            case ("oneOrMore", part):
                return one_or_more(self.binary(part))
            case ("list", part):
                return ("list", self.binary(part))
            case ("attribute", names, value):
                return ("attribute", names, self.binary(value))
        return p

    def nullable(self, p: Pattern) -> bool:
        match p:
            case ("group" | "interleave", a, b):
                return self.nullable(a) and self.nullable(b)
            case ("choice", a, b):
                return self.nullable(a) or self.nullable(b)
            case ("oneOrMore", a):
                return self.nullable(a)
        return p[0] in ("empty", "text")

    def child(self, p: Pattern, child: Tree | str, namespaces: Namespaces) -> Pattern:
        if isinstance(child, str):
            return self.text(p, child, namespaces)
        p = self.open(p, child.name)
        for name, value in child.attributes.items():
            p = self.attribute(p, name, value, namespaces)
        return self.end(self.children(self.close(p), list(strings(child.children)), namespaces))

    def children(self, p: Pattern, children: list[Tree | str], namespaces: Namespaces) -> Pattern:
        match children:
            case []:
                return self.children(p, [""], namespaces)
            case [str(text)]:
                left = self.text(p, text, namespaces)
                return left if text.strip(BLANK) else choice(p, left)
        for child in children:
            if not isinstance(child, str) or child.strip(BLANK):
                p = self.child(p, child, namespaces)
        return p

    def text(self, p: Pattern, text: str, namespaces: Namespaces) -> Pattern:
        def derive(p: Pattern) -> Pattern:
            match p:
                case ("choice", a, b):
                    return choice(derive(a), derive(b))
                case ("interleave", a, b):
                    return choice(interleave(derive(a), b), interleave(a, derive(b)))
                case ("group", a, b):
                    first = group(derive(a), b)
                    return choice(first, derive(b)) if self.nullable(a) else first
                case ("after", a, b):
                    return after(derive(a), b)
                case ("oneOrMore", a):
                    return group(derive(a), choice(p, EMPTY))
                case ("text",):
                    return p
                case ("value", library, name, value, context):
                    return (
                        EMPTY if datatype(library, name).equal(value, text, dict(context), namespaces) else NOT_ALLOWED
                    )
                case ("data", library, name, parameters, excepted):
                    fits = datatype(library, name, parameters).allows(text, namespaces)
                    wrong = excepted is not None and self.nullable(self.text(self.binary(excepted), text, namespaces))
                    return EMPTY if fits and not wrong else NOT_ALLOWED
                case ("list", a):
                    for token in text.split():
                        a = self.text(a, token, namespaces)
                    return EMPTY if self.nullable(a) else NOT_ALLOWED
            return NOT_ALLOWED

        return derive(p)

    def open(self, p: Pattern, name: tuple[str, str]) -> Pattern:
        def apply_after(p: Pattern, then: Any) -> Pattern:
            match p:
                case ("after", a, b):
                    return after(a, then(b))
                case ("choice", a, b):
                    return choice(apply_after(a, then), apply_after(b, then))
            return NOT_ALLOWED

        def derive(p: Pattern) -> Pattern:
            match p:
                case ("choice", a, b):
                    return choice(derive(a), derive(b))
                case ("element", index):
                    element = self.definitions.elements[index]
                    return after(self.binary(element.content), EMPTY) if contains(element.names, name) else NOT_ALLOWED
                case ("interleave", a, b):
                    return choice(
                        apply_after(derive(a), lambda left: interleave(left, b)),
                        apply_after(derive(b), lambda left: interleave(a, left)),
                    )
                case ("oneOrMore", a):
                    return apply_after(derive(a), lambda left: group(left, choice(p, EMPTY)))
                case ("group", a, b):
                    first = apply_after(derive(a), lambda left: group(left, b))
                    return choice(first, derive(b)) if self.nullable(a) else first
                case ("after", a, b):
                    return apply_after(derive(a), lambda left: after(left, b))
            return NOT_ALLOWED

        return derive(p)

    def attribute(self, p: Pattern, name: tuple[str, str], value: str, namespaces: Namespaces) -> Pattern:
        def derive(p: Pattern) -> Pattern:
            match p:
                case ("after", a, b):
                    return after(derive(a), b)
                case ("choice", a, b):
                    return choice(derive(a), derive(b))
                case ("group", a, b):
                    return choice(group(derive(a), b), group(a, derive(b)))
                case ("interleave", a, b):
                    return choice(interleave(derive(a), b), interleave(a, derive(b)))
                case ("oneOrMore", a):
                    return group(derive(a), choice(p, EMPTY))
                case ("attribute", names, a) if contains(names, name):
                    blank = self.nullable(a) and not value.strip(BLANK)
                    return EMPTY if blank or self.nullable(self.text(a, value, namespaces)) else NOT_ALLOWED
            return NOT_ALLOWED

        return derive(p)

    def close(self, p: Pattern) -> Pattern:
        match p:
            case ("after", a, b):
                return after(self.close(a), b)
            case ("choice", a, b):
                return choice(self.close(a), self.close(b))
            case ("group" | "interleave" as kind, a, b):
                return joined(kind, self.close(a), self.close(b))
            case ("oneOrMore", a):
                return one_or_more(self.close(a))
            case ("attribute", _, _):
                return NOT_ALLOWED
        return p

    def end(self, p: Pattern) -> Pattern:
        match p:
            case ("choice", a, b):
                return choice(self.end(a), self.end(b))
            case ("after", a, b):
                return b if self.nullable(a) else NOT_ALLOWED
        return NOT_ALLOWED
