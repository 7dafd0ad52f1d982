"""From an Edition to what is wrong with it: the grammar, ids and pointers, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.parse import unread
from tei.core.profile import Profile
from tei.core.registry import Registry
from tei.validate.collect import Collected, collected
from tei.validate.ignore import has_ignores, not_ignored

CHECKS = Registry(
    "tei.checks",
    {
        "grammar": "tei.validate.schemas:schemas",
        "pointers": "tei.validate.pointers:pointers",
        "dates": "tei.validate.dates:dates",
    },
)
"""Each check is a function of an Edition and a Context that yields diagnostics."""


@dataclass
class Context:
    """What a check may look at besides the edition.

    That is the profile, the path of its schema, the ids in the run's files, the paths or addresses of the schemas
    that the user wants in place of those that the document or the profile names, and whether `every` fault of the
    grammar is wanted, not only the first of its kind.
    """

    profile: Profile
    schema: str
    known: Collection[str]
    schemas: tuple[str, ...] = ()
    every: bool = False
    record: Collected | None = None
    """What was collected of the edition while it was matched."""

    def collected(self, edition: Edition) -> Collected:
        """The ids and pointers of the edition; it is read for them unless that was done while it was matched."""
        if self.record is None:
            self.record = collected(edition.source)
        return self.record


def validate(
    edition: Edition,
    profile: Profile,
    *,
    schema: str | Sequence[str] | None = None,
    known: Collection[str] = frozenset(),
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    every: bool = False,
) -> list[Diagnostic]:
    """What the profile's checks find in an edition, in the order of its characters.

    `schema` names one or several schemas, by path or address, in place of those that the document names, or, where it
    names none, the profile's. `known` holds the ids in the other files of the run. `only` and `without` choose among
    the profile's checks. With `every` the faults of the grammar are told one by one, however alike they are.
    Of a document that is not all there, what is missing is told and nothing else; of one that is
    not well-formed, the faults of its tags (X101, X102), and what the checks find when these are mended.
    What the document asks to be ignored is left out; see `tei.validate.ignore`.
    Raises Refused: P301 or P302 for a schema that cannot be used, P103 for an unknown check.
    """
    schemas = (schema,) if isinstance(schema, str) else tuple(schema or ())
    names = [n for n in profile["validate"]["checks"] if n not in without and (only is None or n in only)]
    ignoring = has_ignores(edition.source)

    def check(edition: Edition) -> Iterator[Diagnostic]:
        missing = unread(edition.source)
        yield from missing
        if any(diagnostic.severity == "error" for diagnostic in missing):
            return
        context = Context(profile, profile["validate"]["schema"], known, schemas, every or ignoring)
        for name in names:
            yield from CHECKS.load(name)(edition, context)

    try:
        found = list(check(edition))
    except expat.ExpatError as error:
        from tei.validate.malformed import malformed

        found = malformed(edition, check, error)
    if ignoring:
        found = list(not_ignored(edition.source, found, complete=only is None and not without))
    return sorted(found, key=_place)


def ids(edition: Edition) -> Iterator[str]:
    """Every value of `xml:id` in an edition."""
    return iter(collected(edition.source).ids)


def _place(diagnostic: Diagnostic) -> int:
    return diagnostic.labels[0].span.start if diagnostic.labels else -1
