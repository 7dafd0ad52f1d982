"""The kit: for each text a folder with its METS, and its TEI beside that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tei.core.diagnostic import Diagnostic, Refused
from tei.deposit.collection import Collection
from tei.deposit.element import write
from tei.deposit.facsimile import unreachable
from tei.deposit.mets.checking import faults
from tei.deposit.mets.document import PLACE, mets
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.target import Target

XSD = "http://www.loc.gov/standards/mets/mets.xsd"
"""The address of the schema of METS 1; what is there is the newest of its versions."""

FILE = "mets.xml"


def _make(collection: Collection, folder: Path) -> None:
    """For each resource a folder with its METS, and its TEI beside that in the folder that METS names."""
    for resource in collection.resources:
        place = folder / resource.name
        file = place / PLACE.format(resource.name)
        file.parent.mkdir(parents=True)
        file.write_bytes(resource.data)
        write(mets(resource, collection), place / FILE)


def _check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    for file in sorted(folder.glob(f"*/{FILE}")):
        yield from schemas.xml(file, XSD)
        try:
            for message in faults(file):
                yield invalid(file, message)
        except Refused as refused:
            yield from refused.diagnostics


TARGET = Target("METS", _make, _check, judges=(unreachable,))
