"""Diagnostics as a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import json as format
from collections.abc import Iterable
from typing import Any

from tei.core.diagnostic import Diagnostic, Severity
from tei.core.files import relative
from tei.core.fingerprint import fingerprints
from tei.report import Whole
from tei.report.place import place
from tei.report.words import name

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


@Whole
def gitlab(diagnostics: Iterable[Diagnostic], **_: object) -> str:
    """The diagnostics as a JSON array of GitLab's Code Quality format.

    Source: GitLab documentation, Code Quality, "Code Quality report format". What has no place is said of the folder.
    """
    known = list(diagnostics)
    issues = [_issue(diagnostic, print) for diagnostic, print in zip(known, fingerprints(known), strict=True)]
    return format.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, Any]:
    path, begin, end = ".", 1, 1
    if diagnostic.labels:
        main = diagnostic.labels[0]
        where = place(main.source, main.span)
        path, begin, end = relative(main.source.name), where.line, where.end_line
    return {
        "description": " — ".join(filter(None, [diagnostic.message, diagnostic.help])),
        "check_name": name(diagnostic),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
