"""Abbreviations and terms of the authority."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.annotate.forms import Forms
from tei.annotate.overlap import apart
from tei.core.document import Mark
from tei.core.names import folded, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.annotate import Context
    from tei.annotate.forms import Hit
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

_ALTERNATIVES = re.compile(r", |; | or (?=[A-Z]{2})")
_CAPITALS_BEFORE = re.compile(r"\b[A-Z]{2,}[,;:.]? \Z")
_CAPITALS_AFTER = re.compile(r"[,;:.]? [A-Z]{2,}\b")


class Glossary:
    """The forms of all terms of an authority, to be found in a text at once."""

    def __init__(self, authority: Authority) -> None:
        forms: dict[str, Entry] = {}
        spelt: dict[str, Entry] = {}
        for entry in authority.terms:
            for name in (entry.name, *entry.forms):
                for exact, *others in map(_forms, _ALTERNATIVES.split(folded(name))):
                    forms.setdefault(exact, entry)
                    for form in others:
                        spelt.setdefault(form, entry)
        # Single letters are initials, points of a list and parts of file numbers far more often than terms.
        self._forms = Forms({form: entry for form, entry in (spelt | forms).items() if len(form) > 1})

    def mentions(self, text: str) -> Iterator[Hit[Entry]]:
        """The terms in a folded text, the longest where one holds another."""
        hits = self._forms.hits(text)
        return apart(hit for hit in hits if hit.form not in WORDS or not _in_capitals(text, hit.start, hit.end))


def _in_capitals(text: str, start: int, end: int) -> bool:
    return bool(_CAPITALS_BEFORE.search(text, max(0, start - 20), start) or _CAPITALS_AFTER.match(text, end))


def _forms(name: str) -> list[str]:
    """A term as printed, then its other spellings: small or capital letters, closed up, with what is in brackets."""
    forms = [name]
    if bracket := re.fullmatch(r"(\S+?)\((\w+)\)", name):
        forms += [bracket.group(1), "".join(bracket.groups())]
    elif bracket := re.fullmatch(r"(.+?) \((.+)\)", name):
        forms += bracket.groups()
    elif re.fullmatch(r"[A-Z][a-z]+(?: [A-Z]\w+)+", name):
        forms.append(name.replace(" ", ""))
    if name.isalpha() and len(name) > 2 and name.upper() not in WORDS:
        if name.isupper():
            forms.append(name.capitalize())
        else:
            forms += [name[0].swapcase() + name[1:], name.upper()]
    return forms


def terms(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The abbreviations and terms of the authority in a text, as `gloss` with a link to the entry."""
    if not context.authority.terms:
        return
    link = context.profile["annotate"]["terms"]["link"]
    for hit in context.authority.derived(Glossary).mentions(folded(view.text)):
        yield Mark("gloss", view.span(hit.start, hit.end), {link: f"#{hit.meaning.id}"}, "tei.terms", 0.9)
