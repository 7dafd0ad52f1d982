"""The citable units of a text: its citation trees as they are in it, and the bytes of each unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tei.core.diagnostic import Diagnostic, and_more
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.deposit.collection import Resource
from tei.deposit.dts.effort import Effort
from tei.deposit.dts.expressions import NotXPath1, XPath
from tei.deposit.dts.structure import CitationTree, CiteStructure, Declared, declared, standard, unusable
from tei.deposit.dts.text import Text
from tei.deposit.element import language_at

_T = f"{{{TEI}}}"
_BREAKS = {_T + "gb": 0, _T + "pb": 1, _T + "cb": 2, _T + "lb": 3}
_MILESTONES = (*_BREAKS, _T + "milestone")
_TERM = re.compile(r"(?:https?://purl\.org/dc/(?:terms|elements/1\.1)/|(?:dc|dct|dcterms):)?(?P<name>[A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Value:
    """Something said of a unit: the property, by its name in DC Terms or its address, the words and their language."""

    property: str
    text: str
    language: str


@dataclass(slots=True)
class Unit:
    """A citable unit: `parent` is "" at the top, `after` the number of the first unit behind it and those within it.

    It is the element with the number `element`; if it begins at a milestone, it ends before the element `until` or,
    where none follows, with what is in the element `within`.
    """

    identifier: str
    level: int
    parent: str
    cite_type: str
    element: int
    values: tuple[Value, ...] = ()
    after: int = 0
    milestone: bool = False
    until: int = -1
    within: int = -1


@dataclass(frozen=True)
class Kind:
    """A kind of unit that occurs, and the kinds that occur in it."""

    unit: str
    inner: list[Kind] = field(default_factory=list)


@dataclass(frozen=True)
class Units:
    """The units of a citation tree in the order of the text; `name` is "" for that of the default."""

    name: str
    description: str
    kinds: list[Kind]
    units: list[Unit]
    numbers: Mapping[str, int]

    def children(self, parent: str) -> Iterator[int]:
        """The numbers of the units directly below one, or of those at the top."""
        number, end = 0, len(self.units)
        if parent:
            number, end = self.numbers[parent] + 1, self.units[self.numbers[parent]].after
        while number < end:
            yield number
            number = self.units[number].after


@dataclass(frozen=True)
class Index:
    """How a text is cited, and its bytes."""

    text: Text
    trees: tuple[Units, ...]
    diagnostics: tuple[Diagnostic, ...]

    def tree(self, name: str) -> Units | None:
        """The citation tree with this name, the default one with none."""
        return next((tree for tree in self.trees if tree.name == name), None)

    def fragment(self, unit: Unit, end: Unit | None = None) -> bytes:
        """A unit, or all from it to the end of another, as a TEI document."""
        if end is None and not unit.milestone:
            return self.text.element(unit.element)
        text = self.text
        begin = text.starts[unit.element]
        last = max(map(self._end, (unit, end or unit)))
        return text.stretch(begin, text.parents[unit.element], *last)

    def _end(self, unit: Unit) -> tuple[int, int]:
        """Where a unit ends, and the number of the element in which that is."""
        text = self.text
        if not unit.milestone:
            return text.ends[unit.element], text.parents[unit.element]
        if unit.until >= 0:
            return text.starts[unit.until], text.parents[unit.until]
        return text.closes[unit.within], unit.within


def index_of(resource: Resource) -> Index:
    """The citation trees of a resource: those of its header, else those of its profile's file (`deposit.citation`).

    Trees without a unit are left out. What cannot be cited, and why, is in `diagnostics` (H261, H262).
    Raises Refused as `Edition.tree` does.
    """
    edition = resource.edition
    own = declared(edition)
    chosen = own if own.trees or own.diagnostics else standard(str(resource.profile["deposit"]["citation"]))
    return _Reader(edition, resource.data).read(chosen)


class _Reader:
    def __init__(self, edition: Edition, data: bytes) -> None:
        self._edition = edition
        self.root = edition.tree.getroot()
        self._text = Text(data, self.root)
        self._order = {element: number for number, element in enumerate(self.root.iter("*"))}
        self._effort = Effort(self._text.data, self._text.parents, self._order)
        self._found: list[Diagnostic] = []

    def read(self, chosen: Declared) -> Index:
        """All units of all trees."""
        self._declared = chosen
        trees: list[Units] = []
        for tree in chosen.trees:
            units = _Tree(self, tree).units()
            if units.units:
                trees.append(units)
        if trees:
            first = trees[0]
            trees[0] = Units("", first.description, first.kinds, first.units, first.numbers)
        unique = tuple(dict.fromkeys((*chosen.diagnostics, *self._found)))
        return Index(self._text, tuple(trees), unique)

    def number(self, element: etree._Element) -> int:
        """The number of an element in document order."""
        return self._order[element]

    def matched(self, structure: CiteStructure, context: etree._Element) -> list[etree._Element]:
        """The elements of a structure within those of the one around it; none where that cannot be found out."""
        try:
            self._take(structure.match, context)
            elements = structure.match.elements(context)
            self._effort.units(len(elements))
        except NotXPath1 as reason:
            self._unusable(structure, f"@match: {reason}")
            return []
        return elements

    def identified(self, structure: CiteStructure, element: etree._Element, position: int, last: int) -> str | None:
        """What identifies an element among those of its structure, "" for nothing; None where nobody can tell."""
        try:
            self._take(structure.use, element)
            return structure.use.value(element, position, last)
        except NotXPath1 as reason:
            self._unusable(structure, f"@use: {reason}")
            return None

    def values(self, structure: CiteStructure, element: etree._Element, position: int, last: int) -> Iterator[Value]:
        """What the header wants to be said of an element."""
        for property, use in structure.data:
            term = _TERM.fullmatch(property)
            try:
                self._take(use, element)
                for text, holder in use.values(element, position, last):
                    yield Value(term["name"] if term else property, text, language_at(holder))
            except NotXPath1 as reason:
                self._unusable(structure, f"@use of citeData: {reason}")

    def _take(self, path: XPath, context: etree._Element) -> None:
        """Count what it takes to run an expression at an element. Raises NotXPath1 where that is too much.

        What no header declares is our own, and known to be quick.
        """
        if self._declared.edition is not self._edition:
            return
        number = self.number(context)
        self._effort.take(path, self._text.ends[number] - self._text.starts[number])

    def _unusable(self, structure: CiteStructure, reason: str) -> None:
        self._found.append(unusable(self._declared.edition, structure.element, reason))

    def uncitable(self, elements: list[etree._Element], reason: str) -> None:
        """H262: that these elements are no units, and why."""
        if elements:
            name = etree.QName(elements[0]).localname
            message = f"<{name}> cannot be cited: {reason}{and_more(len(elements) - 1)}"
            remedy = "give each what @use of its citeStructure looks for, no two the same"
            self._found.append(Diagnostic("H262", "warning", message, (self._edition.label(elements[0]),), help=remedy))


class _Tree:
    """The units of one tree, as they are found."""

    def __init__(self, reader: _Reader, tree: CitationTree) -> None:
        self._reader = reader
        self._tree = tree
        self._units: list[Unit] = []
        self._numbers: dict[str, int] = {}
        self._milestones: list[tuple[Unit, etree._Element]] = []
        self._nameless: list[etree._Element] = []
        self._repeated: list[etree._Element] = []

    def units(self) -> Units:
        """All of them."""
        kinds: list[Kind] = []
        self._add(self._reader.root, self._tree.structures, None, kinds)
        self._end_milestones()
        self._reader.uncitable(self._nameless, "nothing identifies it")
        self._reader.uncitable(self._repeated, "another has its identifier")
        return Units(self._tree.name, self._tree.description, kinds, self._units, self._numbers)

    def _add(
        self, context: etree._Element, structures: tuple[CiteStructure, ...], parent: Unit | None, kinds: list[Kind]
    ) -> None:
        """The units of some structures within an element, in the order of the text, and those in them."""
        reader = self._reader
        found: dict[int, tuple[CiteStructure, etree._Element, int, int]] = {}
        for structure in structures:
            elements = reader.matched(structure, context)
            for position, element in enumerate(elements, 1):
                found.setdefault(reader.number(element), (structure, element, position, len(elements)))
        for number in sorted(found):
            structure, element, position, last = found[number]
            used = reader.identified(structure, element, position, last)
            if used is None:
                continue
            identifier = f"{parent.identifier if parent else ''}{structure.delim}{used}"
            if not used or identifier in self._numbers:
                (self._repeated if used else self._nameless).append(element)
                continue
            kind = next((each for each in kinds if each.unit == structure.unit), None)
            if kind is None:
                kinds.append(kind := Kind(structure.unit))
            values = tuple(reader.values(structure, element, position, last))
            level = parent.level + 1 if parent else 1
            unit = Unit(identifier, level, parent.identifier if parent else "", structure.unit, number, values)
            self._numbers[identifier] = len(self._units)
            self._units.append(unit)
            if element.tag in _MILESTONES:
                unit.milestone = True
                self._milestones.append((unit, element))
            if structure.inner:
                self._add(element, structure.inner, unit, kind.inner)
            unit.after = len(self._units)

    def _end_milestones(self) -> None:
        """Find where the units end that begin at a milestone: at the next of the same kind, or of a higher one."""
        if not self._milestones:
            return
        waiting = {unit.element: unit for unit, _ in self._milestones}
        last: dict[tuple[str | None, str | None], list[tuple[int, Unit]]] = {}
        reader = self._reader
        for element in reader.root.iter(*_MILESTONES):
            number = reader.number(element)
            edition = element.get("ed")
            rank = _BREAKS.get(str(element.tag), -1)
            key = (edition, None if rank >= 0 else element.get("unit"))
            pending = last.setdefault(key, [])
            for each in [each for each in pending if each[0] >= rank]:
                each[1].until = number
                pending.remove(each)
            if unit := waiting.get(number):
                pending.append((rank, unit))
        for unit, element in self._milestones:
            *_, outermost = reader.root, *element.iterancestors(_T + "text")
            unit.within = reader.number(outermost)
