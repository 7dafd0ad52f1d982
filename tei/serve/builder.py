"""The site of an edition that is being written, built again and again: only what has changed is done anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any

from tei import batch
from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.files import Input
from tei.core.templates import environment
from tei.pipeline import Building, Checks, Pipeline, distinct, write_site
from tei.serve.sources import Diagnostics, Reading, Sources
from tei.serve.state import Made, Places, State
from tei.site.gleaning import Gleaning, glean
from tei.site.manifest import NAME, forget, recorded
from tei.site.page import PageJob, Settings
from tei.site.parts import Part

MANY = 64
"""So many sources are read and checked by several processes."""

TEI = "tei"
"""The folder of a site in which the TEI of its pages is."""


class Stopped(Exception):
    """Raised in the midst of work that is wanted no longer."""


@dataclass(frozen=True)
class Change:
    """What a run of the builder has done: the sources that were changed, the number of pages made, the seconds."""

    sources: tuple[str, ...]
    pages: int
    seconds: float


@dataclass(frozen=True, eq=False)
class Published:
    """The editions that a site is made of, and the line that they went; one of another time is never equal."""

    line: Pipeline
    editions: tuple[Edition, ...] = ()


class Builder:
    """Builds the site of some sources into the folder `out` whenever it is asked to, and knows what is wrong in it.

    `line` gives the settings for the sources that there are, and is asked again when these are to be read `anew`. Once
    `stopping` is set, `build` and `check` soon raise Stopped.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        out: Path,
        line: Callable[[Sequence[Input]], Pipeline],
        *,
        checks: Checks,
        building: Building | None = None,
        stopping: Event | None = None,
        jobs: int = 1,
    ) -> None:
        self.out = out
        self.sources = Sources(arguments, out)
        self.state = State()
        """What is to be shown; another one after each `build` and `check`."""
        self.published: Published | None = None
        """What is to be handed on; another one after each `build` that found a change, None before the first."""
        self._line = line
        self._checks = checks
        self._building = building or Building()
        self._stopping = stopping or Event()
        self._jobs = jobs
        self._reading: Reading | None = None
        self._memory = _Memory(self._stopping)
        self._made: list[Made] = []
        self._places = Places()
        self._problems: Diagnostics = ()
        # How a page was made is known only of what is made here.
        for manifest in out.rglob(NAME):
            forget(manifest)

    def build(self, *, anew: bool = False) -> Change:
        """Read the sources that have changed, and write the pages that do; with `anew`, read the settings, too.

        What stands in the way is told in `state` after the next `check`; the pages stay as they were.
        """
        begun = perf_counter()
        before = _recorded(self.out)
        changed: list[str] = []
        self._problems = ()
        try:
            inputs = self.sources.inputs()
            if anew or self._reading is None:
                self._reading = self._read_settings(inputs)
            with batch.pool(self._jobs if len(inputs) >= MANY else 1) as workers:
                changed = self.sources.read(self._reading, anew=anew, workers=workers)
            self._stop_if_asked()
            line = self._reading.line
            editions, twice = distinct(draft.edition for draft in self.sources.drafts if draft.edition)
            self._problems = (*self.sources.problems, *twice)
            if self._building.templates:
                # One that is new there would not be seen: what was found once is looked for no more.
                environment.cache_clear()
            if changed or anew or self.published is None:
                self.published = Published(line, tuple(editions))
            write_site(line, editions, self.out, self._building, self._memory)
        except Refused as refused:
            self._problems = refused.diagnostics
        except Stopped:
            raise
        except Exception as error:
            # Whoever writes goes on, whatever has failed.
            self._problems = (batch.fault("the site", error),)
        self._made = self._memory.made(self.out)
        self.state = self.state.without_changed(self._made)
        after = _recorded(self.out)
        pages = sum(name.endswith(".html") and before.get(name) != made_of for name, made_of in after.items())
        return Change(tuple(changed), pages, perf_counter() - begun)

    def check(self) -> None:
        """Check what has changed, and find out where it is to be shown."""
        problems = {draft.name: draft.failed for draft in self.sources.drafts if draft.failed}
        if self._problems:
            problems[""] = self._problems
        if self._reading is None:
            self.state = State({}, problems)
            return
        with batch.pool(self._jobs if len(self.sources.drafts) >= MANY and not self.state.pages else 1) as workers:
            for _ in self.sources.check(self._reading, workers=workers):
                self._stop_if_asked()
        profile = self._reading.line.profile
        self.state = self._places.state(self.sources.drafts, self._made, profile, problems)

    def size_of(self, sources: Sequence[str]) -> int:
        """How many characters of TEI these sources make."""
        drafts = (draft for draft in self.sources.drafts if draft.name in sources)
        return sum(len(draft.edition.source.text) for draft in drafts if draft.edition)

    def _read_settings(self, inputs: Sequence[Input]) -> Reading:
        line = self._line(inputs)
        checks = self._checks
        if checks.profile.name == line.profile.name:
            checks = replace(checks, profile=line.profile)
        return Reading(line, checks)

    def _stop_if_asked(self) -> None:
        if self._stopping.is_set():
            raise Stopped


class _Memory:
    """Does the work on the parts of a site, and remembers what does not change: see `tei.site.run.Run`."""

    def __init__(self, stopping: Event) -> None:
        self._stopping = stopping
        self._profile: object = None
        self._gleanings: dict[tuple[str, str], Gleaning] = {}
        self._jobs: dict[tuple[str, str], tuple[Settings, PageJob]] = {}

    def __call__(self, work: Callable[[Any, Any], Any], settings: Any, items: Sequence[Any]) -> Iterator[Any]:
        return self._glean(settings, items) if work is glean else self._do(work, settings, items)

    def _glean(self, profile: Any, parts: Sequence[Part]) -> Iterator[Gleaning]:
        known = self._gleanings if self._profile is profile else {}
        self._profile, self._gleanings = profile, {}
        for part in parts:
            key = part.name, part.edition.source.text
            self._gleanings[key] = known[key] if key in known else glean(profile, part)
            yield self._gleanings[key]

    def _do(self, work: Callable[[Any, Any], Any], settings: Any, items: Sequence[Any]) -> Iterator[Any]:
        for item in items:
            if self._stopping.is_set():
                raise Stopped
            yield work(settings, item)
            if isinstance(item, PageJob) and isinstance(settings, Settings):
                self._jobs[item.name, item.source.text] = settings, item

    def made(self, out: Path) -> list[Made]:
        """How the pages in a folder were made; the others are forgotten. A page has its TEI in the folder beside it."""
        found: list[Made] = []
        before, self._jobs = self._jobs, {}
        for file in sorted(out.rglob(f"{TEI}/*.xml*")):
            name = file.name.removesuffix(".txt").removesuffix(".xml")
            key = name, file.read_bytes().decode("utf-8")
            if key in before:
                self._jobs[key] = before[key]
                page = file.parent.parent / f"{name}.html"
                found.append(Made(page.relative_to(out).as_posix(), *before[key]))
        return found


def _recorded(out: Path) -> dict[str, str]:
    """What the files of the sites in a folder were made of, by path; nothing where none was built."""
    return {
        (manifest.parent / name).relative_to(out).as_posix(): made_of
        for manifest in out.rglob(NAME)
        for name, made_of in recorded(manifest).items()
    }
