"""What the columns of the tables are, for machines (CSV on the Web, W3C Recommendation of 17 December 2015).

A W3C standard rather than a data package: it says what refers to what, which property of schema.org a column is, and
how the values in one cell are parted; and whoever finds a table finds its description by the name of this file alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tei.deposit.collection import Collection
from tei.deposit.entities.linked import FILE
from tei.deposit.entities.tables import BETWEEN, Column, Table

METADATA = "csv-metadata.json"
"""The name under which such a description is found (Model for Tabular Data, section 5.3)."""

_CELLS = (
    "A cell that a spreadsheet would take for a formula has one apostrophe before it that is none of its characters: "
    "whoever wants exactly these takes away the first apostrophe where apostrophes and then =, +, -, @ begin a cell "
    "that is no number."
)


def described(collection: Collection, tables: Sequence[Table]) -> dict[str, Any]:
    """The description of these tables as JSON (Metadata Vocabulary for Tabular Data)."""
    record = collection.record
    licence = next((each.address for each in record.licences if each.address), "")
    said = {
        "dc:title": collection.title,
        "dc:description": _CELLS,
        "dc:publisher": record.publisher,
        "dc:license": {"@id": licence} if licence else None,
    }
    return {
        "@context": "http://www.w3.org/ns/csvw",
        **{name: value for name, value in said.items() if value},
        "tables": [_table(table) for table in tables],
    }


def _table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column, table) for column in table.columns]}
    schema["primaryKey"] = table.key[0] if len(table.key) == 1 else list(table.key)
    referring = [column for column in table.columns if column.refers]
    if referring:
        schema["foreignKeys"] = [_reference(column) for column in referring]
    if table.key == ("id",) and table.name != "documents":
        schema["aboutUrl"] = f"{FILE}#{{+id}}"
    return {"url": table.file, "dc:title": table.title, "tableSchema": schema}


def _column(column: Column, table: Table) -> dict[str, Any]:
    said: dict[str, Any] = {"name": column.name, "titles": column.name, "dc:description": column.about}
    said["datatype"] = column.datatype
    if column.property:
        said["propertyUrl"] = f"https://schema.org/{column.property}"
    if column.several:
        said["separator"] = BETWEEN
    # Of a key of several columns, in some rows one is empty and in some another.
    if table.key == (column.name,):
        said["required"] = True
    return said


def _reference(column: Column) -> dict[str, Any]:
    key = "document" if column.refers == "letters" else "id"
    reference = {"resource": f"{column.refers}.csv", "columnReference": key}
    return {"columnReference": column.name, "reference": reference}
