"""Whether pointers lead somewhere, and whether every id is given once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tei.core.diagnostic import Diagnostic, Fix
from tei.core.edition import Edition
from tei.core.parse import Parser, parse
from tei.core.profile import id_pattern
from tei.relaxng import Place
from tei.relaxng.places import Places
from tei.relaxng.vocabulary import attribute, either, nearest
from tei.validate.collect import ID, Collected
from tei.validate.place import labels
from tei.validate.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from tei.validate import Context

_BARE = frozenset("facs scheme source".split())
"""Attributes whose value may be the name of an image or a list, without `#`."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")

_PAGE = "page"

MOST = 5
"""How many names a remark lists."""


class Wrong(NamedTuple):
    """What is wrong with a pointer; `message` leaves out what has it, as `{}`."""

    code: str
    message: str
    cure: str
    replacement: str = ""


class Absent(NamedTuple):
    """What a pointer leads to and is not there to be looked into: a "file", a "document", a "page"."""

    kind: str
    name: str


def pointers(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """Ids given twice (L101), pointers to nothing (L102), to files that are not at hand (L103), broken ones (L104)."""
    collected = context.collected(edition)
    shapes = _shapes(*(str(context.profile["document"][key]) for key in ("id", "note", "page")))
    search = _Search(edition.source.name, collected, context, shapes)
    suspects = {
        (name, value): found
        for name, values in collected.pointers.items()
        for value in values
        if (found := [judged for pointer in value.split() if (judged := search.follow(name, pointer))])
    }
    if suspects or collected.repeated:
        reading = _Reading(edition, suspects, collected.repeated)
        parse(edition.source, reading.attach)
        yield from reading.diagnostics()


@dataclass
class _Search:
    """Follows the pointers of one file."""

    file: str
    collected: Collected
    context: Context
    shapes: re.Pattern[str]

    def follow(self, name: str, pointer: str) -> Wrong | Absent | None:
        """What is wrong with one pointer in an attribute of this name, or what it leads to is not there."""
        file, hash_sign, target = pointer.partition("#")
        if _SCHEME.match(file):
            return None
        if not hash_sign:
            return self._without_hash(name, file)
        if not target:
            return Wrong("L104", f"“{pointer}” in {{}} points to nothing", "write the id that is meant behind the #")
        if file:
            return self._elsewhere(file, target)
        return None if self._is_known(target) else self._nowhere(target)

    def _is_known(self, target: str) -> bool:
        return target in self.collected.ids or target in self.context.known

    def _without_hash(self, name: str, pointer: str) -> Wrong | Absent | None:
        if name in _BARE:
            return None
        if self._is_known(pointer) or self._document(pointer):
            message = f"“{pointer}” in {{}} lacks the # of a pointer"
            return Wrong("L104", message, f"did you mean “#{pointer}”?", f"#{pointer}")
        return Absent("file", pointer) if "/" not in pointer else None

    def _elsewhere(self, file: str, target: str) -> Wrong | Absent | None:
        stem = _stem(file)
        if stem != _stem(self.file) and stem not in self.context.known:
            return Absent("file", file)
        if self._is_known(target):
            return None
        return Wrong("L102", f"{{}} points to “{target}” in {file}, but nothing has that id", self._cure(target))

    def _nowhere(self, target: str) -> Wrong | Absent:
        document = self._document(target)
        if document == _PAGE:
            return Absent("page", target)
        if document and not self._is_known(document):
            return Absent("document", document)
        return Wrong("L102", f"{{}} points to “#{target}”, but nothing has that id", self._cure(target))

    def _document(self, target: str) -> str:
        """The id of the document that a target is or lies in, by the shape of the profile's ids; _PAGE for a page."""
        if found := self.shapes.fullmatch(target):
            return found["whole"] or found["document"] or _PAGE
        return ""

    def _cure(self, target: str) -> str:
        digits = re.sub(r"\D", "", target)
        # Two ids that differ in a digit are two things; only a slip of the other characters is worth a guess.
        known = (*self.collected.ids, *self.context.known)
        alike = {i for i in known if i[:1] == target[:1] and re.sub(r"\D", "", i) == digits}
        if near := nearest(target, sorted(alike)):
            return f"did you mean “#{near}”?"
        found, begun = self.shapes.fullmatch(target), target.rstrip("0123456789")
        same = (i for i in self.collected.ids if i.startswith(begun) and i != target)
        notes = sorted(same, key=lambda i: (len(i), i)) if found and found["document"] else []
        if len(notes) > 1:
            return f"the notes of the document go from “#{notes[0]}” to “#{notes[-1]}”"
        return f'correct the pointer, or give the element that is meant xml:id="{target}"'


class _Reading:
    """Reads a document for the places of ids and pointers that are known to be wrong."""

    def __init__(
        self, edition: Edition, suspects: dict[tuple[str, str], list[Wrong | Absent]], repeated: set[str]
    ) -> None:
        self._edition = edition
        self._suspects = suspects
        self._repeated = repeated

    def attach(self, parser: Parser) -> None:
        """Begin anew with a parser."""
        self._first: dict[str, Place] = {}
        self._found: dict[tuple[str, str], tuple[Diagnostic, int]] = {}
        self._absent: dict[str, dict[str, Place]] = {}
        self._places = Places(parser, self._edition.source)
        parser.StartElementHandler = self._start

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was found: for each thing that is wrong the first place, and the number of the others."""
        for diagnostic, more in self._found.values():
            again = f" (and {more} more like it)" if more else ""
            yield replace(diagnostic, message=diagnostic.message + again)
        yield from map(self._not_at_hand, self._absent)

    def _start(self, element: str, attributes: Mapping[str, str]) -> None:
        for name, value in attributes.items():
            if name == ID and value in self._repeated:
                self._given(value)
            for judged in self._suspects.get((name, value), ()):
                if isinstance(judged, Absent):
                    if judged.name not in self._absent.setdefault(judged.kind, {}):
                        self._absent[judged.kind][judged.name] = self._places.attribute(name, value=True)
                else:
                    self._wrong(judged, element, name, value)

    def _tell(self, key: tuple[str, str], code: str, message: str, cure: str, *places: Place, fix: str = "") -> None:
        if key in self._found:
            diagnostic, more = self._found[key]
            self._found[key] = diagnostic, more + 1
            return
        where = labels(self._edition, *places)
        replacing = Fix(where[0].source, where[0].span, fix) if fix else None
        self._found[key] = Diagnostic(code, "error", message, where, cure, replacing), 0

    def _given(self, name: str) -> None:
        place = self._places.attribute(ID, "the same id again", value=True)
        first = self._first.setdefault(name, place)
        if first is not place:
            there = replace(first, text="given here first")
            message = f"two elements have the id “{name}”"
            cure = f"give one of them another id, and see which of the two each pointer to #{name} means"
            self._tell(("L101", name), "L101", message, cure, place, there)

    def _wrong(self, wrong: Wrong, element: str, name: str, value: str) -> None:
        place = self._places.attribute(name, "leads nowhere", value=True)
        message = wrong.message.format(f"{attribute(name)} of {VOCABULARY.shown(element)}")
        fix = wrong.replacement if wrong.replacement[1:] == value else ""
        self._tell((wrong.code, message), wrong.code, message, wrong.cure, place, fix=fix)

    def _not_at_hand(self, kind: str) -> Diagnostic:
        """One remark for all documents that pointers lead to and that are not there, one for pages, one for files."""
        names = self._absent[kind]
        rest = len(names) - MOST
        them = either([*list(names)[:MOST], *([f"{rest} more"] if rest > 0 else [])], "and")
        one = len(names) == 1
        what, word = (f"{kind} {them} is", "it") if one else (f"{kind}s {them} are", "them")
        message = f"{what} not among these files; pointers to {word} were not checked"
        cure = "nothing need be done if that is published elsewhere; else validate the files together"
        place = next(iter(names.values()))
        where = labels(self._edition, place if one else replace(place, text="the first of them"))
        return Diagnostic("L103", "info", message, where, cure)


def _stem(name: str) -> str:
    """A file's name without folders and `.xml`."""
    return re.split(r"[/\\]", name)[-1].removesuffix(".xml")


@cache
def _shapes(document: str, note: str, page: str) -> re.Pattern[str]:
    """What the ids of documents (`whole`), notes in a `document` and pages look like by a profile's patterns."""
    # Where an id is the name of a file it can look like anything, so that nothing can be said of its shape.
    number = r"\d+[a-z]?(?:_\d+)?"
    whole = id_pattern(document, number=number)
    of_note = id_pattern(note, document=f"(?P<document>{whole})", number=number)
    return re.compile(f"(?P<whole>{whole})|{of_note}|{id_pattern(page, number=number)}")
