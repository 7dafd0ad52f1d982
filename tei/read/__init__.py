"""From a raw text to a Document."""

from __future__ import annotations

from collections.abc import Iterator

from tei.core.document import Document, Dropped, Mark
from tei.core.profile import Profile
from tei.core.source import Source
from tei.read.calls import find_calls, lost_calls
from tei.read.divide import Division, divide, identity
from tei.read.hang import hang, lost
from tei.read.layout import sketch
from tei.read.lines import lines_of
from tei.read.markdown import referenced
from tei.read.notes import take_notes
from tei.read.pages import Cutter, page_marks
from tei.read.settings import Settings
from tei.read.tables import bars
from tei.read.weigh import Spot


def read(source: Source, profile: Profile) -> Document:
    """The document that a raw text holds, every one of its characters accounted for.

    Raises Refused (T205) when the text holds nothing besides page marks.
    """
    text = source.text
    settings = Settings.of(profile["read"])
    breaks = page_marks(text, settings.page)
    pages = [mark.span for mark in breaks]
    page = take_notes(text, lines_of(text, pages), settings.source_note)
    found = sketch(source, page.lines)
    division = divide(text, found.paragraphs, settings)
    dropped = (
        *found.dropped,
        *(Dropped(span, "a line drawn above the notes") for span in page.rules),
        *(Dropped(span, "the border of a cell") for span in bars(text, found.paragraphs)),
    )
    holes = sorted([*pages, *(item.span for item in dropped)])
    spots = list(_spots(text, division))
    if page.referenced:
        calls = referenced(text, spots, page.notes)
    else:
        calls = find_calls(text, spots, page.notes, settings.source_note, holes)
    notes, diagnostics = hang(source, spots, page.notes, calls, settings.source_note)
    anchors: list[Mark] = []
    if not page.notes:
        anchors, diagnostics = lost(source, lost_calls(text, spots, holes))
    cut = Cutter(text, [*holes, *(call.span for call in calls.found), *(anchor.span for anchor in anchors)])
    bullets = [Mark("bullet", p.sign, {}, "read") for p in found.paragraphs if p.sign]
    document = Document(
        source,
        identity(source.name, division.number, profile["document"]),
        division.number,
        division.kind or profile["document"]["kind"],
        cut.blocks(division.blocks),
        tuple(cut.note(note) for note in notes),
        dropped=dropped,
        diagnostics=tuple(diagnostics),
    )
    return document.with_marks((*breaks, *anchors, *bullets, *cut.marks(found.marks)))


def _spots(text: str, division: Division) -> Iterator[Spot]:
    """Where calls may stand: in every block that has text, but not in the number of the head."""
    for outer in division.blocks:
        for block in outer.walk():
            if block.spans:
                start, end = block.spans[0].start, block.spans[-1].end
                if block is outer and block.kind == "head" and text.startswith(division.number, start):
                    start += len(division.number) + 1
                kind = "label" if block is not outer and block.kind == "head" else block.kind
                yield Spot(min(start, end), end, kind)
