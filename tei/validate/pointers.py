"""Whether pointers lead somewhere, and whether every id is given once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from tei.core.diagnostic import Diagnostic, Fix
from tei.core.edition import XML_ID, Edition
from tei.core.profile import id_pattern
from tei.relaxng.vocabulary import attribute, either, nearest
from tei.validate import place
from tei.validate.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from tei.validate import Context

_POINTING = frozenset(
    "target corresp ref ana facs rendition resp who source hand decls scheme "
    "next prev sameAs copyOf synch exclude select spanTo change".split()
)
"""The attributes of TEI whose values are pointers."""

_BARE = frozenset("facs scheme source".split())
"""Attributes whose value may be the name of an image or a list, without `#`."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")

_PAGE = "page"

MOST = 5
"""How many names a remark lists."""


def pointers(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """Ids given twice (L101), pointers to nothing (L102), to files that are not at hand (L103), broken ones (L104)."""
    own, repeated = _ids(edition)
    yield from repeated
    shapes = _shapes(*(str(context.profile["document"][key]) for key in ("id", "note", "page")))
    search = _Search(edition, context.known, own, shapes)
    for element in edition.elements():
        for name, value in element.attrib.items():
            if name in _POINTING:
                for pointer in str(value).split():
                    yield from search.follow(element, str(name), pointer)
    yield from search.not_at_hand()


def _ids(edition: Edition) -> tuple[dict[str, etree._Element], list[Diagnostic]]:
    own: dict[str, etree._Element] = {}
    repeated: list[Diagnostic] = []
    for element in edition.elements():
        if not (name := element.get(XML_ID)):
            continue
        first = own.setdefault(name, element)
        if first is not element:
            here = place.attribute(edition, element, XML_ID, "the same id again", value=True)
            there = place.attribute(edition, first, XML_ID, "given here first", value=True)
            labels = place.with_origin(edition, element, here, there)
            message = f"two elements have the id “{name}”"
            cure = f"give one of them another id, and see which of the two each pointer to #{name} means"
            repeated.append(Diagnostic("L101", "error", message, labels, cure))
    return own, repeated


@dataclass
class _Search:
    """Follows the pointers of one edition."""

    edition: Edition
    known: Collection[str]
    own: Mapping[str, etree._Element]
    shapes: re.Pattern[str]
    absent: dict[str, dict[str, tuple[etree._Element, str]]] = field(default_factory=dict)

    def follow(self, element: etree._Element, name: str, pointer: str) -> Iterator[Diagnostic]:
        """What is wrong with one pointer in an attribute of an element."""
        file, hash_sign, target = pointer.partition("#")
        if _SCHEME.match(file):
            return
        if not hash_sign:
            yield from self._without_hash(element, name, file)
        elif not target:
            message = f"“{pointer}” in {attribute(name)} of {VOCABULARY.shown(element.tag)} points to nothing"
            yield self._said("L104", element, name, message, "write the id that is meant behind the #")
        elif file:
            yield from self._elsewhere(element, name, file, target)
        elif target not in self.own and target not in self.known:
            yield from self._nowhere(element, name, target)

    def _without_hash(self, element: etree._Element, name: str, pointer: str) -> Iterator[Diagnostic]:
        if name in _BARE:
            return
        if pointer in self.own or pointer in self.known or self._document(pointer):
            message = f"“{pointer}” in {attribute(name)} of {VOCABULARY.shown(element.tag)} lacks the # of a pointer"
            yield self._said("L104", element, name, message, f"did you mean “#{pointer}”?", f"#{pointer}")
        elif "/" not in pointer:
            self._not_at_hand("file", element, name, pointer)

    def _elsewhere(self, element: etree._Element, name: str, file: str, target: str) -> Iterator[Diagnostic]:
        stem = _stem(file)
        if stem != _stem(self.edition.source.name) and stem not in self.known:
            self._not_at_hand("file", element, name, file)
        elif target not in self.own and target not in self.known:
            message = f"{attribute(name)} of {VOCABULARY.shown(element.tag)} points to “{target}” in {file}, but nothing has that id"
            yield self._said("L102", element, name, message, self._cure(target))

    def _nowhere(self, element: etree._Element, name: str, target: str) -> Iterator[Diagnostic]:
        document = self._document(target)
        if document == _PAGE:
            self._not_at_hand("page", element, name, target)
        elif document and document not in self.own and document not in self.known:
            self._not_at_hand("document", element, name, document)
        else:
            message = (
                f"{attribute(name)} of {VOCABULARY.shown(element.tag)} points to “#{target}”, but nothing has that id"
            )
            yield self._said("L102", element, name, message, self._cure(target))

    def _document(self, target: str) -> str:
        """The id of the document that a target is or lies in, by the shape of the profile's ids; _PAGE for a page."""
        if found := self.shapes.fullmatch(target):
            return found["whole"] or found["document"] or _PAGE
        return ""

    def _cure(self, target: str) -> str:
        digits = re.sub(r"\D", "", target)
        # Two ids that differ in a digit are two things; only a slip of the other characters is worth a guess.
        alike = {i for i in (*self.own, *self.known) if i[:1] == target[:1] and re.sub(r"\D", "", i) == digits}
        if near := nearest(target, sorted(alike)):
            return f"did you mean “#{near}”?"
        found = self.shapes.fullmatch(target)
        notes = [
            i
            for i in self.own
            if found and found["document"] and i.startswith(target.rstrip("0123456789")) and i != target
        ]
        if len(notes) > 1:
            return f"the notes of the document go from “#{notes[0]}” to “#{notes[-1]}”"
        return f'correct the pointer, or give the element that is meant xml:id="{target}"'

    def _not_at_hand(self, kind: str, element: etree._Element, name: str, what: str) -> None:
        """Keep what is not there to be looked into, with the first place that points to it."""
        self.absent.setdefault(kind, {}).setdefault(what, (element, name))

    def not_at_hand(self) -> Iterator[Diagnostic]:
        """One remark for all documents that pointers lead to and that are not there, one for pages, one for files."""
        for kind, places in self.absent.items():
            element, name = next(iter(places.values()))
            rest = len(places) - MOST
            them = either([*list(places)[:MOST], *([f"{rest} more"] if rest > 0 else [])], "and")
            one = len(places) == 1
            what, word = (f"{kind} {them} is", "it") if one else (f"{kind}s {them} are", "them")
            message = f"{what} not among these files; pointers to {word} were not checked"
            cure = "nothing need be done if that is published elsewhere; else validate the files together"
            here = place.attribute(self.edition, element, name, "" if one else "the first of them", value=True)
            yield Diagnostic("L103", "info", message, place.with_origin(self.edition, element, here), cure)

    def _said(
        self, code: str, element: etree._Element, name: str, message: str, cure: str, replacement: str = ""
    ) -> Diagnostic:
        here = place.attribute(self.edition, element, name, "leads nowhere", value=True)
        single = replacement and replacement[1:] == element.get(name)
        fix = Fix(self.edition.source, here.span, replacement) if single else None
        return Diagnostic(code, "error", message, place.with_origin(self.edition, element, here), cure, fix)


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
