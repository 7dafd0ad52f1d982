"""Distributed Text Services (DTS) 1.0: the answers to all requests, for a server and for static files alike."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import count
from threading import Lock
from typing import TypeVar

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.source import Source
from tei.deposit.answer import JSON_LD, Answer, problem
from tei.deposit.collection import Collection, Resource
from tei.deposit.dts.addresses import PARAMETERS, PLAIN, Addresses, Given, Queries
from tei.deposit.dts.describing import CONTEXT, VERSION, Json, metadata, trees, unit_of
from tei.deposit.dts.index import Index, Unit, Units, index_of
from tei.deposit.dts.request import Failure, asked, down_of, page_of
from tei.deposit.dts.structure import standard
from tei.deposit.vocabulary import TEI_XML
from tei.render import plain

MEMBERS = 200
"""So many members of a collection are told at once."""

UNITS = 10_000
"""So many citable units are told at once: all of most books, as many clients do not turn pages."""

_KEPT = 32
"""The citations of so many resources are kept."""

_T = TypeVar("_T")


class Service:
    """The entry point and the three endpoints of DTS 1.0 over a collection; threads may share one.

    `base` is its address, with a slash at its end. The collection is the root, its resources are the members.
    """

    def __init__(self, collection: Collection, base: str, addresses: Addresses | None = None) -> None:
        """Serve a collection; answers are addressed by queries if nothing else is said.

        Raises Refused (P101, X101) where the profile's file of citation structures is of no use.
        """
        standard(collection.profile["deposit"]["citation"])
        self.collection = collection
        self._addresses = addresses or Queries(base)
        self._resources = {each.id: each for each in collection.resources}
        ids = (f"{collection.name}{f'-{number}' if number else ''}" for number in count())
        self.root = next(each for each in ids if each not in self._resources)
        self._indexes: OrderedDict[str, Index] = OrderedDict()
        self._lock = Lock()

    def answer(self, endpoint: str, parameters: Given = ()) -> Answer:
        """The answer to a request: `endpoint` is entry, collection, navigation or document.

        `parameters` are as in the query, so that one may be there twice. An error is an answer, too, with status 400 or
        404 (DTS 1.0, Errors) and the reason as a problem in JSON (RFC 9457).
        """
        try:
            if endpoint not in PARAMETERS:
                raise Failure(404, "there is no such endpoint")
            found = asked(endpoint, parameters)
            if endpoint == "document":
                return self._document(found)
            if endpoint == "navigation":
                return _told(self._navigation(found))
            return _told(self._collection(found) if endpoint == "collection" else self._entry())
        except Failure as failure:
            return problem(failure.status, failure.detail)

    def index(self, resource: Resource) -> Index:
        """How a resource is cited. Raises Refused as `Edition.tree` does."""
        with self._lock:
            if found := self._indexes.get(resource.digest):
                self._indexes.move_to_end(resource.digest)
                return found
        # Two threads may do the same work here, which does no harm; none waits for another's.
        made = index_of(resource)
        with self._lock:
            self._indexes[resource.digest] = made
            while len(self._indexes) > _KEPT:
                self._indexes.popitem(last=False)
        return made

    def _entry(self) -> Json:
        return {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@id": self._addresses.address("entry"),
            "@type": "EntryPoint",
            **{each: self._addresses.template(each) for each in ("collection", "navigation", "document")},
        }

    def _collection(self, found: Mapping[str, str]) -> Json:
        nav = found.get("nav", "children")
        if nav not in ("children", "parents"):
            raise Failure(400, "nav is children or parents")
        page = page_of(found)
        id = found.get("id", self.root)
        members: Sequence[Resource] = ()
        if id == self.root:
            answer = self._root()
            if nav == "children":
                members, view = self._paged(self.collection.resources, MEMBERS, page, "collection", found)
                answer["member"] = [self._described(each) for each in members]
            else:
                _, view = self._paged((), MEMBERS, page, "collection", found)
                answer["member"] = []
        else:
            resource = self._resource(id)
            answer = {**self._described(resource), "citationTrees": trees(self.index(resource))}
            _, view = self._paged((), MEMBERS, page, "collection", found)
            answer["member"] = [self._root()] if nav == "parents" else []
        return {"@context": CONTEXT, **answer, **view}

    def _root(self) -> Json:
        record = self.collection.record
        return {
            "dtsVersion": VERSION,
            "@id": self.root,
            "@type": "Collection",
            "title": self.collection.title or self.root,
            **({"description": record.abstract} if record.abstract else {}),
            "totalParents": 0,
            "totalChildren": len(self.collection.resources),
            "collection": self._addresses.template("collection"),
            "dublinCore": metadata(record),
        }

    def _described(self, resource: Resource) -> Json:
        """A resource as a member of the collection."""
        record = resource.record
        return {
            "dtsVersion": VERSION,
            "@id": resource.id,
            "@type": "Resource",
            "title": record.title or resource.id,
            **({"description": record.abstract} if record.abstract else {}),
            "totalParents": 1,
            "totalChildren": 0,
            **self._templates(resource),
            "download": self._addresses.address("document", (("resource", resource.id),)),
            "mediaTypes": list(self._addresses.media_types),
            "dublinCore": metadata(record),
        }

    def _templates(self, resource: Resource) -> Json:
        templates = {each: self._addresses.template(each, (("resource", resource.id),)) for each in _WITHIN}
        return {"collection": self._addresses.template("collection", (("id", resource.id),)), **templates}

    def _navigation(self, found: Mapping[str, str]) -> Json:
        resource = self._resource(found["resource"])
        index = self.index(resource)
        page = page_of(found)
        answer: Json = {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@id": self._addresses.address("navigation", _ordered("navigation", found)),
            "@type": "Navigation",
            "resource": {
                "@id": resource.id,
                "@type": "Resource",
                **self._templates(resource),
                "citationTrees": trees(index),
                "mediaTypes": list(self._addresses.media_types),
            },
        }
        if not index.trees:
            # Whatever is asked for: this must not be an error (Usage of `tree`).
            return {**answer, "member": []}
        tree = _tree(index, found)
        down = down_of(found)
        language = resource.record.language
        units = {name: _unit(tree, found[name]) for name in ("ref", "start", "end") if name in found}
        answer |= {name: unit_of(unit, language) for name, unit in units.items()}
        if "start" in units:
            _between(tree, units["start"], units["end"])
        if down is None:
            if page not in (None, 1):
                raise Failure(404, "there is no such page")
            return answer
        members, view = self._paged(_members(tree, down, units), UNITS, page, "navigation", found)
        return {**answer, "member": [unit_of(each, language) for each in members], **view}

    def _document(self, found: Mapping[str, str]) -> Answer:
        resource = self._resource(found["resource"])
        # An address that was put together without a template has the `+` as it is, which stands for a space there.
        media = found.get("mediaType", TEI_XML).replace(" ", "+")
        if media not in self._addresses.media_types:
            raise Failure(404, "the resource is not available in this media type")
        index = self.index(resource)
        if "ref" in found:
            body = index.fragment(_unit(_tree(index, found), found["ref"]))
        elif "start" in found:
            tree = _tree(index, found)
            start, end = _unit(tree, found["start"]), _unit(tree, found["end"])
            _between(tree, start, end)
            body = index.fragment(start, end)
        else:
            body = index.text.whole
        link = self._addresses.address("collection", (("id", resource.id),))
        headers = (("Link", f'<{link}>; rel="collection"'),)
        if media == TEI_XML:
            return Answer(body, TEI_XML, headers=headers)
        return Answer(_plain(resource, body), f"{PLAIN}; charset=utf-8", headers=headers)

    def _resource(self, id: str) -> Resource:
        try:
            return self._resources[id]
        except KeyError:
            raise Failure(404, "there is no such resource") from None

    def _paged(
        self, every: Sequence[_T], size: int, page: int | None, endpoint: str, found: Mapping[str, str]
    ) -> tuple[Sequence[_T], Json]:
        """The members on a page, and the view of the pages: where one is asked for, or there are several.

        What is before the first page and behind the last is null, as JSON-LD has it for what is not there.
        """
        pages = max(1, -(-len(every) // size))
        if page is not None and page > pages:
            raise Failure(404, "there is no such page")
        if page is None and pages == 1:
            return every, {}

        def at(number: int) -> str | None:
            there = 1 <= number <= pages
            given = _ordered(endpoint, {**found, "page": str(number)})
            return self._addresses.address(endpoint, given) if there else None

        number = page or 1
        view = {"@id": at(number), "@type": "Pagination", "first": at(1), "previous": at(number - 1)}
        view |= {"next": at(number + 1), "last": at(pages)}
        return every[(number - 1) * size : number * size], {"view": view}


_WITHIN = ("navigation", "document")


def _ordered(endpoint: str, found: Mapping[str, str]) -> Given:
    return tuple((name, found[name]) for name in PARAMETERS[endpoint] if name in found)


def _tree(index: Index, found: Mapping[str, str]) -> Units:
    tree = index.tree(found.get("tree", ""))
    if tree is None:
        raise Failure(404, "the resource has no such citation tree")
    return tree


def _unit(tree: Units, identifier: str) -> Unit:
    try:
        return tree.units[tree.numbers[identifier]]
    except KeyError:
        raise Failure(404, "the citation tree has no such unit") from None


def _between(tree: Units, start: Unit, end: Unit) -> tuple[int, int]:
    """The numbers of the first and behind the last unit from one to another. Raises Failure where the end is before."""
    first, last = tree.numbers[start.identifier], tree.numbers[end.identifier]
    if first > last:
        raise Failure(404, "end is before start")
    return first, max(start.after, end.after)


def _members(tree: Units, down: int, units: Mapping[str, Unit]) -> list[Unit]:
    """The units that are asked for, in the order of the text (DTS 1.0, Usage of `down`, `ref`, `start` and `end`)."""
    if down == 0:
        return [tree.units[number] for number in tree.children(units["ref"].parent)]
    first, behind, level = 0, len(tree.units), 0
    if "ref" in units:
        (unit,) = units.values()
        first, behind, level = tree.numbers[unit.identifier], unit.after, unit.level
    elif units:
        first, behind = _between(tree, units["start"], units["end"])
        level = max(unit.level for unit in units.values())
    return [each for each in tree.units[first:behind] if down < 0 or each.level <= level + down]


def _plain(resource: Resource, body: bytes) -> bytes:
    edition = Edition(Source(resource.name, body.decode("utf-8")))
    try:
        return plain(edition, resource.profile).encode("utf-8")
    except Refused as refused:
        raise Failure(404, f"there is no plain text of it: {refused}") from None


def _told(answer: Json) -> Answer:
    return Answer(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"), JSON_LD)
