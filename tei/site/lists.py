"""The lists of a site: its index, the registers with a page for each entry, the timeline, who wrote to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Any

from tei.site.contents import contents
from tei.site.page import TEMPLATE_FOLDER, Leaf, root
from tei.site.parts import Part
from tei.site.registers.correspondence import Correspondent, Exchange, exchanges
from tei.site.registers.entry import ORDER, RegisterEntry
from tei.site.registers.network import Network
from tei.site.registers.reference import Reference
from tei.site.registers.register import Register, register, together
from tei.site.registers.timeline import HEIGHT, WIDTH, Timeline, timeline

INDEX = "index.html"
REGISTERS = "register"
ENTRIES = "entry"
"""The folders of the registers and of the pages of their entries: no page of a text is in them."""

ASSETS = TEMPLATE_FOLDER.parent / "assets"
STYLE = "registers.css"
SCRIPT = "registers.js"

Sent = list[tuple[Correspondent | None, list[tuple[Exchange, str]]]]
"""Who sent what: exchanges, each with an id for its receiver, "" where that has one elsewhere."""

FEW = 12
"""A list of fewer entries has no letters; of fewer letters between two, none is hidden."""


@dataclass(frozen=True)
class ListPage:
    """A page to be made: its file, what it is called in the navigation, its template and what this is told.

    Whether one that is `keyed` is made anew can be told from its `repr`.
    """

    file: str
    here: str
    template: str
    context: Mapping[str, Any]
    keyed: bool = True

    @property
    def root(self) -> str:
        """The way to the root of the site."""
        return root(self.file)


@dataclass(frozen=True)
class Lists:
    """All lists of the documents of a site; those that would have nothing to tell are not made."""

    divided: Sequence[Sequence[Part]]
    leaves: Sequence[Leaf]
    entries: Register = field(init=False)
    timeline: Timeline = field(init=False)
    exchanges: Sequence[Exchange] = field(init=False)

    def __post_init__(self) -> None:
        found = [(Reference.to(leaf.metadata), leaf.gleaning) for leaf in self.leaves]
        # What is said of the whole has no date of its own.
        documents = [
            reference
            for (reference, _), leaf in zip(found, self.leaves, strict=True)
            if leaf.part.kind == "document" and (leaf.part.matter == "body" or reference.date)
        ]
        entries = register(found)
        by_id = {entry.id: entry for entry in chain.from_iterable(entries.values())}
        parties = ((reference, gleaning.parties) for reference, gleaning in found)
        object.__setattr__(self, "entries", entries)
        object.__setattr__(self, "timeline", timeline(documents))
        object.__setattr__(self, "exchanges", exchanges(parties, by_id))

    def navigation(self) -> list[dict[str, str]]:
        """The lists by what a page calls itself as `here`, their addresses from the root of the site, their labels."""
        found = [("index", INDEX, "Documents")]
        found += [(kind.lower(), f"{REGISTERS}/{kind.lower()}.html", kind) for kind in ORDER if kind in self.entries]
        if self._has_dates:
            found.append(("dates", f"{REGISTERS}/dates.html", "Dates"))
        if self._has_letters:
            found.append(("correspondents", f"{REGISTERS}/correspondents.html", "Correspondents"))
        return [{"name": name, "address": address, "label": label} for name, address, label in found]

    @property
    def _has_dates(self) -> bool:
        return self.timeline.count > 1

    @property
    def _has_letters(self) -> bool:
        return sum(1 for each in self.exchanges if each.sender and each.receiver) > 1

    def assets(self) -> list[str]:
        """The files that these pages need beside those of all pages."""
        return [*([SCRIPT] if self.entries else []), *([STYLE] if len(self.navigation()) > 1 else [])]

    def pages(self) -> Iterator[ListPage]:
        """The pages of all lists."""
        volumes, loose = contents(self.divided, self.leaves)
        index = {"volumes": volumes, "years": loose, "entries": self.entries}
        yield ListPage(INDEX, "index", "index.html", index, keyed=False)
        for kind, entries in self.entries.items():
            here = kind.lower()
            context = {"kind": kind, "letters": _letters(entries), "count": len(entries), "few": FEW}
            yield ListPage(f"{REGISTERS}/{here}.html", here, "register.html", context)
        if self._has_dates:
            box = {"width": WIDTH, "height": HEIGHT}
            yield ListPage(f"{REGISTERS}/dates.html", "dates", "dates.html", {"timeline": self.timeline, **box})
        if self._has_letters:
            places = _places(self.exchanges)
            sent = _by_sender(self.exchanges, places)
            context = {"senders": sent, "places": places, "network": Network(self.exchanges), "few": FEW}
            yield ListPage(f"{REGISTERS}/correspondents.html", "correspondents", "correspondents.html", context)
        yield from self._entries()

    def _entries(self) -> Iterator[ListPage]:
        by_id = {entry.id: entry for entry in chain.from_iterable(self.entries.values())}
        sent: dict[str, dict[Reference, None]] = {}
        received: dict[str, dict[Reference, None]] = {}
        for each in self.exchanges:
            for one, letters in ((each.sender, sent), (each.receiver, received)):
                if one and one.id:
                    letters.setdefault(one.id, {}).update(dict.fromkeys(each.letters))
        order = {leaf.metadata.name: place for place, leaf in enumerate(self.leaves)}
        for id, others in together(by_id).items():
            entry = by_id[id]
            context = {
                "entry": entry,
                "sent": sorted(sent.get(id, ()), key=lambda reference: order[reference.name]),
                "received": sorted(received.get(id, ()), key=lambda reference: order[reference.name]),
                # Only what is shown of the others, so that the page does not change with their mentions.
                "together": [(other.id, other.name, times) for other, times in others],
                "few": FEW,
            }
            yield ListPage(f"{ENTRIES}/{id}.html", entry.kind.lower(), "entry.html", context)


def _letters(entries: Sequence[RegisterEntry]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The entries under their letters, each with what the list shows of it."""
    shown = [(entry.letter, _shown(entry)) for entry in entries]
    return [(letter, [each for _, each in group]) for letter, group in groupby(shown, key=lambda each: each[0])]


def _shown(entry: RegisterEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "forms": entry.forms,
        "life": entry.life,
        "about": entry.about,
        "documents": len(entry.mentions),
        "times": entry.times,
    }


def _places(found: Sequence[Exchange]) -> dict[Correspondent, str]:
    """An id on the page for everyone: senders first."""
    everyone = chain((each.sender for each in found), (each.receiver for each in found))
    return {one: f"c{number}" for number, one in enumerate(dict.fromkeys(one for one in everyone if one), 1)}


def _by_sender(found: Sequence[Exchange], places: Mapping[Correspondent, str]) -> Sent:
    """What each sender sent, with the id of every receiver where it is first named, unless that is a sender."""
    waiting = {one: place for one, place in places.items() if one not in {each.sender for each in found}}
    sent: Sent = []
    for sender, group in groupby(found, key=lambda each: each.sender):
        sent.append((sender, [(each, waiting.pop(each.receiver, "") if each.receiver else "") for each in group]))
    return sent
