"""The value of a text and the characters that it is written in: references, CDATA sections, ends of lines."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

from tei.core.source import Span

_WRITTEN = re.compile(
    r"<!\[CDATA\[(?P<section>.*?)\]\]>|(?P<reference>&(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)|(?P<other>[&<])"
    r"|\r\n?|.",
    re.DOTALL,
)
_CHARACTER = re.compile(r"\r\n?|.", re.DOTALL)


class Piece(NamedTuple):
    """A stretch of characters that stands in a CDATA section, or in none."""

    span: Span
    is_section: bool = False


def data(content: str) -> str | None:
    """The character data of a piece of a document, white space made single; None if it is not well-formed by itself."""
    parser = expat.ParserCreate("utf-8")
    found: list[str] = []
    parser.CharacterDataHandler = found.append
    try:
        parser.Parse(f"<x>{content}</x>".encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError:
        return None
    return re.sub("[ \t\r\n]+", " ", "".join(found))


def written(raw: str, start: int, end: int) -> list[Piece] | None:
    """Where in the characters of a text those of its value from one to another are written, in a piece or several.

    None where an entity stands before the end, of which it cannot be seen here how much it stands for, or where the
    value is shorter.
    """
    spans: list[Piece] = []
    for found in _WRITTEN.finditer(raw):
        if len(spans) >= end and spans:
            break
        if found["other"]:
            return None
        if found["section"] is not None:
            first = found.start("section")
            inside = _CHARACTER.finditer(found["section"])
            spans += (Piece(Span(first + each.start(), first + each.end()), True) for each in inside)
        else:
            spans.append(Piece(Span(*found.span())))
    if not start <= end <= len(spans):
        return None
    if start == end:
        return [_edge(spans, start)] if spans else None
    pieces = [spans[start]]
    for each in spans[start + 1 : end]:
        last = pieces[-1]
        if each.span.start == last.span.end and each.is_section == last.is_section:
            pieces[-1] = Piece(Span(last.span.start, each.span.end), last.is_section)
        else:
            pieces.append(each)
    return pieces


def _edge(spans: list[Piece], at: int) -> Piece:
    """The place before a character, or behind the last."""
    piece = spans[min(at, len(spans) - 1)]
    place = piece.span.start if at < len(spans) else piece.span.end
    return Piece(Span(place, place), piece.is_section)
