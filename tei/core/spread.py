"""The tree of a document that is spread over several files, and the place of each element in them."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from lxml import etree

from tei.core.diagnostic import Diagnostic, Refused
from tei.core.namespaces import XINCLUDE
from tei.core.parse import Parser, unread
from tei.core.references import place
from tei.core.source import Source

Place = tuple[Source, int, int, int]
"""The file, line and column of a start tag, and the byte of it or what brought it in, in the document's own file."""

_EXTERNAL = re.compile(r"<!DOCTYPE\s+\S+\s+(?:SYSTEM|PUBLIC)\s|<!ENTITY\s[^>]*\s(?:SYSTEM|PUBLIC)\s")


def is_spread(source: Source) -> bool:
    """Whether a document may draw on other files."""
    return XINCLUDE in source.text or ("<!DOCTYPE" in source.text and _EXTERNAL.search(source.text) is not None)


def tree(source: Source) -> tuple[etree._ElementTree, list[Place]]:
    """The elements and the text of a document with what it includes, and the places of its elements.

    Comments and processing instructions are left out. Raises Refused with all that makes the document not well-formed
    and all that is not there (X101 to X107).
    """
    builder: Any = None
    prefixes: dict[str | None, str] = {}
    places: list[Place] = []

    def attach(parser: Parser) -> None:
        nonlocal builder
        builder = etree.TreeBuilder()
        places.clear()
        prefixes.clear()

        def start(name: str, attributes: dict[str, str]) -> None:
            named = {_clark(name): value for name, value in attributes.items()}
            builder.start(_clark(name), named, dict(prefixes))
            prefixes.clear()
            file = getattr(parser, "source", source)
            outer = getattr(parser, "outer_byte", None) or parser.CurrentByteIndex
            places.append((file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, outer))

        def declare(prefix: str | None, uri: str | None) -> None:
            if uri:
                prefixes[prefix] = uri

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: builder.end(_clark(name))
        parser.CharacterDataHandler = lambda text: builder.data(text)
        parser.StartNamespaceDeclHandler = declare

    try:
        errors = [diagnostic for diagnostic in unread(source, attach) if diagnostic.severity == "error"]
    except expat.ExpatError as error:
        from tei.core.wellformed import faults

        label = place(source, error.lineno, error.offset + 1)
        message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        errors = faults(source) or [Diagnostic("X101", "error", message, (label,), "mend the line")]
    if errors:
        raise Refused(*errors)
    root: etree._Element = builder.close()
    return root.getroottree(), places


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name
