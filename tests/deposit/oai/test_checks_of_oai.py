"""What is wrong with a repository as files is found, by our own checks and by schemas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from harvesting import collection, text, volume
from kits import made
from lxml import etree

from tei.core.diagnostic import Diagnostic
from tei.deposit import Schemas, at_hand
from tei.deposit.oai import TARGET, static
from tei.deposit.oai.conformance import faults
from tei.deposit.oai.protocol import OAI

FEW = (volume("v", "2026-03-01T12:30:00Z", 12), text("a", "2026-02-03T23:59:59Z"))
XS = "http://www.w3.org/2001/XMLSchema"

CHANGES = {
    "a verb": ("Identify.xml", "Identify>", "identify>", "<OAI-PMH> has responseDate request identify"),
    "an order": ("Identify.xml", "<protocolVersion>2.0</protocolVersion>", "", "<Identify> has repositoryName baseURL"),
    "a date": ("Identify.xml", "23:59:59Z</earliest", "23:59:60Z</earliest", "cannot be the earliestDatestamp"),
    "an address": ("Identify.xml", "<baseURL>https:", "<baseURL>ftp:", "cannot be the baseURL"),
    "whom to write to": ("Identify.xml", "e@example.org", "e at example", "cannot be the adminEmail"),
    "a response": ("ListSets.xml", 'verb="ListSets"', 'verb="Identify"', "the response is <ListSets>"),
    "a set": ("ListSets.xml", "<setSpec>v<", "<setSpec>w<", "the set w is not listed as oai_dc"),
    "a form of set": ("ListSets.xml", "<setSpec>v<", "<setSpec>v v<", "“v v” cannot be the setSpec"),
    "an error": ("errors/badVerb.xml", "badVerb", "badWord", "there is no error badWord"),
    "arguments": ("errors/badVerb.xml", "<request>", '<request verb="x">', "the arguments must not be told"),
    "metadata": ("GetRecord/tei/a.xml", "<metadata>", "<metadata><x xmlns='u'/>", "does not have exactly one element"),
    "a namespace": ("GetRecord/tei/a.xml", "<header>", "<header><x xmlns='u'/>", "<x> in <header> is of another"),
    "an identifier": ("GetRecord/tei/a.xml", ":a</identifier>", ":b</identifier>", "oai:example.org:a has no record"),
    "no XML": ("GetRecord/tei/a.xml", "</OAI-PMH>", "", "it is not well-formed"),
    "no answer": ("GetRecord/tei/a.xml", "OAI-PMH", "OAI", "the outermost element is <OAI>"),
    "no answer of OAI": ("Identify.xml", '/OAI/2.0/"', '/OAI/3.0/"', "the outermost element is <OAI-PMH>"),
    "a lost token": ("ListIdentifiers/0-tei.xml", ">10-tei<", "><", "no token leads to this piece"),
    "a wrong token": ("ListIdentifiers/0-tei.xml", ">10-tei<", ">11-tei<", "a token leads to this file"),
    "a circle": ("ListIdentifiers/0-tei.xml", ">10-tei<", ">0-tei<", "lead in a circle"),
    "a cursor": ("ListIdentifiers/10-tei.xml", 'cursor="10"', 'cursor="9"', "the cursor is 9 where 10 items"),
    "no cursor": ("ListIdentifiers/10-tei.xml", 'cursor="10"', 'cursor="-1"', "“-1” cannot be the cursor"),
    "a size": ("ListIdentifiers/0-tei.xml", '"14"', '"13"', "the list has 14 items, not the 13"),
    "one twice": ("ListIdentifiers/0-tei.xml", ":v/d10<", ":v/d11<", "oai:example.org:v/d11 is listed 2 times"),
    "lists": ("ListIdentifiers/0-tei.xml", ":v/d10<", ":v/d11<", "ListIdentifiers and ListRecords of tei differ"),
    "a time": ("static-repository.xml", "2026-02-03</oai:d", "2026-02-03T00:00:00Z</oai:d", "is a day, not"),
    "a policy": ("static-repository.xml", ">no<", ">transient<", "the deletedRecord of a Static Repository is no"),
    "its records": ("static-repository.xml", ":v/d10<", ":v/d11<", "are not those that ListRecords has"),
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(static, "PAGE", 10)
        return made(TARGET, tmp_path_factory.mktemp("kits") / "oai", collection(*FEW))


Change = Callable[[str, str, str], Path]


@pytest.fixture
def change(kit: Path, tmp_path: Path) -> Change:
    """Makes a kit in which something is otherwise in a file."""

    def make(file: str, old: str, new: str) -> Path:
        place = tmp_path / "oai"
        copytree(kit, place, dirs_exist_ok=True)
        said = (place / file).read_text(encoding="utf-8")
        assert old in said
        (place / file).write_text(said.replace(old, new), encoding="utf-8")
        return place

    return make


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_wrong_is_found(change: Change, name: str) -> None:
    file, old, new, words = CHANGES[name]
    found = [each for each in TARGET.check(change(file, old, new), Schemas()) if each.code != "P861"]
    assert {each.code for each in found} == {"P862"}
    assert any(words in each.message for each in found), [each.message for each in found]


def test_a_static_repository_that_is_gone_is_missed(kit: Path, tmp_path: Path) -> None:
    place = copytree(kit, tmp_path / "oai")
    (place / "static-repository.xml").unlink()
    (fault,) = [each for each in TARGET.check(place, Schemas()) if each.code != "P861"]
    assert (fault.code, fault.message, fault.labels[0].source.name) == (
        "P862", "it is not there", str(place / "static-repository.xml"),
    )  # fmt: skip


def test_a_record_that_is_in_no_list_is_found(kit: Path, tmp_path: Path) -> None:
    place = copytree(kit, tmp_path / "oai")
    record = (place / "GetRecord/tei/a.xml").read_text(encoding="utf-8")
    (place / "GetRecord/tei/z.xml").write_text(record.replace(":a<", ":z<"), encoding="utf-8")
    (fault,) = [each for each in TARGET.check(place, Schemas()) if each.code != "P861"]
    assert fault.message == "oai:example.org:z is in no list as tei"


def test_an_answer_without_a_request_is_none() -> None:
    assert list(faults(etree.fromstring(f'<OAI-PMH xmlns="{OAI}"/>'))) == [
        "<OAI-PMH> has nothing, and that is not what it must have"
    ]


def schema(folder: Path, name: str, namespace: str, element: str, content: str) -> None:
    """Write a small schema with one element."""
    (folder / name).write_text(
        f'<xs:schema xmlns:xs="{XS}" targetNamespace="{namespace}" elementFormDefault="qualified">'
        f'<xs:element name="{element}">{content}</xs:element></xs:schema>',
        encoding="utf-8",
    )


def by_schema(kit: Path, schemas: Path) -> list[Diagnostic]:
    with at_hand(schemas) as known:
        return list(TARGET.check(kit, known))


LAX = (
    '<xs:complexType mixed="true"><xs:sequence><xs:any processContents="lax" minOccurs="0" maxOccurs="unbounded"/>'
    '</xs:sequence><xs:anyAttribute processContents="lax"/></xs:complexType>'
)


def test_what_is_embedded_is_judged_by_its_schema(kit: Path, tmp_path: Path) -> None:
    schema(tmp_path, "oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/", "dc", "")
    assert {each.code for each in by_schema(kit, tmp_path)} == {"P861"}
    only_title = '<xs:complexType><xs:sequence><xs:element name="x"/></xs:sequence></xs:complexType>'
    schema(tmp_path, "oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/", "dc", only_title)
    found = [each for each in by_schema(kit, tmp_path) if each.code != "P861"]
    assert {each.code for each in found} == {"R301"}
    assert all("<title> is not allowed here" in each.message for each in found)


def test_all_is_declared_for_a_schema_that_wants_it(kit: Path, tmp_path: Path) -> None:
    schema(tmp_path, "OAI-PMH.xsd", OAI, "OAI-PMH", LAX)
    told = by_schema(kit, tmp_path)
    assert {each.code for each in told} == {"P861"}
    assert not any("/OAI-PMH.xsd" in each.message for each in told)
    none = '<xs:complexType><xs:sequence><xs:element name="x"/></xs:sequence></xs:complexType>'
    schema(tmp_path, "OAI-PMH.xsd", OAI, "OAI-PMH", none)
    assert "R301" in {each.code for each in by_schema(kit, tmp_path)}


def test_a_schema_that_is_of_no_use_is_told(kit: Path, tmp_path: Path) -> None:
    (tmp_path / "OAI-PMH.xsd").write_text("<x/>", encoding="utf-8")
    told = by_schema(kit, tmp_path)
    assert {each.code for each in told} == {"P861"}
    assert any("/OAI-PMH.xsd:" in each.message for each in told)
