"""The three laws that every document keeps; the pipeline checks them on every run.

T901: characters of the source are in no block, note, mark or dropped span, or in two of them.
T902: the encoded text differs from the text of the blocks. T903: parsing and writing the edition changes it.
A breach is a fault of tei, never of the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.core.diagnostic import Diagnostic, Label
from tei.core.document import CONTAINERS, MILESTONES, Document
from tei.core.edition import TEI, Edition
from tei.core.source import Span

_FAULT = "this is a fault of tei, not of the text: please report it, with the text"
_SILENT = frozenset(f"{{{TEI}}}{name}" for name in CONTAINERS)
_NOTE = f"{{{TEI}}}note"
_IN_NOTES = frozenset(f"{{{TEI}}}{name}" for name in ("p", *CONTAINERS))
_BODY = f"{{{TEI}}}body"


def nothing_lost(document: Document) -> list[Diagnostic]:
    """T901 for every stretch of the source that is covered by nothing, or twice; blanks may be left over."""
    text = document.source.text
    found: list[Diagnostic] = []
    at = 0
    for span in sorted(_covered(document)):
        if span.start < at:
            twice = Span(span.start, min(at, span.end))
            found.append(_breach("T901", "these characters are used twice", document, twice))
        elif text[at : span.start].strip():
            found.append(_breach("T901", "these characters are lost", document, Span(at, span.start)))
        at = max(at, span.end)
    if text[at:].strip():
        found.append(_breach("T901", "these characters are lost", document, Span(at, len(text))))
    return found


def _covered(document: Document) -> Iterator[Span]:
    for block in document.walk():
        yield from block.spans
    for note in document.notes:
        for outer in note.blocks:
            for block in outer.walk():
                yield from block.spans
        yield from note.signs
        if note.call:
            yield note.call
    for mark in document.marks:
        if mark.kind in MILESTONES:
            yield mark.span
    for dropped in document.dropped:
        yield dropped.span


def _breach(code: str, message: str, document: Document, span: Span) -> Diagnostic:
    shown = " ".join(document.source[span].split())
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    return Diagnostic(code, "error", f"{message}: “{shown}”", (Label(document.source, span),), help=_FAULT)


def text_kept(document: Document, edition: Edition) -> list[Diagnostic]:
    """T902 for the document's text, or a note's, that is not in the edition character for character."""
    expected = ["".join(map(document.text_of, document.walk()))]
    expected += [
        "".join(document.text_of(block) for outer in note.blocks for block in outer.walk())
        for note in sorted(document.notes, key=lambda n: n.place)
    ]
    body = next(edition.tree.getroot().iter(_BODY))
    division = next(iter(body))
    streams: list[list[str]] = [[]]
    _read(division, streams[0], streams)
    for wanted, pieces in zip(expected, streams, strict=False):
        given = "".join(pieces)
        if wanted != given:
            return [_difference(document, wanted, given)]
    if len(streams) != len(expected):
        message = f"the text has {len(expected) - 1} notes, its encoding {len(streams) - 1}"
        return [Diagnostic("T902", "error", message, (Label(document.source, Span(0, 1)),), help=_FAULT)]
    return []


def _read(element: etree._Element, out: list[str], streams: list[list[str]]) -> None:
    """Collect an element's text; each note begins a stream of its own."""
    silent = element.tag in _SILENT or (element.tag == _NOTE and len(element) > 0 and element[0].tag in _IN_NOTES)
    if element.text and not silent:
        out.append(element.text)
    for child in element:
        if child.tag == _NOTE and child.get("rend") != "inline":
            streams.append([])
            _read(child, streams[-1], streams)
        else:
            _read(child, out, streams)
        if child.tail and not silent:
            out.append(child.tail)


def _difference(document: Document, wanted: str, given: str) -> Diagnostic:
    same = next(
        (i for i, (a, b) in enumerate(zip(wanted, given, strict=False)) if a != b), min(len(wanted), len(given))
    )
    message = f"the encoding says “{given[same : same + 20]}” where the text says “{wanted[same : same + 20]}”"
    return Diagnostic("T902", "error", message, (Label(document.source, Span(0, 1)),), help=_FAULT)


def stable(edition: Edition) -> list[Diagnostic]:
    """T903 if parsing the edition and writing it again gives other characters."""
    again = etree.tostring(edition.tree.getroot(), encoding="unicode") + "\n"
    _, _, own = edition.source.text.partition("?>\n")
    if again == own:
        return []
    at = next((i for i, (a, b) in enumerate(zip(again, own, strict=False)) if a != b), min(len(again), len(own)))
    at += len(edition.source.text) - len(own)
    return [
        Diagnostic(
            "T903",
            "error",
            "writing this again gives other characters",
            (Label(edition.source, Span(at, at + 1)),),
            help=_FAULT,
        )
    ]
