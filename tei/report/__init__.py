"""From diagnostics to text: for people at a terminal or in a browser, one a line, or in a format that programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tei.core.diagnostic import Diagnostic
from tei.core.registry import Registry

REPORTS = Registry(
    "tei.reports",
    {
        "terminal": "tei.report.terminal:terminal",
        "summary": "tei.report.summary:summary",
        "concise": "tei.report.concise:concise",
        "json": "tei.report.json:json",
        "jsonl": "tei.report.json:jsonl",
        "sarif": "tei.report.sarif:sarif",
        "github": "tei.report.github:github",
        "gitlab": "tei.report.gitlab:gitlab",
        "junit": "tei.report.junit:junit",
        "html": "tei.report.html:html",
    },
)
"""Each report is a function of diagnostics that returns text; what else `report` is given it gets by name, too."""


@dataclass(frozen=True)
class Whole:
    """Decorates a report that must be given all diagnostics of a run at once, as one document of JSON must."""

    function: Callable[..., str]

    def __call__(self, diagnostics: Iterable[Diagnostic], **settings: object) -> str:
        """What the function returns."""
        return self.function(diagnostics, **settings)


def is_whole(form: str) -> bool:
    """Whether a form must be given all diagnostics at once. Raises Refused (P103) for an unknown form."""
    return isinstance(REPORTS.load(form), Whole)


def report(
    diagnostics: Iterable[Diagnostic],
    form: str = "terminal",
    *,
    colour: bool = False,
    width: int = 100,
    files: Sequence[str] = (),
) -> str:
    """The diagnostics as text in one of the forms, ending with a line break.

    `width` is in columns; only snippets, help and tables keep to it. `files` are the names of all files that were
    looked at, for forms that tell of those without findings, too. Raises Refused (P103) for an unknown form.
    """
    return str(REPORTS.load(form)(diagnostics, colour=colour, width=width, files=files))
