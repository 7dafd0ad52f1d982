"""The line from raw text to site; the only module that names every stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic, Label, Refused, unreadable
from tei.core.edition import Edition
from tei.core.profile import DEFAULT, Profile
from tei.core.project import Project, Rules
from tei.core.selection import Selection
from tei.core.source import Source, Span
from tei.core.stream import Stored

if TYPE_CHECKING:
    from tei.annotate.style import Style
    from tei.core.authority import Authority
    from tei.propose.sightings import Sighting
    from tei.propose.survey import Glance, Survey
    from tei.site.run import Run

Diagnostics = tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Pipeline:
    """The settings that all documents of one run share."""

    profile: Profile
    authority: Authority = field(default_factory=lambda: _nobody())
    style: Style | None = None
    survey: Survey | None = None

    @classmethod
    def load(
        cls, profile: str, authority: str | None = None, header: str | None = None, style: str | None = None
    ) -> Pipeline:
        """The settings in a profile and in the files named. Raises Refused for what cannot be used."""
        from tei.core.authority import Authority

        practice = Profile.load(profile)
        if header:
            practice = practice.with_header(header)
        known = Authority.load(authority) if authority else Authority()
        if not style:
            return cls(practice, known)
        from tei.annotate.style import Style

        return cls(practice, known, Style.load(style))

    def edition(self, source: Source) -> Edition:
        """The TEI edition of one raw text, with the diagnostics of every stage and of the three laws."""
        # What only checks or renders does not wait for these.
        from tei.annotate import annotate
        from tei.core.laws import nothing_lost, stable, text_kept
        from tei.encode import encode
        from tei.read import read

        document = annotate(read(source, self.profile), self.profile, self.authority, self.style, self.survey)
        edition = encode(document, self.profile, self.authority)
        laws = (*nothing_lost(document), *text_kept(document, edition), *stable(edition))
        return replace(edition, diagnostics=(*_unusual(source), *edition.diagnostics, *laws))


def _nobody() -> Authority:
    from tei.core.authority import Authority

    return Authority()


def _unusual(source: Source) -> Diagnostics:
    """T107 for a text that is not in UTF-8: which encoding was taken."""
    taken = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
    if source.encoding not in taken:
        return ()
    label = Label(source, Span(0, 1))
    remedy = "if letters look wrong, convert the file to UTF-8"
    return (Diagnostic("T107", "info", f"read as {taken[source.encoding]}", (label,), help=remedy),)


def glance_raw(line: Pipeline, name: str, data: bytes) -> tuple[Glance, Diagnostics]:
    """What one raw text shows of its words, for the survey of all. What cannot be read is told when it is encoded."""
    from tei.core.view import View
    from tei.propose.model import sheet
    from tei.propose.survey import glance
    from tei.read import read

    try:
        return glance(sheet(View.of(read(Source.decode(data, name), line.profile)))), ()
    except Refused:
        return {}, ()


def sight_raw(line: Pipeline, name: str, data: bytes) -> tuple[tuple[Sighting, ...], Diagnostics]:
    """The names in one raw text that lead to nobody. What cannot be read is told when it is encoded."""
    from tei.annotate import annotate
    from tei.propose.sightings import sightings
    from tei.read import read

    try:
        document = read(Source.decode(data, name), line.profile)
    except Refused:
        return (), ()
    return tuple(sightings(annotate(document, line.profile, line.authority, line.style, line.survey))), ()


def encode_raw(line: Pipeline, name: str, data: bytes) -> tuple[str, Diagnostics]:
    """The TEI of one raw text, and what was found on the way. Raises Refused if it is no text."""
    edition = line.edition(Source.decode(data, name))
    return edition.source.text, edition.diagnostics


def encode_checked(line: Pipeline, name: str, data: bytes) -> tuple[Edition, Diagnostics]:
    """The edition of one raw text, and what was found, the checks that need no other file included."""
    from tei.validate import validate

    edition = line.edition(Source.decode(data, name))
    return edition, (*edition.diagnostics, *validate(edition, line.profile, without=("pointers",)))


def read_tei(line: Pipeline, name: str, data: bytes) -> tuple[Edition, Diagnostics]:
    """The edition in a TEI file. Raises Refused (P801) if it is not TEI, and as `Edition.decode` does."""
    from tei.core.edition import refuse_foreign

    edition = Edition.decode(data, name)
    refuse_foreign(edition)
    return edition, ()


@dataclass(frozen=True)
class Building:
    """How a site is built: see `tei.site.build`."""

    title: str = ""
    url: str = ""
    templates: Path | None = None
    stylesheet: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    epub: bool = False
    search: str = ""


def build_site(
    line: Pipeline, editions: Sequence[Edition], out: Path, building: Building, run: Run | None = None
) -> tuple[list[Path], Diagnostics]:
    """Write the site of these editions; returns the files, and where pointers lead nowhere.

    Of two documents with one id the first is taken, the other told (L105). Raises Refused as `tei.site.build` does.
    """
    from tei.validate import ids, validate

    taken, found = distinct(editions)
    known = frozenset(name for edition in taken for name in ids(edition))
    dangling = (d for edition in taken for d in validate(edition, line.profile, known=known, only=("pointers",)))
    return write_site(line, taken, out, building, run), (*found, *dangling)


def distinct(editions: Iterable[Edition]) -> tuple[list[Edition], Diagnostics]:
    """The editions, of two with one id only the first; the others are told (L105)."""
    taken: dict[str, Edition] = {}
    found: list[Diagnostic] = []
    for edition in editions:
        first = taken.setdefault(edition.source.name, edition)
        if first is not edition:
            found.append(_same_id(edition, first))
    return list(taken.values()), tuple(found)


def write_site(
    line: Pipeline, editions: Sequence[Edition], out: Path, building: Building, run: Run | None = None
) -> list[Path]:
    """Write the site of these editions, each of another id; see `tei.site.build`."""
    from tei.site.run import serially
    from tei.site.shelf import shelve

    return shelve(
        editions,
        out,
        line.profile,
        title=building.title,
        url=building.url,
        templates=building.templates,
        stylesheet=building.stylesheet,
        parameters=building.parameters,
        epub=building.epub,
        search=building.search,
        run=run or serially,
    )


def _same_id(edition: Edition, first: Edition) -> Diagnostic:
    name = edition.source.name.removesuffix(".xml")
    labels = [Label(e.raw, Span(0, 1), text) for e, text in ((edition, "left out"), (first, "taken")) if e.raw]
    remedy = "build the two volumes apart, or take one of the texts away"
    return Diagnostic("L105", "error", f"two documents are {name}", tuple(labels), help=remedy)


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


@dataclass(frozen=True)
class Fixing:
    """The settings of a run that fixes: its checks, whether fixes that are not safe are made, and files written."""

    checks: Checks
    unsafe: bool = False
    writes: bool = True


@dataclass(frozen=True)
class Mended:
    """What fixing has made of one file: how many fixes of which code, and how many more findings have unsafe ones."""

    made: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0
    clean: bool = False
    """Whether no error is left in it."""
    data: bytes = b""
    """The file now, where it could not be written by whom it was fixed."""
    difference: str = ""
    """What has changed, as a unified diff, where nothing is written."""


def fix_tei(fixing: Fixing, name: str, data: bytes | Path) -> tuple[Mended, Diagnostics]:
    """What fixing makes of a TEI file, and what is left in it; a file at a path is written.

    Raises Refused if it cannot be read or written.
    """
    from tei.validate.fix import difference, fix, save

    checks = fixing.checks.on(name)

    def found(data: bytes | Path, *, every: bool) -> Diagnostics:
        try:
            return check_tei(replace(checks, every=every or checks.every), name, data)[1]
        except Refused as refused:
            return refused.diagnostics

    first = found(data, every=True)
    if not first:
        return Mended(clean=True, data=data if isinstance(data, bytes) else b""), ()
    try:
        whole = data.read_bytes() if isinstance(data, Path) else data
    except OSError as error:
        raise Refused(unreadable(name, error)) from None

    def fixable(now: bytes) -> list[Diagnostic]:
        every = first if now == whole else found(now, every=True)
        return [each for each in every if checks.selection.tells(each)]

    fixed = fix(name, whole, fixable, unsafe=fixing.unsafe)
    failed = fixed.diagnostics
    if fixed.made and fixing.writes:
        failed += save(data, whole, fixed.data) if isinstance(data, Path) else ()
    # What is alike is told together, unless it is otherwise wanted.
    told = found(data if isinstance(data, Path) else fixed.data, every=False) if fixing.writes else first
    changes = "" if fixing.writes else difference(name, whole, fixed.data)
    left = (*told, *failed)
    clean = all(each.severity != "error" for each in left)
    # Where nothing is written, the difference is told instead of what is found.
    left = left if fixing.writes else tuple(each for each in left if each.code.startswith("P"))
    given = fixed.data if isinstance(data, bytes) else b""
    return Mended({} if failed else fixed.made, fixed.waiting, clean, given, changes), left


def ids_in(paths: Iterable[str]) -> frozenset[str]:
    """The ids in these files, as `tei.validate` wants to know them; a file that cannot be read has none."""
    from tei.validate import corpus

    return frozenset(name for path in paths for name in corpus.ids_in(path))


@dataclass(frozen=True)
class Rendering:
    """The settings of a run that renders."""

    profile: Profile
    stylesheet: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def render_tei(rendering: Rendering, name: str, data: bytes) -> tuple[str, Diagnostics]:
    """The HTML page of one TEI file, and what the stylesheet said. Raises Refused if it is no XML or that fails."""
    from tei.render import render

    edition = Edition.decode(data, name)
    page = render(edition, rendering.profile, stylesheet=rendering.stylesheet, parameters=rendering.parameters)
    return page.html, page.diagnostics
