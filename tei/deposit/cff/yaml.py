"""The part of YAML that a CITATION.cff needs: blocks of names and lists, and strings as JSON writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_LINE = re.compile(r"(?P<indent> *)(?P<item>- )?(?:(?P<key>[a-z][a-z-]*):(?: |$))?(?P<value>.*)")
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

_Line = tuple[int, int, bool, str, str]
"""The number of a line, its indentation, whether it begins an item, its key and its value, each "" without one."""


def written(table: Mapping[str, object]) -> str:
    """A table of strings, lists of strings, and lists of tables as YAML (1.2.2): a block, with strings in quotes.

    Every string of JSON is one of YAML (section 1.2); what YAML takes for the end of a line, or may not be written
    as it is, is written by its number.
    """
    return "".join(f"{line}\n" for line in _block(table))


def read(text: str) -> dict[str, object]:
    """What `written` has written; raises ValueError, with the number of the line, for what is written otherwise."""
    lines = [_parts(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    table, end = _table(lines, 0, 0)
    if end < len(lines):
        raise ValueError(f"line {lines[end][0]} is indented as no other")
    return table


def _block(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if value and isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _block(value))
        elif value and isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{key}:"
            for item in value:
                lines = _block(item) if item and isinstance(item, Mapping) else iter((_scalar(item),))
                yield f"  - {next(lines)}"
                yield from (f"    {line}" for line in lines)
        else:
            yield f"{key}: {_scalar(value)}"


def _scalar(value: object) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _parts(number: int, line: str) -> _Line:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"line {number} has an unwritten character")
    return number, len(found["indent"]), bool(found["item"]), found["key"] or "", found["value"]


def _table(lines: Sequence[_Line], at: int, indent: int) -> tuple[dict[str, object], int]:
    """The table that begins with a line, and where it ends; the first line may begin an item."""
    table: dict[str, object] = {}
    first = at
    while at < len(lines):
        number, depth, item, key, value = lines[at]
        if (depth, item) != (indent, False) and not (at == first and depth + 2 == indent and item):
            break
        if not key or key in table:
            raise ValueError(f"line {number} has no name, or one that is there already")
        at += 1
        if value:
            table[key] = _value(number, value)
        elif at < len(lines) and lines[at][2]:
            table[key], at = _list(lines, at, lines[at][1])
        elif at < len(lines) and lines[at][1] > indent:
            table[key], at = _table(lines, at, lines[at][1])
        else:
            raise ValueError(f"line {number} has no value")
    return table, at


def _list(lines: Sequence[_Line], at: int, indent: int) -> tuple[list[object], int]:
    items: list[object] = []
    while at < len(lines) and lines[at][1] == indent and lines[at][2]:
        number, _, _, key, value = lines[at]
        item: object
        if key:
            item, at = _table(lines, at, indent + 2)
        else:
            item, at = _value(number, value), at + 1
        items.append(item)
    return items, at


def _value(number: int, value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError(f"line {number} has a value that is not in quotes") from None
