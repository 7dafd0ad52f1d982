"""The three laws that every document keeps; the pipeline checks them on every run.

T901: characters of the source are in no block, note, mark or dropped span, or in two of them. T902: the encoding
says, or places, anything else than the document does. T903: parsing and writing the edition changes it.
A breach is a fault of tei, never of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei.core.diagnostic import Diagnostic, Label
from tei.core.document import CONTAINERS, MILESTONES, Block, Document
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.core.source import Span

_FAULT = "this is a fault of tei, not of the text: please report it, with the text"
_SILENT = frozenset(f"{{{TEI}}}{name}" for name in CONTAINERS)
_NOTE = f"{{{TEI}}}note"
_IN_NOTES = frozenset(f"{{{TEI}}}{name}" for name in ("p", *CONTAINERS))
_BODY = f"{{{TEI}}}body"


def nothing_lost(document: Document) -> list[Diagnostic]:
    """T901 for every stretch of the source that is covered by nothing, or twice; blanks may be left over.

    What is dropped may hold signs, such as the bars of a table, but no letter or digit.
    """
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
    found += [
        _breach("T901", "these characters are dropped", document, dropped.span)
        for dropped in document.dropped
        if any(map(str.isalnum, document.source[dropped.span]))
    ]
    if text[at:].strip():
        found.append(_breach("T901", "these characters are lost", document, Span(at, len(text))))
    return found


def _covered(document: Document) -> Iterator[Span]:
    for block in document.all_blocks():
        yield from block.spans
    for note in document.notes:
        yield from note.signs
        if note.call:
            yield note.call
    for mark in document.marks:
        if mark.kind in MILESTONES:
            yield mark.span
    for dropped in document.dropped:
        yield dropped.span


def _breach(code: str, message: str, document: Document, span: Span | None = None) -> Diagnostic:
    if span is not None:
        shown = " ".join(document.source[span].split())
        message += f": “{shown if len(shown) <= 40 else shown[:39] + '…'}”"
    return Diagnostic(code, "error", message, (Label(document.source, span or Span(0, 1)),), help=_FAULT)


def text_kept(document: Document, edition: Edition) -> list[Diagnostic]:
    """T902 where the encoding says, holds or places anything else than the document does.

    The text and every note are compared character for character; so is where each block, note, page
    break and mark begins and ends.
    """
    body = next(edition.tree.getroot().iter(_BODY))
    given = _given(next(iter(body)))
    if len(given) != len(document.notes) + 1:
        message = f"the text has {len(document.notes)} notes, its encoding {len(given) - 1}"
        return [_breach("T902", message, document)]
    for wanted, stream in zip(_expected(document), given, strict=True):
        if found := _difference(wanted, stream):
            return [_breach("T902", found, document)]
    return []


@dataclass
class _Stream:
    """The text of the document or of one note, and what stands in it: start, end, name, and number."""

    text: str = ""
    parts: list[tuple[int, int, str, str]] = field(default_factory=list)
    # Where each stretch begins in the source, and in this stream.
    starts: list[int] = field(default_factory=list)
    bases: list[int] = field(default_factory=list)

    def add(self, document: Document, block: Block) -> None:
        start = len(self.text)
        for span in block.spans:
            self.starts.append(span.start)
            self.bases.append(len(self.text))
            self.text += document.source[span]
        for child in block.children:
            self.add(document, child)
        self.parts.append((start, len(self.text), block.kind, ""))

    def at(self, offset: int) -> int:
        """How much of the stream stands before an offset of the source."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return 0
        end = self.bases[index + 1] if index + 1 < len(self.bases) else len(self.text)
        return min(self.bases[index] + offset - self.starts[index], end)


def _expected(document: Document) -> list[_Stream]:
    """What the encoding of a document has to say: the text, then each note in the order of its place."""
    main = _Stream()
    for block in document.blocks:
        main.add(document, block)
    streams = [main]
    extents: list[tuple[int, int, _Stream]] = []
    for note in sorted(document.notes, key=lambda n: n.place):
        stream = _Stream()
        for block in note.blocks:
            stream.add(document, block)
        if note.is_single:
            stream.parts.clear()
        place = main.at(note.place)
        main.parts.append((place, place, "note", note.number))
        extents.append((note.extent.start, note.extent.end, stream))
        streams.append(stream)
    extents.sort(key=lambda extent: extent[0])
    begins = [extent[0] for extent in extents]
    for mark in document.marks:
        if mark.kind == "bullet":
            continue
        index = bisect_right(begins, mark.span.start) - 1
        inside = index >= 0 and mark.span.start < extents[index][1]
        stream = extents[index][2] if inside else main
        start = stream.at(mark.span.start)
        if mark.kind in MILESTONES:
            stream.parts.append((start, start, mark.kind, mark.attributes.get("n", "")))
        else:
            stream.parts.append((start, stream.at(mark.span.end - 1) + 1, mark.kind, ""))
    return streams


def _given(division: etree._Element) -> list[_Stream]:
    """What an encoding says, in the same shape."""
    streams = [_Stream()]

    def read(element: etree._Element, stream: _Stream) -> None:
        # White space between blocks is the writer's; anything else there is not.
        silent = element.tag in _SILENT or (element.tag == _NOTE and len(element) > 0 and element[0].tag in _IN_NOTES)
        if element.text and not (silent and element.text.isspace()):
            stream.text += element.text
        for child in element:
            start = len(stream.text)
            name = str(child.tag).rpartition("}")[2]
            if name == "note" and child.get("rend") != "inline":
                streams.append(_Stream())
                read(child, streams[-1])
            else:
                read(child, stream)
            numbered = name in MILESTONES or (name == "note" and child.get("rend") != "inline")
            stream.parts.append((start, len(stream.text), name, child.get("n", "") if numbered else ""))
            if child.tail and not (silent and child.tail.isspace()):
                stream.text += child.tail

    read(division, streams[0])
    return streams


def _difference(wanted: _Stream, given: _Stream) -> str:
    """What differs first in two streams, in words; "" for nothing."""
    if wanted.text != given.text:
        pairs = enumerate(zip(wanted.text, given.text, strict=False))
        same = next((i for i, (a, b) in pairs if a != b), min(len(wanted.text), len(given.text)))
        there = wanted.text[same : same + 20]
        return f"the encoding says “{given.text[same : same + 20]}” where the text says “{there}”"
    missing, added = Counter(wanted.parts), Counter(given.parts)
    if missing == added:
        return ""
    start, _, name, number = min([*(missing - added), *(added - missing)])
    shown = f"<{name} n={number!r}>" if number else f"<{name}>"
    return f"{shown} does not stand where it should, at “{wanted.text[start : start + 20]}”"


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
