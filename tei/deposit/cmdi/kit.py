"""The kit: a record of CMDI for each text, with the text beside it, and one for the collection where it has several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os.path import isfile
from pathlib import Path

from lxml import etree

from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.deposit import filing
from tei.deposit.cmdi.rules import faults
from tei.deposit.cmdi.writing import PROFILE_XSD, Proxy, cmdi
from tei.deposit.collection import UNDATED, Collection, Resource
from tei.deposit.element import write
from tei.deposit.record import Identifier, Record
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.target import Target
from tei.deposit.vocabulary import TEI_XML, is_address

ENDING = ".cmdi"
FOLDER = "cmdi/"
"""Where the records are at the address of the collection."""

MEDIA = "application/x-cmdi+xml"
"""The media type of a record."""

TEXTS = "texts"
"""The folder of the texts in the kit."""


def _make(collection: Collection, folder: Path) -> None:
    several = len(collection.resources) > 1
    whole = collection.unused("collection")
    (folder / TEXTS).mkdir()
    for resource in collection.resources:
        (folder / TEXTS / f"{resource.name}.xml").write_bytes(resource.data)
        write(_of_one(collection, resource, f"{whole}{ENDING}" if several else ""), folder / f"{resource.name}{ENDING}")
    if several:
        parts = [Proxy("Metadata", _at(collection, f"{r.name}{ENDING}"), MEDIA) for r in collection.resources]
        made = cmdi(
            filing.whole(collection),
            [*_landing(collection.record, collection), *parts],
            created=max(map(_day, collection.resources)),
            link=_link(collection, f"{whole}{ENDING}"),
            collection=collection.title,
            several=True,
        )
        write(made, folder / f"{whole}{ENDING}")


def _of_one(collection: Collection, resource: Resource, whole: str) -> etree._Element:
    text = Proxy("Resource", _at(collection, f"{TEXTS}/{resource.name}.xml"), TEI_XML)
    return cmdi(
        resource.record,
        [text, *_landing(resource.record, collection)],
        created=_day(resource),
        link=_link(collection, f"{resource.name}{ENDING}"),
        collection=collection.title,
        part_of=_at(collection, whole) if whole else "",
    )


def _at(collection: Collection, path: str) -> str:
    """The address of a file of the kit; beside the record where the collection is not published."""
    return collection.address(f"{FOLDER}{path}") if collection.url else path


def _link(collection: Collection, path: str) -> str:
    return _at(collection, path) if collection.url else ""


def _landing(record: Record, collection: Collection) -> list[Proxy]:
    """The page that shows it: that to which its DOI or handle leads, else its address, else that of the collection."""
    known = (Identifier(kind, record.identifier(kind)).address for kind in ("DOI", "Handle", "URL"))
    address = next(filter(None, known), collection.url)
    return [Proxy("LandingPage", address, "text/html")] if address else []


def _day(resource: Resource) -> str:
    day = resource.modified[:10]
    return day if day != UNDATED and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""


def _check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    records = sorted(folder.glob(f"*{ENDING}"))
    if not records:
        yield invalid(folder, "there is no record")
    lacking = False
    for file in records:
        try:
            root = Edition.load(str(file)).tree.getroot()
        except Refused as refused:
            yield from refused.diagnostics
            continue
        yield from schemas.xml(file, PROFILE_XSD)
        for said, cure in faults(root):
            yield invalid(file, said, cure)
        proxies = root.iterfind("{*}Resources/{*}ResourceProxyList/{*}ResourceProxy/{*}ResourceRef")
        addresses = [proxy.text or "" for proxy in proxies]
        lacking = lacking or not all(map(is_address, addresses))
        for address in addresses:
            if "://" not in address and not isfile(folder / address):
                yield invalid(file, f"there is no file {address}, to which it refers")
    if lacking:
        message = "the records of CMDI refer to files by their place in the kit, which nobody can harvest"
        yield Diagnostic("P866", "info", message, help="say with --url where the collection is published")


TARGET = Target("CMDI", _make, _check, asks="clarin")
