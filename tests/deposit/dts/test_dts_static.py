"""The files say what the service says, a client finds its way through them, and what is spoilt in them is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from citing import BASE, collection, service, tei
from peers import folder
from uritemplate import expand

from tei.deposit.collection import Collection
from tei.deposit.dts import TARGET, Service
from tei.deposit.dts import service as services
from tei.deposit.dts import static as statics
from tei.deposit.dts.addresses import Paths
from tei.deposit.schemas import Schemas, at_hand

ADDRESSES = frozenset(
    ("@id", "collection", "navigation", "document", "download", "mediaTypes", "first", "last", "next", "previous")
)
SOME = collection(tei(title="One"), tei("", "<body><ab/></body>"), url="https://example.org/")


def made(tmp_path: Path, some: Collection = SOME) -> Path:
    TARGET.make(some, tmp_path)
    return tmp_path


def told(kit: Path) -> list[str]:
    """What the check of a kit says, without what was not compared with a schema."""
    return [each.message for each in TARGET.check(kit, Schemas()) if each.code != "P861"]


def without_addresses(value: object) -> object:
    if isinstance(value, dict):
        kept = value.get("@type") in ("Collection", "Resource")
        return {k: without_addresses(v) for k, v in value.items() if k not in ADDRESSES or (k == "@id" and kept)}
    return [without_addresses(each) for each in value] if isinstance(value, list) else value


def test_files_are_what_the_service_answers(tmp_path: Path) -> None:
    kit = made(tmp_path)
    static, served = statics.service(SOME), Service(SOME, BASE)
    paths = set()
    for file in statics.files(static):
        body = (kit / file.path).read_bytes()
        answer = served.answer(file.endpoint, file.given)
        assert answer.status == 200, file
        assert static.answer(file.endpoint, file.given).body == body
        if file.endpoint == "document":
            assert answer.body == body
        else:
            assert without_addresses(json.loads(answer.body)) == without_addresses(json.loads(body))
        paths.add(file.path)
    assert paths == {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file()}
    assert not told(kit)


def test_templates_lead_to_files(tmp_path: Path) -> None:
    kit = made(tmp_path)
    entry = json.loads((kit / "index.json").read_text())
    assert entry["@id"] == f"{BASE}index.json"
    assert entry["collection"] == f"{BASE}collection{{/id,nav}}{{;page}}.json"
    assert entry["navigation"] == f"{BASE}navigation{{/resource}}{{;tree,down,page}}{{/ref,start,end}}.json"
    assert entry["document"] == f"{BASE}document{{/resource}}{{;tree}}{{/ref,start,end}}.xml"
    one = json.loads((kit / "collection/t1.json").read_text())
    assert one["navigation"] == f"{BASE}navigation/t1{{;tree,down,page}}{{/ref,start,end}}.json"
    for path in ("navigation/t1;down=-1.json", "navigation/t1;tree=page;down=1.json", "navigation/t1;down=0/1.json",
                 "navigation/t1;tree=page;down=1/3.json", "navigation/t1;tree=page;down=-1/3.json",
                 "navigation/t1;tree=page;down=0/3.json", "navigation/t1;tree=page;down=2/3.json",
                 "navigation/t1;down=3.json", "navigation/t2.json", "navigation/t2;down=2.json",
                 "collection/parents.json", "collection/children.json",
                 "document/t1/2.xml", "document/t1;tree=page/3.xml", "collection/t1/parents.json"):  # fmt: skip
        assert (kit / path).is_file(), path


@pytest.mark.parametrize(
    ("endpoint", "given", "wanted"),
    [
        ("entry", (), "b/index.json"), ("collection", (), "b/collection.json"),
        ("collection", (("id", "t"), ("page", "2"), ("nav", "children")), "b/collection/t/children;page=2.json"),
        ("navigation", (("resource", "t"), ("ref", "a b"), ("down", "1")), "b/navigation/t;down=1/a%20b.json"),
        ("document", (("resource", "t"), ("tree", "pä"), ("ref", "[I]")), "b/document/t;tree=p%C3%A4/%5BI%5D.xml"),
    ],
)  # fmt: skip
def test_addresses_are_those_of_the_templates(endpoint: str, given: tuple[tuple[str, str], ...], wanted: str) -> None:
    assert Paths("b/").address(endpoint, given) == wanted


def test_who_asks_for_a_range_finds_nothing(tmp_path: Path) -> None:
    one = json.loads((made(tmp_path) / "collection/t1.json").read_text())
    for template in (one["navigation"], one["document"]):
        address = expand(template, {"start": "1", "end": "2", "down": "1"})
        assert not (tmp_path / unquote(address.removeprefix(BASE))).exists()


def test_what_is_not_published_has_addresses_from_the_root() -> None:
    assert b'"@id": "/dts/index.json"' in statics.service(collection(tei(), url="")).answer("entry").body


def test_what_is_much_has_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (services, statics):
        monkeypatch.setattr(room, "UNITS", 3)
        monkeypatch.setattr(room, "MEMBERS", 1)
    kit = made(tmp_path, collection(tei(title="One"), tei(title="Two")))
    assert (kit / "navigation/t1;down=-1;page=3.json").is_file()
    assert (kit / "collection;page=2.json").is_file()
    assert not told(kit)
    views = [view for path in kit.rglob("*.json") if (view := json.loads(path.read_text()).get("view"))]
    assert {name for view in views for name in view} == {"@id", "@type", "first", "previous", "next", "last"}
    for address in (view[name] for view in views for name in view if name != "@type" and view[name]):
        assert (kit / unquote(address.removeprefix(BASE))).is_file(), address


def test_of_many_siblings_there_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statics, "SIBLINGS", 2)
    kit = made(tmp_path)
    assert (kit / "navigation/t1;down=1/1.json").is_file()
    assert not (kit / "navigation/t1;down=0/1.json").exists()


def test_a_text_called_as_a_direction_is_found(tmp_path: Path) -> None:
    (resource,) = collection(tei()).resources
    kit = made(tmp_path, replace(SOME, resources=(replace(resource, name="parents"),)))
    assert json.loads((kit / "collection/parents.json").read_text())["@id"] == "parents"
    assert not told(kit)


@pytest.mark.parametrize("name", ["a/b", "../x", "a:b", ".", "..", ".a", "a.", "a\\b", "x" * 121, "ä" * 61])
def test_what_cannot_be_the_name_of_a_file_has_none(tmp_path: Path, name: str) -> None:
    declared = '<refsDecl><citeStructure unit="u" match="//div" use="@n" delim="-"/></refsDecl>'
    declared = declared.replace(' delim="-"', "") + declared.replace("<refsDecl>", f'<refsDecl n="{name}">')
    some = collection(tei(declared, f"<body><div n='ok'/><div n='{name}'/></body>"))
    kit = tmp_path / "kit"
    kit.mkdir()
    made(kit, some)
    assert {path.name for path in tmp_path.iterdir()} == {"kit"}
    assert {path.name for path in (kit / "document/t1").iterdir()} == {"ok.xml"}
    assert not told(kit)
    (judge,) = TARGET.judges
    (unfit,) = [each for each in judge(some) if each.code == "H263"]
    assert unfit.message.startswith("t1: there is no static file for what is cited as “")


def test_what_cannot_be_cited_is_told_once() -> None:
    declared = '<refsDecl><citeStructure unit="u" match="//div" use="f()"/></refsDecl>'
    (judge,) = TARGET.judges
    assert [each.code for each in judge(collection(tei(declared)))] == ["H261"]
    (resource,) = collection(tei(declared)).resources
    twice = replace(collection(tei(declared)), resources=(resource, replace(resource, name="t2")))
    assert [each.code for each in judge(twice)] == ["H261"]


def change(path: str, name: str, value: object) -> Callable[[Path], object]:
    """Set something in a file; the name has the steps to it."""

    def changed(kit: Path) -> object:
        told = place = json.loads((kit / path).read_text())
        *steps, last = name.split("/")
        for step in steps:
            place = place[int(step) if step.isdigit() else step]
        place[last] = value
        return (kit / path).write_text(json.dumps(told))

    return changed


ALL = "navigation/t1;down=-1.json"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda kit: (kit / "index.json").unlink(), "the file is not there"),
        (lambda kit: (kit / "index.json").write_text("{"), "it is no JSON: "),
        (lambda kit: (kit / "index.json").write_text("[]"), "it does not describe a EntryPoint"),
        (lambda kit: (kit / "document/t1/1.xml").unlink(), "the file is not there"),
        (lambda kit: (kit / "document/t1/1.xml").write_text("<TEI>"), "it is not well-formed: "),
        (lambda kit: (kit / "document/t1.xml").write_text("<TEI/>"), "its root is not <TEI>"),
        (lambda kit: (kit / "navigation/t1/1-1.json").unlink(), "the file is not there"),
        (lambda kit: (kit / "navigation/t2.json").unlink(), "the file is not there"),
        (lambda kit: (kit / "collection/t1.json").unlink(), "the file is not there"),
        (change("index.json", "dtsVersion", 1), "dtsVersion is missing"),
        (change("collection.json", "totalChildren", 3), "it has 2 members, not 3 as it says"),
        (change("collection.json", "member", {}), "member is no list of objects"),
        (change(ALL, "member", []), "the citation tree has no citable units"),
        (change(ALL, "member/1/identifier", "1"), "two citable units are called 1"),
        (change(ALL, "member/1/level", 1), "the level of 1-1 is not one more than that of its parent 1"),
        (change(ALL, "member/1/parent", "x"), "the level of 1-1 is not one more than that of its parent x"),
        (change(ALL, "member/0/level", "1"), "a citable unit lacks its identifier, its level or its parent"),
        (change("navigation/t1/1.json", "ref/identifier", "2"), "it is about another unit than 1"),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_told(tmp_path: Path, spoil: Callable[[Path], object], said: str) -> None:
    texts = tei().replace('delim=":"', 'delim="-"'), tei("", "<body><ab/></body>")
    kit = made(tmp_path, collection(*texts))
    assert not told(kit)
    spoil(kit)
    found = told(kit)
    assert found
    assert any(each.startswith(said) for each in found), found


def test_schemas_are_obeyed(tmp_path: Path) -> None:
    kit = made(tmp_path)
    with at_hand(folder("TEI_ORACLE") / "deposit") as known:
        assert not list(TARGET.check(kit, known))
        change("index.json", "dtsVersion", "2.0")(kit)
        (found,) = TARGET.check(kit, known)
    assert (found.code, found.severity) == ("P862", "error")


def test_the_service_and_its_files_have_one_root() -> None:
    assert service(tei()).root == statics.service(collection(tei())).root
