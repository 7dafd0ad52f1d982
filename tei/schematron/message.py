"""What a message is made of: words, and what is put in from the document."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.schematron.load import local
from tei.schematron.schema import Content, Instruction, Name, Styled, ValueOf

_STYLED = {"emph": "", "span": "class", "dir": "value"}


def content(element: etree._Element) -> Content:
    """The content of an assertion, a diagnostic or a property (sections 5.5.2 to 5.5.20)."""
    return tuple(_parts(element))


def _parts(element: etree._Element) -> Iterator[str | ValueOf | Name | Styled | Instruction]:
    if element.text:
        yield element.text
    for child in element:
        name = local(child)
        if name == "value-of":
            yield ValueOf(child.get("select", ""))
        elif name == "name":
            yield Name(child.get("path", ""))
        elif name in _STYLED:
            yield Styled(name, child.get(_STYLED[name], "") if _STYLED[name] else "", content(child))
        elif name:
            yield from _parts(child)
        elif isinstance(child.tag, str):
            yield Instruction(child)
        if child.tail:
            yield child.tail


def plain(element: etree._Element | None) -> str:
    """The words of an element, white space made single; "" where there is no element."""
    return "" if element is None else " ".join("".join(str(text) for text in element.itertext()).split())
