"""Persons, organisations, places and terms of a whole edition, and every place where one is mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tei.site.gleaning import Gleaning
from tei.site.registers.entry import ORDER, RegisterEntry
from tei.site.registers.mentions import Mention
from tei.site.registers.reference import Reference

Register = dict[str, list[RegisterEntry]]

TOGETHER = 5
"""So many others are named with an entry."""


def register(found: Iterable[tuple[Reference, Gleaning]]) -> Register:
    """All entries that the documents mention, by kind in the order of ORDER, each kind by name.

    Where several documents describe the same id, the first that says something of it is believed.
    """
    leaves = list(found)
    entries: dict[str, RegisterEntry] = {}
    for document, gleaning in leaves:
        for id in _named(gleaning):
            described, known = gleaning.entries[id], entries.get(id)
            if known is None:
                entries[id] = replace(described, mentions={}, listed={})
            elif described.said and not known.said:
                entries[id] = replace(described, mentions=known.mentions, listed=known.listed)
        mentioned: dict[str, list[Mention]] = {}
        for id, mention in gleaning.mentions:
            mentioned.setdefault(id, []).append(mention)
        for id, places in mentioned.items():
            entries[id].mentions.setdefault(document, []).extend(places)
    for document, gleaning in leaves:
        # The place where a printed list describes an entry goes before one where a list only names it.
        places_of = {**gleaning.listed, **{id: id for id in gleaning.ids if id in entries}}
        for id, place in places_of.items():
            entries[id].listed.setdefault(document, place)
    ordered = sorted(entries.values(), key=lambda e: (e.order, e.id))
    return {kind: of_kind for kind in ORDER if (of_kind := [e for e in ordered if e.kind == kind])}


def _named(gleaning: Gleaning) -> dict[str, None]:
    """The ids of the entries that a part names, in the order of its text."""
    mentioned = (id for id, _ in gleaning.mentions)
    parties = (party.id for party in gleaning.parties if party.id)
    return dict.fromkeys((*mentioned, *gleaning.listed, *parties))


def together(entries: Mapping[str, RegisterEntry]) -> dict[str, list[tuple[RegisterEntry, int]]]:
    """For each entry those that most documents mention with it, and how many do; terms are left aside."""
    of_document: dict[str, list[str]] = {}
    for entry in entries.values():
        for document in entry.mentions:
            of_document.setdefault(document.name, []).append(entry.id)
    counts: dict[str, Counter[str]] = {id: Counter() for id in entries}
    for ids in of_document.values():
        others = [id for id in ids if entries[id].kind != "Terms"]
        for id in ids:
            counts[id].update(others)
    return {id: _most(count, id, entries) for id, count in counts.items()}


def _most(count: Counter[str], own: str, entries: Mapping[str, RegisterEntry]) -> list[tuple[RegisterEntry, int]]:
    ranked = sorted(((-times, entries[id].order, id) for id, times in count.items() if id != own and times > 1))
    return [(entries[id], -times) for times, _, id in ranked[:TOGETHER]]
