"""Editions to a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic, Label
from tei.core.edition import Edition
from tei.core.source import Source, Span
from tei.pipeline.line import Diagnostics, Pipeline

if TYPE_CHECKING:
    from tei.site.run import Run


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
    told: list[Diagnostic] = []
    return list(each_once(editions, told)), tuple(told)


def each_once(editions: Iterable[Edition], told: list[Diagnostic]) -> Iterator[Edition]:
    """The editions one by one, of two with one id only the first; of the others it is added to `told` (L105)."""
    taken: dict[str, Source | None] = {}
    for edition in editions:
        name = edition.source.name
        if name in taken:
            told.append(_same_id(edition, taken[name]))
            continue
        # No more is kept than what is shown of it.
        taken[name] = replace(edition.raw, text=edition.raw.text.partition("\n")[0] + "\n") if edition.raw else None
        yield edition


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


def _same_id(edition: Edition, first: Source | None) -> Diagnostic:
    name = edition.source.name.removesuffix(".xml")
    labels = [Label(raw, Span(0, 1), text) for raw, text in ((edition.raw, "left out"), (first, "taken")) if raw]
    remedy = "build the two volumes apart, or take one of the texts away"
    return Diagnostic("L105", "error", f"two documents are {name}", tuple(labels), help=remedy)
