"""A collection that says all that a header may say, and kits made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit.collection import Collection, collect
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
)  # fmt: skip
from tei.deposit.schemas import Schemas
from tei.deposit.target import Target
from tei.render.agents import Agent

ORCID = "https://orcid.org/0000-0002-1825-0097"
BY = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
AUTHOR = Agent("Dulles, John Foster", "Dulles", "John Foster", identifiers=("https://viaf.org/viaf/27864106",))
EDITOR = Agent("Glennon, John P., Jr.", "Glennon", "John P.", "Jr.", identifiers=(ORCID,))
OFFICE = Agent("Department of State", organisation=True)
SOURCE = Related("IsDerivedFrom", "The printed volume", Identifier("ISBN", "0-16-024348-0"), "XXIII", "1", "3")
FULL = Record(
    titles=(Title("Zwei Télégrammes 電報"), Title("An example", "Subtitle")),
    creators=(AUTHOR, OFFICE),
    contributors=(Contributor(EDITOR, "Editor"), Contributor(OFFICE, "DataCurator")),
    publisher="The makers",
    dates=(Dated("Issued", "2026-05-01"), Dated("Created", "1955-01-01/1957-12-31")),
    languages=("en", "ja"),
    licences=(BY,),
    identifiers=(Identifier("DOI", "10.5281/zenodo.1003150"), Identifier("frus", "v23")),
    subjects=(Subject("Diplomacy", "LCSH", "https://id.loc.gov/authorities/subjects/sh1"), Subject("Japan")),
    places=(Place("Tokyo", "35.68", "139.77"), Place("Washington")),
    descriptions=(Description("Two telegrams."),),
    related=(SOURCE, Related("IsPartOf", "The series"), Related("References", "", Identifier("URL", "https://x.org/"))),
    fundings=(Funding("A foundation", "https://doi.org/10.13039/1", "G-1", "A grant", "https://x.org/g"),),
    version="2.1",
)
BARE = Record()
TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><div type="document"><head>{0}</head>'
    "<p>Paragraph of {0}.</p></div></body></text></TEI>"
)


def collection(record: Record = FULL, *names: str, url: str = "", email: str = "") -> Collection:
    """A collection with this record, of texts with these names, each of them with it, too."""
    editions = [
        (Edition(Source(f"{each}.xml", TEXT.format(each))), "2026-05-02T10:00:00Z") for each in names or ("d1",)
    ]
    made = collect(editions, Profile.load("plain"), Authority(), url=url, email=email)
    return replace(made, record=record, resources=tuple(replace(each, record=record) for each in made.resources))


def made(target: Target, folder: Path, of: Collection) -> Path:
    """The kit of a collection in a new folder."""
    folder.mkdir(parents=True)
    target.make(of, folder)
    return folder


def checked(target: Target, folder: Path) -> list[Diagnostic]:
    """What is wrong with a kit."""
    return list(target.check(folder, Schemas()))


def said(target: Target, folder: Path) -> str:
    """What is wrong with a kit, in words, a line each."""
    return "\n".join(each.message for each in checked(target, folder))


def contents(folder: Path) -> dict[str, bytes]:
    """The files in a folder by their paths."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
