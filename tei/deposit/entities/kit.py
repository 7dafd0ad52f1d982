"""The kit: all files in one pass over the documents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tei.deposit.collection import Collection
from tei.deposit.entities import cmif, linked, tables
from tei.deposit.entities.checking import check
from tei.deposit.entities.csvw import METADATA, described
from tei.deposit.entities.gathering import Entities, Entity
from tei.deposit.entities.survey import Leaf, Letter, Named, scope_of, survey
from tei.deposit.target import Target


def make(collection: Collection, folder: Path) -> None:
    """Write the tables and their description, the linked data, and the letters as CMIF if there are any."""
    entities = Entities()
    for resource in collection.resources:
        entities.describe(resource, scope_of(collection, resource))
    with (
        tables.writing(tables.TABLES, folder) as put,
        linked.writing(folder) as graph,
        cmif.writing(collection, folder) as index,
    ):
        graph.put(linked.of_collection(collection))
        for leaf in survey(collection):
            times = entities.count(leaf)
            graph.put(linked.of_document(leaf, times))
            _put_document(leaf, times, entities, put)
            if leaf.letter:
                index.put(leaf, leaf.letter)
        for entity in entities:
            put(entity.entry.kind.casefold(), _row(entity))
            graph.put(linked.of_entity(entity))
    written = json.dumps(described(collection, tables.TABLES), ensure_ascii=False, indent=1)
    (folder / METADATA).write_text(written + "\n", encoding="utf-8", newline="\n")


def _put_document(leaf: Leaf, times: Mapping[str, int], entities: Entities, put: tables.Put) -> None:
    metadata, id = leaf.metadata, leaf.resource.id
    put(
        "documents",
        {
            "id": id,
            "number": metadata.number,
            "title": metadata.title,
            "genre": metadata.genre,
            "date": metadata.date,
            "until": metadata.until,
            "language": metadata.language,
            "address": leaf.address,
        },
    )
    for entity, number in times.items():
        put("mentions", {"document": id, tables.OF_KIND[entities.kind(entity)]: entity, "times": number})
    for number, date in enumerate(leaf.dates, 1):
        put("dates", {"document": id, "number": number, "text": date.text, **date.when})
    if leaf.letter:
        _put_letter(leaf, leaf.letter, put)


def _put_letter(leaf: Leaf, letter: Letter, put: tables.Put) -> None:
    id = leaf.resource.id
    put(
        "letters",
        {
            "document": id,
            "sender": [each.name for each in letter.senders],
            "receiver": [each.name for each in letter.receivers],
            "origin": letter.origin.name if letter.origin else "",
            "destination": letter.destination.name if letter.destination else "",
            **letter.sent,
        },
    )
    parties = [*(("sent", each) for each in letter.senders), *(("received", each) for each in letter.receivers)]
    for number, (role, party) in enumerate(parties, 1):
        said: tables.Row = {"document": id, "number": number, "role": role, "name": party.name}
        put("correspondents", {**said, "identifiers": party.addresses, **_reference(party, leaf)})


def _reference(party: Named, leaf: Leaf) -> dict[str, str]:
    return {tables.OF_KIND[party.entry.kind]: leaf.id(party.entry.id)} if party.entry else {}


def _row(entity: Entity) -> tables.Row:
    """The cells of an entity; its table takes those of them that it has columns for."""
    entry = entity.entry
    cells: dict[str, str | int | Sequence[str]] = {
        "id": entity.id,
        "name": entry.name,
        "about": [str(statement) for statement in entry.said],
        "identifiers": [each.address for each in entry.identifiers if each.address],
        "mentions": entity.mentions,
        "documents": entity.documents,
    }
    if entry.kind != "Terms":
        cells["forms"] = entry.forms
    if entry.kind == "Persons":
        cells |= {"birth": entry.birth, "death": entry.death}
    if entry.kind == "Places" and entry.geo:
        cells |= {"latitude": f"{entry.geo[0]:.10g}", "longitude": f"{entry.geo[1]:.10g}"}
    return cells


TARGET = Target("Persons, places, letters", make, check)
