"""The exit status of a command: 0 clean, 1 errors found, 2 wrong usage or settings, 3 a fault of tei itself."""

from __future__ import annotations

from tei.core.diagnostic import SEVERITIES, Diagnostic

_FAULTS = frozenset({"P900", "P901", "P601", "T901", "T902", "T903"})
_ASKED = frozenset({"P807", "P862"})
"""What was asked of the files and is not so; the settings are sound."""


def status(diagnostic: Diagnostic, fail_on: str) -> int:
    """The exit status that a finding asks for."""
    if diagnostic.severity == "error" and diagnostic.code in _FAULTS:
        return 3
    if diagnostic.severity == "error" and diagnostic.code.startswith("P") and diagnostic.code not in _ASKED:
        return 2
    return int(fail_on in SEVERITIES[SEVERITIES.index(diagnostic.severity) :])
