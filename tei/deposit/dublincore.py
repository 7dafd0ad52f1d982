"""Dublin Core: a record of fifteen elements for each text (the one that every harvester reads)."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei.deposit.collection import Collection
from tei.deposit.record import Record
from tei.deposit.schemas import Schemas
from tei.deposit.target import Target

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"


def dublin_core(record: Record, address: str = "") -> etree._Element:
    """A record in unqualified Dublin Core, as OAI-PMH wants it (`oai_dc:dc`)."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    etree.SubElement(root, f"{{{DC}}}title").text = record.title
    return root


def _make(collection: Collection, folder: Path) -> None:
    for resource in collection.resources:
        tree = dublin_core(resource.record).getroottree()
        tree.write(str(folder / f"{resource.name}.xml"), encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _check(folder: Path, schemas: Schemas):  # type: ignore[no-untyped-def]
    for file in sorted(folder.glob("*.xml")):
        yield from schemas.xml(file, "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")


TARGET = Target("Dublin Core", _make, _check, asks="oai")
