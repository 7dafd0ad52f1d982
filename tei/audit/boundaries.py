"""Tags that hold too little or too much, and italics that are left where the same words mostly have them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tei.annotate.forms import Forms
from tei.annotate.overlap import apart
from tei.audit.finding import Finding, times
from tei.audit.names import Directory
from tei.audit.volume import overlapped
from tei.core.diagnostic import Edit
from tei.core.names import PARTICLES, fits
from tei.core.source import Span
from tei.core.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Reading, Tagged, Volume
    from tei.core.document import Mark

_EDGE = re.compile(r"^[\s,;:.(]+|(?:[\s;:(]|,)+$|[’']s?$")
_GOES_ON = re.compile(r"[-–/&]| [A-Z]")
_SET_OFF = ("hi", "title", "emph", "foreign")
CUT, FILLED, PLAIN = 0.9, 0.8, 0.7
"""How likely such a tag is wrong: without the forenames, with punctuation; and words without the italics that they have
elsewhere. The first and the last are for a volume that never does otherwise."""

OFTEN, SHARE = 8, 0.9
"""So often words must be italic, and in such a share of their places, to be missed where they are plain."""


def boundaries(volume: Volume) -> Iterator[Finding]:
    """Names whose forenames stand outside of the tag (A203), and tags that hold the punctuation around (A204)."""
    outside: dict[tuple[str, str], list[tuple[Tagged, Span]]] = defaultdict(list)
    inside = 0
    for reading in volume.readings:
        ends = {mark.span.end: mark for mark in reading.ours if mark.kind == "persName"}
        for each in reading.tagged:
            if each.mark.kind != "persName":
                continue
            ours = ends.get(each.mark.span.end)
            if ours is None or " " not in reading.document.text_in(ours.span):
                continue
            if ours.span == each.mark.span:
                inside += 1
            elif ours.span.start < each.mark.span.start and _is_part(volume, each, ours):
                words = " ".join(reading.document.text_in(ours.span).split())
                outside[words, each.words].append((each, ours.span))
    left = sum(map(len, outside.values()))
    share = inside / (inside + left) if left else 0.0
    for (words, tagged), found in outside.items():
        if share < 0.5:
            break
        edits = [edit for each, span in found for edit in _widened(each, span)]
        message = f"of “{words}” only “{tagged}” is tagged {times(len(found))}"
        where = [each.reading.label(span, "the whole name") for each, span in found]
        yield Finding("A203", message, CUT * share, where, "tag the whole name", edits, "tag the whole name")
    yield from _edges(volume)


def _is_part(volume: Volume, each: Tagged, ours: Mark) -> bool:
    """Whether what stands before a tag belongs to the name: a forename of the person, and no name of its own."""
    reading, start, end = each.reading, ours.span.start, each.mark.span.start
    entry = volume.authority.by_id.get(ours.pointer.removeprefix("#"))
    if entry is None or any(start < note.place <= end for note in reading.document.notes):
        return False
    directory = volume.authority.derived(Directory)
    before = reading.document.source.text[start:end].split()
    if before[-1].endswith(".") and len(before[-1]) > len("Wm."):
        return False
    if entry in directory.fit(" ".join(before)).entries and entry in directory.fit(each.words).entries:
        return False
    return any(word.lower() in PARTICLES or fits(word.title(), directory.forenames(entry)) for word in before) or (
        entry in directory.fit(" ".join(before)).entries
    )


def _widened(each: Tagged, span: Span) -> list[Edit]:
    """The edits that move the start tag before the words that it lacks."""
    tag, reading = each.tag, each.reading
    place = reading.finished.place(span)
    source = reading.finished.edition
    if tag is None or "<" in source.text[place.start : tag.start]:
        return []
    written = source.text[tag.start : tag.end]
    return [Edit(source, Span(place.start, place.start), written), Edit(source, tag, "")]


def _edges(volume: Volume) -> Iterator[Finding]:
    """Tags that begin or end with what is not part of the name, where the same words are mostly tagged without it."""
    found: dict[tuple[str, str], list[Tagged]] = defaultdict(list)
    for each in volume.tagged("persName", "gloss", "placeName"):
        bare = _EDGE.sub("", _EDGE.sub("", each.words))
        if bare and bare != each.words:
            found[bare, each.words].append(each)
    for (bare, words), places in found.items():
        done = sum(volume.forms.get(bare, Counter()).values())
        if done > 2 * len(places):
            message = (
                f"the tag of “{words}” holds more than the name {times(len(places))}; “{bare}” is tagged {times(done)}"
            )
            where = [each.label("too much") for each in places]
            yield Finding("A204", message, FILLED, where, "leave the punctuation outside of the tag")


def italics(volume: Volume) -> Iterator[Finding]:
    """Words that are mostly italic and are plain in a few places of the same kind (A205)."""
    done: Counter[tuple[str, str, str]] = Counter()
    for reading in volume.readings:
        for mark in reading.document.marks:
            if mark.kind == "hi" and mark.attributes.get("rend") == "italic":
                words = _word(reading, mark.span)
                done[words, reading.where(mark.span.start), _after(reading, mark.span.start, words)] += 1
    forms = Forms({words: words for (words, *_), number in done.items() if number >= OFTEN and len(words) > 3})
    found: dict[tuple[str, str, str], list[tuple[Reading, Span]]] = defaultdict(list)
    for reading in volume.readings:
        held = sorted(mark.span for mark in reading.document.marks if mark.kind in _SET_OFF)
        view = View.of(reading.document)
        for hit in apart(forms.hits(view.text)):
            span = view.span(hit.start, hit.end)
            if not (overlapped(held, span) or _GOES_ON.match(view.text, hit.end)):
                key = hit.form, reading.where(span.start), _after(reading, span.start, hit.form)
                found[key].append((reading, span))
    for key, places in found.items():
        words, share = key[0], done[key] / (done[key] + len(places))
        if share >= SHARE:
            edits = [edit for reading, span in places for edit in reading.wrap(span, "hi", {"rend": "italic"})]
            message = f"“{words}” is plain {times(len(places))}, but italic {times(done[key])}"
            shown = [reading.label(span, "not italic") for reading, span in places]
            yield Finding("A205", message, PLAIN * share, shown, "make it italic here, too", edits, "make it italic")


def _after(reading: Reading, start: int, words: str) -> str:
    """What stands behind words: a title before a comma is something else than the same words in a sentence."""
    return reading.document.source.text[start + len(words) : start + len(words) + 1]


def _word(reading: Reading, span: Span) -> str:
    return " ".join(reading.document.text_in(span).split()).rstrip(".,;: ")
