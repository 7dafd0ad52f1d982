"""What the documents of a collection tell, one after the other: no tree is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tei.core.edition import NS, words
from tei.core.namespaces import TEI
from tei.deposit.collection import Collection, Resource
from tei.render import Metadata
from tei.render.agents import Agent, agent
from tei.site.gleaning import Gleaning, glean
from tei.site.parts import Part
from tei.site.registers.correspondence import Party, pointer
from tei.site.registers.entry import RegisterEntry

WHEN = ("when", "from", "to", "notBefore", "notAfter")
"""The attributes with which TEI says a date (att.datable.w3c)."""

_T = f"{{{TEI}}}"
_SENT = ".//tei:profileDesc/tei:correspDesc/tei:correspAction[@type='sent']/tei:date"
_PLACES = (
    "tei:teiHeader//tei:correspAction[@type='{}']/tei:placeName",
    "tei:teiHeader//tei:creation/tei:placeName",
    "tei:text//tei:dateline//tei:placeName",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text says: its words, and the attributes that say which, by their names in TEI."""

    text: str
    when: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A sender, a receiver or a place of a letter: the words, the id of its entry ("" without one), its addresses."""

    name: str
    entry: RegisterEntry | None = None
    organisation: bool = False
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """Who sent a document and who received it, from where to where, and when: nothing where nobody says it."""

    senders: tuple[Named, ...]
    receivers: tuple[Named, ...]
    origin: Named | None
    destination: Named | None
    sent: Mapping[str, str]


@dataclass(frozen=True)
class Leaf:
    """A document and what it tells.

    `address` is that of its page; `scope` stands before the ids of its entries, as those of different volumes are never
    taken for one another. `letter` is None of what nobody sent or received.
    """

    resource: Resource
    address: str
    scope: str
    gleaning: Gleaning = field(repr=False)
    dates: tuple[Dated, ...] = ()
    letter: Letter | None = None

    @property
    def metadata(self) -> Metadata:
        """Its particulars."""
        return self.gleaning.metadata

    def id(self, id: str) -> str:
        """The id of one of its entries among all of the collection."""
        return f"{self.scope}{id}"


def survey(collection: Collection) -> Iterator[Leaf]:
    """The documents of a collection, in their order; of a volume its documents, else the resource itself."""
    for resource in collection.resources:
        scope = scope_of(collection, resource)
        for document in resource.documents or (resource,):
            yield _leaf(document, collection.page(document), scope)


def scope_of(collection: Collection, resource: Resource) -> str:
    """What stands before the ids of a volume's entries: nothing where there is but one."""
    return f"{resource.name}/" if resource.documents and len(collection.resources) > 1 else ""


def _leaf(document: Resource, address: str, scope: str) -> Leaf:
    edition = document.edition
    gleaning = glean(document.profile, Part(document.name, edition, divided=bool(document.volume)))
    root = edition.tree.getroot()
    return Leaf(document, address, scope, gleaning, tuple(_dates(root)), _letter(root, gleaning))


def _dates(root: etree._Element) -> Iterator[Dated]:
    for text in root.iterchildren(_T + "text"):
        for date in text.iter(_T + "date"):
            if when := _when(date):
                yield Dated(words(date), when)


def _when(date: etree._Element) -> dict[str, str]:
    return {name: value for name in WHEN if (value := date.get(name, ""))}


def _letter(root: etree._Element, gleaning: Gleaning) -> Letter | None:
    metadata = gleaning.metadata
    if not gleaning.parties:
        return None
    known = {each.name: each for each in (*metadata.senders, *metadata.receivers)}
    named = {
        role: tuple(_party(party, gleaning.entries, known) for party in gleaning.parties if party.role == role)
        for role in ("from", "to")
    }
    origin = _place(root, gleaning.entries, *(path.format("sent") for path in _PLACES))
    destination = _place(root, gleaning.entries, _PLACES[0].format("received"))
    if origin is None and metadata.place:
        origin = Named(metadata.place)
    return Letter(named["from"], named["to"], origin, destination, _sent(root, metadata))


def _party(party: Party, entries: Mapping[str, RegisterEntry], known: Mapping[str, Agent]) -> Named:
    """A party, with what is known of whom its name was printed for."""
    entry = entries.get(party.id)
    other = known.get(party.name) or (known.get(entry.name) if entry else None)
    organisation = entry.kind != "Persons" if entry else other is None or other.organisation
    return Named(party.name, entry, organisation, _addresses(entry, other))


def _place(root: etree._Element, entries: Mapping[str, RegisterEntry], *paths: str) -> Named | None:
    found = next((e for path in paths for e in root.iterfind(path, NS) if words(e)), None)
    if found is None:
        return None
    entry = entries.get(pointer(found, entries))
    return Named(words(found), entry, addresses=_addresses(entry, agent(found, {})))


def _addresses(entry: RegisterEntry | None, other: Agent | None) -> tuple[str, ...]:
    own = [each.address for each in entry.identifiers if each.address] if entry else []
    return tuple(dict.fromkeys((*own, *(other.identifiers if other else ()))))


def _sent(root: etree._Element, metadata: Metadata) -> dict[str, str]:
    """The attributes of the date that the correspondence has for the sending, else of that which the metadata have.

    That of a day is not told there from that of a span.
    """
    for date in root.iterfind(_SENT, NS):
        if when := _when(date):
            return when
    dates = (when for date in root.iter(_T + "date") if (when := _when(date)))
    return next((when for when in dates if metadata.date in when.values()), {}) if metadata.date else {}
