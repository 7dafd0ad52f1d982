"""References: to documents, notes, pages and volumes, each with its target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei.annotate.citations import Citations
from tei.annotate.dates import document_year, practice
from tei.annotate.series import Series
from tei.core.diagnostic import Diagnostic, Label
from tei.core.document import Mark
from tei.core.view import View

if TYPE_CHECKING:
    from tei.annotate import Context

_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"\d{4}(?:-\d\d)?")
_BRACKETS = re.compile(r"\[[^\[\]\0]{0,2000}\]")


def references(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The references in a document, or, with `scope = "editors"`, in what its editors wrote.

    L301 where a footnote "above" or "below" has a number that no note of the document has.
    """
    settings = context.profile["annotate"]["references"]
    citations = _citations(view, context)
    for start, end in _scope(view, settings["scope"], context.profile["read"]["editorial-note"]):
        for found in citations.between(start, end):
            span = view.span(found.start, found.end)
            if not found.missing:
                yield Mark("ref", span, {"target": found.target}, "tei.references", found.cert)
                continue
            yield Diagnostic(
                "L301",
                "warning",
                f"the text refers to footnote {found.missing}, but {view.document.id} has no such note",
                (Label(view.document.source, span, "left without a link"),),
                help="compare the original: the number may be misread, or a note may be missing",
            )


def _citations(view: View, context: Context) -> Citations:
    """A reader of citations that knows the document, its place in the volume, and the practice of its time."""
    document, profile = view.document, context.profile
    settings, ids = profile["annotate"]["references"], profile["document"]
    series = Series.load(settings["series"]) if settings["series"] else None
    year = document_year(view) if series else None
    years = _YEARS.search(settings["volume"]) if settings["volume"] else None
    number = _DIGITS.match(document.number)
    style = practice(view, profile) if settings["pages-until"] else None
    return Citations(
        text=view.text,
        id=document.id,
        number=int(number.group()) if number else None,
        notes=frozenset(note.number for note in document.notes),
        pages=frozenset(
            mark.attributes["n"] for mark in document.marks if mark.kind == "pb" and "n" in mark.attributes
        ),
        document=lambda n: ids["id"].format(number=n, stem=document.id),
        note=lambda holder, n: ids["note"].format(document=holder, number=n),
        page=lambda n: ids["page"].format(number=n),
        series=series,
        years=years.group() if years else series.period(year) if series and year else "",
        alone=settings["alone"],
        by_page=style is not None and style <= settings["pages-until"],
        note_pages=style is not None and style <= settings["note-pages-until"],
    )


def _scope(view: View, scope: str, editorial: str) -> Iterator[tuple[int, int]]:
    """The stretches to look through: all, or notes, words in brackets, and documents that are editors' notes."""
    everything = scope == "text" or any(
        s.block.kind == "head" and editorial and view.text.endswith(editorial, s.start, s.end)
        for s in view.stretches[:2]
    )
    for stretch in view.stretches:
        if everything or stretch.note:
            yield stretch.start, stretch.end
        else:
            for bracketed in _BRACKETS.finditer(view.text, stretch.start, stretch.end):
                yield bracketed.span()
