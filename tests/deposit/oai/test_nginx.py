"""The rules for nginx: harvesters that others wrote get from files what the repository would answer."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from harvesting import BASE, codes, collection, identifiers, text, volume
from kits import made
from lxml import etree

from tei.deposit.oai import TARGET, Repository

sickle = pytest.importorskip("sickle", reason="sickle is not installed")

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
TEXTS = (volume("big", "2026-03-01T12:30:00Z", 120), text("a", "2026-02-03T23:59:59Z"))
# Whoever runs it as root owns the files, too; for anybody else the first word does nothing.
CONFIGURATION = """
user root; daemon off; worker_processes 1; pid {0}/pid; error_log {0}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off; include {0}/root/edition/oai/nginx-maps.conf;
    client_body_temp_path {0}/t1; proxy_temp_path {0}/t2; fastcgi_temp_path {0}/t3; uwsgi_temp_path {0}/t4;
    scgi_temp_path {0}/t5;
    server {{ listen 127.0.0.1:{1}; root {0}/root; include {0}/root/edition/oai/nginx-location.conf; }}
}}
"""
REFUSED = {
    "": "badVerb",
    "verb=Junk": "badVerb",
    "verb=ListRecords": "badArgument",
    "verb=GetRecord&identifier=oai:example.org:a": "badArgument",
    "verb=GetRecord&metadataPrefix=tei": "badArgument",
    "verb=GetRecord&metadataPrefix=marc&identifier=oai:example.org:a": "cannotDisseminateFormat",
    "verb=GetRecord&metadataPrefix=tei&identifier=oai:example.org:none": "idDoesNotExist",
    "verb=GetRecord&metadataPrefix=tei&identifier=oai:example.org:../../Identify": "idDoesNotExist",
    "verb=GetRecord&metadataPrefix=../tei&identifier=oai:example.org:a": "cannotDisseminateFormat",
    "verb=ListMetadataFormats&identifier=none": "idDoesNotExist",
    "verb=ListIdentifiers&metadataPrefix=marc": "cannotDisseminateFormat",
    "verb=ListIdentifiers&metadataPrefix=tei&set=none": "noRecordsMatch",
    "verb=ListIdentifiers&metadataPrefix=tei&set=../x": "noRecordsMatch",
    "verb=ListIdentifiers&resumptionToken=9-tei": "badResumptionToken",
    "verb=ListIdentifiers&resumptionToken=../Identify": "badResumptionToken",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves the files of a repository."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    place = tmp_path_factory.mktemp("nginx")
    made(TARGET, place / "root" / "edition" / "oai", collection(*TEXTS))
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (place / "nginx.conf").write_text(CONFIGURATION.format(place, port), encoding="utf-8")
    with subprocess.Popen([NGINX, "-p", str(place), "-c", str(place / "nginx.conf")], stderr=subprocess.DEVNULL) as run:
        try:
            address = f"http://127.0.0.1:{port}/edition/oai"
            wait(address)
            yield address
        finally:
            run.terminate()
            run.wait(60)


def wait(address: str) -> None:
    """Until somebody answers."""
    for _ in range(1000):
        try:
            urlopen(f"{address}?verb=Identify", timeout=5).close()
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")


def get(address: str, query: str) -> etree._Element:
    with urlopen(f"{address}?{query}") as answer:
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        return etree.fromstring(answer.read(), etree.XMLParser(collect_ids=False))


def test_lists_are_harvested(served: str) -> None:
    every = [f"oai:example.org:{each.resource.id}" for each in Repository(collection(*TEXTS), BASE).items.every]
    client = sickle.Sickle(served)
    for prefix in ("oai_dc", "oai_datacite", "tei"):
        assert [each.header.identifier for each in client.ListRecords(metadataPrefix=prefix)] == every
    assert [each.identifier for each in client.ListIdentifiers(metadataPrefix="tei", set="big")] == every[1:]


def test_the_other_verbs_are_answered(served: str) -> None:
    client = sickle.Sickle(served)
    assert client.Identify().baseURL == BASE
    assert [each.setSpec for each in client.ListSets()] == ["big"]
    for id in ("a", "big", "big/d7"):
        # Once as sickle writes it, with its colons and slashes as numbers, and once as it is.
        identifier = f"oai:example.org:{id}"
        assert client.GetRecord(metadataPrefix="tei", identifier=identifier).header.identifier == identifier
        assert identifiers(get(served, f"verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}")) == [id]
        assert len(list(client.ListMetadataFormats(identifier=identifier))) == 3


@pytest.mark.parametrize("query", REFUSED)
def test_what_there_is_not_is_refused(served: str, query: str) -> None:
    assert codes(get(served, query)) == [REFUSED[query]]
