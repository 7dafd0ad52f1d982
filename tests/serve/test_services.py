"""The services follow what is written."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from lxml import etree
from services import ADDRESS, ask, browser, real
from starlette.testclient import TestClient
from volumes import document, written
from workshop import Workshop

from tei.core.edition import Edition
from tei.pipeline import Depositing, Pipeline, collection_of
from tei.serve.endpoint import endpoints
from tei.serve.live import Live
from tei.serve.server import listen, serve
from tei.serve.services import Fixed, Services, Written

OAI = {"o": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    made.take("d38.xml", "d39.xml")
    made.make()
    return made


def test_what_is_written_is_served(workshop: Workshop) -> None:
    client = real(workshop)
    first = client.get("/dts/document?resource=d38")
    other = client.get("/dts/document?resource=d39")
    assert "Telegram" in first.text
    workshop.edit("d38.xml", "Telegram", "Wire")
    workshop.make()
    known = {"if-none-match": first.headers["etag"]}
    assert "Wire" in client.get("/dts/document?resource=d38", headers=known).text
    known = {"if-none-match": other.headers["etag"]}
    assert client.get("/dts/document?resource=d39", headers=known).status_code == 304
    (workshop.texts / "d39.xml").unlink()
    workshop.make()
    assert client.get("/dts/document?resource=d39").status_code == 404
    assert client.get("/dts/document?resource=d38").status_code == 200


def test_how_responses_are_compressed_is_told(workshop: Workshop) -> None:
    answer = real(workshop).get("/oai?verb=Identify", headers={"accept-encoding": "gzip"})
    assert etree.fromstring(answer.content).findtext("o:Identify/o:compression", "", OAI) == "gzip"
    assert answer.headers["content-encoding"] == "gzip"


def test_what_was_written_since_is_harvested_whatever_day_its_header_names(workshop: Workshop) -> None:
    told = '<revisionDesc><change when="2009-06-10">Made.</change></revisionDesc></teiHeader>'
    workshop.edit("d38.xml", "</teiHeader>", told)
    for name, moment in (("d38.xml", 2_000_000_000), ("d39.xml", 1_000_000_000)):
        os.utime(workshop.texts / name, (moment, moment))
    workshop.make()
    asked = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2033-05-18T03:33:20Z"
    answer = etree.fromstring(real(workshop).get(asked).content)
    (header,) = answer.iterfind("o:ListIdentifiers/o:header", OAI)
    assert str(header.findtext("o:identifier", "", OAI)).endswith(":d38")
    assert header.findtext("o:datestamp", "", OAI) == "2033-05-18T03:33:20Z"


def test_what_is_broken_is_served_as_it_was(workshop: Workshop) -> None:
    client = real(workshop)
    before = client.get("/dts/document?resource=d38").content
    (workshop.texts / "d38.xml").write_text("<TEI", "utf-8")
    workshop.make()
    assert client.get("/dts/document?resource=d38").content == before


def test_nothing_is_a_collection_too(tmp_path: Path) -> None:
    empty = Workshop(tmp_path)
    (empty.texts / "d1.xml").write_text("<TEI", "utf-8")
    empty.make()
    client = real(empty)
    assert client.get("/dts/collection").json()["totalChildren"] == 0
    answer = etree.fromstring(client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content)
    assert answer.xpath("//o:error/@code", namespaces=OAI) == ["noRecordsMatch"]


def test_what_is_as_it_was_is_divided_once(workshop: Workshop) -> None:
    (workshop.texts / "volume.xml").write_text(written(document(1, "One.")), "utf-8")
    workshop.make()
    holdings = Written(workshop.builder, "Mine")
    first = {each.name: each for each in holdings.collection(ADDRESS).resources}
    workshop.edit("d38.xml", "Telegram", "Wire")
    workshop.make()
    collection = holdings.collection(ADDRESS)
    second = {each.name: each for each in collection.resources}
    assert (collection.title, collection.url) == ("Mine", ADDRESS)
    assert second["volume"] is first["volume"]
    assert second["d39"] is first["d39"]
    assert second["d38"] != first["d38"]
    version = holdings.version
    workshop.make()
    assert holdings.version is version


def test_with_other_settings_all_is_made_anew(workshop: Workshop) -> None:
    holdings = Written(workshop.builder)
    version, first = holdings.version, holdings.collection(ADDRESS).resources
    workshop.make(anew=True)
    assert holdings.version is not version
    assert all(new is not old for new, old in zip(holdings.collection(ADDRESS).resources, first, strict=True))


def test_a_collection_that_does_not_change(workshop: Workshop) -> None:
    editions = [Edition.load(str(path)) for path in sorted(workshop.texts.glob("*.xml"))]
    collection, _ = collection_of(Pipeline.load("frus"), editions, Depositing(url="https://example.org/edition/"))
    client = browser(endpoints(Services(Fixed(collection), "https://example.org/edition")))
    assert client.get("/dts/").json()["@id"] == "https://example.org/edition/dts/"
    identified = etree.fromstring(client.get("/oai?verb=Identify").content)
    assert identified.findtext(".//o:baseURL", namespaces=OAI) == "https://example.org/edition/oai"


@pytest.mark.parametrize("asked", ["/dts/", "/dts/collection", "/dts/document?resource=d38", "/oai?verb=ListSets"])
def test_a_slash_more_or_less_does_not_matter(asked: str, workshop: Workshop) -> None:
    client = browser(endpoints(Services(Written(workshop.builder), "https://example.org/")))
    path, _, query = asked.partition("?")
    answers = [client.get(f"{path.rstrip('/')}{end}?{query}") for end in ("", "/")]
    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].content == answers[1].content


def test_it_is_asked_under_the_name_where_others_find_it(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: seen.append(server.config.app))
    services = Services(Written(workshop.builder), "https://example.org/e/")
    with listen("127.0.0.1", 0) as found:
        serve(Live(workshop.builder), services, "127.0.0.1", found, lambda: None)
    (app,) = seen
    for host, status in ((b"example.org", 200), (b"EXAMPLE.org:443", 200), (b"example.com", 421)):
        scope_host = [(b"host", host)]
        assert ask(app, "GET", "/dts/", headers=scope_host)[0] == status


def test_the_example_of_the_docs_runs(tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "serving.md").read_text("utf-8")
    (example,) = (code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "Fixed(" in code)
    shutil.copytree(workshop.texts, tmp_path / "volumes", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    said: dict[str, Any] = {}
    exec(compile(example, "docs/serving.md", "exec"), said)
    assert TestClient(said["app"], base_url="https://example.org").get("/dts/").status_code == 200
