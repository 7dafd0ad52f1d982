"""Notes that are not of their type, and calls that were left in the text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tei.audit.finding import Finding
from tei.core.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Reading, Volume
    from tei.core.document import Note

TYPED, UNTYPED, CALLED = 0.8, 0.9, 0.85
"""How likely it is wrong that a note is typed source, that one is not, and that a number stands in the text."""

_SOURCE = re.compile(
    r"Sources?:|\[?Source\b|Central Files|Lot \d|Lot File|\bFiles?\b|Library|Papers|Archives|\bDrafted\b|\bPrinted\b"
    r"|Reprinted|Transmitted|\d{3}\.\d|Secret\b|Confidential\b|Unclassified|Official Use|No classification"
)
_CALL = r"(?<=[a-z.,;:”’)\]]){}(?=[\s\0]|$)"


def notes(volume: Volume) -> Iterator[Finding]:
    """Source notes that tell no source, source notes without their type (A601), calls left in the text (A602)."""
    begins = volume.profile["read"]["source-note"]
    typed = Counter(
        note.type == "source"
        for reading in volume.readings
        for note in reading.document.notes
        if begins and _text(reading, note).startswith(begins)
    )
    for reading in volume.readings:
        for note in reading.document.notes:
            text = _text(reading, note)
            if note.type == "source" and not _SOURCE.search(text):
                message = f"note {note.number} of {reading.document.id} is typed source, but names none"
                yield _typed(reading, note, message, TYPED, 'take type="source" from it, or compare the original')
            elif note.type == "" and begins and text.startswith(begins) and typed[True] > 4 * typed[False]:
                message = f"note {note.number} of {reading.document.id} begins with “{begins}”, but is not typed source"
                yield _typed(reading, note, message, UNTYPED, 'give it type="source"')
        yield from _calls(reading)


def _text(reading: Reading, note: Note) -> str:
    return "".join(reading.document.text_of(block) for each in note.blocks for block in each.walk())


def _typed(reading: Reading, note: Note, message: str, doubt: float, help: str) -> Finding:
    return Finding("A601", message, doubt, [reading.label(note.extent)], help)


def _calls(reading: Reading) -> Iterator[Finding]:
    """A number behind a word where a note of that number is missing."""
    document = reading.document
    found = {int(note.number): note for note in document.notes if note.number.isdigit()}
    if not found:
        return
    text = document.source.text
    for number in sorted(set(range(min(found), max(found))) - found.keys()):
        before = max((note.place for n, note in found.items() if n < number), default=0)
        after = min((note.place for n, note in found.items() if n > number), default=len(text))
        for call in re.finditer(_CALL.format(number), text[before:after]):
            start, end = call.start() + before, call.end() + before
            if any(note.call and note.call.start <= start < note.call.end for note in document.notes):
                continue
            message = f"“{number}” is left in the text of {document.id}, which has no note {number}"
            label = reading.label(Span(start, end), "a call?")
            yield Finding("A602", message, CALLED, [label], "put the <note> here, in place of the number")
            break
