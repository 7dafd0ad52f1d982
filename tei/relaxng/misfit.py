"""What is wrong with an element that may not come where it does, and what would help: tried on the grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.relaxng.automaton import Opened
from tei.relaxng.expect import accepts, next_names
from tei.relaxng.fault import Fault, Spot
from tei.relaxng.frame import Frame
from tei.relaxng.pattern import Pattern
from tei.relaxng.vocabulary import local, nearest

if TYPE_CHECKING:
    from tei.relaxng.diagnose import Diagnosis

OTHERS = 60
"""So many elements that may come are looked into for what may follow them."""


def misfit(diagnosis: Diagnosis, parent: Frame, name: str, spot: Spot) -> tuple[Frame, Opened | None]:
    """The frame of an element that may not come, and its content if that can be told; the fault is noted.

    The parent's state is set as if the fault had been put right.
    """
    frame = Frame(spot, parent.state)
    assert parent.state is not None
    state = parent.state.pattern
    fault = Fault("element not here", diagnosis.places.tag(), spot, parent.spot if parent.spot.name else None)
    fault.state, fault.whole = state, parent.whole.pattern if parent.whole else None
    fault.previous = parent.previous
    if name in parent.wanted:
        # It comes late, which is told where it should have come.
        earlier = parent.wanted.pop(name)
        earlier.kind, earlier.later = "element not yet", spot
        return frame, diagnosis.anywhere(name)
    if not diagnosis.names.is_known(name):
        return frame, _unknown(diagnosis, parent, frame, fault, name)
    opened = diagnosis.anywhere(name)
    known = parent.run or parent.faults.get(("element not here", name))
    if known is not None:
        # What stands directly behind an element or text that may not be here is here for the same reason.
        known.more += 1
        parent.run = known
        return frame, opened
    if wanted := _before(state, name):
        fault.kind, fault.names = "element missing", wanted
        if diagnosis.tell(parent, fault, name):
            parent.wanted.update(dict.fromkeys(wanted, fault))
        after = _after(_after(state, wanted[0]), name)
        frame.after = parent.state = diagnosis.automaton.state(after)
        return frame, opened
    parent.lost = True
    parent.run = frame.fault = fault
    _look_back(parent, fault, name)
    fault.wraps = tuple(n for n in next_names(state) if n != name and name in next_names(diagnosis.content(n)))
    fault.closes = _closable(diagnosis, name)
    fault.tags = ((diagnosis.places.name(), ""),)
    diagnosis.tell(parent, fault, name)
    return frame, opened


def _look_back(parent: Frame, fault: Fault, name: str) -> None:
    """Find the child before which the element would have been in order, or the one that it repeats."""
    for passed, child in reversed(parent.passed):
        after = _after(passed.pattern, name)
        if _after(after, child.name).make.not_allowed is not _after(after, child.name):
            fault.earlier = child
            return
        if child.name == name:
            fault.again = child


def settled(diagnosis: Diagnosis, frame: Frame) -> None:
    """Try the remedies that want to know what is in the element, now that it ends."""
    fault = frame.fault
    if fault is None or fault.state is None:
        return
    state, own = fault.state, frame.spot.name
    fault.is_leaf = not frame.filled
    fault.unwraps = bool(frame.children) and _goes_on(state, frame.children)
    if fault.tags and not diagnosis.places.is_empty_tag():
        fault.tags = (*fault.tags, (diagnosis.places.name(), ""))
    expected = next_names(state)
    if fault.kind == "element unknown":
        fault.fits = any(n in expected and accepts(diagnosis.content(n), frame.children) for n in fault.names)
        return
    fault.wraps = tuple(n for n in fault.wraps if _after(diagnosis.content(n), own).nullable)
    if not fault.wraps and state.text("text") is state.make.not_allowed:
        fault.nested = _nested(diagnosis, expected, own)
    alike = (n for n in expected if local(n)[:4] == local(own)[:4] and accepts(diagnosis.content(n), frame.children))
    if not fault.wraps and (renamed := next(alike, "")):
        fault.names, fault.fits = (renamed,), True
        # What is wrong in it is right in the other.
        diagnosis.found[:] = [f for f in diagnosis.found if f is fault or f.element is not frame.spot]


def _nested(diagnosis: Diagnosis, expected: tuple[str, ...], name: str) -> tuple[str, str] | None:
    """Two elements, one in the other, that may come here and hold an element of this name."""
    for outer in expected:
        content = diagnosis.content(outer)
        for within in next_names(content):
            if _after(content, within).nullable and _after(diagnosis.content(within), name).nullable:
                return outer, within
    return None


def _goes_on(state: Pattern, pieces: list[str]) -> bool:
    """Whether these children may come in a state one after the other."""
    left = state
    for piece in pieces:
        left = _after(left, piece) if piece else left.text("text")
    return left is not state.make.not_allowed


def _unknown(diagnosis: Diagnosis, parent: Frame, frame: Frame, fault: Fault, name: str) -> Opened | None:
    """An element that the grammar does not know: it is taken for the one that it was most likely meant to be."""
    fault.kind = "element unknown"
    assert fault.state is not None
    expected, known = next_names(fault.state), diagnosis.names.elements
    namespace, _, own = name.rpartition("}")
    vocabulary = diagnosis.vocabulary
    meant = next((n for n in (*expected, *known) if local(n) == own), "")
    if meant and (not namespace or not parent.spot.name or meant in expected):
        fault.namespace, fault.names = meant.rpartition("}")[0], (meant,)
        # One declaration puts all elements of the namespace right, so it is told once.
        diagnosis.taken[namespace] = fault.namespace
        diagnosis.found.append(fault)
    else:
        written, whose = vocabulary.elements.get(own, ("", ""))
        other = re.split(r"[ />]", written.lstrip("<"))[0]
        meant = next((n for n in (*expected, *known) if other and local(n) == other), "")
        meant = meant or nearest(name, expected) or nearest(name, known)
        fault.names = (meant,) if meant else ()
        frame.fault = fault
        fault.tags = ((diagnosis.places.name(), ""),)
        around = parent.fault
        if whose and around is not None and vocabulary.elements.get(local(around.element.name), ("", ""))[1] == whose:
            around.more += 1
        else:
            diagnosis.tell(parent, fault, name)
    after = _after(fault.state, meant) if meant else diagnosis.patterns.not_allowed
    if after is diagnosis.patterns.not_allowed:
        parent.lost = True
    else:
        frame.after = parent.state = diagnosis.automaton.state(after)
    return diagnosis.anywhere(meant) if meant else None


def _after(state: Pattern, name: str) -> Pattern:
    """What may follow an element of this name."""
    return state.make.choice(state.open(name).values())


def _before(state: Pattern, name: str) -> tuple[str, ...]:
    """The elements that, had one come first, would let this one come now."""
    wanted = next_names(state)
    if len(wanted) > OTHERS and state.nullable:
        return ()
    return tuple(other for other in wanted if _after(state, other).open(name))


def _closable(diagnosis: Diagnosis, name: str) -> Spot | None:
    """The innermost element around that may end here, so that the one at fault may come behind it."""
    for frame, around in zip(reversed(diagnosis.frames[1:]), reversed(diagnosis.frames[:-1]), strict=True):
        state = frame.state
        if state is None or around.state is None or not (state.nullable or frame.lost):
            return None
        after = frame.after or diagnosis.automaton.leave(state)
        if after is not None and after.pattern.open(name):
            return frame.spot
    return None
