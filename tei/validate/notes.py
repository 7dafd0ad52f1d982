"""Whether the notes of each document are numbered in order, and every call has its note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tei.relaxng.automaton import Attributes
from tei.validate.observe import Hear, Hook, Leave, Observer, Reading
from tei.validate.sequence import Break, Sequence
from tei.validate.told import Passage, Tag

_INTEGER = re.compile(r"\d{1,4}")
_RAISED = re.compile(r"\b(?:super(?:script)?|sup)\b")
_CALL = re.compile(r"\s*(\d{1,3})\s*")
_CLOSING = tuple(".,;:”’)]")
_ELSEWHERE = frozenset("target targetEnd corresp copyOf sameAs".split())
"""Attributes of notes that belong to another place, or stand for another note."""


@dataclass
class _Document:
    """What is known of the notes of one document."""

    depth: int
    kinds: dict[tuple[str, str], Sequence] = field(default_factory=dict)
    """The numbers of notes by type and place."""
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    bare: dict[tuple[str, str], list[Tag]] = field(default_factory=dict)
    """Notes without a number."""
    numbers: set[str] = field(default_factory=set)
    calls: list[Passage] = field(default_factory=list)
    """Raised numbers in the text."""


class Notes(Observer):
    """Calls without a note (L401), notes without number (L402), out of order (L403), beside documents (L404)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._type: str = reading.profile["document"]["type"]
        self._open: list[str] = []
        """The names of the open elements that matter here."""
        self._document: _Document | None = None
        self._outside: list[Tag] = []
        self._inside = 0
        self._raised = False
        self._before = ""
        """What has been heard last."""

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element in ("div", "body", "text"):
            return self._division
        if element == "note":
            return self._note
        if element == "hi" and "rend" in names:
            return self._hi
        return None

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        return {"div": self._end, "body": self._end, "text": self._end, "hi": self._lowered}.get(element)

    def hearer(self) -> Hear | None:
        """It listens to the text."""
        return self._hear

    def _division(self, attributes: Attributes) -> None:
        self._open.append(attributes.get("type", ""))
        if self._document is None and attributes.get("type") == self._type:
            self._document = _Document(len(self._open))

    def _end(self) -> None:
        if self._document is not None and len(self._open) == self._document.depth:
            self._judge(self._document)
            self._document = None
        self._open.pop()

    def _note(self, attributes: Attributes) -> None:
        document = self._document
        number = attributes.get("n", "")
        if document is None:
            if len(self._open) > 1:
                self._outside.append(self.reading.here)
            return
        self._inside += 1
        kind = "" if attributes.get("type") == "source" else attributes.get("type", ""), attributes.get("place", "")
        if number:
            document.numbers.add(number)
        if _INTEGER.fullmatch(number) and not _ELSEWHERE.intersection(attributes):
            document.counts[kind] = document.counts.get(kind, 0) + 1
            sequence = document.kinds.setdefault(kind, Sequence())
            self._tell(sequence.add(int(number), number, self.reading.here))
        elif not number and not _ELSEWHERE.intersection(attributes) and attributes.get("rend") != "inline":
            document.bare.setdefault(kind, []).append(self.reading.here)

    def _hi(self, attributes: Attributes) -> None:
        self._raised = self._document is not None and _RAISED.search(attributes["rend"]) is not None

    def _lowered(self) -> None:
        self._raised = False

    def _hear(self, text: str) -> None:
        # Behind a figure it is a power, before letters the end of an ordinal number.
        if (
            self._raised
            and self._document is not None
            and _CALL.fullmatch(text)
            and (self._before[-1:].isalpha() or self._before[-1:] in _CLOSING)
        ):
            self._document.calls.append(self.reading.passage(text))
        self._before = text

    def _judge(self, document: _Document) -> None:
        for sequence in document.kinds.values():
            self._tell(sequence.finish())
        for kind, tags in document.bare.items():
            if document.counts.get(kind, 0) > len(tags):
                for tag in tags:
                    self._without(tag)
        if document.numbers:
            for call in document.calls:
                if (found := _CALL.fullmatch(call.text)) and found[1] not in document.numbers:
                    self._call(call, found[1])

    def _without(self, tag: Tag) -> None:
        self.told.tell(
            "L402",
            "warning",
            "<note> has no number, though the other notes of the document have",
            lambda: (tag.name("without @n"),),
            help="give it its number as printed in @n",
        )

    def _call(self, call: Passage, number: str) -> None:
        self.told.tell(
            "L401",
            "warning",
            f"“{number}” is a call of a note, but the document has no note {number}",
            lambda: (call.place(0, len(call.text), "no such note"),),
            help="put the <note> here, in place of the number",
        )

    def _tell(self, breaks: Iterable[Break]) -> None:
        for each in breaks:
            self._one(each)

    def _one(self, found: Break) -> None:
        kind, before, item, wanted = found
        message, cure = f"note {item.shown} comes after note {before.shown}", "correct the number, or move the note"
        label = "the note before it"
        if kind == "again":
            message, label = f"two notes of the document have the number {item.shown}", "first here"
        elif kind == "skip":
            message += "; those between are missing"
            cure = "correct the number, or put in the notes that are missing"
        if wanted:
            cure = f"did you mean {wanted}?"
        self.told.tell(
            "L403",
            "warning",
            message,
            lambda: (item.tag.attribute("n"), before.tag.attribute("n", label)),
            help=cure,
        )
