"""The `xml:id` of everything that can be pointed at, each given once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tei.core.document import Document, Mark, Note, ncname


class Ids:
    """Gives out the ids of one document by the profile's patterns; those `taken` by entries are not given again."""

    def __init__(self, document: Document, patterns: Mapping[str, Any], taken: Iterable[str] = ()) -> None:
        self._document = document
        self._patterns = patterns
        self._given: set[str] = {document.id, *taken}
        self._repeated: Counter[str] = Counter()

    def _unique(self, wanted: str) -> str:
        # A note may be numbered "*", a page "[30]" or "12–13"; an id is an NCName.
        wanted = ncname(wanted.replace("–", "-"))
        name = wanted
        while name in self._given:
            self._repeated[wanted] += 1
            name = f"{wanted}_{self._repeated[wanted]}"
        self._given.add(name)
        return name

    def note(self, note: Note) -> dict[str, str]:
        """The attributes of a note: what it carries, its number, its type and its id."""
        attributes = dict(note.attributes)
        if note.number:
            attributes["n"] = note.number
        if note.type:
            attributes["type"] = note.type
        if note.number:
            wanted = self._patterns["note"].format(document=self._document.id, number=note.number)
            attributes["xml:id"] = self._unique(wanted)
        return attributes

    def milestone(self, mark: Mark) -> dict[str, str]:
        """The attributes of a page break, with its id, or of another milestone."""
        attributes = dict(mark.attributes)
        if mark.kind == "pb" and "n" in attributes:
            attributes["xml:id"] = self._unique(self._patterns["page"].format(number=attributes["n"]))
        return attributes
