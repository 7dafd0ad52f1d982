"""Kits of records: a file of XML for each resource, and one for the collection where it has several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tei.core.diagnostic import Diagnostic
from tei.deposit.collection import Collection, Resource
from tei.deposit.element import read, write
from tei.deposit.record import Record, Related
from tei.deposit.schemas import Schemas, invalid

Faults = Callable[[etree._Element], Iterator[tuple[str, str]]]
"""Tells what is wrong with the structure of a record, and what cures it."""

WHOLE = "collection.xml"
"""The file of what is to be said of all resources together."""

RESOURCES = "resources"
"""The folder of the records of single resources, where there are several."""


def make(collection: Collection, folder: Path, written: Callable[[Record, bool], etree._Element]) -> None:
    """Write the records of a collection; `written` makes the XML of one, and is told whether it is of several texts."""
    if len(collection.resources) == 1:
        write(written(collection.record, False), folder / f"{collection.resources[0].name}.xml")
        return
    write(written(whole(collection), True), folder / WHOLE)
    (folder / RESOURCES).mkdir()
    for resource in collection.resources:
        write(written(resource.record, False), folder / RESOURCES / f"{resource.name}.xml")


def check(folder: Path, schemas: Schemas, address: str, faults: Faults = lambda root: iter(())) -> Iterator[Diagnostic]:
    """What is wrong with the files in a folder by the W3C Schema at an address, and by their structure."""
    for file in sorted(folder.rglob("*.xml")):
        try:
            found = list(faults(read(file)))
        except OSError as error:
            yield invalid(file, f"it cannot be read: {error}")
            continue
        except etree.XMLSyntaxError as error:
            yield invalid(file, f"it is not well-formed: {error.msg}")
            continue
        yield from schemas.xml(file, address)
        yield from (invalid(file, message, remedy) for message, remedy in found)


def whole(collection: Collection) -> Record:
    """The record of a collection that says which resources are its parts."""
    parts = tuple(map(_part, collection.resources))
    return replace(collection.record, related=(*collection.record.related, *parts))


def _part(resource: Resource) -> Related:
    record = resource.record
    number = next((each for kind in ("DOI", "URL") for each in record.identifiers if each.kind == kind), None)
    return Related("HasPart", record.title or resource.name, number)
