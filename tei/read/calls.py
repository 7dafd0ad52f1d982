"""Where the notes are called in the text: the places of all calls, chosen in one go.

Every number or sign that may be a call gets a score from what stands around it. Dynamic programming
then finds the chain of calls, in order, that is best as a whole: a note may stay without a call,
and calls and notes may count differently, each at a price.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.core.source import Span
from tei.read.notes import Printed
from tei.read.weigh import PROMISING, Cited, Spot, weigh

SKIP = 5.0
"""What it costs to leave a note without a call."""
DRIFT = 3.0
"""What it costs when the numbers of the calls count on by another step than the notes."""
LOWEST, HIGHEST = -8, 2
"""By how much the number of a call may differ from the place of its note in the list."""

_RUN = re.compile(r"\[(?P<bracketed>\d{1,3})\]|\d+|[⁰¹²³⁴-⁹]+|(?<=\S)(?:\*{1,2}|[†‡§║¶]{1,2})(?![^\s.,;:)\]”’])")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note: the note's place in the list, counted from 0, and the characters of the call."""

    note: int
    span: Span


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls found, in order; and what looks like the call of a note that is not there."""

    found: tuple[Call, ...] = ()
    strays: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a run of digits: the calls that end it, their numbers (-1 for a sign), and a score."""

    spans: tuple[Span, ...]
    first: int
    score: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Chain:
    """The best calls for all notes up to one of them; `before` is the chain that this one goes on with."""

    score: float
    calls: tuple[Call, ...] = ()
    before: _Chain | None = None


def find_calls(
    text: str, spots: Sequence[Spot], notes: Sequence[Printed], source_note: str, holes: Sequence[Span] = ()
) -> Calls:
    """The calls of these notes in these stretches of text; what lies in a hole, such as a page mark, is no call."""
    count = len(notes)
    cited = [Cited.of(text, note, source_note) for note in notes]
    none = _Chain(float("-inf"))
    # Where the list counts a first note that the page leaves without number, all calls are one behind.
    chains = {
        0: [_Chain(-SKIP * i) for i in range(count + 1)],
        -1: [_Chain(-1 - SKIP * max(i - 1, 0)) for i in range(count + 1)],
    }
    strays: list[Span] = []
    for readings in _readings(text, spots, count, holes):
        better: list[tuple[int, int, _Chain]] = []
        for reading in readings:
            for drift, note, chain in _continued(text, reading, chains, cited):
                better.append((drift, note, chain))
        for drift, note, chain in better:
            row = chains.setdefault(drift, [none] * (count + 1))
            while note <= count and chain.score > row[note].score:
                row[note] = chain
                note += 1
                chain = _Chain(chain.score - SKIP, (), chain)
        if readings[0].score >= PROMISING:
            strays.append(readings[0].spans[0])
    best: _Chain | None = max((row[count] for row in chains.values()), key=lambda chain: chain.score)
    found: list[Call] = []
    while best is not None:
        found[:0] = best.calls
        best = best.before
    taken = {call.span.end for call in found}
    return Calls(tuple(found), tuple(stray for stray in strays if stray.end not in taken))


def _continued(
    text: str, reading: _Reading, chains: dict[int, list[_Chain]], cited: Sequence[Cited]
) -> Iterator[tuple[int, int, _Chain]]:
    """The chains that this reading goes on with: each with its drift and the last note it calls."""
    size = len(reading.spans)
    words = text[max(reading.spans[0].start - 70, 0) : reading.spans[0].start]
    for before, row in chains.items():
        if reading.first < 0:
            options = [(before - 1, note) for note in range(1, len(row))] if before > LOWEST else []
        else:
            options = [
                (reading.first - note, note) for note in range(reading.first - HIGHEST, reading.first - LOWEST + 1)
            ]
        for drift, note in options:
            if not 1 <= note <= len(row) - size:
                continue
            price = 0.0 if reading.first < 0 else DRIFT * abs(drift - before)
            score = row[note - 1].score - price + reading.score
            known = chains.get(drift)
            if known and score + Cited.MOST < known[note + size - 1].score:
                continue
            score += cited[note - 1].near(words, reading.kind)
            calls = tuple(Call(note - 1 + k, span) for k, span in enumerate(reading.spans))
            yield drift, note + size - 1, _Chain(score, calls, row[note - 1])


def _readings(text: str, spots: Sequence[Spot], count: int, holes: Sequence[Span]) -> Iterator[list[_Reading]]:
    """For every run of digits, and every sign, the ways to read it as calls of notes up to this number."""
    ends = [hole.end for hole in holes]
    for spot in spots:
        for match in _RUN.finditer(text, spot.start, spot.end):
            start, end = match.span()
            index = bisect_left(ends, end)
            if index < len(holes) and holes[index].start <= start:
                continue
            run = match["bracketed"] or match.group().translate(_SUPERSCRIPT)
            if not run.isdecimal():
                yield [_Reading((Span(start, end),), -1, weigh(text, spot, start, start, end), spot.kind)]
                continue
            if len(run) < end - start or run != match.group():
                whole = _Reading((Span(start, end),), int(run), weigh(text, spot, start, start, end) + 3, spot.kind)
                yield [whole]
                continue
            found = [
                _Reading(
                    (Span(end - size, end),), int(run[-size:]), weigh(text, spot, start, end - size, end), spot.kind
                )
                for size in range(1, min(len(run), 3) + 1)
                if run[-size] != "0" or size == 1
            ]
            found = [reading for reading in found if reading.first <= max(count, 1) + HIGHEST]
            found += [pair for reading in found if (pair := _pair(text, spot, run, start, reading))]
            if found:
                yield found


def _pair(text: str, spot: Spot, run: str, start: int, second: _Reading) -> _Reading | None:
    """The calls of two notes that stand together: "23" for 2 and 3."""
    first = str(second.first - 1)
    at = second.spans[0].start
    if second.first < 2 or not run[: at - start].endswith(first):
        return None
    span = Span(at - len(first), at)
    score = weigh(text, spot, start, span.start, second.spans[0].end) - 1
    return _Reading((span, *second.spans), second.first - 1, score, spot.kind)
