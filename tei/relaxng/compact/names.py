"""The declarations and the name classes of the compact syntax."""

from __future__ import annotations

import re

from tei.core.namespaces import XML
from tei.relaxng.compact.annotations import Annotated, Annotations
from tei.relaxng.compact.lexer import Token
from tei.relaxng.compact.tokens import XSD
from tei.relaxng.schema import Node

_LIBRARY = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:[^#]+)?")
_MIXED = "put a name class with - in parentheses: (a:* - a:b) | c"


class Names(Annotated):
    """Reads declarations and name classes."""

    def declarations(self) -> None:
        """All declarations at the top of the schema."""
        declared: set[tuple[str, str]] = set()
        while self.next.kind == "keyword" and self.next.value in ("namespace", "default", "datatypes"):
            if self.skip("datatypes"):
                token = self.name("a prefix")
                self._once(declared, "datatypes", token)
                self.expect("=")
                self._datatypes(token, self.literal())
                continue
            default = self.skip("default")
            self.expect("namespace")
            if default:
                self._once(declared, "default namespace", self.last)
            prefix = None if default and self.closes("=") else self.name("a prefix")
            if prefix:
                self._once(declared, "namespace", prefix)
            self.expect("=")
            first = self.next
            namespace = None if self.skip("inherit") else self.literal()
            self._namespace(prefix, namespace, first)
            if default:
                self.default = namespace
        self.close_declarations()

    def _once(self, declared: set[tuple[str, str]], what: str, token: Token) -> None:
        key = (what, "" if what == "default namespace" else token.value)
        if key in declared:
            shown = what if what == "default namespace" else f"{what} {token.value}"
            raise self.wrong(token, f"`{shown}` is declared twice", "keep one of the declarations")
        declared.add(key)

    def _datatypes(self, token: Token, library: str) -> None:
        if token.value == "xsd" and library != XSD:
            raise self.wrong(token, f"the prefix `xsd` always stands for {XSD}", "take another prefix")
        if not _LIBRARY.fullmatch(library):
            help = "write an address such as http://www.w3.org/2001/XMLSchema-datatypes, without #"
            raise self.wrong(token, f"“{library}” cannot name a datatype library", help)
        self.libraries[token.value] = library

    def _namespace(self, token: Token | None, namespace: str | None, first: Token) -> None:
        prefix = token.value if token else ""
        if prefix == "xmlns":
            raise self.wrong(token or first, "the prefix `xmlns` cannot be declared", "take another prefix")
        if (prefix == "xml") != (namespace == XML):
            help = f"only `xml` stands for {XML}, and it needs no declaration"
            raise self.wrong(token or first, f"the prefix `xml` always stands for {XML}, and no other does", help)
        if token:
            self.bound[prefix] = namespace

    def name_class(self, *, element: bool) -> list[Node | str]:
        """A name class with what annotates it; names without prefix are in the default namespace in an element."""
        return self._inner_names(Annotations(), element)

    def _inner_names(self, annotations: Annotations, element: bool) -> list[Node | str]:
        start = self.next.span.start
        found, excepted = self._names(element)
        if self.closes("|"):
            if excepted:
                raise self.unexpected("`{`", _MIXED)
            while self.skip("|"):
                more, excepted = self._names(element)
                if excepted:
                    raise self.wrong(self.last, "`|` and `-` are mixed without parentheses", _MIXED)
                found += more
            return annotations.applied(self.node("choice", start, {}, *found))
        return annotations.applied(self.node("choice", start, {}, *found)) if annotations else found

    def _names(self, element: bool) -> tuple[list[Node | str], bool]:
        """A name class that is not a choice, with what follows it, and whether it excepts names."""
        found, excepted = self._simple_names(element, alone=True)
        return [*found, *self.following()], excepted

    def _simple_names(self, element: bool, *, alone: bool) -> tuple[list[Node | str], bool]:
        before = self.comments()
        annotations = self.annotations()
        before += self.comments()
        if self.skip("("):
            inner = self._inner_names(annotations, element)
            return [*before, *inner, *self.closing(")")], False
        node = self._simple_name(element)
        excepted = alone and node.name != "name" and self.skip("-")
        if excepted:
            start = self.last.span.start
            names, _ = self._simple_names(element, alone=False)
            if "ns" in node.attributes:
                _apart(names)
            node.children.append(self.node("except", start, {}, *names))
        return [*before, *annotations.applied(node)], excepted

    def _simple_name(self, element: bool) -> Node:
        token = self.next
        start = token.span.start
        if token.kind in ("name", "keyword"):
            self.take()
            return self.node("name", start, ns(self.default if element else ""), token.value)
        if token.kind == "cname":
            self.take()
            prefix, _, local = token.value.partition(":")
            return self.node("name", start, ns(self.namespace(prefix)), local)
        if token.kind == "nsname":
            self.take()
            return self.node("nsName", start, ns(self.namespace(token.value[:-2])))
        if self.skip("*"):
            return self.node("anyName", start)
        raise self.unexpected("a name, `prefix:*`, `*` or `(`")


def _apart(names: list[Node | str]) -> None:
    """Keep names without a namespace from inheriting that of the `nsName` about them, as they do in the XML syntax."""
    for name in names:
        if isinstance(name, Node) and name.name == "choice":
            _apart(name.children)
        elif isinstance(name, Node) and name.name == "name":
            name.attributes.setdefault("ns", "")


def ns(namespace: str | None) -> dict[str, str]:
    """The attribute `ns` for a namespace; none where it is to be inherited."""
    return {} if namespace is None else {"ns": namespace}
