"""From diagnostics to text: for people at a terminal, one a line, or as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tei.core.diagnostic import Diagnostic
from tei.core.registry import Registry

REPORTS = Registry(
    "tei.reports",
    {
        "terminal": "tei.report.terminal:terminal",
        "concise": "tei.report.concise:concise",
        "json": "tei.report.json:json",
    },
)
"""Each report is a function of diagnostics, of whether to colour, and of the width in columns; it returns text."""


@dataclass(frozen=True)
class Whole:
    """Decorates a report that must be given all diagnostics of a run at once, as one document of JSON must."""

    function: Callable[..., str]

    def __call__(self, diagnostics: Iterable[Diagnostic], *, colour: bool = False, width: int = 100) -> str:
        """What the function returns."""
        return self.function(diagnostics, colour=colour, width=width)


def is_whole(form: str) -> bool:
    """Whether a form must be given all diagnostics at once. Raises Refused (P103) for an unknown form."""
    return isinstance(REPORTS.load(form), Whole)


def report(diagnostics: Iterable[Diagnostic], form: str = "terminal", *, colour: bool = False, width: int = 100) -> str:
    """The diagnostics as text in one of the forms, ending with a line break; "" for none (JSON: an empty list).

    `width` is in columns; only snippets and help keep to it. Raises Refused (P103) for an unknown form.
    """
    return str(REPORTS.load(form)(diagnostics, colour=colour, width=width))
