"""Name classes as a schema writes them, made simple (RELAX NG, sections 4.8 to 4.10, 4.12 and 4.16)."""

from __future__ import annotations

from tei.relaxng.definitions import Expression
from tei.relaxng.schema import Node

XMLNS = "http://www.w3.org/2000/xmlns"
_SPACE = " \t\r\n"


def of(node: Node, ns: str) -> tuple[Expression, Node | None]:
    """The name class of an `element` or `attribute`, and the child that states it, if it is not an attribute.

    `ns` is the namespace in force for it. Raises Refused (P302) for undeclared prefixes, for name classes that except
    what they may not, and for attributes that declare namespaces.
    """
    name = node.attributes.get("name")
    child: Node | None = None
    if name is None:
        child = next(node.patterns)
        names = _class(child, ns, frozenset())
    else:
        # An attribute written with `name` takes no namespace from its ancestors.
        if node.name == "attribute":
            ns = node.attributes.get("ns", "")
        names = _name(node, name.strip(_SPACE), ns)
    if node.name == "attribute":
        _refuse_xmlns(names, child or node)
    return names, child


def shown(names: Expression) -> str:
    """A name class in a few words: `p`, `any name`, `any name of the namespace …`."""
    match names[0]:
        case "name":
            return f"{names[2]}"
        case "anyName":
            return "any name" if names[1] is None else f"any name but {shown(names[1])}"
        case "nsName":
            kind = f"any name of the namespace {names[1]}" if names[1] else "any name without namespace"
            return kind if names[2] is None else f"{kind} but {shown(names[2])}"
    first = [shown(one) for one in names[1:5]]
    return " or ".join(first) + (" or …" if len(names) > 5 else "")


def _class(node: Node, ns: str, excepted: frozenset[str]) -> Expression:
    """`excepted` has the kinds of name class in whose exceptions it stands."""
    ns = node.attributes.get("ns", ns)
    if node.name == "name":
        return _name(node, node.text.strip(_SPACE), ns)
    if node.name == "choice":
        return _choice(node, ns, excepted)
    forbidden = {"anyName": excepted, "nsName": excepted & {"nsName"}}[node.name]
    if forbidden:
        raise node.refused(
            f"<{node.name}> is excepted from <{min(forbidden)}>", "a narrower class can be excepted, such as <name>"
        )
    without = next(node.patterns, None)
    exception = None
    if without is not None:
        exception = _choice(without, without.attributes.get("ns", ns), excepted | {node.name})
    return ("anyName", exception) if node.name == "anyName" else ("nsName", ns, exception)


def _choice(node: Node, ns: str, excepted: frozenset[str]) -> Expression:
    classes: list[Expression] = []
    for child in node.patterns:
        names = _class(child, ns, excepted)
        classes += names[1:] if names[0] == "choice" else (names,)
    return classes[0] if len(classes) == 1 else ("choice", *classes)


def _name(node: Node, name: str, ns: str) -> Expression:
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return ("name", ns, local)
    if prefix not in node.namespaces:
        raise node.refused(
            f"the prefix {prefix} of {name} is not declared",
            f'declare it: xmlns:{prefix}="…" on the root of the schema',
        )
    return ("name", node.namespaces[prefix], local)


def _refuse_xmlns(names: Expression, node: Node) -> None:
    match names[0]:
        case "choice":
            for one in names[1:]:
                _refuse_xmlns(one, node)
            return
        case "name":
            wrong = names[1] == XMLNS or names[1:] == ("", "xmlns")
        case _:
            wrong = names[0] == "nsName" and names[1] == XMLNS
            if names[-1] is not None:
                _refuse_xmlns(names[-1], node)
    if wrong:
        raise node.refused(
            f"an attribute {shown(names)} would declare a namespace",
            "namespaces are no attributes for RELAX NG: take it away; documents may declare them anywhere",
        )
