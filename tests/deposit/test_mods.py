"""Records as MODS, and as DataCite in kits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from kits import BARE, FULL, checked, collection, made
from lxml import etree
from records import RECORDS

from tei.deposit import TARGETS
from tei.deposit.datacite import datacite, read
from tei.deposit.mods import MODS, TARGET, mods
from tei.deposit.record import UNKNOWN, Dated, Identifier, Record, Related, Title
from tei.render.agents import Affiliation, Agent

NS = {"m": MODS, "x": "http://www.w3.org/1999/xlink", "d": "http://datacite.org/schema/kernel-4"}


def found(record: Record, path: str, **said: bool) -> list[str]:
    result = mods(record, "https://example.org/", **said).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return list(map(str, result))


SAID = (
    ("m:titleInfo[@usage='primary']/m:title/text()", ["Zwei Télégrammes 電報"]),
    ("m:titleInfo/m:subTitle/text()", ["An example"]),
    ("m:name/m:role/m:roleTerm/text()", ["aut", "aut", "edt", "mrk", "fnd"]),
    ("m:name[1]/@valueURI", ["https://viaf.org/viaf/27864106"]),
    ("m:name[3]/m:namePart[@type='termsOfAddress']/text()", ["Jr."]),
    ("m:name[3]/m:nameIdentifier/@type", ["orcid"]),
    ("m:originInfo/m:dateIssued[@keyDate='yes']/text()", ["2026-05-01"]),
    ("m:originInfo/m:dateCreated/@point", ["start", "end"]),
    ("m:language/m:languageTerm[@authority='iso639-2b']/text()", ["eng", "jpn"]),
    ("m:subject[1]/m:topic/@valueURI", ["https://id.loc.gov/authorities/subjects/sh1"]),
    ("m:subject/m:cartographics/m:coordinates/text()", ["35.68, 139.77"]),
    ("m:accessCondition/@x:href", ["https://creativecommons.org/licenses/by/4.0/"]),
    ("m:relatedItem/@type", ["original", "series", "references"]),
    ("m:relatedItem[@type='original']/m:part/m:extent/m:end/text()", ["3"]),
    ("m:identifier/@type", ["doi", "frus"]),
    ("m:location/m:url/text()", ["https://example.org/", "https://doi.org/10.5281/zenodo.1003150"]),
    ("m:recordInfo/m:recordIdentifier/text()", ["10.5281/zenodo.1003150"]),
)


@pytest.mark.parametrize(("path", "values"), SAID)
def test_everything_has_its_element(path: str, values: list[str]) -> None:
    assert found(FULL, path) == values


def test_what_is_rare_has_its_element_too() -> None:
    agent = Agent("Ada", affiliations=(Affiliation("A body", "https://ror.org/018mejw64"),))
    host = Related("IsPartOf", "Volume", None, "2", "7")
    record = Record(
        titles=(Title("Sub", "Subtitle"), Title("Main", language="en"), Title("Alt", "TranslatedTitle", "de")),
        creators=(agent,),
        dates=(Dated("Coverage", "1914/1918"), Dated("Other", "1920")),
        languages=("grc", "de-AT"),
        related=(Related("IsPartOf", "Series", None, "4"), host, Related("Reviews", "A book")),
    )
    assert found(record, "m:titleInfo/@type") == ["alternative", "translated"]
    assert found(record, "m:name/m:affiliation/@valueURI") == ["https://ror.org/018mejw64"]
    assert found(record, "m:subject/m:temporal/text()") == ["1914", "1918"]
    assert found(record, "m:originInfo/m:dateOther[@type='other']/text()") == ["1920"]
    assert found(record, "m:language/m:languageTerm/text()") == ["grc", "ger", "de-AT"]
    assert found(record, "m:relatedItem[@type='series']/m:titleInfo/m:partNumber/text()") == ["4"]
    assert found(record, "m:relatedItem[@type='host']/m:part/m:detail/m:number/text()") == ["2"]
    assert found(record, "m:relatedItem/@otherType") == ["Reviews"]
    assert found(record, "m:typeOfResource/@collection", several=True) == ["yes"]


@given(RECORDS)
@settings(max_examples=20, deadline=None)
def test_any_record_has_a_title_and_no_empty_element(record: Record) -> None:
    element = mods(record)
    assert element.find("m:titleInfo/m:title", NS) is not None
    assert [each.tag for each in element.iter() if not len(each) and not each.text] == []


def test_a_kit_of_mods_is_judged(tmp_path: Path) -> None:
    folder = made(TARGET, tmp_path / "kit", collection(FULL, "a", "b"))
    assert {each.code for each in checked(TARGET, folder)} == {"P861"}
    bare = made(TARGET, tmp_path / "bare", collection(BARE, "a"))
    assert "P862" in {each.code for each in checked(TARGET, bare)}


def test_a_kit_of_datacite_says_what_its_parts_are(tmp_path: Path) -> None:
    target = TARGETS.load("datacite")
    folder = made(target, tmp_path / "kit", collection(FULL, "a", "b"))
    whole = read(etree.parse(str(folder / "collection.xml")).getroot())
    number = Identifier("DOI", "10.5281/zenodo.1003150")
    assert list(whole.relatives("HasPart")) == [Related("HasPart", FULL.title, number)]
    assert {each.code for each in checked(target, folder)} == {"P861"}
    text = (folder / "collection.xml").read_text(encoding="utf-8")
    (folder / "collection.xml").write_text(text.replace("The makers", ""), encoding="utf-8")
    assert "<publisher> is mandatory and says nothing" in [each.message for each in checked(target, folder)]


def test_what_is_not_known_has_its_standard_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    element = datacite(BARE, "https://example.org/")
    assert element.findtext("d:publicationYear", namespaces=NS) == "1970"
    assert element.findtext("d:identifier", namespaces=NS) == ":tba"
    assert element.findtext("d:publisher", namespaces=NS) == UNKNOWN
    assert element.findtext("d:alternateIdentifiers/*", namespaces=NS) == "https://example.org/"
    assert read(datacite(BARE)) == BARE


def test_a_file_of_somebody_else_is_read() -> None:
    year = datacite(replace(FULL, dates=()))
    for date in year.findall("d:dates", NS):
        year.remove(date)
    assert read(year).dates == (Dated("Issued", year.findtext("d:publicationYear", namespaces=NS) or ""),)
    odd = replace(FULL, languages=("zh_TW",), contributors=())
    assert read(datacite(odd)).languages == ("zh_TW",)
