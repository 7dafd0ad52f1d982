"""The wording of references between documents, notes, pages and volumes, and what each leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tei.annotate.series import bounds

if TYPE_CHECKING:
    from tei.annotate.series import Series

_NUMBER = r"\d{1,3}(?![\d/]|,\d{3}|\.\d)"
_YEARS = r"(?P<years>\d{4}(?:\s?[–-]\s?\d{2,4})?)"
_VOLUME = (
    r"[Vv]ol(?:ume|\.)?\s+(?P<electronic>E\s?[–-]\s?)?(?P<number>[IVXL]+|[ivxl]+|\d{1,2})\b"
    r"(?:,?\s+[Pp]art\s+(?P<part>[IVX]+|\d)\b)?"
)

# Every alternative begins with a letter, neither a class nor a group: only so re skips fast to where one can be.
_TRIGGERS = (
    r"D(?:ocument|oc\.?)s?\s+(?=\d)|footnotes?\s+(?=\d)|Footnotes?\s+(?=\d)|i(?:bid\b\.?|nfra\b)"
    r"|I(?:bid\b\.?|nfra\b)|supra\b|Supra\b|p(?:p?\.|ages?)\s+(?=\d)|vol(?:ume|\.)\s+(?=[EIVXLivxl\d])"
)
_FIRST = re.compile(_NUMBER)
_NEXT = re.compile(rf"(?:\s*[–-]\s*|,?\s+(?:and|or|to|through)\s+|,\s+)(?P<number>{_NUMBER})(?!\s?[ap]\.\s?m)")
_PAGE = re.compile(r"\d+")
_NEXT_PAGE = re.compile(r"(?:\s*[–-]\s*|,?\s+and\s+|,\s+)(?P<number>\d{1,4})(?![\d,]*\d)")
_SERIES_YEARS = re.compile(rf",?\s+{_YEARS},\s+")
_SERIES_VOLUME = re.compile(rf",?\s+{_YEARS},?\s+{_VOLUME}")
_VOLUME_ALONE = re.compile(_VOLUME)
_HOLDER = re.compile(rf"(?:,\s+|,?\s+(?:to|of|in)\s+)Document\s+(?P<number>{_NUMBER})")
_WHERE = re.compile(r",?\s+(?P<word>[Ss]upra|[Ii]nfra|above|below|thereto|[Ii]bid)\b")
_ON_A_PAGE = re.compile(r",?\s+(?:on\s+)?p(?:p?\.|ages?)\s+\d")
_NOTE_OF_IT = re.compile(
    rf",?\s+(?:and\s+)?(?P<word>footnotes?)\s+(?P<number>{_NUMBER})"
    r"(?!,?\s+(?:to\s+|of\s+|in\s+)?(?:Document|[Ss]upra|[Ii]nfra|above|below|[Ii]bid))"
)
_DOCUMENT_OF_IT = re.compile(
    rf"(?P<title>,\s(?:[^.;()\0]|;\s(?=[A-Z])|U\.S\.|U\.N\.){{1,90}}?)??,\s+(?P<word>Documents?)\s+(?P<number>{_NUMBER})"
)
_ANOTHER = re.compile(r"[Ff]ootnote|[Vv]ol(?:ume|\.)|Relations|\b(?:[Ss]ee|[Ii]bid|pp?\.|pages?)\b")
"""What the title of a volume does not hold, so that another reference has begun."""

_PAGE_OF_IT = re.compile(r",\s+pp?\.\s+(?P<number>\d+)")
_ACRONYM = re.compile(r"[A-Z]{2,}\s+\Z")
_CLAUSE = re.compile(r"[.;:]\s+(?=[A-Z][a-z])|[;\0]|\bsee\s")
_ELSEWHERE = re.compile(
    r"\b(?:Bulletin|Suppl|Papers|Relations|[Ii]bid|[Vv]ol(?:ume|\.)|Stat\.|Record|Times|Post|Congress"
    r"|TIAS|UST|UNTS|Series|[Dd]oc\.|No\.|Spec|Digest|Cmd|[Pp]aras?\.|Department of State,)"
)
"""What makes a page that of another publication when it stands before it."""

_LEADING = re.compile(r"(?:\b(?:see|See|in|and|also|cf\.)\s+|[\0(;]\s*|\A)\Z")
"""What stands before the number of a volume that needs no title."""

_NOTE_ON_IT = re.compile(r"note\s+\d{1,3},\s+\Z")
_IBID = re.compile(r"[Ii]bid\.?,\s+\Z")

DOCUMENT, NOTE, BESIDE, VOLUME, PAGE, IBID = 0.96, 0.91, 0.9, 0.83, 0.65, 0.7
"""How sure a reference is: to a document, a note, the document beside, a volume, a page, what is cited before."""

_REACH = 150
"""As many characters before a page number may say what it is a page of."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: its place (offsets, half-open), its target, how sure it is.

    `missing` is the number of a note that should be in this document and is not.
    """

    start: int
    end: int
    target: str
    cert: float = DOCUMENT
    missing: str = ""


@dataclass(slots=True)
class Citations:
    """Reads the references of one document's text, in order, since "Ibid." leads to what was cited before.

    `document`, `note` and `page` make ids; `number` is that of the document, None if it has none;
    `notes` are the numbers of its notes, `pages` those of its page breaks. `alone` says that words
    which stand alone lead on: "supra" to the document before, "vol. X" to the sub-series of `years`.
    `by_page` says that documents of the time cite pages and not documents, `note_pages` that they
    do so where a note is on the page ("footnote 3, p. 81").
    """

    text: str
    id: str
    number: int | None
    notes: frozenset[str]
    pages: frozenset[str]
    document: Callable[[int], str]
    note: Callable[[str, str], str]
    page: Callable[[str], str]
    series: Series | None = None
    years: str = ""
    alone: bool = True
    by_page: bool = False
    note_pages: bool = True
    _cited: str = field(default="", init=False)
    _volume: str = field(default="", init=False)

    def between(self, start: int, end: int) -> Iterator[Reference]:
        """The references between two offsets, in order; no two overlap."""
        behind = start
        for trigger in _trigger(self.series.title if self.series else "").finditer(self.text, start, end):
            at = trigger.start()
            if at >= behind and not self.text[at - 1 : at].isalnum():
                read = Citations.volumes if trigger["series"] else _reader(trigger.group())
                for reference in read(self, trigger, end):
                    yield reference
                    behind = reference.end

    def documents(self, trigger: re.Match[str], end: int) -> Iterator[Reference]:
        """Read "Document 12", "Documents 12, 15, and 17–19", "Document 12 and footnote 3"."""
        number = _FIRST.match(self.text, trigger.end(), end)
        if number and not self.by_page and not self._preceded(trigger, _ACRONYM):
            self._volume = ""
            several = trigger.group().rstrip(" .\n").endswith("s")
            yield from self._numbered(trigger.start(), number.end(), end, number.group(), several)

    def _numbered(self, start: int, stop: int, end: int, number: str, several: bool) -> Iterator[Reference]:
        """A document with a note of it, or documents: the first with the words before it, the others alone."""
        target = self._target(number)
        if found := _NOTE_OF_IT.match(self.text, stop, end):
            yield Reference(start, found.end(), self._note(self._cited, found["number"]), NOTE)
            if found["word"].endswith("s"):
                for at, until, further in self._further(found.end(), end):
                    yield Reference(at, until, self._note(self._cited, further), NOTE)
            return
        yield Reference(start, stop, target)
        if several:
            for at, until, further in self._further(stop, end):
                yield Reference(at, until, self._target(further))

    def _target(self, number: str) -> str:
        self._cited = self.document(int(number))
        return f"{self._volume}#{self._cited}"

    def _note(self, holder: str, number: str) -> str:
        return f"{self._volume if holder == self._cited else ''}#{self.note(holder, number)}"

    def _further(self, stop: int, end: int, pattern: re.Pattern[str] = _NEXT) -> Iterator[tuple[int, int, str]]:
        """The numbers that go on a list, with their places."""
        while found := pattern.match(self.text, stop, end):
            stop = found.end("number")
            yield found.start("number"), stop, found["number"]

    def footnotes(self, trigger: re.Match[str], end: int) -> Iterator[Reference]:
        """Read "footnote 2, Document 12", "footnotes 4 and 5, supra", "footnote 3 above", "footnote 2"."""
        first = _FIRST.match(self.text, trigger.end(), end)
        if not first:
            return
        found = [(trigger.start(), first.end(), first.group())]
        if trigger.group().rstrip().endswith("s"):
            found += self._further(first.end(), end)
        if not self._preceded(trigger, _IBID):
            self._volume = ""
        holder, stop, missing = self._holder(found[-1][1], end, [number for _, _, number in found])
        if holder:
            for start, until, number in found:
                until = stop if until == found[-1][1] else until
                yield Reference(start, until, self._note(holder, number), NOTE, number if number in missing else "")

    def _holder(self, stop: int, end: int, numbers: list[str]) -> tuple[str, int, list[str]]:
        """The id of the document that holds notes, where its name ends, and which of the notes it does not have."""
        if found := _HOLDER.match(self.text, stop, end):
            self._cited = self.document(int(found["number"]))
            return self._cited, found.end(), []
        absent = [number for number in numbers if number not in self.notes]
        if found := _WHERE.match(self.text, stop, end):
            word = found["word"].lower()
            if word in ("supra", "infra"):
                return self._beside(word), found.end() if self.by_page or self.alone else stop, []
            if word in ("above", "below"):
                return self.id, stop, absent
            return self._cited, stop, []
        if not self.alone or absent or _ON_A_PAGE.match(self.text, stop, end):
            return "", stop, []
        return self.id, stop, []

    def _beside(self, word: str) -> str:
        """The id of the document before or after this one, "" if they have no numbers."""
        if self.number is None:
            return ""
        return self.document(self.number + (1 if word == "infra" else -1))

    def neighbour(self, trigger: re.Match[str], end: int) -> Iterator[Reference]:
        """Read "supra" and "infra" where they stand alone."""
        if (self.alone or self.by_page) and (holder := self._beside(trigger.group().lower())):
            self._volume, self._cited = "", holder
            yield Reference(*trigger.span(), f"#{holder}", BESIDE)

    def own_pages(self, trigger: re.Match[str], end: int) -> Iterator[Reference]:
        """Read "p. 81" and "pp. 81–83" where they are pages of the same volume."""
        number = _PAGE.match(self.text, trigger.end(), end)
        if not number or not (self.by_page or number.group() in self.pages):
            return
        if self.by_page and not self.note_pages and self._preceded(trigger, _NOTE_ON_IT):
            return
        clause = _CLAUSE.split(self.text[max(0, trigger.start() - _REACH) : trigger.start()])[-1]
        if not _ELSEWHERE.search(clause):
            yield Reference(trigger.start(), number.end(), f"#{self.page(number.group())}", PAGE)
            if trigger.group().startswith(("pp", "pages")):
                for at, until, further in self._further(number.end(), end, _NEXT_PAGE):
                    yield Reference(at, until, f"#{self.page(further)}", PAGE)

    def volumes(self, trigger: re.Match[str], end: int) -> Iterator[Reference]:
        """Read "Foreign Relations, 1955–1957, vol. XXIII, Part 1, Document 38", and volumes by title alone."""
        if not self.series:
            return
        if found := _SERIES_VOLUME.match(self.text, trigger.end(), end):
            yield from self._volume_at(trigger.start(), found, end, self.series, found["years"])
            return
        years = _SERIES_YEARS.match(self.text, trigger.end(), end)
        if years and (titled := self.series.titled(years["years"], self.text, years.end())):
            yield from self._in_volume(trigger.start(), titled[1], end, titled[0], years["years"])

    def own_volumes(self, trigger: re.Match[str], end: int) -> Iterator[Reference]:
        """Read "vol. XXIII, Part 1" where it is one of the same sub-series."""
        found = _VOLUME_ALONE.match(self.text, trigger.start(), end)
        if found and self.series and self.years and self._preceded(trigger, _LEADING):
            references = self._volume_at(trigger.start(), found, end, self.series, self.years)
            yield from (r for r in references if self.alone or self.by_page or "#" in r.target)

    def _preceded(self, trigger: re.Match[str], pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text, max(0, trigger.start() - 12), trigger.start()) is not None

    def _volume_at(self, start: int, found: re.Match[str], end: int, series: Series, years: str) -> Iterator[Reference]:
        volume = series.id(years, found["number"], found["part"] or "", bool(found["electronic"]))
        if found["number"].islower() and (page := _PAGE_OF_IT.match(self.text, found.end(), end)):
            self._cited, self._volume = "", volume
            yield Reference(start, page.end(), f"{volume}#{self.page(page['number'])}", VOLUME)
            return
        yield from self._in_volume(start, found.end(), end, volume, years)

    def _in_volume(self, start: int, stop: int, end: int, volume: str, years: str) -> Iterator[Reference]:
        """Read on after the name of a volume of some years: a document of it, or nothing more."""
        self._cited, self._volume = "", volume
        document = _DOCUMENT_OF_IT.match(self.text, stop, end)
        title = (document["title"] or "") if document else ""
        if document and not _ANOTHER.search(title) and not (self.series and self.series.title in title):
            several = document["word"].endswith("s")
            yield from self._numbered(start, document.end(), end, document["number"], several)
        elif self.series and bounds(years)[0] < self.series.by_document:
            yield Reference(start, stop, volume, VOLUME)

    def ibidem(self, trigger: re.Match[str], end: int) -> Iterator[Reference]:
        """Read "ibid., Document 12" as one of the volume cited before, "ibid., 1950, vol. I" as one of the series."""
        if self.series and (found := _SERIES_VOLUME.match(self.text, trigger.end(), end)):
            if self.by_page or self.alone:
                yield from self._volume_at(trigger.start(), found, end, self.series, found["years"])
        elif found := _DOCUMENT_OF_IT.match(self.text, trigger.end(), end):
            if not found["title"]:
                yield from self._numbered(
                    found.start("word"), found.end(), end, found["number"], found["word"].endswith("s")
                )
        elif self.alone and self._cited:
            yield Reference(*trigger.span(), f"{self._volume}#{self._cited}", IBID)


_Reader = Callable[[Citations, re.Match[str], int], Iterator[Reference]]
_READERS: dict[str, _Reader] = {
    "doc": Citations.documents,
    "footnote": Citations.footnotes,
    "supra": Citations.neighbour,
    "infra": Citations.neighbour,
    "p": Citations.own_pages,
    "vol": Citations.own_volumes,
    "ibid": Citations.ibidem,
}


def _reader(trigger: str) -> _Reader:
    return next(reader for begins, reader in _READERS.items() if trigger.lower().startswith(begins))


@cache
def _trigger(title: str) -> re.Pattern[str]:
    """What a reference begins with; `title` is that of the series, "" if there is none."""
    series = r"\s+".join(map(re.escape, title.split()))
    return re.compile(rf"{_TRIGGERS}|(?P<series>{series})\b" if title else rf"{_TRIGGERS}|(?P<series>\0\0)")
