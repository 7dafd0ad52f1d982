"""What a pattern of values allows, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tei.relaxng.pattern import Data, Pattern
from tei.relaxng.vocabulary import Vocabulary, either, nearest, shortened

MOST = 5
"""So many values, or kinds of value, a message lists."""

_NAME = "letters, digits, hyphens, dots and underscores, beginning with a letter, without spaces"

_WORDS = {
    "date": "a day (1956-05-26)",
    "gYearMonth": "a month (1956-05)",
    "gYear": "a year (1956)",
    "dateTime": "a day with its time (1956-05-26T19:00:00)",
    "time": "a time (19:00:00)",
    "gMonthDay": "a day of any year (--05-26)",
    "gMonth": "a month of any year (--05)",
    "gDay": "a day of any month (---26)",
    "duration": "a duration (P3D, PT1H30M)",
    "ID": f"an identifier: {_NAME}",
    "NCName": f"an identifier: {_NAME}",
    "IDREF": "the identifier of another element",
    "IDREFS": "identifiers of other elements with spaces between them",
    "Name": f"a name: {_NAME}",
    "NMTOKEN": "a word of letters, digits, hyphens, dots and underscores",
    "anyURI": "a pointer, such as #d5 or a web address",
    "language": "the tag of a language, such as en, de or fr",
    "integer": "a whole number, such as 3 or -3",
    "nonNegativeInteger": "a whole number, such as 0 or 3",
    "positiveInteger": "a whole number from 1, such as 3",
    "unsignedInt": "a whole number, such as 0 or 3",
    "decimal": "a number, such as 3 or 2.5",
    "double": "a number, such as 3 or 0.5",
    "float": "a number, such as 3 or 0.5",
    "boolean": "true or false",
}


def listed(patterns: Iterable[Pattern]) -> list[str]:
    """The strings that the patterns list one by one, such as the values of `type`."""
    found = (data.value for pattern in patterns for data in _data(pattern) if data.value is not None)
    return list(dict.fromkeys(found))


def in_words(patterns: Iterable[Pattern], vocabulary: Vocabulary) -> str:
    """What may be written where the patterns apply, other than the listed strings; "" if nothing is known of it."""
    datatypes = [data for pattern in patterns for data in _data(pattern) if data.value is None]
    words = dict.fromkeys(filter(None, (_words(data, vocabulary) for data in datatypes)))
    usual = [w for w in _WORDS.values() if w in words]
    return either([*usual, *(w for w in words if w not in usual)][:MOST])


def cure(value: str, patterns: tuple[Pattern, ...], vocabulary: Vocabulary) -> tuple[str, str]:
    """What to write instead, in words; and the value itself where there is no doubt."""
    options, words = listed(patterns), in_words(patterns, vocabulary)
    near = nearest(value.strip(), options)
    if near:
        return f"did you mean “{near}”?", near if near.lower() == value.strip().lower() else ""
    mended = mended_date(value)
    if mended and any(pattern.takes(mended) for pattern in patterns):
        return f"write {mended}", mended
    if mended and mended == value.strip():
        return f"there is no such day or time; it takes {words}", ""
    if mended := mended_word(value, patterns):
        return f"write {mended}", mended
    if options:
        rest = f" ({len(options)} in all)" if len(options) > MOST else ""
        more = f", or {words}" if words else ""
        return f"write {either([f'“{shortened(o)}”' for o in options[:MOST]])}{rest}{more}", ""
    reasons = (data.datatype.reason(value) for pattern in patterns for data in _data(pattern) if data.value is None)
    reason = next(filter(None, reasons), "")
    return f"it takes {words}" if words else reason or "the schema tells what it may be", ""


def _data(pattern: Pattern) -> Iterator[Data]:
    if isinstance(pattern, Data):
        yield pattern
    for part in pattern.parts:
        yield from _data(part)


def _words(data: Data, vocabulary: Vocabulary) -> str:
    params = dict(data.datatype.params)
    if "minInclusive" in params and "maxInclusive" in params:
        return f"a number from {params['minInclusive']} to {params['maxInclusive']}"
    if "pattern" in params and data.datatype.name != "anyURI":
        known = vocabulary.forms.get(params["pattern"])
        return known or f"something of the form {shortened(params['pattern'], 60)}"
    return _WORDS.get(data.datatype.name, "")


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def mended_date(value: str) -> str:
    """The date or time that a person who wrote this value will have meant, in the form of ISO 8601; "" if unknown.

    It may name a day that does not exist. Days written with numbers alone are read as such where they can be read in
    one way only.
    """
    value = value.strip()
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(.*))?", value):
        year, month, day, clock, rest = match.groups()
        time = f"T{mended_date(clock)}{rest}" if clock else ""
        return f"{year}-{int(month):02}-{int(day):02}{time}"
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", value):
        return f"{match[1]}-{int(match[2]):02}"
    if match := re.fullmatch(r"(\d{1,2}):(\d{2})(:\d{2})?", value):
        return f"{int(match[1]):02}:{match[2]}{match[3] or ':00'}"
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", value):
        return f"{match[1]}-{match[2]}-{match[3]}"
    return _mended_words(value) or _mended_numbers(value)


def _mended_words(value: str) -> str:
    """A date with the English name of a month."""
    found = re.fullmatch(
        r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+)?(?P<month>[A-Za-z]{3,9})\.?(?:\s+(?P<late>\d{1,2})(?:st|nd|rd|th)?)?,?\s+"
        r"(?P<year>\d{4})",
        value,
    )
    if not found or found["month"][:3].lower() not in _MONTHS:
        return ""
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    day = found["day"] or found["late"]
    return f"{found['year']}-{month:02}" + (f"-{int(day):02}" if day else "")


def _mended_numbers(value: str) -> str:
    """A date of numbers with the year at the end: with dots the day comes first, else only what can be no month."""
    found = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", value)
    if not found:
        return ""
    one, other = int(found[1]), int(found[3])
    if found[2] != "." and one <= 12 < other:
        one, other = other, one
    elif found[2] != "." and one <= 12:
        return ""
    return f"{found[4]}-{other:02}-{one:02}" if 1 <= other <= 12 and 1 <= one <= 31 else ""


_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TRUTHS = {"yes": "true", "no": "false", "y": "true", "n": "false", "on": "true", "off": "false"}


def mended_word(value: str, patterns: tuple[Pattern, ...]) -> str:
    """The value that a person who wrote a word for it will have meant; "" if unknown."""
    word = value.strip().lower()
    candidates = [_TRUTHS.get(word, ""), str(_NUMBERS.index(word)) if word in _NUMBERS else ""]
    candidates += [re.sub(r"[^\w.-]+", "_", value.strip()), "_" + re.sub(r"[^\w.-]+", "_", value.strip())]
    candidates += [value.strip().replace(",", "."), value.strip().replace(",", ""), value.strip().lower()]
    identifiers = any(data.datatype.name in ("ID", "NCName") for pattern in patterns for data in _data(pattern))
    tried = candidates if identifiers else candidates[:2] + candidates[4:]
    # A listed value that is not near was meant to be something else.
    return next((c for c in tried if c and c != value and any(pattern.takes(c) for pattern in patterns)), "")
