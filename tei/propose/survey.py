"""What a first look at all texts of a run tells of the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.core.document import POINTERS

if TYPE_CHECKING:
    from tei.core.document import Mark
    from tei.propose.model import Sheet

RESP = "tei.names"
"""Who says so of names found without a list."""

CORRESPONDENTS = "tei.correspondents"
"""Who says so of names in heads and signatures, which need no list either."""

Glance = Mapping[str, float]
"""Of one document, the words with a capital that can be names, each with the best of its scores there."""

_HOPELESS = -5.5
"""What has no higher score in a document is not kept: it can be no name."""


@dataclass(frozen=True)
class Survey:
    """How many documents there are; of every word, in how many it looks like a name, and its best score.

    `proposed` has the ids of the persons that were proposed for the names.
    """

    documents: int = 0
    seen: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()

    def confirmed(self, marks: Sequence[Mark]) -> list[Mark]:
        """The marks without those that mean a proposed person where only a word's letters say that it is a name."""
        if not self.proposed:
            return list(marks)
        found = [mark.span for mark in marks if mark.resp in (RESP, CORRESPONDENTS)]
        named = {i for span in found for i in range(span.start, span.end)}
        return [
            mark
            for mark in marks
            if not any(mark.attributes.get(name, "")[1:] in self.proposed for name in POINTERS)
            or not named.isdisjoint(range(mark.span.start, mark.span.end))
        ]


def glance(sheet: Sheet) -> Glance:
    """What one document shows of its words."""
    best: dict[str, float] = {}
    for i, score in zip(sheet.capitals, sheet.scores, strict=True):
        word = sheet.words.texts[i]
        if score > best.get(word, _HOPELESS):
            best[word] = score
    return best


def survey(glances: Iterable[Glance]) -> Survey:
    """What the glances at all documents come to; their order does not matter."""
    count = 0
    seen: dict[str, tuple[int, float]] = {}
    for one in glances:
        count += 1
        for word, score in one.items():
            number, best = seen.get(word, (0, score))
            seen[word] = (number + (score > 0), max(best, score))
    return Survey(count, seen)
