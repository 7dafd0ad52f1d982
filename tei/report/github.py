"""Diagnostics as workflow commands, which GitHub Actions shows as annotations beside the lines."""

from __future__ import annotations

from collections.abc import Iterable

from tei.core.diagnostic import Diagnostic, Severity
from tei.core.files import relative
from tei.report.place import place
from tei.report.words import name

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def github(diagnostics: Iterable[Diagnostic], **_: object) -> str:
    """The diagnostics as `::error file=…,line=…,title=…::message`, one a line.

    Source: GitHub Actions, Workflow commands, "Setting an error message"; the escapes are those of actions/toolkit.
    """
    return "".join(_command(diagnostic) + "\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties = {**_place(diagnostic), "title": f"tei {name(diagnostic)}"}
    told = ",".join(f"{key}={str(value).translate(_IN_PROPERTIES)}" for key, value in properties.items())
    message = "\n".join(filter(None, [diagnostic.message, diagnostic.help])).translate(_IN_MESSAGES)
    return f"::{_COMMANDS[diagnostic.severity]} {told}::{message}"


def _place(diagnostic: Diagnostic) -> dict[str, object]:
    if not diagnostic.labels:
        return {}
    main = diagnostic.labels[0]
    where = place(main.source, main.span)
    lines: dict[str, object] = {"file": relative(main.source.name), "line": where.line, "endLine": where.end_line}
    # An annotation over several lines has no columns.
    return lines if where.line < where.end_line else {**lines, "col": where.column, "endColumn": where.end_column}
