"""Where the notes are called in the text: the places of all calls, chosen in one go.

Every number or sign that may be a call gets a score from what stands around it. Dynamic programming
then finds the chain of calls, in order, that is best as a whole: a note may stay without a call,
and calls and notes may count differently, each at a price. What a chain is worth is counted from
what it costs to leave all notes without a call; so the best chain for one note is worth as much for
the next, and the best for each of them are in order of their worth.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import NamedTuple

from tei.core.source import Span
from tei.read.notes import UNRAISED, Printed
from tei.read.weigh import PROMISING, Cited, Spot, numbers_in, weigh

SKIP = 5.0
"""What it costs to leave a note without a call."""
DRIFT = 3.0
"""What it costs when the numbers of the calls count on by another step than the notes."""
LOWEST, HIGHEST = -8, 2
"""By how much the number of a call may differ from the place of its note in the list, signs apart."""
SIGNS = 60
"""So many signs may stand among the numbers."""
STEP = 2
"""By how much this difference may change from one call to the next."""
SURE = 2.0
"""A reading changes the difference only from this score on."""
FAR = 6
"""A sign does not call a note so many notes behind the last that was called."""
RARE = 3.5
"""How much less likely a sign is a call than a number."""
MOST_LOST = 60
"""So many calls are looked for in a text whose notes are missing."""

_RUN = re.compile(r"[0-9⁰¹²³⁴-⁹*†‡§║¶]+")
_PART = re.compile(r"[0-9]+|[⁰¹²³⁴-⁹]+|\*{1,2}|[†‡§║¶]{1,2}")
_BEHIND_SIGN = frozenset(".,;:)]”’ \t\r\n")


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note: the note's place in the list, counted from 0, and the characters of the call.

    `margin` is by how much it scores better than any other place for the same note between its neighbours.
    """

    note: int
    span: Span
    margin: float = field(default=float("inf"), compare=False)


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls found, in order; and what looks like the call of a note that is not there."""

    found: tuple[Call, ...] = ()
    strays: tuple[Span, ...] = ()


class _Reading(NamedTuple):
    """One way to read a run of digits: the calls that end it, their numbers (-1 for a sign), and a score."""

    spans: tuple[Span, ...]
    first: int
    score: float
    kind: str = ""


class _Chain(NamedTuple):
    """The best calls for all notes up to one of them; `before` is the chain that this one goes on with."""

    worth: float
    calls: tuple[Call, ...] = ()
    before: _Chain | None = None


def find_calls(
    text: str, spots: Sequence[Spot], notes: Sequence[Printed], source_note: str, holes: Sequence[Span] = ()
) -> Calls:
    """The calls of these notes in these stretches of text; what lies in a hole, such as a page mark, is no call."""
    search = _Search(text, [Cited.of(text, note, source_note) for note in notes])
    strays: list[Span] = []
    for readings in _readings(text, spots, len(notes) + HIGHEST, holes):
        search.take(readings)
        if readings[0].score >= PROMISING:
            strays.append(readings[0].spans[0])
    found = search.judged(search.best(len(notes)))
    taken = {call.span.end for call in found}
    return Calls(found, tuple(stray for stray in strays if stray.end not in taken))


def lost_calls(text: str, spots: Sequence[Spot], holes: Sequence[Span] = ()) -> tuple[Call, ...]:
    """The calls in a text whose notes are all missing: the numbers from 1 on that look like calls."""
    runs = list(_readings(text, spots, MOST_LOST, holes))
    highest = max((r[0].first for r in runs if r[0].score >= PROMISING), default=0)
    # Where the series counts from 0, the head calls the note on the source so.
    nought = any(r[0].first == 0 and r[0].score >= PROMISING for r in runs)
    search = _Search(text, [Cited(frozenset(), frozenset(), "")] * (highest + nought), 0, -int(nought))
    for readings in runs:
        search.take([reading for reading in readings if reading.first <= highest])
    count = max(range(highest + nought + 1), key=lambda count: search.chain(count).worth - SKIP * count)
    return search.best(count)


class _Search:
    """The best chains of calls so far: one for each note, and each difference of the two ways to count."""

    def __init__(self, text: str, cited: Sequence[Cited], step: int = STEP, drift: int = 0) -> None:
        self._text = text
        self._cited = cited
        self._step = step
        self._tried: list[_Reading] = []
        count = len(cited)
        self._nothing = [_Chain(float("-inf"))] * (count + 1)
        self._chains = {drift: [_Chain(0.0)] * (count + 1)}
        # The highest score in each row, that is its worth less the price of all notes so far; it never falls.
        self._highest = {drift: 0.0}
        if count and cited[0].kind == "head":
            # Where the list counts a source note to which the page gives no number, all calls are one behind.
            self._chains[-1] = [_Chain(-1.0), *[_Chain(SKIP - 1)] * count]
            self._highest[-1] = -1.0

    def take(self, readings: Sequence[_Reading]) -> None:
        """Go on from the chains so far with each way to read one run of digits."""
        tried = [reading for reading in readings if reading.score > -SKIP - Cited.MOST]
        self._tried += tried
        better = [found for reading in tried for found in self._after(reading)]
        for drift, note, chain in better:
            if drift not in self._chains:
                self._chains[drift] = self._nothing.copy()
            row = self._chains[drift]
            until = bisect_left(row, chain.worth, note, key=_worth)
            row[note:until] = [chain] * (until - note)
            score = chain.worth - SKIP * note
            self._highest[drift] = max(self._highest.get(drift, score), score)

    def _after(self, reading: _Reading) -> Iterator[tuple[int, int, _Chain]]:
        """The chains that this reading goes on with: each with its drift and the last note it calls."""
        size = len(reading.spans)
        gain = reading.score + SKIP * size
        last = len(self._cited) - size + 1
        around: list[str] | None = None
        for before, row in self._chains.items():
            for drift, note in self._options(reading, before, row):
                if not 1 <= note <= last:
                    continue
                worth = row[note - 1].worth + gain
                if drift != before and reading.first >= 0:
                    worth -= DRIFT * abs(drift - before)
                cited = self._cited[note - 1]
                best = self._chains.get(drift, self._nothing)[note + size - 1].worth
                if worth + cited.most <= best:
                    continue
                if around is None:
                    around = Cited.around(self._text, reading.spans[0].start)
                worth += cited.near(around, reading.kind)
                if worth > best:
                    calls = tuple(Call(note - 1 + k, span) for k, span in enumerate(reading.spans))
                    yield drift, note + size - 1, _Chain(worth, calls, row[note - 1])

    def _options(self, reading: _Reading, before: int, row: Sequence[_Chain]) -> Iterator[tuple[int, int]]:
        """The drifts that this reading may have after a chain with another, and the notes that it then calls."""
        if reading.first < 0:
            if before > -SIGNS:
                hopeless = self._highest[before] - FAR * SKIP
                last = min(len(row) - 1, ceil((row[-1].worth - hopeless) / SKIP))
                for note in range(bisect_right(row, hopeless, key=_worth), last):
                    if row[note].worth - SKIP * note > hopeless:
                        yield before - 1, note + 1
        elif reading.score < SURE:
            yield before, reading.first - before
        else:
            for drift in range(max(before - self._step, min(LOWEST, before)), min(before + self._step, HIGHEST) + 1):
                yield drift, reading.first - drift

    def chain(self, count: int) -> _Chain:
        """The best chain for so many notes."""
        return max((row[count] for row in self._chains.values()), key=_worth)

    def best(self, count: int) -> tuple[Call, ...]:
        """The best calls for so many notes."""
        chain: _Chain | None = self.chain(count)
        found: list[Call] = []
        while chain is not None:
            found[:0] = chain.calls
            chain = chain.before
        return tuple(found)

    def judged(self, found: Sequence[Call]) -> tuple[Call, ...]:
        """The same calls, each with its margin over the other places for its note between the calls around it."""
        ends = [reading.spans[-1].end for reading in self._tried]
        lows = [0, *(call.span.end for call in found)]
        highs = [*(call.span.start for call in found[1:]), len(self._text)]
        judged: list[Call] = []
        for call, low, high in zip(found, lows, highs, strict=False):
            # The second of two calls that stand together has up to three digits.
            until = max(high, call.span.end) + 3
            between = self._tried[bisect_left(ends, low) : bisect_right(ends, until)]
            own = max((reading for reading in between if call.span in reading.spans), key=_score)
            others = [r for r in between if low <= r.spans[0].start < high and call.span not in r.spans]
            judged.append(replace(call, margin=self._margin(call, own, others)))
        return tuple(judged)

    def _margin(self, call: Call, own: _Reading, others: Sequence[_Reading]) -> float:
        number = own.first + own.spans.index(call.span) if own.first >= 0 else -1
        values = (self._value(call.note, other) for other in others if other.first == number)
        return self._value(call.note, own) - max((-SKIP, *values))

    def _value(self, note: int, reading: _Reading) -> float:
        return reading.score + self._cited[note].near(Cited.around(self._text, reading.spans[0].start), reading.kind)


def _score(reading: _Reading) -> float:
    return reading.score


def _worth(chain: _Chain) -> float:
    return chain.worth


def _readings(text: str, spots: Sequence[Spot], most: int, holes: Sequence[Span]) -> Iterator[list[_Reading]]:
    """For every run of digits, and every sign, the ways to read it as calls of notes up to this number."""
    ends = [hole.end for hole in holes]
    numbers = numbers_in(text)
    for spot in spots:
        for match in _RUN.finditer(text, spot.start, spot.end):
            start, end = match.span()
            index = bisect_left(ends, end)
            if index < len(holes) and holes[index].start <= start:
                continue
            if match.group().isascii() and match.group().isdecimal():
                found = _of_digits(text, spot, start, end, most, numbers)
            else:
                found = [
                    r for part in _PART.finditer(text, start, end) for r in _of_part(text, spot, part, most, numbers)
                ]
            if found:
                yield found


def _of_part(text: str, spot: Spot, part: re.Match[str], most: int, numbers: Mapping[str, int]) -> list[_Reading]:
    """The readings of a part of a run that is not of digits alone: digits, raised digits, or a sign."""
    start, end = part.span()
    run = part.group()
    if run[0] in "0123456789":
        return _of_digits(text, spot, start, end, most, numbers)
    score = weigh(text, spot, start, start, end, numbers)
    if run[0].isdigit():
        number = int(run.translate(UNRAISED))
        return [_Reading((Span(start, end),), number, score + 3, spot.kind)] if number <= most else []
    if start == spot.start and run[0] != "*" and end < spot.end:
        return [_Reading((Span(start, end),), -1, 0.0, spot.kind)]
    if start == spot.start or text[start - 1].isspace() or (end < spot.end and text[end] not in _BEHIND_SIGN):
        return []
    return [_Reading((Span(start, end),), -1, score - RARE, spot.kind)]


def _of_digits(text: str, spot: Spot, start: int, end: int, most: int, numbers: Mapping[str, int]) -> list[_Reading]:
    run = text[start:end]
    if text[start - 1 : start] == "[" and text[end : end + 1] == "]" and len(run) < 4 and start - 1 > spot.start:
        if int(run) > most:
            return []
        score = weigh(text, spot, start - 1, start - 1, end + 1, numbers)
        return [_Reading((Span(start - 1, end + 1),), int(run), score, spot.kind)]
    found: list[_Reading] = []
    for size in range(1, min(len(run), 3) + 1):
        number = int(run[-size:])
        # A 0 calls only the note on the source, which hangs on the head.
        if number <= most and (run[-size] != "0" or (size == 1 and spot.kind == "head")):
            score = weigh(text, spot, start, end - size, end, numbers)
            found.append(_Reading((Span(end - size, end),), number, score, spot.kind))
    if len(run) > 1:
        found += [pair for reading in found if (pair := _pair(text, spot, run, start, reading, numbers))]
    return found


def _pair(text: str, spot: Spot, run: str, start: int, second: _Reading, numbers: Mapping[str, int]) -> _Reading | None:
    """The calls of two notes that stand together: "23" for 2 and 3."""
    first = str(second.first - 1)
    at = second.spans[0].start
    if second.first < 2 or not run[: at - start].endswith(first):
        return None
    span = Span(at - len(first), at)
    score = weigh(text, spot, start, span.start, second.spans[0].end, numbers) - 1
    return _Reading((span, *second.spans), second.first - 1, score, spot.kind)
