"""The notes, hung at their calls.

T201: a note has no call in the text; it is kept, and hung where the call was expected.
T202: something in the text looks like a call, but there is no note to it; it stays text.
T203: the calls bear other numbers than the notes; the numbers of the calls are taken.
T204: the text calls notes, but holds none; the calls become anchors that bear their numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tei.core.diagnostic import Diagnostic, Label
from tei.core.document import Block, Mark, Note
from tei.core.source import Source, Span
from tei.read.calls import Call, Calls
from tei.read.notes import UNRAISED, Printed
from tei.read.weigh import Cited, Spot

MARGINS = (0.5, 1.0, 2.0, 3.0, 8.0)
"""Margins from which on the place of a note is surer."""
CERTAINTIES = (0.28, 0.65, 0.85, 0.95, 0.985, 0.996)
"""The shares of places that were right in finished editions, below, between and above these margins."""
UNCALLED = 0.6
"""The share where no call was found."""
TYPICAL = 0.87
"""The share where no call was found, but the note says that it is on the source or the signature."""
_SIGN = re.compile(r"[\d*†‡§║¶]+|[⁰¹²³⁴-⁹]+")


def certainty(margin: float) -> float:
    """How likely the place of a note is right, by its margin over all other places."""
    return CERTAINTIES[bisect_right(MARGINS, margin)]


def hang(
    source: Source, spots: Sequence[Spot], printed: Sequence[Printed], calls: Calls, source_note: str
) -> tuple[tuple[Note, ...], list[Diagnostic]]:
    """The notes with their numbers and places, and what is to be said about calls that do not match."""
    text = source.text
    found = {call.note: call.span for call in calls.found}
    margins = {call.note: call.margin for call in calls.found}
    notes: list[Note] = []
    diagnostics: list[Diagnostic] = []
    drift = _first_drift(text, found)
    for index, note in enumerate(printed):
        call = found.get(index)
        if call:
            number = _shown(text, call) or note.number
            drift = int(number) - index - 1 if number.isdecimal() else drift
            place = call.start
            cert = certainty(margins[index])
        else:
            number = note.number if note.number and not note.number.isdecimal() else str(max(index + 1 + drift, 0))
            typical = Cited.of(text, note, source_note).kind
            place = _expected(text, spots, found, index, typical)
            cert = TYPICAL if typical else UNCALLED
            diagnostics.append(_uncalled(source, number, note, place))
        kind = "source" if source_note and text.startswith(source_note, note.start) else ""
        blocks = tuple(Block("p", spans) for spans in note.paragraphs)
        notes.append(Note(number, blocks, place, call, note.signs, kind, cert=cert))
    diagnostics += [_stray(source, span, len(printed)) for span in calls.strays]
    diagnostics += _renumbered(source, printed, notes)
    return tuple(notes), diagnostics


def _shown(text: str, call: Span) -> str:
    """The number or sign that a call shows, without its brackets."""
    match = _SIGN.search(text, call.start, call.end)
    return match.group().translate(UNRAISED) if match and not text.startswith("[^", call.start) else ""


def _first_drift(text: str, found: dict[int, Span]) -> int:
    """By how much the first call differs from its note: 1958 to 1963 the series counts from 0."""
    for index, call in found.items():
        if (shown := _shown(text, call)).isdecimal():
            return int(shown) - index - 1
    return 0


def _expected(text: str, spots: Sequence[Spot], found: dict[int, Span], index: int, kind: str) -> int:
    """Where a note without a call is hung: on the head, the signature, or the end of the block of the call before."""
    first = next((spot for spot in spots if spot.kind == "head"), spots[0])
    if kind:
        return first.end if kind == "head" else spots[-1].end
    before = max((found[i].end for i in found if i < index), default=-1)
    after = min((found[i].start for i in found if i > index), default=len(text))
    block = next((spot for spot in spots if spot.start <= before <= spot.end), first)
    if block.end < after:
        return block.end
    return before if before >= 0 else after


def _uncalled(source: Source, number: str, note: Printed, place: int) -> Diagnostic:
    at = Span(max(place - 1, 0), max(place, 1))
    last = note.paragraphs[-1][-1].end
    return Diagnostic(
        "T201",
        "warning",
        f"note {number} is not called in the text",
        (Label(source, Span(note.start, last), "the note"), Label(source, at, "its call was expected about here")),
        help=f"write {number} right behind the word that the note belongs to",
    )


def _stray(source: Source, span: Span, count: int) -> Diagnostic:
    return Diagnostic(
        "T202",
        "warning",
        f"“{source[span]}” looks like the call of a note, but there is none to it"
        + (f"; the text has {count}" if count else ""),
        (Label(source, span, "a call without a note"),),
        help="add the note, or part the number from the word with a space",
    )


def lost(source: Source, calls: Sequence[Call]) -> tuple[list[Mark], list[Diagnostic]]:
    """The calls of notes that the page does not have, as anchors, and what is to be said about them."""
    anchors = [
        Mark("anchor", call.span, {"type": "note", "n": _shown(source.text, call.span)}, "read") for call in calls
    ]
    if not anchors:
        return [], []
    count = len(anchors)
    message = f"the text calls {count} notes" if count > 1 else "the text calls a note"
    found = Diagnostic(
        "T204",
        "warning",
        f"{message}, but holds none",
        tuple(Label(source, anchor.span, f"the call of note {anchor.attributes['n']}") for anchor in anchors),
        help="whoever extracted the text left the notes out: add them, or extract it anew",
    )
    return anchors, [found]


def _renumbered(source: Source, printed: Sequence[Printed], notes: Sequence[Note]) -> list[Diagnostic]:
    """One finding for the first note whose number differs from that of its call.

    None where the notes are counted from 1 and called from 0, as the series did from 1958 to 1963.
    """
    called = [(old, new) for old, new in zip(printed, notes, strict=True) if new.call and old.number]
    if all(new.number == str(index) and old.number == str(index + 1) for index, (old, new) in enumerate(called)):
        return []
    for old, new in called:
        if new.call and old.number != new.number and old.signs:
            return [
                Diagnostic(
                    "T203",
                    "info",
                    f"note {old.number} is called as {new.number}; the notes are numbered as they are called",
                    (Label(source, new.call, "the call"), Label(source, old.signs[0], "the note")),
                    help="nothing needs to be done if the list of notes was counted anew",
                )
            ]
    return []
