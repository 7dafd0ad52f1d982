"""A series of volumes that cite each other, and the ids of its volumes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tei.core import resources

_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_YEARS = re.compile(r"(\d{4})(?:\s*[–-]\s*(\d{2,4}))?")


@dataclass(frozen=True)
class Series:
    """How the volumes of a series are called, and which exist only in parts, by sub-series.

    `volume`, `electronic` and `part` are patterns of ids; `periods` are the sub-series of several
    years. From the year `by_document` on a volume is cited with a document, unless it is not yet published.
    """

    title: str
    volume: str
    electronic: str
    part: str
    periods: Sequence[str] = ()
    by_document: int = 9999
    parts: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @classmethod
    @cache
    def load(cls, name: str) -> Series:
        """The series that a file of the package describes, such as `data/frus.toml`."""
        table = tomllib.loads(resources.path(name).read_text(encoding="utf-8"))
        return cls(**{key.replace("-", "_"): value for key, value in table.items()})

    def id(self, years: str, number: str, part: str = "", electronic: bool = False) -> str:
        """The id of a volume by its years ("1955–1957", "1949"), its number and part (Roman or Arabic), as printed."""
        years = canonical(years)
        count = numeral(number)
        if not part and count in self.parts.get(years, ()):
            part = "1"
        stem = (self.electronic if electronic else self.volume).format(years=years, number=count)
        return stem + (self.part.format(part=numeral(part)) if part else "")

    def period(self, year: int) -> str:
        """The sub-series to which documents of a year belong: "1955-57" for 1956, "1949" for 1949."""
        for years in self.periods:
            first, last = bounds(years)
            if first <= year <= last:
                return years
        return str(year)


def bounds(years: str) -> tuple[int, int]:
    """The first and the last year of "1955–1957", "1955-57" or "1949". Raises ValueError for other text."""
    found = _YEARS.fullmatch(years)
    if not found:
        raise ValueError(f"no years: {years!r}")
    first = int(found[1])
    last = found[2] or found[1]
    return first, int(found[1][: 4 - len(last)] + last)


def canonical(years: str) -> str:
    """Years as ids have them: "1955–1957" becomes "1955-57". Raises ValueError for other text."""
    first, last = bounds(years)
    return str(first) if first == last else f"{first}-{last % 100:02}"


def numeral(text: str) -> int:
    """The value of a Roman (either case) or Arabic numeral. Raises KeyError for other text."""
    if text.isdecimal():
        return int(text)
    values = [_DIGITS[letter] for letter in text.lower()]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))
