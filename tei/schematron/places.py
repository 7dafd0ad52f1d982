"""Where the nodes of a document stand in its characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from tei.core.diagnostic import Label
from tei.core.edition import TAG, Edition
from tei.core.namespaces import XML
from tei.core.source import Span
from tei.schematron.finding import Node

_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(slots=True)
class Extent:
    """An element in the characters: its tags, and what stands in it besides text, each from where to where."""

    start: int
    """The offset of the `<` of its start tag."""
    inside: int
    """The offset behind its start tag."""
    close: int = 0
    """The offset of its end tag; that behind the start tag where it has none."""
    end: int = 0
    """The offset behind it."""
    children: list[Span] = field(default_factory=list)
    """Its child elements, comments and processing instructions, in order."""

    @property
    def is_empty_tag(self) -> bool:
        """Whether it is written as one tag, `<pb/>`."""
        return self.end == self.inside


class Places:
    """The places of the nodes of one document."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def element(self, node: Node) -> etree._Element:
        """The element that a node is, or that it stands in; the root for the document itself."""
        element = self.edition.tree.getroot()
        for index in node.path[1:]:
            element = next(child for number, child in enumerate(element.iterchildren("*")) if number == index)
        return element

    def label(self, node: Node, text: str = "") -> Label:
        """The node as a place: the start tag of an element, an attribute with its value, or the characters.

        Where its own are not in this file, since an entity or an inclusion brings them, those of its element.
        """
        here = self.edition.label(self.element(node), text)
        if node.kind in ("element", "document") or here.source is not self.edition.source:
            return here
        if (span := self.span(node)) is None:
            return here
        return Label(here.source, span, text)

    def span(self, node: Node) -> Span | None:
        """The characters of a node: of an element its start tag; None where they are not in the document's own file."""
        element = self.element(node)
        here = self.edition.label(element)
        if here.source is not self.edition.source:
            return None
        if node.kind in ("element", "document"):
            return here.span
        if node.kind == "attribute":
            return self._attribute(element, here, node.name)
        extent = self.extent(element)
        return None if extent is None else _inside(extent, node)

    def value(self, node: Node) -> Span | None:
        """The characters of the value of an attribute, without the quotes."""
        span = self.span(node)
        if span is None:
            return None
        found = _ATTRIBUTE.fullmatch(self.edition.source[span])
        return Span(span.start + found.start(2) + 1, span.end - 1) if found else None

    def extent(self, element: etree._Element) -> Extent | None:
        """The element in the characters; None where they are not the document's own."""
        return self._extents.get(element)

    @cached_property
    def _extents(self) -> dict[etree._Element, Extent]:
        text = self.edition.source.text
        found: list[Extent] = []
        stack: list[Extent] = []
        for tag in TAG.finditer(text, self.edition.positions[0]):
            begin = text[tag.start() + 1]
            if begin == "!" and text[tag.start() + 2] != "-":
                continue
            if begin in "!?":
                if stack:
                    stack[-1].children.append(Span(*tag.span()))
            elif tag["end"]:
                extent = stack.pop()
                extent.close, extent.end = tag.span()
                _add(stack, extent)
            else:
                extent = Extent(tag.start(), tag.end(), tag.end(), tag.end())
                found.append(extent)
                if tag["empty"]:
                    _add(stack, extent)
                else:
                    stack.append(extent)
        elements = list(self.edition.elements())
        # Where an entity holds elements, the tags are not those of the tree.
        return dict(zip(elements, found, strict=True)) if len(elements) == len(found) else {}

    def _attribute(self, element: etree._Element, here: Label, name: str) -> Span | None:
        namespace, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
        text = here.source[here.span]
        for found in _ATTRIBUTE.finditer(text):
            prefix, _, rest = found[1].rpartition(":")
            # The default namespace is none for attributes.
            bound = element.nsmap.get(prefix, "") if prefix else ""
            if rest == local and (XML if prefix == "xml" else bound) == namespace:
                return Span(here.span.start + found.start(), here.span.start + found.end())
        return None


def _add(stack: list[Extent], extent: Extent) -> None:
    if stack:
        stack[-1].children.append(Span(extent.start, extent.end))


def _inside(extent: Extent, node: Node) -> Span | None:
    """A text, comment or processing instruction in an element, by how many nodes that are no text stand before it."""
    if node.index > len(extent.children):
        return None
    if node.kind != "text":
        return extent.children[node.index] if node.index < len(extent.children) else None
    start = extent.children[node.index - 1].end if node.index else extent.inside
    end = extent.children[node.index].start if node.index < len(extent.children) else extent.close
    return Span(start, end) if start < end else None
