"""The bytes of a TEI document and the place of every tag in them: any stretch is cut out as it is written."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from lxml import etree

from tei.core.edition import TAG
from tei.core.namespaces import TEI
from tei.deposit.element import LANG

DTS = "https://w3id.org/api/dts#"
"""The namespace of the element around a fragment (DTS 1.0, Document Endpoint)."""

_TAG = re.compile(TAG.pattern.encode(), re.DOTALL)
_NAME = re.compile(rb"<([^\s/>]+)")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)
_SCOPING = re.compile(rb"\s(?:xmlns|xml:lang)\b")
_STRUCTURAL = frozenset((b"TEI", b"teiCorpus", b"text", b"group", b"front", b"body", b"back"))
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'

Scope = tuple[tuple[tuple[str | None, str], ...], str]
"""What holds at a place: the namespaces by their prefixes, and the language."""


class Text:
    """The document, and by the number of each element in document order where it begins and ends.

    `starts` and `opens` are the offsets of its start tag and behind that, `closes` and `ends` those of its
    end tag (for an empty-element tag all that follow `starts` are the same); `parents` the number of its parent, -1
    for the root. Offsets are in bytes of `data`, which is UTF-8 without a document type declaration.
    """

    def __init__(self, data: bytes, root: etree._Element) -> None:
        """Find the tags of a document whose tree this is."""
        if b"<!DOCTYPE" in data or _ENCODING.match(data):
            data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False)
        self.data = data
        self.starts, self.opens, self.closes, self.ends = array("q"), array("q"), array("q"), array("q")
        self.parents, scopes = array("q"), array("q")
        scoping = self._read(scopes)
        self._scopes = scopes
        elements = (each for number, each in enumerate(root.iter("*")) if number in scoping)
        self._scope = {number: _scope(each) for number, each in zip(sorted(scoping), elements, strict=True)}
        self.is_tei = root.tag == f"{{{TEI}}}TEI"

    def _read(self, scopes: array[int]) -> set[int]:
        """Find the tags, and for each element the nearest around it, or it itself, that declares anything."""
        scoping: set[int] = set()
        open_now: list[int] = []
        for found in _TAG.finditer(self.data):
            start, end = found.span()
            if self.data[start + 1] in b"!?":
                continue
            if found["end"]:
                number = open_now.pop()
                self.closes[number], self.ends[number] = start, end
                continue
            number = len(self.starts)
            parent = open_now[-1] if open_now else -1
            for offsets, offset in ((self.starts, start), (self.opens, end), (self.closes, end), (self.ends, end)):
                offsets.append(offset)
            self.parents.append(parent)
            if parent < 0 or _SCOPING.search(self.data, start, end):
                scoping.add(number)
                scopes.append(number)
            else:
                scopes.append(scopes[parent])
            if not found["empty"]:
                open_now.append(number)
        return scoping

    @property
    def whole(self) -> bytes:
        """The document as a file; a corpus of several is wrapped, as the root must be TEI."""
        return self.data if self.is_tei else self.element(0)

    def element(self, number: int) -> bytes:
        """An element as a document: wrapped, in TEI."""
        parent = self.parents[number]
        scope = self._scope[self._scopes[parent]] if parent >= 0 else ((), "")
        return _wrapped(self.data[self.starts[number] : self.ends[number]], scope)

    def stretch(self, begin: int, inside: int, end: int, within: int) -> bytes:
        """The bytes from one offset to another as a document, where elements are cut closed and opened again.

        The offsets lie directly in the elements with the numbers `inside` and `within`. Opened again are those below
        `front`, `body` and `back`, and these if they differ.
        """
        before, after = self._around(inside), self._around(within)
        shared = 0
        for one, other in zip(before, after, strict=False):
            if one != other or self._name(one).rpartition(b":")[2] not in _STRUCTURAL:
                break
            shared += 1
        opened = b"".join(self.data[self.starts[each] : self.opens[each]] for each in before[shared:])
        closed = b"".join(b"</" + self._name(each) + b">" for each in reversed(after[shared:]))
        scope = self._scope[self._scopes[before[shared - 1]]] if shared else ((), "")
        return _wrapped(opened + self.data[begin:end] + closed, scope)

    def _around(self, number: int) -> Sequence[int]:
        """An element and those around it, outermost first."""
        return list(self._outwards(number))[::-1]

    def _outwards(self, number: int) -> Iterator[int]:
        while number >= 0:
            yield number
            number = self.parents[number]

    def _name(self, number: int) -> bytes:
        found = _NAME.match(self.data, self.starts[number])
        return found[1] if found else b""


def _scope(element: etree._Element) -> Scope:
    around: etree._Element | None = element
    while around is not None and around.get(LANG) is None:
        around = around.getparent()
    language = "" if around is None else around.get(LANG, "")
    return tuple(sorted(element.nsmap.items(), key=lambda each: each[0] or "")), language


def _wrapped(content: bytes, scope: Scope) -> bytes:
    before, after = _envelope(scope)
    return before + content + after


@lru_cache(maxsize=1024)
def _envelope(scope: Scope) -> tuple[bytes, bytes]:
    """What stands before and behind a fragment, so that its names mean what they meant."""
    # The prefix None is that of the default namespace, which the type stubs of lxml do not say of Element.
    namespaces: Any = dict(scope[0]) or {None: TEI}
    root = etree.Element(f"{{{TEI}}}TEI", nsmap=namespaces)
    if scope[1]:
        root.set(LANG, scope[1])
    prefixes = (f"dts{number or ''}" for number in count())
    prefix = next(each for each in prefixes if namespaces.get(each, DTS) == DTS)
    wrapper = etree.SubElement(root, f"{{{DTS}}}wrapper", nsmap={prefix: DTS})
    wrapper.text = "-"
    written = etree.tostring(root, encoding="UTF-8")
    before, _, after = written.partition(b">-<")
    return _DECLARATION + before + b">", b"<" + after + b"\n"
