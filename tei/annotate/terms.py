"""Abbreviations and terms of the authority."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.annotate.forms import Forms
from tei.annotate.overlap import apart
from tei.core.document import Mark
from tei.core.names import folded, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.annotate import Context
    from tei.core.authority import Authority, Entry
    from tei.core.diagnostic import Diagnostic
    from tei.core.view import View

WORDS = vocabulary(
    """ACE ACT AID AIM AIR ALL AM AN AND ANY APR ARC ARE ART AS AT AUG BE BIG BUT BY CAN CAP CAR CAT DAY DEC DID DO FAR
    FEB FEW FOR GET GO HAD HAS HE HER HIS HOW ICE IF IN IS IT JAN JUL JUN LAW MAN MAR MAY ME MID MY NET NEW NO NOR NOT
    NOV NOW OCT OF OFF OIL ON ONE OR OUR OUT OWN PAL PEN PER PRO RED REF SEA SEE SEP SET SHE SHIP SO STATE TEN THAT THE
    TO TOP TWO UP US VIA WAR WAS WAY WE WHO WHY WILL YES YET YOU"""
)
"""Abbreviations that are also words, and none where the words around them are capitals too."""

LISTED, PLURAL, CAPITALS, OFFICE, SPEAKER, SHARED = 0.95, 0.62, 0.85, 0.8, 0.9, 0.5
"""How sure a term is: as listed; with the s of a plural; in other capitals; a letter of an office that approved
a paper, or of a person who speaks; and where several entries have its name."""

_ALTERNATIVES = re.compile(r", |; | or (?=[A-Z]{2})")
_CAPITALS_BEFORE = re.compile(r"\b[A-Z]{2,}[,;:.]? \Z")
_CAPITALS_AFTER = re.compile(r"[,;:.]? [A-Z]{2,}\b")
_OF_SEVERAL = re.compile(r"[A-Z]\w*(?:tel|[A-Z]\w*)s")
_MIXED = re.compile(r"[A-Z][a-z]*[A-Z][A-Za-z]*(?!\w)")
# Patterns that begin with a letter are found fastest.
_APPROVAL = re.compile(r"(?:cleared|Cleared|approved|Approved|concurred|Concurred)\b[^\0;]*?(?:\.\s|\.?(?=\0)|\Z)")
_OFFICE = re.compile(r"(?<=[\s(])[B-HJ-Z](?=[\s,.;)](?!\s?[A-Z]))")
_SPEAKER = re.compile(
    r"[B-HJ-Z](?= [a-z])(?:(?<=[a-z,;.] .)|(?<=[“\"\0\n].))"
    r"(?! (?:and|or|of|in|to|on|for|above|below)\b)(?= (?P<says>(?:said|asked|told|thought)\b)?)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A term in a text: its place (offsets, half-open), the entries that have its name, and how sure it is a term."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    cert: float


class Glossary:
    """The forms of all terms of an authority, to be found in a text at once."""

    def __init__(self, authority: Authority) -> None:
        self._listed: dict[str, tuple[Entry, ...]] = {}
        self._spelt: dict[str, tuple[Entry, float]] = {}
        self._folded: dict[str, Entry] = {}
        for entry in authority.terms:
            for names in (entry.name, *entry.forms):
                for name in _ALTERNATIVES.split(folded(names)):
                    if entry not in (same := self._listed.get(name, ())):
                        self._listed[name] = (*same, entry)
                    for form, cert in _spellings(name, entry.note):
                        self._spelt.setdefault(form, (entry, cert))
                    if name.isalpha() and len(name) > 2:
                        self._folded.setdefault(name.lower(), entry)
        # Single letters are initials, points of a list and parts of file numbers far more often than terms.
        forms = [form for form in (*self._listed, *self._spelt) if len(form) > 1]
        several = [f"{name}s" for name in self._listed if len(name) > 1 and not name.islower()]
        self._forms = Forms(dict.fromkeys(forms + several))
        self._letters = {name for name in self._listed if len(name) == 1}

    def mentions(self, text: str) -> Iterator[Mention]:
        """The terms in a folded text, the longest where one holds another."""
        known = (self._mention(text, hit.start, hit.end) for hit in self._forms.hits(text))
        return apart((*filter(None, known), *self._mixed(text), *self._single(text)))

    def _mention(self, text: str, start: int, end: int) -> Mention | None:
        form = text[start:end]
        if form in WORDS and _in_capitals(text, start, end):
            return None
        if entries := self._listed.get(form):
            return Mention(start, end, entries, LISTED)
        if spelt := self._spelt.get(form):
            return Mention(start, end, spelt[:1], spelt[1])
        return Mention(start, end - 1, self._listed[form[:-1]], PLURAL)

    def _mixed(self, text: str) -> Iterator[Mention]:
        """The terms in small and capital letters other than those listed."""
        for found in _MIXED.finditer(text):
            form, before = found.group(), text[found.start() - 1 : found.start()]
            entry = self._folded.get(form.lower())
            if entry and not (before.isalnum() or form.isupper() or form in self._listed or form in self._spelt):
                yield Mention(*found.span(), (entry,), CAPITALS)

    def _single(self, text: str) -> Iterator[Mention]:
        """The letters that stand for an office which approved a paper, or for a person who speaks."""
        if self._letters:
            for clause in _APPROVAL.finditer(text):
                # One character more shows whether the last letter is an initial.
                yield from self._standing(_OFFICE.finditer(text, clause.start(), clause.end() + 1), OFFICE)
            speakers = list(_SPEAKER.finditer(text))
            who = {speaker.group() for speaker in speakers if speaker["says"]}
            yield from self._standing((speaker for speaker in speakers if speaker.group() in who), SPEAKER)

    def _standing(self, letters: Iterable[re.Match[str]], cert: float) -> Iterator[Mention]:
        for letter in letters:
            if letter.group() in self._letters:
                yield Mention(*letter.span(), self._listed[letter.group()], cert)


def _in_capitals(text: str, start: int, end: int) -> bool:
    return bool(_CAPITALS_BEFORE.search(text, max(0, start - 20), start) or _CAPITALS_AFTER.match(text, end))


def _spellings(name: str, note: str) -> Iterator[tuple[str, float]]:
    """Other spellings of a term than the one listed, each with how sure it is; `note` says what the term means."""
    if name.endswith("(s)"):
        yield from ((name[:-3], 0.95), (f"{name[:-3]}s", 0.95))
    elif bracket := re.fullmatch(r"(.+?) \((.+)\)", name):
        yield from ((form, 0.55) for form in bracket.groups())
    elif re.fullmatch(r"[A-Z][a-z]+(?: [A-Z]\w+)+", name):
        yield name.replace(" ", ""), 0.95
    elif _OF_SEVERAL.fullmatch(name):
        yield name[:-1], 0.8
    if name.isalpha() and len(name) > 2 and name.upper() not in WORDS:
        if not name.isupper():
            yield name.upper(), 0.85
            if name.islower():
                yield name.capitalize(), 0.5
        elif name.capitalize() in (word[: len(name)] for word in note.split()):
            yield name.capitalize(), 0.6


def terms(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The abbreviations and terms of the authority in a text, as `gloss` with a link to the entry.

    Where several entries have one name the first is taken, the others are told.
    """
    if not context.authority.terms:
        return
    link = context.profile["annotate"]["terms"]["link"]
    for found in context.authority.derived(Glossary).mentions(folded(view.text)):
        first, *further = (f"#{entry.id}" for entry in found.entries)
        cert = SHARED if further else found.cert
        others = tuple((pointer, round((1 - SHARED) / len(further), 2)) for pointer in further)
        yield Mark("gloss", view.span(found.start, found.end), {link: first}, "tei.terms", cert, others)
