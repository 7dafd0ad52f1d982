"""Words that are tagged in most places and left, or tagged as something else, in a few."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from tei.annotate.forms import Forms
from tei.annotate.overlap import apart
from tei.audit.finding import Finding, times
from tei.audit.names import Directory
from tei.audit.ranks import borne, is_ranked_otherwise
from tei.audit.volume import KINDS, goes_on, is_compound, overlapped
from tei.core.diagnostic import Edit
from tei.core.names import FORENAMES
from tei.core.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.ranks import Borne
    from tei.audit.volume import Reading, Tagged, Volume
    from tei.core.authority import Entry
    from tei.core.diagnostic import Label
    from tei.core.document import Mark
    from tei.core.source import Span

OFTEN = 4
"""A form that is tagged less often is no habit."""

_HELD = {*KINDS, "date", "name", "orgName", "term", "title"}
"""What is tagged as one of these is not left."""

SURE, ENOUGH = 0.85, 0.75
"""How likely words were forgotten that are nearly always tagged, or are a name for sure; and how sure an annotator must
be of what was tagged nowhere."""

_SECTIONS = {"persName": "people", "gloss": "terms", "placeName": "places"}
_BEFORE = re.compile(r"[A-Z][\w.'-]* \Z|[A-Z]\. ?\Z")
_SHORTENED = re.compile(r"[’'](?!s\b)\w")
_ANOTHER = re.compile(r" [A-Z][a-z.]")
Key = tuple[str, str, str]


def left(volume: Volume) -> Iterator[Finding]:
    """Words left untagged that are tagged in most places of the same kind (A201), or that name an entry in full."""
    habits = _habits(volume)
    placed = Counter(
        (each.words, each.mark.kind, _where(each)) for each in volume.tagged("persName", "gloss", "placeName")
    )
    forms, known = Forms(habits), borne(volume)
    found: dict[Key, list[tuple[Reading, Span, bool]]] = defaultdict(list)
    for reading in volume.readings:
        for words, kind, where, span, agreed in _untagged(volume, reading, forms, known):
            found[words, kind, where].append((reading, span, agreed))
    merged: dict[tuple[str, str], list[tuple[float, Reading, Span]]] = defaultdict(list)
    for (words, kind, where), places in found.items():
        done, omitted = placed[words, kind, where], len(places)
        for reading, span, agreed in places:
            if doubt := _doubt(done, omitted, agreed=agreed):
                merged[words, kind].append((doubt, reading, span))
    for words, kind, doubt, reading, span in _proposed(volume, habits):
        merged[words, kind].append((doubt, reading, span))
    for (words, kind), doubted in merged.items():
        yield _omitted(volume, words, kind, doubted, habits.get(words, ("", ""))[1])


def _where(each: Tagged) -> str:
    text = each.reading.document.source.text
    return "compound" if is_compound(text, each.mark.span.end) else each.where


def _habits(volume: Volume) -> dict[str, tuple[str, str]]:
    """The words that are mostly tagged as one kind, with it and the pointer that they mostly have."""
    found = {}
    for words, counts in volume.forms.items():
        kinds = Counter[str]()
        for (kind, _), number in counts.items():
            kinds[kind] += number
        kind, number = kinds.most_common(1)[0]
        # An office in a head is tagged as it writes, not as a term.
        if kind == "gloss" and counts["gloss", ""] * 2 > number:
            continue
        if kind in ("persName", "gloss", "placeName") and number >= OFTEN and len(words) > 2 and not words.islower():
            target = max(((n, at) for (k, at), n in counts.items() if k == kind))[1]
            found[words] = kind, target
    return found


def _untagged(
    volume: Volume, reading: Reading, forms: Forms[tuple[str, str]], known: Borne
) -> Iterator[tuple[str, str, str, Span, bool]]:
    """The places of these forms in one document that are in no tag, and whether the annotators would tag them."""
    view = View.of(reading.document)
    held = sorted(mark.span for mark in reading.document.marks if mark.kind in _HELD)
    for hit in apart(forms.hits(view.text)):
        span = view.span(hit.start, hit.end)
        kind, _ = hit.meaning
        agreed = (kind, span) in reading.proposed
        entry = volume.authority.by_id.get(hit.meaning[1].removeprefix("#"))
        doubtful = _is_another(volume, view.text, hit.start, hit.form, entry, known)
        doubtful = doubtful or (kind == "persName" and " " not in hit.form and bool(_ANOTHER.match(view.text, hit.end)))
        doubtful = doubtful or _SHORTENED.match(view.text, hit.end) is not None
        doubtful = doubtful or not (agreed or not goes_on(view.text, hit.start, hit.end))
        if not (doubtful or overlapped(held, span)):
            where = "compound" if is_compound(view.text, hit.end) else reading.where(span.start)
            yield hit.form, kind, where, span, agreed


def _is_another(volume: Volume, text: str, start: int, form: str, entry: Entry | None, known: Borne) -> bool:
    """Whether what stands before a form makes it the name of somebody else: a forename, an initial, a rank."""
    before = _BEFORE.search(text, max(0, start - 30), start)
    if entry is None or entry.kind != "person" or not before:
        return False
    if is_ranked_otherwise(text, start, entry, known):
        return True
    word = before.group().strip()
    directory = volume.authority.derived(Directory)
    # A sentence may begin with any word.
    if word.lower() in volume.ordinary and word.title() not in FORENAMES:
        return False
    return not directory.is_office(word) and entry not in directory.fit(f"{word} {form}").entries


def _doubt(done: int, omitted: int, *, agreed: bool) -> float:
    """How likely a form was forgotten that is tagged and left so often in places of one kind.

    That is the less, the more often it is left, and where the annotators would leave it, too.
    """
    if done < omitted or not done:
        return 0.35 if agreed and done else 0.0
    share = done / (done + omitted)
    doubt = SURE if share > 0.9 else 0.75 if share > 0.75 else 0.55
    return doubt if agreed else doubt * 0.6


def _proposed(volume: Volume, habits: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str, float, Reading, Span]]:
    """What the annotators would tag, is in no tag, and has no form that is a habit; with how likely it was forgotten.

    That is the share of what they find in places of the same kind, and that is tagged.
    """
    directory = volume.authority.derived(Directory)
    done: Counter[tuple[str, ...]] = Counter()
    found: list[tuple[tuple[str, ...], str, Mark, Reading]] = []
    for reading in volume.readings:
        held = sorted(mark.span for mark in reading.document.marks if mark.kind in _HELD)
        for mark in reading.ours:
            if mark.kind not in _HELD:
                continue
            words = " ".join(reading.document.text_in(mark.span).split())
            place = mark.kind, *_place(mark.kind, words, reading.where(mark.span.start))
            if overlapped(held, mark.span):
                done[place] += 1
            elif words not in habits and mark.cert >= ENOUGH and not _is_part(reading, mark, words):
                found.append((place, words, mark, reading))
    left = Counter(place for place, *_ in found)
    for place, words, mark, reading in found:
        share = done[place] / (done[place] + left[place])
        if mark.kind == "persName":
            fit = directory.fit(words) if mark.pointer else None
            is_known = fit is not None and len(fit.entries) == 1
            if words.lower() in volume.ordinary or not (is_known or mark.cert >= SURE):
                continue
            if fit and is_known:
                share = max(share, 0.8 if fit.full else 0.5)
        if share >= 0.5:
            yield words, mark.kind, share * 0.9, reading, mark.span


def _is_part(reading: Reading, mark: Mark, words: str) -> bool:
    """Whether a mark would be only a part of a longer name, or of an address by a forename."""
    if mark.kind == "gloss":
        return words.title() in FORENAMES
    return mark.kind == "persName" and bool(_ANOTHER.match(reading.document.source.text, mark.span.end))


def _place(kind: str, words: str, where: str) -> tuple[str, ...]:
    """The kind of place that decides whether something is tagged: for references the wording, for terms themselves."""
    if kind == "ref":
        return re.sub(r"\d+", "#", words).casefold(), "note" if where.endswith("note") else "text"
    return (words, where) if kind == "gloss" else (where,)


def _omitted(volume: Volume, words: str, kind: str, doubted: list[tuple[float, Reading, Span]], target: str) -> Finding:
    done = sum(number for (each, _), number in volume.forms.get(words, {}).items() if each == kind)
    places: list[Label] = []
    edits: list[Edit] = []
    for _, reading, span in doubted:
        mark = reading.proposed.get((kind, span))
        given = dict(mark.attributes) if mark else {}
        if not given and target:
            given = {volume.profile["annotate"][_SECTIONS[kind]]["link"]: target}
        edits += reading.wrap(span, kind, given)
        places.append(reading.label(span, "not tagged"))
    message = f"“{words}” is not tagged {times(len(places))}"
    message += f", but tagged as {kind} {times(done)}" if done else f", but what is like it is tagged as {kind}"
    doubt = sum(doubt for doubt, *_ in doubted) / len(doubted)
    return Finding("A201", message, doubt, places, f"tag it as {kind}", edits, f"tag it as {kind}")


def kinds(volume: Volume) -> Iterator[Finding]:
    """Words that are tagged as one kind in most places and as another in a few (A202)."""
    tags: dict[str, dict[str, list[Tagged]]] = defaultdict(lambda: defaultdict(list))
    for each in volume.tagged("persName", "gloss", "placeName"):
        tags[each.words][each.mark.kind].append(each)
    for words, by_kind in tags.items():
        if len(by_kind) < 2 or words.isdigit():
            continue
        usual, *others = sorted(by_kind, key=lambda kind: -len(by_kind[kind]))
        for other in others:
            done, odd = len(by_kind[usual]), by_kind[other]
            if done < OFTEN * len(odd):
                continue
            edits = list(chain.from_iterable(_renamed(each, by_kind[usual][0]) for each in odd))
            message = f"“{words}” is tagged as {other} {times(len(odd))}, but as {usual} {times(done)}"
            places = [each.label(f"tagged as {other}") for each in odd]
            doubt = 0.9 if done >= 10 * len(odd) else 0.8
            help = f"tag it as {usual} here, too"
            yield Finding("A202", message, doubt, places, help, edits, f"tag it as {usual}")


def _renamed(each: Tagged, like: Tagged) -> list[Edit]:
    """The edits by which a mark gets the tags of another."""
    reading = each.reading
    tag, end, model = each.tag, reading.end_tag(each.mark), like.tag
    if tag is None or end is None or model is None:
        return []
    source = reading.finished.edition
    start = like.reading.finished.edition.text[model.start : model.end]
    name = start[1:].split()[0].rstrip(">")
    return [Edit(source, tag, start), Edit(source, end, f"</{name}>")]
