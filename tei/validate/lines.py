"""Whether the lines of verse are numbered in order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei.relaxng.automaton import Attributes
from tei.validate.observe import Hook, Leave, Observer, Reading
from tei.validate.sequence import Break, Sequence
from tei.validate.told import Tag

_INTEGER = re.compile(r"\[?([1-9]\d{0,5})\]?")

ASIDE = frozenset("quote cit q note app".split())
"""Elements whose lines are of another text, or stand beside each other."""


class _Verse:
    """The lines of one division."""

    def __init__(self) -> None:
        self.sequence = Sequence()
        self.last: tuple[str, Tag] | None = None


class Lines(Observer):
    """Lines of verse whose number is not what those before and after it say, or comes twice in a row (L521)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._inside = [_Verse()]
        """Of each open division its own lines."""
        self._aside = self._speeches = 0
        """How many elements with lines that do not count are open, and how many speeches."""

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element == "l":
            # Of a line that is shared, every part has its number.
            return self._line if "n" in names and "part" not in names else None
        if element in ASIDE:
            return self._step_aside
        return {"div": self._division, "sp": self._speak}.get(element)

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        if element in ASIDE:
            return self._step_back
        return {"div": self._end, "sp": self._fall_silent}.get(element)

    def finish(self) -> None:
        """Judge what is left."""
        self._tell(self._inside[0].sequence.finish())

    def _division(self, attributes: Attributes) -> None:
        self._inside.append(_Verse())

    def _end(self) -> None:
        self._tell(self._inside.pop().sequence.finish())

    def _speak(self, attributes: Attributes) -> None:
        self._speeches += 1

    def _fall_silent(self) -> None:
        self._speeches -= 1

    def _step_aside(self, attributes: Attributes) -> None:
        self._aside += 1

    def _step_back(self) -> None:
        self._aside -= 1

    def _line(self, attributes: Attributes) -> None:
        number, verse = attributes["n"], self._inside[-1]
        if self._aside or not (found := _INTEGER.fullmatch(number)):
            return
        here = self.reading.here
        self._tell(verse.sequence.add(int(found[1]), number, here))
        # In plays a line may be shared by two speakers.
        if verse.last and verse.last[0] == number and not self._speeches:
            self._report(f"two lines have the number {number}", here, verse.last[1])
        verse.last = number, here

    def _tell(self, breaks: Iterable[Break]) -> None:
        # Often only every fifth line has a number, and another poem begins anew.
        for kind, before, item, wanted in breaks:
            if kind == "odd":
                self._report(f"line {item.shown} comes after line {before.shown}", item.tag, before.tag, wanted)

    def _report(self, message: str, tag: Tag, before: Tag, wanted: int = 0) -> None:
        self.told.tell(
            "L521",
            "warning",
            message,
            lambda: (tag.attribute("n"), before.attribute("n", "the line before it")),
            help=f"did you mean {wanted}?" if wanted else "correct the number",
        )
