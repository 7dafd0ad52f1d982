"""Links that what stands beside a name contradicts: a rank that the entry has not, a note that tells who it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tei.audit.finding import Finding, times
from tei.audit.names import Directory
from tei.core.names import FORENAMES, fits, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Tagged, Volume
    from tei.core.authority import Entry

_SAID = {
    "General": r"\bGen(?:eral|\.)|Marshal|Chief of Staff|\bArmy\b|Air Force|Marine|Military",
    "Admiral": r"\bAdm(?:iral|\.)|\bNav(?:y|al)\b|Chief of Staff",
    "Colonel": r"\bCol(?:onel|\.)|\bGen(?:eral|\.)|\bArmy\b|Air Force|Marine|Military",
    "Major": r"\bMaj(?:or|\.)|\bCol(?:onel|\.)|\bGen(?:eral|\.)|\bArmy\b|Air Force|Marine|Military",
    "Captain": r"\bCapt(?:ain|\.)|\bAdm(?:iral|\.)|\bNav(?:y|al)\b|\bArmy\b|Air Force|Marine|Military",
    "Senator": r"\bSen(?:at|\.)|President",
    "Mrs": r"\bM(?:rs|iss|me|s|adame)\b|wife|widow|Lady|\bher\b",
    "Congressman": r"Congress|Representatives?\b|Senat",
}
"""Ranks and courtesies, and what an entry says that can have them."""

_TITLES = {
    "President": r"\bPres(?:ident|\.)",
    "Secretary": r"\bSec(?:retary|\.)",
    "Ambassador": r"\bAmb(?:assador|\.)|Representative|Delegat|Envoy",
    "Minister": r"Minister|Premier|Chancellor",
    "Governor": r"Governor|President",
    "Chancellor": r"Chancellor|Minister",
}
"""Titles that many have of whom a list does not say it: they tell only of two bearers of a name."""

_KNOWN = {**_SAID, **_TITLES}

_SHORT = {
    "Gen": "General",
    "Adm": "Admiral",
    "Col": "Colonel",
    "Maj": "Major",
    "Capt": "Captain",
    "Sen": "Senator",
    "Amb": "Ambassador",
    "Mme": "Mrs",
    "Madame": "Mrs",
}
_RANK = re.compile(
    r"\b(General|Admiral|Colonel|Major|Captain|Senator|Congressman|Gen|Adm|Col|Maj|Capt|Sen|President|Secretary|Ambassador|Amb"
    r"|Minister|Governor|Chancellor|Mrs|Mme|Madame)\.? \Z"
)
_OTHER = re.compile(
    r"(?:Attorney|Director|Consul|Secretary|Inspector|Governor|Surgeon|Postmaster|Solicitor|Adjutant)[- ]"
)
_COUPLE = re.compile(r"[A-Z][\w.]* and \Z")
_GIVEN = r"((?:[A-Z][\w'-]+|[A-Z]\.(?:[A-Z]\.)*) (?:(?:[A-Z][\w'-]+|[A-Z]\.(?:[A-Z]\.)*) )?){}\b"
"""The forenames before a surname in a note."""

NAMED, RANKED, TOLD = 0.85, 0.65, 0.85
"""How likely such a link is wrong: another bearer of the name has the rank, nobody has it, a note tells of another."""

SELDOM = 0.05
"""A person who is given a rank more often than in this share of the mentions has it, whatever the list says."""


Borne = frozenset[tuple[str, str]]


def ranks(volume: Volume) -> Iterator[Finding]:
    """Names whose rank the entry does not know (A105), and those that a note at them tells to be another's (A106)."""
    directory = volume.authority.derived(Directory)
    known = borne(volume)
    ranked: dict[tuple[str, str, str], list[Tagged]] = defaultdict(list)
    for each, entry in _linked(volume):
        if rank := rank_before(each.reading.document.source.text, each.mark.span.start, entry):
            ranked[each.words, each.pointer, rank].append(each)
        if other := noted(each, entry, directory):
            message = f"“{each.words}” is linked to {entry.name} (#{entry.id}), but its note tells of {other}"
            help = f"link it to the entry of {other}, or take the link away"
            yield Finding("A106", message, TOLD, [each.label("linked")], help)
    for (words, at, rank), found in ranked.items():
        entry = directory.meant(volume.authority.by_id[at.removeprefix("#")])
        others = [one for one in directory.fit(words).entries if one != entry and _has(one, rank)]
        if len(others) != 1 and (rank in _TITLES or (entry.id, rank) in known):
            continue
        message = f"“{rank} {words}” is linked to {entry.name} ({at}) {times(len(found))}"
        message += ", whose entry says no such thing"
        named = f"{others[0].name} (#{others[0].id})" if len(others) == 1 else ""
        message += f"; {named} has it" if named else ""
        edits = [edit for each in found for edit in each.pointing(f"#{others[0].id}")] if named else []
        help = f"did you mean {named}?" if named else "see who is meant: another entry, or a person who is not listed"
        where = [each.label("linked") for each in found]
        yield Finding("A105", message, NAMED if named else RANKED, where, help, edits, f"link it to {named}")


def borne(volume: Volume) -> Borne:
    """The ids of persons with the ranks that they have, whatever the list says: often, or before the full name."""
    directory = volume.authority.derived(Directory)
    links: Counter[str] = Counter()
    bearing: Counter[tuple[str, str]] = Counter()
    found: set[tuple[str, str]] = set()
    for each, entry in _linked(volume):
        links[entry.id] += 1
        if rank := rank_before(each.reading.document.source.text, each.mark.span.start, entry):
            bearing[entry.id, rank] += 1
            if directory.fit(each.words).full:
                found.add((entry.id, rank))
    often = (key for key, number in bearing.items() if number > max(2, SELDOM * links[key[0]]))
    return frozenset(found.union(often))


def _linked(volume: Volume) -> Iterator[tuple[Tagged, Entry]]:
    """The names that lead to a person of whose name they have a word."""
    directory = volume.authority.derived(Directory)
    for each in volume.tagged("persName"):
        entry = volume.authority.by_id.get(each.pointer.removeprefix("#")) if each.pointer[:1] == "#" else None
        if entry is not None and entry.kind == "person" and directory.shares(each.words, entry):
            yield each, directory.meant(entry)


def is_ranked_otherwise(text: str, start: int, entry: Entry, known: Borne) -> bool:
    """Whether a rank stands before a name that the person of an entry does not have."""
    rank = rank_before(text, start, entry, known)
    return bool(rank) and rank not in _TITLES


def rank_before(text: str, start: int, entry: Entry, known: Borne = frozenset()) -> str:
    """The rank that stands before a name and that neither the entry has nor is `known`, "" if there is none."""
    before = folded(text[max(0, start - 60) : start])
    found = _RANK.search(before)
    if not found or _OTHER.search(before[max(0, found.start() - 12) : found.start()]):
        return ""
    rank = _SHORT.get(found[1], found[1])
    if rank == "Mrs" and _COUPLE.search(before, 0, found.start()):
        return ""
    return "" if _has(entry, rank) or (entry.id, rank) in known else rank


def _has(entry: Entry, rank: str) -> bool:
    said = f"{entry.name}; {'; '.join(entry.forms)}; {entry.note}"
    return not entry.note or re.search(_KNOWN[rank], said, re.IGNORECASE) is not None


def noted(each: Tagged, entry: Entry, directory: Directory) -> str:
    """Whom the note at a name tells of, if that is somebody of the same surname with other forenames."""
    document, end = each.reading.document, each.mark.span.end
    note = next((note for note in document.notes if end <= note.place <= end + 1), None)
    if note is None or not directory.surname(each.words):
        return ""
    text = folded(document.text_of(note.blocks[0]))[:150]
    surname = folded(each.words)
    found = re.match(rf"(?:[A-Z][\w.]+ ){{0,3}}?{_GIVEN.format(re.escape(surname))}", text)
    if not found:
        return ""
    given = [word for word in found[1].replace(".", ". ").split() if not directory.is_office(word)]
    if any(fits(word, directory.forenames(entry)) for word in given):
        return ""
    if not given or not all(word in FORENAMES or word.endswith(".") for word in given):
        return ""
    return f"{' '.join(given)} {surname}"
