"""References whose words name another document, note, page or volume than they lead to."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tei.annotate.series import Series, canonical
from tei.audit.finding import Finding, times
from tei.core.edition import XML_ID
from tei.core.profile import id_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Tagged, Volume

_DOCUMENT = re.compile(r"\bDoc(?:ument|\.)s?\s+(\d+[a-z]?)\b(?!\s*[–-]\s*\d)", re.IGNORECASE)
_NOTE = re.compile(r"\b(?:foot)?notes?\s+(\d+)\b(?!\s*[–-]\s*\d)", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:pp?\.|pages?)\s+(\d+)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+[a-z]?")
_VOLUME = re.compile(
    r"(?P<years>(?:1[89]|20)\d\d(?:\s?[–-]\s?(?:\d{4}|\d\d))?),?\s+[Vv]ol(?:ume|\.)\s+(?P<number>[IVXL]+|[ivxl]+|\d{1,2})\b"
    r"(?:,\s+(?:[Pp]art|[Pp]t\.)\s+(?P<part>[IVX]+|\d)\b)?"
)
_TARGET = re.compile(r"(?P<volume>[^#]*)(?:#(?P<id>.+))?")
_DIRECTION = re.compile(r",?\s+(above|below|supra|infra)\b")

NUMBERED, UNKNOWN, DIRECTED = 0.95, 0.85, 0.75
"""How likely a reference leads elsewhere than it should: by a number in it, by one that nothing has, by "above"."""


class _Target(NamedTuple):
    volume: str = ""
    document: str = ""
    note: str = ""
    page: str = ""


def references(volume: Volume) -> Iterator[Finding]:
    """References whose words contradict their targets (A301), one finding for words and target of one kind."""
    shapes = _shapes(volume)
    ids = {e.get(XML_ID) for edition in volume.editions for e in edition.elements()}
    found: dict[tuple[str, str, str, str], list[Tagged]] = defaultdict(list)
    for each in volume.tagged("ref"):
        target = _target(each.pointer, shapes)
        if target is None:
            continue
        for said, instead in _contradictions(volume, each, target):
            found[each.words, each.pointer, said, instead].append(each)
    told = {id(each) for places in found.values() for each in places}
    for each, word in _directions(volume, shapes):
        if id(each) not in told:
            proposed = each.reading.proposed.get(("ref", each.mark.span))
            other = proposed.pointer if proposed else ""
            found[f"{each.words} {word}", each.pointer, "", "" if other == each.pointer else other].append(each)
    for (words, at, said, instead), places in found.items():
        exists = bool(instead) and (not instead.startswith("#") or instead[1:] in ids)
        message = f"“{words}” leads to {at}" + (f" {times(len(places))}" if len(places) > 1 else "")
        message += f", but its words mean {said}" if said else ", which stands on the other side"
        edits = [edit for each in places for edit in each.pointing(instead)] if exists else []
        doubt = DIRECTED if not said else NUMBERED if exists else UNKNOWN
        help = f"did you mean {instead}?" if exists else "compare the words, and correct what is wrong"
        where = [each.label(f"leads to {at}") for each in places]
        yield Finding("A301", message, doubt, where, help, edits, f"lead to {instead}")


def _shapes(volume: Volume) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What ids of documents, notes and pages look like by the profile, with the numbers in them."""
    settings = volume.profile["document"]
    number = r"(?P<number>\d+[a-z]?)"
    document = id_pattern(settings["id"], number=r"(?P<document>\d+[a-z]?)", stem="(?!)")
    note = id_pattern(settings["note"], document=document, number=r"(?P<number>\d+)(?:_\d+)?")
    return re.compile(document), re.compile(note), re.compile(id_pattern(settings["page"], number=number))


def _target(pointer: str, shapes: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]) -> _Target | None:
    """The parts of a target; None for what leads elsewhere."""
    parts = _TARGET.fullmatch(pointer)
    if not parts or ":" in pointer:
        return None
    volume, id = parts["volume"], parts["id"] or ""
    document, note, page = shapes
    if found := note.fullmatch(id):
        return _Target(volume, found["document"], found["number"])
    if found := document.fullmatch(id):
        return _Target(volume, found["document"])
    if found := page.fullmatch(id):
        return _Target(volume, page=found["number"])
    return _Target(volume) if volume and not id else None


def _contradictions(volume: Volume, each: Tagged, target: _Target) -> Iterator[tuple[str, str]]:
    """What the words say that the target is not, and the target that they mean, "" where that cannot be told."""
    words, settings = each.words, volume.profile["document"]
    if (named := _VOLUME.search(words)) and target.volume and (series := _series(volume)):
        meant = series.id(named["years"], named["number"], named["part"] or "")
        is_same = meant == target.volume if named["part"] else _bare(meant) == _bare(target.volume)
        if not is_same:
            _, hash, rest = each.pointer.partition("#")
            yield f"{canonical(named['years'])}, volume {named['number']}", meant + hash + rest
            return
    before, at = f"{target.volume}#", each.pointer.removeprefix("#")
    document, note, page = _DOCUMENT.search(words), _NOTE.search(words), _PAGE.search(words)
    alone = words if _NUMBER.fullmatch(words) else ""
    holder = settings["id"].format(number=target.document, stem="")
    if document and target.document and document[1] != target.document and not (note and not target.note):
        id = settings["id"].format(number=document[1], stem="")
        yield (
            f"document {document[1]}",
            before + (settings["note"].format(document=id, number=target.note) if target.note else id),
        )
    elif note and target.document and note[1] != target.note:
        of_document = not target.note and (document or target.volume)
        if not of_document and volume.numbers.get(at) != note[1]:
            yield f"note {note[1]}", before + settings["note"].format(document=holder, number=note[1])
    elif page and target.page and page[1] != target.page:
        yield f"page {page[1]}", before + settings["page"].format(number=page[1])
    elif alone and target.note and alone not in (target.note, target.document):
        if volume.numbers.get(at) != alone:
            yield f"note {alone}", ""
    elif alone and target.document and not target.note and alone != target.document:
        yield f"document {alone}", before + settings["id"].format(number=alone, stem="")


def _directions(
    volume: Volume, shapes: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
) -> Iterator[tuple[Tagged, str]]:
    """References to what is "above" or "below" that lead the other way."""
    settings = volume.profile["document"]
    order = {reading.document.id: index for index, reading in enumerate(volume.readings)}
    for reading in volume.readings:
        for each in reading.tagged:
            if each.mark.kind != "ref" or not (target := _target(each.pointer, shapes)) or target.volume:
                continue
            text = reading.document.source.text
            found = _DIRECTION.match(text, each.mark.span.end)
            holder = settings["id"].format(number=target.document, stem="") if target.document else ""
            if not found or holder not in order:
                continue
            here, there = order[reading.document.id], order[holder]
            back = found[1] in ("above", "supra")
            if here == there and target.note:
                own = reading.note_at(each.mark.span.start)
                if own is None or not own.number.isdigit() or not target.note.isdigit():
                    continue
                here, there = int(own.number), int(target.note)
            if (there > here) if back else (there < here):
                yield each, found[1]


def _series(volume: Volume) -> Series | None:
    name = volume.profile["annotate"]["references"]["series"]
    return Series.load(name) if name else None


def _bare(volume: str) -> str:
    """The id of a volume without its part."""
    return re.sub(r"p(?:t|art)?\d+$", "", volume)
