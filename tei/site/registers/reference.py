"""A document as lists refer to it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from tei.render.metadata import Metadata
from tei.site.registers.day import in_words


@dataclass(frozen=True, slots=True)
class Reference:
    """What a list says of a document: much less than its metadata, so that a list changes only with what it shows.

    `name` is that of its page, `day` the date as printed; the rest is as in Metadata.
    """

    name: str
    number: str
    heading: str
    date: str = ""
    until: str = ""
    day: str = ""
    language: str = ""

    @classmethod
    def to(cls, metadata: Metadata) -> Reference:
        """The reference to the document with these particulars."""
        return cls(
            metadata.name,
            metadata.number,
            metadata.heading or metadata.title,
            metadata.date,
            metadata.until,
            metadata.day,
            metadata.language,
        )

    @property
    def page(self) -> str:
        """The address of its page, from the root of the site."""
        return quote(f"{self.name}.html")

    @property
    def when(self) -> str:
        """The date as printed, else in words; of a range both ends."""
        if self.day:
            return self.day
        return f"{in_words(self.date)} to {in_words(self.until)}" if self.until else in_words(self.date)
