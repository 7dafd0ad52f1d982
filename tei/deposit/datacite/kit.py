"""The kit: a file of DataCite XML for each text, valid by the schema that the agency publishes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.deposit import filing
from tei.deposit.datacite.writing import KERNEL, XSD, datacite
from tei.deposit.record import Record

_MANDATORY = {
    "identifier": 'add <idno type="DOI"> to <publicationStmt>',
    "creators/creator/creatorName": "add <author> or <editor> to <titleStmt>",
    "titles/title": "add <title> to <titleStmt>",
    "publisher": "add <publisher> to <publicationStmt>",
    "publicationYear": 'add <date when="2026"> to <publicationStmt>',
    "resourceType": "make the kit again",
}
"""What must be there (DataCite 4.7, table 1), and what helps."""


def _written(record: Record, several: bool) -> etree._Element:
    return datacite(record, general="Collection" if several else "Text")


def _faults(root: etree._Element) -> Iterator[tuple[str, str]]:
    for path, remedy in _MANDATORY.items():
        steps = "/".join(f"{{{KERNEL}}}{step}" for step in path.split("/"))
        if not (root.findtext(steps) or "").strip():
            yield f"<{path.rpartition('/')[2]}> is mandatory and says nothing", remedy


TARGET = filing.target("DataCite", _written, XSD, _faults, asks="datacite")
