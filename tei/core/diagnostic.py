"""What is wrong, where, and what helps: a value, shown by tei/report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tei.core.source import Source, Span

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Label:
    """A place in a Source and what is to be said about it."""

    source: Source
    span: Span
    text: str = ""

    def __str__(self) -> str:
        line, column = self.source.position(self.span.start)
        return f"{self.source.name}:{line}:{column}"


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement of the characters of one span by others."""

    source: Source
    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a rule's code, what is wrong, the places (the first is the main one), and the cure.

    Codes: X XML itself, R grammar, S Schematron, L links and ids, D dates, H header, T text and
    encoding, P settings.
    """

    code: str
    severity: Severity
    message: str
    labels: tuple[Label, ...] = ()
    help: str = ""
    fix: Fix | None = None

    def __str__(self) -> str:
        where = f"{self.labels[0]}: " if self.labels else ""
        return f"{where}{self.severity}[{self.code}] {self.message}" + (f" ({self.help})" if self.help else "")


class Refused(Exception):
    """Raised where no value can be returned: carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[Refused], tuple[Diagnostic, ...]]:
        return Refused, self.diagnostics


def refusal(code: str, message: str, help: str, *labels: Label) -> Refused:
    """The exception to raise for one error that leaves nothing to return."""
    return Refused(Diagnostic(code, "error", message, labels, help=help))


def unreadable(name: str, error: OSError, code: str = "P101") -> Diagnostic:
    """That a file cannot be read, and why."""
    message = f"cannot read {name}: {error.strerror or error}"
    return Diagnostic(code, "error", message, help="check the path and its permissions")
