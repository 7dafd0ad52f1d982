"""Whether the notes of each document are numbered in order, and every call has its note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tei.relaxng.automaton import Attributes
from tei.validate.observe import Hook, Leave, Observer, Reading
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


@dataclass
class _Division:
    """A division, the body or the text."""

    depth: int
    notes: list[Tag] = field(default_factory=list)
    """The notes directly in it that are in no document."""
    has_documents: bool = False


class Notes(Observer):
    """Calls without a note (L401), notes without number (L402), out of order (L403), beside documents (L404)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._type: str = reading.profile["document"]["type"]
        self._open: list[_Division] = []
        self._document: _Document | None = None

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
        return {"div": self._end, "body": self._end, "text": self._end}.get(element)

    def _division(self, attributes: Attributes) -> None:
        is_document = self._document is None and attributes.get("type") == self._type
        if is_document and self._open:
            self._open[-1].has_documents = True
        self._open.append(_Division(self.reading.depth))
        if is_document:
            self._document = _Document(len(self._open))

    def _end(self) -> None:
        if self._document is not None and len(self._open) == self._document.depth:
            self._judge(self._document)
            self._document = None
        division = self._open.pop()
        if division.has_documents:
            for tag in division.notes:
                self._beside(tag)

    def _note(self, attributes: Attributes) -> None:
        document = self._document
        number = attributes.get("n", "")
        if document is None:
            if self._open and self.reading.depth == self._open[-1].depth + 1:
                self._open[-1].notes.append(self.reading.here)
            return
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
        before = self.reading.last_text[-1:]
        # Behind a figure it is a power, before letters the end of an ordinal number.
        is_call = before.isalpha() or before in _CLOSING
        if self._document is not None and is_call and _RAISED.search(attributes["rend"]):
            self.reading.await_text(self._hear)

    def _hear(self, text: str) -> None:
        if self._document is not None and _CALL.fullmatch(text):
            self._document.calls.append(self.reading.passage(text))

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

    def _beside(self, tag: Tag) -> None:
        self.told.tell(
            "L404",
            "warning",
            "<note> stands between documents, in none of them",
            lambda: (tag.name("in no document"),),
            help="put it where its call stands",
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
            cure = "if print calls one note twice, encode it once, and call it with <ref> the second time"
        elif kind == "skip":
            message += "; those between are missing"
            cure = "correct the number, or put in the notes that are missing"
        if wanted:
            cure = f"did you mean {wanted}?"
        self.told.tell(
            "L403",
            # Print may call one note twice.
            "info" if kind == "again" else "warning",
            message,
            lambda: (item.tag.attribute("n"), before.tag.attribute("n", label)),
            help=cure,
        )
