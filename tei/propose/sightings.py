"""Where a text names persons that no list has, with what it says of them there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from tei.annotate.candidates import title_before
from tei.core.names import RANKS, folded, vocabulary
from tei.propose.words import OFFICES, sort

if TYPE_CHECKING:
    from tei.core.document import Document
    from tei.core.source import Span

_COURTESY = vocabulary("Dr. Herr M. Madame Messrs. Miss Mlle. Mme. Mr. Mrs. Ms. Mr Mrs")
_OFFICE = RANKS | OFFICES
_BESIDE = re.compile(r", (?:the )?((?:[A-Z][\w'.-]*|of|for|the|and|to|in)(?: (?:[A-Z][\w'-]*|of|for|the|and|to|in))*)")
_BEFORE, _AFTER = 80, 120
_OPENING = ("rank", "office", "peoples", "bodies")
"""With words of these sorts an office begins."""
_SMALL = re.compile(r"(?: (?:of|for|the|and|to|in))+\Z")
_LEADING = re.compile(r"(?:.* and |.* of (?=[A-Z]\w+\Z))?(?:(?:of|for|the|and) )*")
_ENDS = re.compile(r"(?:,|[a-z'-]{3}\.)\Z")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a text: as printed, the office said beside it ("" if none), the file, its line, the document's year."""

    form: str
    office: str
    file: str
    line: int
    year: str = ""


def sightings(document: Document) -> Iterator[Sighting]:
    """The names in a document that lead to nobody, in order; a single letter, as before a speech, names nobody."""
    source, year = document.source, _year(document)
    blocks = sorted((span.start, block.extent) for block in document.all_blocks() for span in block.spans)
    for mark in document.marks:
        if mark.kind == "persName" and not mark.pointer:
            form = " ".join(document.text_in(mark.span).split())
            if len(form.rstrip(".")) > 1:
                _, block = blocks[bisect_right(blocks, mark.span.start, key=itemgetter(0)) - 1]
                line, _ = source.position(mark.span.start)
                yield Sighting(form, _office(source.text, mark.span, block), source.name, line, year)


def _office(text: str, name: Span, block: Span) -> str:
    """The office that stands before a name, "Foreign Minister Spaak", or else after it, "Spaak, Foreign Minister"."""
    before = folded(text[max(block.start, name.start - _BEFORE) : name.start])
    if words := _office_before(title_before(before, len(before))):
        return " ".join(words)
    beside = _BESIDE.match(folded(text[name.end : min(block.end, name.end + _AFTER)]))
    words = _SMALL.sub("", beside[1]).rstrip(".").split() if beside else []
    is_office = (
        words and sort(words[0]) in _OPENING and _OFFICE.intersection(words) and not _COURTESY.intersection(words)
    )
    return " ".join(words) if is_office else ""


def _office_before(title: str) -> list[str]:
    """The words of an office among the capitalised words before a name; none if they are of another sentence."""
    words = title.split()
    if words[-1:] == ["and"]:
        return []
    words = _LEADING.sub("", title).split()
    while words and words[-1] in _COURTESY:
        del words[-1]
    if words:
        words[-1] = words[-1].rstrip(",")
    ended = [i for i, word in enumerate(words) if word not in _OFFICE and _ENDS.search(word)]
    if ended:
        del words[: ended[-1] + 1]
    while words and (words[0] in _COURTESY or sort(words[0]) not in _OPENING):
        del words[0]
    return words if _OFFICE.intersection(words) else []


def _year(document: Document) -> str:
    """The year in which the document was written, "" if it does not say."""
    for mark in document.marks:
        if mark.kind == "date" and (year := _YEAR.match(mark.attributes.get("when", ""))):
            return year.group()
    return ""
