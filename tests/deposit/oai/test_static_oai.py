"""The repository as files: the same answers, tokens that are names of files, a Static Repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from harvesting import BASE, NS, ask, collection, identifiers, text, token_of, volume
from kits import checked, contents, made
from lxml import etree

from tei.deposit.oai import TARGET, Repository, gateway
from tei.deposit.oai.conformance import faults
from tei.deposit.oai.protocol import STATIC

MANY = (volume("big", "2026-03-01T12:30:00Z", 230), text("a", "2026-02-03T23:59:59Z"))
PREFIXES = ("oai_dc", "oai_datacite", "tei")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(TARGET, tmp_path_factory.mktemp("kits") / "oai", collection(*MANY))


def read(path: Path) -> etree._Element:
    return etree.parse(str(path), etree.XMLParser(collect_ids=False)).getroot()


def test_a_kit_has_nothing_wrong(kit: Path) -> None:
    assert [each for each in checked(TARGET, kit) if each.code != "P861"] == []


def test_equal_texts_give_equal_files(kit: Path, tmp_path: Path) -> None:
    again = contents(made(TARGET, tmp_path / "oai", collection(*MANY)))
    assert again == contents(kit)
    assert all(b"2026-03-01T12:30:00Z</responseDate>" in data for name, data in again.items() if "/" in name)


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
@pytest.mark.parametrize("chosen", ["", "-big"])
@pytest.mark.parametrize("prefix", PREFIXES)
def test_tokens_are_names_of_files(kit: Path, verb: str, chosen: str, prefix: str) -> None:
    found: list[str] = []
    token = f"0-{prefix}{chosen}"
    pieces = 0
    while token:
        root = read(kit / verb / f"{token}.xml")
        found += identifiers(root)
        token = token_of(root)
        pieces += 1
    asked = Repository(collection(*MANY), BASE).items.every
    assert found == [each.resource.id for each in asked if not chosen or each.set == chosen[1:]]
    assert pieces == 3


def test_answers_are_those_of_the_repository(kit: Path) -> None:
    of = Repository(collection(*MANY), BASE, page=1000, now=lambda: "2026-03-01T12:30:00Z")
    for id in ("a", "big", "big/d7"):
        for prefix in PREFIXES:
            root = ask(of, verb="GetRecord", identifier=f"oai:example.org:{id}", metadataPrefix=prefix)
            assert etree.tostring(root) == etree.tostring(read(kit / f"GetRecord/{prefix}/{id}.xml"))
    for verb in ("Identify", "ListSets", "ListMetadataFormats"):
        assert etree.tostring(ask(of, verb=verb)) == etree.tostring(read(kit / f"{verb}.xml"))


def test_a_static_repository_has_all_in_one_file(kit: Path) -> None:
    root = read(kit / "static-repository.xml")
    assert list(faults(root)) == []
    lists = {each.get("metadataPrefix"): each for each in root.iterchildren(f"{{{STATIC}}}ListRecords")}
    assert list(lists) == ["oai_dc", "oai_datacite"]
    assert all(len(each) == 232 for each in lists.values())
    assert root.findtext(f".//{NS}baseURL") == f"{BASE}/static-repository.xml"
    assert root.findtext(f".//{NS}earliestDatestamp") == "2026-02-03"
    assert root.find(f".//{NS}setSpec") is None


def test_of_many_texts_there_is_no_static_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = volume("v", "2026-03-01T12:30:00Z", 12), text("a", "2026-02-03T23:59:59Z")
    monkeypatch.setattr(gateway, "MOST", 14)
    assert (made(TARGET, tmp_path / "few", collection(*texts)) / "static-repository.xml").exists()
    monkeypatch.setattr(gateway, "MOST", 13)
    kit = made(TARGET, tmp_path / "oai", collection(*texts))
    assert not (kit / "static-repository.xml").exists()
    (told,) = [each for each in checked(TARGET, kit) if each.code != "P861"]
    assert (told.code, told.severity) == ("P872", "info")
    assert told.message.startswith("14 texts and documents are too many for a Static Repository")


def test_what_nobody_said_is_told(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "oai", collection(text("a", ""), url="", email=""))
    told = [each for each in checked(TARGET, kit) if each.code != "P861"]
    assert [(each.code, each.severity) for each in told] == [("P870", "warning")] * 2
    assert ["--email" in each.help for each in told] == [True, False]


def test_what_was_not_compared_is_told_once_for_a_schema(kit: Path) -> None:
    told = [each.message.split(" with ")[1].split(":")[0:2] for each in checked(TARGET, kit) if each.code == "P861"]
    assert sorted(address.rpartition("/")[2] for _, address in told) == [
        "OAI-PMH.xsd",
        "metadata.xsd",
        "oai-identifier.xsd",
        "oai.xsd",
        "oai_dc.xsd",
        "static-repository.xsd",
    ]
