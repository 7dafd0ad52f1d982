"""What is asked of the services by those who mean no good, and what is given to be served: each is refused."""

from __future__ import annotations

import json
import os
import re
import string
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from services import ADDRESS, ask, real
from starlette.testclient import TestClient
from volumes import document, written
from workshop import Workshop

from tei.deposit.answer import PROBLEM
from tei.serve.application import application
from tei.serve.endpoint import endpoints
from tei.serve.live import Live
from tei.serve.services import DTS, OAI, Services, Written

SECRET = "not for everybody"
NAMES = {"o": "http://www.openarchives.org/OAI/2.0/"}
FUZZING = 120 if os.environ.get("TEI_EVERY") else 4
"""So many seconds requests are made up."""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    made = Workshop(tmp_path_factory.mktemp("hostile"))
    made.take("d38.xml", "d39.xml")
    (made.texts / "volume.xml").write_text(written(document(1, "One.", "Two.") + document(2, "Three.")), "utf-8")
    (made.folder / "secret.xml").write_text(f"<TEI><p>{SECRET}</p></TEI>", "utf-8")
    made.make()
    return made


@pytest.fixture(scope="module")
def client(workshop: Workshop) -> TestClient:
    return real(workshop)


def codes(body: bytes) -> list[str]:
    return etree.fromstring(body).xpath("//o:error/@code", namespaces=NAMES)


def test_what_is_asked_properly_is_answered(client: TestClient) -> None:
    entry = client.get("/dts/").json()
    assert entry["navigation"].startswith(f"{ADDRESS}dts/navigation")
    members = client.get("/dts/collection").json()["member"]
    assert [each["@id"] for each in members] == ["d38", "d39", "volume"]
    units = client.get("/dts/navigation?resource=volume&down=-1").json()["member"]
    assert units
    answer = client.get("/dts/document", params={"resource": "volume", "ref": units[0]["identifier"]})
    assert etree.fromstring(answer.content).tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert answer.headers["link"] == f'<{ADDRESS}dts/collection?id=volume>; rel="collection"'
    identified = etree.fromstring(client.get("/oai?verb=Identify").content)
    assert identified.findtext(".//o:baseURL", namespaces=NAMES) == f"{ADDRESS}oai"


TRAVERSALS = [
    "../secret.xml",
    "..%2fsecret.xml",
    "%2e%2e%2fsecret",
    "....//secret.xml",
    "..\\secret",
    "/etc/passwd",
    "//etc/passwd",
    "file:///etc/passwd",
    "C:\\windows\\win.ini",
    "~root",
    "d38/../../secret",
    "./d38",
    "d38/",
    "d38.xml",
    "d38;ls",
    "*",
    "'",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "a" * 5_000,
    "\u202e",
    "d38\r\nSet-Cookie: a=b",
    "d38\nX: y",
]

GIVEN = {
    "/dts/collection": {"id": ({}, 404), "page": ({}, 400), "nav": ({}, 400)},
    "/dts/navigation": {
        "resource": ({"down": "1"}, 404),
        "ref": ({"resource": "volume"}, 404),
        "start": ({"resource": "volume", "end": "d1"}, 404),
        "end": ({"resource": "volume", "start": "d1"}, 404),
        "tree": ({"resource": "volume", "down": "1"}, 404),
        "down": ({"resource": "volume"}, 400),
        "page": ({"resource": "volume", "down": "1"}, 400),
    },
    "/dts/document": {
        "resource": ({}, 404),
        "ref": ({"resource": "volume"}, 404),
        "start": ({"resource": "volume", "end": "d1"}, 404),
        "end": ({"resource": "volume", "start": "d1"}, 404),
        "tree": ({"resource": "volume", "ref": "d1"}, 404),
        "mediaType": ({"resource": "volume"}, 404),
    },
}
"""Parameters with what is given besides, and the status for one whose value there is not (DTS 1.0)."""


@pytest.mark.parametrize("value", TRAVERSALS)
@pytest.mark.parametrize(
    ("path", "name", "besides", "status"),
    [(path, name, *said) for path, names in GIVEN.items() for name, said in names.items()],
)
def test_nothing_is_reached_by_a_parameter_of_dts(
    client: TestClient, path: str, name: str, besides: dict[str, str], status: int, value: str
) -> None:
    answer = client.get(path, params={**besides, name: value})
    assert answer.status_code == (400 if "\n" in value else status), answer.text
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["status"] == answer.status_code
    assert SECRET not in answer.text
    assert "root:" not in answer.text
    assert "set-cookie" not in answer.headers
    assert "x" not in answer.headers


HARVESTING = {
    "verb": ({}, {"badVerb"}),
    "identifier": ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, {"idDoesNotExist", "badArgument"}),
    "metadataPrefix": ({"verb": "ListRecords"}, {"cannotDisseminateFormat", "badArgument"}),
    "set": ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, {"noRecordsMatch", "badArgument", "noSetHierarchy"}),
    "from": ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, {"badArgument"}),
    "until": ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, {"badArgument"}),
    "resumptionToken": ({"verb": "ListRecords"}, {"badResumptionToken"}),
}
"""Arguments with what is given besides, and the errors for one whose value there is not (OAI-PMH 2.0, section 3.6)."""


@pytest.mark.parametrize("value", [*TRAVERSALS, "\0", "\x1b", "\ufffe"])
@pytest.mark.parametrize(("name", "besides", "expected"), [(name, *said) for name, said in HARVESTING.items()])
def test_nothing_is_reached_by_an_argument_of_oai(
    client: TestClient, name: str, besides: dict[str, str], expected: set[str], value: str
) -> None:
    for answer in (
        client.get(OAI, params={**besides, name: value}),
        client.post(OAI, data={**besides, name: value}),
    ):
        assert answer.status_code == 200
        found = codes(answer.content)
        assert found
        assert set(found) <= expected
        assert SECRET not in answer.text
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("down", ["1", "99999", "9" * 400, "0" * 400 + "1", str(2**63)])
def test_who_asks_for_more_than_there_is_gets_what_there_is(client: TestClient, down: str) -> None:
    all_ = client.get("/dts/navigation?resource=volume&down=-1").json()["member"]
    found = client.get("/dts/navigation", params={"resource": "volume", "down": down})
    assert found.status_code == 200
    assert len(found.json()["member"]) <= len(all_)


@pytest.mark.parametrize("down", ["-2", "-" + "9" * 400, "1e9", "0x1", "１", "٣", "+1", " 1", "1.0", "-", "--1", "nan"])
def test_what_is_no_depth(client: TestClient, down: str) -> None:
    assert client.get("/dts/navigation", params={"resource": "volume", "down": down}).status_code == 400


@pytest.mark.parametrize("page", ["2", "9" * 400, str(2**64)])
def test_a_page_that_there_is_not(client: TestClient, page: str) -> None:
    for path, besides in (("/dts/collection", {}), ("/dts/navigation", {"resource": "volume", "down": "1"})):
        assert client.get(path, params={**besides, "page": page}).status_code == 404


def tokens() -> list[str]:
    plain = [
        "",
        " ",
        "0",
        "-1",
        "a",
        "=",
        "%",
        "==",
        "A" * 4_000,
        "eyJhIjoxfQ==",
        "gASVAAAA",
        "é",
        "1!2!3",
        "a:b:c",
        "|",
    ]
    return [*plain, *(json.dumps(each) for each in ({}, [], {"cursor": -1}, {"cursor": 10**30}, [1] * 100, None))]


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers", "ListSets"])
@pytest.mark.parametrize("token", tokens())
def test_a_token_that_is_broken(client: TestClient, verb: str, token: str) -> None:
    answer = client.get(OAI, params={"verb": verb, "resumptionToken": token})
    assert answer.status_code == 200
    assert codes(answer.content) == ["badResumptionToken"]


@pytest.mark.parametrize("escape", ["%00", "%ff", "%c3", "%ed%a0%80", "%", "%g1", "%u0000", "%0", "%1b", "%ef%bf%bf"])
def test_what_is_no_text(client: TestClient, workshop: Workshop, escape: str) -> None:
    for path in DTS:
        for query in (f"resource={escape}", f"{escape}=1", f"id=d38&{escape}"):
            assert client.get(f"{path}?{query}").status_code == 400
    assert codes(client.get(f"{OAI}?verb=Identify&{escape}=1").content) == ["badArgument"]
    assert codes(client.get(f"{OAI}?verb={escape}").content) == ["badVerb"]
    for raw in (b"resource=\xff", b"\x00", b"resource=\r\nX: y", b"\xe2\x80\xa8"):
        assert ask(client.app, "GET", "/dts/document", raw)[0] == 400


@pytest.mark.parametrize(
    "path",
    ["/dts/../oai", "/dts//", "/dts/x", "/DTS/", "/dts/document//", "/dts/%2e%2e/", "/oai//", "/oai/../../x", "\0"],
)
def test_there_are_no_other_paths(workshop: Workshop, path: str) -> None:
    services = Services(Written(workshop.builder), ADDRESS)
    whole = application(workshop.site, live=Live(workshop.builder), services=endpoints(services))
    assert ask(whole, "GET", path)[0] == 404
    assert ask(whole, "GET", "/dts/")[0] == 200


def test_the_services_are_asked_under_the_names_of_the_server(client: TestClient) -> None:
    for path in (*DTS, OAI):
        assert client.get(path, headers={"host": "evil.example"}).status_code == 421


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "laughs": ('<!DOCTYPE TEI [<!ENTITY l0 "lol">' + LAUGHS + "]>", "&l9;"),
    "quadratic": (f'<!DOCTYPE TEI [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 20_000),
    "endless": ('<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
    "file": ('<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
    "secret": ('<!DOCTYPE TEI [<!ENTITY x SYSTEM "../secret.xml">]>', "&x;"),
    "network": ('<!DOCTYPE TEI [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>', "&x;"),
    "parameter": ('<!DOCTYPE TEI [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>', "&y;"),
    "unknown": ("", "&x;"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_that_draws_on_others_is_not_served(tmp_path: Path, name: str) -> None:
    made = Workshop(tmp_path)
    made.take("d38.xml")
    good = (made.texts / "d38.xml").read_text("utf-8")
    (made.folder / "secret.xml").write_text(f"<p>{SECRET}</p>", "utf-8")
    declared, used = HOSTILE[name]
    bad = re.sub(r"(<body>.*?<p[^>]*>)", lambda found: found[1] + used, good, count=1, flags=re.DOTALL)
    assert bad != good
    (made.texts / "evil.xml").write_text(bad.replace("?>", f"?>\n{declared}", 1), "utf-8")
    began = monotonic()
    made.make()
    client = real(made)
    members = client.get("/dts/collection").json()["member"]
    (told,) = (told for file, told in made.builder.state.problems.items() if file.endswith("evil.xml"))
    assert told[0].severity == "error"
    assert [each["@id"] for each in members] == ["d38"]
    assert client.get("/dts/document?resource=evil").status_code == 404
    records = client.get(f"{OAI}?verb=ListRecords&metadataPrefix=tei").text
    assert all(word not in records for word in (SECRET, "root:", "lollol"))
    assert monotonic() - began < 60


def names() -> st.SearchStrategy[str]:
    said = {name for names in GIVEN.values() for name in names} | set(HARVESTING)
    return st.sampled_from(sorted(said)) | st.text(max_size=5)


def values() -> st.SearchStrategy[str]:
    said = (
        "d38 d1 d1.1 volume Identify GetRecord ListRecords ListSets ListIdentifiers ListMetadataFormats oai_dc".split()
    )
    said += "tei oai_datacite -1 0 1 99 children parents page 1970-01-01 2030-01-01T00:00:00Z oai:127.0.0.1:d38".split()
    return st.sampled_from([*said, *TRAVERSALS]) | st.text(max_size=20)


def queries() -> st.SearchStrategy[bytes]:
    """What stands behind the question mark: escaped properly, broken, or any bytes."""
    raw = st.text(string.ascii_letters + "%&=+#;?/.0123456789\\\"'<>", max_size=40).map(str.encode)
    pair = st.tuples(names(), values()).map(
        lambda pair: "=".join(quote(each, errors="replace") for each in pair).encode()
    )
    return st.lists(pair | pair | pair | raw | st.binary(max_size=9), max_size=6).map(b"&".join)


def fields() -> st.SearchStrategy[list[tuple[bytes, bytes]]]:
    known = [b"accept-encoding", b"if-none-match", b"content-type", b"range", b"origin", b"content-length", b"accept"]
    said = [b"gzip", b"*", b"application/x-www-form-urlencoded", b"bytes=0-1", b"gzip;q=0", b'W/"a", "b"', b"-1"]
    return st.lists(st.tuples(st.sampled_from(known), st.sampled_from(said) | st.binary(max_size=20)), max_size=4)


METHODS = ["GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "get", ""]


def test_whatever_is_asked_is_answered(workshop: Workshop) -> None:
    """With TEI_EVERY set two minutes long, else for some seconds."""
    services = Services(Written(workshop.builder), ADDRESS)
    whole = application(workshop.site, live=Live(workshop.builder), services=endpoints(services))
    asked: list[int] = []

    @settings(max_examples=250, database=None)
    @given(st.sampled_from([*DTS, OAI, OAI]), st.sampled_from(METHODS), queries(), fields(), st.none() | queries())
    def fuzz(path: str, method: str, query: bytes, headers: list[Any], body: bytes | None) -> None:
        status, found, answer = ask(whole, method, path, query, body or b"", headers)
        asked.append(status)
        assert status in (200, 204, 304, 400, 404, 405, 414, 415)
        assert all(each not in b"".join(part) for part in found.items() for each in b"\r\n\0")
        assert found[b"x-content-type-options"] == b"nosniff"
        if method != "HEAD" and status not in (204, 304):
            assert found[b"content-length"] == str(len(answer)).encode()
        if found.get(b"content-encoding") is None and status == 200 and answer:
            assert etree.fromstring(answer) is not None if b"xml" in found[b"content-type"] else json.loads(answer)

    end = monotonic() + FUZZING
    while monotonic() < end:
        fuzz()
    assert len(set(asked)) > 4
    print(f"{len(asked)} requests were made up")
