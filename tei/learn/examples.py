"""Finished documents as examples: what their editors marked, and what the annotators propose for the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.annotate import annotate
from tei.annotate.style import placed
from tei.annotate.traits import Place, Places
from tei.core.authority import shares_word
from tei.core.document import MILESTONES, POINTERS, Document, Mark, pointer
from tei.score.count import Count

if TYPE_CHECKING:
    from tei.core.authority import Authority
    from tei.core.profile import Profile
    from tei.read.finished import Finished

Offsets = tuple[int, int]
"""Where a mark begins and ends in a view."""


@dataclass(frozen=True, eq=False)
class Example:
    """One finished document: `gold` are the attributes of its marks by kind and place, `proposed` the annotators'."""

    document: Document
    places: Places
    gold: Mapping[str, Mapping[Offsets, Mapping[str, str]]]
    proposed: tuple[tuple[Mark, Place], ...]
    authority: Authority

    @classmethod
    def of(cls, finished: Finished, profile: Profile, authority: Authority) -> Example:
        """The example that a finished document gives."""
        places = Places(finished.document)
        gold: dict[str, dict[Offsets, Mapping[str, str]]] = defaultdict(dict)
        for mark in finished.document.marks:
            at = places.of(mark.span) if mark.kind not in MILESTONES else None
            if at:
                gold[mark.kind][at] = _possible(mark, places.view.text[slice(*at)], authority)
        proposed = []
        document = annotate(finished.bare, profile, authority)
        for mark in document.marks:
            at = places.of(mark.span) if mark.kind not in MILESTONES else None
            if at:
                proposed.append((mark, placed(places, mark, *at, authority)))
        return cls(document, places, gold, tuple(proposed), authority)

    def of_kinds(self, kind: str) -> list[Mark]:
        """The proposed marks of a kind, and the names."""
        return [mark for mark, _ in self.proposed if mark.kind in (kind, "persName")]

    def counts(self, marks: Iterable[Mark], kind: str, *, links: bool = False) -> Count:
        """How many of these marks are right, how many there are, how many the editors have of their kind.

        Right is one that is where the editors have one, and, with `links`, leads where theirs leads, or to its day.
        """
        gold = self.gold.get(kind, {})
        right = given = 0
        for mark in marks:
            at = self.places.of(mark.span) or (0, 0)
            given += 1
            if at in gold:
                right += not links or _value(mark.attributes) == _value(gold[at])
        return Count(right, given, len(gold))


def _value(attributes: Mapping[str, str]) -> str:
    """Where a mark leads, or the day and hour that it gives."""
    days = (attributes[name] for name in ("when", "from", "notBefore") if name in attributes)
    return pointer(attributes) or next(days, "")


def _possible(mark: Mark, text: str, authority: Authority) -> Mapping[str, str]:
    """The attributes of a mark, without a link to a person in whose entry there is no word of the name."""
    entry = authority.by_id.get(mark.pointer.removeprefix("#"))
    if mark.kind != "persName" or entry is None or shares_word(text, entry):
        return mark.attributes
    return {name: value for name, value in mark.attributes.items() if name not in POINTERS}
