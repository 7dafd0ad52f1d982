"""An authority read from a table: CSV with a header row (RFC 4180), also with semicolons or tabs."""

from __future__ import annotations

import csv
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, get_args

from tei.core.authority import Authority, Entry, Kind, collect
from tei.core.authority_values import faults, is_word
from tei.core.diagnostic import Diagnostic, Label, Refused, refusal
from tei.core.names import PREFIXES, Minter
from tei.core.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLUMNS = ("id", "kind", "name", "forms", "note", "begin", "end", "geo", "birth", "death")
"""The columns that are known; any other holds identifiers of the type that its header names."""


def is_csv(source: Source) -> bool:
    """Whether the first line is a header row: names of columns, some of them ours, and nothing else."""
    if source.name.lower().endswith((".csv", ".tsv")):
        return True
    try:
        columns = _columns(source)
    except csv.Error:
        return False
    return len(columns) > 1 and all(c.isidentifier() for c in columns) and len(set(columns) & set(COLUMNS)) > 1


def from_csv(source: Source) -> Authority:
    """The entries of a table, one a row; further name forms are parted by semicolons or bars.

    `kind` is person where it is not given, an id is made where none is. Raises Refused (P205)
    for a table without the column `name`, a row without a name, a kind that is unknown, values that TEI
    cannot take, and what is no CSV; P206 for a table without rows.
    """
    rows: csv.DictReader[str] | None = None
    try:
        rows = _rows(source)
        found = list(_entries(source, rows))
    except csv.Error as error:
        reached = rows.reader.line_num if rows else 1
        message = f"line {reached} of the authority file {source.name} cannot be read as CSV: {error}"
        remedy = 'look for a quotation mark that is not closed; one inside a cell is written twice ("")'
        raise refusal("P205", message, remedy, _line(source, reached)) from None
    if not found:
        message = f"the authority file {source.name} has a header row, but no entry"
        raise refusal("P206", message, "write a row for each person, term or place", _line(source, 1, "the header row"))
    if wrong := [diagnostic for entry, place in found for diagnostic in _wrong(entry, place())]:
        raise Refused(*wrong)
    return collect(found)


def _rows(source: Source) -> csv.DictReader[str]:
    columns = _columns(source)
    if "name" not in columns:
        message = f"the authority file {source.name} has no column 'name', only {', '.join(columns)}"
        optional = ", ".join(c for c in COLUMNS if c != "name")
        remedy = f"the first row names the columns: name, and if you like {optional}"
        raise refusal("P205", message, remedy, _line(source, 1, "the header row"))
    for column in columns:
        if column and not is_word(column):
            message = f"the column {column!r} of the authority file {source.name} is not named in one word"
            remedy = f"name it {'_'.join(column.split())!r}, which will be the type of its identifiers"
            raise refusal("P205", message, remedy, _line(source, 1, "the header row"))
    return csv.DictReader(StringIO(source.text, newline=""), columns, delimiter=_delimiter(source), restval="")


def _wrong(entry: Entry, place: Label) -> Iterator[Diagnostic]:
    line, _ = place.source.position(place.span.start)
    for fault in faults(entry):
        message = f"{fault.field} {fault.value!r} of {entry.name!r} in line {line} of {place.source.name} {fault.wrong}"
        yield Diagnostic("P205", "error", message, (place,), fault.remedy)


def _entries(source: Source, rows: csv.DictReader[str]) -> Iterator[tuple[Entry, Callable[[], Label]]]:
    next(rows, None)
    read = [({c: v.strip() for c, v in row.items() if isinstance(v, str)}, _first_line(row, rows)) for row in rows]
    ids = Minter(cells["id"] for cells, _ in read if cells.get("id"))
    for cells, here in read:
        if not any(cells.values()):
            continue
        kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
        kind = kinds.get(cells.get("kind", "").lower() or "person")
        if kind is None or not cells["name"]:
            what = "has no name" if kind else f"has the kind {cells['kind']!r}"
            message = f"row {here} of the authority file {source.name} {what}"
            remedy = "a row needs a name, and as its kind person, term or place"
            raise refusal("P205", message, remedy, _line(source, here))
        forms = (form.strip() for form in cells.get("forms", "").replace("|", ";").split(";"))
        entry = Entry(
            cells.get("id") or ids.new(cells["name"], PREFIXES[kind]),
            kind,
            cells["name"],
            tuple(form for form in forms if form),
            cells.get("note", ""),
            tuple((column, value) for column, value in cells.items() if column not in COLUMNS and column and value),
            cells.get("begin", ""),
            cells.get("end", ""),
            cells.get("geo", ""),
            cells.get("birth", ""),
            cells.get("death", ""),
        )
        yield entry, partial(_line, source, here)


def _first_line(row: dict[str, str], rows: csv.DictReader[str]) -> int:
    return rows.line_num - sum(value.count("\n") for value in row.values() if isinstance(value, str))


def _delimiter(source: Source) -> str:
    return max(",;\t", key=source.line(1).count)


def _columns(source: Source) -> list[str]:
    header = next(csv.reader([source.line(1).lstrip("\ufeff")], delimiter=_delimiter(source)), [])
    return [column.strip().lower() for column in header]


def _line(source: Source, number: int, text: str = "") -> Label:
    start = source.offset(number)
    return Label(source, Span(start, start + max(1, len(source.line(number)))), text)
