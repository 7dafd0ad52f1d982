"""What may be asked, and how it is answered or refused (DTS 1.0)."""

from __future__ import annotations

import json
from threading import Thread

import pytest
from citing import BASE, ask, collection, members, service, tei, told
from hypothesis import given
from hypothesis import strategies as st

from tei.deposit.answer import JSON_LD
from tei.deposit.collection import Resource
from tei.deposit.dts import Service
from tei.deposit.dts import service as services
from tei.deposit.dts.index import Index, index_of
from tei.deposit.vocabulary import TEI_XML

SMALL = service()
PLAIN_TREE = service(tei(declared="<refsDecl><p>Not at all.</p></refsDecl>", body="<body><ab>Text.</ab></body>"))
NAV = "navigation?resource=t1"
DOC = "document?resource=t1"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ("nothing", 404), ("", 404),
        ("navigation", 400), ("navigation?resource=", 400), ("navigation?down=1", 400),
        ("navigation?resource=none&down=1", 404), ("navigation?resource=../t1&down=1", 404),
        (NAV, 400), (f"{NAV}&down=0", 400), (f"{NAV}&down=0&start=1&end=2", 400),
        (f"{NAV}&ref=1&start=1&end=2", 400), (f"{NAV}&ref=1&end=2", 400),
        (f"{NAV}&start=1", 400), (f"{NAV}&end=1&down=1", 400),
        (f"{NAV}&ref=9", 404), (f"{NAV}&start=1&end=9", 404), (f"{NAV}&start=9&end=1&down=1", 404),
        (f"{NAV}&start=2&end=1", 404), (f"{NAV}&start=2&end=1&down=1", 404),
        (f"{NAV}&tree=none&down=1", 404), (f"{NAV}&tree=page&ref=1:1", 404), (f"{NAV}&tree=page&down=1", 200),
        (f"{NAV}&down=x", 400), (f"{NAV}&down=-2", 400), (f"{NAV}&down=1.0", 400), (f"{NAV}&down=٣", 400),
        (f"{NAV}&down=-0", 400), (f"{NAV}&down={'9' * 6000}", 200), (f"{NAV}&down=-{'9' * 6000}", 400),
        (f"{NAV}&down=1&page=0", 400), (f"{NAV}&down=1&page=x", 400), (f"{NAV}&down=1&page=2", 404),
        (f"{NAV}&ref=1&page=2", 404), (f"{NAV}&ref=1&page=1", 200),
        (f"{NAV}&down=1&down=2", 400), (f"{NAV}&resource=t1&down=1", 400), (f"{NAV}&down=1&other=1&other=2", 200),
        (f"{NAV}&ref=1\0", 404), (f"{NAV}&ref=\ud800", 404),
        ("document", 400), ("document?resource=none", 404), (f"{DOC}&ref=9", 404), (f"{DOC}&tree=none&ref=1", 404),
        (f"{DOC}&tree=none", 200), (f"{DOC}&tree=page&ref=1:1", 404), (f"{DOC}&ref=1&start=1&end=2", 400),
        (f"{DOC}&start=1", 400), (f"{DOC}&end=1", 400), (f"{DOC}&start=2&end=1", 404), (f"{DOC}&start=1&end=9", 404),
        (f"{DOC}&mediaType=image/png", 404), (f"{DOC}&mediaType={TEI_XML}", 200),
        (f"{DOC}&mediaType=application/tei xml", 200), (f"{DOC}&ref=1&ref=1", 400),
        ("collection", 200), ("collection?id=t1-1", 200), ("collection?id=none", 404), ("collection?nav=up", 400),
        ("collection?page=2", 404), ("collection?page=0", 400), ("collection?id=t1&nav=parents&page=1", 200),
        ("collection?id=t1&id=t1", 400), ("collection?id=t1&resource=none", 200), ("entry?x=1", 200),
    ],
)  # fmt: skip
def test_what_is_asked_is_answered_or_refused(request_: str, status: int) -> None:
    answer = ask(SMALL, request_)
    assert answer.status == status
    if status != 200:
        said = json.loads(answer.body)
        assert answer.media == "application/problem+json"
        assert (said["status"], bool(said["title"]), bool(said["detail"])) == (status, True, True)


@given(st.sampled_from(["entry", "collection", "navigation", "document"]), st.lists(
    st.tuples(
        st.sampled_from(["id", "resource", "ref", "start", "end", "down", "tree", "page", "nav", "mediaType"]),
        st.sampled_from(["t1", "t1-1", "1", "1:1", "2", "page", "-1", "0", "children", "text/plain", ""]) | st.text(),
    )
))  # fmt: skip
def test_nothing_that_is_asked_is_too_much(endpoint: str, parameters: list[tuple[str, str]]) -> None:
    assert SMALL.answer(endpoint, parameters).status in (200, 400, 404)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("down=1", "1 2 3"), ("down=2", "1 1:1 1:2 2 2:1 3 3:1"), ("down=-1", "1 1:1 1:2 2 2:1 3 3:1"),
        ("down=99999999999999999999", "1 1:1 1:2 2 2:1 3 3:1"),
        ("ref=1&down=1", "1 1:1 1:2"), ("ref=1&down=-1", "1 1:1 1:2"), ("ref=1:2&down=3", "1:2"),
        ("ref=1:2&down=0", "1:1 1:2"), ("ref=2&down=0", "1 2 3"), ("ref=2:1&down=-1", "2:1"),
        ("start=1&end=2&down=1", "1 1:1 1:2 2 2:1"), ("start=1:2&end=3&down=-1", "1:2 2 2:1 3 3:1"),
        ("start=1:2&end=2:1&down=1", "1:2 2 2:1"), ("start=1&end=1:1&down=1", "1 1:1 1:2"),
        ("tree=page&down=1", "1 2 3"), ("tree=page&ref=2&down=0", "1 2 3"),
    ],
)  # fmt: skip
def test_units_are_told_as_deep_as_is_asked(query: str, wanted: str) -> None:
    assert members(SMALL, f"{NAV}&{query}") == wanted


def test_without_down_there_are_no_members() -> None:
    one = told(SMALL, f"{NAV}&ref=1:1")
    assert "member" not in one
    assert one["ref"] == {
        "identifier": "1:1", "@type": "CitableUnit", "level": 2, "parent": "1", "citeType": "verse",
    }  # fmt: skip
    assert one["@id"] == f"{BASE}navigation?resource=t1&ref=1%3A1"
    several = told(SMALL, f"{NAV}&start=1&end=2:1")
    assert (several["start"]["parent"], several["end"]["parent"]) == (None, "2")
    assert not {"member", "ref"} & several.keys()


def test_a_unit_is_described_as_the_header_wants() -> None:
    first, second, _ = (each for each in told(SMALL, f"{NAV}&down=1")["member"])
    assert first["dublinCore"] == {"title": [{"lang": "en", "value": "The first"}]}
    assert first["extensions"] == {"@context": {}, "https://schema.org/url": ["https://example.org/1"]}
    assert second["dublinCore"] == {"title": [{"lang": "fr", "value": "Second"}]}


def test_what_is_no_tag_of_a_language_is_not_told() -> None:
    some = service(tei(body='<body><div n="1"><head xml:lang="en_US">One</head></div></body>'))
    (unit,) = told(some, f"{NAV}&down=1")["member"]
    assert unit["dublinCore"]["title"] == [{"lang": "und", "value": "One"}]


def test_a_text_without_citations_has_no_members() -> None:
    for query in ("", "&down=1", "&ref=1", "&down=0", "&tree=x"):
        answer = told(PLAIN_TREE, f"{NAV}{query}")
        assert (answer["member"], answer["resource"]["citationTrees"]) == ([], [])
    assert ask(PLAIN_TREE, f"{DOC}&ref=1").status == 404


def test_the_entry_has_templates() -> None:
    answer = ask(SMALL, "entry")
    assert answer.media == JSON_LD
    assert json.loads(answer.body) == {
        "@context": "https://dtsapi.org/context/v1.0.json",
        "dtsVersion": "1.0",
        "@id": BASE,
        "@type": "EntryPoint",
        "collection": f"{BASE}collection{{?id,page,nav}}",
        "navigation": f"{BASE}navigation{{?resource,ref,start,end,down,tree,page}}",
        "document": f"{BASE}document{{?resource,ref,start,end,tree,mediaType}}",
    }


def test_a_collection_has_its_resources() -> None:
    asked = service(tei(title="One"), tei(title="Two"))
    root = told(asked, "collection")
    assert (root["@type"], root["totalChildren"], root["totalParents"]) == ("Collection", 2, 0)
    assert told(asked, f"collection?id={root['@id']}") == root
    one, two = root["member"]
    assert (one["@id"], one["title"], two["@id"], two["title"]) == ("t1", "One", "t2", "Two")
    alone = told(asked, "collection?id=t1")
    assert {**one, "citationTrees": alone["citationTrees"], "@context": root["@context"], "member": []} == alone
    assert one["dublinCore"]["publisher"] == ["P"]
    assert one["dublinCore"]["title"] == [{"lang": "und", "value": "One"}]
    assert one["navigation"] == f"{BASE}navigation?resource=t1{{&ref,start,end,down,tree,page}}"
    assert one["download"] == f"{BASE}document?resource=t1"
    (parent,) = told(asked, "collection?id=t1&nav=parents")["member"]
    assert parent["@id"] == root["@id"]
    assert told(asked, "collection?nav=parents")["member"] == []


def test_who_wrote_is_told_with_addresses() -> None:
    author = "<author><persName ref='https://orcid.org/0000-0002-1825-0097'>A. Author</persName></author>"
    text = tei().replace("</titleStmt>", f"{author}</titleStmt>")
    one = told(service(text), "collection?id=t1")
    assert one["dublinCore"]["creator"] == ["A. Author", "https://orcid.org/0000-0002-1825-0097"]


def test_trees_are_told_with_the_kinds_that_occur() -> None:
    first, second = told(SMALL, "collection?id=t1")["citationTrees"]
    verse = {"@type": "CiteStructure", "citeType": "verse"}
    assert first == {
        "@type": "CitationTree",
        "citeStructure": [{"@type": "CiteStructure", "citeType": "chapter", "citeStructure": [verse]}],
        "description": "By chapters.",
    }
    assert second["identifier"] == "page"


def test_what_is_much_is_told_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "UNITS", 3)
    monkeypatch.setattr(services, "MEMBERS", 1)
    first = told(SMALL, f"{NAV}&down=-1")
    assert first["view"] == {
        "@id": f"{BASE}navigation?resource=t1&down=-1&page=1", "@type": "Pagination", "previous": None,
        "first": f"{BASE}navigation?resource=t1&down=-1&page=1", "next": f"{BASE}navigation?resource=t1&down=-1&page=2",
        "last": f"{BASE}navigation?resource=t1&down=-1&page=3",
    }  # fmt: skip
    assert [members(SMALL, f"{NAV}&down=-1&page={page}") for page in (1, 2, 3)] == ["1 1:1 1:2", "2 2:1 3", "3:1"]
    assert ask(SMALL, f"{NAV}&down=-1&page=4").status == 404
    asked = service(tei(), tei())
    assert [told(asked, f"collection?page={page}")["member"][0]["@id"] for page in (1, 2)] == ["t1", "t2"]


def test_only_so_many_texts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_KEPT", 2)
    made: list[str] = []

    def counted(resource: Resource) -> Index:
        made.append(resource.id)
        return index_of(resource)

    monkeypatch.setattr(services, "index_of", counted)
    asked = service(*(tei(title=str(number)) for number in range(3)))
    for id in ("t1", "t2", "t1", "t3", "t1", "t2"):
        told(asked, f"navigation?resource={id}&down=1")
    assert made == ["t1", "t2", "t3", "t2"]


def test_threads_share_a_service() -> None:
    asked = Service(collection(tei(), tei(title="Other")), BASE)
    found: list[bytes] = []

    def walk() -> None:
        for _ in range(20):
            found.extend(ask(asked, f"document?resource={id}&ref=2").body for id in ("t1", "t2"))

    threads = [Thread(target=walk) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 160
    assert len(set(found)) == 1


def test_a_root_is_not_called_as_a_resource_is() -> None:
    assert service(tei()).root == "t1-1"
