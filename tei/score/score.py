"""The scores of many documents: how much of gold is right in each, and in sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tei.core.authority import shares_word
from tei.core.namespaces import TEI
from tei.score.compare import Comparison
from tei.score.count import CATEGORIES, Count, Counts, faults, total
from tei.score.standoff import VALUES

if TYPE_CHECKING:
    from lxml import etree

    from tei.core.authority import Authority
    from tei.score.documents import Encoding


@dataclass(frozen=True)
class Scored:
    """A document of gold, its encoding and its raw text, each None where there is none, and how much of it is right."""

    gold: Encoding
    given: Encoding | None
    raw: str | None
    doubted: frozenset[etree._Element]
    counts: Counts

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.gold.id

    @cached_property
    def faults(self) -> dict[str, int]:
        """How many are wrong in each category, the most first."""
        return faults(self.counts)

    @property
    def wrong(self) -> int:
        """How many are wrong in all of these."""
        return sum(self.faults.values())

    def comparison(self) -> Comparison:
        """The two encodings laid over each other, made anew."""
        return _compared(self.given, self.gold, self.raw, self.doubted)


@dataclass(frozen=True)
class Score:
    """What a comparison of two encodings came to: the documents in the order of gold, and the categories asked for."""

    documents: tuple[Scored, ...]
    categories: tuple[str, ...] = CATEGORIES

    @cached_property
    def total(self) -> dict[str, Count]:
        """The counts of all documents together."""
        counts = total(each.counts for each in self.documents)
        return {category: counts[category] for category in self.categories}

    def worst(self, number: int) -> list[Scored]:
        """So many of the documents in which something is wrong, the worst first."""
        return sorted((each for each in self.documents if each.wrong), key=lambda each: -each.wrong)[:number]

    def below(self, floors: Mapping[str, float]) -> Iterator[tuple[str, Count, float]]:
        """The categories whose F1 is less than asked for, with their counts and what was asked for."""
        for category, floor in floors.items():
            if self.total[category].f1 < floor:
                yield category, self.total[category], floor


def score(
    pairs: Iterable[tuple[Encoding | None, Encoding]],
    *,
    raw: Mapping[str, str] | None = None,
    authority: Authority | None = None,
    categories: Sequence[str] = CATEGORIES,
    advance: Callable[[], None] = lambda: None,
) -> Score:
    """The score of pairs of an encoding and gold.

    A document that is not among the raw texts, which go by its id, counts as a whole. Links of gold to an entry of the
    authority in which no word of the name stands are left out of count: they cannot be right. `advance` is called for
    each document that is done.
    """
    chosen = tuple(category for category in CATEGORIES if category in set(categories))
    documents = []
    for given, gold in pairs:
        text = (raw or {}).get(gold.id)
        doubted = frozenset(_impossible(gold.element, authority) if authority else ())
        counts = _compared(given, gold, text, doubted).counts
        documents.append(Scored(gold, given, text, doubted, {category: counts[category] for category in chosen}))
        advance()
    return Score(tuple(documents), chosen)


def _compared(
    given: Encoding | None, gold: Encoding, raw: str | None, doubted: frozenset[etree._Element]
) -> Comparison:
    # What is not there says nothing.
    element = given.element if given else gold.element.makeelement("div")
    return Comparison(element, gold.element, raw, doubted)


def _impossible(element: etree._Element, authority: Authority) -> Iterator[etree._Element]:
    """The names whose entry has no word of theirs."""
    for name in element.iter(f"{{{TEI}}}persName"):
        pointers = next((value for attribute in VALUES["persName"] if (value := name.get(attribute))), "").split()
        entries = [authority.by_id.get(pointer.removeprefix("#")) for pointer in pointers]
        words = "".join(map(str, name.itertext()))
        # A pointer that leads elsewhere may be right.
        if entries and all(entry and not shares_word(words, entry) for entry in entries):
            yield name
