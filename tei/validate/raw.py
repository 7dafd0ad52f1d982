"""Whether an encoding says what the raw text says that it was made from."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from tei.core.source import Source
from tei.relaxng import Place
from tei.relaxng.automaton import Attributes
from tei.validate.align import align
from tei.validate.element import Element
from tei.validate.observe import Hear, Hook, Leave, Observer, Reading
from tei.validate.told import Tag
from tei.validate.wording import RawWord, Word, are_same, cut, different, joined, raw_words, shown, words_of

_NUMBER = re.compile(r"\d+")
_MARKS = frozenset(("Page", "page", "p", "Footnote", "footnote"))
"""Words of the marks of pages and notes, which the encoding says with elements."""

_EDITORIAL = frozenset("corr reg expan ex figDesc".split())
"""Elements whose words are those of editors; `corr`, `reg` and `expan` where what they stand for is beside them."""
_BESIDE = frozenset("corr reg expan".split())

START = 3
"""By so many words the beginning of a note is found in the raw text."""


class Raw(Observer):
    """Words of the raw text that the encoding lacks (T401), words that it adds (T402), and no raw text (T403)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._streams: list[list[Word]] = [[]]
        """The words of the text, and those of each note."""
        self._numbers = [""]
        self._open: list[list[Word]] = []
        self._signs: set[str] = set()
        self._name = ""
        self._depth = 0
        self._tag: Tag | None = None
        self._choices = self._silent = 0
        """How many `choice` are open, and how many elements whose words are not those of the raw text."""
        self._editorial: list[bool] = []
        """Of the open elements that may be editorial, whether they are."""

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element == "idno":
            return self._idno
        if element == "text":
            return self._text
        if element == "note":
            return self._note
        if element == "choice":
            return self._choice
        if element in _EDITORIAL:
            return self._beside if element in _BESIDE else self._add
        return self._sign if "n" in names else None

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        if element in _EDITORIAL:
            return self._end_editorial
        return {"text": self._end_text, "note": self._end_note, "choice": self._end_choice}.get(element)

    def hearer(self) -> Hear | None:
        """It listens to the text."""
        return self._hear

    def _idno(self, attributes: Attributes) -> None:
        if attributes.get("type") == "filename" and not self._depth and not self._name:
            self.reading.gather("idno", attributes, self._named)

    def _named(self, element: Element) -> None:
        self._name = element.words

    def _text(self, attributes: Attributes) -> None:
        self._tag = self._tag or self.reading.here
        self._depth += 1
        if not self._open:
            self._open.append(self._streams[0])

    def _end_text(self) -> None:
        self._depth -= 1

    def _note(self, attributes: Attributes) -> None:
        self._sign(attributes)
        inline = attributes.get("rend") == "inline" or not self._depth
        if not inline:
            self._streams.append([])
            self._numbers.append(attributes.get("n", ""))
        self._open.append(self._open[-1] if inline and self._open else self._streams[-1])

    def _end_note(self) -> None:
        self._open.pop()

    def _choice(self, attributes: Attributes) -> None:
        self._choices += 1

    def _end_choice(self) -> None:
        self._choices -= 1

    def _beside(self, attributes: Attributes) -> None:
        self._mute(self._choices > 0)

    def _add(self, attributes: Attributes) -> None:
        self._mute(True)

    def _mute(self, is_editorial: bool) -> None:
        self._editorial.append(is_editorial)
        self._silent += is_editorial

    def _end_editorial(self) -> None:
        self._silent -= self._editorial.pop()

    def _sign(self, attributes: Attributes) -> None:
        self._signs.update(_NUMBER.findall(attributes.get("n", "")))

    def _hear(self, text: str) -> None:
        if self._depth and self._open and not self._silent:
            self._open[-1].extend(words_of(self.reading.passage(text)))

    def finish(self) -> None:
        """Judge what is left."""
        if self._tag is None:
            return
        source = self._source()
        if source is None:
            self._absent(self._tag)
            return
        notes = _Notes(raw_words(source), source)
        for number, stream in zip(self._numbers[1:], self._streams[1:], strict=True):
            self._differences(source, notes.take(number, stream), stream)
        self._differences(source, notes.left(), self._streams[0])

    def _differences(self, source: Source, raw: Sequence[RawWord], words: Sequence[Word]) -> None:
        """Tell where the words of the text, or of a note, are others than in the raw text."""
        for gap in align([each.word for each in raw], [each.word for each in words])[0]:
            missing, added = different(
                self._without_marks(raw[gap.start : gap.end]), words[gap.other_start : gap.other_end]
            )
            if (missing or added) and not are_same(source, missing, added):
                after = words[gap.other_end] if gap.other_end < len(words) else words[-1] if words else None
                self._tell(source, missing, added, after)

    def _without_marks(self, words: Sequence[RawWord]) -> Sequence[RawWord]:
        """The words without the numbers of notes and pages, and what stands before these."""
        left: list[RawWord] = []
        for number, group in groupby(words, lambda each: each.word.isdigit()):
            each = list(group)
            if not number or not self._are_signs("".join(digit.word for digit in each)):
                left += each
            elif left and left[-1].word in _MARKS:
                left.pop()
        return left

    def _are_signs(self, digits: str) -> bool:
        """Whether these figures are the numbers of notes or pages, one behind the other."""
        known = {0}
        for end in range(1, len(digits) + 1):
            if any(digits[start:end] in self._signs for start in known):
                known.add(end)
        return len(digits) in known

    def _tell(self, source: Source, missing: Sequence[RawWord], added: Sequence[Word], after: Word | None) -> None:
        here = added[0] if added else after
        if here is None:
            tag = self._tag
            places = [tag.name()] if tag else []
        else:
            places = [here.place]
        if missing:
            start, end = missing[0].start, missing[-1].end
            places.append(Place(source, *source.position(start), *source.position(end), "the raw text"))
        raw_says = f"“{shown(cut(source, missing))}”"
        says = f"“{joined(added)}”"
        code, message = "T401", f"the encoding lacks {raw_says}"
        if missing and added:
            message = f"the encoding says {says} where the raw text says {raw_says}"
        elif added:
            code, message = "T402", f"the encoding says {says}, which the raw text does not"
        cure = "compare both with the original; an encoding keeps the words of its text, corrections stand in <corr>"
        if code == "T401":
            self.told.tell("T401", "error", message, lambda: places, help=cure)
        else:
            self.told.tell("T402", "error", message, lambda: places, help=cure)

    def _source(self) -> Source | None:
        where = Path(self.reading.context.raw)
        own = os.path.splitext(os.path.basename(self.reading.edition.source.name))[0]
        names = [self._name] if self._name else [f"{own}.txt", f"{own}.md"]
        paths = [where] if where.is_file() else [where / name for name in names]
        found = next((path for path in paths if path.is_file()), None)
        return Source.load(found) if found else None

    def _absent(self, tag: Tag) -> None:
        where = self.reading.context.raw
        what = f"the raw text {self._name}" if self._name else "a raw text of this name"
        self.told.tell(
            "T403",
            "warning",
            f"{what} is not in {where}, so that the encoding was not held to it",
            lambda: (tag.name(),),
            help='name the file in <idno type="filename"> in <sourceDesc>, or give --raw the file itself',
        )


class _Notes:
    """The words of the raw text, of which those of the notes are taken away one by one."""

    def __init__(self, raw: Sequence[RawWord], source: Source) -> None:
        self._raw = raw
        self._source = source
        self._words = [each.word for each in raw]
        self._taken = [False] * len(raw)
        self._beginnings: dict[tuple[str, ...], list[int]] = {}
        for index in range(len(raw)):
            for count in range(1, START + 1):
                self._beginnings.setdefault(tuple(self._words[index : index + count]), []).append(index)
        self._last = 0

    def _numbered(self, number: str) -> list[int]:
        """Where what stands behind a number at the beginning of a line begins, if that is in one place."""
        found = re.finditer(rf"^[ \t]*{re.escape(number)}[.)\]]?[ \t]+(?=\w)", self._source.text, re.MULTILINE)
        places = [bisect_left(self._raw, each.end(), key=lambda word: word.start) for each in found] if number else []
        return [place for place in places if not self._taken[place]] if len(places) == 1 else []

    def take(self, number: str, note: Sequence[Word]) -> Sequence[RawWord]:
        """The words of the raw text that are those of a note, as far as they are found there."""
        words = [each.word for each in note]
        places = [p for p in self._beginnings.get(tuple(words[:START]), ()) if not self._taken[p]]
        places = places or self._numbered(number)
        if not words or not places:
            return ()
        # Short notes are often alike, and come in their order.
        start = max(places, key=lambda place: (self._alike(place, words), place >= self._last, -place))
        gaps, length = align(self._words[start : start + 2 * len(words) + 20], words, free=True)
        if gaps and gaps[-1].start == gaps[-1].end == length:
            # The end has other words: as many, as far as the line goes, are taken for those that it should have.
            others = gaps[-1].other_end - gaps[-1].other_start
            while others and start + length < len(self._raw) and not self._begins_line(start + length):
                others, length = others - 1, length + 1
        self._taken[start : start + length] = [True] * length
        self._last, found = start + length, self._raw[start : start + length]
        # The number before a note, which need not be that of its call.
        if start and self._words[start - 1].isdigit():
            self._taken[start - 1] = True
            while (
                start > 1
                and self._raw[start - 2].end == self._raw[start - 1].start
                and self._words[start - 2].isdigit()
            ):
                start -= 1
                self._taken[start - 1] = True
        return found

    def _begins_line(self, place: int) -> bool:
        return "\n" in self._source.text[self._raw[place - 1].end : self._raw[place].start]

    def _alike(self, place: int, words: Sequence[str]) -> int:
        pairs = zip(self._words[place : place + len(words)], words, strict=False)
        return next((index for index, (one, other) in enumerate(pairs) if one != other), len(words))

    def left(self) -> Sequence[RawWord]:
        """All words that were not taken away."""
        return [each for each, taken in zip(self._raw, self._taken, strict=True) if not taken]
