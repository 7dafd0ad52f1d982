"""The line from raw text to page; the only module that names every stage."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tei.annotate import annotate
from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic, Label
from tei.core.edition import Edition
from tei.core.laws import nothing_lost, stable, text_kept
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.encode import encode
from tei.read import read

_USUAL = frozenset({"utf-8", "utf-8-sig"})


@dataclass(frozen=True)
class Pipeline:
    """The settings that all documents of one run share."""

    profile: Profile
    authority: Authority = field(default_factory=Authority)

    def edition(self, source: Source) -> Edition:
        """The TEI edition of one raw text, with the diagnostics of every stage and of the three laws."""
        document = annotate(read(source, self.profile), self.profile, self.authority)
        edition = encode(document, self.profile, self.authority)
        laws = [*nothing_lost(document), *text_kept(document, edition), *stable(edition)]
        return replace(edition, diagnostics=(*_unusual(source), *edition.diagnostics, *laws))


def encode_raw(line: Pipeline, name: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """The TEI of one raw text, and what was found on the way. Raises Refused if it is no text."""
    edition = line.edition(Source.decode(data, name))
    return edition.source.text, edition.diagnostics


def _unusual(source: Source) -> list[Diagnostic]:
    """T107 for a text that is not in UTF-8: which encoding was taken."""
    if source.encoding in _USUAL:
        return []
    shown = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}[
        source.encoding
    ]
    return [
        Diagnostic(
            "T107",
            "info",
            f"read as {shown}",
            (Label(source, Span(0, 1)),),
            help="if letters look wrong, convert the file to UTF-8",
        )
    ]
