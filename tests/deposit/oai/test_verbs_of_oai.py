"""What a repository answers to each verb."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harvesting import BASE, NS, ask, collection, harvest, identifiers, repository, text, token_of
from lxml import etree

from tei.core.namespaces import TEI
from tei.deposit.datacite import read as read_datacite
from tei.deposit.dublincore import DC
from tei.deposit.oai import Repository
from tei.deposit.oai import repository as room
from tei.deposit.oai.conformance import faults
from tei.deposit.oai.protocol import IDENTIFIER

DOCTYPE = '<!DOCTYPE TEI [<!ENTITY who "Dulles">]>'
ALL = ["b", "v1", *(f"v1/d{n}" for n in range(1, 8)), "a", "v2", *(f"v2/d{n}" for n in range(1, 5))]


def test_identify() -> None:
    root = ask(repository(), verb="Identify")
    told = {etree.QName(each).localname: each.text for each in root.iterfind(f"{NS}Identify/*")}
    described = root.find(f".//{{{IDENTIFIER}}}sampleIdentifier")
    assert told == {
        "repositoryName": "An edition",
        "baseURL": BASE,
        "protocolVersion": "2.0",
        "adminEmail": "e@example.org",
        "earliestDatestamp": "2026-01-01T00:00:00Z",
        "deletedRecord": "no",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "description": None,
    }
    assert described is not None
    assert described.text == "oai:example.org:b"


@pytest.mark.parametrize("url", ["", "http://localhost:8000/", "http://127.0.0.1/", "http://[::1/"])
@pytest.mark.parametrize("email", ["", "nobody", "a b@example.org"])
def test_what_nobody_says_is_told_in_a_form_that_is_allowed(url: str, email: str) -> None:
    root = ask(Repository(collection(url=url, email=email), BASE), verb="Identify")
    assert root.findtext(f".//{NS}adminEmail") == "nobody@tei.invalid"
    assert root.findtext(f".//{{{IDENTIFIER}}}repositoryIdentifier") == "tei.invalid"


@pytest.mark.parametrize("identifier", ["", "oai:example.org:b", "oai:example.org:v1/d3"])
def test_formats(identifier: str) -> None:
    asked = {"identifier": identifier} if identifier else {}
    root = ask(repository(), verb="ListMetadataFormats", **asked)
    assert [each.text for each in root.iter(f"{NS}metadataPrefix")] == ["oai_dc", "oai_datacite", "tei"]


def test_a_volume_is_a_set() -> None:
    root = ask(repository(), verb="ListSets")
    assert [each.text for each in root.iter(f"{NS}setSpec")] == ["v1", "v2"]
    assert len(list(root.iter(f"{NS}setDescription"))) == 2


def test_headers_tell_of_datestamps_and_sets() -> None:
    header = ask(repository(), verb="GetRecord", identifier="oai:example.org:v1/d3", metadataPrefix="oai_dc")
    assert header.findtext(f".//{NS}datestamp") == "2026-02-03T10:00:00Z"
    assert header.findtext(f".//{NS}setSpec") == "v1"
    alone = ask(repository(), verb="GetRecord", identifier="oai:example.org:b", metadataPrefix="oai_dc")
    assert alone.find(f".//{NS}setSpec") is None


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
@pytest.mark.parametrize("page", [1, 3, 5, 15, 100])
def test_lists_are_complete(verb: str, page: int) -> None:
    pieces = list(harvest(repository(page=page), verb, metadataPrefix="tei"))
    assert [id for piece in pieces for id in identifiers(piece)] == ALL
    assert len(pieces) == -(-len(ALL) // page)
    counted = [token for piece in pieces for token in piece.iter(f"{NS}resumptionToken")]
    assert len(counted) == (len(pieces) if len(pieces) > 1 else 0)
    assert [token.get("cursor") for token in counted] == [str(n * page) for n in range(len(counted))]
    assert {token.get("completeListSize") for token in counted} <= {str(len(ALL))}


def test_a_list_of_large_texts_comes_in_smaller_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LARGEST", 1)
    assert [identifiers(piece) for piece in harvest(repository(), "ListRecords", metadataPrefix="tei")] == [
        [each] for each in ALL
    ]
    assert len(identifiers(ask(repository(), verb="ListIdentifiers", metadataPrefix="tei"))) == 3


def test_a_list_in_one_piece_has_no_token() -> None:
    root = ask(repository(page=100), verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert root.find(f".//{NS}resumptionToken") is None
    assert token_of(root) == ""


def test_dublin_core_leads_to_the_page() -> None:
    def found(id: str) -> list[str | None]:
        root = ask(repository(), verb="GetRecord", identifier=f"oai:example.org:{id}", metadataPrefix="oai_dc")
        return [each.text for each in root.iter(f"{{{DC}}}identifier")]

    assert "https://example.org/edition/documents/b.html" in found("b")
    assert "https://example.org/edition/v1/" in found("v1")
    assert "https://example.org/edition/v1/d2.html" in found("v1/d2")
    unpublished = Repository(collection(text("b", ""), url=""), BASE)
    root = ask(unpublished, verb="GetRecord", identifier="oai:tei.invalid:b", metadataPrefix="oai_dc")
    assert not any("html" in (each.text or "") for each in root.iter(f"{{{DC}}}identifier"))


def test_datacite_stands_in_its_envelope() -> None:
    root = ask(repository(), verb="GetRecord", identifier="oai:example.org:v1", metadataPrefix="oai_datacite")
    (envelope,) = root.iterfind(f".//{NS}metadata/*")
    assert [etree.QName(each).localname for each in envelope] == ["schemaVersion", "datacentreSymbol", "payload"]
    assert envelope[0].text == "4"
    assert read_datacite(envelope[2][0]).title


def test_tei_is_the_document_itself() -> None:
    made = repository()
    root = ask(made, verb="GetRecord", identifier="oai:example.org:v1/d3", metadataPrefix="tei")
    (tei,) = root.iterfind(f".//{NS}metadata/*")
    item = made.items.find("v1/d3")
    assert item is not None
    assert etree.tostring(tei, method="c14n", exclusive=True) == etree.tostring(
        item.resource.edition.tree, method="c14n", exclusive=True
    )


def test_a_document_type_does_not_come_along() -> None:
    name, xml, changed = text("e", "")
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n<!-- before -->{xml.replace("Paragraph of", "&who; in")}'
    made = repository((name, xml, changed))
    body = made.answer([("verb", "ListRecords"), ("metadataPrefix", "tei")]).body
    assert b"DOCTYPE" not in body
    assert body.count(b"<?xml") == 1
    assert "Dulles in e." in "".join(map(str, etree.fromstring(body).itertext()))


def test_what_is_in_no_namespace_stays_there() -> None:
    xml = f'<t:TEI xmlns:t="{TEI}"><t:teiHeader/><t:text><t:body><t:p><loose>x</loose></t:p></t:body></t:text></t:TEI>'
    root = ask(repository(("p.xml", xml, "")), verb="ListRecords", metadataPrefix="tei")
    assert [each.text for each in root.iter("loose")] == ["x"]


def test_an_answer_is_text_xml() -> None:
    answer = repository().answer([("verb", "Identify")])
    assert (answer.media, answer.status) == ("text/xml; charset=utf-8", 200)


def test_how_responses_are_compressed_is_told() -> None:
    root = ask(Repository(collection(), BASE, compression=("gzip",)), verb="Identify")
    assert [each.text for each in root.iter(f"{NS}compression")] == ["gzip"]
    assert not list(faults(root))


def test_a_collection_without_anything_answers() -> None:
    empty = Repository(replace(collection(), resources=()), BASE)
    assert ask(empty, verb="Identify").findtext(f".//{NS}earliestDatestamp") == "1970-01-01T00:00:00Z"
    assert ask(empty, verb="ListRecords", metadataPrefix="oai_dc").find(f"{NS}error") is not None
