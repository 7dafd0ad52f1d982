"""From a schema file to its definitions (RELAX NG, section 4)."""

from __future__ import annotations

from tei.core.diagnostic import refusal
from tei.relaxng.build import Builder
from tei.relaxng.definitions import EMPTY, NOT_ALLOWED, TEXT, Definitions, Element, Expression
from tei.relaxng.identity import identify
from tei.relaxng.load import Resolver, load
from tei.relaxng.reduce import reduce
from tei.relaxng.restrict import restrict
from tei.relaxng.schema import Node
from tei.relaxng.simple import Pattern

_CONSTANTS = {"empty": EMPTY, "notAllowed": NOT_ALLOWED, "text": TEXT}


def definitions(path: str, resolver: Resolver | None = None) -> Definitions:
    """The simplified schema in a file of either syntax; `resolver` finds it and what it includes.

    Raises Refused: P301 where there is no such file, P302 where the schema is not correct.
    """
    try:
        return _simplified(*load(path, resolver))
    except RecursionError:
        message = f"the patterns of the schema {path} stand too deep within each other"
        raise refusal("P302", message, "give some of them definitions of their own, and refer to these") from None


def _simplified(root: Node, files: tuple[str, ...]) -> Definitions:
    reduced = reduce(Builder().schema(root))
    restrict(reduced)
    identify(reduced)
    numbers = {element: number for number, element in enumerate(reduced.elements)}
    return Definitions(
        _expression(reduced.start, numbers),
        tuple(_element(element, numbers) for element in reduced.elements),
        {one.key: _expression(one.meaning, numbers) for one in reduced.definitions},
        {one.key: one.documentation for one in reduced.definitions if one.documentation},
        files,
    )


def _element(pattern: Pattern, numbers: dict[Pattern, int]) -> Element:
    definition = pattern.definition
    documentation = pattern.node.documentation
    if not documentation and definition is not None and definition.pattern is pattern:
        documentation = definition.documentation
    name = definition.name if definition is not None else ""
    return Element(pattern.names, _expression(pattern.parts[0], numbers), name, documentation)


def _expression(pattern: Pattern, numbers: dict[Pattern, int]) -> Expression:
    kind = pattern.kind
    match kind:
        case "empty" | "notAllowed" | "text":
            return _CONSTANTS[kind]
        case "element":
            return ("element", numbers[pattern])
        case "ref":
            assert pattern.definition is not None
            return ("ref", pattern.definition.key)
        case "value":
            return ("value", *pattern.value)
    parts = tuple(_expression(part, numbers) for part in pattern.parts)
    match kind:
        case "attribute":
            return ("attribute", pattern.names, *parts)
        case "data":
            return ("data", *pattern.value, *(parts or (None,)))
    return (kind, *parts)
