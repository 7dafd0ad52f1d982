"""Whether quotation marks come in pairs, and are of one kind."""

from __future__ import annotations

import re

from tei.validate.observe import Reading
from tei.validate.told import Change, Passage

_STRAIGHT = r"(?<![\d\w′'’])\"(?=[\w‘(\[$])|(?<=[^\W\d_]|[.,!?;:)\]…])\"(?!\w)"
_CURLY = re.compile("[“”]")
_MARKS = re.compile(rf"[“”]|{_STRAIGHT}")
_OPENING = re.compile(r"[\s\[(*]*(?:[\dA-Za-z]{1,4}[.)]\s*)?[\s\[(.…*—–‘]*")

MOST = 50
"""So many straight marks of one document are kept."""


class _Flow:
    """The text of a document, or of a note in it."""

    __slots__ = ("begins", "fresh", "opening", "outer")

    def __init__(self) -> None:
        self.opening: tuple[Passage, int] | None = None
        """A mark that has not been closed yet."""
        self.begins = False
        """Whether that mark begins a block, so that its quotation may go over several, with others in it."""
        self.outer: tuple[Passage, int] | None = None
        """Such a mark, after another has been opened behind it."""
        self.fresh = True
        """Whether a block has begun since then, of which nothing has been heard yet."""


class Quotes:
    """Looks at the quotation marks of one document of the file after the other."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told = reading.told
        self._flows: list[_Flow] = []
        self.flow = _Flow()
        """The text that is read now: that of the document, or of a note in it."""
        self._curly: tuple[Passage, int] | None = None
        self._straight: list[tuple[Passage, int, str]] = []
        self._low = False

    def block(self) -> None:
        """A paragraph or the like begins."""
        self.flow.fresh = True

    def note(self) -> None:
        """A note begins, whose text is apart."""
        self._flows.append(self.flow)
        self.flow = _Flow()

    def end_note(self) -> None:
        """The note ends."""
        self._unclosed(self.flow)
        self.flow = self._flows.pop()

    def division(self) -> None:
        """A division begins or ends, over which no quotation goes."""
        self._unclosed(self.flow)
        self.flow.opening = self.flow.outer = None

    def document(self) -> None:
        """A document has ended."""
        self.division()
        if self._curly:
            for passage, at, mark in self._straight:
                self._mixed(passage, at, mark, self._curly)
        self._curly, self._low = None, False
        self._straight.clear()

    def hear(self, text: str) -> None:
        """Take some text with marks in it."""
        self._low = self._low or "„" in text
        self._pair(self.flow, text)

    def pass_over(self, text: str) -> None:
        """Take the first text of a block, without marks in it."""
        self.flow.fresh = _OPENING.fullmatch(text) is not None

    def _pair(self, flow: _Flow, text: str) -> None:
        passage = self._reading.passage(text)
        last = 0
        for found in (_MARKS if '"' in text else _CURLY).finditer(text):
            at, mark = found.start(), found.group()
            flow.fresh = flow.fresh and _OPENING.fullmatch(text, last, at) is not None
            last = at + 1
            if mark == '"':
                # It stands for either.
                mark = "“" if flow.opening is None else "”"
                if len(self._straight) < MOST:
                    self._straight.append((passage, at, mark))
            elif self._curly is None:
                self._curly = passage, at
            if mark == "“":
                if flow.fresh:
                    flow.outer = None
                elif flow.opening is not None and (flow.begins or _is_nested(flow.opening, passage, at)):
                    flow.outer = flow.opening
                elif flow.opening is not None:
                    self._tell(*flow.opening, "is not closed", "no ” behind it")
                flow.opening, flow.begins = (passage, at), flow.fresh
            elif flow.opening is not None:
                flow.opening = None
            elif flow.outer is not None:
                flow.outer = None
            elif not text[at - 1 : at].isdigit():
                # Behind figures it may stand for inches.
                self._tell(passage, at, "closes nothing", "no “ before it")
            flow.fresh = False

    def _unclosed(self, flow: _Flow) -> None:
        for opening in filter(None, (flow.outer, flow.opening)):
            self._tell(*opening, "is not closed", "no ” behind it")

    def _tell(self, passage: Passage, at: int, what: str, label: str) -> None:
        if self._low:
            return
        mark = passage.text[at]
        self._told.tell(
            "T304",
            "warning",
            f"the quotation mark {mark} {what}",
            lambda: (passage.place(at, at + 1, label),),
            help="see whether print has the other one; in a quotation of several paragraphs each begins with “",
        )

    def _mixed(self, passage: Passage, at: int, mark: str, curly: tuple[Passage, int]) -> None:
        other, place = curly
        self._told.tell(
            "T303",
            "warning",
            "a straight quotation mark in a document with curly ones",
            lambda: (passage.place(at, at + 1), other.place(place, place + 1, "curly here")),
            help=f"did you mean {mark}?",
            change=Change(mark, f"write {mark}"),
        )


def _is_nested(opening: tuple[Passage, int], passage: Passage, at: int) -> bool:
    """Whether a quotation in single marks begins between two double ones."""
    before, start = opening
    return before is passage and "‘" in passage.text[start:at]
