"""From diagnostics to text: for people at a terminal, one a line, or as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tei.core.diagnostic import Diagnostic, Severity
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

_COUNTED: tuple[tuple[Severity, str], ...] = (("error", "error"), ("warning", "warning"), ("info", "remark"))


def report(diagnostics: Iterable[Diagnostic], form: str = "terminal", *, colour: bool = False, width: int = 100) -> str:
    """The diagnostics as text in one of the forms, ending with a line break; "" for none (JSON: an empty list).

    `width` is in columns; only snippets and help keep to it. Raises Refused (P103) for an unknown form.
    """
    return str(REPORTS.load(form)(diagnostics, colour=colour, width=width))


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """How much was found in so many files, in one line: "3 errors and 1 warning in 2 of 15 files"."""
    severities = Counter(diagnostic.severity for diagnostic in diagnostics)
    counts = [_count(severities[severity], word) for severity, word in _COUNTED if severities[severity]]
    if not counts:
        return f"nothing found in {_count(files, 'file')}"
    found = " and ".join(filter(None, (", ".join(counts[:-1]), counts[-1])))
    touched = len({diagnostic.labels[0].source.name for diagnostic in diagnostics if diagnostic.labels})
    return f"{found} in {touched} of {_count(files, 'file')}" if touched else found


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
