"""From an Edition to what is wrong with it: the grammar, ids and pointers, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.parsers import expat

from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.parse import unread
from tei.core.profile import Profile
from tei.core.registry import Registry
from tei.core.source import Span
from tei.validate.collect import Collected, collected
from tei.validate.ignore import has_ignores, not_ignored
from tei.validate.observe import is_observer, observe

CHECKS = Registry(
    "tei.checks",
    {
        "grammar": "tei.validate.schemas:schemas",
        "rules": "tei.validate.rules:rules",
        "pointers": "tei.validate.pointers:pointers",
        "dates": "tei.validate.dates:dates",
        "notes": "tei.validate.notes:Notes",
        "pages": "tei.validate.pages:Pages",
        "numbers": "tei.validate.numbers:Numbers",
        "lines": "tei.validate.lines:Lines",
        "empty": "tei.validate.empty:Empty",
        "typography": "tei.validate.typography:Typography",
        "languages": "tei.validate.languages:Languages",
        "media": "tei.validate.media:Media",
        "rend": "tei.validate.rend:Rend",
        "header": "tei.validate.header:Header",
        "chronology": "tei.validate.chronology:Chronology",
        "raw": "tei.validate.raw:Raw",
    },
)
"""Each check is a function of an Edition and a Context that yields diagnostics, or an Observer, which looks at the
document together with others while it is read once (`tei.validate.observe`)."""


@dataclass
class Context:
    """What a check may look at besides the edition.

    That is the profile, the path of its schema, the ids in the run's files, the paths or addresses of the schemas
    that the user wants in place of those that the document or the profile names, and whether `every` fault of the
    grammar is wanted, not only the first of its kind. `schematron` holds the Schematron schemas that the user wants in
    place of those of the document or the profile, `phase` the phase that they are run in.
    """

    profile: Profile
    schema: str
    known: Collection[str]
    schemas: tuple[str, ...] = ()
    every: bool = False
    schematron: tuple[str, ...] = ()
    phase: str = ""
    svrl: str = ""
    """The folder for reports in the Schematron Validation Report Language, if they are wanted."""
    raw: str = ""
    """The raw text, or the folder of those, that the words of the edition are held to."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The paths of the run's files, by their names without folders and `.xml`."""
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
    schematron: Sequence[str] = (),
    phase: str = "",
    svrl: str = "",
    raw: str = "",
    files: Mapping[str, str] = MappingProxyType({}),
) -> list[Diagnostic]:
    """What the profile's checks find in an edition, in the order of its characters; then what is in other files.

    `schema` names one or several schemas, by path or address, in place of those that the document names, or, where it
    names none, the profile's; `schematron` those of Schematron, `phase` one of their phases, `svrl` the folder for
    reports in their own language, if they are wanted. `known` holds the ids in
    the other files of the run. `only` and `without` choose among the profile's checks. With `every` the faults are told
    one by one, however alike they are. Of a document that is not all there, what is missing is told and nothing else;
    of one that is not well-formed, the faults of its tags (X101, X102), and what the checks find when these are mended.
    With `raw`, a file or folder, the words are held to those of the raw text. `files` has the paths of the run's files.
    What the document asks to be ignored is left out; see `tei.validate.ignore`.
    Raises Refused: P301 or P302 for a schema that cannot be used, P103 for an unknown check.
    """
    schemas = (schema,) if isinstance(schema, str) else tuple(schema or ())
    names = [n for n in profile["validate"]["checks"] if n not in without and (only is None or n in only)]
    names += ["raw"] if raw and "raw" not in names else []
    ignoring = has_ignores(edition.source)

    def check(edition: Edition) -> Iterator[Diagnostic]:
        missing = unread(edition.source)
        yield from missing
        if any(diagnostic.severity == "error" for diagnostic in missing):
            return
        context = Context(
            profile,
            profile["validate"]["schema"],
            known,
            schemas,
            every=every or ignoring,
            schematron=tuple(schematron),
            phase=phase,
            svrl=svrl,
            raw=raw,
            files=files,
        )
        checks = [CHECKS.load(name) for name in names]
        told: set[tuple[str, Span]] = set()
        for each in checks:
            if not is_observer(each):
                for diagnostic in each(edition, context):
                    # What a project's own rules say is something else.
                    if not diagnostic.code.startswith("S"):
                        told.update((label.source.name, label.span) for label in diagnostic.labels[:1])
                    yield diagnostic
        for diagnostic in observe(edition, context, [each for each in checks if is_observer(each)]):
            # Of a value that the grammar does not allow nothing more need be said.
            if not any((label.source.name, label.span) in told for label in diagnostic.labels[:1]):
                yield diagnostic

    try:
        found = list(check(edition))
    except expat.ExpatError as error:
        from tei.validate.malformed import malformed

        found = malformed(edition, check, error, every=every)
    if ignoring:
        found = list(not_ignored(edition.source, found, complete=only is None and not without))
    return sorted(found, key=lambda diagnostic: _place(diagnostic, edition.source.name))


def ids(edition: Edition) -> Iterator[str]:
    """Every value of `xml:id` in an edition."""
    return iter(collected(edition.source).ids)


def _place(diagnostic: Diagnostic, document: str) -> tuple[bool, str, int, int]:
    """Where a finding stands among others: those without a place, those in the document, those in each other file."""
    if not diagnostic.labels:
        return False, "", 0, 0
    source, span = diagnostic.labels[0].source, diagnostic.labels[0].span
    return source.name != document, source.name, *source.position(span.start)
