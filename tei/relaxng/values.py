"""What a pattern of values allows, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.relaxng.moments import length
from tei.relaxng.pattern import Pattern
from tei.relaxng.sample import sample
from tei.relaxng.value import Data, List
from tei.relaxng.vocabulary import Vocabulary, either, shortened

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
    "QName": "a name, perhaps with a prefix",
    "NMTOKEN": "a word of letters, digits, hyphens, dots and underscores",
    "NMTOKENS": "words of letters, digits, hyphens, dots and underscores",
    "anyURI": "a pointer, such as #d5 or a web address",
    "language": "the tag of a language, such as en, de or fr",
    "integer": "a whole number, such as 3 or -3",
    "nonNegativeInteger": "a whole number, such as 0 or 3",
    "positiveInteger": "a whole number from 1, such as 3",
    "unsignedInt": "a whole number, such as 0 or 3",
    "decimal": "a number, such as 3 or 2.5",
    "double": "a number, such as 3 or 2.5",
    "float": "a number, such as 3 or 2.5",
    "boolean": "true or false",
}

TEMPORAL = frozenset("date gYearMonth gYear dateTime time gMonthDay gMonth gDay".split())
"""The datatypes of dates and times."""

_SAMPLES = {
    "date": "1956-05-26",
    "dateTime": "1956-05-26T19:00:00",
    "time": "19:00:00",
    "gYear": "1956",
    "gYearMonth": "1956-05",
    "duration": "P3D",
    "anyURI": "#d5",
    "ID": "d5",
    "NCName": "d5",
    "language": "en",
    "boolean": "true",
    "double": "0.5",
    "decimal": "2.5",
}


def data(patterns: Iterable[Pattern]) -> Iterator[Data]:
    """The datatypes and listed values in the patterns."""
    for pattern in patterns:
        if isinstance(pattern, Data):
            yield pattern
        yield from data(pattern.parts)


def listed(patterns: Iterable[Pattern]) -> list[str]:
    """The strings that the patterns list one by one, such as the values of `type`; numbers in their order."""
    found = {each.value for each in data(patterns) if each.value is not None}
    return sorted(found, key=lambda value: (value.isdecimal(), len(value) if value.isdecimal() else 0, value))


def is_temporal(patterns: Iterable[Pattern]) -> bool:
    """Whether dates or times are asked for."""
    return any(each.datatype.name in TEMPORAL for each in data(patterns))


def is_numeric(patterns: tuple[Pattern, ...]) -> bool:
    """Whether numbers are asked for, or what is written with numbers."""
    numbers = ("1", "0.5", "1cm", "1/1", "1 1", "1,1", "1,1 1,1", "1,1 1,1 1,1")
    return not takes(patterns, "x") and any(takes(patterns, number) for number in numbers)


def is_list(patterns: Iterable[Pattern]) -> bool:
    """Whether a value may be several words."""
    return any(isinstance(pattern, List) or is_list(pattern.parts) for pattern in patterns)


def takes(patterns: Iterable[Pattern], value: str) -> bool:
    """Whether one of the patterns takes a value."""
    return any(pattern.takes(value) for pattern in patterns)


def in_words(patterns: Iterable[Pattern], vocabulary: Vocabulary) -> str:
    """What may be written where the patterns apply, other than the listed strings; "" if nothing is known of it."""
    datatypes = [each for each in data(patterns) if each.value is None]
    words = dict.fromkeys(filter(None, (_words(each, vocabulary) for each in datatypes)))
    usual = [w for w in dict.fromkeys(_WORDS.values()) if w in words]
    return either([*usual, *(w for w in words if w not in usual)][:MOST])


def example(patterns: tuple[Pattern, ...], tried: Iterable[str] = ()) -> str:
    """A value that one of the patterns takes: one of those that are tried, or any; "" if none is at hand."""
    options = [option for option in listed(patterns) if option.strip()]
    datatypes = [each for each in data(patterns) if each.value is None]
    samples = [_SAMPLES.get(each.datatype.name, "") for each in datatypes]
    formed = [sample(form) for each in datatypes for name, form in each.datatype.params if name == "pattern"]
    anything = ["text", "1", "0.5", "1 1", "x y"] if not options else []
    candidates = [*tried, *options, *samples, *formed, *anything]
    return next((value for value in candidates if value.strip() and takes(patterns, value)), "")


def because(value: str, patterns: Iterable[Pattern]) -> str:
    """Why a value is wrong, as far as its datatype can tell more than that it is ("there is no 30 February")."""
    for each in data(patterns):
        if each.value is None:
            reason = each.datatype.reason(value)
            if reason.startswith(("there is no ", "a year ", "the hour ")):
                return reason
    return ""


def explained(value: str, patterns: tuple[Pattern, ...], vocabulary: Vocabulary) -> str:
    """What to write, where nobody can tell what the value was meant to be."""
    options, words = [o for o in listed(patterns) if o.strip()], in_words(patterns, vocabulary)
    if (reason := because(value, patterns)) and "hour" not in reason and (days := length(value)):
        return f"{days}; write another day, or the month or the year alone"
    if options:
        rest = f" ({len(options)} in all)" if len(options) > MOST else ""
        more = f", or {words}" if words else ""
        return f"write {either([f'“{shortened(o)}”' for o in options[:MOST]])}{rest}{more}"
    reasons = (each.datatype.reason(value) for each in data(patterns) if not _has_pattern(each))
    reason = reason or next(filter(None, reasons), "")
    shown = example(patterns)
    return (
        f"it takes {words}" if words else reason or (f"write for example “{shown}”" if shown else "write another value")
    )


def _has_pattern(each: Data) -> bool:
    return each.value is not None or "pattern" in dict(each.datatype.params)


def _words(each: Data, vocabulary: Vocabulary) -> str:
    params = dict(each.datatype.params)
    if "minInclusive" in params and "maxInclusive" in params:
        return f"a number from {params['minInclusive']} to {params['maxInclusive']}"
    if "pattern" in params and each.datatype.name != "anyURI":
        known = vocabulary.forms.get(params["pattern"])
        shown = "" if known else sample(params["pattern"])
        return known or (f"something of the form of “{shown}”" if shown else "")
    return _WORDS.get(each.datatype.name, "")
