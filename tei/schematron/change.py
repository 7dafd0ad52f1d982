"""The changes that the operations of a quick fix come to, from what a transformation tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lxml import etree

from tei.core.namespaces import XML
from tei.schematron.finding import Change, Node

_POSITIONS: Mapping[str, Literal["before", "after", "first", "last"]] = {
    "before": "before",
    "after": "after",
    "first-child": "first",
    "last-child": "last",
}


def change(node: Node, element: etree._Element, namespaces: Mapping[str | None, str]) -> Change:
    """What `<change>` says is to happen at a node (Schematron QuickFix, section 4).

    Its `operation` is what is done; `type` and `target` say what kind of node there is to be and its name, whose
    prefix `namespaces` has; `position` where it is added; the element `content` holds what goes in.
    """
    kind, type, target = element.get("operation"), element.get("type", ""), element.get("target", "")
    if kind == "delete":
        return Change(node, "instead")
    holder = element.find("content")
    assert holder is not None
    value = "".join(map(str, holder.itertext("*")))
    if type == "keep":
        type = {"processing-instruction": "pi"}.get(node.kind, node.kind)
        target = target or node.name
    if kind == "add" and type == "attribute":
        return Change(node, "attribute", value, _clark(target, namespaces))
    if node.kind == "attribute" and kind == "replace":
        name = _clark(target, namespaces)
        return Change(node, "instead", value, "" if name == node.name else name)
    content = _content(holder, type, target, value, namespaces)
    if kind == "replace":
        return Change(node, "instead", content)
    return Change(node, _POSITIONS.get(element.get("position", ""), "first"), content)


def _content(holder: etree._Element, type: str, target: str, value: str, namespaces: Mapping[str | None, str]) -> str:
    """XML for what goes in."""
    if type == "comment":
        return f"<!--{value}-->"
    if type == "pi":
        return f"<?{target} {value}?>"
    if type == "element" and target:
        prefix, _, local = target.rpartition(":")
        nsmap = {prefix: namespaces[prefix]} if prefix else None
        made = etree.Element(f"{{{namespaces[prefix]}}}{local}" if prefix else local, nsmap=nsmap)
        made.text = holder.text
        made.extend(holder)
        return etree.tostring(made, encoding="unicode")
    # The text of the result is escaped as the text of an element that is taken away again.
    begun = etree.Element("x")
    begun.text = holder.text
    text = etree.tostring(begun, encoding="unicode").removeprefix("<x>").removesuffix("</x>").removesuffix("<x/>")
    return text + "".join(etree.tostring(child, encoding="unicode") for child in holder)


def _clark(name: str, namespaces: Mapping[str | None, str]) -> str:
    prefix, _, local = name.rpartition(":")
    space = XML if prefix == "xml" else namespaces[prefix] if prefix else ""
    return f"{{{space}}}{local}" if space else local
