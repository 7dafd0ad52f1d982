"""What is wrong with the static files of DTS: judged by the files alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from tei.core.diagnostic import Diagnostic
from tei.core.namespaces import TEI
from tei.deposit.dts.addresses import Given, Paths
from tei.deposit.dts.static import is_unfit
from tei.deposit.element import read
from tei.deposit.schemas import ANEW, Schemas, invalid
from tei.deposit.values import value_of

_SCHEMAS = "https://raw.githubusercontent.com/distributed-text-services/validator/main/schemas/"

Json = dict[str, Any]


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What a client would stumble over in the files of a kit (P862), and what was not compared with schemas (P861).

    A client goes from the entry to the collection, from there to each resource, its citation trees and citable units,
    and the text of each: all must be there, agree, and be sound JSON or TEI.
    """
    yield from _Checker(folder, schemas).check()


class _Checker:
    def __init__(self, folder: Path, schemas: Schemas) -> None:
        self._folder = folder
        self._schemas = schemas
        self._found: list[Diagnostic] = []

    def check(self) -> Iterator[Diagnostic]:
        """What is wrong, from the entry down."""
        self._json("entry", (), "EntryPoint", "entry_response")
        for resource in self._members():
            id = ("id", str(resource.get("@id")))
            told = self._json("collection", (id,), "Resource", "collection_response")
            named = ("resource", id[1])
            self._document((named,))
            trees = told.get("citationTrees", [])
            if not trees:
                self._json("navigation", (named,), "Navigation", "navigation_response")
            for tree in trees:
                name = tree.get("identifier", "")
                if not is_unfit(name):
                    self._tree((named, ("tree", name)) if name else (named,))
            yield from self._told()
        yield from self._told()

    def _told(self) -> Iterator[Diagnostic]:
        yield from self._found
        self._found.clear()

    def _members(self) -> Iterator[Json]:
        """The resources of the collection, from all its pages."""
        count = 0
        for told in self._pages("collection", (), "Collection", "collection_response"):
            total = told.get("totalChildren")
            yield from told.get("member", [])
            count += len(told.get("member", []))
            if not told.get("view", {}).get("next") and count != total:
                self._say(self._path("collection", ()), f"it has {count} members, not {total} as it says")

    def _tree(self, given: Given) -> None:
        """A citation tree: its units fit each other, and each has its files."""
        levels: dict[str, int] = {}
        path = self._path("navigation", (*given, ("down", "-1")))
        for told in self._pages("navigation", (*given, ("down", "-1")), "Navigation", "navigation_response"):
            for unit in told.get("member", []):
                identifier, parent = unit["identifier"], unit["parent"]
                if identifier in levels:
                    self._say(path, f"two citable units are called {identifier}")
                if unit["level"] != (levels.get(parent, -1) if parent is not None else 0) + 1:
                    self._say(path, f"the level of {identifier} is not one more than that of its parent {parent}")
                levels[identifier] = unit["level"]
        if not levels:
            self._say(path, "the citation tree has no citable units")
        for identifier in levels:
            if not is_unfit(identifier):
                one = (*given, ("ref", identifier))
                told = self._json("navigation", one, "Navigation")
                if told and told.get("ref", {}).get("identifier") != identifier:
                    self._say(self._path("navigation", one), f"it is about another unit than {identifier}")
                self._document(one)

    def _pages(self, endpoint: str, given: Given, type: str, schema: str) -> Iterator[Json]:
        """A file, and those that continue it."""
        number = 1
        while told := self._json(endpoint, (*given, ("page", str(number))) if number > 1 else given, type, schema):
            yield told
            if not told.get("view", {}).get("next"):
                return
            number += 1

    def _json(self, endpoint: str, given: Given, type: str, schema: str = "") -> Json:
        """What a file says; nothing where that is of no use, which is then told."""
        path = self._path(endpoint, given)
        try:
            found = value_of(path)
        except OSError:
            self._say(path, "the file is not there")
            return {}
        except ValueError as error:
            self._say(path, f"it is no JSON: {error}")
            return {}
        if not isinstance(found, dict) or found.get("@type") != type:
            self._say(path, f"it does not describe a {type}")
            return {}
        wrong = list(self._schemas.json(path, f"{_SCHEMAS}{schema}.schema.json")) if schema else []
        self._found += wrong
        faults = list(_faults(found))
        for fault in faults:
            self._say(path, fault)
        return {} if faults or any(each.severity == "error" for each in wrong) else found

    def _document(self, given: Given) -> None:
        path = self._path("document", given)
        try:
            root = read(path)
        except OSError:
            self._say(path, "the file is not there")
        except etree.XMLSyntaxError as error:
            self._say(path, f"it is not well-formed: {error.msg}")
        else:
            if root.tag != f"{{{TEI}}}TEI":
                self._say(path, "its root is not <TEI>")

    def _path(self, endpoint: str, given: Given) -> Path:
        return self._folder / Paths("").path(endpoint, given)

    def _say(self, path: Path, message: str) -> None:
        self._found.append(invalid(path, message, ANEW))


def _faults(told: Mapping[str, Any]) -> Iterator[str]:
    """What makes an answer useless, whatever the schemas say."""
    for name in ("@id", "dtsVersion"):
        if not isinstance(told.get(name), str):
            yield f"{name} is missing"
    members = told.get("member", [])
    if not isinstance(members, list) or not all(isinstance(each, dict) for each in members):
        yield "member is no list of objects"
    elif told["@type"] == "Navigation":
        for unit in members:
            shaped = isinstance(unit.get("identifier"), str) and isinstance(unit.get("level"), int)
            if not shaped or not isinstance(unit.get("parent", 0), str | None):
                yield "a citable unit lacks its identifier, its level or its parent"
                return
