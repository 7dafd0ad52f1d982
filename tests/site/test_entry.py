"""What a file says of persons, organisations, places and terms, and where identifiers lead."""

from __future__ import annotations

import pytest

from tei.core.edition import Edition
from tei.render.identifiers import identifier
from tei.site.registers.entry import RegisterEntry, Statement, described


def entries(stand_off: str) -> list[RegisterEntry]:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>{stand_off}</standOff><text><body><p/></body></text></TEI>"
    )
    return list(described(Edition.decode(xml.encode(), "x.xml").tree))


def test_a_person() -> None:
    (person,) = entries(
        "<listPerson><person xml:id='a'><persName><forename>John</forename> <surname>Doe</surname></persName>"
        "<persName>J.  Doe</persName><persName>J. Doe</persName><persName/><birth when='1888-02-25'/>"
        "<death><date>in May 1959</date></death><occupation from='1953-01-21' to='1959'>Secretary of State</occupation>"
        "<occupation when='1950'>Adviser</occupation><note notBefore='1960'>Later</note><desc/>"
        "<listRelation><relation/></listRelation><idno type='VIAF'>123</idno><idno/></person></listPerson>"
    )
    assert (person.id, person.kind, person.name, person.forms) == ("a", "Persons", "Doe, John", ("J. Doe",))
    assert person.about == "Secretary of State, 1953–1959; Adviser, 1950; Later, 1960–"
    assert person.life == "1888–in May 1959"
    assert person.dates == [("Born", "February 25, 1888")]
    assert [(each.authority, each.address) for each in person.identifiers] == [("VIAF", "https://viaf.org/viaf/123")]


@pytest.mark.parametrize(
    ("birth", "death", "life"),
    [("1888", "1959", "1888–1959"), ("1888", "", "born 1888"), ("", "1959", "died 1959"), ("", "", "")],
)
def test_the_years_of_a_life(birth: str, death: str, life: str) -> None:
    assert RegisterEntry("a", "Persons", "A", birth=birth, death=death).life == life


def test_places_organisations_groups_terms_and_what_has_no_name() -> None:
    found = entries(
        "<listPlace><place xml:id='p'><placeName ref='https://www.geonames.org/2950159'>Berlin</placeName>"
        "<location><geo>52.52 13.40</geo></location><place xml:id='q'><placeName>Mitte</placeName></place></place>"
        "</listPlace><listOrg><org xml:id='o' sameAs='#x http://viaf.org/viaf/1'><orgName>Bank</orgName></org></listOrg>"
        "<listPerson><personGrp xml:id='g'><name>Clerks</name></personGrp><person xml:id='nobody'/></listPerson>"
        "<list><label><term xml:id='t'>NA</term></label><item>Northeast Asia</item></list><list>"
        "<item xml:id='u'>U</item></list>"
    )
    assert [(each.id, each.kind, each.name, each.about) for each in found] == [
        ("p", "Places", "Berlin", ""),
        ("q", "Places", "Mitte", ""),
        ("o", "Organisations", "Bank", ""),
        ("g", "Persons", "Clerks", ""),
        ("nobody", "Persons", "nobody", ""),
        ("t", "Terms", "NA", "Northeast Asia"),
        ("u", "Terms", "U", ""),
    ]
    assert found[0].geo == (52.52, 13.4)
    assert found[0].position == "52.52° N, 13.4° E"
    assert [(i.authority, i.address) for i in found[0].identifiers] == [
        ("GeoNames", "https://www.geonames.org/2950159")
    ]
    assert [(i.authority, i.address) for i in found[2].identifiers] == [("VIAF", "http://viaf.org/viaf/1")]


@pytest.mark.parametrize(
    ("geo", "said"),
    [
        ("-33.9, -18.4", "33.9° S, 18.4° W"),
        ("0 0", "0° N, 0° E"),
        ("91 0", ""),
        ("0 181", ""),
        ("52", ""),
        ("north", ""),
    ],
)
def test_degrees(geo: str, said: str) -> None:
    (place,) = entries(f"<place xml:id='p'><placeName>P</placeName><location><geo>{geo}</geo></location></place>")
    assert place.position == said


@pytest.mark.parametrize(
    ("name", "order", "letter"),
    [
        ("Émile", "emile", "E"),
        ("“Quoted”", "quoted”", "Q"),
        ("10 Downing Street", "10 downing street", "#"),
        ("", "", "#"),
    ],
)
def test_where_a_name_is_filed(name: str, order: str, letter: str) -> None:
    entry = RegisterEntry("a", "Persons", name)
    assert (entry.order, entry.letter) == (order, letter)


def test_a_statement_with_the_same_year_twice_says_it_once() -> None:
    assert str(Statement("Clerk", "1955-01", "1955-12")) == "Clerk, 1955"


@pytest.mark.parametrize(
    ("type", "value", "authority", "address"),
    [
        ("VIAF", "12345", "VIAF", "https://viaf.org/viaf/12345"),
        ("viaf_id", "viaf:12345", "VIAF", "https://viaf.org/viaf/12345"),
        ("GND", "118540238", "GND", "https://d-nb.info/gnd/118540238"),
        ("PND", "gnd/11854023X", "GND", "https://d-nb.info/gnd/11854023X"),
        ("wikidata", "Q42", "Wikidata", "https://www.wikidata.org/entity/Q42"),
        ("ORCID", "0000-0002-1825-0097", "ORCID", "https://orcid.org/0000-0002-1825-0097"),
        ("ISNI", "0000 0001 2103 2683", "ISNI", "https://isni.org/isni/0000000121032683"),
        ("GeoNames", "2950159", "GeoNames", "https://www.geonames.org/2950159"),
        ("LCNAF", "n79021164", "Library of Congress", "https://id.loc.gov/authorities/names/n79021164"),
        ("LCCN", "n 79021164", "Library of Congress", "https://id.loc.gov/authorities/names/n79021164"),
        ("SNAC", "w6028r6m", "SNAC", "https://n2t.net/ark:/99166/w6028r6m"),
        ("ULAN", "500115588", "ULAN", "http://vocab.getty.edu/ulan/500115588"),
        ("TGN", "7003712", "TGN", "http://vocab.getty.edu/tgn/7003712"),
        ("AAT", "300026877", "AAT", "http://vocab.getty.edu/aat/300026877"),
        ("Pleiades", "579885", "Pleiades", "https://pleiades.stoa.org/places/579885"),
        ("VIAF", "not a number", "VIAF", ""),
        ("VIAF", "1/../2?x", "VIAF", ""),
        ("house", "7", "house", ""),
        ("", "7", "", ""),
        ("", "http://viaf.org/viaf/1", "VIAF", "http://viaf.org/viaf/1"),
        ("GND", "https://d-nb.info/gnd/1", "GND", "https://d-nb.info/gnd/1"),
        ("", "https://example.org/a", "example.org", "https://example.org/a"),
        ("house", "https://example.org/a", "house", "https://example.org/a"),
        ("", "https://", "", ""),
        ("", "https://[bad", "", ""),
        ("", 'https://example.org/"><script>', "", ""),
        ("", "javascript:alert(1)", "", ""),
    ],
)
def test_identifiers_lead_where_they_are_known_to(type: str, value: str, authority: str, address: str) -> None:
    found = identifier(type, value)
    assert (found.authority, found.value, found.address) == (authority, value, address)
