"""The house style of a project, learned from finished documents: what is set right in the marks of the annotators."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from tei.annotate.forms import Forms
from tei.annotate.traits import TRAITS, Place, Places, first_word, general, last_word
from tei.core.authority import Authority
from tei.core.document import MILESTONES, POINTERS, Document, Mark
from tei.core.profile import Profile

MOVES = ("take-before", "drop-first", "drop-last", "take-after")
"""How a border can go over a word: it takes in what stands before or after, or lets go the first or the last."""

DOINGS = (*MOVES, "leave", "tag", "refer", "link")
"""What a rule of a style can do, in the order in which it is done."""

_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done with places that have some traits; `unless` for an exception from the rules before it.

    `seen` is in how many places of the finished documents that could be seen, `right` in how many of them it was so.
    """

    do: str
    kind: str
    when: tuple[tuple[str, str], ...]
    gives: tuple[tuple[str, str], ...] = ()
    seen: int = 0
    right: int = 0
    unless: bool = False


@dataclass(frozen=True)
class Style:
    """The rules of a house style, the last that applies deciding, and the settings of the profile that it changes.

    `settings` holds what takes the place of single settings in the section `annotate`, in dotted names.
    """

    rules: tuple[Rule, ...] = ()
    settings: Mapping[str, str | bool] = field(default_factory=dict)
    documents: int = 0

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Style:
        """The style in a TOML file.

        Raises Refused: P101 if it cannot be read, P104 if it is no TOML, P811 for a table that no style has or a
        setting that none can change, P812 for a rule without a kind or a trait, P813 for an unknown trait, P814 for a
        wrong value.
        """
        from tei.annotate.stylefile import loaded

        return loaded(os.fspath(path))

    def over(self, profile: Profile) -> Profile:
        """The profile with the settings of this style."""
        if not self.settings:
            return profile
        annotate = dict(profile["annotate"])
        for name, value in self.settings.items():
            table, _, key = name.partition(".")
            annotate[table] = {**annotate[table], key: value}
        return replace(profile, sections={**profile.sections, "annotate": annotate})

    def apply(self, document: Document, marks: Iterable[Mark], authority: Authority) -> list[Mark]:
        """The marks of a document as this style has them; two may overlap."""
        return self.applied(Places(document), marks, authority)

    def applied(self, places: Places, marks: Iterable[Mark], authority: Authority) -> list[Mark]:
        """The marks as this style has them, in a document whose places are known."""
        return _Work(self, places, authority).marks(marks)

    def moved(self, kind: str, place: Place) -> Place:
        """The place of a mark with its borders where the style has them."""
        for move in MOVES:
            table = self.tables.get((move, kind))
            for _ in range(_MOST_WORDS if table else 0):
                shifted = shift(place, move)
                if shifted is None or table is None or not table.rule(place):
                    break
                place = shifted
        return place

    def leaves(self, kind: str, place: Place) -> bool:
        """Whether what stands at a place is not marked."""
        table = self.tables.get(("leave", kind))
        return table is not None and table.rule(place) is not None

    @cached_property
    def tables(self) -> dict[tuple[str, str], Table]:
        """The rules by what they do and the kind of mark, where places are looked at one by one."""
        found: dict[tuple[str, str], list[tuple[int, Rule]]] = defaultdict(list)
        for rank, rule in enumerate(self.rules):
            found[rule.do, rule.kind].append((rank, rule))
        return {key: Table(rules) for key, rules in found.items()}

    @cached_property
    def words(self) -> Forms[tuple[str, ...]]:
        """The words that are tagged wherever they stand, with the kinds of marks that they get."""
        kinds: dict[str, list[str]] = defaultdict(list)
        for rule in self.rules:
            when = dict(rule.when)
            if rule.do == "tag" and "words" in when and rule.kind not in kinds[when["words"]]:
                kinds[when["words"]].append(rule.kind)
        return Forms({words: tuple(each) for words, each in kinds.items()})

    @cached_property
    def has_words(self) -> bool:
        """Whether there are such words."""
        return any(rule.do == "tag" and "words" in dict(rule.when) for rule in self.rules)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The kinds of marks that parts of blocks get for how they look, whatever their words."""
        return tuple({rule.kind: None for rule in self.rules if rule.do == "tag" and "part" in dict(rule.when)})


class Table:
    """Rules that do the same, found by the traits of a place."""

    def __init__(self, rules: Iterable[tuple[int, Rule]]) -> None:
        self._rules: dict[tuple[str, ...], dict[tuple[str, ...], tuple[int, Rule]]] = defaultdict(dict)
        for rank, rule in rules:
            self._rules[tuple(name for name, _ in rule.when)][tuple(value for _, value in rule.when)] = rank, rule

    def rule(self, place: Place) -> Rule | None:
        """The last rule that applies to a place; None if there is none, or it is an exception."""
        best: tuple[int, Rule] | None = None
        known: dict[str, str] = {}
        for names, rules in self._rules.items():
            for name in names:
                if name not in known:
                    known[name] = TRAITS[name](place)
            found = rules.get(tuple(known[name] for name in names))
            if found and (best is None or found[0] > best[0]):
                best = found
        return best[1] if best and not best[1].unless else None


class _Work:
    """The rules at work on the marks of one document."""

    def __init__(self, style: Style, places: Places, authority: Authority) -> None:
        self._style = style
        self._authority = authority
        self._tables = style.tables
        self._places = places

    def marks(self, marks: Iterable[Mark]) -> list[Mark]:
        kept: list[tuple[Mark, Place | None]] = []
        for mark in marks:
            place = None if mark.kind in MILESTONES else self._place(mark)
            if place is None:
                kept.append((mark, None))
                continue
            moved = self._style.moved(mark.kind, place)
            if self._style.leaves(mark.kind, moved):
                continue
            if moved is not place:
                mark = replace(mark, span=moved.view.span(moved.start, moved.end))
            kept.append((mark, moved))
        tagged = list(self.tagged([(mark.kind, place) for mark, place in kept if place]))
        result = [self._linked(mark, place) for mark, place in kept if not place or not _given_way(mark, place, tagged)]
        for kind, place, rule in tagged:
            mark = Mark(kind, place.view.span(place.start, place.end), dict(rule.gives), "tei.style", _sure(rule))
            result.append(mark)
        return result

    def _place(self, mark: Mark) -> Place | None:
        at = self._places.of(mark.span)
        return at and placed(self._places, mark, *at, self._authority)

    def tagged(self, marks: list[tuple[str, Place]]) -> Iterator[tuple[str, Place, Rule]]:
        """What is tagged besides the marks that there are."""
        for kind, place in candidates(self._places, self._style, marks):
            table = self._tables.get(("tag", kind))
            rule = table.rule(place) if table else None
            if rule:
                yield kind, place, rule

    def _linked(self, mark: Mark, place: Place | None) -> Mark:
        if place is None:
            return mark
        table = self._tables.get(("refer", mark.kind))
        if table and place.entry and place.reference and (rule := table.rule(place)):
            name = next(name for name in POINTERS if name in mark.attributes)
            others = tuple(each for each in mark.others if each[0] != place.reference)
            attributes = {**mark.attributes, name: place.reference}
            mark = replace(mark, attributes=attributes, cert=max(mark.cert, round(_sure(rule), 2)), others=others)
            place = replace(place, mark=mark)
        table = self._tables.get(("link", mark.kind))
        rule = table.rule(place) if table else None
        return replace(mark, attributes={**mark.attributes, **dict(rule.gives)}) if rule else mark


def placed(places: Places, mark: Mark, start: int, end: int, authority: Authority) -> Place:
    """The place of a mark between two offsets of the view."""
    return Place(places.view, places.view.at(start), start, end, mark=mark, authority=authority)


def shift(place: Place, move: str) -> Place | None:
    """The place with one border moved over a word; None if it would be empty or leave its block."""
    text, start, end = place.view.text, place.start, place.end
    if move == "take-before":
        start, word = place.before
        return replace(place, start=start) if word else None
    if move == "take-after":
        end, word = place.after
        return replace(place, end=end) if word else None
    inside = text[start:end]
    if move == "drop-first":
        start += len(first_word(inside))
        while start < end and text[start].isspace():
            start += 1
    else:
        end -= len(last_word(inside))
        while start < end and text[end - 1].isspace():
            end -= 1
    return replace(place, start=start, end=end) if start < end else None


def candidates(places: Places, style: Style, marks: list[tuple[str, Place]]) -> Iterator[tuple[str, Place]]:
    """The places where something could be tagged, with the kind of mark: words of the style, and parts of blocks.

    What has a mark of the kind, or lies in a longer one, is none.
    """
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for kind, place in marks:
        found[kind].append((place.start, place.end))
    taken = defaultdict(lambda: _Taken(()), {kind: _Taken(spans) for kind, spans in found.items()})
    view = places.view
    if style.has_words:
        reached: dict[str, int] = defaultdict(int)
        hits = style.words.hits(general(view.text))
        for start, end, _, kinds in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            for kind in kinds:
                if start >= reached[kind] and not taken[kind].holds(start, end):
                    reached[kind] = end
                    yield kind, Place(view, view.at(start), start, end)
    if style.parts:
        for place in places.parts(end for _, end in found["persName"]):
            for kind in style.parts:
                if not taken[kind].holds(place.start, place.end):
                    yield kind, place


class _Taken:
    """Stretches of a text, and whether another is one of them or lies in one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch lies in one that begins with it or before it."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def _given_way(mark: Mark, place: Place, tagged: list[tuple[str, Place, Rule]]) -> bool:
    """Whether something of its kind that the style tags takes the place of a mark."""
    return any(kind == mark.kind and other.start < place.end and place.start < other.end for kind, other, _ in tagged)


def _sure(rule: Rule) -> float:
    return (rule.right + 0.5) / (rule.seen + 1) if rule.seen else 1.0
