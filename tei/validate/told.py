"""What checks tell of a document: places that are looked up when they are needed, and findings that are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tei.core.diagnostic import Diagnostic, Edit, Fix, Severity, and_more
from tei.core.edition import Edition
from tei.core.source import Source
from tei.core.stream import excerpt
from tei.relaxng import Place
from tei.relaxng.places import LINES, Places, Reader
from tei.validate.place import labels

SHOWN = 20
"""So many findings of one kind are told; the last of them says how many more there are."""

MOST = 10_000
"""So many are told where every one is wanted."""


class Tag(NamedTuple):
    """A tag, by its place."""

    source: Source
    line: int
    column: int

    @property
    def _places(self) -> Places:
        return Places(Reader(self.source, self.line, self.column), self.source)

    def whole(self, text: str = "") -> Place:
        """All of the tag."""
        return self._places.tag(text)

    def name(self, text: str = "") -> Place:
        """The name in the tag."""
        return replace(self._places.name(), text=text)

    def attribute(self, name: str, text: str = "") -> Place:
        """The value of an attribute, or all of the tag where it cannot be seen."""
        return self._places.attribute(name, text, value=True)


class Passage(NamedTuple):
    """A text between two tags, by its end, which is the place of the second."""

    source: Source
    line: int
    column: int
    text: str

    def place(self, start: int, end: int, label: str = "") -> Place:
        """A stretch of the text, in characters of it; what stands behind the text, where that is not in the file."""
        first = max(self.line - self.text.count("\n") - LINES, 1)
        lines = excerpt(self.source, first, self.line)
        stop = lines.offset(self.line, self.column)
        found = _stretch(lines.text[:stop], self.text, start, end)
        if found is None:
            return Place(self.source, self.line, self.column, self.line, self.column + 1, label)
        return Place(self.source, *lines.position(found[0]), *lines.position(found[1]), label)

    def places(self, start: int, end: int, label: str = "") -> Callable[[], tuple[Place, ...]]:
        """What gives the place of a stretch when it is called."""
        return lambda: (self.place(start, end, label),)


_MARKED = re.compile(r"<[!?]|[<&]\Z")
"""What must not go with the characters about it, or shows that these are not in the file."""

_MARKUP = {"-->": "<!--", "?>": "<?"}


def _stretch(raw: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of a text stands in the characters that end with it; None where these say something else.

    References stand for one character each; comments and processing instructions for none.
    """
    at, stop = len(raw), -1
    for index in range(len(text), start - 1, -1):
        at = _before_markup(raw, at)
        if index == end:
            stop = at
        if index == start:
            return at, stop
        character = text[index - 1]
        if raw[at - 1 : at] == ";" and (reference := re.search(r"&[\w#.:-]{1,40};\Z", raw[max(at - 42, 0) : at])):
            at -= len(reference.group())
        elif character == "\n" and raw[at - 2 : at] == "\r\n":
            at -= 2
        elif raw[at - 1 : at] == character:
            at -= 1
        else:
            return None
    return None


def _before_markup(raw: str, at: int) -> int:
    """The same place, or that before the comments, instructions and signs of CDATA sections that end there."""
    while True:
        if raw.endswith("]]>", 0, at):
            at -= 3
        elif raw.endswith("<![CDATA[", 0, at):
            at -= 9
        elif (sign := next((sign for sign in _MARKUP if raw.endswith(sign, 0, at)), "")) and (
            begin := raw.rfind(_MARKUP[sign], 0, at)
        ) >= 0:
            at = begin
        else:
            return at


class Change(NamedTuple):
    """What to put in the first place of a finding, and what that does, in words."""

    replacement: str
    words: str
    safe: bool = False


def _is_written(there: str, change: Change) -> bool:
    """Whether what a change is for stands in the file itself: not in an entity, and not given by a DTD.

    Of an attribute that a DTD gives, the whole tag is the place.
    """
    return not _MARKED.search(there) and not (change.replacement and there.startswith("<"))


class Told:
    """The findings in one document: of each kind some, and the number of the others."""

    def __init__(self, edition: Edition, *, every: bool = False) -> None:
        self._edition = edition
        self._most = MOST if every else SHOWN
        self._told: list[tuple[str, Diagnostic]] = []
        self._times: Counter[str] = Counter()

    def tell(
        self,
        code: str,
        severity: Severity,
        message: str,
        places: Callable[[], Sequence[Place]],
        *,
        help: str,
        change: Change | None = None,
        kind: str = "",
    ) -> None:
        """Take a finding; its places, of which the first is the main one, are asked for if it is among those told."""
        kind = code + kind
        self._times[kind] += 1
        if self._times[kind] > self._most:
            return
        where = labels(self._edition, *places())
        fixes: tuple[Fix, ...] = ()
        if change and _is_written(where[0].source[where[0].span], change):
            edit = Edit(where[0].source, where[0].span, change.replacement)
            fixes = (Fix((edit,), change.safe, change.words),)
        self._told.append((kind, Diagnostic(code, severity, message, where, help, fixes)))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was told; the last of a kind says how many more there are."""
        last = {kind: index for index, (kind, _) in enumerate(self._told)}
        for index, (kind, diagnostic) in enumerate(self._told):
            more = self._times[kind] - self._most
            if more > 0 and last[kind] == index:
                diagnostic = replace(diagnostic, message=diagnostic.message + and_more(more))
            yield diagnostic
