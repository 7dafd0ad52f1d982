"""What the settings of a profile or header file may be: each key known, each value of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tei.core.diagnostic import Label, Refused, refusal
from tei.core.registry import suggestion
from tei.core.source import Source, Span

TABLES = {"responsibility": ("resp", "name"), "emphasis": ("rend",)}
"""Lists of tables, and the keys that each table must have; all other lists hold words."""

CHOICES = {
    "read.enclosures": ("always", "unnumbered", "never"),
    "annotate.dates.scope": ("text", "dateline"),
    "annotate.references.scope": ("text", "editors"),
}
"""Settings that have one of a few values."""

PATTERNS = {
    "read.head": "number",
    "read.file-number": "",
    "read.page": "n",
    "read.enclosure": "",
    "read.lists": "",
}
"""Settings that are regular expressions, and the group that each must have; a table of them is meant whole."""

IDS = ("document.id", "document.unnumbered", "document.note", "document.page")
"""Settings that are patterns of ids."""

FILES = ("validate.schema", "render.stylesheet", "render.plain", "annotate.references.series", "extends")
"""Settings that name a file: one beside the profile, or one that comes with tei."""

_KINDS = {str: "text in quotation marks", bool: "true or false", int: "a number", list: "a list", dict: "a table"}


def check(own: dict[str, Any], base: Mapping[str, Any], source: Source, within: str = "") -> None:
    """Refuse (P105) the first setting that the base has not, or that has another kind of value there.

    A table that is empty in the base takes any key. Dates are turned into their ISO 8601 form in place.
    """
    for key, value in own.items():
        path = f"{within}.{key}" if within else key
        if key not in base:
            raise _refused(f"unknown setting {key!r}", suggestion(key, list(base)), key, source)
        if isinstance(value, date):
            value = own[key] = value.isoformat()
        if type(value) is not type(base[key]):
            wanted = _KINDS[type(base[key])]
            raise _refused(f"{key!r} must be {wanted}, not {value!r}", "see docs/profiles.md", key, source)
        if isinstance(value, list):
            _check_list(key, value, source)
        if isinstance(value, str):
            _check_text(path, key, value, source)
        elif isinstance(value, dict) and base[key]:
            check(value, base[key], source, path)
        elif isinstance(value, dict):
            for name, inner in value.items():
                if path in PATTERNS:
                    _check_pattern(path, name, inner, source)


def _check_list(key: str, value: list[Any], source: Source) -> None:
    for entry in value:
        if key not in TABLES:
            if not isinstance(entry, str):
                raise _refused(f"{key!r} must hold words in quotation marks, not {entry!r}", "", key, source)
        elif not isinstance(entry, dict) or any(not isinstance(entry.get(k), str) for k in TABLES[key]):
            needed = " and ".join(f"`{k}`" for k in TABLES[key])
            raise _refused(f"each {key!r} must be a table with {needed}", f"write [[{key}]] before it", key, source)


def _check_text(path: str, key: str, value: str, source: Source) -> None:
    if path in CHOICES and value not in CHOICES[path]:
        raise _refused(f"{key!r} cannot be {value!r}", suggestion(value, list(CHOICES[path])), key, source)
    if path in PATTERNS and value:
        _check_pattern(path, key, value, source)
    if path in IDS:
        try:
            value.format(number="1", stem="a", document="d1")
        except (KeyError, IndexError, ValueError) as error:
            remedy = "it may hold {number}, {stem} and {document}"
            raise _refused(f"{key!r} is no pattern of an id: {error}", remedy, key, source) from None


def _check_pattern(path: str, key: str, value: object, source: Source) -> None:
    try:
        pattern = re.compile(str(value))
    except re.error as error:
        remedy = "see docs.python.org/3/library/re.html for the syntax"
        raise _refused(f"{key!r} is no regular expression: {error}", remedy, key, source) from None
    group = PATTERNS[path]
    if group and group not in pattern.groupindex:
        raise _refused(f"{key!r} needs a group (?P<{group}>…)", "", key, source)


def _refused(message: str, remedy: str, key: str, source: Source) -> Refused:
    place = re.search(rf"^\s*\[*[\w.]*{re.escape(key)}\b", source.text, re.MULTILINE)
    at = place.end() - len(key) if place else 0
    return refusal("P105", message, remedy or "see docs/profiles.md", Label(source, Span(at, at + len(key))))
