"""Whether tables are as their description says (Model for Tabular Data and Metadata on the Web, CSVW)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tei.core.diagnostic import Diagnostic
from tei.deposit.entities.tables import said
from tei.deposit.schemas import ANEW, invalid

_LONGEST = 2**31 - 1
_VALUES = {
    "nonNegativeInteger": re.compile(r"\d+"),
    "decimal": re.compile(r"[+-]?\d+(?:\.\d+)?"),
    "anyURI": re.compile(r"[^\s\"<>\\^`{|}]+"),
}

Known = dict[tuple[str, str], set[str]]
"""The values of those columns that others refer to, by table and column."""


def faults(folder: Path, described: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What is wrong with the tables of a folder (P862), the first fault of each kind in each of them.

    Raises ValueError where the description is none.
    """
    try:
        tables = list(described["tables"])
        wanted = {
            (reference["reference"]["resource"], reference["reference"]["columnReference"])
            for table in tables
            for reference in table["tableSchema"].get("foreignKeys", ())
        }
        known: Known = {each: set() for each in wanted}
        for table in tables:
            yield from _table(folder / table["url"], table["tableSchema"], known)
        for table in tables:
            for reference in table["tableSchema"].get("foreignKeys", ()):
                yield from _lost(folder / table["url"], reference, known)
    except (KeyError, TypeError) as error:
        raise ValueError(f"it lacks {error}") from None


def _rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, each with the number of the line in which it ends. Raises ValueError."""
    limit = csv.field_size_limit(_LONGEST)
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            try:
                for row in reader:
                    yield reader.line_num, row
            except csv.Error as error:
                raise ValueError(f"line {reader.line_num}: {error}") from None
    finally:
        # It is that of all who read CSV.
        csv.field_size_limit(limit)


def _table(file: Path, schema: Mapping[str, Any], known: Known) -> Iterator[Diagnostic]:
    columns = schema["columns"]
    names = [column["name"] for column in columns]
    key = schema.get("primaryKey", [])
    keys = [names.index(name) for name in ([key] if isinstance(key, str) else key)]
    places = {place: known[file.name, name] for place, name in enumerate(names) if (file.name, name) in known}
    told: dict[str, str] = {}
    taken: set[tuple[str, ...]] = set()
    try:
        rows = _rows(file)
        _, header = next(rows, (0, []))
        if header != names:
            told["header"] = f"the first row of {file.name} has not the columns {', '.join(names)}"
        for line, row in rows:
            where = f"{file.name}, line {line}: "
            if len(row) != len(names):
                told.setdefault("width", f"{where}{len(row)} cells, not {len(names)}")
                continue
            found = tuple(row[place] for place in keys)
            if found in taken:
                told.setdefault("key", f"{where}{' '.join(filter(None, found))!r} stands in two rows")
            taken.add(found)
            for place, column in enumerate(columns):
                if fault := _fault(row[place], column):
                    told.setdefault(column["name"], f"{where}{fault}")
            for place, values in places.items():
                values.add(said(row[place]))
    except (OSError, ValueError) as error:
        told["unreadable"] = f"{file.name} cannot be read: {error}"
    yield from (invalid(file, message, ANEW) for message in told.values())


def _fault(text: str, column: Mapping[str, Any]) -> str:
    name = column["name"]
    if not text:
        return f"{name} is empty" if column.get("required") else ""
    values = said(text).split(column["separator"]) if "separator" in column else [said(text)]
    shape = _VALUES.get(column.get("datatype", ""))
    wrong = next((value for value in values if shape and not shape.fullmatch(value)), None)
    return "" if wrong is None else f"{name} has {wrong!r}, which is no {column['datatype']}"


def _lost(file: Path, reference: Mapping[str, Any], known: Known) -> Iterator[Diagnostic]:
    """The first reference of a column that leads to no row."""
    name, target = reference["columnReference"], reference["reference"]
    values = known[target["resource"], target["columnReference"]]
    try:
        rows = _rows(file)
        _, header = next(rows, (0, []))
        place = header.index(name) if name in header else len(header)
        for line, row in rows:
            value = said(row[place]) if place < len(row) else ""
            if value and value not in values:
                message = f"{file.name}, line {line}: there is no {value!r} in {target['resource']}"
                yield invalid(file, message, ANEW)
                return
    except (OSError, ValueError):
        # What cannot be read has been told.
        return
