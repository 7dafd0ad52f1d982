"""What all forms of citation have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from tei.core.calendar import MONTHS
from tei.render.agents import Agent
from tei.render.genre import CORRESPONDENCE
from tei.render.metadata import Metadata
from tei.render.whole import Whole

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?(?:T.*)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_VOLUME = re.compile(r"vol(?:ume|\.)?\s+", re.IGNORECASE)
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9.:-]+")
_LICENCE_WORDS = 200


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as it is cited, or with the type "book" a whole volume.

    `type` is that of CSL: "book", "chapter" in a published edition, "personal_communication", "document". `title` is
    without number, `edition` the title of what it stands in, `date` has year, month and day as far as they are known.
    """

    type: str
    metadata: Metadata
    whole: Whole
    title: str
    edition: str
    authors: tuple[Agent, ...]
    recipients: tuple[Agent, ...]
    date: tuple[int, ...]
    url: str

    @classmethod
    def of(cls, metadata: Metadata, edition: str, url: str) -> Cited:
        """A document of an edition with this title, which is published at `url` ("", or with "/" at its end)."""
        whole = metadata.whole
        correspondence = metadata.genre in CORRESPONDENCE
        if metadata.scope == "whole":
            type = "book"
        elif whole.publisher or whole.year or metadata.scope == "section":
            type = "chapter"
        else:
            type = "personal_communication" if correspondence else "document"
        return cls(
            type=type,
            metadata=metadata,
            whole=whole,
            title=plain(metadata.heading or metadata.title),
            edition="" if type == "book" else plain(whole.title or edition),
            authors=metadata.authors or (whole.authors if type == "book" else metadata.senders),
            recipients=metadata.receivers,
            date=_parts(metadata.date),
            url=f"{url}{quote(metadata.name)}.html" if url else "",
        )

    @property
    def key(self) -> str:
        """What the document is called in a list of references: letters, digits and few signs of ASCII."""
        volume = self.whole.identifier("frus", "filename")
        own = self.metadata.id
        named = own if self.type == "book" or own.startswith(volume) else f"{volume}-{own}"
        return _NOT_IN_KEYS.sub("-", named).strip("-") or "document"

    @property
    def until(self) -> tuple[int, ...]:
        """The end of a range of dates, as `date` is its beginning."""
        return _parts(self.metadata.until)

    @property
    def day(self) -> str:
        """The date in words: "August 4, 1955", or as the document has it."""
        if self.metadata.until and self.metadata.day:
            return plain(self.metadata.day).rstrip(".")
        if len(self.date) == 3:
            return f"{MONTHS[self.date[1] - 1]} {self.date[2]}, {self.date[0]}"
        if len(self.date) == 2:
            return f"{MONTHS[self.date[1] - 1]} {self.date[0]}"
        return str(self.date[0]) if self.date else plain(self.metadata.day).rstrip(".")

    @property
    def circumstances(self) -> tuple[str, ...]:
        """Place and date, without those that the title already has."""
        return tuple(each for each in (plain(self.metadata.place), self.day) if each and each not in self.title)

    @property
    def number(self) -> str:
        """The number as it is cited: "Document 38"."""
        number = plain(self.metadata.number)
        return f"Document {number}" if number and self.metadata.scope == "document" and self.type != "book" else ""

    @property
    def pages(self) -> str:
        """The pages: "80–81"."""
        first, last = plain(self.metadata.first_page), plain(self.metadata.last_page)
        return first if first == last or not last or not first else f"{first}–{last}"

    @property
    def volume(self) -> str:
        """The number of the volume without that word: "XXIII, Part 1"."""
        return _VOLUME.sub("", plain(self.whole.volume))

    @property
    def untold_volume(self) -> str:
        """The volume as its header calls it, where the title of the whole does not tell it."""
        volume = plain(self.whole.volume)
        return "" if volume in (self.title if self.type == "book" else self.edition) else volume

    @property
    def doi(self) -> str:
        """The document's own DOI; of a volume that is cited as a whole the volume's."""
        return next((value for kind, value in self.metadata.identifiers if kind.casefold() == "doi"), "")

    @property
    def isbn(self) -> str:
        """The ISBN of the volume."""
        return self.whole.identifier("isbn", "isbn-13", "isbn13", "isbn-10", "isbn10")

    @property
    def genre(self) -> str:
        """The kind of document, with a capital."""
        return self.metadata.genre[:1].upper() + self.metadata.genre[1:]

    @property
    def description(self) -> str:
        """The page in one sentence."""
        title = self.metadata.title if self.metadata.scope == "document" else self.title
        return ", ".join(filter(None, (plain(title), *self.circumstances))) + (
            f". {self.edition}." if self.edition else "."
        )

    @property
    def licence(self) -> str:
        """The address of the licence, else its first words."""
        return self.whole.licence_address or plain(self.whole.licence)[:_LICENCE_WORDS]


def plain(text: str) -> str:
    """The text in one line, without characters that steer a machine."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _parts(date: str) -> tuple[int, ...]:
    found = _DATE.fullmatch(date)
    return tuple(int(part) for part in found.groups() if part) if found else ()
