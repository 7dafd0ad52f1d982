"""The items of a repository: each text of a collection and each document in a volume, in the order of their changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.deposit.collection import Collection, Resource
from tei.deposit.oai.datestamps import bounds, datestamp
from tei.deposit.oai.tokens import State


@dataclass(frozen=True)
class Item:
    """One text or document: when it was changed, the set that it belongs to ("" if none), and where it is published."""

    resource: Resource
    datestamp: str
    set: str
    address: str

    @property
    def key(self) -> tuple[str, str]:
        """Its place in the order of all items."""
        return self.datestamp, self.resource.id


class Items:
    """All items of a collection, to be looked up by id, by set and by datestamp.

    A volume is a set, and itself an item of it. The addresses are those of the pages that `tei build` makes of the same
    files, "" where the collection is not published.
    """

    def __init__(self, collection: Collection) -> None:
        self.sets = {each.name: each for each in collection.resources if each.documents}
        self.every = sorted(_items(collection), key=lambda item: item.key)
        self._by_id = {item.resource.id: item for item in self.every}
        self._by_set: dict[str, list[Item]] = defaultdict(list)
        for item in self.every:
            self._by_set[item.set].append(item)

    def find(self, id: str) -> Item | None:
        """The item of this id."""
        return self._by_id.get(id)

    def chosen(self, state: State) -> tuple[Sequence[Item], int]:
        """The items that a list is to have, and the place of the first that it has not had."""
        items = self._by_set.get(state.set, []) if state.set else self.every
        begin, end = bounds(state.begin, state.end)
        first = bisect_left(items, begin, key=lambda item: item.datestamp)
        last = bisect_right(items, end, key=lambda item: item.datestamp)
        found = items[first:last]
        return found, bisect_right(found, (state.datestamp, state.id), key=lambda item: item.key)


def _items(collection: Collection) -> Iterator[Item]:
    for resource in collection.resources:
        changed = datestamp(resource.modified)
        of = resource.name if resource.documents else ""
        for each in (resource, *resource.documents):
            yield Item(each, changed, of, collection.page(each) if collection.url else "")
