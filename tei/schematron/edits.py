"""From the changes that a quick fix makes at nodes to edits of the characters in which these nodes are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from tei.core.diagnostic import Edit, Fix
from tei.core.edition import TAG, Edition
from tei.core.namespaces import XML
from tei.core.source import Span
from tei.schematron.characters import data, written
from tei.schematron.finding import Change, Node, Offer
from tei.schematron.places import Extent, Places

_DECLARATION = re.compile(r"""\s+xmlns(?::(?P<prefix>[^\s=]+))?\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_ESCAPES = {"&": "&amp;", "<": "&lt;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}

Scope = Mapping[str | None, str]
"""The namespaces that prefixes are bound to; the default one is that of None."""


class Replacement(NamedTuple):
    """Other characters for those of a span; `keeps` says whether the text of the document stays the same."""

    span: Span
    content: str
    keeps: bool = True


class _Impossible(Exception):
    """Raised where a change cannot be made in the characters of the file."""


def edits(offer: Offer, edition: Edition, places: Places | None = None) -> Fix | None:
    """What a quick fix changes in the characters of an edition; None if it asks for something, or where that cannot be.

    That is so where a node is not in the file itself, and where two changes are of the same characters. It is safe if
    it leaves the text as it is, but for the white space around an element that is taken away with its line.
    """
    changing = _Changing(edition, places or Places(edition))
    try:
        found = [replacement for change in offer.changes for replacement in changing.made(change)]
    except _Impossible:
        return None
    found += changing.filled()
    spans = sorted(each.span for each in found)
    if not found or any(one.end > other.start for one, other in pairwise(spans)):
        return None
    made = (Edit(edition.source, each.span, changing.with_line_ends(each.content)) for each in found)
    return Fix(tuple(made), all(each.keeps for each in found), offer.title)


class _Changing:
    """Makes replacements of changes; an element that is written as one tag is opened for all that goes into it."""

    def __init__(self, edition: Edition, places: Places) -> None:
        self._edition = edition
        self._text = edition.source.text
        self._places = places
        self._into: dict[etree._Element, tuple[list[str], list[str]]] = {}
        self._declared: dict[tuple[etree._Element, str], str] = {}

    def with_line_ends(self, content: str) -> str:
        """The content with the line ends of the file."""
        return re.sub(r"\r?\n", "\r\n", content) if "\r\n" in self._text else content

    def made(self, change: Change) -> Iterator[Replacement]:
        """The replacements that one change is. Raises _Impossible."""
        node = change.node
        if node.document:
            raise _Impossible
        if change.where == "attribute":
            yield self._attribute(node, change.name, change.content)
        elif change.where == "instead":
            yield from self._instead(change)
        elif change.where in ("before", "after"):
            yield self._beside(change)
        elif node.kind in ("element", "document"):
            yield from self._inside(change)
        else:
            raise _Impossible

    def _element(self, node: Node) -> etree._Element:
        """The element that a node is or stands in."""
        element = self._places.element(node)
        if self._places.span(node if node.kind == "element" else Node(node.path)) is None:
            raise _Impossible
        return element

    def _extent(self, element: etree._Element) -> Extent:
        if (extent := self._places.extent(element)) is None:
            raise _Impossible
        return extent

    def _span(self, node: Node) -> Span:
        """The characters of a node, of an element all of it."""
        if node.kind in ("element", "document"):
            extent = self._extent(self._element(node))
            return Span(extent.start, extent.end)
        if (span := self._places.span(node)) is None:
            raise _Impossible
        return span

    def _scope(self, node: Node) -> Scope:
        """The namespaces in scope beside a node."""
        element = self._element(node)
        if node.kind not in ("element", "document"):
            return element.nsmap
        parent = element.getparent()
        return {} if parent is None else parent.nsmap

    def _instead(self, change: Change) -> Iterator[Replacement]:
        node, span = change.node, self._span(change.node)
        if node.kind == "attribute":
            yield from self._instead_of_attribute(change, span)
        elif node.kind == "text" and change.span is not None:
            yield from self._instead_of_characters(change, span)
        else:
            keeps = data(self._text[span.start : span.end]) == data(change.content) is not None
            whole = span if change.content or node.kind == "text" else self._with_line(span)
            yield Replacement(whole, bare(change.content, self._scope(node)), keeps)

    def _with_line(self, span: Span) -> Span:
        """The span with the whole line if nothing else stands on that."""
        start = self._text.rfind("\n", 0, span.start) + 1
        blank = _BLANK_LINE.match(self._text, span.end)
        if blank and not self._text[start : span.start].strip(" \t") and start:
            return Span(start, blank.end())
        return span

    def _instead_of_attribute(self, change: Change, span: Span) -> Iterator[Replacement]:
        if not change.content:
            before = self._text[: span.start]
            yield Replacement(Span(len(before.rstrip()), span.end), "")
        elif change.name:
            name, declaration = self._written(self._element(change.node), change.name)
            yield Replacement(span, f'{name}="{_escaped(change.content)}"{declaration}')
        else:
            yield self._value(change.node, change.content)

    def _value(self, node: Node, content: str) -> Replacement:
        span = self._places.value(node)
        if span is None:
            raise _Impossible
        return Replacement(span, _escaped(content, self._text[span.end]))

    def _instead_of_characters(self, change: Change, span: Span) -> Iterator[Replacement]:
        assert change.span is not None
        pieces = written(self._text[span.start : span.end], *change.span)
        if pieces is None:
            raise _Impossible
        old = "".join(self._text[span.start + p.span.start : span.start + p.span.end] for p in pieces)
        content = bare(change.content, self._scope(change.node))
        keeps = data(old) == data(content) is not None and not pieces[0].is_section
        for piece in pieces:
            here = Span(span.start + piece.span.start, span.start + piece.span.end)
            # In a CDATA section markup would be text.
            is_markup = piece.is_section and re.search("[<&]", content)
            yield Replacement(here, f"]]>{content}<![CDATA[" if is_markup else content, keeps)
            content = ""

    def _beside(self, change: Change) -> Replacement:
        if change.node.kind == "attribute":
            raise _Impossible
        span = self._span(change.node)
        at = span.start if change.where == "before" else span.end
        return Replacement(Span(at, at), bare(change.content, self._scope(change.node)), not data(change.content))

    def _inside(self, change: Change) -> Iterator[Replacement]:
        element = self._element(change.node)
        extent = self._extent(element)
        content = bare(change.content, element.nsmap)
        is_first = change.where == "first"
        if extent.is_empty_tag:
            self._into.setdefault(element, ([], []))[0 if is_first else 1].append(content)
            return
        at = extent.inside if is_first else extent.close
        yield Replacement(Span(at, at), content, not data(change.content))

    def filled(self) -> Iterator[Replacement]:
        """The replacements that open the elements into which something was put."""
        for element, (first, last) in self._into.items():
            extent = self._extent(element)
            tag = self._text[extent.start : extent.inside]
            content = "".join((*first, *last))
            name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
            at = extent.start + len(tag.removesuffix("/>").rstrip())
            yield Replacement(Span(at, extent.inside), f">{content}</{name}>", data(content) == "")

    def _attribute(self, node: Node, name: str, content: str) -> Replacement:
        element = self._element(node)
        if name in element.attrib:
            return self._value(Node(node.path, "attribute", name), content)
        extent = self._extent(element)
        tag = self._text[extent.start : extent.inside]
        at = extent.start + len(tag.removesuffix(">").removesuffix("/").rstrip())
        own, declaration = self._written(element, name)
        return Replacement(Span(at, at), f'{declaration} {own}="{_escaped(content)}"')

    def _written(self, element: etree._Element, name: str) -> tuple[str, str]:
        """An attribute's name as it is written in a tag, and the declaration that its prefix needs."""
        namespace, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
        if not namespace:
            return local, ""
        if namespace == XML:
            return f"xml:{local}", ""
        known = element.nsmap
        if prefix := next((each for each, uri in known.items() if each and uri == namespace), None):
            return f"{prefix}:{local}", ""
        if prefix := self._declared.get((element, namespace)):
            return f"{prefix}:{local}", ""
        taken = {*known, *self._declared.values()}
        prefix = next(each for number in range(1, len(taken) + 2) if (each := f"ns{number}") not in taken)
        self._declared[element, namespace] = prefix
        return f"{prefix}:{local}", f' xmlns:{prefix}="{_escaped(namespace)}"'


def bare(content: str, scope: Scope) -> str:
    """XML without what its outermost elements declare and the place has already: a declaration, or another prefix."""
    depth = last = begun = 0
    pieces: list[str] = []
    for tag in TAG.finditer(content):
        if tag.group()[1] in "!?":
            continue
        if not depth:
            pieces.append(content[last : tag.start()])
            begun = tag.start()
        depth += -1 if tag["end"] else not tag["empty"]
        if not depth:
            last = tag.end()
            pieces.append(_bare_element(content[begun:last], scope))
    return "".join((*pieces, content[last:]))


def _bare_element(text: str, scope: Scope) -> str:
    first = TAG.match(text)
    assert first is not None
    for found in list(_DECLARATION.finditer(first.group()))[::-1]:
        prefix, namespace = found["prefix"], found["double"] if found["double"] is not None else found["single"]
        without = text[: found.start()] + text[found.end() :]
        if scope.get(prefix, "") == namespace:
            text = without
        elif prefix:
            known = sorted((each for each, uri in scope.items() if uri == namespace), key=lambda each: each or "")
            renamed = (_renamed(without, prefix, other) for other in known)
            text = next((each for each in renamed if each is not None), text)
    return text


def _renamed(text: str, old: str, new: str | None) -> str | None:
    """An element with another prefix for one; None where it stands for something besides names, or is declared anew."""
    declares = (
        rf"xmlns(?::{re.escape(old)})?\s*=" if new is None else rf"xmlns:(?:{re.escape(old)}|{re.escape(new)})\s*="
    )
    if re.search(declares, text):
        return None
    # The default namespace is none for attributes.
    names = re.compile(
        rf"(?<=<){re.escape(old)}:|(?<=</){re.escape(old)}:" + (rf"|(?<=\s){re.escape(old)}:" if new else "")
    )
    parts: list[str] = []
    last = 0
    for tag in TAG.finditer(text):
        if tag.group()[1] not in "!?":
            parts += (text[last : tag.start()], names.sub(f"{new}:" if new else "", tag.group()))
            last = tag.end()
    made = "".join((*parts, text[last:]))
    return None if re.search(rf"(?<![\w.-]){re.escape(old)}:", made) else made


def _escaped(value: str, quote: str = '"') -> str:
    escapes = {**_ESCAPES, quote: "&quot;" if quote == '"' else "&apos;"}
    return "".join(escapes.get(character, character) for character in value)
