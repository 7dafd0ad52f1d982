"""From an edition to its record: one function for each field."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.core.authority import Authority
from tei.core.calendar import in_calendar
from tei.core.edition import NS, XML_ID, Edition, words
from tei.deposit.metadata.about import descriptions, places, subjects
from tei.deposit.metadata.people import contributors, creators, fundings
from tei.deposit.metadata.relations import related
from tei.deposit.metadata.said import DAY, T, attribute, date, identifiers, language, licences, pointed, says
from tei.deposit.record import Dated, Licence, Record, Title, normal
from tei.deposit.vocabulary import DATES
from tei.render import Metadata
from tei.render.agents import entries_of
from tei.render.whole import Whole, revised

_TITLES = {
    "sub": "Subtitle", "subordinate": "Subtitle", "alt": "AlternativeTitle", "short": "AlternativeTitle",
    "translated": "TranslatedTitle", "desc": "Other", "other": "Other",
}  # fmt: skip
_FURTHER = ("", "main", "full")

_header = etree.Element(T + "teiHeader")


def record_of(edition: Edition, authority: Authority | None = None, *, divided: bool = False) -> Record:
    """What the header of an edition says of it; of one that was `divided` from a volume, what its text says first.

    Persons and places that are pointed to are taken from the edition, else from the authority file.
    Raises Refused as `Edition.tree` does.
    """
    root = edition.tree.getroot()
    entries = {**(authority.derived(_described) if authority else {}), **_described_in(root)}
    header = next(root.iterchildren(T + "teiHeader"), _header)
    metadata = Metadata.of(edition, divided=divided)
    own = not divided
    published = header.find("tei:fileDesc/tei:publicationStmt", NS)
    numbers = () if published is None or not own else published.iter(T + "idno")
    record = Record(
        titles=tuple(_titles(header, metadata, own=own)),
        creators=creators(header, metadata, entries, own=own),
        contributors=tuple(contributors(header, entries)),
        publisher=_publisher(header),
        dates=tuple(_dates(header, metadata, own=own)),
        languages=tuple(_languages(root, header)),
        licences=tuple(_licences(header)),
        identifiers=tuple(identifiers(numbers)),
        subjects=tuple(subjects(header)),
        places=tuple(places(header, metadata, entries)),
        descriptions=tuple(descriptions(header)) if own else (),
        related=tuple(related(header, metadata, own=own)),
        fundings=tuple(fundings(header)),
        version=_version(header),
    )
    return normal(record)


def _described(authority: Authority) -> dict[str, etree._Element]:
    """The persons, organisations and places of an authority file as elements, by id."""
    from tei.encode.standoff import standoff_element

    element = standoff_element([e for e in authority.entries if e.kind != "term"])
    return {} if element is None else _described_in(element)


def _described_in(root: etree._Element) -> dict[str, etree._Element]:
    return {**entries_of(root), **{id: e for e in root.iter(T + "place") if (id := e.get(XML_ID))}}


def _titles(header: etree._Element, metadata: Metadata, *, own: bool) -> Iterator[Title]:
    """The main title, the name of the file for want of one, then the others that the header has of this very text."""
    found = header.findall("tei:fileDesc/tei:titleStmt/tei:title", NS) if own else []
    titled = Whole.of(header, {}, titled=True).title if own else ""
    main = next(filter(says, (titled, metadata.title)), metadata.name)
    first = next((each for each in found if words(each) == main), None)
    yield Title(main, language="" if first is None else language(first))
    for title in found:
        kind = _TITLES.get(title.get("type", "").casefold(), "")
        if not kind and title is not first and title.get("type", "").casefold() in _FURTHER:
            other = first is not None and language(title) not in ("", language(first))
            kind = "TranslatedTitle" if other else "AlternativeTitle"
        if kind and title is not first and says(words(title)):
            yield Title(words(title), kind, language(title))


def _publisher(header: etree._Element) -> str:
    for name in ("publisher", "distributor", "authority"):
        found = words(header.find(f"tei:fileDesc/tei:publicationStmt/tei:{name}", NS))
        if says(found):
            return found
    return ""


def _dates(header: etree._Element, metadata: Metadata, *, own: bool) -> Iterator[Dated]:
    published = header.iterfind("tei:fileDesc/tei:publicationStmt/tei:date", NS)
    edition = header.iterfind("tei:fileDesc/tei:editionStmt/tei:edition/tei:date", NS)
    for each in (*published, *edition):
        kind = each.get("type", "")
        if value := date(each):
            yield Dated(kind if kind in DATES else "Issued", value)
    made = [each[0] for each in map(DAY.match, (metadata.date, metadata.until)) if each and in_calendar(each[0])]
    if made:
        yield Dated("Created", "/".join(made))
    if own and (changed := revised(header)):
        yield Dated("Updated", changed)


def _languages(root: etree._Element, header: etree._Element) -> Iterator[str]:
    """That of the text, then those that the header lists, the most used first; else that of the whole file."""
    listed = header.findall("tei:profileDesc/tei:langUsage/tei:language", NS)
    listed.sort(key=lambda each: -_usage(each))
    text = next(root.iterchildren(T + "text"), None)
    found = [*(() if text is None else [language(text)]), *(attribute(each, "ident") for each in listed)]
    yield from filter(None, found if any(found) else [language(root)])


def _usage(element: etree._Element) -> int:
    usage = element.get("usage", "").strip().rstrip("%")
    return int(usage) if usage.isdecimal() else 0


def _licences(header: etree._Element) -> Iterator[Licence]:
    """The licences; an address that is none in the web stands among the words, unless these say it anyway."""
    for each in licences(header):
        address, target = pointed(each), attribute(each, "target")
        name = words(each)
        if not address and not says(name):
            name = target
        if address or says(name):
            yield Licence("" if name == address else name, address)


def _version(header: etree._Element) -> str:
    edition = header.find("tei:fileDesc/tei:editionStmt/tei:edition", NS)
    if edition is None:
        return words(header.find("tei:fileDesc/tei:editionStmt/tei:p", NS))
    said = attribute(edition, "n") or words(edition)
    return said if says(said) else ""
