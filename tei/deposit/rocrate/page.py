"""What a crate has, as a page for people (RO-Crate 1.2, "RO-Crate Website")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tei.core.templates import environment
from tei.deposit.collection import Collection
from tei.deposit.rocrate.graph import every
from tei.deposit.vocabulary import sound_address

LISTED = 1000
"""So many files are listed in the page; the description that programs read has all."""

_FOLDER = Path(__file__).parent
_SHOWN = {
    "author": "By",
    "editor": "Edited by",
    "contributor": "With",
    "sponsor": "Sponsored by",
    "publisher": "Publisher",
    "datePublished": "Published",
    "version": "Version",
    "license": "Licence",
    "identifier": "Identifiers",
    "url": "Online at",
    "inLanguage": "Languages",
    "keywords": "Keywords",
    "temporalCoverage": "Dates of the texts",
    "spatialCoverage": "Places",
    "isBasedOn": "Made from",
    "isPartOf": "Part of",
    "citation": "See also",
    "funder": "Funded by",
}

Value = tuple[str, str]
"""Words, and the address that they lead to, "" for none."""


def page(collection: Collection, entities: Sequence[Mapping[str, Any]]) -> str:
    """The page of a crate with these entities; it needs no other file and no network."""
    known = {each["@id"]: each for each in entities}
    root = known["./"]
    parts = [known[each["@id"]] for each in every(root["hasPart"])]
    return (
        environment(_FOLDER)
        .get_template("page.html")
        .render(
            title=root["name"],
            language=collection.record.language,
            descriptions=[each.text for each in collection.record.descriptions],
            facts={label: list(_values(root.get(name), known)) for name, label in _SHOWN.items() if root.get(name)},
            files=parts[:LISTED],
            more=len(parts[LISTED:]),
            count=len(parts),
        )
    )


def _values(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Iterator[Value]:
    for each in every(value):
        if isinstance(each, Mapping):
            id = each["@id"]
            yield known[id]["name"], sound_address(id)
        else:
            yield each, sound_address(each)
