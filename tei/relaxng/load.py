"""A schema and the files that it refers to, as one tree."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tei.core.address import address_of, is_address, joined
from tei.core.diagnostic import Refused, refusal
from tei.core.encodings import detected
from tei.core.fetched import at_hand
from tei.core.namespaces import XML
from tei.core.source import Source
from tei.relaxng.schema import Node
from tei.relaxng.syntax import check
from tei.relaxng.xml import read

Resolver = Callable[[str], Source]
"""Gives the characters of the schema at a path or an address. Its source's name is the file that was read."""


def load(path: str, resolver: Resolver | None = None) -> tuple[Node, tuple[str, ...]]:
    """The schema in a file with all that it includes, and the names of the files read, the main one first.

    Every `include` has become a `div`, every `externalRef` the pattern it refers to (RELAX NG, sections 4.1 to 4.7);
    the schema is correct as section 3 has it, but that names resolve and that constraints hold is not looked at.
    Raises Refused: P301 where there is no such file, P302 where a schema is not correct.
    """
    loader = _Loader(resolver or local)
    return loader.document(path, address_of(path)), tuple(loader.files)


def local(address: str) -> Source:
    """The file at a path or a `file:` address, or that stands for another address in a catalog or in the cache.

    Raises Refused: P301 where it is not there or cannot be read, P302 where it is not in its encoding.
    """
    path = _shown(at_hand(address)) if is_address(address) else address
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise refusal(
            "P301", f"cannot read the schema {path}: {reason}", "check the path and its permissions"
        ) from None
    return Source(path, _characters(data, path))


class _Loader:
    """Reads files, each once, and puts them together."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._read: dict[str, Node] = {}
        self._open: list[str] = []
        self.files: list[str] = []

    def document(self, name: str, address: str) -> Node:
        """The schema of this name, put together, with the address for what it refers to."""
        if address not in self._read:
            source = self._resolver(name)
            self.files.append(source.name)
            root = _parsed(source, address)
            if check(root):
                self._open.append(address)
                root = self._resolved(root, address)
                self._open.pop()
            self._read[address] = root
        return self._read[address]

    def _resolved(self, node: Node, base: str) -> Node:
        """The node with what it and those in it refer to."""
        base = joined(base, node.attributes.get(f"{{{XML}}}base", ""))
        if node.name == "externalRef":
            return self._external(node, base)
        children = [
            self._resolved(child, base) if isinstance(child, Node) and child.name[:1] not in "{!" else child
            for child in node.children
        ]
        if node.name == "include":
            return self._included(node, base, children)
        return replace(node, children=children)

    def _external(self, node: Node, base: str) -> Node:
        """Section 4.6: the pattern, with the reference's `ns` where it has none."""
        target = self._target(node, base)
        attributes = {"datatypeLibrary": "", **target.attributes}
        if "ns" in node.attributes:
            attributes.setdefault("ns", node.attributes["ns"])
        return replace(target, attributes=attributes)

    def _included(self, node: Node, base: str, children: list[Node | str]) -> Node:
        """Section 4.7: the grammar's components without those that the include overrides, and then these."""
        grammar = self._target(node, base)
        if grammar.name != "grammar":
            raise refusal(
                "P302",
                f"{node.attributes['href']} is included but is no grammar",
                "use <externalRef> for a pattern, or wrap it in <grammar> and <start>",
                node.label("included here"),
                grammar.label("this is a pattern"),
            )
        attributes = {name: value for name, value in node.attributes.items() if name != "href"}
        override = replace(node, name="div", attributes=attributes, children=children)
        overridden = {_key(component): component for component in _components(override)}
        there = {_key(component) for component in _components(grammar)}
        for key, component in overridden.items():
            if key not in there:
                what = f"a definition of {key}" if key else "a <start>"
                raise refusal(
                    "P302",
                    f"{node.attributes['href']} has no {what.removeprefix('a ')} that could be overridden",
                    "move it out of <include>, or correct its name",
                    component.label("overrides nothing"),
                    node.label("in this <include>"),
                )
        kept = replace(_without(grammar, overridden), name="div")
        kept.attributes = {"datatypeLibrary": "", **grammar.attributes}
        override.children = [kept, *children]
        return override

    def _target(self, node: Node, base: str) -> Node:
        href = node.attributes["href"]
        address = joined(base, href)
        if "#" in href:
            raise node.refused(
                f'href="{href}" refers to a part of a file', "refer to the whole file: take # and what follows away"
            )
        if address in self._open:
            raise node.refused(
                f"{href} leads back to a file that refers to it", "take one of the references out of the circle"
            )
        try:
            return self.document(address, address)
        except Refused as refused:
            first = refused.diagnostics[0]
            if first.labels:
                raise
            raise Refused(replace(first, labels=(node.label("referred to here"),))) from None


def _components(node: Node) -> Iterator[Node]:
    """The `start` and `define` in it and in its `div`s."""
    for child in node.patterns:
        if child.name == "div":
            yield from _components(child)
        else:
            yield child


def _key(component: Node) -> str:
    """What it defines; "" for `start`."""
    return component.attributes.get("name", "").strip(" \t\r\n")


def _without(node: Node, overridden: dict[str, Node]) -> Node:
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.name in ("start", "define") and _key(child) in overridden:
            continue
        children.append(_without(child, overridden) if isinstance(child, Node) and child.name == "div" else child)
    return replace(node, children=children)


def _parsed(source: Source, address: str) -> Node:
    ending = address.partition("?")[0].lower()[-4:]
    # What an address without a known ending stands for shows in its first character: no compact schema begins with <.
    if ending == ".rnc" or (ending != ".rng" and not source.text.lstrip("\ufeff \t\r\n").startswith("<")):
        from tei.relaxng.compact import read as read_compact

        return read_compact(source, address)
    return read(source, address)


def _shown(path: str) -> str:
    """A path as it is best told: from here, where it is in this folder."""
    here = os.path.join(os.getcwd(), "")
    return path[len(here) :] if path.startswith(here) else path


def _characters(data: bytes, name: str) -> str:
    encoded, mark = detected(data)
    try:
        return data[mark:].decode(encoded)
    except (UnicodeDecodeError, LookupError) as error:
        raise refusal(
            "P302", f"the schema {name} is not in {encoded.removesuffix('-sig')}: {error}", "save it as UTF-8"
        ) from None
