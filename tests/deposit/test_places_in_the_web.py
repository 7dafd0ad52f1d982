"""Addresses of what is identified, the year of a kit, and files that are no XML."""

from pathlib import Path

import pytest

from tei.core.clock import this_year, told
from tei.deposit import Schemas, datacite, dublincore, mods
from tei.deposit.record import Identifier, Related
from tei.deposit.target import Target


@pytest.mark.parametrize(
    ("kind", "value", "address"),
    [
        ("DOI", "10.1000/1", "https://doi.org/10.1000/1"),
        ("DOI", "", ""),
        ("DOI", "10.1000/ 1", ""),
        ("Handle", "11858/1", "https://hdl.handle.net/11858/1"),
        ("Handle", "https://hdl.handle.net/11858/1", "https://hdl.handle.net/11858/1"),
        ("URL", "https://example.org/d38", "https://example.org/d38"),
        ("URL", "javascript:alert(1)", ""),
        ("ISBN", "9780160723322", ""),
    ],
)
def test_what_is_identified_has_an_address(kind: str, value: str, address: str) -> None:
    assert Identifier(kind, value).address == address


@pytest.mark.parametrize(("first", "last", "pages"), [("7", "9", "7–9"), ("7", "7", "7"), ("", "9", "9"), ("", "", "")])
def test_pages_are_told_once(first: str, last: str, pages: str) -> None:
    assert Related("IsPartOf", "The volume", first_page=first, last_page=last).pages == pages


@pytest.mark.parametrize(
    ("epoch", "year"), [("0", 1970), ("1770000000", 2026), ("", None), ("today", None), ("9" * 30, None)]
)
def test_a_time_that_is_told_counts_if_it_is_one(monkeypatch: pytest.MonkeyPatch, epoch: str, year: int | None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    found = told()
    assert (found.year if found else None) == year
    assert this_year() == str(year) if year else this_year() > "2024"


@pytest.mark.parametrize("target", [datacite.TARGET, dublincore.TARGET, mods.TARGET])
def test_a_record_that_is_no_xml_is_told(tmp_path: Path, target: Target) -> None:
    (tmp_path / "d38.xml").write_text("<record>", encoding="utf-8")
    (found,) = target.check(tmp_path, Schemas())
    assert found.code == "P862"
    assert "it is not well-formed" in found.message
