"""Crates: what they say of the texts, to programs and to people."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from kits import BARE, FULL, OFFICE, ORCID, SOURCE, checked, collection, contents, made, said
from lxml import html

from tei.deposit.collection import Collection
from tei.deposit.record import Contributor, Identifier, Licence, Place, Related, Title
from tei.deposit.rocrate import TARGET
from tei.deposit.rocrate.graph import UNLICENSED
from tei.deposit.rocrate.page import LISTED, page
from tei.render.agents import Affiliation, Agent

BOTH = collection(FULL, "d1", "d2", url="https://example.org/", email="me@example.org")


def entities(folder: Path, of: Collection) -> dict[str, Any]:
    crate = json.loads((made(TARGET, folder, of) / "ro-crate-metadata.json").read_text("utf-8"))
    return {each["@id"]: each for each in crate["@graph"]}


def test_a_crate_is_sound_and_the_same_each_time(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    assert checked(TARGET, kit) == []
    files = contents(kit)
    assert files == contents(made(TARGET, tmp_path / "b", BOTH))
    assert list(files) == ["ro-crate-metadata.json", "ro-crate-preview.html", "tei/d1.xml", "tei/d2.xml"]
    assert files["tei/d1.xml"] == BOTH.resources[0].data


def test_the_root_says_what_the_header_says(tmp_path: Path) -> None:
    known = entities(tmp_path / "a", BOTH)
    root = known["./"]
    named = {key: value for key, value in root.items() if isinstance(value, str)}
    assert named == {
        "@id": "./", "@type": "Dataset", "name": "Zwei Télégrammes 電報", "alternateName": "An example",
        "description": "Two telegrams.", "datePublished": "2026-05-01", "temporalCoverage": "1955-01-01/1957-12-31",
        "version": "2.1", "url": "https://example.org/",
    }  # fmt: skip
    assert (root["keywords"], root["inLanguage"]) == (["Diplomacy", "Japan"], ["en", "ja"])
    assert root["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert known[root["license"]["@id"]]["identifier"] == "CC-BY-4.0"
    assert [known[each["@id"]]["name"] for each in root["author"]] == ["John Foster Dulles", "Department of State"]
    assert root["editor"] == {"@id": ORCID}
    assert known[ORCID] == {
        "@id": ORCID, "@type": "Person", "name": "John P. Glennon Jr.", "givenName": "John P.",
        "familyName": "Glennon", "honorificSuffix": "Jr.",
    }  # fmt: skip
    publisher = known[root["publisher"]["@id"]]
    assert (publisher["@type"], publisher["name"]) == ("Organization", "The makers")
    assert known[publisher["contactPoint"]["@id"]]["email"] == "me@example.org"
    assert known["https://doi.org/10.13039/1"]["description"] == "A grant, G-1"
    assert known["https://doi.org/10.5281/zenodo.1003150"]["@type"] == "PropertyValue"
    assert known[root["citation"]["@id"]]["@id"] == "https://x.org/"
    assert known[root["isPartOf"]["@id"]]["name"] == "The series"
    assert known[root["about"]["@id"]]["name"] == "Diplomacy"
    tokyo, washington = (known[each["@id"]] for each in root["spatialCoverage"])
    assert known[tokyo["geo"]["@id"]]["latitude"] == "35.68"
    assert "geo" not in washington


def test_each_file_is_described(tmp_path: Path) -> None:
    known = entities(tmp_path / "a", BOTH)
    assert known["./"]["hasPart"] == [{"@id": "tei/d1.xml"}, {"@id": "tei/d2.xml"}]
    file = known["tei/d1.xml"]
    first = BOTH.resources[0]
    assert (file["contentSize"], file["sha256"]) == (str(len(first.data)), first.digest)
    assert (file["encodingFormat"], file["dateModified"]) == ("application/tei+xml", "2026-05-02T10:00:00Z")
    assert known[file["isBasedOn"]["@id"]]["pagination"] == "1–3"
    assert "pagination" not in known[known["./"]["isBasedOn"]["@id"]]
    assert "author" not in file


def test_a_file_by_others_says_by_whom(tmp_path: Path) -> None:
    first, second = BOTH.resources
    other = replace(second, record=replace(second.record, creators=(OFFICE,)))
    known = entities(tmp_path / "a", replace(BOTH, resources=(first, other)))
    assert known[known["tei/d2.xml"]["author"]["@id"]]["name"] == "Department of State"


def test_what_nobody_knows_is_left_out_but_what_must_be_there(tmp_path: Path) -> None:
    of = collection(BARE)
    known = entities(tmp_path / "a", of)
    assert checked(TARGET, tmp_path / "a") == []
    assert known["./"] == {
        "@id": "./", "@type": "Dataset", "name": "d1", "description": "d1, as TEI XML.", "datePublished": "2026-05-02",
        "license": UNLICENSED, "hasPart": {"@id": "tei/d1.xml"},
    }  # fmt: skip


def test_identifiers_sponsors_and_licences_that_lead_nowhere(tmp_path: Path) -> None:
    record = replace(
        FULL,
        identifiers=(Identifier("frus", "v23"), Identifier("frus", "v23p1"), Identifier("Handle", "1/2")),
        contributors=(Contributor(OFFICE, "Sponsor"),),
        licences=(Licence("Ours"),),
        related=(Related("IsDerivedFrom", "", Identifier("DOI", "10.1234/5")), SOURCE),
        places=(Place("Tokyo"), Place("Tokyo")),
    )
    known = entities(tmp_path / "a", collection(record))
    root = known["./"]
    assert [known[each["@id"]]["value"] for each in root["identifier"]] == ["v23", "v23p1", "1/2"]
    assert root["identifier"][2] == {"@id": "https://hdl.handle.net/1/2"}
    assert (root["license"], known[root["sponsor"]["@id"]]["name"]) == ("Ours", "Department of State")
    doi, book = (known[each["@id"]] for each in root["isBasedOn"])
    assert (doi["@id"], doi["name"], doi["identifier"]) == ("https://doi.org/10.1234/5", "10.1234/5", "10.1234/5")
    assert (book["identifier"], book["volumeNumber"]) == ("0-16-024348-0", "XXIII")
    assert root["spatialCoverage"][0] == root["spatialCoverage"][1]
    assert checked(TARGET, tmp_path / "a") == []


def test_another_library_reads_it(tmp_path: Path) -> None:
    reader = pytest.importorskip("rocrate.rocrate", reason="rocrate is not installed")
    crate = reader.ROCrate(made(TARGET, tmp_path / "a", BOTH))
    assert (crate.name, crate.metadata.version) == ("Zwei Télégrammes 電報", "1.2")
    assert [each.id for each in crate.data_entities] == ["tei/d1.xml", "tei/d2.xml"]
    assert crate.root_dataset["editor"].id == ORCID
    assert crate.preview.id == "ro-crate-preview.html"


def test_where_an_author_works_is_an_entity(tmp_path: Path) -> None:
    body = Affiliation("An Academy", "https://ror.org/00ayhx656")
    people = (
        Agent("A, B", "A", "B", affiliations=(body,)),
        Agent("An Office", organisation=True, affiliations=(body,)),
    )
    known = entities(tmp_path / "a", collection(replace(BARE, creators=people)))
    person, office = (known[each["@id"]] for each in known["./"]["author"])
    assert person["affiliation"] == office["parentOrganization"] == {"@id": body.address}
    assert known[body.address] == {"@id": body.address, "@type": "Organization", "name": "An Academy"}


def test_the_page_is_for_people(tmp_path: Path) -> None:
    shown = html.document_fromstring((made(TARGET, tmp_path / "a", BOTH) / "ro-crate-preview.html").read_text("utf-8"))
    assert shown.get("lang") == "en"
    assert (shown.findtext(".//title"), shown.findtext(".//h1")) == ("Zwei Télégrammes 電報",) * 2
    facts = " ".join(shown.find(".//dl").text_content().split())
    assert facts.startswith("By John Foster Dulles Department of State Edited by John P. Glennon Jr. With Department")
    assert {"https://creativecommons.org/licenses/by/4.0/", ORCID} <= {a.get("href") for a in shown.iter("a")}
    assert [a.get("href") for a in shown.iterfind(".//li/a")] == ["tei/d1.xml", "tei/d2.xml"]
    assert not list(shown.iter("script", "link", "img"))


def test_nothing_in_a_header_becomes_part_of_the_page(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    record = replace(FULL, titles=(Title(evil),), licences=(Licence(evil, "javascript:alert(1)"),), publisher=evil)
    kit = made(TARGET, tmp_path / "a", collection(record))
    text = (kit / "ro-crate-preview.html").read_text("utf-8")
    assert "<script" not in text
    assert "javascript:" not in text
    assert checked(TARGET, kit) == []


def test_the_page_lists_no_more_than_can_be_read() -> None:
    parts = [{"@id": f"tei/{n}.xml", "name": str(n), "contentSize": "1"} for n in range(LISTED + 1200)]
    root = {"@id": "./", "name": "Many", "hasPart": [{"@id": each["@id"]} for each in parts]}
    text = page(collection(BARE), [root, *parts])
    assert text.count("<li>") == LISTED
    assert "2,200 files" in text
    assert "And 1,200 more" in text


def changed(name: str, value: object, id: str = "./") -> Callable[[dict[str, Any]], None]:
    def change(crate: dict[str, Any]) -> None:
        entity = next(each for each in crate["@graph"] if each["@id"] == id)
        if value is None:
            del entity[name]
        else:
            entity[name] = value

    return change


def described(**said: str) -> Callable[[dict[str, Any]], None]:
    return lambda crate: crate["@graph"].append(
        {f"@{key}" if key in ("id", "type") else key: said[key] for key in said}
    )


DESCRIPTOR = "ro-crate-metadata.json"


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda crate: crate.clear(), "it has no @graph"),
        (lambda crate: crate.pop("@context"), "it has no @context"),
        (described(id="./", type="Dataset"), "two entities have one @id"),
        (described(id="x"), "each with @id and @type"),
        (changed("conformsTo", None, DESCRIPTOR), "does not say to which version of RO-Crate it conforms"),
        (changed("conformsTo", {"@id": "https://example.org/1.2"}, DESCRIPTOR), "does not say to which version"),
        (changed("about", {"@id": "tei/d1.xml"}, DESCRIPTOR), "is about no Dataset"),
        (changed("about", {"@id": "nothing"}, DESCRIPTOR), "about of ro-crate-metadata.json is nothing"),
        (changed("license", None), "the root lacks license"),
        (changed("datePublished", "May"), "datePublished is no date of ISO 8601: May"),
        (changed("publisher", {"@id": "tei/d1.xml"}), "is neither a Person nor an Organization"),
        (changed("author", {"@id": "#nobody"}), "author of ./ is #nobody, which is not described"),
        (changed("hasPart", [{"@id": "tei/d1.xml"}]), "tei/d2.xml is no part of the root"),
        (changed("contentSize", "1", "tei/d1.xml"), "and contentSize says 1"),
        (changed("sha256", None, "tei/d1.xml"), "is not the file with this sha256"),
        (described(id="../x.xml", type="File"), "../x.xml leads out of the crate"),
        (described(id="/x.xml", type="File"), "/x.xml leads out of the crate"),
        (described(id="tei/x.xml", type="File"), "tei/x.xml is not there"),
    ],
)
def test_what_would_be_refused_is_told(tmp_path: Path, change: Callable[[Any], object], wanted: str) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    file = kit / DESCRIPTOR
    crate = json.loads(file.read_text("utf-8"))
    change(crate)
    file.write_text(json.dumps(crate), "utf-8")
    assert wanted in said(TARGET, kit)


def test_what_is_elsewhere_need_not_be_here(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    crate = json.loads((kit / DESCRIPTOR).read_text("utf-8"))
    described(id="https://example.org/x.xml", type="File")(crate)
    (kit / DESCRIPTOR).write_text(json.dumps(crate), "utf-8")
    assert checked(TARGET, kit) == []


def test_files_that_are_wrong_are_told(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    (kit / "more.txt").write_text("more")
    (kit / "ro-crate-preview.html").write_text("<p>")
    assert said(TARGET, kit).splitlines() == [
        "more.txt is not described",
        "it does not begin as a page of HTML5 does",
    ]
    (kit / DESCRIPTOR).write_text("{", "utf-8")
    assert said(TARGET, kit).startswith("it cannot be read")
    (kit / DESCRIPTOR).unlink()
    assert said(TARGET, kit) == "there is no ro-crate-metadata.json"
