"""A document with the changes of a quick fix made in its tree: what they come to, whoever makes them in the text."""

from __future__ import annotations

from collections.abc import Iterable
from xml.dom import Node as Dom
from xml.dom import minidom

from lxml import etree

from tei.schematron import Change, Node

XMLNS = "http://www.w3.org/2000/xmlns/"


def changed(document: str, changes: Iterable[Change]) -> str:
    """The document after the changes, whose nodes are all those of the document before."""
    tree = minidom.parseString(document.encode("utf-8"))
    located = [(change, found(tree, change.node)) for change in changes]
    # The places in a text are those that it had: the last comes first.
    for change, node in sorted(located, key=lambda each: each[0].span or (0, 0), reverse=True):
        _make(change, node)
    return str(tree.documentElement.toxml())


def found(tree: minidom.Document, address: Node) -> minidom.Node:
    node: minidom.Node = tree
    for step in address.path:
        node = [child for child in node.childNodes if child.nodeType == Dom.ELEMENT_NODE][step]
    if address.kind in ("element", "document"):
        return node
    if address.kind == "attribute":
        namespace, _, name = address.name.rpartition("}")
        attribute = node.getAttributeNodeNS(namespace[1:] or None, name)
        assert attribute is not None
        return attribute
    before = 0
    for child in node.childNodes:
        is_text = child.nodeType in (Dom.TEXT_NODE, Dom.CDATA_SECTION_NODE)
        if before == address.index and is_text == (address.kind == "text"):
            return child
        before += not is_text
    raise AssertionError(address)


def _make(change: Change, node: minidom.Node) -> None:
    if isinstance(node, minidom.Attr):
        assert change.where == "instead"
        owner = node.ownerElement
        owner.removeAttributeNode(node)
        if change.content or change.name:
            _set(owner, change.name or _clark(node), change.content)
    elif change.where == "attribute":
        _set(node, change.name, change.content)
    elif change.span is not None:
        start, end = change.span
        own, holder, behind = node.ownerDocument, node.parentNode, node.nextSibling
        for each in (*_parsed(change.content, holder, own), own.createTextNode(node.data[end:])):
            holder.insertBefore(each, behind)
        node.data = node.data[:start]
    else:
        within = change.where in ("first", "last")
        holder = node if within else node.parentNode
        at = {
            "first": node.firstChild,
            "last": None,
            "before": node,
            "instead": node,
            "after": node.nextSibling,
        }[change.where]
        for new in _parsed(change.content, holder, node.ownerDocument or node):
            holder.insertBefore(new, at)
        if change.where == "instead":
            holder.removeChild(node)


def _clark(node: minidom.Attr) -> str:
    return f"{{{node.namespaceURI}}}{node.localName}" if node.namespaceURI else str(node.name)


def _set(element: minidom.Element, name: str, value: str) -> None:
    namespace, _, local = name.rpartition("}")
    prefixed = {"": "", "http://www.w3.org/XML/1998/namespace": "xml:"}.get(namespace[1:], "own:")
    if prefixed == "own:":
        element.setAttributeNS(XMLNS, "xmlns:own", namespace[1:])
    element.setAttributeNS(namespace[1:] or None, prefixed + local, value)


def _parsed(content: str, holder: minidom.Node, document: minidom.Document) -> list[minidom.Node]:
    """The nodes that a piece of XML stands for, with the prefixes of its place."""
    declared: dict[str, str] = {}
    around: minidom.Node | None = holder
    while around is not None and around.nodeType == Dom.ELEMENT_NODE:
        for name, value in around.attributes.items():
            if name == "xmlns" or name.startswith("xmlns:"):
                declared.setdefault(name, value)
        around = around.parentNode
    declarations = "".join(f' {name}="{value}"' for name, value in declared.items())
    parsed = minidom.parseString(f"<x{declarations}>{content}</x>".encode())
    return [document.importNode(child, True) for child in parsed.documentElement.childNodes]


def same(one: str, other: str) -> bool:
    """Whether two documents say the same, whatever their prefixes."""
    return _shape(etree.fromstring(one)) == _shape(etree.fromstring(other))


def _shape(node: etree._Element) -> object:
    kind = node.tag if isinstance(node.tag, str) else node.tag.__name__
    children = [(_shape(child), child.tail or "") for child in node]
    return kind, getattr(node, "target", ""), sorted(node.attrib.items()), node.text or "", children
