"""What packages of several formats have alike: their day, their sources, their texts as files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tei.core.files import write
from tei.deposit.collection import Collection, Resource
from tei.deposit.record import Identifier, Record, Related
from tei.deposit.vocabulary import is_address

TEXTS = "tei"
"""The folder of the texts in a package."""

_RESOLVERS = {"DOI": "https://doi.org/", "Handle": "https://hdl.handle.net/"}


def day(collection: Collection) -> str:
    """The day of a package (ISO 8601): that of SOURCE_DATE_EPOCH, else of the last change in what it has.

    The day of the run is not asked for: what is made of the same texts is the same.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%d")
    return max(each.modified for each in collection.resources)[:10]


def sources(collection: Collection) -> tuple[Related, ...]:
    """What all texts of a collection were made from; of several texts without the pages of each."""
    if len(collection.resources) == 1:
        return tuple(dict.fromkeys(collection.record.relatives("IsDerivedFrom")))
    first, *others = (_without_pages(each.record) for each in collection.resources)
    return tuple(each for each in first if all(each in other for other in others))


def _without_pages(record: Record) -> dict[Related, None]:
    made_from = record.relatives("IsDerivedFrom")
    return dict.fromkeys(replace(each, first_page="", last_page="") for each in made_from)


def address_of(identifier: Identifier) -> str:
    """The address in the web of what has an identifier; "" where none is known."""
    address = _RESOLVERS.get(identifier.kind, "") + identifier.value
    return address if is_address(address) else ""


def home(collection: Collection) -> str:
    """The address of a collection: where it is published, else that of its DOI; "" where there is none."""
    doi = collection.record.doi
    return collection.url or (address_of(Identifier("DOI", doi)) if doi else "")


def texts(collection: Collection, folder: Path) -> Iterator[tuple[Resource, Path]]:
    """Writes the texts into a folder in a package; yields each with its file."""
    for resource in collection.resources:
        file = folder / TEXTS / f"{resource.name}.xml"
        write(file, resource.data)
        yield resource, file
