"""The lists of a repository as files: whether tokens lead on to their end, and all lists tell of the same items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.deposit.oai.protocol import OAI, STATIC, TOKEN

_O = f"{{{OAI}}}"


@dataclass(frozen=True)
class _Piece:
    """A piece of a list: the items in it, the token at its end (None where there is none), and what that counts."""

    items: tuple[str, ...]
    token: str | None
    cursor: str
    size: str


class Chains:
    """What the files of a folder list, put together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pieces: dict[Path, _Piece] = {}
        self._first: dict[Path, str] = {}
        self._records: dict[Path, str] = {}
        self._sets: dict[str, Path] = {}
        self._static: list[tuple[Path, str, list[str]]] = []

    def add(self, file: Path, root: etree._Element) -> None:
        """Take note of what an answer tells."""
        for listed in root.iterchildren(f"{_O}ListIdentifiers", f"{_O}ListRecords"):
            token = listed.find(f"{_O}{TOKEN}")
            counts = ("", "") if token is None else (token.get("cursor", ""), token.get("completeListSize", ""))
            said = None if token is None else token.text or ""
            self._pieces[file] = _Piece(_identifiers(listed), said, *counts)
            request = root.find(f"{_O}request")
            if request is not None and TOKEN not in request.attrib:
                self._first[file] = " ".join(filter(None, (request.get("metadataPrefix"), request.get("set"))))
        for found in root.iterchildren(f"{_O}GetRecord"):
            self._records.update((file, each) for each in _identifiers(found))
        for element in root.iterfind(f"{_O}ListSets/{_O}set/{_O}setSpec"):
            self._sets[element.text or ""] = file
        for listed in root.iterchildren(f"{{{STATIC}}}ListRecords"):
            self._static.append((file, listed.get("metadataPrefix", ""), list(_identifiers(listed))))

    def faults(self) -> Iterator[tuple[Path, str]]:
        """What is wrong with the lists, and the file in which it shows."""
        lists: dict[tuple[str, str], list[str]] = {}
        reached: set[Path] = set()
        for file, asked in self._first.items():
            items: list[str] = []
            yield from self._follow(file, items, reached)
            lists[file.parent.name, asked] = items
            yield from ((file, f"{id} is listed {n} times") for id, n in Counter(items).items() if n > 1)
        for file in self._pieces:
            if file not in reached:
                yield file, "no token leads to this piece of a list"
        yield from self._compare(lists)

    def _follow(self, file: Path, items: list[str], reached: set[Path]) -> Iterator[tuple[Path, str]]:
        """Gather the items of a list from its first piece on; what is wrong on the way."""
        size = self._pieces[file].size
        while file not in reached:
            piece = self._pieces.get(file)
            if piece is None:
                yield file, "a token leads to this file, but it has no piece of a list"
                return
            reached.add(file)
            if piece.token is not None and piece.cursor and piece.cursor != str(len(items)):
                yield file, f"the cursor is {piece.cursor} where {len(items)} items came before"
            items += piece.items
            if not piece.token:
                if size and size != str(len(items)):
                    yield file, f"the list has {len(items)} items, not the {size} that were told"
                return
            file = file.with_name(f"{piece.token}.xml")
        yield file, "the tokens of this list lead in a circle"

    def _compare(self, lists: dict[tuple[str, str], list[str]]) -> Iterator[tuple[Path, str]]:
        """What is wrong where lists of one thing differ."""
        for asked in dict.fromkeys(asked for _, asked in lists):
            items = lists.get(("ListRecords", asked), [])
            if set(items) != set(lists.get(("ListIdentifiers", asked), [])):
                yield self._folder / "ListRecords", f"ListIdentifiers and ListRecords of {asked} differ"
            if " " in asked:
                continue
            place = self._folder / "GetRecord" / asked
            given = {id for file, id in self._records.items() if file.is_relative_to(place)}
            for id in sorted(given ^ set(items)):
                where = "has no record" if id in items else "is in no list"
                yield place, f"{id} {where} as {asked}"
        asked_for = {asked for _, asked in lists}
        every = {asked: set(items) for (_, asked), items in lists.items() if " " not in asked}
        for name, file in self._sets.items():
            yield from ((file, f"the set {name} is not listed as {p}") for p in every if f"{p} {name}" not in asked_for)
        for file, prefix, items in self._static:
            if len(set(items)) != len(items) or set(items) != every.get(prefix, set(items)):
                yield file, f"the records as {prefix} are not those that ListRecords has"


def _identifiers(element: etree._Element) -> tuple[str, ...]:
    return tuple(each.findtext(f"{_O}identifier") or "" for each in element.iter(f"{_O}header"))
