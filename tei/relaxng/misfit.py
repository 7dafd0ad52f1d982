"""What is wrong with an element that may not come where it does, and what would help: tried on the grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.relaxng.automaton import Attributes, Tags
from tei.relaxng.expect import accepts, inside, missing_attributes, next_names
from tei.relaxng.fault import Fault, Spot
from tei.relaxng.frame import Frame
from tei.relaxng.pattern import Pattern
from tei.relaxng.unknown import is_within, known, unknown, written
from tei.relaxng.vocabulary import local

if TYPE_CHECKING:
    from tei.relaxng.diagnose import Diagnosis

AROUND = 40
"""So many of the elements around it are looked at."""

OTHERS = 60
"""So many elements that may come are looked into for what may follow them."""


def misfit(
    diagnosis: Diagnosis, parent: Frame, name: str, spot: Spot, attributes: Attributes
) -> tuple[Frame, Tags | None]:
    """The frame of an element that may not come, and its content if that can be told; the fault is noted.

    The parent's state is set as if the fault had been put right.
    """
    frame = Frame(spot, parent.state)
    assert parent.state is not None
    state = parent.state.pattern
    fault = Fault("element not here", diagnosis.places.tag(), spot, parent.spot if parent.spot.name else None)
    fault.state, fault.whole = state, parent.whole.pattern if parent.whole else None
    fault.previous, fault.siblings = parent.previous, parent.names
    fault.is_alone, fault.prefix = diagnosis.places.is_empty_tag(), diagnosis.places.prefix()
    if parent.comes_late(name, spot):
        return frame, diagnosis.anywhere(name)
    if not diagnosis.names.is_known(name):
        given = dict(attributes)
        return frame, unknown(diagnosis, parent, frame, fault, given)
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
    parent.run = frame.fault = fault
    _look_back(parent, fault, name)
    fault.wraps = tuple(n for n in next_names(state) if n != name and name in next_names(diagnosis.content(n)))
    _look_around(diagnosis, fault, name)
    # Only now: what has yet to come in the parent is known, so it is not closed before this one.
    parent.lost = True
    fault.given = dict(attributes)
    fault.name_place = diagnosis.places.name()
    diagnosis.tell(parent, fault, name)
    return frame, opened


def _look_back(parent: Frame, fault: Fault, name: str) -> None:
    """Find the child before which the element would have been in order, or the one that it repeats."""
    for passed, child in reversed(parent.passed.items()):
        after = _after(passed, name)
        if _after(after, child.name).make.not_allowed is not _after(after, child.name):
            fault.earlier = child
            return
        if child.name == name:
            fault.again = child


def _look_around(diagnosis: Diagnosis, fault: Fault, name: str) -> None:
    """Find an element around that may end before this one, or before which this one may stand."""
    homes = diagnosis.vocabulary.homes.get(local(name), ())
    is_open = True
    frames = diagnosis.frames[-AROUND:]
    for frame, around in zip(reversed(frames[1:]), reversed(frames[:-1]), strict=True):
        state, before = frame.state, frame.before
        if state is None or before is None:
            return
        is_home = local(around.spot.name) in homes
        is_open = is_open and around.state is not None and (state.nullable or frame.lost)
        after = (frame.after or diagnosis.automaton.leave(state)) if is_open else None
        if after is not None and fault.closes is None:
            into = _home(diagnosis, after.pattern, frame, around, name)
            if into or after.pattern.open(name):
                fault.closes, fault.closes_into = frame.spot, into
        if fault.before is None:
            into = _home(diagnosis, before.pattern, frame, around, name)
            then = _after(before.pattern, into or name)
            if then.open(frame.spot.name):
                fault.before, fault.before_in = frame.spot, into
        if is_home or (fault.closes and fault.before):
            return


def _home(diagnosis: Diagnosis, state: Pattern, frame: Frame, around: Frame, name: str) -> str:
    """The element that is there to hold one of this name and may come in a state."""
    vocabulary = diagnosis.vocabulary
    homes, parts = vocabulary.homes.get(local(name), ()), vocabulary.parts.get(local(around.spot.name), ())
    if local(around.spot.name) in homes:
        return ""
    for home in homes:
        found = next((n for n in next_names(state) if local(n) == home and n != frame.spot.name), "")
        if found and _holds(diagnosis, found, name) and (home in parts or not state.open(name)):
            return found
    return ""


def _holds(diagnosis: Diagnosis, home: str, name: str) -> bool:
    """Whether an element may hold one of this name alone, or must hold others before."""
    content = diagnosis.content(home)
    after = _after(content, name)
    return after.nullable or (after is after.make.not_allowed and name in inside(content))


def settled(diagnosis: Diagnosis, frame: Frame) -> None:
    """Try the remedies that want to know what is in the element, now that it ends."""
    fault = frame.fault
    if fault is None or fault.state is None:
        return
    state, own, places = fault.state, frame.spot.name, diagnosis.places
    fault.is_leaf = not frame.filled
    fault.begins, fault.ends = fault.place, None if fault.is_alone else places.tag()
    fault.unwraps = bool(frame.children) and state.nullable and _goes_on(state, frame.children) is state
    expected = next_names(state)
    if fault.kind == "element unknown":
        known(diagnosis, frame, fault, expected)
        return
    parts = diagnosis.vocabulary.parts.get(local(fault.parent.name), ()) if fault.parent else ()
    homes = diagnosis.vocabulary.homes.get(local(own), ())
    fault.wraps = tuple(
        n
        for n in fault.wraps
        if (local(n) in parts and local(n) in homes) or _after(diagnosis.content(n), own).nullable
    )
    if state.nullable and len(diagnosis.names.elements[own]) == 1:
        bare = (n for n in fault.wraps if not missing_attributes(diagnosis.anywhere(n).pattern))
        whole = (n for n in bare if _after(diagnosis.content(n), own).nullable)
        fault.wraps_as_it_is = frozenset(n for n in whole if _after(state, n) is state)
    if not any(local(n) in parts for n in fault.wraps):
        fault.nested = _nested(diagnosis, fault, expected, own)
    others = () if fault.earlier else _other_names(diagnosis, fault, frame.children, expected)
    if renamed := next(iter(others), ""):
        fault.names, fault.fits = (renamed,), True
        if (
            state.nullable
            and _after(state, renamed) is state
            and fault.name_place
            and _keeps(diagnosis, renamed, fault.given)
        ):
            ends = ((places.name(), local(renamed)),) if fault.ends else ()
            fault.tags = ((fault.name_place, local(renamed)), *ends)
        # What is wrong in it is right in the other.
        diagnosis.found[frame.mark :] = [
            f for f in diagnosis.found[frame.mark :] if f is fault or not is_within(f, frame)
        ]


def _keeps(diagnosis: Diagnosis, name: str, given: Mapping[str, str]) -> bool:
    """Whether an element of this name may have the attributes, and needs no others."""
    left = diagnosis.anywhere(name).pattern
    for attribute, value in given.items():
        left = left.make.choice(after for v, after in left.attribute(attribute).items() if v.takes(value))
    return left.close(left.make.not_allowed) is not left.make.not_allowed


def _other_names(diagnosis: Diagnosis, fault: Fault, children: list[str], expected: tuple[str, ...]) -> Iterator[str]:
    """The elements that may have been meant, may come, and may hold what is in this one."""
    vocabulary, own = diagnosis.vocabulary, local(fault.element.name)
    held = {local(child) for child in children}
    homes = vocabulary.homes.get(own, ())
    is_sound = accepts(diagnosis.content(fault.element.name), children)
    parts = vocabulary.parts.get(local(fault.parent.name), ()) if fault.parent else ()
    near = [local(n) for n in fault.wraps if local(n) in homes]
    is_homeless = not is_sound or not near
    for other in vocabulary.instead.get(own, ()):
        if other in held or not (is_homeless or (other in parts and not any(n in parts for n in near))):
            continue
        for name in expected:
            if local(name) == other and accepts(diagnosis.content(name), children):
                yield name
    if is_homeless:
        found = written(diagnosis, vocabulary.elements.get(own, ((), "")), expected)
        if found is not None and found.name in expected and accepts(diagnosis.content(found.name), children):
            fault.written, fault.whose = found.shape, vocabulary.elements[own][1]
            yield found.name
    if not fault.wraps and not fault.before and not fault.closes:
        for name in expected:
            if local(name)[:4] == own[:4] and accepts(diagnosis.content(name), children):
                yield name


def _nested(diagnosis: Diagnosis, fault: Fault, expected: tuple[str, ...], name: str) -> tuple[str, str] | None:
    """Two elements, one in the other, that may come here and hold an element of this name."""
    parts = diagnosis.vocabulary.parts.get(local(fault.parent.name), ()) if fault.parent else ()
    aside = diagnosis.vocabulary.aside
    likely = sorted(
        (n for n in expected if local(n) not in aside),
        key=lambda n: parts.index(local(n)) if local(n) in parts else len(parts),
    )
    for outer in likely:
        content, inner = diagnosis.content(outer), diagnosis.vocabulary.parts.get(local(outer), ())
        likely_within = (n for n in next_names(content) if local(n) not in aside and (not inner or local(n) in inner))
        for within in sorted(likely_within, key=lambda n: inner.index(local(n)) if local(n) in inner else 99):
            if _after(content, within).nullable and _after(diagnosis.content(within), name).nullable:
                return outer, within
    return None


def _goes_on(state: Pattern, pieces: list[str]) -> Pattern:
    """What may follow when these children have come one after the other."""
    left = state
    for piece in pieces:
        left = _after(left, piece) if piece else left.text("text")
    return left


@lru_cache(maxsize=20_000)
def _after(state: Pattern, name: str) -> Pattern:
    """What may follow an element of this name."""
    return state.make.choice(state.open(name).values())


@lru_cache(maxsize=2_000)
def _before(state: Pattern, name: str) -> tuple[str, ...]:
    """The elements that, had one come first, would let this one come now."""
    wanted = next_names(state)
    if len(wanted) > OTHERS and state.nullable:
        return ()
    return tuple(other for other in wanted if _after(state, other).open(name))
