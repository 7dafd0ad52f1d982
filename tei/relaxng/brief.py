"""A schema in the usual shorthands of the XML syntax."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tei.relaxng.explicit import Children, is_annotated, is_annotation, is_pattern, walk
from tei.relaxng.schema import Node

_HOLDERS = frozenset(("element", "define", "list", "mixed", "optional", "zeroOrMore", "oneOrMore"))
_SPEAKING_FOR_THEMSELVES = frozenset(("attribute", "data", "value", "externalRef"))
"""Root elements on which `ns` or `datatypeLibrary` would mean something else."""


def brief(root: Node) -> Node:
    """The same schema as people write it in XML; `root` is as explicit as the compact syntax makes it.

    The namespace and the datatype library that most use stand on the root element, single names in the attribute
    `name`, and a `group` in an element is left out, if it has no annotations of its own.
    """
    nodes = list(walk(root)) if root.name not in _SPEAKING_FOR_THEMSELVES else []
    named = [node.attributes.get("ns") for node in nodes if node.name in ("name", "nsName", "include", "externalRef")]
    elements = [ns for node in nodes if node.name == "element" for ns in _namespaces(node)]
    others = (node.attributes.get("ns") for node in nodes if node.name in ("include", "externalRef", "nsName"))
    common = Counter(elements or others).most_common(1)
    ns = common[0][0] if common and None not in named else None
    libraries = Counter(node.attributes.get("datatypeLibrary") for node in nodes if node.name in ("data", "value"))
    libraries[""] = libraries[None] = 0
    library = next((name for name, count in libraries.most_common(1) if count), "")
    (made,) = _brief(root, ns, library or "")
    assert isinstance(made, Node)
    made.attributes = {
        **({"ns": ns} if ns is not None else {}),
        **({"datatypeLibrary": library} if library else {}),
        **made.attributes,
    }
    return made


def _namespaces(element: Node) -> Iterator[str]:
    """The namespace of an element's single name."""
    name = next(element.patterns, None)
    if name and name.name == "name" and "ns" in name.attributes:
        yield name.attributes["ns"]


def _brief(child: Node | str, ns: str | None, library: str) -> Children:
    """The child, where this namespace and this library hold."""
    if isinstance(child, str) or not is_pattern(child):
        return [child]
    attributes = dict(child.attributes)
    if child.name in ("name", "nsName", "include", "externalRef"):
        ns = _said(attributes, "ns", ns)
    if child.name == "value" and [attributes["type"], attributes["datatypeLibrary"]] == ["token", ""]:
        del attributes["type"], attributes["datatypeLibrary"]
    elif child.name in ("data", "value"):
        library = _said(attributes, "datatypeLibrary", library) or ""
    made = replace(child, attributes=attributes, children=list(child.children))
    if made.name in ("element", "attribute"):
        _name(made, ns)
    if made.name in _HOLDERS:
        made.children = _opened(made.children)
    made.children = [inner for one in made.children for inner in _brief(one, ns, library)]
    return [made]


def _said(attributes: dict[str, str], key: str, held: str | None) -> str | None:
    """What holds within, which is left out of the attributes where it holds already."""
    said = attributes.get(key, held)
    if said == held:
        attributes.pop(key, None)
    return said


def _opened(children: Children) -> Children:
    """The children; the members of a group in its place, unless annotations belong to it or follow it."""
    at = next(at for at in reversed(range(len(children))) if is_pattern(children[at]))
    group = children[at]
    if isinstance(group, str) or group.name != "group" or is_annotated(group) or any(map(is_annotation, children[at:])):
        return children
    return [*children[:at], *group.children, *children[at + 1 :]]


def _name(made: Node, ns: str | None) -> None:
    """Put a single name into the attribute, where it can be written there."""
    at = next(at for at, child in enumerate(made.children) if is_pattern(child))
    name = made.children[at]
    assert isinstance(name, Node)
    if name.name != "name" or any(key != "ns" for key in name.attributes):
        return
    if is_annotation(made.children[at + 1] if made.children[at + 1 :] else ""):
        return
    own = name.attributes.get("ns")
    if own == (ns if made.name == "element" else ""):
        made.attributes["name"] = name.text
    elif prefix := next((key for key, value in made.namespaces.items() if key and value == own), ""):
        made.attributes["name"] = f"{prefix}:{name.text}"
    else:
        return
    del made.children[at]
