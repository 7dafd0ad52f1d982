"""What was decided and may be wrong: for a person to look at, the most doubtful first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic, Label
from tei.core.document import MILESTONES, SURE, UNSURE, Document, Mark, Note
from tei.core.source import Span

if TYPE_CHECKING:
    from tei.core.authority import Authority

_SHOWN = 5
"""As many candidates are named."""


def doubts(document: Document, authority: Authority) -> Iterator[Diagnostic]:
    """Links, marks and places of notes that are not sure: remarks whose `doubt` is the probability of an error.

    The same decision about the same words is told once, with all its places: L201 for words that fit several
    entries and are left without a link, L202 for a link, L203 for what may be no name, date or term at all. T206
    is for the place of a note.
    """
    alike: dict[tuple[str, str, str, tuple[str, ...]], list[Mark]] = {}
    for mark in document.marks:
        if mark.kind not in MILESTONES and _is_doubtful(mark):
            key = (mark.kind, _words(document, mark), mark.pointer, tuple(value for value, _ in mark.others))
            alike.setdefault(key, []).append(mark)
    for marks in alike.values():
        yield _of_marks(document, authority, marks)
    for note in document.notes:
        if note.call is not None and note.cert < SURE:
            yield _of_note(document, note)


def _is_doubtful(mark: Mark) -> bool:
    if mark.pointer:
        return mark.cert < SURE
    return mark.cert < UNSURE or bool(mark.others)


def _words(document: Document, mark: Mark) -> str:
    return " ".join(document.text_in(mark.span).split())


def _of_marks(document: Document, authority: Authority, marks: list[Mark]) -> Diagnostic:
    mark, target, words = marks[0], marks[0].pointer, _words(document, marks[0])
    doubt = round(sum(1 - each.cert for each in marks) / len(marks), 2)
    others = [f"{_named(value, authority)}, {cert:.0%}" for value, cert in mark.others]
    if len(others) > _SHOWN:
        others[_SHOWN:] = [f"{len(others) - _SHOWN} more"]
    listed = "; ".join(others)
    labels = [Label(document.source, each.span) for each in marks]
    if target:
        code, remedy = "L202", "look who is meant; name the person in full once in the document, or mend the link"
        message = f"{words!r} leads to {_named(target, authority)}"
        message += f"; it may be {listed}" if listed else ", which is not sure"
        if mark.kind != "persName":
            remedy = "look where it should lead, and mend the pointer if it is another place"
    elif others:
        code, remedy = "L201", "name the person in full once in the document, or link the name by hand"
        message = f"{words!r} is left without a link: it can be {listed}"
    else:
        code, remedy = "L203", f"look whether it is one; take the {mark.kind} away if not"
        message = f"{words!r} may be no {mark.kind}"
    return Diagnostic(code, "info", message, tuple(labels), help=remedy, doubt=doubt)


def _named(target: str, authority: Authority) -> str:
    entry = authority.by_id.get(target.removeprefix("#"))
    return f"{entry.name} ({entry.id})" if entry else target


def _of_note(document: Document, note: Note) -> Diagnostic:
    call = note.call or Span(note.place, note.place)
    labels = (
        Label(document.source, call, "hung here"),
        Label(document.source, note.extent, "the note"),
    )
    message = f"note {note.number} may belong elsewhere"
    remedy = "compare the printed page: the number that calls the note may be part of the text here"
    return Diagnostic("T206", "info", message, labels, help=remedy, doubt=round(1 - note.cert, 2))
