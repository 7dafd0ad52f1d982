"""Headers as projects write them, and what is understood of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import collect
from tei.deposit.metadata import merged, record_of
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
from tei.render.agents import Affiliation, Agent

HEADERS = Path(__file__).parent / "headers"
UNDERSTOOD = {
    "bare": Record(titles=(Title("bare"),)),
    "corpus": Record(
        titles=(Title("Kleine Schrift"), Title("Erster Theil", "Subtitle")),
        creators=(
            Agent(
                "von Goethe, Johann Wolfgang",
                "von Goethe",
                "Johann Wolfgang",
                identifiers=("http://d-nb.info/gnd/118540238",),
            ),
        ),
        contributors=(
            Contributor(
                Agent(
                    "Lang, Eva",
                    "Lang",
                    "Eva",
                    identifiers=("https://orcid.org/0000-0002-1825-0097",),
                    affiliations=(Affiliation("Forschungsamt", "https://ror.org/018mejw64"),),
                ),
                "Editor",
            ),
        ),
        publisher="Akademie",
        dates=(Dated("Issued", "2015-09-30T11:00:00Z"),),
        languages=("de", "la"),
        licences=(Licence("Frei.", "https://creativecommons.org/licenses/by-nc/3.0/deed.de"),),
        identifiers=(Identifier("URL", "https://example.org/k1"), Identifier("URN", "urn:nbn:de:kobv:b4-1")),
        subjects=(Subject("Belletristik", "https://example.org/classes#main"),),
        related=(
            Related("IsDerivedFrom", "Kurz"),
            Related("IsDerivedFrom", "Goethe. Kleine Schrift. Erster Theil. Bibliothek. Leipzig, Voß, 1795"),
            Related("IsDerivedFrom", "Berlin, Staatsbibliothek, Yx 7"),
        ),
        fundings=(Funding("Stiftung", award="AB 7", address="https://example.org/g/7"),),
        version="Vollständige Ausgabe",
    ),
    "inscription": Record(
        titles=(Title("Honours for a benefactor"),),
        contributors=(Contributor(Agent("Stone, Mara", "Stone", "Mara"), "ProjectLeader"),),
        publisher="Stones Online",
        dates=(Dated("Created", "0100/0150"),),
        languages=("grc", "en"),
        licences=(Licence("Reuse as in the licence.", "https://creativecommons.org/licenses/by-sa/4.0/"),),
        identifiers=(Identifier("filename", "IX1"),),
        subjects=(
            Subject("stele", "Our own words", "http://vocab.getty.edu/aat/300028729"),
            Subject("Honours", "https://example.org/kinds"),
        ),
        places=(Place("Aphrodisias", "37.71", "28.72"),),
        descriptions=(Description("Seen in 1998.", "Other", "en"), Description("Stones for all.", "Other")),
        related=(
            Related("IsPartOf", "Inscriptions", Identifier("ISSN", "2045-2322"), "4"),
            Related("IsDerivedFrom", "Museum of Stones, inv. 12"),
            Related("IsDerivedFrom", "Stone, M. Stones. Rome, 1960", first_page="10", last_page="12"),
            Related("Other", "A twin"),
            Related("IsVersionOf", identifier=Identifier("URL", "https://example.org/old")),
        ),
    ),
    "lesson": Record(titles=(Title("lesson"),)),
    "letters": Record(
        titles=(Title("Letters: an index", language="en"), Title("Briefe: ein Verzeichnis", "TranslatedTitle", "de")),
        creators=(Agent("Kern, Adam", "Kern", "Adam", identifiers=("http://viaf.org/viaf/27864106",)),),
        contributors=(Contributor(Agent("Kern, Rosa", "Kern", "Rosa"), "Editor"),),
        publisher="Kern Editions",
        dates=(Dated("Issued", "2024-02-03"), Dated("Created", "1801-05")),
        licences=(Licence("This file is licensed under CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),),
        identifiers=(Identifier("URL", "https://example.org/index.xml"),),
        places=(Place("Berlin"),),
        related=(
            Related("IsDerivedFrom", "Kern, Rosa: Letters. Berlin 1999. DOI", Identifier("DOI", "10.5555/letters")),
        ),
    ),
    "project": Record(
        titles=(Title("Papers of the Legation, 1861, Volume II"),),
        contributors=(
            Contributor(Agent("Holt, Ada M.", "Holt", "Ada M."), "Editor"),
            Contributor(Agent("Society for Papers", organisation=True), "Sponsor"),
            Contributor(Agent("The Markup Office", organisation=True), "DataCurator"),
            Contributor(Agent("The Archive", organisation=True), "Distributor"),
        ),
        publisher="Papers Press",
        dates=(Dated("Issued", "1991"), Dated("Updated", "2021-03-04")),
        languages=("en",),
        licences=(Licence("Free to use.", "https://creativecommons.org/publicdomain/zero/1.0/"),),
        identifiers=(
            Identifier("DOI", "10.5555/v2"),
            Identifier("ISBN", "0-16-024348-0"),
            Identifier("URL", "https://example.org/v2"),
        ),
        related=(
            Related("IsPartOf", "Papers of the Legation", volume="1861, Volume II"),
            Related("IsDerivedFrom", "Released in 1991 as printed book"),
        ),
    ),
    "whole": Record(
        titles=(Title("All letters"),), creators=(Agent("The Firm", organisation=True),), publisher="Press"
    ),
}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_a_header_is_understood(name: str) -> None:
    assert record_of(Edition.load(str(HEADERS / f"{name}.xml"))) == UNDERSTOOD[name]


def test_no_header_is_left_out() -> None:
    assert {path.stem for path in HEADERS.glob("*.xml")} == set(UNDERSTOOD)


def test_several_are_said_together() -> None:
    together = merged([UNDERSTOOD["inscription"], UNDERSTOOD["letters"]], "Both")
    assert together.title == "Both"
    assert together.dates == (Dated("Issued", "2024-02-03"), Dated("Created", "0100/1801-05"))
    assert together.languages == ("grc", "en")
    assert not together.related
    assert merged([], "") == Record()


def test_a_document_of_a_volume_is_a_part_of_it() -> None:
    volume = Edition.load(str(HEADERS / "project.xml"))
    whole = Related("IsPartOf", "Papers of the Legation, 1861, Volume II", Identifier("DOI", "10.5555/v2"))
    (first, _) = collect([(volume, "")], Profile.load("frus"), Authority()).resources[0].documents
    assert first.record.title == "1. Note"
    assert [each.relation for each in first.record.related] == ["IsPartOf", "IsPartOf"]
    assert next(each.title for each in first.record.related if each.identifier) == whole.title
    assert not first.record.identifiers
    assert not first.record.descriptions


AUTHORITY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text><standOff><listPerson>
<person xml:id="p1"><persName>Holt, Ada</persName><idno type="VIAF">27864106</idno></person></listPerson>
</standOff></TEI>"""
POINTING = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
<author ref="#p1">A. H.</author></titleStmt><editionStmt><p>Second</p></editionStmt>
<publicationStmt><publisher>P</publisher><date type="Available" to="1999">x</date><date>soon</date>
<availability><licence target="terms.txt"/><licence>…</licence></availability></publicationStmt>
<sourceDesc><bibl>A box<note>of wood</note>, <biblScope unit="volume">II</biblScope></bibl></sourceDesc></fileDesc>
</teiHeader><text><body><p>T</p></body></text></TEI>"""


def test_persons_are_taken_from_the_authority_file(tmp_path: Path) -> None:
    (tmp_path / "authority.xml").write_text(AUTHORITY, encoding="utf-8")
    authority = Authority.load(str(tmp_path / "authority.xml"))
    found = record_of(Edition(Source("t.xml", POINTING)), authority)
    assert found.creators == (Agent("Holt, Ada", "Holt", "Ada", identifiers=("https://viaf.org/viaf/27864106",)),)
    assert found.version == "Second"
    assert found.dates == (Dated("Available", "1999"),)
    assert found.licences == (Licence("terms.txt"),)
    assert found.related == (Related("IsDerivedFrom", "A box", volume="II"),)
    assert record_of(Edition(Source("t.xml", POINTING)), Authority()).creators == (Agent("A. H."),)


def test_the_editors_of_a_volume_go_before_those_of_the_series() -> None:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>V</title>'
        '<editor role="general">Glennon, John</editor><editor role="primary">Mabon, David</editor>'
        "</titleStmt></fileDesc></teiHeader><text><body><p/></body></text></TEI>"
    )
    assert [each.family for each in record_of(Edition(Source("v.xml", text))).editors] == ["Mabon", "Glennon"]


def test_paragraphs_are_parted_even_without_white_space() -> None:
    header = "<abstract><p>One <name>name</name>.</p><p>Two.</p></abstract>"
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>{header}</profileDesc></teiHeader></TEI>'
    record = record_of(Edition(Source("a.xml", text)))
    assert record.abstract == "One name. Two."
