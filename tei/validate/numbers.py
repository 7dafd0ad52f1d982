"""Whether documents and other divisions are numbered in order, and documents as their heads say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei.core.diagnostic import Severity
from tei.relaxng.automaton import Attributes
from tei.validate.observe import Hook, Leave, Observer, Reading
from tei.validate.sequence import Break, Sequence
from tei.validate.told import Tag

_INTEGER = re.compile(r"\[?([1-9]\d{0,5})\]?")
_HEAD = re.compile(r"\[?(?P<number>\d{1,5}[a-z]?)\]?\.(?=\s|$)")


class Numbers(Observer):
    """Divisions out of order or twice (L511), left out (L512), documents not numbered as headed (L513)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        settings = reading.profile
        self._document: str = settings["document"]["type"]
        pattern = settings["read"]["head"]
        self._head = re.compile(pattern) if pattern else _HEAD
        self._documents = Sequence()
        self._inside: list[dict[str, Sequence]] = [{}]
        self._numbered: tuple[str, Tag] | None = None
        """The number of the division that has begun and of which nothing has been heard yet."""

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element == "div":
            return self._division
        return self._heading if element == "head" else None

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        if element == "div":
            return self._end
        return self._restart if element == "text" else None

    def _division(self, attributes: Attributes) -> None:
        kind, number = attributes.get("type", ""), attributes.get("n", "")
        self._inside.append({})
        self._numbered = None
        found = _INTEGER.fullmatch(number)
        if kind == self._document and number:
            self._numbered = number.strip("[]"), self.reading.here
        if found:
            inside = self._inside[-2]
            sequence = self._documents if kind == self._document else inside.setdefault(kind, Sequence())
            self._tell(sequence.add(int(found[1]), number, self.reading.here))

    def _heading(self, attributes: Attributes) -> None:
        if self._numbered is not None:
            self.reading.await_text(self._hear)

    def _hear(self, text: str) -> None:
        if self._numbered is None:
            return
        (number, tag), self._numbered = self._numbered, None
        found = self._head.match(text.lstrip())
        if found and found["number"] != number:
            passage, start = self.reading.passage(text), len(text) - len(text.lstrip())
            self.told.tell(
                "L513",
                "warning",
                f"the document has the number {number}, but its head says {found['number']}",
                lambda: (
                    tag.attribute("n"),
                    passage.place(start + found.start("number"), start + found.end("number"), "the number as printed"),
                ),
                help="correct the one that is wrong",
            )

    def _end(self) -> None:
        for sequence in self._inside.pop().values():
            self._tell(sequence.finish())

    def _restart(self) -> None:
        self._tell(self._documents.finish())
        for sequence in self._inside[-1].values():
            self._tell(sequence.finish())

    def _tell(self, breaks: Iterable[Break]) -> None:
        for each in breaks:
            self._one(each)

    def _one(self, found: Break) -> None:
        kind, before, item, wanted = found
        code = "L511"
        severity: Severity = "warning"
        message = f"number {item.shown} comes after number {before.shown}"
        cure = f"did you mean {wanted}?" if wanted else "correct the number, or move the division"
        if kind == "skip":
            code, severity = "L512", "info"
            message += "; those between are left out"
            cure = "nothing need be done if they are in another file or not edited"
        elif kind == "again":
            message = f"number {item.shown} is given twice"
        self.told.tell(
            code,
            severity,
            message,
            lambda: (item.tag.attribute("n"), before.tag.attribute("n", "the number before it")),
            help=cure,
        )
