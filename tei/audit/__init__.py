"""From finished encodings to what is probably wrong in them, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.core.namespaces import TEI
from tei.core.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from tei.audit.finding import Finding
    from tei.audit.volume import Volume
    from tei.core.authority import Authority
    from tei.core.diagnostic import Diagnostic, Label
    from tei.core.edition import Edition
    from tei.core.profile import Profile

Weighed = tuple[float, "Diagnostic"]
"""How many errors are expected in a finding, and the finding."""

AUDITS = Registry(
    "tei.audits",
    {
        "links": "tei.audit.links:links",
        "unlinked": "tei.audit.links:unlinked",
        "ranks": "tei.audit.ranks:ranks",
        "left": "tei.audit.tagging:left",
        "kinds": "tei.audit.tagging:kinds",
        "boundaries": "tei.audit.boundaries:boundaries",
        "italics": "tei.audit.boundaries:italics",
        "misplaced": "tei.audit.misplaced:misplaced",
        "paragraphs": "tei.audit.misplaced:paragraphs",
        "references": "tei.audit.references:references",
        "dates": "tei.audit.dates:dates",
        "heads": "tei.audit.heads:heads",
        "notes": "tei.audit.notes:notes",
    },
)
"""Each audit is a function of a Volume that yields Findings."""


def audit(
    editions: Sequence[Edition],
    profile: Profile,
    authority: Authority | None = None,
    *,
    known: Collection[str] = frozenset(),
) -> list[Weighed]:
    """What is probably wrong in editions that belong together, best first, with how many errors are expected in each.

    That number is the probability that it is an error, which `Diagnostic.doubt` holds, by the number of its places.
    Without an authority their own lists are used; with one, pointers may lead to its entries. `known` holds the ids in
    other files of the run. Raises Refused as `Edition.tree` does.
    """
    from tei.audit.checks import checked
    from tei.audit.lists import lists
    from tei.audit.volume import Volume

    volume = Volume.of(editions, profile, lists(editions) if authority is None else authority)
    found = list(checked(volume, known if authority is None else {*known, *authority.by_id}))
    for name in AUDITS.names():
        look: Callable[[Volume], Iterator[Finding]] = AUDITS.load(name)
        found += ((each.gain, each.diagnostic()) for each in look(volume))
    calls = [each.labels[0] for _, each in found if each.code == "A602"]
    found = [(gain, each) for gain, each in found if not (each.code == "L403" and _between(each, calls))]
    return sorted(found, key=lambda item: (-item[0], *_place(item[1])))


def is_volume(edition: Edition, profile: Profile) -> bool:
    """Whether a file holds several documents, so that it can be audited by itself. Raises Refused as `Edition.tree`."""
    type = profile["document"]["type"]
    documents = (div for div in edition.tree.iter(f"{{{TEI}}}div") if div.get("type") == type)
    return next(documents, None) is not None and next(documents, None) is not None


def _between(skip: Diagnostic, calls: Sequence[Label]) -> bool:
    """Whether notes are missing between two only because a call was left in the text there."""
    after, before = skip.labels[0], skip.labels[-1]
    return any(
        call.source.name == after.source.name and before.span.start < call.span.start < after.span.start
        for call in calls
    )


def _place(diagnostic: Diagnostic) -> tuple[str, int]:
    label = diagnostic.labels[0] if diagnostic.labels else None
    return (label.source.name, label.span.start) if label else ("", 0)
