"""An element that is open while a document is diagnosed."""

from __future__ import annotations

from tei.relaxng.automaton import State
from tei.relaxng.fault import Fault, Spot
from tei.relaxng.pattern import Pattern


class Frame:
    """An open element: its place, the state of its content, and what has been found in it."""

    __slots__ = (
        "after",
        "before",
        "children",
        "fault",
        "faults",
        "filled",
        "lost",
        "mark",
        "names",
        "passed",
        "previous",
        "run",
        "spot",
        "state",
        "wanted",
        "whole",
    )

    def __init__(self, spot: Spot, after: State | None) -> None:
        self.spot = spot
        self.after = after
        """The state of the parent when this element has ended; None where that shows only at its end."""
        self.before: State | None = None
        """The state of the parent where this element began."""
        self.whole: State | None = None
        """The state behind its start tag; None where nothing is known about its content."""
        self.state: State | None = None
        self.previous: Spot | None = None
        """The last child that was in order."""
        self.passed: dict[Pattern, Spot] = {}
        """The states that it has passed, each with the child that led out of it, in the order of these children."""
        self.filled = False
        """Whether it has a child or text."""
        self.lost = False
        """Whether a child was left aside, so that what seems to be missing may have been there."""
        self.run: Fault | None = None
        """The fault of the child or text that has just been left aside; None if what came last was in order."""
        self.mark = 0
        """How many faults had been found when it began."""
        self.fault: Fault | None = None
        """The fault that the element itself is."""
        self.names: dict[str, None] = {}
        """The names of its children."""
        self.children: list[str] = []
        """The children of an element that is a fault; "" stands for text."""
        self.faults: dict[tuple[str, str], Fault] = {}
        """The faults of its children by their kind and name."""
        self.wanted: dict[str, Fault] = {}
        """Children that should have come earlier, with the fault that told so."""

    def comes_late(self, name: str, child: Spot) -> bool:
        """Whether a child should have come earlier; that is told where it should have come."""
        fault = self.wanted.pop(name, None)
        if fault is not None:
            fault.kind, fault.later = "element not yet", child
        return fault is not None

    def pass_by(self, state: Pattern, child: Spot) -> None:
        """Keep that a child has led out of a state; of several that led out of the same one, the last."""
        self.passed.pop(state, None)
        self.passed[state] = child
