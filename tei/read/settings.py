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
    source_note: str
    editorial_note: str
    page: str
    file_number: re.Pattern[str] | None
    enclosure: re.Pattern[str] | None
    enclosures: str
    salute: bool
    lists: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Settings:
        """The settings of a profile's section `read`."""
        return cls(
            _pattern(section["head"]),
            section["source-note"],
            section["editorial-note"],
            section["page"],
            _pattern(section["file-number"]),
            _pattern(section["enclosure"]),
            section["enclosures"],
            section["salute"],
            tuple((kind, re.compile(pattern)) for kind, pattern in section["lists"].items()),
        )

    def list_type(self, text: str) -> str | None:
        """The type of the list that stands below this title, if it is the title of one."""
        return next((kind for kind, pattern in self.lists if pattern.fullmatch(text)), None)


def _pattern(source: str) -> re.Pattern[str] | None:
    return re.compile(source) if source else None
