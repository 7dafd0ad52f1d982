"""A schema as it is written: the elements of RELAX NG's full syntax, into which both of its syntaxes are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tei.core.diagnostic import Label, Refused, refusal
from tei.core.source import Source, Span

RNG = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"


@dataclass(slots=True)
class Node:
    """An element of the full syntax (RELAX NG, section 3), or a foreign one that annotates it.

    `name` is the local name in RELAX NG's namespace, such as `define`; that of an annotation is in Clark notation.
    `attributes` holds those without namespace by their names, annotating ones in Clark notation. `children` are
    elements and, in annotations, `param`, `value` and `name`, strings; comments stand among them as nodes named "!--".
    """

    name: str
    source: Source
    start: int
    """The offset of the first character of the construct in its source."""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    namespaces: Mapping[str, str] = field(default_factory=dict)
    """The prefixes in scope with their namespaces; "" is the default one."""
    base: str = ""
    """The file or address against which relative references in it are resolved."""

    @property
    def text(self) -> str:
        """The strings directly in it, joined."""
        return "".join(child for child in self.children if isinstance(child, str))

    @property
    def patterns(self) -> Iterator[Node]:
        """Its children in RELAX NG's own namespace."""
        return (child for child in self.children if isinstance(child, Node) and child.name[:1] not in "{!")

    @property
    def documentation(self) -> str:
        """What its `a:documentation` says, white space made single; "" where there is none."""
        texts = (
            " ".join("".join(_strings(child)).split())
            for child in self.children
            if isinstance(child, Node) and child.name == f"{{{ANNOTATIONS}}}documentation"
        )
        return " ".join(texts)

    def label(self, text: str = "") -> Label:
        """Its place in the schema."""
        return Label(self.source, Span(self.start, self.start + 1), text)

    def refused(self, message: str, help: str) -> Refused:
        """The exception to raise for a fault of the schema at this place (P302)."""
        return refusal("P302", message, help, self.label())


def _strings(node: Node) -> Iterator[str]:
    """The strings in it and in its descendants, without comments."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.name != "!--":
            yield from _strings(child)
