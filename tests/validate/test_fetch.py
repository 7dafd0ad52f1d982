from __future__ import annotations

import urllib.request
from email.message import Message
from http.client import IncompleteRead
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError

import pytest
from click.testing import CliRunner

from tei.cli import main
from tei.core import fetched
from tei.core.diagnostic import Refused
from tei.validate import fetch as module
from tei.validate.fetch import fetch

HOST = "https://example.org/"
RNG = "xmlns='http://relaxng.org/ns/structure/1.0'"


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What stands at which address, in place of the network."""
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))
    pages: dict[str, Any] = {}

    def answer(address: str) -> IO[bytes]:
        page = pages.get(address, HTTPError(address, 404, "Not Found", Message(), None))
        if isinstance(page, Exception):
            raise page
        return BytesIO(page if isinstance(page, bytes) else page.encode())

    monkeypatch.setattr(module, "_open", answer)
    return pages


def test_a_schema_comes_with_all_it_refers_to(web: dict[str, Any], tmp_path: Path) -> None:
    web[f"{HOST}s/a.rng"] = (
        f"<grammar {RNG}><include href='b.rng'/><div xml:base='deep/'><externalRef href='c.rnc#x'/></div></grammar>"
    )
    web[f"{HOST}s/b.rng"] = f"<grammar {RNG}><include href='a.rng'/><include href='/x.xsd?v=1'/></grammar>"
    web[f"{HOST}s/deep/c.rnc"] = (
        "# include 'no.rnc'\ninclude \"d.rnc\"\nelement a { external 'http://example.org/e.rnc' }"
    )
    web[f"{HOST}s/deep/d.rnc"] = web[f"{HOST}e.rnc"] = "empty"
    web[f"{HOST}x.xsd?v=1"] = (
        "<schema xmlns='http://www.w3.org/2001/XMLSchema'><import schemaLocation='t.dtd'/><import/></schema>"
    )
    web[f"{HOST}t.dtd"] = "<!ENTITY % m PUBLIC '-//M' \"m.ent\">\n<!ENTITY % n SYSTEM 'm.ent'><!ENTITY e SYSTEM 'no'>"
    web[f"{HOST}m.ent"] = b"<?xml encoding='latin-1'?><!-- \xe9 -->"
    kept = dict(fetch(f"{HOST}s/a.rng"))
    assert set(kept) == set(web)
    assert kept[f"{HOST}s/a.rng"] == tmp_path / "cache" / "schemas" / "example.org" / "s" / "a.rng"
    assert kept[f"{HOST}m.ent"].read_bytes() == b"<?xml encoding='latin-1'?><!-- \xe9 -->"
    for address, path in kept.items():
        assert fetched.find(address) == path
        assert fetched.at_hand(address.replace("https:", "http:")) == str(path)


def test_http_is_asked_by_https_and_other_addresses_are_not(web: dict[str, Any]) -> None:
    web[f"{HOST}a.rnc"] = "empty"
    assert list(dict(fetch("http://example.org/a.rnc#x"))) == [f"{HOST}a.rnc"]
    for address in ("ftp://example.org/a.rnc", "file:///etc/passwd", "a.rnc", ""):
        with pytest.raises(Refused, match="only addresses that begin with https"):
            list(fetch(address))
    web[f"{HOST}b.rnc"] = "include 'file:///etc/passwd'"
    with pytest.raises(Refused, match="only addresses that begin with https"):
        list(fetch(f"{HOST}b.rnc"))


REFUSED: dict[str, tuple[Any, str]] = {
    "a.rng": ("<!DOCTYPE html><html/>", "a page to be read"),
    "b.rng": ("<grammar", "not well-formed XML"),
    "c.rng": (HTTPError(HOST, 403, "Forbidden", Message(), None), "the answer is 403 Forbidden"),
    "d.rng": (URLError("no route"), "no route"),
    "e.rng": (TimeoutError("timed out"), "timed out"),
    "f.rng": (IncompleteRead(b""), "IncompleteRead"),
    "g.rng": (ConnectionResetError(), "broke off"),
    "h.rnc": ("x" * 100, "has more than"),
    "i.rnc": ("include 'none.rnc'", "none.rnc was not fetched: the answer is 404"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_fetched_is_told(web: dict[str, Any], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(module, "LARGEST", 50)
    web[HOST + name], message = REFUSED[name]
    with pytest.raises(Refused, match=message) as refused:
        list(fetch(HOST + name))
    assert refused.value.diagnostics[0].code == "P304"


def test_there_is_an_end_to_it(web: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    web[f"{HOST}a.rnc"] = "include 'b.rnc'"
    web[f"{HOST}b.rnc"] = "include 'c.rnc'"
    monkeypatch.setattr(module, "MOST", 1)
    with pytest.raises(Refused, match="more than 1 files"):
        list(fetch(f"{HOST}a.rnc"))
    monkeypatch.setattr(module, "LONGEST", -1.0)
    with pytest.raises(Refused, match="it takes more than"):
        list(fetch(f"{HOST}a.rnc"))


def test_without_a_folder_nothing_is_fetched(web: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched, "cache", lambda: "")
    with pytest.raises(Refused, match="there is no place to keep it"):
        list(fetch(f"{HOST}a.rnc"))


def test_no_redirection_leaves_https() -> None:
    request = urllib.request.Request(HOST)
    handler = module._OnlySecure()
    with pytest.raises(HTTPError, match="not https"):
        handler.redirect_request(request, None, 302, "Found", Message(), "http://example.org/")
    with pytest.raises(HTTPError, match="not https"):
        handler.redirect_request(request, None, 302, "Found", Message(), "file:///etc/passwd")
    assert handler.redirect_request(request, None, 302, "Found", Message(), f"{HOST}b").full_url == f"{HOST}b"


PLACES = {
    "https://Example.org/a/../../b.rng": "example.org/a/%2E%2E/%2E%2E/b.rng",
    "https://example.org/%2e%2e/%2Fetc": "example.org/%2E%2E/%2Fetc",
    "https://example.org/": "example.org/index",
    "https://example.org": "example.org/index",
    "https://example.org/a/": "example.org/a/index",
    "https://example.org/a?b=c/../d": "example.org/a%3Fb=c%2F..%2Fd",
    "https://example.org:8080/a": "example.org%3A8080/a",
    "https://example.org/a..b": "example.org/a%2E%2Eb",
}


@pytest.mark.parametrize("address", PLACES)
def test_nothing_is_kept_elsewhere(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path))
    assert fetched.place(address) == tmp_path / "schemas" / PLACES[address]


def test_a_schema_without_a_telling_name_is_read_by_what_it_is(web: dict[str, Any], tmp_path: Path) -> None:
    web[f"{HOST}x"] = f"<element name='a' {RNG}><empty/></element>"
    web[f"{HOST}a"] = "<a/>"
    kept = fetched.place(f"{HOST}compact?of=a")
    assert kept is not None
    assert dict(fetch(f"{HOST}x"))
    kept.write_text("element a { empty }")
    for address in (f"{HOST}x", f"{HOST}compact?of=a"):
        type_of = 'schematypens="http://relaxng.org/ns/structure/1.0"'
        (tmp_path / "a.xml").write_text(f'<?xml-model href="{address}" {type_of}?><a/>')
        assert CliRunner().invoke(main, ["validate", str(tmp_path / "a.xml")]).output.startswith("1 of 1 file valid")


def test_other_addresses_have_no_place() -> None:
    assert [fetched.place(address) for address in ("ftp://a/b", "https:///b", "http://[b", "b.rng")] == [None] * 4
    assert fetched.find("urn:none") is None
    assert fetched.find("file:///a/b.rng") == Path("/a/b.rng")
    assert fetched.at_hand("b.rng") == "b.rng"


def test_the_verb_says_where_things_are(web: dict[str, Any], tmp_path: Path) -> None:
    web[f"{HOST}a.rnc"] = "element a { empty }"
    result = CliRunner().invoke(main, ["schema", "fetch", f"{HOST}a.rnc"])
    assert result.exit_code == 0
    assert f"{HOST}a.rnc is kept as {tmp_path}" in result.output
    (tmp_path / "a.xml").write_text(f'<?xml-model href="{HOST}a.rnc"?><a/>')
    assert CliRunner().invoke(main, ["validate", str(tmp_path / "a.xml")]).exit_code == 0
    assert CliRunner().invoke(main, ["schema", "fetch", f"{HOST}none.rnc"]).exit_code == 2


def test_a_json_schema_comes_with_what_it_refers_to(web: dict[str, Any]) -> None:
    web[f"{HOST}a.json"] = '{"items": {"$ref": "b.json#/x"}, "not": {"$ref": "#"}, "if": {"$ref": "local://c.json"}}'
    web[f"{HOST}b.json"] = "{}"
    assert set(dict(fetch(f"{HOST}a.json"))) == set(web)
