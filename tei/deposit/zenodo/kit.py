"""The kit: the record as InvenioRDM takes it, `.zenodo.json`, and the files that go with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from tei.core.archive import put
from tei.core.diagnostic import Diagnostic
from tei.deposit import filing
from tei.deposit.collection import Collection
from tei.deposit.datacite import datacite
from tei.deposit.element import write
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.target import Target
from tei.deposit.values import value_of
from tei.deposit.zenodo.invenio import invenio
from tei.deposit.zenodo.legacy import legacy
from tei.deposit.zenodo.rules import LARGEST, MOST_FILES, REGISTRY, faults
from tei.site.parts import is_volume

RECORD = "record.json"
LEGACY = ".zenodo.json"
FILES = "files"

SCHEMAS = (
    "https://raw.githubusercontent.com/inveniosoftware/invenio-rdm-records/master/"
    "invenio_rdm_records/records/jsonschemas/records"
)
"""The folder in which the JSON Schemas of InvenioRDM are published."""


@dataclass(frozen=True)
class Deposit:
    """A kit on the disk, as it is sent."""

    folder: Path

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """The body of POST /api/records. Raises ValueError for a file that is no JSON."""
        found: Mapping[str, Any] = value_of(self.folder / RECORD)
        return found

    @property
    def files(self) -> list[Path]:
        """The files that are sent with it."""
        return sorted((self.folder / FILES).glob("*"))

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What will be public of it: title, creators, date, licence and type."""
        metadata = self.record["metadata"]
        agents = [each["person_or_org"] for each in metadata["creators"]]
        parts = [(each.get("family_name") or each.get("name", ""), each.get("given_name", "")) for each in agents]
        rights = metadata.get("rights", ())
        return [
            ("title", metadata["title"]),
            ("creators", "; ".join(", ".join(filter(None, each)) for each in parts)),
            ("date", metadata["publication_date"]),
            ("licence", "; ".join(each.get("id") or each["title"]["en"] for each in rights)),
            ("type", metadata["resource_type"]["id"]),
        ]


def _make(collection: Collection, folder: Path) -> None:
    resources = collection.resources
    several = len(resources) > 1 or is_volume(resources[0].edition, collection.profile)
    for name, made in (
        (RECORD, invenio(collection.record, collection.url, several=several)),
        (LEGACY, legacy(collection.record, collection.url, several=several)),
    ):
        (folder / name).write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    files = folder / FILES
    files.mkdir()
    described = filing.whole(collection) if len(resources) > 1 else collection.record
    name = collection.unused("datacite")
    write(datacite(described, collection.url, general="Collection" if several else "Text"), files / f"{name}.xml")
    if len(resources) < MOST_FILES:
        for resource in resources:
            (files / f"{resource.name}.xml").write_bytes(resource.data)
        return
    with ZipFile(files / f"{collection.name}.zip", "w") as packed:
        for resource in resources:
            put(packed, f"{resource.name}.xml", resource.data)


def _check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    kit = Deposit(folder)
    file = folder / RECORD
    try:
        record = kit.record
    except (OSError, ValueError) as error:
        yield invalid(file, f"it cannot be read: {error}")
        return
    # The schema refers to this one, under an address that leads nowhere.
    schemas.path(f"{SCHEMAS}/definitions-v2.0.0.json")
    yield from schemas.json(file, f"{SCHEMAS}/record-v6.0.0.json", known=REGISTRY)
    for where, said, cure in faults(record):
        yield invalid(file, f"{where}: {said}", cure)
    yield from _files(kit)


def _files(kit: Deposit) -> Iterator[Diagnostic]:
    sizes = {each: each.stat().st_size if each.is_file() else 0 for each in kit.files}
    if not sizes:
        yield invalid(kit.folder / FILES, "there is no file to send")
    if len(sizes) > MOST_FILES:
        yield invalid(kit.folder / FILES, f"there are {len(sizes)} files; a record may have {MOST_FILES}")
    if sum(sizes.values()) > LARGEST:
        message = f"the files have {sum(sizes.values()):,} bytes together; a record may have {LARGEST:,}"
        yield invalid(kit.folder / FILES, message, "ask Zenodo for more, or deposit in parts")
    for each, size in sizes.items():
        if not size:
            yield invalid(each, "it is empty")


TARGET = Target("Zenodo and InvenioRDM", _make, _check, asks="zenodo")
