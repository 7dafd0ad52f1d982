"""From a teiHeader, and the persons and places that it points to, to the record that repositories are served from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from lxml import etree

from tei.core.authority import Authority
from tei.core.edition import NS, XML_ID, Edition, words
from tei.core.namespaces import TEI, XML
from tei.deposit.record import (
    Contributor,
    Dated,
    Description,
    Funding,
    Identifier,
    Licence,
    Place,
    Record,
    Related,
    Subject,
    Title,
    filed,
)  # fmt: skip
from tei.deposit.vocabulary import DATES, DESCRIPTIONS, RELATIONS, kind_of_identifier, role_of, sniffed
from tei.render import Metadata
from tei.render.agents import Agent, agent, entries_of
from tei.render.whole import Whole, revised
from tei.validate.header import EMPTY

_T = f"{{{TEI}}}"
_LANG = f"{{{XML}}}lang"
_ASIDE = (_T + "idno", _T + "biblScope", _T + "note")
_TITLES = {"sub": "Subtitle", "alt": "AlternativeTitle", "translated": "TranslatedTitle", "other": "Other"}
_DAY = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?)?")
_YEAR = re.compile(r"\b\d{4}\b")
_GEO = re.compile(r"\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)\s*")
_NOBODY = frozenset((*EMPTY, "not named"))

T = TypeVar("T")

_header = etree.Element(_T + "teiHeader")


def record_of(edition: Edition, authority: Authority | None = None, *, divided: bool = False) -> Record:
    """What the header of an edition says of it; of one that was `divided` from a volume, what its text says first.

    Persons and places that are pointed to are taken from the edition, else from the authority file.
    Raises Refused as `Edition.tree` does.
    """
    root = edition.tree.getroot()
    entries = {**(authority.derived(_described) if authority else {}), **_described_in(root)}
    header = next(root.iterchildren(_T + "teiHeader"), _header)
    metadata = Metadata.of(edition, divided=divided)
    own = not divided
    return Record(
        titles=tuple(_titles(header, metadata, own=own)),
        creators=_creators(header, metadata, entries, own=own),
        contributors=tuple(dict.fromkeys(_contributors(header, entries))),
        publisher=_publisher(header),
        dates=tuple(dict.fromkeys(_dates(header, metadata, own=own))),
        languages=tuple(dict.fromkeys(_languages(root, header))),
        licences=tuple(dict.fromkeys(_licences(header))),
        identifiers=tuple(
            dict.fromkeys(_identifiers(header.iterfind("tei:fileDesc/tei:publicationStmt//tei:idno", NS)))
        )
        if own
        else (),
        subjects=tuple(dict.fromkeys(_subjects(header))),
        places=tuple(dict.fromkeys(_places(header, metadata, entries))),
        descriptions=tuple(_descriptions(header)) if own else (),
        related=tuple(dict.fromkeys(_related(header, metadata, own=own))),
        fundings=tuple(dict.fromkeys(_fundings(header, entries))),
        version=_version(header),
    )


def _described(authority: Authority) -> dict[str, etree._Element]:
    """The persons, organisations and places of an authority file as elements, by id."""
    from tei.encode.standoff import write_standoff
    from tei.encode.write import Writer

    writer = Writer()
    write_standoff([e for e in authority.entries if e.kind != "term"], writer)
    written = writer.close().partition("?>")[2].strip()
    if not written:
        return {}
    return _described_in(etree.fromstring(written.replace("<standOff>", f'<standOff xmlns="{TEI}">', 1)))


def _described_in(root: etree._Element) -> dict[str, etree._Element]:
    return {**entries_of(root), **{id: e for e in root.iter(_T + "place") if (id := e.get(XML_ID))}}


def _says(text: str) -> bool:
    return bool(text) and text.casefold() not in _NOBODY


def _titles(header: etree._Element, metadata: Metadata, *, own: bool) -> Iterator[Title]:
    """The main title, then the others that the header has of this very text."""
    found = header.findall("tei:fileDesc/tei:titleStmt/tei:title", NS)
    titled = Whole.of(header, {}, titled=True).title if own else ""
    main = titled if _says(titled) else metadata.title
    if _says(main):
        yield Title(main, language=next((_language(t) for t in found if own and words(t) == main), ""))
    for title in found if own else ():
        kind = _TITLES.get(title.get("type", "").casefold(), "")
        if kind and _says(words(title)):
            yield Title(words(title), kind, _language(title))


def _language(element: etree._Element) -> str:
    return element.get(_LANG, "")


def _creators(
    header: etree._Element, metadata: Metadata, entries: Mapping[str, etree._Element], *, own: bool
) -> tuple[Agent, ...]:
    """The authors; of a letter or telegram whose header names none, who sent it."""
    authors = header.findall("tei:fileDesc/tei:titleStmt/tei:author", NS)
    named = _agents(authors, entries) if own or not metadata.whole.title else ()
    return tuple(dict.fromkeys(map(filed, named or metadata.authors or metadata.senders)))


def _agents(elements: Iterable[etree._Element], entries: Mapping[str, etree._Element]) -> tuple[Agent, ...]:
    return tuple(found for e in elements if (found := agent(e, entries)) and _says(found.name))


def _contributors(header: etree._Element, entries: Mapping[str, etree._Element]) -> Iterator[Contributor]:
    statement = header.find("tei:fileDesc/tei:titleStmt", NS)
    for element in () if statement is None else statement:
        if element.tag == _T + "respStmt":
            role = role_of(" ".join(words(e) for e in element.iterchildren(_T + "resp")), "Other")
            named = _agents(element.iterchildren(_T + "persName", _T + "orgName", _T + "name"), entries)
        elif element.tag in _ROLES:
            role = role_of(element.get("role", ""), _ROLES[element.tag])
            named = _agents([element], entries)
        else:
            continue
        yield from (Contributor(filed(each), role) for each in named)


_ROLES = {_T + "editor": "Editor", _T + "principal": "ProjectLeader", _T + "sponsor": "Sponsor"}


def _publisher(header: etree._Element) -> str:
    for name in ("publisher", "distributor", "authority"):
        found = words(header.find(f"tei:fileDesc/tei:publicationStmt/tei:{name}", NS))
        if _says(found):
            return found
    return ""


def _dates(header: etree._Element, metadata: Metadata, *, own: bool) -> Iterator[Dated]:
    published = header.find("tei:fileDesc/tei:publicationStmt", NS)
    edition = header.findall("tei:fileDesc/tei:editionStmt/tei:edition/tei:date", NS)
    for date in (*(() if published is None else published.iterchildren(_T + "date")), *edition):
        kind = date.get("type", "")
        if value := _value(date):
            yield Dated(kind if kind in DATES else "Issued", value)
    if metadata.date and (found := _DAY.match(metadata.date)):
        until = _DAY.match(metadata.until)
        yield Dated("Created", f"{found[0]}/{until[0]}" if until else found[0])
    if own and (changed := revised(header)):
        yield Dated("Updated", changed)


def _value(date: etree._Element) -> str:
    """A date as ISO 8601: that of its attributes, else the year in its words."""
    if found := _DAY.fullmatch(date.get("when", "")):
        return found[0]
    begin = _DAY.fullmatch(date.get("from") or date.get("notBefore") or "")
    end = _DAY.fullmatch(date.get("to") or date.get("notAfter") or "")
    if begin or end:
        return "/".join(each[0] for each in (begin, end) if each)
    said = words(date)
    year = _DAY.fullmatch(said) or _YEAR.search(said)
    return year[0] if year else ""


def _languages(root: etree._Element, header: etree._Element) -> Iterator[str]:
    for language in header.iterfind("tei:profileDesc/tei:langUsage/tei:language", NS):
        if language.get("ident"):
            yield language.get("ident", "")
    text = next(root.iterchildren(_T + "text"), None)
    yield from filter(None, [root.get(_LANG), text.get(_LANG) if text is not None else None])


def _licences(header: etree._Element) -> Iterator[Licence]:
    for availability in header.iterfind("tei:fileDesc/tei:publicationStmt/tei:availability", NS):
        stated = list(availability.iterchildren(_T + "licence")) or list(availability.iterchildren(_T + "p", _T + "ab"))
        for each in stated:
            target = each.get("target", "").strip()
            name = words(each)
            if target or _says(name):
                yield Licence("" if name == target else name, target)


def _identifiers(elements: Iterable[etree._Element]) -> Iterator[Identifier]:
    for idno in elements:
        value = words(idno)
        if _says(value) and len(idno) == 0:
            yield identifier(idno.get("type", ""), value)


def identifier(type: str, value: str) -> Identifier:
    """An identifier as repositories know it, from the type and the value of an `idno`."""
    kind = kind_of_identifier(type) or sniffed(value)
    return Identifier(kind, re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", value) if kind == "DOI" else value)


def _subjects(header: etree._Element) -> Iterator[Subject]:
    for keywords in header.iterfind("tei:profileDesc/tei:textClass/tei:keywords", NS):
        for term in keywords.iter(_T + "term", _T + "item"):
            if _says(words(term)) and term.find(_T + "term") is None:
                yield Subject(words(term), keywords.get("scheme", ""), term.get("ref", ""))
    for code in header.iterfind("tei:profileDesc/tei:textClass/tei:classCode", NS):
        if _says(words(code)):
            yield Subject(words(code), code.get("scheme", ""))


def _places(header: etree._Element, metadata: Metadata, entries: Mapping[str, etree._Element]) -> Iterator[Place]:
    profile = header.find("tei:profileDesc", NS)
    named: list[etree._Element] = []
    if profile is not None:
        named += profile.iterfind("tei:creation/tei:placeName", NS)
        named += profile.iterfind("tei:settingDesc//tei:place", NS)
    for element in named:
        name = words(element if element.tag == _T + "placeName" else element.find("tei:placeName", NS))
        pointers = " ".join(element.get(each, "") for each in ("ref", "corresp", "sameAs", "key")).split()
        entry = next((entries[p[1:]] for p in pointers if p[:1] == "#" and p[1:] in entries), element)
        if _says(name):
            yield Place(name, *_degrees(entry))
    if not named and metadata.place:
        yield Place(metadata.place)


def _degrees(entry: etree._Element) -> tuple[str, str]:
    found = _GEO.fullmatch(words(entry.find("tei:location/tei:geo", NS)))
    return (found[1], found[2]) if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180 else ("", "")


def _descriptions(header: etree._Element) -> Iterator[Description]:
    for abstract in header.iterfind("tei:profileDesc/tei:abstract", NS):
        if _says(words(abstract)):
            yield Description(words(abstract), "Abstract", _language(abstract))
    for note in header.iterfind("tei:fileDesc/tei:notesStmt/tei:note", NS):
        if note.get("type") in DESCRIPTIONS and _says(_said(note)):
            yield Description(_said(note), note.get("type", ""), _language(note))
    project = header.find("tei:encodingDesc/tei:projectDesc", NS)
    if project is not None and _says(words(project)):
        yield Description(words(project), "Other", _language(project))


def _said(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _related(header: etree._Element, metadata: Metadata, *, own: bool) -> Iterator[Related]:
    whole = metadata.whole
    if not own and whole.title:
        doi = whole.identifier("doi", "uri", "url")
        pages = metadata.first_page, metadata.last_page
        yield Related("IsPartOf", whole.title, identifier("", doi) if doi else None, "", *pages)
    for series in header.iterfind("tei:fileDesc/tei:seriesStmt", NS):
        volume = words(series.find("tei:biblScope[@unit='volume']", NS))
        number = next(_identifiers(series.iterchildren(_T + "idno")), None)
        if (title := words(series.find("tei:title", NS))) or number:
            yield Related("IsPartOf", title, number, volume)
    if whole.series and header.find("tei:fileDesc/tei:seriesStmt", NS) is None:
        yield Related("IsPartOf", whole.series, volume=", ".join(filter(None, (whole.subseries, whole.volume))))
    source = header.find("tei:fileDesc/tei:sourceDesc", NS)
    for element in () if source is None or not own else source.iter(*_SOURCES):
        if next((a for a in element.iterancestors(*_SOURCES) if a.tag != _T + "listBibl"), None) is None:
            yield from _source(element)


_SOURCES = tuple(_T + name for name in ("bibl", "biblStruct", "biblFull", "msDesc", "p", "ab"))


def _source(element: etree._Element) -> Iterator[Related]:
    """What a description of a source says; that of the file that was encoded says nothing to others."""
    if element.tag == _T + "msDesc":
        held = element.find("tei:msIdentifier", NS)
        parts = [] if held is None else [_said(e) for e in held if isinstance(e.tag, str)]
        title = ", ".join(filter(None, parts)) or words(element)
        number = None
    else:
        if element.find(".//tei:idno[@type='filename']", NS) is not None:
            return
        title = _without_numbers(element)
        number = next(_identifiers(element.iter(_T + "idno")), None)
        target = next((r.get("target", "") for r in element.iter(_T + "ref", _T + "ptr") if r.get("target")), "")
        if number is None and sniffed(target) in ("URL", "DOI"):
            number = identifier("", target)
    pages = next((e for e in element.iter(_T + "biblScope") if e.get("unit") in ("page", "pp", "pages")), None)
    volume = next((words(e) for e in element.iter(_T + "biblScope") if e.get("unit") in ("volume", "vol")), "")
    first, last = ("", "") if pages is None else (pages.get("from", ""), pages.get("to", ""))
    relation = element.get("type", "")
    if _says(title) or number:
        yield Related(relation if relation in RELATIONS else "IsDerivedFrom", title, number, volume, first, last)


def _without_numbers(element: etree._Element) -> str:
    """The words of a bibliographic reference without its identifiers, volumes and pages."""
    pieces: list[str] = []

    def take(each: etree._Element) -> None:
        pieces.append(each.text or "")
        for child in each:
            if isinstance(child.tag, str) and child.tag not in _ASIDE:
                take(child)
            pieces.append(child.tail or "")

    take(element)
    return re.sub(r"(?:[,;:]\s*)+(?=[,;:.]|$)", "", " ".join("".join(pieces).split())).strip()


def _fundings(header: etree._Element, entries: Mapping[str, etree._Element]) -> Iterator[Funding]:
    for funder in header.iterfind("tei:fileDesc/tei:titleStmt/tei:funder", NS):
        named = next(funder.iterchildren(_T + "orgName", _T + "name", _T + "persName"), None)
        grant = next((e for e in funder.iter(_T + "idno") if e.get("type", "").casefold() in ("grant", "award")), None)
        title = next(funder.iterchildren(_T + "title"), None)
        name = words(named) or _without_numbers(funder)
        address = funder.get("ref", "") or ("" if named is None else named.get("ref", ""))
        if _says(name):
            source = "" if grant is None else grant.get("source", "")
            yield Funding(name, address, words(grant), words(title), source)


def _version(header: etree._Element) -> str:
    edition = header.find("tei:fileDesc/tei:editionStmt/tei:edition", NS)
    if edition is None:
        return ""
    return edition.get("n", "") or words(edition)


def merged(records: Iterable[Record], title: str) -> Record:
    """What is to be said of several editions together under one title: what any says, but of series what all say."""
    every = list(records)
    issued = max((each.issued for each in every), default="")
    made = sorted(day for each in every for day in each.date("Created").split("/") if day)
    created = "/".join(dict.fromkeys((made[0], made[-1]))) if made else ""
    return Record(
        titles=(Title(title),),
        creators=_distinct(each.creators for each in every),
        contributors=_distinct(each.contributors for each in every),
        publisher=next((each.publisher for each in every if each.publisher), ""),
        dates=tuple(Dated(kind, value) for kind, value in (("Issued", issued), ("Created", created)) if value),
        languages=_distinct(each.languages for each in every),
        licences=_distinct(each.licences for each in every),
        subjects=_distinct(each.subjects for each in every),
        places=_distinct(each.places for each in every),
        related=tuple(each for each in _distinct(r.relatives("IsPartOf") for r in every) if _in_all(each, every)),
        fundings=_distinct(each.fundings for each in every),
    )


def _distinct(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each for some in lists for each in some))


def _in_all(related: Related, records: Iterable[Record]) -> bool:
    return all(related in record.related for record in records)
