"""What a bag says of itself: the fields of bag-info.txt (RFC 8493, section 2.2.2)."""

from __future__ import annotations

from collections.abc import Iterator

import tei
from tei.deposit.collection import Collection
from tei.deposit.packages import day


def information(collection: Collection) -> list[tuple[str, str]]:
    """The fields of a bag of this collection; what its header does not say is left out.

    The day of bagging is that of SOURCE_DATE_EPOCH, else of the last change in the texts.
    """
    return [(label, value) for label, value in _fields(collection) if value]


def _fields(collection: Collection) -> Iterator[tuple[str, str]]:
    record = collection.record
    yield "Source-Organization", record.publisher
    yield "Contact-Email", collection.email
    yield "External-Description", ": ".join(filter(None, (record.title, record.abstract)))
    yield "Bagging-Date", day(collection)
    for identifier in record.identifiers:
        yield "External-Identifier", f"{identifier.kind}: {identifier.value}"
    yield "External-Identifier", collection.url
    yield "Bag-Group-Identifier", next((each.title for each in record.relatives("IsPartOf") if each.title), "")
    yield "Internal-Sender-Identifier", collection.name
    yield "Bag-Software-Agent", f"tei {tei.__version__}"
