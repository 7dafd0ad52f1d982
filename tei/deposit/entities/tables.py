"""The tables: what stands in each, and how a cell is written (RFC 4180)."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

Row = Mapping[str, "str | int | Sequence[str]"]
"""The cells of a row by the names of their columns; "" where one is not given."""

Put = Callable[[str, Row], None]
"""Puts a row into the table of a name."""

BETWEEN = "\n"
"""What stands between the values of a cell that has several: names never have it, as their blanks are made single."""

_FORMULA = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it says, its datatype (CSVW, section 5.11.1), the property of schema.org that it is.

    A cell of one with `several` has any number of values. `refers` is the table whose id it has.
    """

    name: str
    about: str
    property: str = ""
    datatype: str = "string"
    several: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, without its rows; `key` are the columns whose cells together tell one row from the others."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


@contextmanager
def writing(tables: Sequence[Table], folder: Path) -> Iterator[Put]:
    """Write these tables row by row, each with the names of its columns as first row."""
    with ExitStack() as stack:
        writers = {}
        for table in tables:
            file = stack.enter_context((folder / table.file).open("w", encoding="utf-8", newline=""))
            writer = csv.DictWriter(file, [column.name for column in table.columns], restval="")
            writer.writeheader()
            writers[table.name] = writer

        def put(name: str, row: Row) -> None:
            writers[name].writerow({column: cell(value) for column, value in row.items()})

        yield put


def cell(value: str | int | Sequence[str]) -> str:
    """A value, or several, as they stand in a cell.

    What a spreadsheet would take for a formula has one apostrophe before it; `said` takes that away again.
    """
    text = str(value) if isinstance(value, (str, int)) else BETWEEN.join(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def said(text: str) -> str:
    """The characters that a cell stands for."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text


_ID = Column("id", "The id of the entry in the TEI; where there are several volumes, with the name of its volume")
_NAME = Column("name", "The name under which it is listed", "name")
_FORMS = Column("forms", "Its other names", "alternateName", several=True)
_SAID = Column("about", "What is said of it, with the years for which that holds", "description", several=True)
_IDENTIFIERS = Column("identifiers", "Addresses at which others describe the same", "sameAs", "anyURI", several=True)
_TIMES = (
    Column("mentions", "How often the documents mention it", datatype="nonNegativeInteger"),
    Column("documents", "How many documents mention it", datatype="nonNegativeInteger"),
)
_DOCUMENT = Column("document", "The document", refers="documents")
_WHEN = (
    Column("when", "The day, month or year, as TEI has it"),
    Column("from", "The first day"),
    Column("to", "The last day"),
    Column("notBefore", "The earliest day that it may have been"),
    Column("notAfter", "The latest day that it may have been"),
)
_WHO = (
    Column("person", "The person", refers="persons"),
    Column("organisation", "The organisation", refers="organisations"),
    Column("place", "The place", refers="places"),
    Column("term", "The term", refers="terms"),
)

OF_KIND = {"Persons": "person", "Organisations": "organisation", "Places": "place", "Terms": "term"}
"""The column that refers to an entity of each kind; the table has the name of the kind."""

TABLES = (
    Table(
        "documents",
        "Documents",
        ("id",),
        (
            Column("id", "The name of the document; in a volume, after that of the volume", "identifier"),
            Column("number", "Its number as printed", "position"),
            Column("title", "Its title", "name"),
            Column("genre", "What it is called: telegram, letter …", "genre"),
            Column("date", "The first day of its date, as TEI has it", "dateCreated"),
            Column("until", "The last day of its date, where that is another"),
            Column("language", "Its language, as BCP 47 has it", "inLanguage"),
            Column("address", "The address of its page", "url", "anyURI"),
        ),
    ),
    Table(
        "persons",
        "Persons",
        ("id",),
        (
            _ID,
            _NAME,
            _FORMS,
            Column("birth", "When the person was born", "birthDate"),
            Column("death", "When the person died", "deathDate"),
            _SAID,
            _IDENTIFIERS,
            *_TIMES,
        ),
    ),
    Table("organisations", "Organisations", ("id",), (_ID, _NAME, _FORMS, _SAID, _IDENTIFIERS, *_TIMES)),
    Table(
        "places",
        "Places",
        ("id",),
        (
            _ID,
            _NAME,
            _FORMS,
            _SAID,
            Column("latitude", "Degrees north", "latitude", "decimal"),
            Column("longitude", "Degrees east", "longitude", "decimal"),
            _IDENTIFIERS,
            *_TIMES,
        ),
    ),
    Table("terms", "Terms", ("id",), (_ID, _NAME, _SAID, _IDENTIFIERS, *_TIMES)),
    Table(
        "mentions",
        "Who and what each document mentions",
        ("document", *OF_KIND.values()),
        (_DOCUMENT, *_WHO, Column("times", "How often", datatype="nonNegativeInteger")),
    ),
    Table(
        "dates",
        "Dates that the texts say",
        ("document", "number"),
        (
            _DOCUMENT,
            Column("number", "Which of the document's dates it is", datatype="nonNegativeInteger"),
            Column("text", "Its words"),
            *_WHEN,
        ),
    ),
    Table(
        "letters",
        "Letters, telegrams and whatever else was sent or received",
        ("document",),
        (
            _DOCUMENT,
            Column("sender", "Who sent it, as printed", "sender", several=True),
            Column("receiver", "Who received it, as printed", "recipient", several=True),
            Column("origin", "The place from which it was sent", "locationCreated"),
            Column("destination", "The place at which it was received"),
            *_WHEN,
        ),
    ),
    Table(
        "correspondents",
        "Who sent and who received each letter",
        ("document", "number"),
        (
            Column("document", "The letter", refers="letters"),
            Column("number", "Which of the letter's correspondents it is", datatype="nonNegativeInteger"),
            Column("role", "Whether they sent or received it: sent, received"),
            Column("name", "The name as printed", "name"),
            *_WHO,
            Column("identifiers", "Addresses at which others describe them", "sameAs", "anyURI", several=True),
        ),
    ),
)
"""All tables; those with several values of one thing are apart, so that every reference can be followed."""
