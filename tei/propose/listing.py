"""Proposed persons as an authority file in TEI, for a person to go through."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from tei.core.namespaces import TEI
from tei.core.source import FORBIDDEN
from tei.encode.write import Writer

if TYPE_CHECKING:
    from tei.propose.persons import Proposal
    from tei.propose.sightings import Sighting

_RESP = "proposed"


def listing(proposals: Sequence[Proposal], folder: str = ".") -> str:
    """A TEI file with a `listPerson` of all that is proposed, each `person` with `@cert` low; a sentence if none is.

    `ptr` leads to the first place in every text that names the person, by its line (RFC 5147, where line=11,12 is the
    twelfth), relative to the folder; the main name has the years of those texts.
    """
    writer = Writer()
    writer.start("TEI", {"xmlns": TEI})
    _header(writer)
    # A list of nobody would not be valid.
    for name in ("standOff", "listPerson") if proposals else ("text", "body"):
        writer.start(name)
    for proposal in proposals:
        _person(proposal, folder, writer)
    if not proposals:
        writer.leaf("p", "The texts name nobody whom no authority has.")
    for _ in range(3):
        writer.end()
    return writer.close()


def _header(writer: Writer) -> None:
    writer.start("teiHeader")
    writer.start("fileDesc")
    writer.start("titleStmt")
    writer.leaf("title", "Persons proposed")
    writer.start("respStmt", {"xml:id": _RESP})
    writer.leaf("resp", "proposed by the names in the texts, not yet confirmed")
    writer.leaf("name", "tei")
    writer.end()
    writer.end()
    for outer, text in (("publicationStmt", "Not yet published."), ("sourceDesc", "Gathered from raw texts.")):
        writer.start(outer)
        writer.leaf("p", text)
        writer.end()
    writer.end()
    writer.end()


def _person(proposal: Proposal, folder: str, writer: Writer) -> None:
    entry = proposal.entry
    writer.start("person", {"xml:id": entry.id, "cert": "low", "resp": f"#{_RESP}"})
    years = sorted({sighting.year for sighting in proposal.seen if sighting.year})
    writer.leaf("persName", entry.name, {"notBefore": years[0], "notAfter": years[-1]} if years else {})
    for form in entry.forms:
        writer.leaf("persName", form, {"type": "variant"})
    if entry.note:
        writer.leaf("note", entry.note)
    for sighting in _first(proposal.seen):
        target = f"{_address(sighting.file, folder)}#line={sighting.line - 1},{sighting.line}"
        writer.empty("ptr", {"type": "seen", "n": str(sighting.line), "target": target})
    writer.end()


def _first(seen: Iterable[Sighting]) -> list[Sighting]:
    """The first place in every file."""
    first: dict[str, Sighting] = {}
    for sighting in seen:
        first.setdefault(sighting.file, sighting)
    return list(first.values())


def _address(file: str, folder: str) -> str:
    shown = FORBIDDEN.sub("\ufffd", file)
    try:
        shown = os.path.relpath(shown, folder)
    except ValueError:
        shown = os.path.abspath(shown)
    return quote(shown.replace(os.sep, "/"))
