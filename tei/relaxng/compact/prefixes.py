"""Which declarations a schema in the compact syntax needs, and how names are written under them."""

from __future__ import annotations

from collections import Counter

from tei.core.namespaces import XML
from tei.relaxng.compact.lexer import KEYWORDS
from tei.relaxng.compact.literal import literal
from tei.relaxng.compact.tokens import XSD
from tei.relaxng.explicit import walk
from tei.relaxng.schema import ANNOTATIONS, Node
from tei.relaxng.xml import add_prefix, prefixes


def identifier(name: str) -> str:
    """The name of a pattern, with a backslash before it if it is a keyword."""
    return f"\\{name}" if name in KEYWORDS else name


class Prefixes:
    """The default namespace and the prefixes, more of which are declared as names are written."""

    def __init__(self, root: Node) -> None:
        names = [name for node in walk(root) if node.name == "element" for name in _names(node)]
        spaces = Counter(name.attributes.get("ns") for name in names if name.attributes.get("ns") != XML)
        self.default = spaces.most_common(1)[0][0] if spaces else None
        self._bound = {prefix: name for prefix, name in prefixes(root).items() if name != ANNOTATIONS}
        self._annotations = {prefix: name for prefix, name in prefixes(root).items() if name == ANNOTATIONS}
        self._special: dict[str | None, str] = {}
        self._libraries = {"xsd": XSD}

    def prefix(self, ns: str | None) -> str:
        """The prefix of a namespace; None is the one to be inherited, "" is that of names without namespace."""
        if ns == XML:
            return "xml"
        if not ns:
            if ns not in self._special:
                name = "inherited" if ns is None else "local"
                taken = {*self._bound, *self._annotations}
                number = next(n for n in range(len(taken) + 1) if f"{name}{n or ''}" not in taken)
                self._special[ns] = f"{name}{number or ''}"
                self._bound[self._special[ns]] = ""
            return self._special[ns]
        if ns == ANNOTATIONS and ns not in self._bound.values():
            self._bound |= self._annotations
        return add_prefix(self._bound, ns)

    def name(self, local: str, ns: str | None, *, element: bool) -> str:
        """The name of an element or attribute."""
        return local if ns == (self.default if element else "") else f"{self.prefix(ns)}:{local}"

    def annotation(self, name: str) -> str:
        """The name of an annotation, from Clark notation."""
        if name[0] != "{":
            return name
        namespace, _, local = name[1:].partition("}")
        return f"{self.prefix(namespace)}:{local}" if namespace else local

    def datatype(self, library: str, name: str) -> str:
        """The name of a datatype."""
        if not library and name in ("string", "token"):
            return name
        for prefix, bound in self._libraries.items():
            if bound == library:
                return f"{prefix}:{name}"
        prefix = f"d{len(self._libraries)}"
        self._libraries[prefix] = library
        return f"{prefix}:{name}"

    def inherit(self, ns: str | None) -> str:
        """What is written where a schema is included that inherits this namespace."""
        return "" if ns == self.default else f" inherit = {self.prefix(ns)}"

    def declarations(self) -> str:
        """The declarations, one a line."""
        found = [] if self.default is None else [f"default namespace = {literal(self.default)}"]
        special = {prefix: ns for ns, prefix in self._special.items()}
        for prefix, ns in self._bound.items():
            value = "inherit" if prefix in special and special[prefix] is None else literal(ns)
            found.append(f"namespace {prefix} = {value}")
        libraries = {prefix: uri for prefix, uri in self._libraries.items() if prefix != "xsd"}
        found += (f"datatypes {prefix} = {literal(uri)}" for prefix, uri in libraries.items())
        return "".join(f"{line}\n" for line in found)


def _names(element: Node) -> list[Node]:
    """The single names in the name class of an element, those excepted too."""
    names = next(element.patterns, None)
    return [node for node in walk(names) if node.name == "name"] if names else []
