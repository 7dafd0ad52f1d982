"""TEI files to diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tei.core.edition import Edition
from tei.core.profile import DEFAULT, Profile
from tei.core.project import Project, Rules
from tei.core.selection import Selection
from tei.core.stream import Stored
from tei.pipeline.line import Diagnostics


@dataclass(frozen=True)
class Checks:
    """The settings of a run of checks.

    `known` holds the ids of all files of the run, `only` the checks to make; with `every` all faults are told, not only
    the first of their kind. `project` has what is set for some of the files, `given` what goes before that.
    `raw` is the raw text, or the folder of those, that encodings are held to, `files` has the paths of the run's files.
    """

    profile: Profile
    schemas: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    only: tuple[str, ...] | None = None
    every: bool = False
    schematron: tuple[str, ...] = ()
    phase: str = ""
    svrl: str = ""
    raw: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)
    project: Project = field(default_factory=Project)
    given: Rules = field(default_factory=Rules)

    @classmethod
    def of(cls, project: Project, given: Rules) -> Checks:
        """The checks that a project wants, where it is not otherwise `given`. Raises Refused as `Profile.load` does."""
        rules = project.rules.then(given)
        return cls(_profile(rules.profile), project=project, given=given)._by(rules)

    def on(self, name: str) -> Checks:
        """The checks of one file."""
        if not self.project.some:
            return self
        return self._by(self.project.of(name).then(self.given))

    def _by(self, rules: Rules) -> Checks:
        return replace(
            self,
            profile=_profile(rules.profile),
            schemas=rules.schema,
            schematron=rules.schematron,
            phase=rules.phase,
            selection=rules.selection,
        )

    def prepare(self) -> None:
        """Load what every file needs, before there are several processes that would each load it."""
        from tei.validate import CHECKS, rules, schemas

        validate = self.profile["validate"]
        for name in self.only or validate["checks"]:
            CHECKS.load(name)
        schemas.prepare(self.schemas or (validate["schema"],))
        schemas.prepare(schema for some in self.project.some for schema in some.schema)
        rules.prepare((*self.schemas, *self.schematron, validate["schematron"]), self.phase)
        for some in self.project.some:
            rules.prepare((*some.schema, *some.schematron), some.phase or self.phase)


@cache
def _profile(name: str) -> Profile:
    return Profile.load(name or DEFAULT)


def check_tei(checks: Checks, name: str, data: bytes | Path) -> tuple[bool, Diagnostics]:
    """Whether a TEI file has no errors, and what was found in it; the file at a path is never all in memory.

    Raises Refused if it cannot be read or is no XML at all.
    """
    told = findings(checks, Edition(Stored(name, data)))
    return all(d.severity != "error" for d in told), told


def findings(checks: Checks, edition: Edition) -> Diagnostics:
    """What the checks that are set for the file of an edition find in it. Raises Refused if it is no XML at all."""
    from tei.validate import validate

    checks = checks.on(edition.source.name)
    found = validate(
        edition,
        checks.profile,
        schema=checks.schemas,
        known=checks.known,
        only=checks.only,
        every=checks.every,
        schematron=checks.schematron,
        phase=checks.phase,
        svrl=checks.svrl,
        raw=checks.raw,
        files=checks.files,
    )
    return tuple(checks.selection(found))


def ids_in(paths: Iterable[str]) -> frozenset[str]:
    """The ids in these files, as `tei.validate` wants to know them; a file that cannot be read has none."""
    from tei.validate import corpus

    return frozenset(name for path in paths for name in corpus.ids_in(path))
