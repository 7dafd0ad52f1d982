"""The contents of a site: volumes with their parts as a tree, single documents under their years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby
from typing import Literal

from tei.render import Metadata
from tei.render.whole import Whole
from tei.site.page import Leaf
from tei.site.parts import Part

FEW = 40
"""So many documents are shown at once; a longer list of sections is opened section by section."""

Years = list[tuple[str, list[Metadata]]]
Runs = Iterator[tuple["Branch | None", Years]]
"""A section by itself, or None and the documents that follow one another, under their years."""


@dataclass(frozen=True)
class Branch:
    """A part of a volume and what stands in it: documents and sections, in the order of the text."""

    metadata: Metadata
    kind: Literal["document", "section"]
    matter: str
    below: list[Branch] = field(default_factory=list)

    @property
    def documents(self) -> list[Metadata]:
        """All documents in it, however deep."""
        return list(chain.from_iterable(b.documents if b.kind == "section" else [b.metadata] for b in self.below))

    @property
    def runs(self) -> Runs:
        """What is in it, in the order of the text."""
        return _runs(self.below)

    @property
    def extent(self) -> str:
        """From when to when its documents are."""
        return extent(self.documents)


@dataclass(frozen=True)
class Volume:
    """A divided edition: what its header says, and its parts, outermost first."""

    about: Whole
    parts: list[Branch]

    @property
    def title(self) -> str:
        """Its own title, without the names of the series, the subseries and the number that its full one repeats."""
        full = self.about.title
        for outer in filter(None, (self.about.series, self.about.subseries, self.about.volume)):
            full = full.replace(outer, "")
        return ", ".join(filter(None, (piece.strip() for piece in full.split(",")))) or self.about.title

    @property
    def documents(self) -> list[Metadata]:
        """The documents of its body."""
        body = [b for b in self.parts if b.matter == "body"]
        return list(chain.from_iterable(b.documents if b.kind == "section" else [b.metadata] for b in body))

    @property
    def is_short(self) -> bool:
        """Whether all of it can be shown at once: few documents, or no other section to choose from."""
        sections = sum(1 for b in self.parts if b.kind == "section")
        return len(self.documents) <= FEW or sections < 2

    @property
    def runs(self) -> Runs:
        """Its parts, in the order of the text."""
        return _runs(self.parts)


def extent(documents: Iterable[Metadata]) -> str:
    """From when to when documents are, like "1955–1957"; "" where they bear no date."""
    years = sorted({m.date[:4] for m in documents if m.date})
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def contents(divided: Iterable[Sequence[Part]], leaves: Sequence[Leaf]) -> tuple[list[Volume], Years]:
    """The volumes, and the documents that stand alone under their years.

    `divided` has the parts of each edition; one that is a single part is no volume.
    """
    known = {id(leaf.part): leaf for leaf in leaves}
    volumes: list[Volume] = []
    loose: set[int] = set()
    for parts in divided:
        found = [known[id(part)] for part in parts if id(part) in known]
        if len(parts) > 1 and found:
            volumes.append(Volume(parts[0].corpus or found[0].metadata.whole, _tree(found)))
        else:
            loose.update(id(leaf.part) for leaf in found)
    return volumes, _years([leaf.metadata for leaf in leaves if id(leaf.part) in loose])


def _tree(leaves: Iterable[Leaf]) -> list[Branch]:
    top: list[Branch] = []
    by_name: dict[str, Branch] = {}
    for leaf in leaves:
        branch = Branch(leaf.metadata, leaf.part.kind, leaf.part.matter)
        around = _nearest(leaf.part, by_name)
        (around.below if around else top).append(branch)
        by_name[leaf.part.name] = branch
    return top


def _nearest(part: Part, by_name: Mapping[str, Branch]) -> Branch | None:
    """The section around a part; a section that has no page of its own is passed over."""
    return next((by_name[name] for name in reversed(part.above) if name in by_name), None)


def _runs(branches: Iterable[Branch]) -> Runs:
    for kind, group in groupby(branches, key=lambda b: b.kind):
        if kind == "section":
            yield from ((branch, []) for branch in group)
        else:
            yield None, _years([branch.metadata for branch in group])


def _years(documents: Sequence[Metadata]) -> Years:
    """The documents under their years; under none when they do not follow one another in time.

    One without a date stands with the document before it.
    """
    if not documents:
        return []
    years = (m.date[:4] for m in documents)
    known: Iterator[str] = accumulate(years, lambda before, year: year or before)
    found = [
        (year, [m for _, m in group])
        for year, group in groupby(zip(known, documents, strict=True), key=lambda each: each[0])
    ]
    rising = [year for year, _ in found]
    return found if len(found) > 1 and rising == sorted(set(rising)) else [("", list(documents))]
