"""Names of persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.annotate.candidates import Memory, agreement, decided, office_before, title_before
from tei.annotate.correspondents import parties, role_of
from tei.annotate.mentions import COMMON, PLAIN, Register
from tei.core.document import Mark
from tei.core.names import FORENAMES, RANKS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.annotate import Context
    from tei.annotate.correspondents import Party
    from tei.annotate.mentions import Mention
    from tei.core.diagnostic import Diagnostic
    from tei.core.view import View

_WORTH = 0.01
"""How likely a person must be to be kept as one whom a name can also mean."""

_REFERENT = 0.8
"""How often a link goes to the person where the list has an entry of its own that refers to it: "Smith, see Jones"."""

_PAPERS = re.compile(r" (?:Papers|Files?|Diar(?:y|ies)|Collection|Doctrine|Office|Plan|Series)\b")

_ELSE = re.compile(r" (?:[A-Z]|\d)")
_INSIDE = re.compile(r"(?:(?<![\w'.-])[a-z][\w'-]*|[,;]) \Z")


def people(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The names of the authority's persons in a text."""
    text = folded(view.text)
    head = parties(view, text)
    register = context.authority.derived(Register)
    mentions = _known(register.mentions(text), head)
    memory = Memory(mentions, text)
    settings = context.profile["annotate"]["people"]
    link = settings["link"]
    for mention in mentions:
        if mention.common and not _is_name(text, mention, memory):
            continue
        if mention.nickname and not settings["nicknames"]:
            continue
        ranked = memory.choose(mention) if len(mention.candidates) > 1 else [(mention.candidates[0], 1.0)]
        pointers = [(f"#{person.entry.id}", share) for person, share in ranked]
        attributes = {}
        span = view.span(mention.start, mention.end)
        if decided(ranked, text, mention):
            attributes[link] = pointers.pop(0)[0]
        cert = _cert(text, mention, ranked[0][1])
        if entry := register.reference(text[mention.start : mention.end], ranked[0][0]):
            pointers.insert(0, (f"#{entry}", 1 - _REFERENT))
            cert = min(cert, _REFERENT)
        if role := role_of(head, mention.start):
            attributes["type"] = role
        others = tuple((pointer, round(share, 2)) for pointer, share in pointers if share >= _WORTH)
        yield Mark("persName", span, attributes, "tei.people", round(cert, 2), others)


def _cert(text: str, mention: Mention, share: float) -> float:
    """How sure a mark is that has the likeliest person, from 0 to 1.

    The bounds are the shares of such marks that were right in finished editions.
    """
    # Below 0.9 the model's probabilities are those of names for which it has little evidence of any kind.
    linked = share if share > 0.9 else 0.93 * share
    if mention.familiar or _PAPERS.match(text, mention.end):
        return min(linked, 0.7)
    return min(linked, 0.8 if mention.common else 0.95)


def _known(mentions: list[Mention], head: list[Party]) -> list[Mention]:
    """The mentions without the forenames that do not tell whom the document means.

    A forename means a person whom the document also names otherwise; a frequent one must be used
    in an address or a signature as well. Correspondents come first.
    """
    present = {p for m in mentions if not m.familiar for p in m.candidates}
    writing = {p for m in mentions if not m.familiar and role_of(head, m.start) for p in m.candidates}
    addressed = {m.surname.upper() for m in mentions if m.addressed}
    kept: list[Mention] = []
    for mention in mentions:
        if mention.familiar:
            if mention.surname.upper() not in addressed and (
                len(mention.candidates) > 1 or mention.surname in FORENAMES or mention.surname in COMMON
            ):
                continue
            meant = [p for p in mention.candidates if p in writing] or [p for p in mention.candidates if p in present]
            if len(meant) != 1:
                continue
            mention.candidates, mention.strong = meant, True
        kept.append(mention)
    return kept


def _is_name(text: str, mention: Mention, memory: Memory) -> bool:
    """Whether a surname that is also a word or a place is used as a name here."""
    title = title_before(text, mention.start)
    rank = title.rpartition(" ")[2]
    if rank in RANKS or any(agreement(p.office, title) > 0 for p in mention.candidates):
        return True
    if office_before(text, mention.start):
        return True
    if _ELSE.match(text, mention.end) or not _INSIDE.search(text, max(0, mention.start - 25), mention.start):
        return False
    return mention.surname in PLAIN or any(memory.known(p) for p in mention.candidates)
