"""What to do with an element that its parent cannot hold: the remedies that were tried on the grammar and worked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tei.relaxng.failure import Place, Remedy
from tei.relaxng.fault import Fault
from tei.relaxng.vocabulary import either, local

if TYPE_CHECKING:
    from tei.relaxng.words import Words

MOST = 3
"""So many ways a help tells."""


def ways_out(words: Words, fault: Fault) -> tuple[str, tuple[Remedy, ...]]:
    """The remedies as a phrase, and each by itself; the likeliest come first."""
    ways = [*_renamed(words, fault), *_placed(words, fault)]
    is_placed = bool(ways)
    if fault.unwraps and not fault.is_leaf:
        ways.append(words.unwrap(fault))
    if not ways and fault.previous and fault.element.name in words.names.inside(fault.previous.name):
        ways.append(Remedy("move", f"move it into {words.shown(fault.previous.name)} before it"))
    if not is_placed and (holders := _holders(words, fault)) and len(ways) < MOST:
        ways.append(Remedy("move", f"it may stand in {either(words.likeliest(holders))}"))
    return "; or ".join(way.words for way in ways[:MOST]) or "take it away", tuple(ways)


def _holders(words: Words, fault: Fault) -> Sequence[str]:
    """The elements that may hold it, wherever they are: best those that are there for that."""
    name = fault.element.name
    held = words.names.holders.get(name, ())
    homes = words.vocabulary.homes.get(local(name), ())
    return [h for home in homes for h in held if local(h) == home] or words.not_aside(held)


def _renamed(words: Words, fault: Fault) -> list[Remedy]:
    if not fault.names:
        return []
    meant = fault.written or words.shown(fault.names[0])
    help = f"write {meant}" if fault.whose else f"did you mean {meant}?"
    edits = fault.tags if words.is_single(fault) and "=" not in meant else ()
    return [Remedy("rename", help, "unsafe" if edits else "shown", edits)]


def _placed(words: Words, fault: Fault) -> list[Remedy]:
    """Another place for it: in an element that may come here, or outside of one that is open."""
    wrap, is_likely = _wrapped(words, fault)
    ways: list[Remedy] = []
    if fault.closes is not None:
        into = f" and put it into {words.shown(fault.closes_into)}" if fault.closes_into else ""
        if not (into and is_likely):
            ways.append(Remedy("close", f"end {words.shown(fault.closes.name)} before it{into}"))
    if fault.before is not None and not is_likely and (fault.closes is None or fault.before_in):
        around = words.shown(fault.before.name)
        into = f"put it into {words.shown(fault.before_in)} before" if fault.before_in else "move it before"
        ways.append(Remedy("move", f"{into} {around}"))
    if wrap is None or fault.names or (ways and not is_likely and not words.plain(fault.wraps)):
        return ways
    is_mixed = fault.state is not None and fault.state.text("text") is not fault.state.make.not_allowed
    is_home = bool(fault.closes_into or fault.before_in) and not is_likely
    return [*ways, wrap] if (is_mixed or is_home) and ways else [wrap, *ways]


def _wrapped(words: Words, fault: Fault) -> tuple[Remedy | None, bool]:
    """The elements to put it into, and whether they are there for that."""
    parent = fault.parent.name if fault.parent else ""
    parts = words.vocabulary.parts.get(local(parent), ())
    homes = words.vocabulary.homes.get(local(fault.element.name), ())
    held = [n for n in fault.wraps if local(n) in parts]
    best = [n for n in held if local(n) in homes] or held or [n for n in fault.wraps if local(n) in homes]
    if not best and fault.nested and local(fault.nested[0]) in parts:
        outer, within = map(words.shown, fault.nested)
        return Remedy("wrap", f"put it into {within} in {outer}"), True
    is_elsewhere = not fault.names and bool(fault.closes_into or fault.before_in)
    is_likely = bool(best) and (not is_elsewhere or any(local(n) in homes for n in best))
    best = best or words.usual(words.plain(fault.wraps)) or list(fault.wraps)
    if not best:
        return None, False
    help = f"put it into {either(words.likeliest(best, parent))}"
    if len(best) == 1 and best[0] in fault.wraps_as_it_is and words.is_single(fault) and fault.begins is not None:
        own = fault.prefix + local(best[0])
        edits = ((_start(fault.begins), f"<{own}>"), (_end(fault.ends or fault.begins), f"</{own}>"))
        return Remedy("wrap", help, "unsafe", edits), is_likely
    return Remedy("wrap", help), is_likely


def _start(place: Place) -> Place:
    return replace(place, end_line=place.line, end_column=place.column)


def _end(place: Place) -> Place:
    return replace(place, line=place.end_line, column=place.end_column)
