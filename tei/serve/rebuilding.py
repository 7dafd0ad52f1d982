"""A site built again and again while its sources are written, and a line told each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from tei.core.diagnostic import Diagnostic
from tei.report.words import counts
from tei.serve.builder import Builder, Change, Stopped
from tei.serve.live import Live
from tei.serve.watch import Watched

SMALL = 500_000
"""Sources of so many characters are checked before they are shown: nobody notices how long that takes."""

_SOON = 2.0
"""Work that was asked to stop is waited for so many seconds."""


@contextmanager
def rebuilding(
    builder: Builder,
    live: Live,
    watched: Watched,
    settings: Iterable[str],
    stopping: Event,
    tell: Callable[[str, Iterable[Diagnostic]], None],
) -> Iterator[None]:
    """While this lasts, the site is built again when one of its files changes, all of it when one of the settings does.

    Each time a line is told, with the problems there are.
    """
    read_again = frozenset(settings)

    def work() -> None:
        try:
            for changed in watched.changes(stopping):
                change = builder.build(anew=not read_again.isdisjoint(changed))
                if builder.size_of(change.sources) > SMALL:
                    live.changed()
                builder.check()
                live.changed()
                problems = [each for told in builder.state.problems.values() for each in told]
                if change.pages or change.sources or problems:
                    tell(sentence(change, builder), problems)
        except Stopped:
            return

    worker = Thread(target=work, daemon=True)
    worker.start()
    try:
        yield
    finally:
        stopping.set()
        worker.join(_SOON)


def first(change: Change, builder: Builder) -> str:
    """What there is at first, in a line: "d38.xml: 2 pages, 0.41 s, 1 warning"."""
    return _line(_names([draft.name for draft in builder.sources.drafts]), change, builder)


def sentence(change: Change, builder: Builder) -> str:
    """What has been done, in a line: "d38.xml changed: 1 page, 0.12 s, 2 errors"."""
    return _line(f"{_names(change.sources) or 'Settings'} changed", change, builder)


def _names(sources: Sequence[str]) -> str:
    names = [name.replace("\\", "/").rpartition("/")[2] for name in sources]
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} sources"


def _line(what: str, change: Change, builder: Builder) -> str:
    pages = f"{change.pages} page{'' if change.pages == 1 else 's'}"
    found = [
        each.severity
        for draft in builder.sources.drafts
        if draft.name in change.sources
        for each in draft.failed or draft.diagnostics
    ]
    return ", ".join(filter(None, (f"{what}: {pages}", f"{change.seconds:.2f} s", counts(found))))
