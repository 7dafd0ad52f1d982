"""An authority read from the text of a printed list of persons, or of terms and abbreviations."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tei.core.authority import Authority, Entry, Kind, collect
from tei.core.diagnostic import Diagnostic, Label, refusal
from tei.core.names import PARTICLES, PREFIXES, RANKS, SUFFIXES, Minter, folded, vocabulary
from tei.core.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HEADING = re.compile(
    r"(?:list of )?(?:the )?(persons|people|names|abbreviations|acronyms|terms|symbols|glossary)\b.{0,60}", re.I
)
_BULLET = re.compile(r"\s*(?:[•·▪◦‣*-]|#{1,6})\s+(?=\S)")
_PERSONS = ("persons", "people", "names")
_ABBREVIATION = re.compile(r"[\w/&.–-]*[A-Z][\w/&.–-]*[A-Z][\w/&.–-]*")
_OFFICE = vocabulary(
    """Acting Administrator Adviser Advisor Aide Alternate American Army Assistant Associate Attorney Australian Board
    British Bureau Canadian Career Chairman Chief Chinese Coordinator Consul Consultant Counsel Counselor Defense
    Delegate Democratic Department Desk Director Division East Economic Editor Embassy Executive Federal Financial
    First Foreign Former French German Head Indian Intelligence International Israeli Italian Japanese Joint Labor
    Leader Legal Legislative Member Military Mission National Naval North Office Officer Operations Permanent Polish
    Political Presidential Press Principal Public Republican Research Second Soviet Special Staff State Supreme Swiss
    Third Treasury U.N. U.S. UN USA USAF USMC USN Under United West White"""
)
_OF_FORENAMES = vocabulary(
    "Admiral Brigadier Captain Colonel Commander Count Dame General Lady Lord Major Sir Viscount"
)


def _itself(label: Label) -> Label:
    return label


class _Line(NamedTuple):
    span: Span
    text: str


def from_list(source: Source) -> Authority:
    """The persons or terms of a printed list, one a line: the name, a comma, the office or the meaning.

    Bullets, and the asterisks and number signs of Markdown, are no part of an entry.
    A line that begins with a blank or, among persons, a small letter continues the one before; a
    heading tells what follows. Ids are made in the list's order. A line that cannot be read is left out with a
    diagnostic (P207); raises Refused (P206) when no line could be read.
    """
    unread: list[Diagnostic] = []
    entries = list(_entries(source, unread))
    if not entries:
        message = f"no person and no term could be read from the authority file {source.name}"
        remedy = "write one a line: the name, a comma, the office ('Allison, John M., Ambassador'); or use TEI or CSV"
        raise refusal("P206", message, remedy)
    return collect(entries, tuple(unread))


def _entries(source: Source, unread: list[Diagnostic]) -> Iterator[tuple[Entry, Callable[[], Label]]]:
    ids = Minter()
    listed: Kind | None = None
    for line in _joined(source):
        label = Label(source, line.span)
        if not line.text.partition(",")[0] or "," not in line.text:
            if heading := _HEADING.fullmatch(line.text):
                listed = "person" if heading.group(1).lower() in _PERSONS else "term"
            else:
                unread.append(
                    Diagnostic(
                        "P207",
                        "warning",
                        f"no name could be read from the line {line.text[:40]!r}",
                        (label,),
                        help="write the name, a comma, the office",
                    )
                )
            continue
        first, _, rest = line.text.partition(",")
        kind = listed or ("term" if _is_abbreviation(first, rest) else "person")
        name, note = (first, rest) if kind == "term" else _parted(line.text)
        name = name.strip()
        yield Entry(ids.new(name, PREFIXES[kind]), kind, name, note=note.strip(" ,;")), partial(_itself, label)


def _is_abbreviation(first: str, rest: str) -> bool:
    if first.isupper() and len(first) < 7 and " " not in first:
        return True
    return bool(_ABBREVIATION.fullmatch(first)) and not _are_forenames(rest.split(",")[0])


def _joined(source: Source) -> Iterator[_Line]:
    """The lines, each with those that continue it, blanks made single."""
    first: Span | None = None
    held = ""
    small = True
    for match in re.finditer(r"[^\n]*\S[^\n]*", source.text):
        bullet = _BULLET.match(match.group())
        text = match.group()[bullet.end() if bullet else 0 :].replace("*", "")
        if not text.strip():
            continue
        if heading := _HEADING.fullmatch(held.strip()):
            # Terms may begin with a small letter, as "reftel" does.
            small = heading.group(1).lower() in _PERSONS
        elif first and not bullet and (text[0].isspace() or (small and text[0].islower())):
            held = f"{held} {text}"
            continue
        if first:
            yield _Line(first, " ".join(held.split()))
        first, held = Span(*match.span()), text
    if first:
        yield _Line(first, " ".join(held.split()))


def _parted(line: str) -> tuple[str, str]:
    """The name and the rest: after the surname come forenames, and "Jr.", but no office."""
    fields = line.split(",")
    taken = 1
    if len(fields) > 1 and _are_forenames(fields[1]):
        taken = 2
    while taken < len(fields) and fields[taken].strip() in SUFFIXES:
        taken += 1
        if taken == 2 and taken < len(fields) and _are_forenames(fields[taken]):
            taken += 1
    return ",".join(fields[:taken]), ",".join(fields[taken:])


def _are_forenames(text: str) -> bool:
    found = re.sub(r"\([^()]*\)|[“\"][^”\"]*[”\"]", "", folded(text)).split()
    if not found or len(found) > 6 or found[0] in SUFFIXES or (found[0] in RANKS - _OF_FORENAMES and len(found) > 3):
        return False
    if any(word in _OFFICE for word in found) or found[-1] in RANKS:
        return False
    return all(word[0].isupper() or word.lower() in PARTICLES for word in found)
