"""The kit: for each text with pictures a manifest and its TEI, and a collection of all manifests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tei.core.diagnostic import Diagnostic
from tei.core.files import write
from tei.deposit.collection import Collection
from tei.deposit.facsimile import may_show, unmeasured, unreachable
from tei.deposit.iiif.checking import faults
from tei.deposit.iiif.writing import COLLECTION, MANIFEST, TEI_FILE, Json, Publication, gathered, manifest
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.target import Target


def _make(collection: Collection, folder: Path) -> None:
    """For each resource with pictures a folder with its manifest and its TEI, and a collection of all manifests.

    Where nothing has pictures, the collection is empty: IIIF allows that, and it is the answer that there is.
    """
    published = Publication(collection)
    made = []
    for resource in filter(may_show, collection.resources):
        found = manifest(resource, published)
        if found:
            _write(folder / MANIFEST.format(resource.name), found)
            write(folder / TEI_FILE.format(resource.name), resource.data)
            made.append(resource)
    _write(folder / COLLECTION, gathered(made, published))


def _write(file: Path, value: Json) -> None:
    write(file, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    manifests = sorted(folder.glob(MANIFEST.format("*")))
    for file in (folder / COLLECTION, *manifests):
        for message in faults(file):
            yield invalid(file, message)
    if not manifests:
        message = "no text has pictures of its pages with an address and a size: the collection of IIIF is empty"
        remedy = "describe them in <facsimile>, with <surface> and <graphic>, and point to them with @facs of <pb>"
        yield Diagnostic("P869", "info", message, help=remedy)
    elif f'"{Publication.PLACEHOLDER}iiif/' in manifests[0].read_text(encoding="utf-8"):
        message = f"the manifests of IIIF have addresses that begin with {Publication.PLACEHOLDER}, which is nobody's"
        yield Diagnostic("P868", "warning", message, help="say with --url at which address the kits are published")


TARGET = Target("IIIF Presentation 3", _make, _check, judges=(unreachable, unmeasured))
