"""Tables, linked data and letters of invented texts: what is in them, and that it hangs together."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from lxml import etree

from tei.core.authority import Authority
from tei.core.edition import NS, XML_ID, Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit.collection import Collection, collect
from tei.deposit.entities import TARGET
from tei.deposit.entities.rows import faults
from tei.deposit.entities.tables import TABLES, said
from tei.deposit.schemas import Schemas

PROFILE = Profile.load("frus")
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title>{editor}</titleStmt><publicationStmt>"
    "<publisher>The Press</publisher><date when='2001'/>{licence}</publicationStmt><sourceDesc><bibl>A book</bibl>"
    "</sourceDesc></fileDesc>{profile}</teiHeader>"
)
PEOPLE = (
    "<standOff><listPerson>"
    "<person xml:id='ada'><persName>Lovelace, Ada</persName><persName>Byron, Ada</persName><birth when='1815-12-10'/>"
    "<death when='1852-11-27'/><occupation from='1842' to='1843'>Writer of notes</occupation>"
    "<idno type='VIAF'>8180</idno><idno type='GND'>119232022</idno></person>"
    "<person xml:id='nobody'><persName>=1+1</persName></person>"
    "<org xml:id='club'><orgName>The Club</orgName></org></listPerson>"
    "<listPlace><place xml:id='rome'><placeName>Rome</placeName><location><geo>-41.9 12.5</geo></location>"
    "<idno type='GeoNames'>3169070</idno></place></listPlace></standOff>"
)
LETTER = (
    "<profileDesc><correspDesc><correspAction type='sent'><persName corresp='#ada'>Ada</persName>"
    "<placeName ref='#rome'>Rome</placeName><date notBefore='1843-07-01' notAfter='1843-07-31'>July</date>"
    "</correspAction><correspAction type='received'><persName ref='https://d-nb.info/gnd/116182516'>Charles</persName>"
    "<placeName ref='https://www.geonames.org/2643743'>London</placeName></correspAction></correspDesc></profileDesc>"
)
BODY = (
    "<text><body><div type='document' n='1' xml:id='l1'><head>1. Letter</head>"
    "<p>Dear, <persName corresp='#ada'>Ada</persName> and <persName corresp='#ada'>she</persName> of "
    "<placeName corresp='#rome'>Rome</placeName>, <orgName corresp='#club'>the Club</orgName>, "
    "<date when='1843-07-02'>2 July</date>, <date from='1843' to='1844'>then</date>, <date>once</date>.</p>"
    "</div></body></text>"
)


def edition(name: str, header: str = LETTER, body: str = BODY, **given: str) -> Edition:
    told = HEADER.format(
        **{"title": name, "editor": "<editor>Doe, Jane</editor>", "licence": "", **given, "profile": header}
    )
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{told}{PEOPLE}{body}</TEI>'
    return Edition(Source(f"{name}.xml", text))


def volume(name: str) -> Edition:
    documents = "".join(
        f"<div type='document' n='{n}' xml:id='d{n}'><head>{n}. Telegram From <persName type='from'>Bo</persName> to "
        f"<orgName type='to'>the Office</orgName></head><dateline><placeName>Paris</placeName>, "
        f"<date when='1950-01-0{n}T10:00:00'>day {n}</date></dateline>"
        "<p>To <persName corresp='#ada'>A.</persName></p></div>"
        for n in (1, 2)
    )
    return edition(name, "", f"<text><body>{documents}</body></text>")


def collected(*editions: Edition, url: str = "https://example.org/e/", email: str = "jane@example.org") -> Collection:
    return collect([(each, "2020-02-02T00:00:00Z") for each in editions], PROFILE, Authority(), url=url, email=email)


def made(folder: Path, *editions: Edition, **given: str) -> Path:
    TARGET.make(collected(*editions, **given), folder)
    return folder


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: said(value) for key, value in row.items()} for row in csv.DictReader(file)]


def graph(folder: Path) -> dict[str, dict[str, object]]:
    found = json.loads((folder / "entities.jsonld").read_text("utf-8"))
    return {node["@id"]: node for node in found["@graph"]}


def filled(row: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in row.items() if value}


def test_a_kit_of_a_letter_is_sound(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"))
    assert list(TARGET.check(tmp_path, Schemas())) == []
    assert {path.name for path in tmp_path.iterdir()} == {
        *(table.file for table in TABLES),
        "csv-metadata.json",
        "entities.jsonld",
        "cmif.xml",
    }


def test_the_tables_have_who_and_what_is_described_and_how_often_it_is_named(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"))
    odd, ada = rows(tmp_path, "persons")
    assert filled(odd) == {"id": "nobody", "name": "=1+1", "mentions": "0", "documents": "0"}
    assert filled(ada) == {
        "id": "ada",
        "name": "Lovelace, Ada",
        "forms": "Byron, Ada",
        "birth": "1815-12-10",
        "death": "1852-11-27",
        "about": "Writer of notes, 1842–1843",
        "identifiers": "https://viaf.org/viaf/8180\nhttps://d-nb.info/gnd/119232022",
        "mentions": "2",
        "documents": "1",
    }
    (rome,) = rows(tmp_path, "places")
    assert (rome["latitude"], rome["longitude"], rome["mentions"]) == ("-41.9", "12.5", "1")
    assert [filled(row) for row in rows(tmp_path, "mentions")] == [
        {"document": "l1", "person": "ada", "times": "2"},
        {"document": "l1", "organisation": "club", "times": "1"},
        {"document": "l1", "place": "rome", "times": "1"},
    ]
    assert [filled(row) for row in rows(tmp_path, "dates")] == [
        {"document": "l1", "number": "1", "text": "2 July", "when": "1843-07-02"},
        {"document": "l1", "number": "2", "text": "then", "from": "1843", "to": "1844"},
    ]


def test_what_a_spreadsheet_would_reckon_has_an_apostrophe_in_the_file(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"))
    assert "\r\nnobody,'=1+1," in (tmp_path / "persons.csv").read_bytes().decode()


def test_letters_have_their_two_sides(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"))
    (letter,) = rows(tmp_path, "letters")
    assert filled(letter) == {
        "document": "l1",
        "sender": "Ada",
        "receiver": "Charles",
        "origin": "Rome",
        "destination": "London",
        "notBefore": "1843-07-01",
        "notAfter": "1843-07-31",
    }
    sent, received = rows(tmp_path, "correspondents")
    assert (sent["role"], sent["person"]) == ("sent", "ada")
    assert (received["name"], received["identifiers"]) == ("Charles", "https://d-nb.info/gnd/116182516")


def test_cmif_says_of_a_letter_what_correspsearch_wants(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"))
    root = etree.parse(str(tmp_path / "cmif.xml")).getroot()
    (letter,) = root.iterfind(".//tei:correspDesc", NS)
    (bibl,) = root.iterfind(".//tei:bibl", NS)
    assert dict(letter.attrib) == {"key": "1", "ref": "https://example.org/e/l1.html", "source": f"#{bibl.get(XML_ID)}"}
    names = [(e.text, e.get("ref")) for e in letter.iter("{*}persName", "{*}placeName")]
    assert names == [
        ("Lovelace, Ada", "https://d-nb.info/gnd/119232022"),
        ("Rome", "https://www.geonames.org/3169070"),
        ("Charles", "https://d-nb.info/gnd/116182516"),
        ("London", "https://www.geonames.org/2643743"),
    ]
    assert [dict(date.attrib) for date in letter.iter("{*}date")] == [
        {"notBefore": "1843-07-01", "notAfter": "1843-07-31"}
    ]
    editor = root.find(".//tei:editor", NS)
    assert editor is not None
    assert editor.text == "Jane Doe "
    assert editor.findtext("{*}email") == "jane@example.org"
    assert root.findtext(".//tei:idno[@type='url']", namespaces=NS) == "https://example.org/e/entities/cmif.xml"


def test_linked_data_join_documents_and_entities(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"))
    nodes = graph(tmp_path)
    message = nodes["https://example.org/e/l1.html"]
    assert message["@type"] == "Message"
    assert message["sender"] == [{"@id": "#ada"}]
    assert message["recipient"] == [
        {"@type": "Person", "name": "Charles", "sameAs": ["https://d-nb.info/gnd/116182516"]}
    ]
    assert message["mentions"] == [{"@id": "#ada"}, {"@id": "#club"}, {"@id": "#rome"}]
    assert nodes["#rome"]["geo"] == {"@type": "GeoCoordinates", "latitude": -41.9, "longitude": 12.5}
    assert nodes["#club"]["@type"] == "Organization"


def test_volumes_are_never_mixed(tmp_path: Path) -> None:
    made(tmp_path, volume("v1"), volume("v2"), edition("l1"))
    assert list(TARGET.check(tmp_path, Schemas())) == []
    ids = {row["id"]: row["mentions"] for row in rows(tmp_path, "persons")}
    assert (ids["v1/ada"], ids["v2/ada"], ids["ada"]) == ("2", "2", "2")
    addresses = [row["address"] for row in rows(tmp_path, "documents")]
    assert addresses == [
        f"https://example.org/e/{path}.html" for path in ("v1/d1", "v1/d2", "v2/d1", "v2/d2", "documents/l1")
    ]
    root = etree.parse(str(tmp_path / "cmif.xml")).getroot()
    assert len(root.findall(".//tei:bibl", NS)) == 3
    letter = root.find(".//tei:correspDesc", NS)
    assert letter is not None
    assert [(etree.QName(e).localname, e.text) for e in letter.iter("{*}persName", "{*}orgName", "{*}placeName")] == [
        ("persName", "Bo"),
        ("placeName", "Paris"),
        ("orgName", "the Office"),
    ]
    assert [dict(date.attrib) for date in letter.iter("{*}date")] == [{"when": "1950-01-01"}]


def test_a_volume_alone_needs_no_names_before_its_ids(tmp_path: Path) -> None:
    made(tmp_path, volume("v1"))
    assert {row["id"] for row in rows(tmp_path, "persons")} == {"ada", "nobody"}
    assert next(row["address"] for row in rows(tmp_path, "documents")) == "https://example.org/e/d1.html"


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        made(folder, edition("l1"), volume("v1"))
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_without_letters_there_is_no_index_of_them(tmp_path: Path) -> None:
    made(tmp_path, edition("l1", ""))
    assert not (tmp_path / "cmif.xml").exists()
    assert list(TARGET.check(tmp_path, Schemas())) == []


def test_who_is_not_named_is_unknown(tmp_path: Path) -> None:
    action = "<correspAction type='sent'><name>Z</name></correspAction>"
    header = f"<profileDesc><correspDesc>{action}</correspDesc></profileDesc>"
    made(tmp_path, edition("l1", header, editor=""), email="")
    assert list(TARGET.check(tmp_path, Schemas())) == []
    root = etree.parse(str(tmp_path / "cmif.xml")).getroot()
    assert [e.text for e in root.iterfind(".//tei:correspAction/*", NS)] == ["Z", "Unknown"]
    assert root.findtext(".//tei:editor", namespaces=NS) == "The Press"


def test_a_letter_was_sent_when_its_correspondence_says_not_when_the_text_was_made(tmp_path: Path) -> None:
    made(tmp_path, edition("l1", f"<profileDesc><creation><date when='1850'/></creation>{LETTER[13:]}"))
    root = etree.parse(str(tmp_path / "cmif.xml")).getroot()
    (date,) = root.iterfind(".//tei:correspAction/tei:date", NS)
    assert dict(date.attrib) == {"notBefore": "1843-07-01", "notAfter": "1843-07-31"}


def test_a_kit_that_has_no_address_is_told(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"), url="")
    (told,) = TARGET.check(tmp_path, Schemas())
    assert (told.code, told.severity) == ("P867", "info")
    assert "--url" in told.help


LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        ("persons.csv", "id,name", "ID,name", "has not the columns"),
        ("persons.csv", "ada,", "ada,more,", "cells, not 9"),
        ("persons.csv", "nobody,", "ada,", "stands in two rows"),
        ("persons.csv", ",0,0", ",no,0", "is no nonNegativeInteger"),
        ("persons.csv", "nobody,", ",", "id is empty"),
        ("persons.csv", "id,name", 'id,"name', "cannot be read"),
        ("places.csv", "-41.9", "'-41.9 N", "is no decimal"),
        ("places.csv", "https://www", "https://w w", "is no anyURI"),
        ("letters.csv", "l1,", "l2,", "there is no 'l2' in documents.csv"),
        ("csv-metadata.json", '"tables"', '"table"', "it lacks 'tables'"),
        ("csv-metadata.json", "{", "", "cannot be read"),
        ("entities.jsonld", "@graph", "graph", "is no graph"),
        ("entities.jsonld", "https://schema.org/", "http://example.org/", "not of schema.org"),
        ("entities.jsonld", '"@id": "#nobody"', '"@id": "#ada"', "given to more than one node"),
        ("entities.jsonld", '"mentions": [{"@id": "#ada"}', '"mentions": [{"@id": "#eve"}', "there is no node '#eve'"),
        ("cmif.xml", LICENCE, "https://example.org/", "the licence is not"),
        ("cmif.xml", "correspAction type=\"received\"", "correspAction type=\"read\"", "lacks who received it"),
        ("cmif.xml", "persName", "objectName", "has no name of who"),
        ("cmif.xml", "1843-07-01", "1843-07-01T00:00:00", "no YYYY-MM-DD"),
        ("cmif.xml", 'source="#', 'source="#x', "is from no source"),
        ("cmif.xml", 'type="url"', 'type="uri"', "lacks publicationStmt/idno[@type='url']"),
        ("cmif.xml", 'xml:id="', 'xml:id="x', "is no UUID"),
        ("cmif.xml", "<text", "<test", ""),
        ("cmif.xml", "correspDesc", "correspondence", "correspondence"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_kit_is_told(tmp_path: Path, file: str, old: str, new: str, wanted: str) -> None:
    made(tmp_path, edition("l1"))
    path = tmp_path / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    found = list(TARGET.check(tmp_path, Schemas()))
    assert any(wanted in each.message for each in found), [str(each) for each in found]
    assert all(each.severity == "error" for each in found)


def test_tables_that_are_not_there_are_told(tmp_path: Path) -> None:
    made(tmp_path, edition("l1"))
    (tmp_path / "letters.csv").unlink()
    assert any("letters.csv cannot be read" in each.message for each in TARGET.check(tmp_path, Schemas()))


def test_long_cells_are_read_and_others_read_as_before(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    cell = "x" * (before + 1)
    (tmp_path / "a.csv").write_text(f"id\n{cell}\n")
    described = {"tables": [{"url": "a.csv", "tableSchema": {"columns": [{"name": "id"}]}}]}
    assert list(faults(tmp_path, described)) == []
    assert csv.field_size_limit() == before
