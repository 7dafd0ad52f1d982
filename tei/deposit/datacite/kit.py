"""The kit: a file of DataCite XML for each text, valid by the schema that the agency publishes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.core.diagnostic import Diagnostic
from tei.deposit import filing
from tei.deposit.collection import Collection
from tei.deposit.datacite.writing import XSD, datacite
from tei.deposit.record import Record
from tei.deposit.schemas import Schemas
from tei.deposit.target import Target


def _make(collection: Collection, folder: Path) -> None:
    filing.make(collection, folder, _written)


def _written(record: Record, several: bool) -> etree._Element:
    return datacite(record, general="Collection" if several else "Text")


def _check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    return filing.check(folder, schemas, XSD)


TARGET = Target("DataCite", _make, _check, asks="datacite")
