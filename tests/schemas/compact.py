"""Turns the compact syntax of RELAX NG into the XML syntax: `python tests/schemas/compact.py` writes schemas/*.rng.

It knows the part of the compact syntax (OASIS 2002) that our grammars use: definitions, includes with overrides,
elements and attributes with simple names, XSD datatypes with parameters, values, and documentation.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

TOKEN = re.compile(
    r'(?P<doc>##[^\n]*(?:\n[ \t]*##[^\n]*)*)|(?P<comment>#[^\n]*)|"(?P<string>[^"\n]*)"'
    r"|(?P<name>\\?\w[\w.:-]*)|(?P<sign>[{}()=,|&*+?])|(?P<blank>\s+)|(?P<other>.)"
)
REPEATED = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
CONNECTED = {",": "group", "|": "choice", "&": "interleave"}


def convert(compact: str) -> str:
    """The same grammar in the XML syntax."""
    return Reader(compact).grammar()


class Reader:
    """Reads the tokens of one file, by recursive descent."""

    def __init__(self, compact: str) -> None:
        found = [(m.lastgroup, m[m.lastgroup]) for m in TOKEN.finditer(compact)]
        self._tokens = [t for t in found if t[0] not in ("comment", "blank")] + [("end", "")]
        self._at = 0

    def grammar(self) -> str:
        for word in ("default", "namespace", "="):
            self._expect(word)
        root = etree.Element("grammar", nsmap={None: RNG, "a": ANNOTATIONS})
        root.set("ns", self._take("string"))
        root.set("datatypeLibrary", XSD)
        while self._kind != "end":
            root.append(self._component())
        etree.indent(root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"

    @property
    def _kind(self) -> str:
        return self._tokens[self._at][0]

    def _is(self, value: str) -> bool:
        return self._kind in ("name", "sign") and self._tokens[self._at][1] == value

    def _take(self, kind: str) -> str:
        found, value = self._tokens[self._at]
        if found != kind:
            raise ValueError(
                f"expected a {kind}, found {found} {value!r}, after {self._tokens[self._at - 3 : self._at]}"
            )
        self._at += 1
        return value

    def _expect(self, value: str) -> None:
        if not self._is(value):
            raise ValueError(f"expected {value!r}, found {self._tokens[self._at][1]!r}")
        self._at += 1

    def _skip(self, value: str) -> bool:
        found = self._is(value)
        self._at += found
        return found

    def _component(self) -> etree._Element:
        """An include or a definition, with the documentation before it."""
        lines = self._take("doc").split("\n") if self._kind == "doc" else []
        if self._skip("include"):
            node = etree.Element("include", href=self._take("string").replace(".rnc", ".rng"))
            if self._skip("{"):
                while not self._skip("}"):
                    node.append(self._component())
            return node
        name = self._take("name")
        node = etree.Element("start") if name == "start" else etree.Element("define", name=name.removeprefix("\\"))
        if lines:
            doc = etree.SubElement(node, f"{{{ANNOTATIONS}}}documentation")
            doc.text = "\n".join(line.strip().removeprefix("##").strip() for line in lines)
        self._expect("=")
        _put(node, self._pattern())
        return node

    def _pattern(self) -> etree._Element:
        parts = [self._repeated()]
        connector = next((sign for sign in CONNECTED if self._is(sign)), "")
        while connector and self._skip(connector):
            parts.append(self._repeated())
        return _of(CONNECTED[connector], *parts) if connector else parts[0]

    def _repeated(self) -> etree._Element:
        node = self._primary()
        for sign, name in REPEATED.items():
            if self._skip(sign):
                repeated = etree.Element(name)
                _put(repeated, node)
                return repeated
        return node

    def _primary(self) -> etree._Element:
        if self._kind == "string":
            return _of("value", text=self._take("string"))
        if self._skip("("):
            node = self._pattern()
            self._expect(")")
            return node
        name = self._take("name")
        if name in ("text", "empty", "notAllowed"):
            return etree.Element(name)
        if name in ("element", "attribute", "list", "mixed"):
            node = etree.Element(name)
            if name in ("element", "attribute"):
                node.set("name", self._take("name"))
            self._expect("{")
            _put(node, self._pattern())
            self._expect("}")
            return node
        if name.startswith("xsd:"):
            return self._data(name.removeprefix("xsd:"))
        return etree.Element("ref", name=name.removeprefix("\\"))

    def _data(self, datatype: str) -> etree._Element:
        node = etree.Element("data", type=datatype)
        if self._skip("{"):
            while not self._skip("}"):
                name = self._take("name")
                self._expect("=")
                node.append(_of("param", name=name, text=self._take("string")))
        return node


def _of(tag: str, *children: etree._Element, text: str | None = None, **attributes: str) -> etree._Element:
    node = etree.Element(tag, attributes)
    node.text = text
    node.extend(children)
    return node


def _put(node: etree._Element, content: etree._Element) -> None:
    """Put a pattern into an element that groups what it holds by itself."""
    node.extend(list(content) if content.tag == "group" else [content])


if __name__ == "__main__":
    for path in sorted((Path(__file__).parents[2] / "schemas").glob("*.rnc")):
        path.with_suffix(".rng").write_text(convert(path.read_text(encoding="utf-8")), encoding="utf-8")
