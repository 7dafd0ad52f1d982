"""How likely it is that digits at some place are the call of a note: what stands before, behind, and in the note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tei.core.calendar import MONTH
from tei.read.notes import Printed

PROMISING = 4.5
"""From this score on, digits that belong to no note are reported."""
IMPOSSIBLE = -20.0

_OPENING = "$£€#(“‘[{<=+~^_@&\\|"
_CLOSING = "”’)]}\"'»›"
_STOPS = ".,;:!?…"
_EITHER = "“‘"
"""Opening quotation marks that typesetters also put for closing ones."""
_WORD = re.compile(r"[^\W\d_]+\Z")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MONTH = re.compile(rf"{MONTH} \Z")
_MEASURE = re.compile(
    r" ?(?:million|billion|thousand|percent|per cent|inch|megaton|kiloton|mm|km|MT|KT)\b"
    rf"| (?:[ap]\. ?m\b|noon\b|midnight\b|o’clock\b|hours?\b|(?:day|week|month|year|minute)s?\b|{MONTH}\b)"
)
_LONG = re.compile(r"[0-9](?<![\d.,].)[0-9]{2,5}(?![\d,])")
_DIGITS = re.compile(r"[0-9]+\Z")
_COUNTED = re.compile(
    r"\b(?:(?:Nos?|nos?|[Vv]ols?|pp?|paras?|[Aa]rts?|[Ff]igs?|[Cc]h|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
    r"|Number|Document|Part|Annex|Tab|Phase|Enclosure|Appendix|Volume|Chapter)\Z"
)
_SERIES = re.compile(r"(?:,| and| or| to|, and) [0-9]+\b(?! [A-Z])")
"""What follows a number that is one of several."""
_SERIAL = re.compile(r"[0-9]{1,6}[.,:] (?:[A-Z][a-z]{2,8} (?:[A-Z][–-])?[0-9]{1,5}\b[.,:;]? ?)+")
"""What a telegram begins with: its own numbers, which are seldom commented."""
_NAMES = re.compile(r"[^\W_]{2,}")
_SIGNATURE = re.compile(r"Printed from (?:a|an) .*copy|.{0,40}\b(?:signature|signed|initial(?:s|ed))\b", re.IGNORECASE)
_COMMON = frozenset(
    form(word)
    for form in (str.lower, str.capitalize, str.upper)
    for word in "the and that this with from for not see was were are his its has had have which document footnote "
    "state department secretary reference source printed files central above below dated ibid text telegram".split()
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of text in which calls may stand, and the kind of its block."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a note says of the place where it is called: its names and numbers, and where such notes hang."""

    MOST: ClassVar[float] = 9.0
    """The most that a note's words can add to a score."""

    words: frozenset[str]
    numbers: frozenset[str]
    kind: str

    @classmethod
    def of(cls, text: str, note: Printed, source_note: str) -> Cited:
        """The words of the beginning of a note."""
        opening = text[note.start : note.start + 200]
        words = frozenset(_NAMES.findall(opening))
        kind = "head" if source_note and opening.startswith(source_note) else ""
        kind = kind or ("signed" if _SIGNATURE.match(opening) else "")
        return cls(
            frozenset(w for w in words - _COMMON if len(w) > 2 and not w[0].isdecimal()),
            frozenset(filter(str.isdecimal, words)),
            kind,
        )

    @property
    def most(self) -> float:
        """The most that `near` can say."""
        return self.MOST if self.kind or self.words or self.numbers else 0.0

    @staticmethod
    def around(text: str, place: int) -> list[str]:
        """The words right before a place."""
        return _NAMES.findall(text, max(place - 70, 0), place)

    def near(self, around: Sequence[str], kind: str) -> float:
        """What it adds that these words stand before the call, in a block of this kind."""
        score = 0.0
        if self.kind:
            score = 4.0 if kind == self.kind else -4.0 if self.kind == "head" else -1.0
        if around:
            if self.numbers and not self.numbers.isdisjoint(around[-5:]):
                score += 2.5 + (1.5 if around[-1] in self.numbers else 0)
            score += min(0.5 * len(self.words.intersection(around)), 1.0)
        return score


def numbers_in(text: str) -> Counter[str]:
    """How often each number of three digits or more stands in a text, its notes included."""
    return Counter(_LONG.findall(text))


def weigh(text: str, spot: Spot, run: int, start: int, end: int, numbers: Mapping[str, int]) -> float:
    """The score of `text[start:end]` as a call, where the run of digits it ends begins at `run`.

    `numbers` says how often each number stands in the text.
    """
    if start == spot.start:
        return 0.0 if spot.kind == "cell" and end == spot.end else IMPOSSIBLE
    score = _behind(text, spot, end)
    if start > run:
        return score + _after_digits(text, spot, run, start, end) + _known(numbers, text[run:start], text[run:end])
    before = text[start - 1]
    if before.isalpha():
        word = _WORD.search(text, max(start - 20, spot.start), start)
        letters = word.group() if word else ""
        if len(letters) == 1:
            return score - 0.5
        return score + (2.0 if letters.isupper() and len(letters) < 5 else 4.5)
    if before in _CLOSING or (before in _EITHER and not text[start - 2].isspace()):
        return score + 4.5
    if before in _STOPS:
        return score + _after_stop(text, spot, start)
    if before.isspace():
        # Editions set with white space round names leave it before a call too.
        if end < spot.end or spot.kind != "head":
            return score + (-2.0 if end == spot.end else -5.0)
        return score + (1.0 if _COUNTED.search(text, max(start - 12, spot.start), start - 1) else 3.0)
    if before in _OPENING:
        return score - 6.0
    return score + (-6.0 if before == "/" else -4.0 if before in "-–—" else -1.0)


def _behind(text: str, spot: Spot, end: int) -> float:
    """What follows: most calls stand before white space, at the end of a block, or before a stop."""
    if end >= spot.end:
        return 1.5
    after = text[end]
    if after.isspace():
        return -4.0 if _MEASURE.match(text, end) else 0.5
    if after in ".,":
        return -5.0 if text[end + 1 : end + 2].isdecimal() else -0.5
    if after in "-–/:":
        return -5.0 if text[end + 1 : end + 2].isdecimal() else -1.5
    if after in ")]":
        return 0.5
    if after.isalpha() or after.isdecimal() or after == "%":
        return -5.0
    return 0.0


def _after_digits(text: str, spot: Spot, run: int, start: int, end: int) -> float:
    """The call behind a number: "2012" for 201 and note 2."""
    number = text[run:start]
    if run == spot.start:
        return -4.5
    if int(text[run:end]) < 32 and _month_before(text, spot, run):
        return -4.0
    ahead = text[run - 1] if run > spot.start else " "
    if _YEAR.fullmatch(number) and not (len(number) == 4 and ahead in "$£,."):
        return 3.0 if end == spot.end and spot.kind == "head" else 2.5
    if ahead.isdecimal() or (ahead in ".,:" and run - 2 >= spot.start and text[run - 2].isdecimal()):
        # "57.5", "1,200" and "9:30" are numbers of their own, "5,4001" is one with a call.
        return 0.0 if ahead == "," and len(number) == 3 else -3.0
    if ahead in "$£":
        return -3.0
    if _YEAR.fullmatch(text[run : run + 4]) and not text[run + 4 : run + 5].isdecimal():
        return -4.0
    score = -1.5 + (0.5 if len(number) > 2 else -0.7 if len(number) == 1 else 0.0)
    if ahead in "-–—" or _SERIES.match(text, end):
        score -= 1.5
    if run - spot.start < 60 and (opening := _SERIAL.match(text, spot.start)) and opening.end() >= end:
        score -= 2.0
    return score


def _known(numbers: Mapping[str, int], number: str, whole: str) -> float:
    """What it adds that the number before a call stands elsewhere too, or that all of these digits do."""
    if numbers.get(whole, 0) > 1:
        return -2.0
    return 2.0 if numbers.get(number) else 0.0


def _month_before(text: str, spot: Spot, at: int) -> bool:
    return bool(_MONTH.search(text, max(at - 12, spot.start), at))


def _after_stop(text: str, spot: Spot, start: int) -> float:
    """The call behind a stop: "considered.4", "269.3", but not "3.5" or "No.5"."""
    stop, ahead = text[start - 1], text[start - 2] if start - 2 >= spot.start else " "
    if stop == "…" or ahead in _STOPS:
        return 4.0
    if ahead.isdecimal():
        number = _DIGITS.search(text, max(start - 6, spot.start), start - 1)
        whole = number.group() if number else ""
        if stop in ".," and whole and (_YEAR.fullmatch(whole) or _month_before(text, spot, start - 1 - len(whole))):
            return 3.0  # the end of a date
        if stop == ".":
            return 0.5 if len(whole) > 2 else -2.0
        return -4.0 if stop == ":" else -1.0 if stop == "," else 3.0
    if stop == "." and _COUNTED.search(text, max(start - 8, spot.start), start):
        return -3.0
    return 4.5 if ahead.isalpha() or ahead in _CLOSING else 1.0 if not ahead.isspace() else -1.0
