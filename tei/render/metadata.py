"""What a document says of itself, for lists, filters and citations, and what its header says of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from lxml import etree

from tei.core.edition import NS, XML_ID, Edition, words
from tei.core.namespaces import TEI, XML
from tei.render.agents import Agent, agent, entries_of
from tei.render.genre import genre
from tei.render.whole import Whole, has_whole_title

_T = f"{{{TEI}}}"
_LANG = f"{{{XML}}}lang"
_DIV = f"{{{TEI}}}div"
_PARTIES = (_T + "persName", _T + "orgName", _T + "name")
_BREAKS = (_T + "pb", _T + "milestone", _T + "cb", _T + "gb")
_DATES = ("when", "from", "notBefore", "to", "notAfter")
_DOCUMENTS = ("document", "letter")
# Only the file's own header: a corpus has those of its texts, too.
_PROFILE = "tei:teiHeader/tei:profileDesc"
_DIGITS = re.compile(r"[0-9]+")
_TEXT_BEFORE = etree.XPath("boolean(preceding::text()[normalize-space() and ancestor::tei:text])", namespaces=NS)


@dataclass(frozen=True, slots=True)
class Metadata:
    """One document's particulars, each "" or empty where neither header nor text says it.

    `name` is the file's without suffix, `id` and `number` those of the document's div, `title` its head
    without notes, `heading` the same without the number. `date` is ISO 8601 as TEI writes it, the first of a range
    that ends with `until`; `day` is the same in words, as printed where the text has it. `kind` is what the div is
    called, `genre` what readers call it ("telegram", see `tei.render.genre`). `whole` is the edition that it stands
    in; of a file of several documents `scope` is "whole", of a chapter or front matter "section", else "document".
    """

    name: str
    id: str
    title: str
    number: str = ""
    heading: str = ""
    language: str = ""
    kind: str = ""
    date: str = ""
    until: str = ""
    day: str = ""
    place: str = ""
    sender: str = ""
    receiver: str = ""
    scope: str = "document"
    genre: str = ""
    authors: tuple[Agent, ...] = ()
    senders: tuple[Agent, ...] = ()
    receivers: tuple[Agent, ...] = ()
    mentioned: tuple[Agent, ...] = ()
    keywords: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    first_page: str = ""
    last_page: str = ""
    whole: Whole = field(default_factory=Whole)

    def __hash__(self) -> int:
        # Metadata are keys of tables: the name tells them apart, all the rest would be gone through each time.
        return hash((self.name, self.id))

    @classmethod
    def of(cls, edition: Edition, *, divided: bool = False) -> Metadata:
        """The particulars of an edition: the header's word first, then the document's own.

        Of one that was `divided` from a volume the header speaks of the volume, and of the document nothing.
        """
        root = edition.tree.getroot()
        name = PurePath(edition.source.name).stem
        header = next(root.iterchildren(_T + "teiHeader"), None)
        parts = [e for e in root.iterfind("tei:text/*/*", NS) if e.tag not in _BREAKS]
        # A file of several documents is none of them.
        div = parts[0] if len(parts) == 1 and parts[0].tag == _DIV else None
        head = div.find("tei:head", NS) if div is not None else None
        number = div.get("n", "") if div is not None else ""
        titled = words(root.find("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title", NS))
        of_whole = divided or has_whole_title(header) or (div is not None and _differ(titled, words(head)))
        entries = entries_of(root)
        whole = Whole.of(header, entries, titled=of_whole)
        alone = div is None and not divided
        fallback = (whole.title if alone else "") or ("" if of_whole else titled) or _described(div, name)
        title = words(head) or fallback
        heading = title.removeprefix(f"{number}. ") if number else title
        date = _first(root, "creation/tei:date", "correspAction[@type='sent']/tei:date")
        printed = _printed(div, head)
        dated = date if date is not None else printed
        sent, received = _party(root, head, "sent", "from"), _party(root, head, "received", "to")
        first, last = _pages(root)
        kind = div.get("subtype", div.get("type", "")) if div is not None else ""
        called = genre(kind, heading if not alone else "", _source(div))
        return cls(
            name=name,
            id=div.get(XML_ID, name) if div is not None else name,
            title=title,
            number=number,
            heading=heading,
            language=root.get(_LANG, ""),
            kind=kind,
            date=_first_day(dated),
            until=_last_day(dated),
            day=words(printed) or words(date),
            place=words(_first(root, "creation/tei:placeName", "correspAction[@type='sent']/tei:placeName"))
            or words(div.find(".//tei:dateline//tei:placeName", NS) if div is not None else None),
            sender="; ".join(map(words, sent)),
            receiver="; ".join(map(words, received)),
            scope=_scope(div, called, alone=alone and len(parts) > 1),
            genre=called,
            authors=_authors(root, div, entries, of_whole=of_whole),
            senders=tuple(found for e in sent if (found := agent(e, entries))),
            receivers=tuple(found for e in received if (found := agent(e, entries))),
            mentioned=tuple(a for e in entries.values() if (a := agent(e, entries)) and a.identifiers),
            keywords=() if of_whole and not alone else tuple(_keywords(root)),
            identifiers=() if of_whole and not alone else whole.identifiers,
            first_page=first,
            last_page=last,
            whole=whole,
        )


def _differ(header: str, head: str) -> bool:
    """Whether the header's title is another than the document's head, and so that of what it stands in."""
    header, head = header.casefold(), head.casefold()
    return bool(head and header) and head not in header and header not in head


def _described(div: etree._Element | None, name: str) -> str:
    """What a part without a head is called: what kind it is and its number."""
    kind = div.get("type", "") if div is not None else ""
    if div is None or not kind:
        return "Title page" if name == "title" else name
    return f"{kind[:1].upper()}{kind[1:]} {div.get('n', '')}".strip()


def _scope(div: etree._Element | None, called: str, *, alone: bool) -> str:
    if alone:
        return "whole"
    if div is not None and div.get("type") not in _DOCUMENTS and not called and div.get("type"):
        return "section"
    return "document"


def _printed(div: etree._Element | None, head: etree._Element | None) -> etree._Element | None:
    """The date that the document bears: that of its dateline, else of its head."""
    found = div.find(".//tei:dateline//tei:date", NS) if div is not None else None
    return found if found is not None or head is None else next(_outside_notes(head, _T + "date"), None)


def _source(div: etree._Element | None) -> str:
    """What a note before the head calls the document, as older volumes do: "851G.00/4–3049: Telegram"."""
    note = next(div.iterchildren(_T + "note"), None) if div is not None else None
    said = " ".join(map(str, note.itertext(with_tail=False))) if note is not None else ""
    return said.partition(": ")[2]


def _party(root: etree._Element, head: etree._Element | None, action: str, role: str) -> list[etree._Element]:
    """Who sent or received, by the header, else by what the head marks as such."""
    deed = root.find(f"{_PROFILE}//tei:correspAction[@type='{action}']", NS)
    named = [] if deed is None else list(deed.iterchildren(*_PARTIES))
    if not named and head is not None:
        named = [e for e in head.iter(_T + "persName", _T + "gloss", _T + "orgName") if e.get("type") == role]
    return [e for e in named if words(e)]


def _authors(
    root: etree._Element, div: etree._Element | None, entries: Mapping[str, etree._Element], *, of_whole: bool
) -> tuple[Agent, ...]:
    """Who wrote the document: by its own header, else as its own byline says."""
    found = [] if of_whole else root.findall("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author", NS)
    if not found and div is not None:
        found = [e for line in div.iterchildren(_T + "byline") for e in line.iter(_T + "docAuthor")]
        found += div.iterchildren(_T + "docAuthor")
    return tuple(named for e in found if (named := agent(e, entries)))


def _keywords(root: etree._Element) -> Iterator[str]:
    terms = root.iterfind(f"{_PROFILE}/tei:textClass//tei:keywords//tei:term", NS)
    yield from dict.fromkeys(filter(None, map(words, terms)))


def _pages(root: etree._Element) -> tuple[str, str]:
    """The first and the last page, as far as the page breaks tell.

    A text that begins before its first page break begins on the page before that, if pages are counted by numbers.
    """
    breaks = [e for e in root.iter(_T + "pb") if e.get("n")]
    if not breaks:
        return "", ""
    first, last = breaks[0].get("n", ""), breaks[-1].get("n", "")
    return _before(first) if _TEXT_BEFORE(breaks[0]) else first, last


def _before(page: str) -> str:
    return str(int(page) - 1) if _DIGITS.fullmatch(page) and int(page) > 1 else ""


def _outside_notes(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (e for e in element.iter(tag) if next(e.iterancestors(_T + "note"), None) is None)


def _first_day(date: etree._Element | None) -> str:
    return next((date.get(a, "") for a in _DATES if date.get(a)), "") if date is not None else ""


def _last_day(date: etree._Element | None) -> str:
    last = (date.get("to") or date.get("notAfter") or "") if date is not None and not date.get("when") else ""
    return last if last != _first_day(date) else ""


def _first(root: etree._Element, *paths: str) -> etree._Element | None:
    return next((e for path in paths if (e := root.find(f"{_PROFILE}//tei:{path}", NS)) is not None), None)
