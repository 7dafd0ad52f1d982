"""Reads a schema with all that it includes and extends, into one tree that remembers where each element stood."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from tei.core.address import address_of, joined, path_of
from tei.core.diagnostic import Diagnostic, Label, Refused, refusal
from tei.core.edition import Edition
from tei.core.fetched import at_hand
from tei.core.namespaces import XML
from tei.schematron.schema import ISO, OLD

PLACE = "{urn:x-tei:schematron}place"
"""The attribute that numbers the elements of all files of a schema."""

BASE = f"{{{XML}}}base"
_ID = f"{{{XML}}}id"


@dataclass
class Loaded:
    """A schema as one tree, and the place of every element in it."""

    root: etree._Element
    places: list[Label] = field(default_factory=list)

    def place(self, element: etree._Element) -> Label:
        """The start tag of an element in the file that it was read from."""
        number = element.get(PLACE)
        return self.places[int(number)] if number else self.places[0]


def local(element: etree._Element) -> str:
    """The name of an element of Schematron, of whichever version; "" for all others."""
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag[1:].rpartition("}")
    return name if namespace in (ISO, OLD) else ""


def alone(element: etree._Element) -> etree._Element:
    """A copy of an element with all namespaces that are in scope where it stands, since expressions may use them."""
    nsmap: Any = element.nsmap
    copy = etree.Element(element.tag, nsmap=nsmap)
    for name, value in element.attrib.items():
        copy.set(name, value)
    copy.text = element.text
    for child in element:
        copy.append(deepcopy(child))
    return copy


def load(edition: Edition) -> Loaded:
    """The schema in a file, with what it includes and extends in place (sections 5.4.4 and 5.4.7).

    Raises Refused: P301 for a file that is not there, P302 for one that is not a schema or includes itself, X101 for
    one that is not well-formed.
    """
    reader = _Reader()
    root = reader.read(edition)
    if local(root) != "schema":
        message = f"{edition.source.name} is not a Schematron schema: its root is <{etree.QName(root).localname}>"
        raise refusal("P302", message, f'the root must be <schema xmlns="{ISO}">', reader.loaded.place(root))
    return reader.loaded


class _Reader:
    def __init__(self) -> None:
        self.loaded: Loaded
        self._files: dict[str, etree._Element] = {}
        self._open: list[str] = []

    def read(self, edition: Edition) -> etree._Element:
        """The tree of a file, everything that it refers to in its place."""
        address = address_of(edition.source.name)
        root = self._marked(edition, address)
        self.loaded.root = root
        self._open = [address]
        self._expand(root, address)
        return root

    def _marked(self, edition: Edition, address: str) -> etree._Element:
        root = deepcopy(edition.tree.getroot())
        if not hasattr(self, "loaded"):
            self.loaded = Loaded(root)
        places = self.loaded.places
        for own, element in zip(edition.elements(), root.iter("*"), strict=True):
            element.set(PLACE, str(len(places)))
            places.append(edition.label(own))
        root.set(BASE, root.get(BASE) or address)
        return root

    def _expand(self, parent: etree._Element, base: str) -> None:
        """Replace every inclusion and every extension by a file in an element by what it means."""
        for child in list(parent):
            name = local(child)
            href = child.get("href")
            if name == "include" or (name == "extends" and href is not None):
                self._replace(child, name, base)
            elif isinstance(child.tag, str):
                self._expand(child, joined(base, child.get(BASE) or ""))

    def _replace(self, child: etree._Element, name: str, base: str) -> None:
        parent = child.getparent()
        assert parent is not None
        place = self.loaded.place(child)
        href = child.get("href")
        if not href:
            raise refusal("P302", f"<{name}> does not say which file it means", 'write href="FILE"', place)
        address, _, fragment = joined(base, href).partition("#")
        meant = f"{address}#{fragment}" if fragment else address
        if meant in self._open:
            raise refusal("P302", f"{href} includes itself", "take one of the inclusions away", place)
        found = self._found(address, fragment, href, place)
        self._open.append(meant)
        self._expand(found, address)
        self._open.pop()
        at = parent.index(child)
        if child.tail:
            _add_text(parent, at, child.tail)
        parent.remove(child)
        inserted = [found] if name == "include" else [each for each in found if isinstance(each.tag, str)]
        if name == "extends" and local(found) != local(parent):
            message = f"{href} leads to <{etree.QName(found).localname}>, which cannot extend <{local(parent)}>"
            raise refusal("P302", message, f"extend it by a <{local(parent)}>", place)
        for number, each in enumerate(map(alone, inserted)):
            if BASE not in each.attrib:
                each.set(BASE, found.get(BASE) or address)
            parent.insert(at + number, each)

    def _found(self, address: str, fragment: str, href: str, place: Label) -> etree._Element:
        """The element that an address leads to, ready to be moved."""
        if address not in self._files:
            self._files[address] = self._file(address, href, place)
        root = self._files[address]
        if not fragment:
            return deepcopy(root)
        for element in root.iter("*"):
            if fragment in (element.get("id"), element.get(_ID)):
                copied = alone(element)
                copied.set(BASE, root.get(BASE) or address)
                return copied
        raise refusal("P302", f"there is nothing with the id {fragment} in {href}", "correct the reference", place)

    def _file(self, address: str, href: str, place: Label) -> etree._Element:
        path = path_of(address)
        try:
            path = path or at_hand(address)
            return self._marked(Edition.load(path), address)
        except Refused as refused:
            told = [self._here(diagnostic, href, place) for diagnostic in refused.diagnostics]
            raise Refused(*told) from None

    def _here(self, diagnostic: Diagnostic, href: str, place: Label) -> Diagnostic:
        """What keeps a file from being read, with the place that refers to it."""
        if diagnostic.labels:
            labels = (*diagnostic.labels, Label(place.source, place.span, "referred to here"))
            return Diagnostic(diagnostic.code, "error", diagnostic.message, labels, diagnostic.help)
        message = f"{href}, to which the schema refers: {diagnostic.message}"
        return Diagnostic("P301", "error", message, (place,), diagnostic.help)


def _add_text(parent: etree._Element, at: int, text: str) -> None:
    """Put the text behind a child that goes away where it stood."""
    if at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
