"""Tags on what is no name, and paragraphs that are datelines or signatures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tei.annotate.forms import Forms
from tei.audit.finding import Finding, times
from tei.audit.names import Directory
from tei.core.calendar import MONTH
from tei.core.names import FORENAMES
from tei.core.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Reading, Tagged, Volume
    from tei.core.document import Block

_DATELINE = re.compile(rf"[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}}, {MONTH} \d{{1,2}}, \d{{4}}(?:[—–,].{{0,15}})?\.?")
_SIGNATURE = re.compile(r"(?:[A-Z]\. ?|[A-Z][a-z]+ ){1,3}(?:Mc|Mac|O’|De |Von )?[A-Z][a-z]+(?:,? (?:Jr|Sr)\.|,? II+)?")
_SURNAME = re.compile(r" (?:[A-Z]\. ?){0,2}[A-Z][a-z]+")

SELDOM, TIMES = 3, 20
"""As often at most a word is tagged, and so many times as often left, to be taken for one that is no name."""

LONGEST = 70
"""No dateline and no signature is longer."""

WORD, RANK, PART, BLOCK = 0.85, 0.85, 0.8, 0.8
"""How likely such a tag is wrong: on an ordinary word, on a rank, on a forename alone; and a paragraph that is another
block."""


def misplaced(volume: Volume) -> Iterator[Finding]:
    """Ranks tagged as names, and common words tagged as terms (A206); forenames tagged without the surname (A203)."""
    directory = volume.authority.derived(Directory)
    by_words: dict[str, list[Tagged]] = defaultdict(list)
    parts: dict[str, list[Tagged]] = defaultdict(list)
    for each in volume.tagged("persName", "gloss"):
        text, end = each.reading.document.source.text, each.mark.span.end
        if each.mark.kind == "gloss" or each.words not in FORENAMES or directory.surname(each.words):
            by_words[each.words].append(each)
        elif (after := _SURNAME.match(text, end)) and not any(
            mark.kind == "persName" and mark.span.start < after.end() and mark.span.start >= end
            for mark in each.reading.document.marks
        ):
            parts[each.words + after.group()].append(each)
    for words, found in parts.items():
        message = f"of “{words}” only “{found[0].words}” is tagged {times(len(found))}"
        yield Finding("A203", message, PART, [e.label("the forename") for e in found], "tag the whole name")
    common = _common(volume, by_words)
    for words, found in by_words.items():
        is_rank = found[0].mark.kind == "persName" and not any(each.pointer for each in found)
        if is_rank and all(map(directory.is_office, words.split())) and not directory.surname(words):
            message = f"“{words}” is tagged as persName {times(len(found))}, but is a rank or an office"
            where = [each.label("no name") for each in found]
            yield Finding("A206", message, RANK, where, "take the tag away, or put it round the name")
        elif words in common:
            message = (
                f"“{words}” is tagged as {found[0].mark.kind} {times(len(found))}, but left {times(common[words])}"
            )
            where = [each.label("an ordinary word?") for each in found]
            yield Finding("A206", message, WORD, where, "take the tag away, if the ordinary word is meant")


def _common(volume: Volume, by_words: dict[str, list[Tagged]]) -> dict[str, int]:
    """The words in small letters that are tagged seldom, with how often they are left."""
    seldom = {words: words for words, found in by_words.items() if len(found) <= SELDOM and words.islower()}
    forms = Forms(seldom)
    count: Counter[str] = Counter()
    for reading in volume.readings:
        count.update(hit.form for hit in forms.hits(View.of(reading.document).text))
    left = {words: number - len(by_words[words]) for words, number in count.items()}
    return {words: number for words, number in left.items() if number >= TIMES * len(by_words[words])}


def paragraphs(volume: Volume) -> Iterator[Finding]:
    """Paragraphs with the words of a dateline, or at the right with those of a signature (A503).

    They are told where most datelines or signatures in such a place of a document, its own or that of an enclosure, are
    encoded as such.
    """
    done: Counter[tuple[str, bool]] = Counter()
    found: list[tuple[tuple[str, bool], Reading, Block, str]] = []
    for reading in volume.readings:
        blocks = list(reading.document.walk())
        texts = [at for at, block in enumerate(blocks) if block.kind in ("p", "list", "item")]
        first, last = (texts[0], texts[-1]) if texts else (0, 0)
        for at, block in enumerate(blocks):
            if block.kind in ("dateline", "signed"):
                done[block.kind, at < first if block.kind == "dateline" else at > last] += 1
            elif block.kind == "p" and block.spans and (kind := _like(reading, block)):
                text = " ".join(reading.document.text_of(block).split())
                found.append(((kind, at == first if kind == "dateline" else at == last), reading, block, text))
    left = Counter(place for place, *_ in found)
    for place, reading, block, text in found:
        share = done[place] / (done[place] + left[place])
        if share >= 0.5:
            kind, tag = (
                ("dateline", "<dateline>") if place[0] == "dateline" else ("signature", "<closer> with <signed>")
            )
            message = f"“{text}” is a paragraph, but looks like a {kind}"
            yield Finding("A503", message, BLOCK * share, [reading.label(block.extent)], f"encode it as {tag}")


def _like(reading: Reading, block: Block) -> str:
    """The block that a paragraph looks like: "dateline", "signed" or ""."""
    if block.extent.end - block.extent.start > LONGEST:
        return ""
    text = " ".join(reading.document.text_of(block).split())
    if _DATELINE.fullmatch(text):
        return "dateline"
    return "signed" if "right" in block.attributes.get("rend", "") and _SIGNATURE.fullmatch(text) else ""
