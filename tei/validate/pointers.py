"""Whether pointers lead somewhere, and whether every id is given once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from tei.core.diagnostic import Diagnostic, Edit, Fix, and_more
from tei.core.edition import Edition
from tei.core.parse import Parser, parse
from tei.core.profile import id_pattern
from tei.relaxng import Place
from tei.relaxng.places import Places, Reader
from tei.relaxng.vocabulary import attribute, either, nearest
from tei.validate.collect import ID, Collected, Seen
from tei.validate.corpus import Corpus, stem
from tei.validate.place import label, labels
from tei.validate.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from tei.validate import Context

_BARE = frozenset("facs scheme source calendar period origin start end".split())
"""Attributes whose value may be the name of an image, a list or the like, without `#`."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_WEB = re.compile(r"www\.[\w-]+\.\w|https?(?::/|//|:\\\\)\w", re.IGNORECASE)

_PAGE = "page"

_DIGITS = re.compile(r"\d+")

MOST = 5
"""How many names a remark lists."""


HOLDER = "\0"
"""What stands in messages for the attribute and its element: a character that no document has."""


class Wrong(NamedTuple):
    """What is wrong with a pointer; in `message`, HOLDER stands for what has it."""

    code: str
    message: str
    cure: str
    replacement: str = ""
    safe: bool = False


class Absent(NamedTuple):
    """What a pointer leads to and is not there to be looked into: a "file", a "document", a "page"."""

    kind: str
    name: str


def pointers(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """Ids given twice (L101), pointers to nothing (L102), to files that are not at hand (L103), broken ones (L104)."""
    collected = context.collected(edition)
    shapes = _shapes(*(str(context.profile["document"][key]) for key in ("id", "note", "page")))
    search = _Search(edition.source.name, collected, context, shapes)
    if collected.repeated:
        reading = _Reading(edition, collected.repeated)
        parse(edition.source, reading.attach)
        yield from reading.diagnostics()
    told = _Told(edition)
    for name, values in collected.pointers.items():
        for value, seen in values.items():
            if value[:1] == "#" and value[1:] in collected.ids:
                # Most point to what came later in the document.
                continue
            for pointer in dict.fromkeys(value.split()):
                if (judged := search.follow(name, pointer)) is not None:
                    told.tell(judged, name, value, seen)
    yield from told.diagnostics()


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
        if _WEB.match(pointer):
            return Wrong("L104", f"“{pointer}” in {HOLDER} is not a whole address", "write it with https:// before it")
        if patterns := self.collected.prefixes.get(pointer.partition(":")[0], ()):
            return self._prefixed(name, pointer, patterns)
        if _SCHEME.match(file) or "(" in target or ")" in target:
            # Schemes such as #xpath(…) are not followed.
            return None
        if not hash_sign:
            return self._without_hash(name, file)
        if not target:
            return Wrong(
                "L104", f"“{pointer}” in {HOLDER} points to nothing", "write the id that is meant behind the #"
            )
        if "#" in target:
            return self._hashes(pointer, f"{file}#{target.strip('#')}")
        if file:
            return self._elsewhere(file, target)
        return None if self._is_known(target) else self._nowhere(target)

    def _prefixed(self, name: str, pointer: str, patterns: Sequence[tuple[str, str]]) -> Wrong | Absent | None:
        """What is wrong with a pointer that is abbreviated by a prefix (TEI P5, “Using Abbreviated Pointers”)."""
        prefix, _, rest = pointer.partition(":")
        try:
            found = ((re.fullmatch(pattern, rest), replacement) for pattern, replacement in patterns)
            meant = next((_filled(replacement, each) for each, replacement in found if each), "")
        except re.error:
            # The patterns are those of W3C Schema, of which a few say nothing here.
            return None
        if not meant:
            forms = either([f"“{pattern}”" for pattern, _ in patterns])
            message = f"what stands behind “{prefix}:” in {HOLDER}, “{rest}”, is not as <prefixDef> has it"
            return Wrong("L104", message, f"correct it; it must match {forms}")
        return None if _SCHEME.match(meant) else self.follow(name, meant)

    def _is_known(self, target: str) -> bool:
        return target in self.collected.ids or target in self.context.known

    @cached_property
    def _alike(self) -> defaultdict[str, set[str]]:
        """The ids that are known, by what `_digits` says of them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in (*self.collected.ids, *self.context.known):
            found[_digits(name)].add(name)
        return found

    def _without_hash(self, name: str, pointer: str) -> Wrong | Absent | None:
        if name in _BARE or self._corpus.path(pointer):
            return None
        if self._is_known(pointer) or self._document(pointer):
            message = f"“{pointer}” in {HOLDER} lacks the # of a pointer"
            return Wrong("L104", message, f"did you mean “#{pointer}”?", f"#{pointer}", self._is_known(pointer))
        return Absent("file", pointer) if "/" not in pointer else None

    def _elsewhere(self, file: str, target: str) -> Wrong | Absent | None:
        own = stem(file)
        message = f"{HOLDER} points to “{target}” in {file}, but nothing has that id"
        if own == stem(self.file) or (own in self.context.known and own not in self.context.files):
            return None if self._is_known(target) else Wrong("L102", message, self._cure(target))
        path = self._corpus.path(file)
        if not path:
            return Absent("file", file)
        ids = self._corpus.ids(path)
        if unquote(target) in ids:
            return None
        near = nearest(target, sorted(each for each in ids if _digits(each) == _digits(target)))
        there = f"did you mean “{file}#{near}”?" if near else f"look for what is meant in {path}"
        return Wrong("L102", message, there)

    def _hashes(self, pointer: str, meant: str) -> Wrong:
        """What is wrong with a pointer that has more than one #."""
        message = f"“{pointer}” in {HOLDER} has more than one #"
        one = "#" not in meant.partition("#")[2]
        cure = f"did you mean “{meant}”?" if one else "write one pointer, with one # in it"
        return Wrong("L104", message, cure)

    @cached_property
    def _corpus(self) -> Corpus:
        return Corpus(self.file, self.context.files, self.context.profile["validate"]["authority"])

    def _nowhere(self, target: str) -> Wrong | Absent:
        document = self._document(target)
        if document == _PAGE:
            return Absent("page", target)
        if document and not self._is_known(document):
            return Absent("document", document)
        return Wrong("L102", f"{HOLDER} points to “#{target}”, but nothing has that id", self._cure(target))

    def _document(self, target: str) -> str:
        """The id of the document that a target is or lies in, by the shape of the profile's ids; _PAGE for a page."""
        if found := self.shapes.fullmatch(target):
            return found["whole"] or found["document"] or _PAGE
        return ""

    def _cure(self, target: str) -> str:
        # Two ids that differ in a digit are two things; only a slip of the other characters is worth a guess.
        if near := nearest(target, sorted(self._alike[_digits(target)])):
            return f"did you mean “#{near}”?"
        found, begun = self.shapes.fullmatch(target), target.rstrip("0123456789")
        same = (i for i in self.collected.ids if i.startswith(begun) and i != target)
        notes = sorted(same, key=lambda i: (len(i), i)) if found and found["document"] else []
        if len(notes) > 1:
            return f"the notes of the document go from “#{notes[0]}” to “#{notes[-1]}”"
        return f'correct the pointer, or give the element that is meant xml:id="{target}"'


class _Told:
    """What is wrong with the pointers of an edition, each thing once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._wrong: dict[tuple[str, str], tuple[Diagnostic, int]] = {}
        self._absent: dict[str, dict[str, tuple[str, Seen]]] = {}
        self._mended: dict[tuple[str, str], tuple[str, str, Wrong]] = {}
        """Attributes with the values that can be put right, wherever they have them."""

    def tell(self, judged: Wrong | Absent, name: str, value: str, seen: Seen) -> None:
        """Take what is wrong with a pointer in an attribute of this name and value."""
        if isinstance(judged, Absent):
            first = self._absent.setdefault(judged.kind, {}).setdefault(judged.name, (name, seen))
            if (seen.line, seen.column) < (first[1].line, first[1].column):
                self._absent[judged.kind][judged.name] = name, seen
            return
        tag = self._tag(seen)
        message = judged.message.replace(HOLDER, f"{attribute(name)} of {VOCABULARY.shown(tag.written)}")
        diagnostic, times = self._wrong.get((judged.code, message), (None, 0))
        if diagnostic is None:
            where = labels(self._edition, tag.attribute(name, "leads nowhere", value=True))
            diagnostic = Diagnostic(judged.code, "error", message, where, judged.cure)
            if judged.replacement and judged.replacement[1:] == value:
                self._mended[judged.code, message] = name, value, judged
        self._wrong[judged.code, message] = diagnostic, times + seen.times

    def diagnostics(self) -> Iterator[Diagnostic]:
        """For each thing that is wrong the first place, and the number of the others."""
        reading = _Pointing(self._edition, {(name, value) for name, value, _ in self._mended.values()})
        if self._mended:
            parse(self._edition.source, reading.attach)
        for key, (diagnostic, times) in self._wrong.items():
            again = and_more(times - 1)
            fixes = reading.fixes(*self._mended[key]) if key in self._mended else ()
            yield replace(diagnostic, message=diagnostic.message + again, fixes=fixes)
        yield from map(self._not_at_hand, self._absent)

    def _tag(self, seen: Seen) -> Places:
        """The tag that has a pointer."""
        source = seen.source or self._edition.source
        return Places(Reader(source, seen.line, seen.column), source)

    def _not_at_hand(self, kind: str) -> Diagnostic:
        """One remark for all documents that pointers lead to and that are not there, one for pages, one for files."""
        names = sorted(self._absent[kind].items(), key=lambda item: (item[1][1].line, item[1][1].column))
        rest = len(names) - MOST
        them = either([*(name for name, _ in names[:MOST]), *([f"{rest} more"] if rest > 0 else [])], "and")
        one = len(names) == 1
        what, word = (f"{kind} {them} is", "it") if one else (f"{kind}s {them} are", "them")
        message = f"{what} not among these files; pointers to {word} were not checked"
        cure = "nothing need be done if that is published elsewhere; else validate the files together"
        _, (name, seen) = names[0]
        place = self._tag(seen).attribute(name, "" if one else "the first of them", value=True)
        return Diagnostic("L103", "info", message, labels(self._edition, place), cure)


class _Pointing:
    """Reads a document for the places of all attributes that have certain values."""

    def __init__(self, edition: Edition, wanted: Collection[tuple[str, str]]) -> None:
        self._edition = edition
        self._wanted = wanted

    def attach(self, parser: Parser) -> None:
        """Begin anew with a parser."""
        self._found: dict[tuple[str, str], list[Place]] = {}
        self._places = Places(parser, self._edition.source)
        parser.StartElementHandler = self._start

    def _start(self, element: str, attributes: Mapping[str, str]) -> None:
        for each in attributes.items():
            if each in self._wanted:
                self._found.setdefault(each, []).append(self._places.attribute(each[0], value=True))

    def fixes(self, name: str, value: str, judged: Wrong) -> tuple[Fix, ...]:
        """That another value is written wherever the attribute has this one; none where it cannot be seen."""
        where = map(label, self._found.get((name, value), ()))
        edits = [Edit(each.source, each.span, judged.replacement) for each in where if each.source[each.span] == value]
        return (Fix(tuple(edits), judged.safe, f"write {judged.replacement}"),) if edits else ()


class _Reading:
    """Reads a document for the places of ids that are known to be given more than once."""

    def __init__(self, edition: Edition, repeated: set[str]) -> None:
        self._edition = edition
        self._repeated = repeated

    def attach(self, parser: Parser) -> None:
        """Begin anew with a parser."""
        self._given: dict[str, list[Place]] = {}
        self._places = Places(parser, self._edition.source)
        parser.StartElementHandler = self._start

    def _start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = attributes.get(ID)
        if name in self._repeated:
            self._given.setdefault(name, []).append(self._places.attribute(ID, "given here first", value=True))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """For each id its second place, its first, and the number of the others."""
        for name, (first, second, *others) in self._given.items():
            more = and_more(len(others))
            message = f"two elements have the id “{name}”{more}"
            cure = f"give one of them another id, and see which of the two each pointer to #{name} means"
            where = labels(self._edition, replace(second, text="the same id again"), first)
            yield Diagnostic("L101", "error", message, where, cure)


def _filled(replacement: str, found: re.Match[str]) -> str:
    """What stands for a pointer with a prefix: $1 and the like are the groups of what was found."""
    return re.sub(
        r"\$([1-9])", lambda each: found[int(each[1])] or "" if int(each[1]) <= found.re.groups else "", replacement
    )


def _digits(name: str) -> str:
    """The first character of an id, as a small letter, and its digits."""
    return name[:1].lower() + "".join(_DIGITS.findall(name))


@cache
def _shapes(document: str, note: str, page: str) -> re.Pattern[str]:
    """What the ids of documents (`whole`), notes in a `document` and pages look like by a profile's patterns."""
    # Where an id is the name of a file it can look like anything, so that nothing can be said of its shape.
    number = r"\d+[a-z]?(?:_\d+)?"
    whole = id_pattern(document, number=number)
    of_note = id_pattern(note, document=f"(?P<document>{whole})", number=number)
    return re.compile(f"(?P<whole>{whole})|{of_note}|{id_pattern(page, number=number)}")
