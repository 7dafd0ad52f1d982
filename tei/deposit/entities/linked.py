"""Entities and documents as linked data: JSON-LD 1.1 with the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tei.deposit.collection import Collection
from tei.deposit.entities.gathering import Entity
from tei.deposit.entities.survey import Leaf, Named
from tei.site.registers.day import Day

FILE = "entities.jsonld"

CONTEXT = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "sameAs": {"@type": "@id"},
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "birthDate": {"@type": "Date"},
    "deathDate": {"@type": "Date"},
    "dateCreated": {"@type": "Date"},
}
"""What the words mean, said in the file itself: nothing has to be fetched."""

_TYPES = {"Persons": "Person", "Organisations": "Organization", "Places": "Place", "Terms": "DefinedTerm"}
_COLLECTION = "#collection"

Node = dict[str, Any]


class Graph:
    """A graph that is written node by node: it may have more of them than memory."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._before = ""

    def put(self, node: Node) -> None:
        """Write a node, without what is empty in it."""
        said = {key: value for key, value in node.items() if value not in ("", None, [], ())}
        self._file.write(f"{self._before}\n{json.dumps(said, ensure_ascii=False)}")
        self._before = ","


@contextmanager
def writing(folder: Path) -> Iterator[Graph]:
    """The graph in the file of a folder, written to its end where all goes well."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        yield Graph(file)
        file.write("\n]}\n")


def of_collection(collection: Collection) -> Node:
    """The collection."""
    return {
        "@id": _COLLECTION,
        "@type": "Collection",
        "name": collection.title,
        "url": collection.url,
        "publisher": collection.record.publisher,
        "license": [each.address for each in collection.record.licences if each.address],
    }


def of_document(leaf: Leaf, mentioned: Iterable[str]) -> Node:
    """A document: a Message if somebody sent or received it."""
    metadata, letter = leaf.metadata, leaf.letter
    return {
        "@id": leaf.address,
        "@type": "Message" if letter else "CreativeWork",
        "identifier": leaf.resource.id,
        "name": metadata.title,
        "genre": metadata.genre,
        "inLanguage": metadata.language,
        "dateCreated": metadata.date if Day.parse(metadata.date) else "",
        "sender": [_named(each, leaf) for each in letter.senders] if letter else [],
        "recipient": [_named(each, leaf) for each in letter.receivers] if letter else [],
        "locationCreated": _named(letter.origin, leaf, "Place") if letter and letter.origin else None,
        "mentions": [{"@id": f"#{id}"} for id in mentioned],
        "isPartOf": {"@id": _COLLECTION},
    }


def _named(named: Named, leaf: Leaf, kind: str = "") -> Node:
    if named.entry:
        return {"@id": f"#{leaf.id(named.entry.id)}"}
    node: Node = {"@type": kind or ("Organization" if named.organisation else "Person"), "name": named.name}
    return {**node, "sameAs": list(named.addresses)} if named.addresses else node


def of_entity(entity: Entity) -> Node:
    """A person, an organisation, a place or a term."""
    entry = entity.entry
    geo = {"@type": "GeoCoordinates", "latitude": entry.geo[0], "longitude": entry.geo[1]} if entry.geo else None
    return {
        "@id": f"#{entity.id}",
        "@type": _TYPES[entry.kind],
        "name": entry.name,
        "alternateName": list(entry.forms),
        "birthDate": entry.birth if Day.parse(entry.birth) else "",
        "deathDate": entry.death if Day.parse(entry.death) else "",
        "description": entry.about,
        "geo": geo,
        "sameAs": [each.address for each in entry.identifiers if each.address],
    }
