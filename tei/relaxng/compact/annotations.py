"""What a schema in the compact syntax says besides its patterns: documentation, annotations and comments."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.relaxng.compact.tokens import Tokens
from tei.relaxng.schema import ANNOTATIONS, RNG, Node
from tei.relaxng.xml import TEXTUAL, without_indentation

XMLNS = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")


@dataclass(slots=True)
class Annotations:
    """Attributes and elements that stand before a construct and belong to it."""

    attributes: dict[str, str] = field(default_factory=dict)
    elements: list[Node | str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.attributes or self.elements)

    def applied(self, node: Node) -> list[Node | str]:
        """The node with these annotations, and behind it what it cannot hold because its content is text."""
        node.attributes.update(self.attributes)
        if node.name in TEXTUAL:
            return [node, *self.elements]
        node.children[:0] = self.elements
        return [node]


class Annotated(Tokens):
    """Reads annotations (appendix A.1, from followAnnotations to prefixedName)."""

    def annotations(self) -> Annotations:
        """The documentation and the annotations in brackets before a construct."""
        found = Annotations()
        while self.next.kind == "documentation":
            token = self.take()
            text: list[Node | str] = [token.value] if token.value else []
            node = Node(f"{{{ANNOTATIONS}}}documentation", self.source, token.span.start, {}, text, self.namespaces)
            found.elements.append(node)
        if self.skip("["):
            self._attributes(found.attributes, nested=False)
            while not self.closes("]"):
                found.elements += self.comments()
                found.elements.append(self.element())
            found.elements += self.closing("]")
        return found

    def following(self) -> list[Node | str]:
        """The annotations that follow a construct, each behind a `>>`."""
        found: list[Node | str] = []
        while self.skip(">>"):
            found += self.comments()
            found.append(self.element())
        return found

    def element(self, *, nested: bool = False) -> Node:
        """An annotation: its name and, in brackets, its attributes and its content."""
        start = self.next.span.start
        token = self.take()
        if token.kind not in ("name", "keyword", "cname"):
            raise self.unmet(token, "the name of an annotation")
        namespace, name = self._annotating(token.value) if token.kind == "cname" else ("", token.value)
        if namespace == RNG and not nested:
            raise self.wrong(
                token,
                f"`{token.value}` is in RELAX NG's own namespace, in which no annotation can be",
                "take a namespace of your own for annotations",
            )
        node = Node(f"{{{namespace}}}{name}", self.source, start, namespaces=self.namespaces)
        self.expect("[")
        self._attributes(node.attributes, nested=True)
        while not self.closes("]"):
            node.children += self.comments()
            node.children.append(self.literal() if self.next.kind == "literal" else self.element(nested=True))
        node.children += self.closing("]")
        node.children = without_indentation(joined(node.children))
        return node

    def _attributes(self, found: dict[str, str], *, nested: bool) -> None:
        while self.next.kind in ("name", "keyword", "cname") and self.after("="):
            token = self.take()
            if token.kind == "cname":
                namespace, name = self._annotating(token.value)
                key = f"{{{namespace}}}{name}" if namespace else name
                if namespace == RNG and not nested:
                    message = f"`{token.value}` is in RELAX NG's own namespace, in which no annotation can be"
                    raise self.wrong(token, message, "take a namespace of your own for annotations")
            else:
                namespace, name = "", token.value
                key = name
            if not nested and not namespace:
                message = f"the annotation `{token.value}` is in no namespace"
                raise self.wrong(token, message, "give it a prefix that a `namespace` declaration binds")
            if namespace in XMLNS or key == "xmlns":
                message = f"`{token.value}` would declare a namespace"
                raise self.wrong(token, message, 'declare namespaces at the top: namespace x = "…"')
            if key in found:
                raise self.wrong(token, f"`{token.value}` is given twice", "keep one of them")
            self.expect("=")
            found[key] = self.literal()

    def _annotating(self, name: str) -> tuple[str, str]:
        """The namespace and the local name of an annotation with a prefix."""
        prefix, _, local = name.partition(":")
        namespace = self.namespace(prefix)
        if namespace is None:
            message = f"the prefix `{prefix}` stands for the namespace to be inherited, in which no annotation can be"
            raise self.wrong(self.last, message, "take a prefix that is bound to a namespace")
        return namespace, local


def joined(children: list[Node | str]) -> list[Node | str]:
    """The same children, strings that follow one another made one and empty ones left out."""
    found: list[Node | str] = []
    for child in children:
        if isinstance(child, str) and found and isinstance(found[-1], str):
            found[-1] += child
        elif child != "":
            found.append(child)
    return found
