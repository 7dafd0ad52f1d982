"""What the settings of a profile or header file may be: each key known, each value of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tei.core.diagnostic import Label, Refused, refusal
from tei.core.registry import suggestion
from tei.core.source import FORBIDDEN, Source, Span

TABLES = {"responsibility": ("resp", "name"), "emphasis": ("rend",)}
"""Lists of tables, and the keys that each table must have; all other lists hold words."""

RULE = {"rend": str, "words": list, "blocks": list, "opening": list, "from": int, "until": int, "cert": float}
"""What a rule of emphasis can have; lists are of words, numbers are years."""

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

OPEN = ("read.lists",)
"""Tables that take any key."""

DATES = ("header.date", "date")
"""Settings that are dates, in a profile and in a header file."""

IDS = ("document.id", "document.unnumbered", "document.note", "document.page")
"""Settings that are patterns of ids."""

FILES = (
    "validate.schema",
    "validate.schematron",
    "validate.authority",
    "render.stylesheet",
    "render.plain",
    "annotate.references.series",
    "deposit.citation",
    "extends",
)
"""Settings that name a file: one beside the profile, or one that comes with tei."""

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ADDRESS = re.compile(r"[^\s<>\"{}|\\^`]+")
SITE = re.compile(r"https?://[^\s<>\"{}|\\^`?#/]+(?:/[^\s<>\"{}|\\^`?#]*)?")
"""The address of a site: http or https, a host, a path."""

MAILBOX = re.compile(r"[^\s<>@]+@[^\s<>@.]+(?:\.[^\s<>@.]+)+")
"""Where one may write to: a name and a host, without brackets."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_KINDS = {str: "text in quotation marks", bool: "true or false", int: "a number", list: "a list", dict: "a table"}


def check(own: dict[str, Any], base: Mapping[str, Any], source: Source, within: str = "") -> None:
    """Refuse (P105) the first setting that the base has not, or that has another kind of value there.

    Dates are turned into their ISO 8601 form in place.
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
        elif isinstance(value, dict) and path in OPEN:
            for name, inner in value.items():
                _check_pattern(path, name, inner, source)
        elif isinstance(value, dict):
            check(value, base[key], source, path)


def _check_list(key: str, value: list[Any], source: Source) -> None:
    for entry in value:
        if key not in TABLES:
            if not isinstance(entry, str):
                raise _refused(f"{key!r} must hold words in quotation marks, not {entry!r}", "", key, source)
        elif not isinstance(entry, dict) or any(not isinstance(entry.get(k), str) for k in TABLES[key]):
            needed = " and ".join(f"`{k}`" for k in TABLES[key])
            raise _refused(f"each {key!r} must be a table with {needed}", f"write [[{key}]] before it", key, source)
        elif key == "emphasis":
            _check_rule(entry, source)


def _check_rule(rule: Mapping[str, Any], source: Source) -> None:
    """Refuse what no rule of emphasis has; it must have words, or name blocks."""
    for key, value in rule.items():
        if key not in RULE:
            raise _refused(f"no rule of 'emphasis' has {key!r}", suggestion(key, list(RULE)), key, source)
        if RULE[key] is list and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
            raise _refused(f"`{key}` of 'emphasis' must be a list, in quotation marks", "", "emphasis", source)
        if RULE[key] is int and type(value) is not int:
            raise _refused(f"`{key}` of 'emphasis' must be a year, not {value!r}", "", "emphasis", source)
        if RULE[key] is float and not (type(value) in (int, float) and 0 < value <= 1):
            remedy = "write how sure it is, as 0.8"
            raise _refused(f"`{key}` of 'emphasis' cannot be {value!r}", remedy, "emphasis", source)
    if not rule.get("words") and not rule.get("blocks"):
        raise _refused("each 'emphasis' needs `words` or `blocks`", "", "emphasis", source)
    for pattern in (*rule.get("words", ()), *rule.get("opening", ())):
        _check_pattern("emphasis", "emphasis", pattern, source)


def _check_text(path: str, key: str, value: str, source: Source) -> None:
    if FORBIDDEN.search(value):
        raise _refused(f"{key!r} holds a character that XML forbids", "remove it", key, source)
    if path in DATES and value and not _DATE.fullmatch(value):
        raise _refused(f"{key!r} is no date: {value!r}", "write it as 2026-05-01, 2026-05 or 2026", key, source)
    if key == "licence-url" and value and not _ADDRESS.fullmatch(value):
        raise _refused(f"{key!r} is no address: {value!r}", "an address has no blanks", key, source)
    if path == "render.url" and value and not SITE.fullmatch(value):
        raise _refused(
            f"{key!r} is no address of a site: {value!r}", "write it as https://example.org/edition/", key, source
        )
    if path == "deposit.email" and value and not MAILBOX.fullmatch(value):
        raise _refused(f"{key!r} is no e-mail address: {value!r}", "write it as name@example.org", key, source)
    if path == "encode.language" and not _LANGUAGE.fullmatch(value):
        raise _refused(f"{key!r} is no language tag: {value!r}", "write it as en, de or pt-BR", key, source)
    if path in CHOICES and value not in CHOICES[path]:
        raise _refused(f"{key!r} cannot be {value!r}", suggestion(value, list(CHOICES[path])), key, source)
    if path in PATTERNS and value:
        _check_pattern(path, key, value, source)
    if path in IDS:
        try:
            if value.format(number="1", stem="a", document="d") == value:
                raise ValueError("it holds none of {number}, {stem} and {document}")
        except (KeyError, IndexError, ValueError) as error:
            remedy = "it may hold {number}, {stem} and {document}"
            raise _refused(f"{key!r} is no pattern of an id: {error}", remedy, key, source) from None


def _check_pattern(path: str, key: str, value: object, source: Source) -> None:
    if not isinstance(value, str):
        raise _refused(f"{key!r} must be {_KINDS[str]}, not {value!r}", "", key, source)
    try:
        pattern = re.compile(value)
    except re.error as error:
        remedy = "see docs.python.org/3/library/re.html for the syntax"
        raise _refused(f"{key!r} is no regular expression: {error}", remedy, key, source) from None
    group = PATTERNS.get(path, "")
    if group and group not in pattern.groupindex:
        raise _refused(f"{key!r} needs a group (?P<{group}>…)", "", key, source)


def _refused(message: str, remedy: str, key: str, source: Source) -> Refused:
    place = re.search(rf"^\s*\[*[\w.]*{re.escape(key)}\b", source.text, re.MULTILINE)
    at = place.end() - len(key) if place else 0
    return refusal("P105", message, remedy or "see docs/profiles.md", Label(source, Span(at, at + len(key))))
