"""The XML syntax of RELAX NG: read into nodes, and written from them."""

from __future__ import annotations

from xml.parsers import expat

from tei.core.diagnostic import Label, refusal
from tei.core.source import Source, Span
from tei.relaxng.schema import RNG, Node

XML = "http://www.w3.org/XML/1998/namespace"
TEXTUAL = frozenset(("name", "param", "value"))
"""The elements of RELAX NG whose content is text."""


def read(source: Source, base: str = "") -> Node:
    """The root element of a schema in the XML syntax; `base` is the file or address that it was read from.

    White space between elements of RELAX NG is left out; comments outside the root come to stand within it, first or
    last. Nothing is checked but that it is XML: whether the elements make a schema is for the loader to say.
    Raises Refused (P302) where it is not well-formed or refers to an external entity.
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
            local if namespace == RNG else f"{{{namespace}}}{local}",
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
        if node.name[0] != "{" and node.name not in TEXTUAL:
            node.children = [child for child in node.children if not isinstance(child, str) or child.strip(" \t\r\n")]

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
