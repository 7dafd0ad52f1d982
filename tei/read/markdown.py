"""Pages in Markdown: headings, quotations, numbered lists, emphasis, and calls that name their note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei.core.document import Dropped, Mark
from tei.core.source import Span
from tei.read.calls import Call, Calls
from tei.read.layout import Shape, is_row, paragraph
from tei.read.lines import Line, Paragraph, Sketch
from tei.read.notes import Printed
from tei.read.tables import RULE
from tei.read.weigh import Spot

_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_QUOTE = re.compile(r">[ \t]?(?=\S)")
_NUMBERED = re.compile(r"\d{1,3}[.)][ \t]+(?=\S)")
_BREAK = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_EMPHASIS = re.compile(
    r"(?P<a>\*\*|__)(?=[^\s*_])(?P<strong>(?:(?!(?P=a))[^*\n])++)(?<=[^\s*_])(?P=a)(?!\w)"
    r"|(?<![\w*_\\])(?P<b>[*_])(?=[^\s*_])(?P<weak>[^*_\n]+?)(?<=[^\s*_])(?P=b)(?![\w*_])"
)
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(?:(?!\1)[^*\n])++(?<=[^\s*_])\1(?!\w)")


def paragraphs(text: str, lines: Sequence[Line]) -> Sketch | str:
    """The paragraphs of a page in Markdown; its signs are dropped, its emphasis is marked."""
    if not (
        any(text[line.start] in "#>" and _kind(text, line)[1] for line in lines)
        or ("[^" in text and _REFERENCE.search(text))
        or (("**" in text or "__" in text) and _STRONG.search(text))
    ):
        return "it has no sign of Markdown: no heading, quotation, reference or strong emphasis"
    shape = Shape.of(text, lines)
    groups: list[tuple[str, list[Line]]] = []
    dropped: list[Dropped] = []
    for line in lines:
        if _BREAK.fullmatch(text, line.start, line.end) or RULE.fullmatch(text, line.start, line.end):
            dropped.append(Dropped(Span(line.start, line.end), "a line drawn in Markdown"))
            continue
        kind, sign = _kind(text, line)
        if kind in ("heading", "quote"):
            dropped.append(Dropped(Span(line.start, line.start + len(sign.rstrip())), f"Markdown's sign of a {kind}"))
            line = Line(line.start, line.start + len(sign), line.end, line.gap)
        before, group = groups[-1] if groups else ("", [])
        prose = kind == "text" and before not in ("", "heading")
        wrapped = not isinstance(shape, str) and prose and shape.continues(text, group, line)
        if wrapped or (kind == before == "quote" and not line.gap):
            group.append(line)
        else:
            groups.append((kind, [line]))
    if not groups:
        return "it holds nothing but lines drawn in Markdown"
    base = min(line.indent for _, group in groups for line in group)
    found = [_as(kind, paragraph(text, group, base)) for kind, group in groups]
    marks: list[Mark] = []
    for item in found:
        if item.kind != "row":
            for mark, signs in _emphasis(text, item):
                marks.append(mark)
                dropped += signs
    return Sketch(found, tuple(marks), tuple(dropped))


def _kind(text: str, line: Line) -> tuple[str, str]:
    for kind, pattern in (("heading", _HEADING), ("quote", _QUOTE), ("numbered", _NUMBERED)):
        match = pattern.match(text, line.start, line.end)
        if match:
            return kind, match.group()
    return "row" if is_row(text, line) else "text", ""


def _as(kind: str, found: Paragraph) -> Paragraph:
    return replace(found, kind=kind) if kind in ("heading", "quote", "numbered") else found


def _emphasis(text: str, found: Paragraph) -> Iterator[tuple[Mark, tuple[Dropped, Dropped]]]:
    for match in _EMPHASIS.finditer(text, found.start, found.end):
        inner = "strong" if match["a"] else "weak"
        start, end = match.span(inner)
        signs = (
            Dropped(Span(match.start(), start), "Markdown's sign of emphasis"),
            Dropped(Span(end, match.end()), "Markdown's sign of emphasis"),
        )
        yield Mark("hi", Span(start, end), {"rend": "strong" if match["a"] else "italic"}, "read"), signs


def referenced(text: str, spots: Sequence[Spot], notes: Sequence[Printed]) -> Calls:
    """The calls `[^1]`, each to the note of this name."""
    names = {note.number: index for index, note in reversed(list(enumerate(notes)))}
    found: dict[int, Call] = {}
    strays: list[Span] = []
    for spot in spots:
        for match in _REFERENCE.finditer(text, spot.start, spot.end):
            index = names.get(match[1])
            if index is None or index in found:
                strays.append(Span(*match.span()))
            else:
                found[index] = Call(index, Span(*match.span()))
    return Calls(tuple(found.values()), tuple(strays))
