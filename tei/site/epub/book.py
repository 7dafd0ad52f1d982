"""What an EPUB says of itself, and the pictures that go into it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree

from tei.core.calendar import first_day
from tei.core.clock import told
from tei.core.edition import NS, Edition
from tei.core.namespaces import XML
from tei.core.profile import Profile
from tei.render.agents import Agent, entries_of
from tei.render.whole import Whole, revised
from tei.site.pictures import beside

FIRST_DAY = "1980-01-01T00:00:00Z"
"""The first time that a ZIP file can tell: that of a book which does not say when it was last changed."""

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_GRAPHIC = re.compile(r"<(?:\w+:)?graphic\b[^>]*?\burl\s*=\s*(?P<q>[\"'])(?P<url>.*?)(?P=q)", re.DOTALL)
_MEDIA = ((b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
"""How a file of each kind of picture begins that every reading system shows: EPUB 3.3, section 3.2."""


@dataclass(frozen=True)
class Book:
    """The particulars of an EPUB, each "" or empty where the editions do not say it.

    `role` is what the creators did, as a code of MARC relators; `source` the printed book whose pages are marked,
    `modified` the time of the last change in UTC, `address` that of the edition in the web.
    """

    title: str
    language: str
    identifier: str
    modified: str
    creators: tuple[Agent, ...] = ()
    role: str = "aut"
    contributors: tuple[Agent, ...] = ()
    publisher: str = ""
    place: str = ""
    year: str = ""
    date: str = ""
    rights: str = ""
    series: str = ""
    source: str = ""
    address: str = ""

    @classmethod
    def of(
        cls, editions: Sequence[Edition], edition: Mapping[str, Any], profile: Profile, names: Iterable[str]
    ) -> Book:
        """The particulars that all editions have in common; `names` are those of the parts of the book.

        A book without an identifier of its own gets one made of what stays the same when its text is corrected: an
        identifier is that of a publication, not of a release (EPUB 3.3, section 5.4.3.1).
        """
        headers = [each.tree.getroot().find(".//tei:teiHeader", NS) for each in editions]
        roots = [each.tree.getroot() for each in editions]
        single = len(editions) == 1
        wholes = [Whole.of(h, entries_of(r), titled=single) for h, r in zip(headers, roots, strict=True)]

        def common(name: str) -> Any:
            values = [getattr(whole, name) for whole in wholes]
            return values[0] if all(value == values[0] for value in values) else type(values[0])()

        authors, editors = common("authors"), common("editors")
        title = edition["title"] if edition["title"] != profile.title else common("title") or profile.title
        publisher, place, year = common("publisher"), common("place"), common("year")
        isbn = _isbn(wholes)
        languages = {language for root in roots if (language := root.get(f"{{{XML}}}lang"))}
        return cls(
            title=title,
            language=languages.pop() if len(languages) == 1 else profile["encode"]["language"],
            identifier=(_identifier(wholes[0]) if single else "")
            or uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((edition["url"], title, publisher, year, *names))).urn,
            modified=_modified(headers),
            creators=authors or editors,
            role="aut" if authors else "edt",
            contributors=editors if authors else (),
            publisher=publisher,
            place=place,
            year=year,
            date=year,
            rights=" ".join(dict.fromkeys(filter(None, (common("licence"), common("licence_address"))))),
            series=common("series"),
            source=isbn or ", ".join(filter(None, (title, place, publisher, year))),
            address=edition["url"],
        )


def _identifier(whole: Whole) -> str:
    """A name that the edition has in the world, as an address."""
    if doi := whole.identifier("doi"):
        return f"https://doi.org/{_DOI.sub('', doi)}"
    return _isbn([whole]) or whole.identifier("uri", "url", "handle", "urn")


def _isbn(wholes: Sequence[Whole]) -> str:
    found = {re.sub(r"[^0-9Xx]", "", whole.identifier("isbn", "isbn-13", "isbn-10")) for whole in wholes}
    return f"urn:isbn:{isbn.upper()}" if len(found) == 1 and len(isbn := found.pop()) in (10, 13) else ""


def _modified(headers: Iterable[etree._Element | None]) -> str:
    """When a header says that it was last changed; else SOURCE_DATE_EPOCH, as reproducible builds have it."""
    days = [day for header in headers if header is not None if (day := revised(header))]
    if days:
        return f"{first_day(max(days))}T00:00:00Z"
    moment = told()
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else FIRST_DAY


@dataclass(frozen=True)
class Picture:
    """A picture of the book: its address in the folder of the package, its media type, its bytes."""

    href: str
    media: str
    data: bytes


def pictures(texts: Iterable[str], folders: Sequence[Path]) -> dict[str, Picture]:
    """The pictures that texts of TEI show and one of the folders has, by address as written.

    No other files are read, and none that do not begin as a picture does.
    """
    found: dict[str, Picture] = {}
    for url in dict.fromkeys(url for text in texts for url in _graphics(text)):
        for data in _contents(url, folders):
            media = next((media for magic, media in _MEDIA if data.startswith(magic)), "")
            if media:
                ending = media.removeprefix("image/")
                found[url] = Picture(f"images/{sha256(data).hexdigest()[:16]}.{ending}", media, data)
                break
    return found


def _graphics(text: str) -> Iterator[str]:
    return (unescape(m["url"]) for m in _GRAPHIC.finditer(text))


def _contents(url: str, folders: Sequence[Path]) -> Iterator[bytes]:
    for folder in folders:
        if file := beside(url, folder):
            yield file.read_bytes()


def sources(editions: Sequence[Edition], folder: Path) -> list[Path]:
    """The folders in which pictures may be: that of the site, and those of the files that were read."""
    return list(dict.fromkeys((folder, *(path.parent for e in editions if (path := Path(e.source.name)).is_file()))))
