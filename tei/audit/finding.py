"""One wrong decision of an encoder, with all the places where it was taken, and how likely it is one."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.core.diagnostic import Diagnostic, Edit, Fix, Label, Severity

SHOWN = 3
"""As many places of one finding are shown; its message tells how many there are."""

_LIKELY = 0.5


@dataclass(slots=True)
class Finding:
    """What is probably wrong, and where.

    `doubt` is the probability, from 0 to 1, that the encoding is wrong there, judged by hand for each kind of
    evidence; `edits` together mend all places that can be mended.
    """

    code: str
    message: str
    doubt: float
    places: list[Label]
    help: str
    edits: list[Edit] = field(default_factory=list)
    words: str = ""

    @property
    def gain(self) -> float:
        """How many places are expected to be put right by looking at it: the order in which findings are told."""
        return self.doubt * len(self.places)

    def diagnostic(self) -> Diagnostic:
        """The finding as it is told: a warning if it is more likely wrong than not, else a remark."""
        fixes = (Fix(tuple(self.edits), False, self.words),) if self.edits else ()
        severity: Severity = "warning" if self.doubt >= _LIKELY else "info"
        labels = tuple(self.places[:SHOWN])
        return Diagnostic(self.code, severity, self.message, labels, self.help, fixes, doubt=round(self.doubt, 3))


def times(number: int) -> str:
    """How often something is so, for a message: "once", "twice", "5 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
