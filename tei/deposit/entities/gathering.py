"""Persons, organisations, places and terms of a collection, each once, with how often they are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tei.core.authority_tei import entries
from tei.core.document import ncname
from tei.core.edition import XML_ID
from tei.core.namespaces import TEI
from tei.deposit.collection import Resource
from tei.deposit.entities.survey import Leaf
from tei.encode.standoff import standoff_element
from tei.site.registers.entry import ORDER, RegisterEntry, described


@dataclass
class Entity:
    """An entry under its id among all of the collection; so many mentions there are of it, in so many documents."""

    id: str
    entry: RegisterEntry
    mentions: int = 0
    documents: int = 0


class Entities:
    """The entities that have been told of so far.

    Where several documents describe the same one, the first that says something of it is believed.
    """

    def __init__(self) -> None:
        self._known: dict[str, Entity] = {}

    def describe(self, resource: Resource, scope: str) -> None:
        """Take what a resource describes, mentioned or not, in its standOff and in printed lists."""
        tree = resource.edition.tree
        for entry in (*described(tree), *_printed(tree)):
            if entry.id == ncname(entry.id):
                self._take(f"{scope}{entry.id}", entry)

    def count(self, leaf: Leaf) -> dict[str, int]:
        """Take what a document names; gives how often it mentions each entity, by id."""
        for id, entry in leaf.gleaning.entries.items():
            self._take(leaf.id(id), entry)
        times = Counter(leaf.id(id) for id, _ in leaf.gleaning.mentions)
        for id, number in times.items():
            self._known[id].mentions += number
            self._known[id].documents += 1
        return dict(sorted(times.items()))

    def kind(self, id: str) -> str:
        """Of which kind an entity is: one of ORDER."""
        return self._known[id].entry.kind

    def of(self, kind: str) -> Iterable[Entity]:
        """The entities of a kind, by name."""
        return sorted(
            (each for each in self._known.values() if each.entry.kind == kind), key=lambda e: (e.entry.order, e.id)
        )

    def __iter__(self) -> Iterator[Entity]:
        return (each for kind in ORDER for each in self.of(kind))

    def _take(self, id: str, entry: RegisterEntry) -> None:
        known = self._known.setdefault(id, Entity(id, entry))
        if entry.said and not known.entry.said:
            known.entry = entry


def _printed(tree: etree._ElementTree) -> Iterator[RegisterEntry]:
    """The entries of printed lists, as they would be described in a standOff."""
    own = {id for element in tree.iter("{*}*") if (id := element.get(XML_ID)) and id == ncname(id)}
    # What has no id is named by nobody.
    element = standoff_element([entry for entry, _ in entries(tree.getroot()) if entry.id in own])
    if element is not None:
        root = etree.Element(f"{{{TEI}}}TEI")
        root.append(element)
        yield from described(root.getroottree())
