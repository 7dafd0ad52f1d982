"""The kit: the collection, and a folder for each edition with the edition, its work, and its text in TEI."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.core.diagnostic import Diagnostic
from tei.deposit.collection import Collection, Resource
from tei.deposit.element import write
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.target import Target
from tei.deposit.textgrid import metadata
from tei.deposit.textgrid.checking import faults
from tei.deposit.textgrid.metadata import NAMESPACE

XSD = "https://textgridlab.org/schema/textgrid-metadata_2010.xsd"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ORE = "http://www.openarchives.org/ore/terms/"


def _make(collection: Collection, folder: Path) -> None:
    """The collection, and a folder for each edition with the edition, its work, and its text in TEI."""
    name = f"{collection.name}.collection"
    editions = [f"{resource.name}/{resource.name}.edition" for resource in collection.resources]
    write(_aggregation(name, editions), folder / name)
    write(metadata.collection(collection), folder / f"{name}.meta")
    for resource in collection.resources:
        place = folder / resource.name
        place.mkdir()
        _edition(resource, place)


def _edition(resource: Resource, place: Path) -> None:
    name, record = resource.name, resource.record
    edition, work, text = f"{name}.edition", f"{name}.work", f"{name}.xml"
    write(_aggregation(edition, [work, text]), place / edition)
    write(metadata.edition(record, name, work), place / f"{edition}.meta")
    # All that is to be said of a work is in its metadata.
    write(etree.Element(f"{{{NAMESPACE}}}work", nsmap={"tg": NAMESPACE}), place / work)
    write(metadata.work(record, name), place / f"{work}.meta")
    (place / text).write_bytes(resource.data)
    write(metadata.item(record, name), place / f"{text}.meta")


def _aggregation(name: str, members: list[str]) -> etree._Element:
    """What an object is made of, as RDF (Open Archives Initiative, Object Reuse and Exchange)."""
    root = etree.Element(f"{{{_RDF}}}RDF", nsmap={"rdf": _RDF, "ore": _ORE})
    described = etree.SubElement(root, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": name})
    for member in members:
        etree.SubElement(described, f"{{{_ORE}}}aggregates", {f"{{{_RDF}}}resource": member})
    return root


def _check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    for file in sorted(folder.rglob("*.meta")):
        yield from schemas.xml(file, XSD)
    for file, message in faults(folder):
        yield invalid(file, message)


TARGET = Target("TextGrid", _make, _check, asks="textgrid")
