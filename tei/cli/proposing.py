"""What is done before texts are encoded: the names in all of them looked at, and persons proposed for these."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.cli.session import Session
    from tei.core.files import Input
    from tei.pipeline import Pipeline

NAMES = "names"
"""The annotator that finds names without a list."""


def prepared(
    session: Session, line: Pipeline, inputs: Sequence[Input], propose: str | None, *, jobs: int | None, scheduler: str
) -> Pipeline:
    """The settings with what the texts show of the names in them, and with the persons proposed, if these are wanted.

    The file for the persons is written. Raises Refused (P108) if that fails.
    """
    if propose is None and (len(inputs) < 2 or not _looks_for_names(line)):
        return line
    from tei.core.authority import Authority
    from tei.core.files import write
    from tei.pipeline import glance_raw, sight_raw
    from tei.propose.listing import listing
    from tei.propose.persons import proposals
    from tei.propose.survey import survey

    run = session.run(glance_raw, line, inputs, jobs=jobs, scheduler=scheduler, verb="Surveying")
    known = survey(glance for _, glance in run)
    line = replace(line, survey=known)
    if propose is None:
        return line
    line = replace(line, profile=line.profile.with_annotator(NAMES))
    seen = session.run(sight_raw, line, inputs, jobs=jobs, scheduler=scheduler, verb="Proposing")
    found = proposals([each for _, sightings in seen for each in sightings], line.authority.by_id)
    write(Path(propose), listing(found, os.path.dirname(propose) or "."))
    entries = (*line.authority.entries, *(proposal.entry for proposal in found))
    known = replace(known, proposed=frozenset(proposal.entry.id for proposal in found))
    return replace(line, authority=Authority(entries, line.authority.diagnostics), survey=known)


def _looks_for_names(line: Pipeline) -> bool:
    return NAMES in line.profile["annotate"]["annotators"] and not line.authority.persons
