"""Where in the characters of a file an attribute or a stretch of text stands."""

from __future__ import annotations

import re

from lxml import etree

from tei.core.diagnostic import Label
from tei.core.edition import TAG, XML, Edition
from tei.core.source import Span


def attribute(edition: Edition, element: etree._Element, name: str, text: str = "", *, value: bool = False) -> Label:
    """An attribute, named in Clark notation, in a start tag; with `value`, what stands in its quotes."""
    whole = edition.label(element, text)
    local = name.rpartition("}")[2]
    prefixes = (
        ["xml"]
        if name.startswith(f"{{{XML}}}")
        else [p for p, uri in element.nsmap.items() if p and f"{{{uri}}}" in name]
    )
    written = f"(?:{'|'.join(map(re.escape, prefixes))}):{re.escape(local)}" if prefixes else re.escape(local)
    found = re.search(rf"""(?<=\s){written}\s*=\s*(?:"([^"]*)"|'([^']*)')""", edition.source[whole.span])
    if not found:
        return whole
    start, end = found.span((1 if found[1] is not None else 2) if value and (found[1] or found[2]) else 0)
    return Label(edition.source, Span(whole.span.start + start, whole.span.start + end), text)


def with_origin(edition: Edition, element: etree._Element, here: Label, *there: Label) -> tuple[Label, ...]:
    """The places that concern an element, with that in the raw text which it was made from, if known, as the second.

    The nearest element around it stands in for one that was not made from anything.
    """
    around = (edition.origin(at) for at in (element, *element.iterancestors()))
    origin = next(filter(None, around), None)
    return (here, *([origin] if origin else []), *there)


def text_in(edition: Edition, parent: etree._Element, after: etree._Element | None, text: str = "") -> Label:
    """The text that follows a child element, or with None the start tag, inside its parent."""
    characters = edition.source.text
    at = edition.label(parent).span.end if after is None else _end_of(edition, after)
    # Comments and processing instructions may stand before the text that is meant.
    while found := re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>)", re.DOTALL).match(characters, at):
        at = found.end()
    inside = re.compile(r"\s*(?P<text>[^<]*?)\s*(?=<)").match(characters, at)
    start, end = inside.span("text") if inside and inside["text"] else (at, at + 1)
    return Label(edition.source, Span(start, end), text)


def _end_of(edition: Edition, element: etree._Element) -> int:
    """The offset behind the end tag of an element."""
    depth = 0
    for found in TAG.finditer(edition.source.text, edition.label(element).span.start):
        if found.group().startswith(("<!", "<?")):
            continue
        depth += -1 if found["end"] else 0 if found["empty"] else 1
        if depth == 0:
            break
    return found.end()
