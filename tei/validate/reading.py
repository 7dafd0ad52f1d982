"""Reads a RELAX NG grammar in the XML syntax into patterns (OASIS 2001, section 4, as far as needed)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, reduce
from os.path import dirname, join

from lxml import etree

from tei.core.edition import XML
from tei.validate.pattern import (
    EMPTY,
    NOTHING,
    RNG,
    TEXT,
    Attribute,
    Data,
    Element,
    Interleave,
    NameClass,
    Pattern,
    Wildcard,
    choice,
    content_of,
    group,
    leaves,
    list_of,
    one_or_more,
    without_attributes,
)

_ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"


class Unread(Exception):
    """Raised for a grammar that uses what is not read here: nested grammars and external patterns."""


class Reading:
    """The patterns of one grammar. Raises Unread, when it is made, for a grammar with parts that are not read here."""

    def __init__(self, path: str) -> None:
        self._defined: dict[str, list[etree._Element]] = {}
        self._patterns: dict[str, Pattern] = {}
        self._elements: dict[etree._Element, Element] = {}
        self._collect(_parsed(path), path, frozenset())

    @cached_property
    def start(self) -> Pattern:
        """What a document may start with."""
        return self._reference("start")

    @cached_property
    def elements(self) -> dict[str, tuple[str, ...]]:
        """Every element name that can occur, with the names of the elements that may hold it."""
        parents: dict[str, dict[str, None]] = {}
        seen: set[Pattern] = set()
        queue = deque([("", self.start)])
        while queue:
            parent, content = queue.popleft()
            for leaf in leaves(content):
                if isinstance(leaf, Element):
                    for name in leaf.name.names:
                        parents.setdefault(name, {})[parent] = None
                    if leaf not in seen:
                        seen.add(leaf)
                        queue.extend((name, leaf.content) for name in leaf.name.names or ("",))
        self._everywhere = choice(p for p in seen)
        return {name: tuple(p for p in holders if p) for name, holders in parents.items()}

    def content(self, name: str) -> Pattern:
        """The attributes and content of an element, wherever in the grammar it stands."""
        return content_of(self._everywhere, name) if name in self.elements else NOTHING

    def inside(self, name: str) -> Pattern:
        """The content of an element, wherever in the grammar it stands, without its attributes."""
        return without_attributes(self.content(name), True)

    def _collect(self, parent: etree._Element, path: str, overridden: frozenset[str]) -> None:
        for node in _patterns(parent):
            kind = node.tag.removeprefix(RNG)
            name = node.get("name", "start").strip()
            if kind == "div":
                self._collect(node, path, overridden)
            elif kind == "include":
                own = frozenset(n.get("name", "start").strip() for n in node.iter(f"{RNG}define", f"{RNG}start"))
                self._collect(node, path, overridden)
                href = join(dirname(path), node.get("href", ""))
                self._collect(_parsed(href), href, overridden | own)
            elif name not in overridden:
                self._defined.setdefault(name, []).append(node)

    def _reference(self, name: str) -> Pattern:
        if name not in self._patterns:
            bodies = self._defined.get(name, [])
            parts = [self._documented(body) for body in bodies]
            mixed = any(body.get("combine") == "interleave" for body in bodies)
            self._patterns[name] = _interleaved(parts) if mixed else choice(parts)
        return self._patterns[name]

    def _documented(self, body: etree._Element) -> Pattern:
        """The pattern of a definition; a datatype keeps the words in which the grammar explains it."""
        pattern = self._sequence(body)
        words = body.findtext(f"{{{_ANNOTATIONS}}}documentation")
        return replace(pattern, words=" ".join(words.split())) if isinstance(pattern, Data) and words else pattern

    def _sequence(self, parent: etree._Element, skip: int = 0) -> Pattern:
        joined: Pattern = EMPTY
        # From the end, so that what is left after a first part shares the rest.
        for node in reversed(list(_patterns(parent))[skip:]):
            joined = group(self._pattern(node), joined)
        return joined

    def _pattern(self, node: etree._Element) -> Pattern:
        kind = node.tag.removeprefix(RNG)
        if kind in ("empty", "text", "notAllowed"):
            return {"empty": EMPTY, "text": TEXT, "notAllowed": NOTHING}[kind]
        if kind == "ref":
            return self._reference(node.get("name", "").strip())
        if kind in ("data", "value"):
            return self._data(node, kind == "value")
        if kind == "element":
            if node not in self._elements:
                name, skip = _name_of(node)
                self._elements[node] = Element(name, lambda: self._sequence(node, skip))
            return self._elements[node]
        if kind == "attribute":
            name, skip = _name_of(node)
            value = self._sequence(node, skip) if len(list(_patterns(node))) > skip else TEXT
            return Attribute((value,), name)
        if kind == "choice":
            return choice(self._pattern(child) for child in _patterns(node))
        if kind == "interleave":
            return _interleaved([self._pattern(child) for child in _patterns(node)])
        inner = self._sequence(node)
        if kind == "optional":
            return choice((inner, EMPTY))
        if kind == "zeroOrMore":
            return choice((one_or_more(inner), EMPTY))
        if kind == "oneOrMore":
            return one_or_more(inner)
        if kind == "mixed":
            return group(inner, TEXT, Interleave)
        return list_of(inner) if kind == "list" else inner

    def _data(self, node: etree._Element, value: bool) -> Pattern:
        library = _inherited(node, "datatypeLibrary")
        if value:
            return Data(node.get("type", "token"), library if "type" in node.attrib else "", value=node.text or "")
        params = tuple((p.get("name", ""), p.text or "") for p in node.iterchildren(f"{RNG}param"))
        excepted = node.find(f"{RNG}except")
        taken = choice(self._pattern(p) for p in _patterns(excepted)) if excepted is not None else None
        return Data(node.get("type", "string"), library, params, excepted=taken)


def _interleaved(parts: Iterable[Pattern]) -> Pattern:
    return reduce(lambda joined, part: group(joined, part, Interleave), parts, EMPTY)


def _parsed(path: str) -> etree._Element:
    root = etree.parse(path, etree.XMLParser(no_network=True, resolve_entities=False, huge_tree=True)).getroot()
    foreign = root.iterdescendants(f"{RNG}externalRef", f"{RNG}parentRef", f"{RNG}grammar")
    if root.tag != f"{RNG}grammar" or next(foreign, None) is not None:
        raise Unread(path)
    return root


def _patterns(parent: etree._Element) -> Iterator[etree._Element]:
    """The children that belong to RELAX NG, without annotations."""
    return parent.iterchildren(f"{RNG}*")


def _inherited(node: etree._Element, attribute: str) -> str:
    at: etree._Element | None = node
    while at is not None:
        if attribute in at.attrib:
            return str(at.get(attribute))
        at = at.getparent()
    return ""


def _name_of(node: etree._Element) -> tuple[NameClass, int]:
    """The name of an element or attribute pattern, and how many of its children say it."""
    if "name" in node.attrib:
        own = node.get("ns", "") if node.tag == f"{RNG}attribute" else _inherited(node, "ns")
        return NameClass((_clark(node.get("name", ""), own, node),)), 0
    return _name_class(next(_patterns(node))), 1


def _name_class(node: etree._Element) -> NameClass:
    kind = node.tag.removeprefix(RNG)
    if kind == "name":
        return NameClass((_clark(node.text or "", _inherited(node, "ns"), node),))
    if kind == "choice":
        return _joined(node)
    inner = node.find(f"{RNG}except")
    excepted = _joined(inner) if inner is not None else None
    return NameClass(wildcards=(Wildcard(_inherited(node, "ns") if kind == "nsName" else None, excepted),))


def _joined(parent: etree._Element) -> NameClass:
    options = [_name_class(child) for child in _patterns(parent)]
    return NameClass(tuple(n for o in options for n in o.names), tuple(w for o in options for w in o.wildcards))


def _clark(name: str, namespace: str, node: etree._Element) -> str:
    prefix, colon, local = name.strip().rpartition(":")
    if colon:
        namespace = XML if prefix == "xml" else node.nsmap.get(prefix, "")
    return f"{{{namespace}}}{local}" if namespace else local
