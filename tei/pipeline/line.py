"""One text on the line: raw text to Edition, and what is looked at on the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic, Label, Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source, Span, refuse_markup

if TYPE_CHECKING:
    from tei.annotate.style import Style
    from tei.core.authority import Authority
    from tei.propose.sightings import Sighting
    from tei.propose.survey import Glance, Survey

Diagnostics = tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Pipeline:
    """The settings that all documents of one run share."""

    profile: Profile
    authority: Authority = field(default_factory=lambda: _nobody())
    style: Style | None = None
    survey: Survey | None = None

    @classmethod
    def load(
        cls, profile: str, authority: str | None = None, header: str | None = None, style: str | None = None
    ) -> Pipeline:
        """The settings in a profile and in the files named. Raises Refused for what cannot be used."""
        from tei.core.authority import Authority

        practice = Profile.load(profile)
        if header:
            practice = practice.with_header(header)
        known = Authority.load(authority) if authority else Authority()
        if not style:
            return cls(practice, known)
        from tei.annotate.style import Style

        return cls(practice, known, Style.load(style))

    def edition(self, source: Source) -> Edition:
        """The TEI edition of one raw text, with the diagnostics of every stage and of the three laws."""
        # What only checks or renders does not wait for these.
        from tei.annotate import annotate
        from tei.core.laws import nothing_lost, stable, text_kept
        from tei.encode import encode
        from tei.read import read

        document = annotate(read(source, self.profile), self.profile, self.authority, self.style, self.survey)
        edition = encode(document, self.profile, self.authority)
        laws = (*nothing_lost(document), *text_kept(document, edition), *stable(edition))
        return replace(edition, diagnostics=(*_unusual(source), *edition.diagnostics, *laws))


def _nobody() -> Authority:
    from tei.core.authority import Authority

    return Authority()


def _unusual(source: Source) -> Diagnostics:
    """T107 for a text that is not in UTF-8: which encoding was taken."""
    taken = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
    if source.encoding not in taken:
        return ()
    label = Label(source, Span(0, 1))
    remedy = "if letters look wrong, convert the file to UTF-8"
    return (Diagnostic("T107", "info", f"read as {taken[source.encoding]}", (label,), help=remedy),)


def decode_raw(name: str, data: bytes) -> Source:
    """The characters of a raw text. Raises Refused: T108 for what has markup, and as `Source.decode` does."""
    source = Source.decode(data, name)
    refuse_markup(source)
    return source


def glance_raw(line: Pipeline, name: str, data: bytes) -> tuple[Glance, Diagnostics]:
    """What one raw text shows of its words, for the survey of all. What cannot be read is told when it is encoded."""
    from tei.core.view import View
    from tei.propose.model import sheet
    from tei.propose.survey import glance
    from tei.read import read

    try:
        return glance(sheet(View.of(read(decode_raw(name, data), line.profile)))), ()
    except Refused:
        return {}, ()


def sight_raw(line: Pipeline, name: str, data: bytes) -> tuple[tuple[Sighting, ...], Diagnostics]:
    """The names in one raw text that lead to nobody. What cannot be read is told when it is encoded."""
    from tei.annotate import annotate
    from tei.propose.sightings import sightings
    from tei.read import read

    try:
        document = read(decode_raw(name, data), line.profile)
    except Refused:
        return (), ()
    return tuple(sightings(annotate(document, line.profile, line.authority, line.style, line.survey))), ()


def encode_raw(line: Pipeline, name: str, data: bytes) -> tuple[str, Diagnostics]:
    """The TEI of one raw text, and what was found on the way. Raises Refused if it is no text."""
    edition = line.edition(decode_raw(name, data))
    return edition.source.text, edition.diagnostics


def encode_checked(line: Pipeline, name: str, data: bytes) -> tuple[Edition, Diagnostics]:
    """The edition of one raw text, and what was found, the checks that need no other file included."""
    from tei.validate import validate

    edition = line.edition(decode_raw(name, data))
    return edition, (*edition.diagnostics, *validate(edition, line.profile, without=("pointers",)))


def read_tei(line: Pipeline, name: str, data: bytes) -> tuple[Edition, Diagnostics]:
    """The edition in a TEI file. Raises Refused (P801) if it is not TEI, and as `Edition.decode` does."""
    from tei.core.edition import refuse_foreign

    edition = Edition.decode(data, name)
    refuse_foreign(edition)
    return edition, ()
