"""The answers as files that any web server can give: DTS at Level 0 (DTS 1.0, Conformance)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei.core.diagnostic import Diagnostic, and_more
from tei.deposit.collection import Collection, Resource
from tei.deposit.dts.addresses import Given, Paths
from tei.deposit.dts.index import Index, Unit
from tei.deposit.dts.service import MEMBERS, UNITS, Service

SIBLINGS = 500
"""So many units of one parent there may be for each to have a file that lists all of them."""

SOUGHT = 3
"""So many levels clients ask for before they know how many there are; the validator of DTS does."""

_FOLDER = "dts/"
_UNFIT = re.compile(r"""[\x00-\x1f\x7f"*/:;<=>?\\|]|^[.\s]|[.\s]$""")
_LONGEST = 120
"""No name of a file is longer, in bytes."""


@dataclass(frozen=True)
class File:
    """A file with the answer to a request; `path` is from the folder of all."""

    endpoint: str
    given: Given
    path: str


def service(collection: Collection) -> Service:
    """The service whose answers are written as files, with the addresses at which these will be."""
    base = collection.address(_FOLDER) if collection.url else f"/{_FOLDER}"
    return Service(collection, base, Paths(base))


def files(served: Service) -> Iterator[File]:
    """All files: the entry, the collection and its members, and for each citable unit what is in it, and its text.

    Of what is asked with `down` there is a file for -1, for 0 and for each depth to the lowest level of the citation
    tree, at least for 1: a client cannot know which units have none in them. There is none for a range (`start` and
    `end`), which Level 0 need not have, for the siblings of a unit that has more than `SIBLINGS`, as each of these
    would list all, for a page 1 where it is the only one, nor for a name that cannot be that of a file (H263).
    """
    yield _file("entry")
    pages = _pages(len(served.collection.resources), MEMBERS)
    told = {each.id for each in served.collection.resources}
    for id in ((), (("id", served.root),)):
        yield from (_file("collection", *id, *page) for page in pages)
        # Without an id, what leads to them would be the name of such a resource.
        if id or not told & {"children", "parents"}:
            yield from (_file("collection", *id, ("nav", "children"), *page) for page in pages)
            yield _file("collection", *id, ("nav", "parents"))
    for resource in served.collection.resources:
        yield _file("collection", ("id", resource.id))
        yield from (_file("collection", ("id", resource.id), ("nav", nav)) for nav in ("children", "parents"))
        yield _file("document", ("resource", resource.id))
        yield from _within(resource, served.index(resource))


def _within(resource: Resource, index: Index) -> Iterator[File]:
    """The files of a resource's citation trees."""
    named = ("resource", resource.id)
    if not index.trees:
        # None of these must be an error (Navigation Endpoint, Usage of `tree`).
        yield _file("navigation", named)
        yield from _listed((named,), 0, 0)
        yield from _navigations((named,), (), 0, SOUGHT)
    for tree in index.trees:
        if is_unfit(tree.name):
            continue
        start = (named, ("tree", tree.name)) if tree.name else (named,)
        deepest = max(SOUGHT, *(unit.level for unit in tree.units))
        siblings = Counter(unit.parent for unit in tree.units)
        yield from _navigations(start, tree.units, 0, deepest)
        for number, unit in enumerate(tree.units):
            if is_unfit(unit.identifier):
                continue
            one = (*start, ("ref", unit.identifier))
            yield _file("document", *one)
            yield _file("navigation", *one)
            if siblings[unit.parent] <= SIBLINGS:
                yield from _listed(one, 0, siblings[unit.parent])
            yield from _navigations(one, tree.units[number : unit.after], unit.level, deepest)


def _navigations(given: Given, units: Sequence[Unit], level: int, deepest: int) -> Iterator[File]:
    """The files for each depth below a level of a citation tree, whose units these are."""
    for down in range(1, max(deepest - level, 1) + 1):
        yield from _listed(given, down, sum(unit.level <= level + down for unit in units))
    yield from _listed(given, -1, len(units))


def _listed(given: Given, down: int, members: int) -> Iterator[File]:
    yield from (_file("navigation", *given, ("down", str(down)), *page) for page in _pages(members, UNITS))


def _pages(members: int, size: int) -> list[tuple[tuple[str, str], ...]]:
    """The first page, for which nothing need be said, and all by their numbers if there are several."""
    pages = -(-members // size)
    return [(), *((("page", str(number)),) for number in range(1, pages + 1) if pages > 1)]


def _file(endpoint: str, *given: tuple[str, str]) -> File:
    return File(endpoint, given, Paths("").path(endpoint, given))


def make(collection: Collection, folder: Path) -> None:
    """Write the files of a collection. Raises OSError where they cannot be written."""
    served = service(collection)
    for file in files(served):
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(served.answer(file.endpoint, file.given).body)


def judge(collection: Collection) -> Iterator[Diagnostic]:
    """What of the texts cannot be cited (H261, H262), and what is cited by a name that no file can have (H263)."""
    told: set[Diagnostic] = set()
    served = service(collection)
    for resource in collection.resources:
        index = served.index(resource)
        for each in (*index.diagnostics, *_unfit(resource, index)):
            if each not in told:
                told.add(each)
                yield each


def _unfit(resource: Resource, index: Index) -> Iterator[Diagnostic]:
    names = [tree.name for tree in index.trees if is_unfit(tree.name)]
    names += [unit.identifier for tree in index.trees for unit in tree.units if is_unfit(unit.identifier)]
    if names:
        message = f"{resource.name}: there is no static file for what is cited as “{names[0]}”"
        remedy = 'a name that is to be part of an address has none of " * / : ; < = > ? \\ | and no . at its ends'
        yield Diagnostic("H263", "warning", message + and_more(len(names) - 1), help=remedy)


def is_unfit(name: str) -> bool:
    """Whether this cannot be a part of the name of a file."""
    return _UNFIT.search(name) is not None or len(name.encode("utf-8", "replace")) > _LONGEST
