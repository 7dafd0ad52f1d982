"""Whether elements that are there to hold text hold any."""

from __future__ import annotations

import re
from collections import deque

from tei.core.stream import excerpt
from tei.relaxng import Place
from tei.relaxng.automaton import Attributes
from tei.relaxng.places import LINES
from tei.validate.observe import Hook, Leave, Observer, Reading
from tei.validate.told import Change, Tag
from tei.validate.vocabulary import VOCABULARY

HOLDERS = frozenset(
    "p head persName placeName orgName name rs gloss seg item note date time term title hi label emph foreign "
    "dateline signed salute quote q said ab docAuthor docTitle titlePart div body del add supplied unclear".split()
)
"""Elements that say nothing where they are empty."""

_SAYS = re.compile(
    r"\s(?:sameAs|copyOf|prev|corresp|target|ana|when|from|to|notBefore|notAfter|dur|ref|key)(?:-iso|-custom)?\s*="
)
"""Attributes by which an element says something without a text."""
_UNWRITTEN = frozenset(("hi", "emph", "seg"))


class Empty(Observer):
    """Elements of the text that are empty though they should hold text (T311)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._depth = 0

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        return self._begin if element == "text" else None

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        return self._end if element == "text" else None

    def _begin(self, attributes: Attributes) -> None:
        self._depth += 1

    def _end(self) -> None:
        self._depth -= 1

    def hollow(self, element: str) -> None:
        """Tell of an element that should hold text."""
        if not self._depth or element not in HOLDERS:
            return
        place, written = _element(self.reading.here, element)
        if _SAYS.search(written):
            return
        alone = written.endswith("/>") and element in _UNWRITTEN and "id=" not in written
        self.told.tell(
            "T311",
            "warning",
            f"{VOCABULARY.shown(element)} is empty",
            lambda: (place,),
            help="write what it should hold, put <gap/> where that is lost, or take the element away",
            change=Change("", "take the empty element away") if alone else None,
            kind=element,
        )


def _element(end: Tag, name: str) -> tuple[Place, str]:
    """The start tag of an empty element by the place of its end, and the characters of that tag."""
    first = max(end.line - LINES, 1)
    lines = excerpt(end.source, first, end.line)
    stop = lines.offset(end.line, end.column)
    tag = re.compile(rf"<(?:[^\s<>/:]+:)?{re.escape(name)}(?=[\s/>])[^<>]*>")
    before = tag.finditer(lines.text, lines.offset(first), stop)
    found = next(iter(deque(before, maxlen=1)), None)
    if found is None:
        return end.name("empty"), ""
    start = lines.position(found.start())
    return Place(end.source, *start, *lines.position(found.end()), "empty"), found.group()
