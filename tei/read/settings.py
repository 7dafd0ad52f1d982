"""What a profile says of reading, its patterns compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """The section `read` of a profile; a pattern that is not set is None."""

    head: re.Pattern[str] | None
    """How a head begins; its group `number` is the document's number."""
    source_note: str
    """The words that the note on the source begins with."""
    editorial_note: str
    """The title of a document that the editors wrote."""
    page: re.Pattern[str] | None
    """A page mark; its group `n` is the page's number."""
    file_number: re.Pattern[str] | None
    """A line on the source that stands before an unnumbered head.

    Where its group `labels` is met, the numbers of items are labels.
    """
    enclosure: re.Pattern[str] | None
    """The title of what is enclosed."""
    enclosures: str
    """Which documents are divided at enclosures: `always`, `unnumbered` or `never`."""
    salute: bool
    """Whether salutations and complimentary closes are looked for."""
    inner_datelines: bool
    """Whether documents without a number have datelines below the titles of what is enclosed."""
    numbered: bool
    """Whether short paragraphs that count on from 1, a or i are the items of a list."""
    lists: tuple[tuple[str, re.Pattern[str]], ...]
    """The types of lists, and how the titles above such lists read."""

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Settings:
        """The settings of a profile's section `read`."""
        return cls(
            _pattern(section["head"]),
            section["source-note"],
            section["editorial-note"],
            _pattern(section["page"]),
            _pattern(section["file-number"]),
            _pattern(section["enclosure"]),
            section["enclosures"],
            section["salute"],
            section["inner-datelines"],
            section["numbered"],
            tuple((kind, re.compile(pattern)) for kind, pattern in section["lists"].items()),
        )

    def list_type(self, text: str) -> str | None:
        """The type of the list that stands below this title, if it is the title of one."""
        return next((kind for kind, pattern in self.lists if pattern.fullmatch(text)), None)

    def divides(self, number: str) -> bool:
        """Whether a document with this number, or without one (""), is divided where something is enclosed."""
        return self.enclosures == "always" or (self.enclosures == "unnumbered" and not number)


def _pattern(source: str) -> re.Pattern[str] | None:
    return re.compile(source) if source else None
