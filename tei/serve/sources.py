"""The sources of an edition that is being written: read, encoded and checked anew where they have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from tei import batch
from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.files import EDITIONS, RAW_TEXTS, Input, collect, is_edition
from tei.core.spread import is_spread
from tei.pipeline import Checks, Pipeline, decode_raw, findings, read_tei
from tei.validate import ids, validate

Diagnostics = tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Draft:
    """A source as it is now, and the last edition that could be made of it.

    `failed` says why none could be made of what it is now, `found` what the checks find in the edition.
    """

    name: str
    digest: str = ""
    edition: Edition | None = field(default=None, repr=False)
    failed: Diagnostics = ()
    encoded: Diagnostics = field(default=(), repr=False)
    found: Diagnostics = field(default=(), repr=False)
    ids: frozenset[str] = field(default=frozenset(), repr=False)
    checked: bool = False

    @property
    def diagnostics(self) -> Diagnostics:
        """All that is known to be wrong with the edition."""
        return (*self.encoded, *self.found)


@dataclass(frozen=True)
class Reading:
    """How sources are read and checked: the line for raw texts, the checks for TEI, the ids in all files."""

    line: Pipeline
    checks: Checks
    known: frozenset[str] = frozenset()


class Sources:
    """The drafts of the files that some arguments name, without those in a folder that is `spared`."""

    def __init__(self, arguments: Sequence[str], spared: Path) -> None:
        self._arguments = arguments
        self._spared = spared.resolve()
        self._drafts: dict[str, Draft] = {}
        self._known: frozenset[str] = frozenset()
        self.problems: Diagnostics = ()
        """What the arguments name and is not there."""

    @property
    def drafts(self) -> list[Draft]:
        """The drafts in the order of the arguments."""
        return list(self._drafts.values())

    def inputs(self) -> list[Input]:
        """The files that the arguments name now; what is wrong with the arguments is kept in `problems`."""
        inputs, diagnostics = collect(self._arguments, RAW_TEXTS, otherwise=EDITIONS, apart=False)
        self.problems = tuple(diagnostics)
        return [each for each in inputs if not Path(each.path).resolve().is_relative_to(self._spared)]

    def read(self, reading: Reading, *, anew: bool = False, workers: batch.Pool | None = None) -> list[str]:
        """Read what has changed, or all `anew`; returns the names of the files that are new, changed or gone."""
        before = self._drafts
        now: dict[str, Draft] = {}
        waiting: list[batch.Task] = []
        for each in self.inputs():
            draft = before.get(each.name, Draft(each.name))
            now[each.name] = draft
            try:
                data = Path(each.path).read_bytes()
            except OSError:
                # What vanishes between the listing and the reading is gone the next time.
                continue
            digest = sha256(data).hexdigest()
            # What draws on other files may have changed although its own characters have not.
            if anew or digest != draft.digest or (draft.edition and is_spread(draft.edition.source)):
                now[each.name] = replace(draft, digest=digest)
                waiting.append(batch.Task(each.name, data))
        for result in batch.run(read_source, reading.line, waiting, workers):
            draft = now[result.name]
            if result.value is None:
                now[result.name] = replace(draft, failed=result.diagnostics)
            elif draft.edition != result.value:
                known = _ids(result.value)
                now[result.name] = Draft(
                    result.name, draft.digest, result.value, (), result.diagnostics, draft.found, known
                )
            else:
                now[result.name] = replace(draft, failed=(), encoded=result.diagnostics)
        self._drafts = now
        return [name for name in {**before, **now} if before.get(name) != now.get(name)]

    def check(self, reading: Reading, *, workers: batch.Pool | None = None) -> Iterator[str]:
        """Check what has changed, or points to what has; yields the name of each file that was checked."""
        known = frozenset().union(*(draft.ids for draft in self._drafts.values()))
        changed, self._known = known ^ self._known, known
        waiting = [
            draft
            for draft in self._drafts.values()
            if draft.edition and (not draft.checked or any(id in draft.edition.source.text for id in changed))
        ]
        for draft, result in zip(
            waiting, batch.spread(check_draft, replace(reading, known=known), waiting, workers), strict=True
        ):
            found = result.diagnostics if result.value is None else result.value
            self._drafts[draft.name] = replace(draft, found=found, checked=True)
            yield draft.name


def read_source(line: Pipeline, name: str, data: bytes) -> tuple[Edition, Diagnostics]:
    """The edition that a source makes, raw text or TEI. Raises Refused if it makes none."""
    if is_edition(name):
        return read_tei(line, name, data)
    edition = line.edition(decode_raw(name, data))
    return edition, edition.diagnostics


def check_draft(reading: Reading, draft: Draft) -> Diagnostics:
    """What the checks of `tei validate` find in a draft."""
    assert draft.edition
    if draft.edition.raw is not None:
        return tuple(validate(draft.edition, reading.line.profile, known=reading.known))
    return findings(replace(reading.checks, known=reading.known), draft.edition)


def _ids(edition: Edition) -> frozenset[str]:
    try:
        return frozenset(ids(edition))
    except Refused:
        return frozenset()
