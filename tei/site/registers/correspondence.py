"""Who wrote to whom, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tei.core.document import POINTERS
from tei.core.edition import words
from tei.core.namespaces import TEI
from tei.site.registers.entry import RegisterEntry, filing
from tei.site.registers.reference import Reference

_T = f"{{{TEI}}}"
_PARTIES = tuple(_T + name for name in ("persName", "orgName", "placeName", "name", "rs", "gloss"))
_ACTIONS = {"sent": "from", "received": "to"}


@dataclass(frozen=True, slots=True)
class Party:
    """Sender or receiver of a document: `role` is "from" or "to", `id` that of an entry, "" where none is named."""

    role: str
    name: str
    id: str = ""


def parties(tree: etree._ElementTree, entries: Mapping[str, RegisterEntry]) -> Iterator[Party]:
    """Who sent and who received a document: as its header says it, else as its head marks it.

    A name that has no pointer in the header gets that which the head gives it.
    """
    said = list(_of_header(tree.getroot()))
    marked = list(_of_head(tree.getroot()))
    for role in _ACTIONS.values():
        own = [element for each, element in said if each == role]
        printed = [element for each, element in marked if each == role]
        known = {filing(words(element)): id for element in printed if (id := pointer(element, entries))}
        found: dict[tuple[str, str], Party] = {}
        for element in own or printed:
            if name := words(element):
                id = pointer(element, entries) or known.get(filing(name), "")
                found.setdefault((id, "" if id else filing(name)), Party(role, name, id))
        yield from found.values()


def _of_header(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for action in root.iter(_T + "correspAction"):
        if role := _ACTIONS.get(action.get("type", "")):
            for element in action.iterchildren(_T + "persName", _T + "orgName", _T + "name", _T + "rs"):
                yield role, element


def _of_head(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    parts = [each for each in root.iterfind(f"{_T}text/*/*") if each.tag == _T + "div"]
    head = parts[0].find(_T + "head") if len(parts) == 1 else None
    if head is not None:
        for element in head.iter(*_PARTIES):
            if element.get("type") in _ACTIONS.values():
                yield element.get("type", ""), element


def pointer(element: etree._Element, entries: Mapping[str, RegisterEntry]) -> str:
    """The id of the first of these entries that a name, or one within it, points to; "" where it is none."""
    pointers = (each.get(a, "") for each in element.iter(*_PARTIES) for a in POINTERS)
    return next((p[1:] for p in pointers if p[:1] == "#" and p[1:] in entries), "")


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A person or a body that wrote or received letters: `id` is that of an entry, "" where there is none."""

    name: str
    id: str = ""

    @property
    def key(self) -> str:
        """What tells one from another."""
        return f"#{self.id}" if self.id else filing(self.name)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The letters from one to another; a side is None where no document says it."""

    sender: Correspondent | None
    receiver: Correspondent | None
    letters: list[Reference] = field(default_factory=list)

    @property
    def dates(self) -> tuple[str, str]:
        """The first and the last date of the letters, "" where none has one."""
        dates = sorted(letter.date for letter in self.letters if letter.date)
        return (dates[0], dates[-1]) if dates else ("", "")


def exchanges(
    found: Iterable[tuple[Reference, Iterable[Party]]], entries: Mapping[str, RegisterEntry]
) -> list[Exchange]:
    """All letters, by sender and receiver: who wrote most comes first, and for each of these to whom they wrote most.

    Names are one correspondent if they point to one entry. A name without a pointer is that of an entry if all
    names that are like it, or the entry's own forms, point to this one.
    """
    documents = [(document, list(told)) for document, told in found]
    of_name: dict[str, set[str]] = {}
    for entry in entries.values():
        for form in (entry.name, *entry.forms):
            of_name.setdefault(filing(form), set()).add(entry.id)
    for _, told in documents:
        for party in told:
            if party.id:
                of_name.setdefault(filing(party.name), set()).add(party.id)
    known: dict[str, Correspondent] = {}

    def correspondent(party: Party) -> Correspondent:
        alike = of_name.get(filing(party.name), set())
        id = party.id or (min(alike) if len(alike) == 1 else "")
        one = Correspondent(entries[id].name if id else party.name, id)
        return known.setdefault(one.key, one)

    by_pair: dict[tuple[str, str], Exchange] = {}
    for document, told in documents:
        senders = dict.fromkeys(correspondent(party) for party in told if party.role == "from")
        receivers = dict.fromkeys(correspondent(party) for party in told if party.role == "to")
        for sender in senders or (None,):
            for receiver in receivers or (None,):
                if sender or receiver:
                    pair = (_key(sender), _key(receiver))
                    by_pair.setdefault(pair, Exchange(sender, receiver)).letters.append(document)
    sent: Counter[str] = Counter()
    for (sender_key, _), exchange in by_pair.items():
        sent[sender_key] += len(exchange.letters)
    return sorted(
        by_pair.values(),
        key=lambda e: (-sent[_key(e.sender)], _filed(e.sender), -len(e.letters), _filed(e.receiver)),
    )


def _key(one: Correspondent | None) -> str:
    return one.key if one else ""


def _filed(one: Correspondent | None) -> tuple[bool, str, str]:
    return one is None, filing(one.name) if one else "", _key(one)
