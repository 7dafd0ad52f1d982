"""Who writes to whom: the parties that a head names, and those who sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tei.core.document import Mark
from tei.core.names import FORENAMES, RANKS, folded, vocabulary

if TYPE_CHECKING:
    from tei.annotate import Context
    from tei.core.diagnostic import Diagnostic
    from tei.core.view import View

_NUMBER = re.compile(r"\[?\d+[a-z]?\]?\. ")
_FROM = re.compile(r"\b(?:From|from|by|By) ")
_TO = re.compile(r",? to ")
_THE = re.compile(r"(?:[Tt]he )?")
# "to" after these belongs to the office: "the Ambassador to Japan", "the Special Assistant to the President".
_ATTACHED = re.compile(
    r"(?:Ambassador|Assistants?|Advis[eo]rs?|Aide|Consultant|Counselor|Delegat(?:ion|e)|Minister|Mission|Observer"
    r"|Representatives?|Envoy|Emissary|Deputy|Secretary|Embassy|Legation|Liaison|Counsel) *\Z"
)
_IN_BRACKETS = re.compile(r" \(( ?(?:(?:[A-Z][\w'.-]*|de|von|van|der|la|al) ?){1,4})\)")
_NOT_NAMES = vocabulary(
    "Annex Draft Enclosure Enclosures Excerpt Excerpts Extract Extracts Paraphrase Revised Summary Translation"
)
_OFFICE = r"(?:[A-Z][\w'.-]* (?:of (?:the )?)?)"
_TITLED = re.compile(_OFFICE + r"*(?P<rank>[A-Z]\w+\.?) (?P<name>[A-Z][\w'-]+)\Z")
_WHOLE = re.compile(
    _OFFICE + r"*?(?P<rank>[A-Z]\w+\.?) (?P<name>(?P<first>[A-Z](?:\.|\w+)) (?:[A-Z]\. )*[A-Z][\w'-]+)\Z"
)
_OF = re.compile(r"(?P<name>(?P<first>[A-Z][\w.'-]*) (?:[A-Z][\w.'-]* ){0,2}[A-Z][\w'-]+),? of the ")
_SIGNED = re.compile(
    r"[\[(]?((?:[A-Z](?:\.|[\w'-]+\.?) ?|(?:de|von|van|der|la|al) ){1,5}(?:,? (?:Jr|Sr)\.|,? II+)?)(?=[\])\0,]|\Z)"
)
_DEPARTMENTS = vocabulary("State Defense Treasury Commerce Agriculture Labor Interior")


@dataclass(frozen=True, slots=True)
class Party:
    """A sender or receiver in a head: offsets in the view, without its article."""

    start: int
    end: int
    role: Literal["from", "to"]


def parties(view: View, text: str) -> list[Party]:
    """The parties of a document's head, senders before receivers; none if the head names not both."""
    for stretch in view.stretches:
        if stretch.block.kind == "head" and stretch.note is None:
            return _split(text, stretch.start, stretch.end)
    return []


def _split(text: str, start: int, end: int) -> list[Party]:
    if number := _NUMBER.match(text, start, end):
        start = number.end()
    sender = _FROM.search(text, start, end)
    if sender is None:
        if not text.startswith("The ", start):
            return []
        begin = start
    else:
        begin = sender.end()
    before = _TO.search(text, start, sender.start()) if sender else None
    if before and sender:
        # "Report to the Council by the Secretary"
        return [_party(text, before.end(), sender.start(), "to"), _party(text, begin, end, "from")]
    for to in _TO.finditer(text, begin, end):
        if not _ATTACHED.search(text, begin, to.start()):
            return [_party(text, begin, to.start(), "from"), _party(text, to.end(), end, "to")]
    return []


def _party(text: str, start: int, end: int, role: Literal["from", "to"]) -> Party:
    article = _THE.match(text, start, end)
    start = article.end() if article else start
    if " (" not in text[start:end] and (comma := text.find(",", start, end)) > 0:
        end = comma
    while end > start and text[end - 1] in " ,":
        end -= 1
    return Party(start, end, role)


def role_of(parties: list[Party], start: int) -> str:
    """What the name at this offset is in the head: "from", "to" or ""."""
    return next((party.role for party in parties if party.start <= start < party.end), "")


def correspondents(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The offices that a head names as sender and receiver (`gloss`), and names in heads and signatures (`persName`).

    The names are those that need no list to be told: in brackets after an office, after a title,
    or alone in a signature. A listed person's mark is surer and takes their place. Where there is
    a list of persons and no more are wanted, who signs and is not in it is not named.
    """
    text = folded(view.text)
    found = parties(view, text)
    for party in found:
        name = _name_in(text, party)
        if name:
            yield Mark("persName", view.span(*name), {"type": party.role}, "tei.correspondents", 0.9)
        elif "(" not in text[party.start : party.end] and party.end > party.start:
            yield Mark("gloss", view.span(party.start, party.end), {"type": party.role}, "tei.correspondents", 0.6)
    for stretch in view.stretches:
        if stretch.block.kind == "head" and stretch.note is None and not found:
            for start, end in _in_brackets(text, stretch.start, stretch.end):
                yield Mark("persName", view.span(start, end), {}, "tei.correspondents", 0.9)
        if stretch.block.kind != "signed" or (context.authority.persons and context.survey is None):
            continue
        # What a signature has in its further lines is the office.
        newline = view.text.find("\n", stretch.start, stretch.end)
        if signed := _SIGNED.match(text, stretch.start, newline if newline > 0 else stretch.end):
            start, end = signed.span(1)
            if end - start > 2:
                end -= len(signed.group(1)) - len(signed.group(1).rstrip())
                yield Mark("persName", view.span(start, end), {}, "tei.correspondents", 0.6)


def _name_in(text: str, party: Party) -> tuple[int, int] | None:
    """Start and end of the name of a party that is no listed person."""
    for bracketed in _in_brackets(text, party.start, party.end):
        return bracketed
    if (of := _OF.match(text, party.start, party.end)) and (of["first"] in FORENAMES or of["first"][1:] == "."):
        return of.span("name")
    whole = _WHOLE.match(text, party.start, party.end)
    if whole and whole["rank"] in RANKS and (whole["first"] in FORENAMES or whole["first"][1:] == "."):
        return whole.span("name")
    titled = _TITLED.match(text, party.start, party.end)
    if titled and titled["rank"] in RANKS | _DEPARTMENTS and titled["name"] not in RANKS | _DEPARTMENTS:
        if titled["rank"] in _DEPARTMENTS and "Secretary of" not in text[party.start : party.end]:
            return None
        return titled.span("name")
    return None


def _in_brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of the names in brackets that stand after an office."""
    for bracket in _IN_BRACKETS.finditer(text, start, end):
        inner = bracket.group(1)
        if inner.strip() not in _NOT_NAMES:
            begin = bracket.start(1) + len(inner) - len(inner.lstrip())
            yield begin, begin + len(inner.strip())
