"""What is in a bag, in plain words, for whoever opens it in twenty years."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from tei.deposit.collection import Collection
from tei.deposit.packages import sources

README = "README.txt"
WIDTH = 78
LISTED = 1000
"""So many texts are listed; the folder has all."""


def readme(collection: Collection) -> str:
    """The text of the file that is to be read first."""
    return "\n".join(_lines(collection))


def _lines(collection: Collection) -> Iterator[str]:
    record = collection.record
    title = collection.title or collection.name
    yield fill(title, WIDTH)
    yield "=" * min(len(title), WIDTH)
    yield ""
    for description in record.descriptions:
        yield fill(description.text, WIDTH) + "\n"
    for label, values in _facts(collection).items():
        if said := "; ".join(filter(None, values)):
            yield fill(f"{label}: {said}", WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    yield "\n\nWhat is here\n------------\n"
    yield "tei/                   the texts as XML, as the guidelines of the Text"
    yield "                       Encoding Initiative (TEI P5) describe it: these count"
    yield "text/                  the same as plain text, without what only XML can say"
    yield "metadata/datacite/     what is known of them, as DataCite 4.7 has it"
    yield "metadata/dublincore/   the same as Dublin Core"
    yield "\nAll files are in UTF-8.\n\n\nThe texts\n---------\n"
    for resource in collection.resources[:LISTED]:
        said = f"{resource.name}: {resource.record.title}" if resource.record.title else resource.name
        yield fill(said, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    if more := len(collection.resources[LISTED:]):
        yield f"and {more:,} more"
    yield "\n\nIs it all there?\n----------------\n"
    yield "This folder lies in a bag (BagIt 1.0, RFC 8493). In the folder above it, files"
    yield "called manifest have a checksum of each file. To compare them, go there and type"
    yield ""
    yield "    sha256sum --check manifest-sha256.txt"
    yield ""


def _facts(collection: Collection) -> dict[str, list[str]]:
    record = collection.record
    return {
        "By": [each.spoken for each in record.creators],
        "Edited by": [each.spoken for each in record.editors],
        "Published by": [record.publisher],
        "Published": [record.issued],
        "Version": [record.version],
        "Licence": [" ".join(filter(None, (each.name, each.address))) for each in record.licences] or ["not stated"],
        "Identifiers": [f"{each.kind} {each.value}" for each in record.identifiers],
        "Online at": [collection.url],
        "Write to": [collection.email],
        "Made from": [each.title or (each.identifier.value if each.identifier else "") for each in sources(collection)],
        "Part of": [each.title for each in record.relatives("IsPartOf")],
    }
