"""What is wrong, where, and what helps: a value, shown by tei/report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tei.core.source import Source, Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The severities, the worst first."""


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
class Edit:
    """A replacement of the characters of one span by others."""

    source: Source
    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a fault: edits that do not overlap and are made together or not at all.

    One that is `safe` may be made without asking: it is certain, and the text says the same after it.
    """

    edits: tuple[Edit, ...]
    safe: bool = True
    words: str = ""
    """What it does, for people, such as "rename it to <place>"."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a rule's code, what is wrong, the places (the first is the main one), and the cure.

    Codes: X XML itself, R grammar, S Schematron, L links and ids, D dates, H header, T text and
    encoding, A audit, P settings.
    """

    code: str
    severity: Severity
    message: str
    labels: tuple[Label, ...] = ()
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    """Changes any one of which would mend it, the likeliest first."""
    rule: str = ""
    """The name of the rule, where a code stands for many: the id of an assertion in a Schematron schema."""
    doubt: float = 0.0
    """How likely it is, from 0 to 1, that what was written at this place is wrong; 0 where nothing was weighed."""

    @property
    def fix(self) -> Fix | None:
        """The change to make: the likeliest, a safe one before all that are not."""
        return min(self.fixes, key=lambda fix: not fix.safe, default=None)

    @property
    def is_fix_certain(self) -> bool:
        """Whether that may be made without asking: it is safe, and of several that are so none is certain."""
        return sum(fix.safe for fix in self.fixes) == 1

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


def and_more(count: int) -> str:
    """What a message ends with where so many findings like it are not told one by one; "" for none."""
    return f" (and {count} more like it)" if count else ""


def refusal(code: str, message: str, help: str, *labels: Label) -> Refused:
    """The exception to raise for one error that leaves nothing to return."""
    return Refused(Diagnostic(code, "error", message, labels, help=help))


def unreadable(name: str, error: OSError, code: str = "P101") -> Diagnostic:
    """That a file cannot be read, and why."""
    message = f"cannot read {name}: {error.strerror or error}"
    return Diagnostic(code, "error", message, help="check the path and its permissions")
