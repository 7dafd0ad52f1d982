"""A client goes through a volume, from the entry to the text of every citable unit: as a service, and as files.

With TEI_EVERY set all volumes are gone through, else one, and of its paragraphs and pages one in some.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from citing import BASE, PROFILE, TEI, canonical, text_of, wrapped
from lxml import etree
from peers import packed, unpacked
from uritemplate import expand

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.deposit.answer import Answer
from tei.deposit.collection import Collection, collect
from tei.deposit.dts import TARGET, Service
from tei.deposit.dts import static as statics

EVERY = bool(os.environ.get("TEI_EVERY"))
SOME = 1 if EVERY else 7
VOLUMES = ["frus1955-57v01.xml.xz"]


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    chosen = [path for path in packed() if EVERY or path.name in VOLUMES] or packed()[:1]
    files = unpacked(chosen, tmp_path_factory.mktemp("gold"))
    return collect([(Edition.load(str(path)), "") for path in files], PROFILE, Authority(), url="https://example.org/")


class Client:
    """One that knows nothing but the address of the entry, and expands the templates that it is told."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def get(self, address: str) -> Answer:
        """What is at an address."""
        assert address.startswith(BASE)
        parts = urlsplit(address[len(BASE) :])
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        answer = self._service.answer(parts.path or "entry", pairs)
        assert answer.status == 200, (address, answer)
        return answer

    def told(self, template: str, **values: str) -> dict[str, Any]:
        """What is told where a template leads to."""
        found: dict[str, Any] = json.loads(self.get(expand(template, {**values})).body)
        return found

    def members(self, template: str, **values: str) -> list[dict[str, Any]]:
        """The members that are told, on all pages."""
        told = self.told(template, **values)
        found: list[dict[str, Any]] = told["member"]
        while following := told.get("view", {}).get("next"):
            told = self.told(following)
            found += told["member"]
        return found


def test_every_unit_is_reached_and_equals_its_source(volumes: Collection) -> None:
    client = Client(Service(volumes, BASE))
    entry = client.told(BASE)
    members = client.members(entry["collection"])
    assert [each["@id"] for each in members] == [each.id for each in volumes.resources]
    for member, resource in zip(members, volumes.resources, strict=True):
        described = client.told(entry["collection"], id=member["@id"])
        default, page = described["citationTrees"]
        assert (default.get("identifier"), page["identifier"]) == (None, "page")
        root = resource.edition.tree.getroot()
        assert client.get(expand(described["document"], {})).body == resource.data
        _divisions(client, described, root)
        _pages(client, described, root)


def _divisions(client: Client, described: Mapping[str, Any], root: etree._Element) -> None:
    by_id = {element.get("{http://www.w3.org/XML/1998/namespace}id"): element for element in root.iter("*")}
    units = client.members(described["navigation"], down="-1")
    known = {unit["identifier"]: unit for unit in units}
    assert len(known) == len(units)
    reached = set()
    paragraphs = 0
    for unit in units:
        parent = known.get(unit["parent"])
        assert unit["level"] == (parent["level"] + 1 if parent else 1)
        last = unit["identifier"].rpartition(".")[2]
        if unit["citeType"] == "paragraph":
            paragraphs += 1
            if paragraphs % SOME:
                continue
            inner = by_id[unit["parent"].rpartition(".")[2]].iter(f"{TEI}p")
            alone = [p for p in inner if not any(each.tag in (f"{TEI}p", f"{TEI}note") for each in p.iterancestors())]
            own = [p for p in alone if next(p.iterancestors(f"{TEI}div")) is by_id[unit["parent"].rpartition(".")[2]]]
            source = own[int(last) - 1]
        elif unit["citeType"] == "titlepage":
            source = next(root.iter(f"{TEI}titlePage"))
        else:
            source = by_id[last]
            reached.add(source)
        (found,) = wrapped(client.get(expand(described["document"], {"ref": unit["identifier"]})))
        assert canonical(found) == canonical(source), unit
        if unit["citeType"] in ("compilation", "chapter", "document"):
            children = client.told(described["navigation"], ref=unit["identifier"], down="1")["member"]
            wanted = [each for each in units if each["parent"] == unit["identifier"]]
            assert children == [unit, *wanted]
    assert reached == set(root.iter(f"{TEI}div"))


def _pages(client: Client, described: Mapping[str, Any], root: etree._Element) -> None:
    units = client.told(described["navigation"], tree="page", down="1")["member"]
    numbered = [each.get("n") for each in root.iter(f"{TEI}pb") if each.get("n")]
    assert [unit["identifier"] for unit in units] == numbered
    texts = []
    for unit in units:
        answer = client.get(expand(described["document"], {"tree": "page", "ref": unit["identifier"]}))
        page = wrapped(answer)
        assert next(page.iter(f"{TEI}pb")).get("n") == unit["identifier"]
        texts.append(text_of(page))
    (text,) = root.iterchildren(f"{TEI}text")
    if len(list(text.iter(f"{TEI}pb"))) == len(units):
        assert text_of(text).endswith("".join(texts))
    first, last = units[0]["identifier"], units[-1]["identifier"]
    whole = wrapped(client.get(expand(described["document"], {"tree": "page", "start": first, "end": last})))
    assert text_of(text).endswith(text_of(whole))


def test_files_are_what_the_service_answers(volumes: Collection, tmp_path: Path) -> None:
    TARGET.make(volumes, tmp_path)
    served, static = Service(volumes, BASE), statics.service(volumes)
    entry = json.loads((tmp_path / "index.json").read_bytes())
    for number, file in enumerate(statics.files(static)):
        if number % SOME and file.endpoint != "document":
            continue
        body = (tmp_path / file.path).read_bytes()
        if number % SOME == 0:
            template = entry["@id"] if file.endpoint == "entry" else entry[file.endpoint]
            assert expand(template, dict(file.given)) == static_address(file.path)
        if file.endpoint == "document":
            assert served.answer(file.endpoint, file.given).body == body
        else:
            ours, theirs = json.loads(body), json.loads(served.answer(file.endpoint, file.given).body)
            assert ours.get("member", []) == theirs.get("member", []) or file.endpoint == "collection"
            assert ours.get("ref") == theirs.get("ref")


def static_address(path: str) -> str:
    """The address of a file, as RFC 6570 has it."""
    return f"{BASE}{quote(path, safe='/;=')}"
