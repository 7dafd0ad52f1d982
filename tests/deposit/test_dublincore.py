"""Records as Dublin Core: all fifteen elements."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from kits import BARE, FULL, checked, collection, made
from lxml import etree
from records import RECORDS

from tei.deposit.dublincore import DC, ELEMENTS, TARGET, dublin_core, resolved
from tei.deposit.element import LANG
from tei.deposit.record import Identifier, Record


def said(element: etree._Element, name: str) -> list[str]:
    return [each.text or "" for each in element.iter(f"{{{DC}}}{name}")]


def test_everything_has_its_element() -> None:
    found = dublin_core(FULL, "https://example.org/")
    assert {etree.QName(child).localname for child in found} == set(ELEMENTS)
    assert said(found, "identifier") == [
        "https://example.org/", "https://doi.org/10.5281/zenodo.1003150", "frus: v23",
    ]  # fmt: skip
    assert said(found, "rights") == ["CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"]
    assert said(found, "source") == ["The printed volume, XXIII, pp. 1–3", "urn:isbn:0-16-024348-0"]
    assert said(found, "coverage") == [
        "Tokyo", "east=139.77; north=35.68; name=Tokyo", "Washington", "1955-01-01/1957-12-31",
    ]  # fmt: skip
    assert said(found, "creator")[0] == "Dulles, John Foster"
    assert "Glennon, John P., Jr." in said(found, "contributor")


@given(RECORDS)
@settings(max_examples=20, deadline=None)
def test_nothing_is_said_twice_or_empty(record: Record) -> None:
    found = [(each.tag, each.text, each.get(LANG)) for each in dublin_core(record)]
    assert len(found) == len(set(found))
    assert all(text for _, text, _ in found)


CASES = (
    (Identifier("DOI", "10.5555/1"), "https://doi.org/10.5555/1"),
    (Identifier("Handle", "20.1/2"), "https://hdl.handle.net/20.1/2"),
    (Identifier("ISSN", "2045 2322"), "urn:issn:20452322"),
    (Identifier("URN", "urn:nbn:x"), "urn:nbn:x"),
    (Identifier("URL", "https://x.org"), "https://x.org"),
    (Identifier("Local", "24"), "Local: 24"),
)


@pytest.mark.parametrize(("identifier", "uri"), CASES)
def test_an_identifier_is_a_uri_where_there_is_one(identifier: Identifier, uri: str) -> None:
    assert resolved(identifier) == uri


def test_the_kit_has_a_file_for_each_text_and_one_for_all(tmp_path: Path) -> None:
    one = made(TARGET, tmp_path / "one", collection(FULL, "a"))
    assert [path.name for path in one.iterdir()] == ["a.xml"]
    two = made(TARGET, tmp_path / "two", collection(FULL, "a", "b"))
    files = sorted(path.relative_to(two).as_posix() for path in two.rglob("*.xml"))
    assert files == ["collection.xml", "resources/a.xml", "resources/b.xml"]
    assert said(etree.parse(str(two / "collection.xml")).getroot(), "type") == ["Collection"]
    assert {each.code for each in checked(TARGET, two)} == {"P861"}


def test_what_harvesters_would_refuse_is_told(tmp_path: Path) -> None:
    folder = made(TARGET, tmp_path / "kit", collection(BARE, "a"))
    assert "without a title" in str([each.message for each in checked(TARGET, folder)])
    text = (folder / "a.xml").read_text(encoding="utf-8")
    (folder / "a.xml").write_text(text.replace("dc:type", "dc:kind"), encoding="utf-8")
    assert "<kind> is no element of Dublin Core" in [each.message for each in checked(TARGET, folder)]
