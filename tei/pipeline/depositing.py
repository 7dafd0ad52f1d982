"""Editions to what repositories ingest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.pipeline.building import each_once
from tei.pipeline.line import Diagnostics, Pipeline

if TYPE_CHECKING:
    from tei.deposit import Collection


@dataclass(frozen=True)
class Depositing:
    """What is said of a collection besides its headers: see `tei.deposit.collect`."""

    title: str = ""
    url: str = ""
    email: str = ""
    latest: bool = False


def collection_of(
    line: Pipeline, editions: Iterable[Edition], depositing: Depositing
) -> tuple[Collection, Diagnostics]:
    """The collection of these editions, of two with one id the first; the other is told (L105).

    P871 where several editions are called as the profile is, which nobody chose to say so of them.
    """
    from tei.deposit import collect

    told: list[Diagnostic] = []
    said = {"title": depositing.title, "url": depositing.url, "email": depositing.email}
    dated = _dated(each_once(editions, told))
    collection = collect(dated, line.profile, line.authority, **said, latest=depositing.latest)
    return collection, (*told, *_untitled(collection, depositing.title))


def _untitled(collection: Collection, title: str) -> Iterator[Diagnostic]:
    profile = collection.profile
    finished = [each for each in collection.resources if not each.encoded]
    chosen = title or profile["render"]["edition"]
    if len(collection.resources) > 1 and finished and not chosen and collection.title == profile.title:
        wholes = [each.title for each in finished[0].record.relatives("IsPartOf")]
        if collection.title not in wholes:
            message = f"nothing says what the texts are called together: {collection.title!r} is what the profile says"
            remedy = "give --title, or add <seriesStmt><title>…</title></seriesStmt> to the <fileDesc> of each"
            yield Diagnostic("P871", "warning", message, help=remedy)


def _dated(editions: Iterable[Edition]) -> Iterable[tuple[Edition, str]]:
    """Each edition with the time when the file that it is made of was changed."""
    for edition in editions:
        yield edition, changed(Path((edition.raw or edition.source).name))


def changed(path: Path) -> str:
    """When a file was changed, in UTC (ISO 8601, to the second); "" for what is no file."""
    try:
        return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OSError:
        return ""
