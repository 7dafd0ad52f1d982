"""The notes printed at the end of a page, in each of the forms in which they are left there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tei.core.source import Span
from tei.read.lines import Line, joined


@dataclass(frozen=True, slots=True)
class Printed:
    """A note as printed: its number or sign ("" if none is shown), its paragraphs, its own signs."""

    number: str
    paragraphs: tuple[tuple[Span, ...], ...]
    signs: tuple[Span, ...]

    @property
    def start(self) -> int:
        """The offset of the first character of its text."""
        return self.paragraphs[0][0].start


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of the text, those of its notes taken away, and the notes; `rules` are lines drawn between them."""

    lines: Sequence[Line]
    notes: tuple[Printed, ...] = ()
    rules: tuple[Span, ...] = ()
    referenced: bool = False


ARROW = "↩"
UNRAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Turns raised digits into digits on the line."""
MOST_STARTS = 40
"""So many lines from the end are tried as the first of the notes."""
_VARIANT = "\ufe0e\ufe0f"
_DASH = re.compile(r"[-*•][ \t]+")
_NUMBER = re.compile(r"(?:\[(?P<a>\d{1,3})\]|\((?P<b>\d{1,3})\)|(?P<c>\d{1,3})[.)]|(?P<d>[¹²³⁰⁴-⁹]{1,3}))[ \t]+(?=\S)")
_BARE = re.compile(r"(?P<a>\d{1,3}|[*†‡§]{1,2})[ \t]*(?=[^\W\d_]|[“\"‘'(\[])")
_REFERENCE = re.compile(r"\[\^(?P<a>[^\]\s]+)\]:[ \t]*(?=\S)")
_RULE = re.compile(r"[-_=*–—]{3,}$|_ ?(?:_ ?){2,}$")
_TITLE = re.compile(r"(?:foot|end)?notes:?$", re.IGNORECASE)
_STUCK = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|"  # a year is no number with a call
    r"(?:(?<=[^\W\d_])|(?<=\d\d)|(?<=[.,;:!?”’\"')\]]))[\[(]?(\d{1,3}(?!\d)|[¹²³⁰⁴-⁹]{1,3}|[*†‡§]{1,2})"
)


def take_notes(text: str, lines: Sequence[Line], source_note: str) -> Page:
    """The notes in the first form that fits, and the lines that are left to the text."""
    for form in _FORMS:
        page = form(text, lines, source_note)
        if page is not None:
            return page
    return Page(lines)


def _with_arrows(text: str, lines: Sequence[Line], _source_note: str) -> Page | None:
    """Lines `- …↩`: a note begins with a dash or a number and ends with the arrow that led back to its call."""
    first = next((i for i, line in enumerate(lines) if _arrow(text, line) >= 0), None)
    if first is None:
        return None
    start = first
    # A note may have been broken into several lines: its dash is then on an earlier one.
    while start and not _opens(text, lines[start]):
        start -= 1
    if not _opens(text, lines[start]):
        start = first
    notes: list[Printed] = []
    group: list[Line] = []
    for line in lines[start:]:
        group.append(line)
        arrow = _arrow(text, line)
        if arrow >= 0:
            notes.append(_arrow_note(text, group, arrow))
            group = []
    rest = [*lines[:start], *group]
    return Page(rest, tuple(notes)) if rest else None


def _arrow(text: str, line: Line) -> int:
    """Where the arrow stands that ends a line, or -1."""
    at = text.rfind(ARROW, line.start, line.end)
    return at if at >= 0 and not text[at + 1 : line.end].strip(_VARIANT) else -1


def _opens(text: str, line: Line) -> bool:
    return bool(_DASH.match(text, line.start) or _NUMBER.match(text, line.start))


def _arrow_note(text: str, group: Sequence[Line], arrow: int) -> Printed:
    """A note's lines, its sign before it and the arrow behind it left out."""
    first, last = group[0], group[-1]
    signs = [Span(arrow, last.end)]
    number = ""
    sign = _DASH.match(text, first.start, last.end) or _NUMBER.match(text, first.start, last.end)
    lines = list(group)
    if sign:
        number = _number(sign) if sign.re is _NUMBER else ""
        signs.insert(0, _trim(text, sign.start(), sign.end()))
        lines[0] = first = Line(first.begin, sign.end(), first.end, first.gap)
    lines[-1] = Line(
        last.begin, lines[-1].start, lines[-1].start + len(text[lines[-1].start : arrow].rstrip()), last.gap
    )
    lines = [line for line in lines if line.start < line.end]
    return Printed(number, _paragraphs(text, lines) or ((Span(arrow, arrow),),), tuple(signs))


def _paragraphs(text: str, lines: Sequence[Line]) -> tuple[tuple[Span, ...], ...]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.gap:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(joined(text, group) for group in groups)


def _number(match: re.Match[str]) -> str:
    return next(g for g in match.groups() if g is not None).translate(UNRAISED)


def _trim(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))


def _with_references(text: str, lines: Sequence[Line], _source_note: str) -> Page | None:
    """Markdown's `[^1]: …`, wherever they stand; indented lines go on with the note."""
    kept: list[Line] = []
    notes: list[Printed] = []
    group: list[Line] = []
    sign: re.Match[str] | None = None

    def close() -> None:
        if sign:
            head = Line(group[0].begin, sign.end(), group[0].end, False)
            notes.append(
                Printed(sign["a"], _paragraphs(text, [head, *group[1:]]), (_trim(text, sign.start(), sign.end()),))
            )

    for line in lines:
        match = _REFERENCE.match(text, line.start, line.end)
        if match:
            close()
            sign, group = match, [line]
        elif sign and (not line.gap or line.indent >= 2):
            group.append(line)
        else:
            close()
            sign = None
            kept.append(line)
    close()
    return Page(kept, tuple(notes), referenced=True) if notes and kept else None


def _listed(text: str, lines: Sequence[Line], source_note: str) -> Page | None:
    """A numbered list at the end, `  1. …`, indented, below a line, or below the title “Notes”."""
    base = min((line.indent for line in lines), default=0)
    for start, below in _starts(text, lines):
        first = lines[start + below]
        pattern = _NUMBER if _NUMBER.match(text, first.start, first.end) else _BARE
        notes = _chain(text, lines[start + below :], pattern, first.indent)
        if not notes:
            continue
        deeper = first.indent > base
        apart = pattern is _NUMBER and deeper and not _usual(lines[:start], first.indent)
        # Extractors set notes right below the text; a list behind a blank line that nothing calls is a list.
        wanted = 0 if apart and not first.gap else 1 if below or apart else (2 * len(notes) + 2) // 3
        opening = notes[0].start + (text[notes[0].start] == "[")
        if (source_note and text.startswith(source_note, opening)) or (
            (below or deeper) and _called(text, lines[:start], notes) >= wanted
        ):
            above = [Span(line.start, line.end) for line in lines[start : start + below]]
            if below and _TITLE.match(text, lines[start].start, lines[start].end):
                return Page(lines[:start], (replace(notes[0], signs=(*notes[0].signs, *above)), *notes[1:]))
            return Page(lines[:start], notes, tuple(above))
    return None


def _starts(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Where the notes may begin, the likeliest first: the line's index, and how many lines of rule or title it has."""
    found: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        number = _NUMBER.match(text, line.start, line.end)
        if index + 1 < len(lines) and (
            _RULE.match(text, line.start, line.end) or _TITLE.match(text, line.start, line.end)
        ):
            below = lines[index + 1]
            if _NUMBER.match(text, below.start, below.end) or _BARE.match(text, below.start, below.end):
                found.append((index, 1))
        elif number and _number(number) in ("0", "1") and index and (index - 1, 1) not in found[-1:]:
            found.append((index, 0))
    return found[: -MOST_STARTS - 1 : -1]


def _chain(text: str, lines: Sequence[Line], pattern: re.Pattern[str], indent: int) -> tuple[Printed, ...]:
    """The notes from here to the end, as long as their numbers rise; lines without a number go on with one."""
    notes: list[Printed] = []
    group: list[Line] = []
    sign: re.Match[str] | None = None
    for line in lines:
        match = pattern.match(text, line.start, line.end) if abs(line.indent - indent) < 2 else None
        if match and sign and not _follows(_number(sign), _number(match)):
            match = None
        if match:
            if sign:
                notes.append(_listed_note(text, group, sign))
            sign, group = match, [line]
        elif sign and line.gap and line.indent < indent:
            return ()  # ordinary text follows: these are no notes, or not all
        else:
            group.append(line)
    if sign:
        notes.append(_listed_note(text, group, sign))
    return tuple(notes)


def _follows(number: str, following: str) -> bool:
    if number.isdecimal() and following.isdecimal():
        return 1 <= int(following) - int(number) <= 2
    return True


def _listed_note(text: str, group: Sequence[Line], sign: re.Match[str]) -> Printed:
    first = Line(group[0].begin, sign.end(), group[0].end, False)
    return Printed(_number(sign), _paragraphs(text, [first, *group[1:]]), (_trim(text, sign.start(), sign.end()),))


def _usual(lines: Sequence[Line], indent: int) -> bool:
    """Whether a third of the lines are indented like this, so that it says nothing."""
    return sum(line.indent == indent for line in lines) * 3 > len(lines)


def _called(text: str, lines: Sequence[Line], notes: Sequence[Printed]) -> int:
    """How many of the notes may be called: their number, or a sign, is stuck to a word or a stop in the text."""
    start, end = (lines[0].start, lines[-1].end) if lines else (0, 0)
    stuck = {match[1].translate(UNRAISED) for match in _STUCK.finditer(text, start, end) if match[1]}
    called = {sign[i:] for sign in stuck for i in range(len(sign))}
    signs = sum(not sign[-1].isdigit() for sign in stuck)
    return min(sum(note.number in called for note in notes) + signs, len(notes))


_FORMS: tuple[Callable[[str, Sequence[Line], str], Page | None], ...] = (_with_references, _with_arrows, _listed)
