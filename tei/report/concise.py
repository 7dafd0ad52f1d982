"""One line a diagnostic, as editors and `grep` want it."""

from __future__ import annotations

from collections.abc import Iterable

from tei.core.diagnostic import Diagnostic
from tei.core.visible import visible
from tei.report.words import name


def concise(diagnostics: Iterable[Diagnostic], **_: object) -> str:
    """The diagnostics as `file:line:column: error[R102] message`."""
    return "".join(_line(diagnostic) + "\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    where = f"{diagnostic.labels[0]}: " if diagnostic.labels else ""
    return visible(f"{where}{diagnostic.severity}[{name(diagnostic)}] {' '.join(diagnostic.message.split())}")
