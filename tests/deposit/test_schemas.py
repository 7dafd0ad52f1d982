"""The schemas of repositories: at hand in a folder or in the cache, else not used, and that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tei.core.diagnostic import Refused, refusal
from tei.deposit import schemas as room
from tei.deposit.schemas import Schemas, at_hand, invalid

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:x="http://www.w3.org/1999/xlink">
<xs:import namespace="http://www.w3.org/1999/xlink" schemaLocation="http://www.loc.gov/standards/xlink/xlink.xsd"/>
<xs:element name="mets"><xs:complexType><xs:sequence><xs:element name="file"/></xs:sequence>
<xs:attribute ref="x:href"/></xs:complexType></xs:element></xs:schema>"""
XLINK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
<xs:attribute name="href" type="xs:anyURI"/></xs:schema>"""
METS = "http://www.loc.gov/standards/mets/mets.xsd"
ADDRESS = "https://example.org/things/thing.json"


@pytest.fixture(autouse=True)
def no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))


def file_of(folder: Path, text: str) -> Path:
    path = folder / "made.xml"
    path.write_text(text)
    return path


def test_a_folder_of_schemas_stands_for_their_addresses(tmp_path: Path) -> None:
    own = tmp_path / "own" / "deep er"
    own.mkdir(parents=True)
    (own / "mets-1.12.1.xsd").write_text(XSD)
    (own / "xlink").mkdir()
    (own / "xlink" / "xlink.xsd").write_text(XLINK)
    with at_hand(tmp_path / "own") as schemas:
        assert not list(schemas.xml(file_of(tmp_path, "<mets><file/></mets>"), METS))
        assert not list(schemas.xml(file_of(tmp_path, "<mets><file/></mets>"), METS.replace("http:", "https:")))
        (fault,) = schemas.xml(file_of(tmp_path, "<mets/>"), METS)
    assert (fault.code, fault.message) == ("R301", "<mets> is not complete")


@pytest.mark.parametrize(
    ("imports", "namespace", "attribute"),
    [
        ("http://www.w3.org/2001/xml.xsd", "http://www.w3.org/XML/1998/namespace", "xml:lang"),
        ("http://www.w3.org/2001/03/xml.xsd", "http://www.w3.org/XML/1998/namespace", "xml:space"),
        ("http://www.loc.gov/mods/xml.xsd", "http://www.w3.org/XML/1998/namespace", "xml:base"),
        ("http://www.loc.gov/standards/xlink/xlink.xsd", "http://www.w3.org/1999/xlink", "x:href"),
    ],
)
def test_what_the_schemas_of_libraries_import_is_always_at_hand(
    tmp_path: Path, imports: str, namespace: str, attribute: str
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    made = XSD.replace("http://www.loc.gov/standards/xlink/xlink.xsd", imports).replace("x:href", attribute)
    made = made.replace('import namespace="http://www.w3.org/1999/xlink"', f'import namespace="{namespace}"')
    (own / "mets.xsd").write_text(made)
    with at_hand(own) as schemas:
        assert not list(schemas.xml(file_of(tmp_path, "<mets><file/></mets>"), METS))


def test_what_is_not_at_hand_is_said_once(tmp_path: Path) -> None:
    with at_hand(None) as schemas:
        (said,) = schemas.xml(file_of(tmp_path, "<mets/>"), METS)
        assert (said.code, said.severity) == ("P861", "info")
        assert METS in said.help
        assert not list(schemas.xml(file_of(tmp_path, "<mets/>"), METS))


def test_a_schema_that_lacks_a_part_is_not_used(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mets.xsd").write_text(XSD.replace("loc.gov/standards/xlink/xlink.xsd", "example.org/part.xsd"))
    with at_hand(own) as schemas:
        (said,) = schemas.xml(file_of(tmp_path, "<mets/>"), METS)
    assert said.code == "P861"
    assert "part.xsd" in said.message


def test_a_folder_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no folder"), at_hand(tmp_path / "none"):
        raise AssertionError


def test_a_schema_is_fetched_once_and_then_no_more_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fetch(address: str) -> list[tuple[str, Path]]:
        asked.append(address)
        if "none" in address:
            raise refusal("P304", "there is no network", "")
        return [(address, file_of(tmp_path, "<x/>"))]

    monkeypatch.setattr(room, "fetch", fetch)
    assert Schemas().path(ADDRESS) is None
    assert asked == []
    fetching = Schemas(fetching=True)
    assert fetching.path(ADDRESS) == tmp_path / "made.xml"
    assert fetching.path("https://example.org/none") is None
    assert fetching.path(ADDRESS) is None
    assert asked == [ADDRESS, "https://example.org/none"]


def kept(address: str, value: object) -> None:
    from tei.core import fetched

    path = fetched.place(address)
    assert path is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def test_json_is_compared_with_what_a_schema_refers_to(tmp_path: Path) -> None:
    kept(ADDRESS, {"$id": "thing.json", "properties": {"b": {"$ref": "part.json"}}, "required": ["a"]})
    kept(ADDRESS.replace("thing.json", "part.json"), {"type": "string"})
    file = tmp_path / "made.json"
    file.write_text(json.dumps({"inner": [{"b": 1}]}))
    schemas = Schemas()
    found = list(schemas.json(file, ADDRESS, "inner/0"))
    assert [(d.code, d.message) for d in found] == [
        ("P862", "inner/0: 'a' is a required property"),
        ("P862", "inner/0/b: 1 is not of type 'string'"),
    ]
    file.write_text('{"a": 1}')
    assert not list(schemas.json(file, ADDRESS))
    file.write_text("{}")
    assert [d.message for d in schemas.json(file, ADDRESS)] == ["the whole: 'a' is a required property"]
    (said,) = schemas.json(file, "https://example.org/other.json")
    assert said.code == "P861"


def test_a_json_schema_that_lacks_a_part_is_not_used(tmp_path: Path) -> None:
    kept(ADDRESS, {"$ref": "part.json"})
    file = tmp_path / "made.json"
    file.write_text("{}")
    (said,) = Schemas().json(file, ADDRESS)
    assert said.code == "P861"
    assert "part.json" in said.message


def test_without_jsonschema_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(ADDRESS, {})
    monkeypatch.setattr(room, "find_spec", lambda name: None)
    file = tmp_path / "made.json"
    file.write_text("{}")
    (said,) = Schemas().json(file, ADDRESS)
    assert "jsonschema is not installed" in said.message


def test_what_is_invalid_names_the_file(tmp_path: Path) -> None:
    fault = invalid(tmp_path / "a.json", "it lacks a title", "add one")
    assert str(fault.labels[0]).startswith(str(tmp_path / "a.json"))


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        ("[1", "is no JSON Schema"), ("[" * 100_000, "nested too deep"), ("[]", "it is no object"),
        ('{"type": 5}', "is no JSON Schema"), ('{"pattern": "("}', "is no JSON Schema"),
        ('{"$ref": "#"}', "in a circle"),
    ],
)  # fmt: skip
def test_what_is_no_json_schema_judges_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: str, why: str
) -> None:
    pytest.importorskip("jsonschema")
    (tmp_path / "thing.json").write_text(schema)
    (tmp_path / "made.json").write_text("{}")
    schemas = Schemas()
    monkeypatch.setattr(schemas, "path", lambda address: tmp_path / "thing.json")
    (said,) = schemas.json(tmp_path / "made.json", ADDRESS)
    assert said.code == "P861"
    assert why in said.message
