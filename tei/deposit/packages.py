"""What packages of several formats have alike: their day, their sources, their texts as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tei.core.clock import told
from tei.core.files import write
from tei.deposit.collection import Collection, Resource
from tei.deposit.record import Identifier, Record, Related

TEXTS = "tei"
"""The folder of the texts in a package."""


def day(collection: Collection) -> str:
    """The day of a package (ISO 8601): that of SOURCE_DATE_EPOCH, else of the last change in what it has.

    The day of the run is not asked for: what is made of the same texts is the same.
    """
    if moment := told():
        return moment.date().isoformat()
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


def home(collection: Collection) -> str:
    """The address of a collection: where it is published, else that of its DOI; "" where there is none."""
    return collection.url or Identifier("DOI", collection.record.doi).address


def texts(collection: Collection, folder: Path) -> Iterator[tuple[Resource, Path]]:
    """Writes the texts into a folder in a package; yields each with its file."""
    for resource in collection.resources:
        file = folder / TEXTS / f"{resource.name}.xml"
        write(file, resource.data)
        yield resource, file
