"""Records of CMDI: whatever a record says, they are as the envelope and the profile want them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from records import RECORDS

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import Collection, Schemas, collect
from tei.deposit.cmdi import TARGET, Proxy, cmdi
from tei.deposit.cmdi.rules import faults
from tei.deposit.cmdi.writing import CMD, CMDP
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
)
from tei.render.agents import Agent

NS = {"cmd": CMD, "cmdp": CMDP}
SMITH = Agent("Smith, Ann", "Smith", "Ann")
FULL = Record(
    titles=(Title("A telegram", "", "en"), Title("Another", "Subtitle")),
    creators=(SMITH,),
    contributors=(
        Contributor(Agent("Doe, Jo"), "Editor"),
        Contributor(Agent("A body"), "RightsHolder"),
        Contributor(Agent("Somebody"), "Other"),
    ),
    publisher="The editors",
    dates=(Dated("Issued", "2026"), Dated("Created", "1955/1957"), Dated("Coverage", "1955"), Dated("Other", "2025")),
    languages=("en-GB", "x-none"),
    licences=(Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),),
    identifiers=(Identifier("DOI", "10.5555/1"), Identifier("Local", "d1")),
    subjects=(Subject("Japan", "", "https://example.org/japan"),),
    places=(Place("Tokyo", "35.68", "139.76"),),
    descriptions=(Description("What it is"), Description("How", "Methods")),
    related=(
        Related("IsDerivedFrom", "A volume", None, "3"),
        Related("Cites", "", Identifier("DOI", "10.5555/2")),
        Related("Reviews", "A review"),
    ),
    fundings=(Funding("A foundation"),),
    version="2.0",
)
TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>A telegram</title></titleStmt><publicationStmt><publisher>P</publisher>{}</publicationStmt>
<sourceDesc><bibl>S</bibl></sourceDesc></fileDesc></teiHeader><text><body><p>T</p></body></text></TEI>"""


def record() -> etree._Element:
    return cmdi(FULL, [Proxy("Resource", "texts/d1.xml", "application/tei+xml"), Proxy("LandingPage", "https://a.b/")])


def said(root: etree._Element) -> list[str]:
    found = root.iterfind("cmd:Components/cmdp:OLAC-DcmiTerms/*", NS)
    return [" ".join([etree.QName(e).localname, *(f"{v}" for v in e.attrib.values()), f"= {e.text}"]) for e in found]


def test_what_a_record_says() -> None:
    assert said(record()) == [
        "abstract = What it is",
        "alternative = Another",
        "contributor editor = Doe, Jo",
        "contributor = Somebody",
        "contributor sponsor = A foundation",
        "created = 1955/1957",
        "creator = Smith, Ann",
        "date W3CDTF = 2025",
        "description = How",
        "description = Version: 2.0",
        "format IMT = application/tei+xml",
        "identifier URI = https://doi.org/10.5555/1",
        "identifier = Local: d1",
        "issued W3CDTF = 2026",
        "language eng = en-GB",
        "language = x-none",
        "license URI = https://creativecommons.org/licenses/by/4.0/",
        "publisher = The editors",
        "references URI = https://doi.org/10.5555/2",
        "relation = A review",
        "rights = CC BY 4.0",
        "rightsHolder = A body",
        "source = A volume, 3",
        "spatial = Tokyo",
        "spatial Point = east=139.76; north=35.68; name=Tokyo",
        "subject = Japan",
        "subject URI = https://example.org/japan",
        "temporal W3CDTF = 1955",
        "title en = A telegram",
        "type DCMIType = Text",
        "type primary_text = primary text",
    ]
    assert not list(faults(record()))


def test_what_nobody_knows() -> None:
    root = cmdi(Record(), [Proxy("Resource", "a.xml")], several=True)
    assert "title = :unav" in said(root)
    assert "type DCMIType = Collection" in said(root)
    assert not list(faults(root))


@given(RECORDS)
@settings(max_examples=20)
def test_whatever_a_record_says_the_profile_has_it(record: Record) -> None:
    assert not list(faults(cmdi(record, [Proxy("Resource", "a.xml")])))


def collection(url: str, *bodies: tuple[str, str, str]) -> Collection:
    editions = [(Edition(Source(f"{name}.xml", TEXT.format(idno))), changed) for name, idno, changed in bodies]
    return collect(editions, Profile.load("plain"), Authority(), url=url)


def made(folder: Path, url: str, *bodies: tuple[str, str, str]) -> list[str]:
    folder.mkdir()
    TARGET.make(collection(url, *bodies), folder)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def checked(folder: Path) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in TARGET.check(folder, Schemas()) if each.code != "P861"]


def texts(folder: Path, name: str, path: str) -> list[str]:
    return [element.text or "" for element in etree.parse(str(folder / name)).iterfind(path, NS)]


def test_a_record_for_each_text_and_one_for_all(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    doi = '<idno type="DOI">10.5555/1</idno>'
    bodies = ("d1", doi, "2026-05-01T10:00:00Z"), ("collection", "", "2026-04-01T10:00:00Z")
    assert made(kit, "https://example.org/e", *bodies) == [
        "collection-record.cmdi", "collection.cmdi", "d1.cmdi", "texts/collection.xml", "texts/d1.xml",
    ]  # fmt: skip
    references = ".//cmd:ResourceRef"
    at = "https://example.org/e/cmdi"
    assert texts(kit, "d1.cmdi", references) == [f"{at}/texts/d1.xml", "https://doi.org/10.5555/1"]
    assert texts(kit, "collection.cmdi", references) == [f"{at}/texts/collection.xml", "https://example.org/e/"]
    assert texts(kit, "collection-record.cmdi", references) == [
        "https://example.org/e/", f"{at}/d1.cmdi", f"{at}/collection.cmdi",
    ]  # fmt: skip
    assert texts(kit, "d1.cmdi", "cmd:IsPartOfList/cmd:IsPartOf") == [f"{at}/collection-record.cmdi"]
    assert texts(kit, "d1.cmdi", "cmd:Header/cmd:MdSelfLink") == [f"{at}/d1.cmdi"]
    assert texts(kit, "collection-record.cmdi", "cmd:Header/cmd:MdCreationDate") == ["2026-05-01"]
    assert (kit / "texts" / "d1.xml").read_text() == TEXT.format(doi)
    assert checked(kit) == []


def test_without_an_address_records_refer_to_what_is_beside_them(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    assert made(kit, "", ("d1", "", "")) == ["d1.cmdi", "texts/d1.xml"]
    assert texts(kit, "d1.cmdi", ".//cmd:ResourceRef") == ["texts/d1.xml"]
    assert texts(kit, "d1.cmdi", "cmd:Header/*") == ["tei", "clarin.eu:cr1:p_1288172614026", "A telegram"]
    assert [code for code, _ in checked(kit)] == ["P866"]
    (kit / "texts" / "d1.xml").unlink()
    assert [code for code, _ in checked(kit)] == ["P862", "P866"]


def test_what_is_no_record(tmp_path: Path) -> None:
    assert checked(tmp_path) == [("P862", "there is no record")]
    (tmp_path / "a.cmdi").write_text("<a")
    (tmp_path / "b.cmdi").write_text("<a/>")
    assert [code for code, _ in checked(tmp_path)][1:] == ["P862"]


def _set(path: str, text: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        found = root.find(path, NS)
        assert found is not None
        found.text = text

    return change


def _attribute(path: str, name: str, value: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        found = root.find(path, NS)
        assert found is not None
        found.set(name, value)

    return change


def _cut(path: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        found = root.find(path, NS)
        assert found is not None
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change


def _add(path: str, tag: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        found = root.find(path, NS)
        assert found is not None
        etree.SubElement(found, tag)

    return change


TERMS = "cmd:Components/cmdp:OLAC-DcmiTerms"
WRONG: dict[str, Callable[[etree._Element], None]] = {
    "CMDVersion must be 1.2": _attribute(".", "CMDVersion", "1.1"),
    "it has to be made of Header": _add(".", f"{{{CMD}}}Components"),
    "the header is to have": _add("cmd:Header", f"{{{CMD}}}Other"),
    "the header says something twice": _add("cmd:Header", f"{{{CMD}}}MdProfile"),
    "the profile must be": _set("cmd:Header/cmd:MdProfile", "other"),
    "the resources are": _cut("cmd:Resources/cmd:JournalFileProxyList"),
    "it is about nothing": _cut("cmd:Resources/cmd:ResourceProxyList/cmd:ResourceProxy[2]"),
    "'r2' is no id": _attribute(".//cmd:ResourceProxy", "id", "r2"),
    "'2' is no id": _attribute(".//cmd:ResourceProxy", "id", "2"),
    "a ResourceProxy has a ResourceType": _set(".//cmd:ResourceType", "Other"),
    "a ResourceRef is empty": _set(".//cmd:ResourceRef", " "),
    "the components are one": _cut(TERMS),
    "OLAC-DcmiTerms has no {urn:x}other": _add(TERMS, "{urn:x}other"),
    "OLAC-DcmiTerms has no other": _add(TERMS, f"{{{CMDP}}}other"),
    "the elements of OLAC-DcmiTerms are in": _add(TERMS, f"{{{CMDP}}}abstract"),
    "it has no title": _cut(f"{TERMS}/cmdp:title"),
    "<title dcterms-type='x'>": _attribute(f"{TERMS}/cmdp:title", "dcterms-type", "x"),
    "<title olac-role='editor'>": _attribute(f"{TERMS}/cmdp:title", "olac-role", "editor"),
    "<title> has elements inside": _add(f"{TERMS}/cmdp:title", f"{{{CMDP}}}title"),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_wrong_with_a_record(message: str) -> None:
    root = record()
    if message == "it is about nothing":
        WRONG[message](root)
        _cut(".//cmd:ResourceProxy")(root)
    else:
        WRONG[message](root)
    assert any(fault.startswith(message) for fault, _ in faults(root)), list(faults(root))


def test_a_day_that_is_none() -> None:
    root = cmdi(FULL, [Proxy("Resource", "a.xml")], created="May 2026")
    assert [fault for fault, _ in faults(root)] == ["'May 2026' is no day"]
