"""Harvesters that others wrote get all there is: of a made-up collection, and of a volume of gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from harvesting import repository, serving
from lxml import etree
from peers import packed, unpacked

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.deposit import Collection, collect
from tei.deposit.answer import Answer
from tei.deposit.oai import Repository

sickle = pytest.importorskip("sickle", reason="sickle is not installed")
scythe = pytest.importorskip("oaipmh_scythe", reason="oaipmh-scythe is not installed")

Asked = dict[str, str]


def with_sickle(address: str, verb: str, asked: Asked) -> list[str]:
    """The identifiers that sickle gathers."""
    found = getattr(sickle.Sickle(address, timeout=60), verb)(**asked)
    return [(each.header if verb == "ListRecords" else each).identifier for each in found]


def with_scythe(address: str, verb: str, asked: Asked) -> list[str]:
    """The identifiers that oaipmh-scythe gathers."""
    names = {"metadataPrefix": "metadata_prefix", "from": "from_", "until": "until", "set": "set_"}
    with scythe.Scythe(address) as client:
        ask = client.list_records if verb == "ListRecords" else client.list_identifiers
        found = ask(**{names[name]: value for name, value in asked.items()})
        return [(each.header if verb == "ListRecords" else each).identifier for each in found]


CLIENTS = {"sickle": with_sickle, "scythe": with_scythe}
FORMATS = ("oai_dc", "oai_datacite", "tei")
SELECTED = (
    {"set": "v1"},
    {"from": "2026-02-03T23:59:59Z"},
    {"until": "2026-02-03"},
    {"from": "2026-02-03", "until": "2026-02-03", "set": "v1"},
)


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[str, Repository]]:
    """A made-up collection, and where it is served."""
    of = repository(page=4)
    with serving(of.answer) as address:
        yield address, of


def wanted(of: Repository, asked: Asked) -> list[str]:
    """The identifiers of what is asked for, by looking at each item."""
    begin, end = asked.get("from", ""), asked.get("until", "9999")
    return [
        of.identifier(each.resource.id)
        for each in of.items.every
        if asked.get("set", each.set) == each.set and begin <= each.datestamp and each.datestamp[: len(end)] <= end
    ]


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
@pytest.mark.parametrize("selected", [{}, *SELECTED], ids=lambda each: " ".join(each) or "all")
def test_a_made_up_collection(made: tuple[str, Repository], client: str, verb: str, selected: Asked) -> None:
    address, of = made
    for prefix in FORMATS:
        found = CLIENTS[client](address, verb, {"metadataPrefix": prefix, **selected})
        assert found == wanted(of, selected)
        assert len(found) > 4


def test_sickle_asks_for_all_else(made: tuple[str, Repository]) -> None:
    address, of = made
    client = sickle.Sickle(address, http_method="POST")
    assert client.Identify().repositoryName == "An edition"
    assert [each.setSpec for each in client.ListSets()] == ["v1", "v2"]
    assert [each.metadataPrefix for each in client.ListMetadataFormats()] == list(FORMATS)
    record = client.GetRecord(identifier=of.identifier("v1/d2"), metadataPrefix="oai_dc")
    assert record.metadata["title"] == ["2. Telegram"]
    with pytest.raises(sickle.oaiexceptions.IdDoesNotExist):
        client.GetRecord(identifier="oai:example.org:none", metadataPrefix="oai_dc")
    with pytest.raises(sickle.oaiexceptions.NoRecordsMatch):
        client.ListRecords(metadataPrefix="oai_dc", set="none")


def test_scythe_asks_for_all_else(made: tuple[str, Repository]) -> None:
    address, of = made
    with scythe.Scythe(address) as client:
        assert client.identify().repositoryName == "An edition"
        assert [each.setSpec for each in client.list_sets()] == ["v1", "v2"]
        assert [each.metadataPrefix for each in client.list_metadata_formats()] == list(FORMATS)
        record = client.get_record(identifier=of.identifier("v1/d2"), metadata_prefix="oai_dc")
        assert record.metadata["title"] == ["2. Telegram"]


def test_get_and_post_are_the_same(made: tuple[str, Repository]) -> None:
    address, _ = made
    query = urlencode({"verb": "ListSets"})
    with urlopen(f"{address}?{query}") as got, urlopen(address, query.encode()) as posted:
        # They may have been given one second apart.
        got, posted = etree.fromstring(got.read()), etree.fromstring(posted.read())
    assert etree.tostring(got[2]) == etree.tostring(posted[2])


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A volume of more than 400 documents."""
    volumes = [each for each in packed() if each.name.startswith("frus1955-57v01.")]
    if not volumes:
        pytest.skip("TEI_GOLD lacks frus1955-57v01")
    (path,) = unpacked(volumes, tmp_path_factory.mktemp("gold"))
    edition = Edition.load(str(path))
    return collect([(edition, "")], Profile.load("frus"), Authority(), url="https://example.org/e/", email="e@e.org")


@pytest.mark.parametrize("client", CLIENTS)
def test_a_volume_of_gold(gold: Collection, client: str) -> None:
    asked: list[int] = []
    of = Repository(gold, "https://example.org/e/oai")

    def answer(parameters: Sequence[tuple[str, str]]) -> Answer:
        asked.append(len(parameters))
        return of.answer(parameters)

    (resource,) = gold.resources
    every = [of.identifier(each.resource.id) for each in of.items.every]
    assert len(every) == len(resource.documents) + 1 > 400
    with serving(answer) as address:
        harvest = CLIENTS[client]
        for prefix in FORMATS:
            asked.clear()
            assert harvest(address, "ListRecords", {"metadataPrefix": prefix}) == every
            assert len(asked) == 5
        assert harvest(address, "ListIdentifiers", {"metadataPrefix": "tei", "set": resource.name}) == every
        day = resource.modified[:10]
        assert harvest(address, "ListIdentifiers", {"metadataPrefix": "tei", "from": day, "until": day}) == every


def test_the_tei_of_gold_is_as_it_was(gold: Collection) -> None:
    of = Repository(gold, "https://example.org/e/oai")
    parser = etree.XMLParser(collect_ids=False, huge_tree=True)
    for item in of.items.every[:40]:
        asked = {"verb": "GetRecord", "identifier": of.identifier(item.resource.id), "metadataPrefix": "tei"}
        root = etree.fromstring(of.answer(list(asked.items())).body, parser)
        (tei,) = root.iterfind(".//{*}metadata/*")
        assert canonical(tei) == canonical(item.resource.edition.tree.getroot())


def canonical(element: etree._Element) -> bytes:
    """An element with what is in it, as it is written whatever stands around it."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
