"""The XML syntax of RELAX NG: read into nodes, and written from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent
from xml.parsers import expat

from tei.core.diagnostic import Label, refusal
from tei.core.namespaces import XML
from tei.core.source import Source, Span
from tei.relaxng.schema import ANNOTATIONS, RNG, Node

TEXTUAL = frozenset(("name", "param", "value"))
"""The elements of RELAX NG whose content is text."""

_BLANK = " \t\r\n"


def read(source: Source, base: str = "") -> Node:
    """The root element of a schema in the XML syntax; `base` is the file or address that it was read from.

    White space between elements of RELAX NG and the indentation of annotations are left out; comments outside the root
    come to stand within it, first or last. Nothing is checked but that it is XML: whether the elements make a schema
    is for the loader to say. Raises Refused (P302) where it is not well-formed or refers to an external entity.
    """
    return _Reader(source, base).read()


class _Reader:
    """Builds nodes from the events of expat."""

    def __init__(self, source: Source, base: str) -> None:
        self._source = source
        self._base = base
        self._bytes = source.text.encode("utf-8", "surrogatepass")
        self._ascii = len(self._bytes) == len(source.text)
        self._seen = (0, 0)
        self._scopes: list[dict[str, str]] = [{"xml": XML}]
        self._declared: dict[str, str] = {}
        self._open: list[Node] = []
        self._outside: list[Node | str] = []
        self._root: Node | None = None
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = self._comment
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped

    def read(self) -> Node:
        try:
            self._parser.Parse(self._bytes if self._ascii else self._source.text, True)
        except expat.ExpatError as error:
            at = self._offset(max(self._parser.ErrorByteIndex, 0))
            label = Label(self._source, Span(at, at + 1), "XML ends to be well-formed here")
            message = f"{self._source.name} is not well-formed XML: {expat.ErrorString(error.code)}"
            raise refusal("P302", message, "mend the schema; an XML editor shows the fault", label) from None
        assert self._root is not None
        self._root.children.extend(self._outside)
        return self._root

    @property
    def _in_annotation(self) -> bool:
        return bool(self._open) and self._open[-1].name[0] == "{"

    def _offset(self, byte: int) -> int:
        """The offset in characters of one in bytes; offsets come in ascending order."""
        if self._ascii:
            return byte
        last, characters = self._seen
        if byte < last:
            last, characters = 0, 0
        characters += len(self._bytes[last:byte].decode("utf-8", "ignore"))
        self._seen = (byte, characters)
        return characters

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        self._declared[prefix or ""] = namespace or ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        scope = self._scopes[-1]
        if self._declared:
            scope = {**scope, **self._declared}
            self._declared = {}
        self._scopes.append(scope)
        namespace, _, local = name.rpartition(" ")
        node = Node(
            local if namespace == RNG and not self._in_annotation else f"{{{namespace}}}{local}",
            self._source,
            self._offset(self._parser.CurrentByteIndex),
            {"{" + key.replace(" ", "}") if " " in key else key: value for key, value in attributes.items()},
            namespaces=scope,
            base=self._base,
        )
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node
            node.children, self._outside = self._outside, []
        self._open.append(node)

    def _end(self, name: str) -> None:
        node = self._open.pop()
        self._scopes.pop()
        if node.name[0] == "{":
            node.children = without_indentation(node.children)
        elif node.name not in TEXTUAL:
            node.children = [child for child in node.children if not isinstance(child, str) or child.strip(_BLANK)]

    def _characters(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _comment(self, text: str) -> None:
        node = Node("!--", self._source, self._offset(self._parser.CurrentByteIndex), children=[text], base=self._base)
        (self._open[-1].children if self._open else self._outside).append(node)

    def _external(self, context: str | None, base: str | None, system: str | None, public: str | None) -> int:
        raise self._refused(f"the external entity {system or public}")

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            raise self._refused(f"the entity &{name};, which it does not declare")

    def _refused(self, what: str) -> Exception:
        at = self._offset(self._parser.CurrentByteIndex)
        label = Label(self._source, Span(at, at + 1), "never fetched")
        message = f"{self._source.name} refers to {what}"
        return refusal("P302", message, "put its text into the schema, or use <include> or <externalRef>", label)


def write(node: Node) -> str:
    """The text of a schema in the XML syntax, indented, with the namespaces declared at its root.

    Comments and annotations are kept; those with text in them are not indented.
    """
    return _Writer(node).text()


def without_indentation(children: list[Node | str]) -> list[Node | str]:
    """The children of an annotation; not the text, if that is nothing but line breaks and space between elements."""
    text = "".join(child for child in children if isinstance(child, str))
    nodes: list[Node | str] = [child for child in children if isinstance(child, Node)]
    return nodes if nodes and "\n" in text and not text.strip(_BLANK) else children


def comment_lines(comment: Node) -> list[str]:
    """The lines of a comment without common indentation, and without empty ones before and after."""
    lines = dedent(comment.text.replace("\t", "    ")).rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return [line.rstrip() for line in ([lines[0].lstrip(), *lines[1:]] if lines else [])]


def prefixes(root: Node) -> dict[str, str]:
    """The prefixes that a schema declares anywhere, each with the namespace it is bound to first."""
    found: dict[str, str] = {}
    seen: set[int] = set()
    for node in _walk(root):
        if id(node.namespaces) not in seen:
            seen.add(id(node.namespaces))
            for prefix, namespace in node.namespaces.items():
                if prefix and namespace and prefix != "xml":
                    found.setdefault(prefix, namespace)
    return found


def add_prefix(bound: dict[str, str], namespace: str) -> str:
    """A prefix for a namespace, bound if none is yet."""
    for prefix, bound_to in bound.items():
        if prefix and bound_to == namespace:
            return prefix
    names = ["a"] if namespace == ANNOTATIONS else ["rng"] if namespace == RNG else []
    names += (f"ns{number}" for number in range(1, len(bound) + 2))
    prefix = next(name for name in names if name not in bound)
    bound[prefix] = namespace
    return prefix


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        if isinstance(child, Node):
            yield from _walk(child)


class _Writer:
    """Writes nodes; a prefix that is bound in two ways is declared again where the second one begins."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._bound = {"": RNG, **prefixes(root), "xml": XML}
        for node in _walk(root):
            for name in (node.name, *node.attributes):
                if name[0] == "{" and (namespace := name[1:].partition("}")[0]):
                    add_prefix(self._bound, namespace)

    def text(self) -> str:
        declared = {prefix: name for prefix, name in self._bound.items() if prefix != "xml"}
        written = self._element(self._root, 0, self._bound, declared)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'

    def _element(self, node: Node, depth: int, scope: dict[str, str], declared: dict[str, str]) -> str:
        """An element and, `depth` levels deep, what is in it; below 0 all on one line."""
        if node.name == "!--":
            return _comment(node, depth)
        for prefix, namespace in node.namespaces.items():
            if prefix and scope.get(prefix) != namespace:
                declared[prefix] = namespace
        name = self._name(node.name, {**scope, **declared}, declared)
        scope = {**scope, **declared} if declared else scope
        attributes = {self._name(key, scope, {}, attribute=True): value for key, value in node.attributes.items()}
        tag = name + "".join(
            f' {key}="{_escaped(value)}"'
            for key, value in (
                *((f"xmlns:{prefix}" if prefix else "xmlns", value) for prefix, value in declared.items()),
                *attributes.items(),
            )
        )
        if not node.children:
            return f"<{tag}/>"
        if depth < 0 or any(isinstance(child, str) for child in node.children):
            inner = "".join(
                _escaped(child, "&<>\r") if isinstance(child, str) else self._element(child, -1, scope, {})
                for child in node.children
            )
            return f"<{tag}>{inner}</{name}>"
        space = "\n" + "  " * depth
        inner = "".join(
            f"{space}  {self._element(child, depth + 1, scope, {})}"
            for child in node.children
            if isinstance(child, Node)
        )
        return f"<{tag}>{inner}{space}</{name}>"

    def _name(self, name: str, scope: dict[str, str], declared: dict[str, str], *, attribute: bool = False) -> str:
        namespace, brace, local = name[1:].partition("}") if name[0] == "{" else ("", "", name)
        if not brace:
            if not attribute and scope.get("") != RNG:
                declared[""] = RNG
            return local
        if not namespace:
            if scope.get(""):
                declared[""] = ""
            return local
        return f"{add_prefix(scope, namespace)}:{local}"


_REFERENCES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"
}  # fmt: skip


def _escaped(text: str, characters: str = '&<"\r\n\t') -> str:
    return re.sub(f"[{characters}]", lambda found: _REFERENCES[found[0]], text)


def _comment(node: Node, depth: int) -> str:
    lines = [re.sub("-(?=-)", "- ", line) for line in comment_lines(node)]
    if depth < 0 or len(lines) < 2:
        return f"<!-- {' '.join(lines)} -->" if lines else "<!---->"
    space = "\n" + "  " * depth
    return "<!--" + "".join(f"{space}  {line}" if line else "\n" for line in lines) + f"{space}-->"
