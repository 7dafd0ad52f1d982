"""The events of a document that has been parsed already, as a tree of lxml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tei.core.parse import Attach

if TYPE_CHECKING:
    from lxml import etree


class _Walker:
    """Stands for a parser: it has the handlers of one, and knows the line of the element that it has come to."""

    buffer_text = False
    CurrentColumnNumber = 0

    def __init__(self) -> None:
        self.StartElementHandler: Any = None
        self.EndElementHandler: Any = None
        self.CharacterDataHandler: Any = None
        self.StartNamespaceDeclHandler: Any = None
        self.EndNamespaceDeclHandler: Any = None
        self.CurrentLineNumber = 1
        # What is written at the place is not known any more.
        self.GetInputContext = bytes


def walk(tree: etree._ElementTree | etree._Element, attach: Attach) -> None:
    """Pass the elements and the text of a tree to the handlers that `attach` sets.

    Names come as `tei.core.parse.parse` has them. A tree knows the line of each start tag only; the column is 1.
    """
    from lxml import etree

    walker = _Walker()
    attach(walker)
    root = tree.getroot() if isinstance(tree, etree._ElementTree) else tree
    prefixes: list[str | None] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "start-ns", "end-ns", "comment", "pi")):
        if event == "start-ns":
            prefixes.append(node[0] or None)
            _call(walker.StartNamespaceDeclHandler, prefixes[-1], node[1])
        elif event == "end-ns":
            _call(walker.EndNamespaceDeclHandler, prefixes.pop())
        elif event == "start":
            walker.CurrentLineNumber = node.sourceline or walker.CurrentLineNumber
            attributes = {str(name).removeprefix("{"): str(value) for name, value in node.attrib.items()}
            _call(walker.StartElementHandler, node.tag.removeprefix("{"), attributes)
            _text(walker, node.text)
        elif event == "end":
            _call(walker.EndElementHandler, node.tag.removeprefix("{"))
            # The text behind the element that is asked about is not in it.
            _text(walker, node.tail if node is not root else None)
        elif node is not root:
            _text(walker, node.tail)


def _call(handler: Any, *arguments: Any) -> None:
    if handler is not None:
        handler(*arguments)


def _text(walker: _Walker, text: str | None) -> None:
    if text:
        _call(walker.CharacterDataHandler, text)
