"""From an Edition to what is wrong with it: the grammar, ids and pointers, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tei.core.diagnostic import Diagnostic
from tei.core.edition import XML_ID, Edition
from tei.core.profile import Profile
from tei.core.registry import Registry

CHECKS = Registry(
    "tei.checks",
    {
        "grammar": "tei.validate.grammar:grammar",
        "pointers": "tei.validate.pointers:pointers",
        "dates": "tei.validate.dates:dates",
    },
)
"""Each check is a function of an Edition and a Context that yields diagnostics."""


@dataclass(frozen=True)
class Context:
    """What a check may look at besides the edition: the profile, the schema's path, the ids in the run's files."""

    profile: Profile
    schema: str
    known: Collection[str]


def validate(
    edition: Edition,
    profile: Profile,
    *,
    schema: str | None = None,
    known: Collection[str] = frozenset(),
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> list[Diagnostic]:
    """What the profile's checks find in an edition, in the order of its characters.

    `schema` is the path of a RELAX NG file that takes the place of the profile's. `known` holds
    the ids in the other files of the run. `only` and `without` choose among the profile's checks.
    Raises Refused: P301 or P302 for a schema that cannot be used, P103 for an unknown check.
    """
    context = Context(profile, schema or profile["validate"]["schema"], known)
    names = [n for n in profile["validate"]["checks"] if n not in without and (only is None or n in only)]
    return sorted((d for name in names for d in CHECKS.load(name)(edition, context)), key=_place)


def ids(edition: Edition) -> Iterator[str]:
    """Every value of `xml:id` in an edition."""
    return (str(element.get(XML_ID)) for element in edition.elements() if XML_ID in element.attrib)


def _place(diagnostic: Diagnostic) -> int:
    return diagnostic.labels[0].span.start if diagnostic.labels else -1
