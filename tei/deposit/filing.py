"""Kits of records: a file of XML for each resource, and one for the collection where it has several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from lxml import etree

from tei.core.diagnostic import Diagnostic, Refused
from tei.deposit.collection import Collection, Resource
from tei.deposit.element import read, write
from tei.deposit.record import Record, Related
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.target import Target

Faults = Callable[[etree._Element], Iterator[tuple[str, str]]]
"""Tells what is wrong with the structure of a record, and what cures it."""

WHOLE = "collection.xml"
"""The file of what is to be said of all resources together."""

RESOURCES = "resources"
"""The folder of the records of single resources, where there are several."""

Written = Callable[[Record, bool], etree._Element]
"""Makes the XML of a record, and is told whether that is of several texts."""


def target(title: str, written: Written, schema: str, faults: Faults, asks: str) -> Target:
    """The target whose kit has the records of a collection in a format with a W3C Schema at this address."""
    return Target(title, partial(make, written=written), partial(check, address=schema, faults=faults), asks)


def make(collection: Collection, folder: Path, written: Written) -> None:
    """Write the records of a collection, each as `written` makes it."""
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
            root = sound(file)
        except Refused as refused:
            yield from refused.diagnostics
            continue
        yield from schemas.xml(file, address)
        yield from (invalid(file, message, remedy) for message, remedy in faults(root))


def sound(file: Path) -> etree._Element:
    """The root of a file of XML in a kit. Raises Refused (P862) where it cannot be read or is not well-formed."""
    try:
        return read(file)
    except OSError as error:
        raise Refused(invalid(file, f"it cannot be read: {error}")) from None
    except etree.XMLSyntaxError as error:
        raise Refused(invalid(file, f"it is not well-formed: {error.msg}")) from None


def whole(collection: Collection) -> Record:
    """The record of a collection that says which resources are its parts."""
    parts = tuple(map(_part, collection.resources))
    return replace(collection.record, related=(*collection.record.related, *parts))


def _part(resource: Resource) -> Related:
    record = resource.record
    number = next((each for kind in ("DOI", "URL") for each in record.identifiers if each.kind == kind), None)
    return Related("HasPart", record.title or resource.name, number)
