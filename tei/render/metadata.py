"""What a document says of itself: number, title, date, place, sender and receiver."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from lxml import etree

from tei.core.edition import NS, XML_ID, Edition, words
from tei.core.namespaces import TEI, XML

_LANG = f"{{{XML}}}lang"
_DIV = f"{{{TEI}}}div"
_PARTIES = (f"{{{TEI}}}persName", f"{{{TEI}}}orgName")
_BREAKS = (f"{{{TEI}}}pb", f"{{{TEI}}}milestone", f"{{{TEI}}}cb", f"{{{TEI}}}gb")
_DATES = ("when", "from", "notBefore", "to", "notAfter")


@dataclass(frozen=True, slots=True)
class Metadata:
    """One document's particulars, each "" where neither header nor text says it.

    `name` is the file's without suffix, `id` and `number` those of the document's div, `title` its head
    without notes, `heading` the same without the number. `date` is ISO 8601 as TEI writes it, `day`
    the same in words, as printed where the text has it.
    """

    name: str
    id: str
    title: str
    number: str = ""
    heading: str = ""
    language: str = ""
    kind: str = ""
    date: str = ""
    day: str = ""
    place: str = ""
    sender: str = ""
    receiver: str = ""

    @classmethod
    def of(cls, edition: Edition) -> Metadata:
        """The particulars of an edition: the header's word first, then the document's own."""
        root = edition.tree.getroot()
        name = PurePath(edition.source.name).stem
        parts = [e for e in root.iterfind("tei:text/*/*", NS) if e.tag not in _BREAKS]
        # A file of several documents is none of them.
        div = parts[0] if len(parts) == 1 and parts[0].tag == _DIV else None
        head = div.find("tei:head", NS) if div is not None else None
        number = div.get("n", "") if div is not None else ""
        title = words(head) or words(root.find(".//tei:titleStmt/tei:title", NS)) or name
        date = _first(root, "creation/tei:date", "correspAction[@type='sent']/tei:date")
        printed = div.find(".//tei:dateline//tei:date", NS) if div is not None else None
        dated = date if date is not None else printed
        return cls(
            name=name,
            id=div.get(XML_ID, name) if div is not None else name,
            title=title,
            number=number,
            heading=title.removeprefix(f"{number}. ") if number else title,
            language=root.get(_LANG, ""),
            kind=div.get("subtype", div.get("type", "")) if div is not None else "",
            date=next((dated.get(a, "") for a in _DATES if dated.get(a)), "") if dated is not None else "",
            day=words(printed) or words(date),
            place=words(_first(root, "creation/tei:placeName", "correspAction[@type='sent']/tei:placeName"))
            or words(div.find(".//tei:dateline//tei:placeName", NS) if div is not None else None),
            sender=_party(root, head, "sent", "from"),
            receiver=_party(root, head, "received", "to"),
        )


def _party(root: etree._Element, head: etree._Element | None, action: str, role: str) -> str:
    """Who sent or received, by the header, else by what the head marks as such."""
    deed = root.find(f".//tei:correspAction[@type='{action}']", NS)
    named = [] if deed is None else [words(e) for e in deed.iterchildren(*_PARTIES)]
    if not named and head is not None:
        named = [words(e) for e in head.iter(f"{{{TEI}}}persName", f"{{{TEI}}}gloss") if e.get("type") == role]
    return "; ".join(named)


def _first(root: etree._Element, *paths: str) -> etree._Element | None:
    return next((e for path in paths if (e := root.find(f".//tei:profileDesc//tei:{path}", NS)) is not None), None)
