"""A series of volumes that cite each other, and the ids of its volumes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from tei.core import resources
from tei.core.diagnostic import Label, Refused, refusal
from tei.core.profile import parsed
from tei.core.registry import suggestion
from tei.core.source import Source, Span

_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_YEARS = re.compile(r"(\d{4})(?:\s*[–-]\s*(\d{2,4}))?")
_NEEDED = ("title", "volume")


@dataclass(frozen=True)
class Series:
    """How the volumes of a series are called, and which it has.

    `volume`, `electronic` and `part` are patterns of ids; `periods` are the sub-series of several
    years. From the year `by_document` on a volume is cited with a document, unless it is not yet published.
    `volumes` has the title of each volume by its id, within its sub-series ("1955-57", "1949").
    """

    title: str
    volume: str
    electronic: str = ""
    part: str = ""
    periods: Sequence[str] = ()
    by_document: int = 9999
    volumes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    @cache
    def load(cls, name: str) -> Series:
        """The series that a file describes: one with this path, or one of the package, such as `data/frus.toml`.

        Raises Refused: P101 or P104 if it cannot be read, P105 for what it says or leaves out.
        """
        given, source = parsed(resources.found(name))
        return cls(**_checked({key.replace("-", "_"): value for key, value in given.items()}, source))

    def id(self, years: str, number: str, part: str = "", electronic: bool = False) -> str:
        """The id of a volume by its years ("1955–1957", "1949"), its number and part (Roman or Arabic), as printed.

        Without a part, a volume that exists only in parts is its first.
        """
        years = canonical(years)
        pattern = self.electronic if electronic and self.electronic else self.volume
        stem = pattern.format(years=years, number=numeral(number))
        known = self.volumes.get(years, {})
        if not part and stem not in known and stem + self.part.format(part=1) in known:
            part = "1"
        return stem + (self.part.format(part=numeral(part)) if part else "")

    def titled(self, years: str, text: str, start: int) -> tuple[str, int] | None:
        """The id of the volume of these years whose title stands at this offset, and where the longest one ends."""
        volumes = self.volumes.get(canonical(years), {}).items()
        found = [(start + len(title), id) for id, title in volumes if text.startswith(title, start)]
        if not found:
            return None
        end, id = max(found)
        return None if text[end : end + 1].isalnum() else (id, end)

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


def _checked(given: dict[str, Any], source: Source) -> dict[str, Any]:
    """What a table of a series says, refused (P105) where a key is missing, unknown, or has another kind of value."""
    kinds = {
        "periods": (list, "a list of years"),
        "by_document": (int, "a year"),
        "volumes": (dict, "tables of ids and titles"),
    }
    known = [each.name.replace("_", "-") for each in fields(Series)]
    for key, value in given.items():
        kind, words = kinds.get(key, (str, "text in quotation marks"))
        if (said := key.replace("_", "-")) not in known:
            raise _refused(f"a series has no {said!r}", suggestion(said, known), key, source)
        if not isinstance(value, kind):
            raise _refused(f"{said!r} of a series must be {words}", "", key, source)
    for key in _NEEDED:
        if key not in given:
            raise _refused(f"the series has no {key!r}", f'write {key} = "…" into it', key, source)
    try:
        for years in (*given.get("periods", ()), *given.get("volumes", ())):
            bounds(years)
        for key in ("volume", "electronic", "part"):
            given.get(key, "").format(years="1949", number=1, part=1)
    except (ValueError, LookupError, TypeError) as error:
        raise _refused(f"the series cannot be used: {error}", "", "title", source) from None
    if not all(isinstance(titles, dict) for titles in given.get("volumes", {}).values()):
        raise _refused("'volumes' of a series must hold a table of ids and titles for its years", "", "volumes", source)
    return given


def _refused(message: str, remedy: str, key: str, source: Source) -> Refused:
    place = re.search(rf"^\s*\[*{re.escape(key).replace('_', '[-_]')}", source.text, re.MULTILINE)
    at = place.start() if place else 0
    return refusal("P105", message, remedy or "see docs/profiles.md", Label(source, Span(at, at + 1)))
