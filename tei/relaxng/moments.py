"""Dates and times as people write them, read as ISO 8601 and XML Schema part 2 have them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tei.core.calendar import MONTHS

Sense = Literal["same", "either", "stretch", "bounds", "doubtful"]


class Reading(NamedTuple):
    """What a value may have meant.

    `same`: the one value says it; `either`: one of the values does; `stretch`: the time from the first to the second;
    `bounds`: some time between the first and the second, one of which may be ""; `doubtful`: about the one value.
    """

    sense: Sense
    values: tuple[str, ...]


LONGEST = 60
"""So many characters a date in words has at most."""

_NAMES = [
    ("january", "januar", "janvier", "jän", "jan", "enero", "gennaio"),
    ("february", "februar", "février", "fevrier", "feb", "febrero", "febbraio"),
    ("march", "märz", "maerz", "mars", "mar", "mär", "marzo"),
    ("april", "avril", "apr", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio"),
    ("june", "juni", "juin", "jun", "junio", "giugno"),
    ("july", "juli", "juillet", "jul", "julio", "luglio"),
    ("august", "août", "aout", "aug", "agosto"),
    ("september", "septembre", "septiembre", "sept", "sep", "settembre"),
    ("october", "oktober", "octobre", "octubre", "oct", "okt", "ottobre"),
    ("november", "novembre", "noviembre", "nov"),
    ("december", "dezember", "décembre", "decembre", "diciembre", "dec", "dez", "dicembre"),
]
_MONTH = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (1, 3)}
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}

_WORDS = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\.?[ -]*)?(?P<month>{_WORDS})\b\.?"
    r"(?:[ -]*(?P<late>\d{1,2})(?!\d)\.?)?(?:[ -]*(?P<year>\d{3,4}))?"
)
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{3,4}})[ -]+(?P<month>{_WORDS})\b\.?(?:[ -]*(?P<day>\d{{1,2}}))?(?P<late>)")
_UNKNOWN = r"(?:[xX?_*.]{1,2}|00|--?)"
_NOISE = re.compile(
    r"\b(?:the|of|de|del|der|den|le|in|on|a\.?d\.?|c\.?e\.?|anno|um \d+ uhr)(?!\w)"
    r"|(?<=\d)(?:st|nd|rd|th|d|er|º|°)\b"
    r"|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b\.?,?"
)
_ABOUT = re.compile(r"^(?:circa|about|around|approx(?:imately)?\.?|c\.|ca?\.?|um|vers|~|≈)\s*(?=\d|[a-z])")
_JOINS = (r"\s*[–—−]\s*", r"\s*(?:/|\.\.+)\s*", r"\s+(?:to|until|till|through|bis|and|und|et|-)\s+", r"\s*-\s*", r"\s+")


def readings(value: str) -> Iterator[Reading]:
    """What a person who wrote this value may have meant, the likeliest first; it may name a day that there is not."""
    text = " ".join(value.replace("\u00a0", " ").strip("\"'“”‘’„.;: ").split()).lower()
    if not text or len(text) > LONGEST:
        return
    if open := next(_open(text), None):
        yield open
        return
    points = list(_points(text))
    if points:
        yield Reading("same" if len(points) == 1 else "either", tuple(points))
        return
    if doubtful := _doubtful(text):
        yield doubtful
        return
    yield from _times(text)


def _points(text: str) -> Iterator[str]:
    """The moments that a text may name."""
    plain = " ".join(_NOISE.sub(" ", text.replace(",", " ")).split())
    for read in (_partial, _figures, _time, _words):
        if found := read(text) or read(plain):
            yield found
            return
    yield from _numbers(plain)


def _figures(text: str) -> str:
    """Year, month and day in this order, perhaps with a time behind them."""
    if found := re.fullmatch(r"(-?)(\d{1,4})([-/.]) ?(\d{1,2})\3 ?(\d{1,2})(?:(?:t|,? (?:at )?)(.+))?", text):
        sign, year, separator, month, day, clock = found.groups()
        if len(year) < 3 or (len(year) == 3 and separator != "-"):
            return ""
        time = _time(clock) if clock else ""
        if clock and not time:
            return ""
        return f"{sign}{int(year):04}-{int(month):02}-{int(day):02}" + (f"T{time}" if time else "")
    if (found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", text)) and not 12 < int(found[2]) > int(found[1][2:]):
        # 1955-57 are years.
        return f"{found[1]}-{int(found[2]):02}"
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        return "-".join(found.groups())
    if found := re.fullmatch(r"(\d{1,2})-(\d{1,2})", text):
        return f"--{int(found[1]):02}-{int(found[2]):02}" if int(found[1]) <= 12 and int(found[2]) <= 31 else ""
    if found := re.fullmatch(r"(\d{1,4}) ?b\.?c\.?(?:e\.?)?", text):
        return f"-{int(found[1]):04}"
    return f"{int(text):04}" if re.fullmatch(r"\d{3,4}", text) else ""


def _time(text: str) -> str:
    """A time of the day."""
    if text in ("noon", "midday", "midnight"):
        return "00:00:00" if text == "midnight" else "12:00:00"
    found = re.fullmatch(
        r"(\d{1,2})(?:[:.h](\d{2})(?::?(\d{2}(?:\.\d+)?))?)? ?(h|uhr|hrs?|(?P<half>[ap])\.?m\.?)?(z|[+-]\d{2}:\d{2})?",
        text,
    )
    if not found or not (found[2] or found[4]) or ("." in text and not found[4] and len(text) > 5):
        return ""
    hour = int(found[1])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}:{found[3] or '00'}{(found[6] or '').upper()}"


def _words(text: str) -> str:
    """A date with the name of a month."""
    found = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if not found:
        return ""
    day = found["day"] or found["late"]
    year = f"{int(found['year']):04}" if found["year"] else "-"
    return f"{year}-{_MONTH[found['month']]:02}" + (f"-{int(day):02}" if day else "")


def _partial(text: str) -> str:
    """A date of which the day, or the month too, is marked as unknown."""
    if found := re.fullmatch(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](?:{_UNKNOWN})?", text):
        return f"{found[1]}-{int(found[2]):02}" if int(found[2]) else found[1]
    found = re.fullmatch(rf"(\d{{4}})[-/.]{_UNKNOWN}(?:[-/.]{_UNKNOWN})?", text)
    return found[1] if found else ""


def _numbers(text: str) -> Iterator[str]:
    """A date of numbers with the year at the end: with dots the day comes first, else either may."""
    found = re.fullmatch(r"(\d{1,2})([./ -]) ?(\d{1,2}|[ivx]+)\2 ?(\d{4})", text)
    if not found:
        return
    one, other = int(found[1]), _ROMAN.get(found[3]) or (int(found[3]) if found[3].isdigit() else 0)
    if found[2] == "." or found[3] in _ROMAN:
        ways = [(other, one)]
    else:
        ways = list(dict.fromkeys([(one, other), (other, one)]))
    yield from sorted(f"{found[4]}-{month:02}-{day:02}" for month, day in ways if 1 <= month <= 12 and 1 <= day <= 31)


def _doubtful(text: str) -> Reading | None:
    """About a moment."""
    bare = _ABOUT.sub("", text).strip()
    bare = re.sub(r"\s*\(?\?+\)?$", "", bare).strip("[]() ")
    found = list(_points(bare)) if bare != text else []
    return Reading("doubtful", (found[0],)) if len(found) == 1 else None


def _open(text: str) -> Iterator[Reading]:
    """A time that is not known more closely than by one of its ends, a decade, a century or a season."""
    for pattern, is_first in (
        (r"(?:after|not before|post|nach|since|from)\s+(.+)", True),
        (r"(?:before|not after|ante|vor|until|by)\s+(.+)", False),
    ):
        if (found := re.fullmatch(pattern, text)) and len(points := list(_points(found[1]))) == 1:
            yield Reading("bounds", (points[0], "") if is_first else ("", points[0]))
    if found := re.fullmatch(r"(?:the )?(\d{3})(?:0'?s|0er|x|\?|-|_)", text):
        yield Reading("bounds", (f"{found[1]}0", f"{found[1]}9"))
    if found := re.fullmatch(r"(\d{2})(?:xx|\?\?|--|__|\.\.)", text):
        yield Reading("bounds", (f"{found[1]}00", f"{found[1]}99"))
    if found := re.fullmatch(
        r"(?:the )?(\d{1,2})(?:st|nd|rd|th|\.)? ?(?:c\.|cent\.?|century|jahrhundert|jh\.?|siècle|s\.)", text
    ):
        yield Reading("bounds", (f"{int(found[1]) - 1:02}01", f"{int(found[1]):02}00"))
    names = {**_SEASONS, **_PARTS}
    if (found := re.fullmatch(r"([a-z]+)(?: of)?[ -]+(\d{4})", text)) and found[1] in names:
        first, last = names[found[1]]
        yield Reading("bounds", (f"{found[2]}-{first:02}", f"{found[2]}-{last:02}"))


def _times(text: str) -> Iterator[Reading]:
    """Two moments, from the first to the second or somewhere between them."""
    between = re.fullmatch(r"(?:between|zwischen|entre) (.+)", text)
    text = between[1] if between else re.sub(r"^(?:from|von|vom|de) ", "", text)
    for join in _JOINS:
        parts = re.split(join, text)
        if len(parts) != 2:
            continue
        if found := _pair(*parts):
            yield Reading("bounds" if between else "stretch", found)
            return


def _pair(one: str, other: str) -> tuple[str, str] | None:
    """The beginning and the end of a time; what one leaves out is taken from the other."""
    if re.fullmatch(r"\d{4}", one) and re.fullmatch(r"\d{2}", other):
        other = one[:2] + other
    elif (day := re.fullmatch(r"(\d{4}-\d\d-)\d\d", one)) and re.fullmatch(r"\d\d", other):
        other = day[1] + other
    elif re.fullmatch(r"\d{1,2}\.?", one) and (rest := re.fullmatch(rf"\d{{1,2}}(\.?\s*(?:{_WORDS})\b.*)", other)):
        one = one.rstrip(".") + rest[1]
    elif re.fullmatch(rf"(?:{_WORDS})\.?(?: \d{{1,2}})?", one) and (year := re.search(r"\d{4}$", other)):
        if re.fullmatch(r"\d{1,2},? \d{4}", other):
            other = f"{one.split()[0]} {other}"
        one = f"{one} {year[0]}"
    elif (rest := re.search(rf"\s(?:{_WORDS})\.? \d{{4}}$", other)) and re.fullmatch(
        rf"\d{{1,2}}\.? (?:{_WORDS})\.?", one
    ):
        one += rest[0][-5:]
    first, second = list(_points(one)), list(_points(other))
    return (first[0], second[0]) if len(first) == len(second) == 1 else None


def length(value: str) -> str:
    """How many days the month has that a date names ("February 1956 has 29 days"); "" if that is no such date."""
    found = re.match(r"(\d{4})-(\d\d)-\d\d", value)
    if not found:
        return ""
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        return "a year has the months 01 to 12"
    return f"{MONTHS[month - 1]} {year} has {monthrange(max(year, 1), month)[1]} days"


_UNITS = {
    **dict.fromkeys(("year", "yr", "y"), "Y"),
    "month": "M",
    **dict.fromkeys(("week", "wk", "w"), "W"),
    **dict.fromkeys(("day", "d"), "D"),
    **dict.fromkeys(("hour", "hr", "h"), "TH"),
    **dict.fromkeys(("minute", "min"), "TM"),
    **dict.fromkeys(("second", "sec", "s"), "TS"),
}


def duration(value: str) -> str:
    """A length of time in words ("3 days") as a duration of ISO 8601; "" if it is none."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([a-z]+?)s?\.?", value.strip().lower())
    unit = _UNITS.get(found[2], "") if found else ""
    if not found or not unit or ("." in found[1] and unit != "TS"):
        return ""
    if unit == "W":
        return f"P{int(found[1]) * 7}D"
    return f"P{unit[:-1]}{found[1]}{unit[-1]}"
