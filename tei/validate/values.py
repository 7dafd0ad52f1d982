"""Values of attributes: whether a pattern takes one, and in words which it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml import etree

from tei.validate.names import either
from tei.validate.pattern import RNG, TEXT, Choice, Data, Group, List, OneOrMore, Pattern

_WORDS = {
    "date": "a day (1955-08-05)",
    "dateTime": "a day with its time (1955-08-05T19:00:00)",
    "time": "a time (19:00:00)",
    "gYear": "a year (1955)",
    "gYearMonth": "a month (1955-08)",
    "gMonthDay": "a day of any year (--08-05)",
    "gMonth": "a month of any year (--08)",
    "gDay": "a day of any month (---05)",
    "ID": "an identifier: a letter, then letters, digits, hyphens, dots and underscores, without spaces",
    "NCName": "an identifier: a letter, then letters, digits, hyphens, dots and underscores, without spaces",
    "Name": "a name: a letter, then letters, digits, hyphens, dots and underscores, without spaces",
    "anyURI": "a pointer, such as #d5 or a web address",
    "language": "the tag of a language, such as en, de or fr",
    "nonNegativeInteger": "a whole number, such as 3",
    "decimal": "a number, such as 3 or 2.5",
    "double": "a number, such as 3 or 0.5",
    "boolean": "true or false",
}


MOST = 4
"""How many datatypes a message lists."""

LONGEST = 150
"""Documentation longer than this is not repeated in messages."""


@lru_cache(maxsize=20_000)
def takes(pattern: Pattern, value: str) -> bool:
    """Whether a pattern of data, values and lists matches a string, as libxml2 judges it."""
    if pattern is TEXT:
        return True
    holder = etree.Element("value")
    holder.text = value
    return bool(_matcher(pattern).validate(holder.getroottree()))


@cache
def _matcher(pattern: Pattern) -> etree.RelaxNG:
    root = etree.Element(f"{RNG}element", {"name": "value"})
    root.append(_node(pattern))
    return etree.RelaxNG(root.getroottree())


def _node(pattern: Pattern) -> etree._Element:
    """The pattern in the XML syntax."""
    if isinstance(pattern, Data):
        kind = "data" if pattern.value is None else "value"
        node = etree.Element(f"{RNG}{kind}", {"type": pattern.type, "datatypeLibrary": pattern.library})
        node.text = pattern.value
        for name, text in pattern.params:
            etree.SubElement(node, f"{RNG}param", {"name": name}).text = text
        if pattern.excepted is not None:
            etree.SubElement(node, f"{RNG}except").append(_node(pattern.excepted))
        return node
    if isinstance(pattern, (Choice, OneOrMore, List)):
        name = {Choice: "choice", OneOrMore: "oneOrMore", List: "list"}[type(pattern)]
    else:
        name = "group" if pattern.parts else "text" if pattern is TEXT else "empty"
    node = etree.Element(f"{RNG}{name}")
    node.extend([_node(part) for part in pattern.parts])
    return node


@cache
def is_string(pattern: Pattern) -> bool:
    """Whether an element's content is a string of a datatype rather than text and elements."""
    return isinstance(pattern, (Data, List)) or (
        isinstance(pattern, (Choice, Group)) and any(map(is_string, pattern.parts))
    )


def _parts(pattern: Pattern) -> Iterator[Data]:
    if isinstance(pattern, Data):
        yield pattern
    for part in pattern.parts:
        yield from _parts(part)


def listed(patterns: tuple[Pattern, ...]) -> list[str]:
    """The strings that the patterns list one by one, such as the values of `type`."""
    return list(dict.fromkeys(d.value for p in patterns for d in _parts(p) if d.value is not None))


def in_words(patterns: tuple[Pattern, ...]) -> str:
    """What may be written where the patterns apply, other than the listed strings; "" if nothing is known of it."""
    datatypes = [data for pattern in patterns for data in _parts(pattern) if data.value is None]
    words = dict.fromkeys(filter(None, map(_datatype_in_words, datatypes)))
    usual = [w for w in _WORDS.values() if w in words]
    return either([*usual, *(w for w in words if w not in usual)][:MOST])


def _datatype_in_words(data: Data) -> str:
    if data.words and len(data.words) < LONGEST:
        return data.words[0].lower() + data.words[1:].rstrip(".")
    params = dict(data.params)
    if "minInclusive" in params and "maxInclusive" in params:
        return f"a number from {params['minInclusive']} to {params['maxInclusive']}"
    if "pattern" in params and data.type != "anyURI":
        return f"something of the form {params['pattern']}"
    return _WORDS.get(data.type, "")


def mended_date(value: str) -> str:
    """The date or time that a person who wrote this value will have meant, in the form of ISO 8601; "" if unknown.

    It may name a day that does not exist.
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
    return ""
