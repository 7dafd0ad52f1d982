"""A schema with everything said where it holds: what both syntaxes have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tei.relaxng.schema import Node

Children = list[Node | str]

CONNECTIVES = frozenset(("group", "choice", "interleave"))
_IMPLIED = {
    **dict.fromkeys(("element", "define", "list", "mixed", "optional", "zeroOrMore", "oneOrMore"), "group"),
    "except": "choice",
}
"""What joins several patterns in these (RELAX NG, section 4.12)."""
_NAMED = frozenset(("name", "nsName", "include", "externalRef"))


def explicit(root: Node) -> Node:
    """The same schema in the form that the compact syntax stands for: one that says all things in one way.

    Names are elements; they, `include` and `externalRef` have the namespace that holds for them in `ns`, and none if
    it is inherited from an including file; `data` and `value` have their type and library; several patterns in an
    element stand in a `group` (RELAX NG, sections 4.2 to 4.4, 4.8 to 4.10 and 4.12). A pattern of one branch is that
    branch. Annotations of `except`, for which the compact syntax has no place, go to its parent, attributes excepted.
    Raises Refused (P302) for a name with a prefix that is not declared.
    """
    nodes = _explicit(root, None, "", names=False)
    if len(nodes) == 1 and isinstance(nodes[0], Node):
        return nodes[0]
    # What annotates the branch of a pattern that is left out needs a place within the root.
    start = replace(root, name="start", attributes={}, children=nodes)
    return replace(root, name="grammar", attributes={}, children=[start])


def walk(node: Node) -> Iterator[Node]:
    """The elements of RELAX NG in a schema, in the order of the document."""
    yield node
    for child in node.children:
        if isinstance(child, Node) and is_pattern(child):
            yield from walk(child)


def is_pattern(child: Node | str) -> bool:
    """Whether a child is an element of RELAX NG, not a string, an annotation or a comment."""
    return isinstance(child, Node) and child.name[0] not in "{!"


def is_annotation(child: Node | str) -> bool:
    """Whether a child is a foreign element."""
    return isinstance(child, Node) and child.name[0] == "{"


def is_annotated(node: Node) -> bool:
    """Whether a pattern without attributes of RELAX NG's has foreign ones, or foreign elements before what it holds."""
    return bool(node.attributes) or any(map(is_annotation, node.children[: _first(node.children)]))


def _explicit(child: Node | str, ns: str | None, library: str, *, names: bool) -> Children:
    if isinstance(child, str) or not is_pattern(child):
        return [child]
    node = child
    ns = node.attributes.get("ns", ns)
    library = node.attributes.get("datatypeLibrary", library)
    attributes = {
        key: value if key[0] == "{" or key == "href" else value.strip(" \t\r\n")
        for key, value in node.attributes.items()
        if key not in ("ns", "datatypeLibrary")
    }
    made = replace(node, attributes=attributes, children=list(node.children))
    _name(made, node, ns)
    if made.name in _NAMED:
        if made.name == "name":
            ns = _qualified(made, ns)
        if ns is not None:
            attributes["ns"] = ns
    elif made.name == "value" and "type" not in attributes:
        attributes |= {"type": "token", "datatypeLibrary": ""}
    elif made.name in ("data", "value"):
        attributes["datatypeLibrary"] = library
    children = _descended(made, ns, library, names)
    if made.name == "attribute" and sum(map(is_pattern, children)) == 1:
        children.append(replace(made, name="text", attributes={}, children=[]))
    made.children = _joined(made, children, names)
    return _alone(made, names)


def _name(made: Node, node: Node, ns: str | None) -> None:
    """Put the attribute `name` of an element or attribute into an element (section 4.8)."""
    if made.name not in ("element", "attribute") or "name" not in made.attributes:
        return
    own = "" if made.name == "attribute" and "ns" not in node.attributes else ns
    attributes = {} if own is None else {"ns": own}
    name = replace(made, name="name", attributes=attributes, children=[made.attributes.pop("name")])
    made.children.insert(_first(made.children), name)


def _first(children: Children) -> int:
    return next((at for at, child in enumerate(children) if is_pattern(child)), len(children))


def _qualified(name: Node, ns: str | None) -> str | None:
    """Resolve the prefix in a name (section 4.10); what comes back is its namespace."""
    prefix, colon, local = name.text.strip().rpartition(":")
    name.children = [local]
    if not colon:
        return ns
    if prefix not in name.namespaces:
        help = f"declare it on the root element: xmlns:{prefix}"
        raise name.refused(f"no namespace is declared for the prefix of {prefix}:{local}", help)
    return name.namespaces[prefix]


def _descended(made: Node, ns: str | None, library: str, names: bool) -> Children:
    """The children of a node, each made explicit."""
    found: Children = []
    is_class = names or made.name in ("anyName", "nsName")
    named = made.name in ("element", "attribute")
    for child in made.children:
        found += _explicit(child, ns, library, names=is_class or named)
        named = named and not is_pattern(child)
    if made.name in ("data", "anyName", "nsName"):
        found = list(_with_except_last(found))
    return found


def _with_except_last(children: Children) -> Iterator[Node | str]:
    """The same children; what annotates `except` or follows it comes first."""
    at = next((at for at, child in enumerate(children) if is_except(child)), len(children))
    for child in children[at:]:
        if isinstance(child, Node) and is_except(child):
            first = _first(child.children)
            yield from child.children[:first]
            child.attributes, child.children = {}, child.children[first:]
        else:
            yield child
    yield from children[: at + 1]


def is_except(child: Node | str) -> bool:
    """Whether a child is an `except`."""
    return isinstance(child, Node) and child.name == "except"


def _joined(made: Node, children: Children, names: bool) -> Children:
    """The children; several patterns among them stand in a pattern of their own."""
    joins = _IMPLIED.get(made.name)
    at = _first(children)
    if made.name == "element":
        at += 1 + _first(children[at + 1 :])
    rest = children[at:]
    if not joins or sum(map(is_pattern, rest)) < 2:
        return children
    first = rest[0]
    assert isinstance(first, Node)
    return [*children[:at], replace(made, name=joins, start=first.start, attributes={}, children=rest)]


def _alone(made: Node, names: bool) -> Children:
    """The node; in its place its one branch, if it only joins and is not annotated."""
    if made.name not in CONNECTIVES or sum(map(is_pattern, made.children)) > 1:
        return [made]
    if is_annotated(made):
        made.name = "choice" if names else "group"
        return [made]
    return made.children
