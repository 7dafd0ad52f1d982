"""A schema that was simplified once is kept while its files stay the same, and nothing depends on its being kept."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from relaxng.schemas import written

from tei.core.diagnostic import Refused
from tei.core.resources import cache as folder
from tei.relaxng import cache as kept_by
from tei.relaxng import simplify
from tei.relaxng.cache import definitions
from tei.relaxng.definitions import Definitions

INCLUDED = (
    "## All of them.\nall = e | f\ne = element e { all, attribute a { xsd:token 'a' }? }\nf = element f { empty }"
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache" / "tei"))
    return tmp_path / "cache" / "tei"


@pytest.fixture
def schema(tmp_path: Path) -> str:
    written(tmp_path, INCLUDED, "included.rnc")
    return written(tmp_path, 'include "included.rnc"\nstart = all', "schema.rnc")


@pytest.fixture
def simplified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The schemas that were simplified anew."""
    paths: list[str] = []
    original = simplify.definitions

    def counted(path: str, resolver: None = None) -> Definitions:
        paths.append(path)
        return original(path, resolver)

    monkeypatch.setattr(simplify, "definitions", counted)
    return paths


def test_what_is_kept_is_what_was_simplified(cache: Path, schema: str, simplified: list[str]) -> None:
    first, second = definitions(schema), definitions(schema)
    assert first == second
    assert simplified == [schema]
    assert [path.suffix for path in cache.iterdir()] == [".grammar"]


def test_it_is_kept_by_its_place_however_it_is_called(
    cache: Path, schema: str, simplified: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions(schema)
    monkeypatch.chdir(Path(schema).parent)
    found = definitions("schema.rnc")
    assert found.files[0] == "schema.rnc"
    assert len(simplified) == 1


@pytest.mark.parametrize("name", ["schema.rnc", "included.rnc"])
def test_a_change_of_any_file_is_seen(name: str, cache: Path, schema: str, simplified: list[str]) -> None:
    definitions(schema)
    path = Path(schema).with_name(name)
    path.write_text(path.read_text().replace("all = e | f", "all = e").replace("start = all", "start = f"))
    assert definitions(schema) == simplify.definitions(schema)
    assert definitions(schema).start == (("element", 0))
    assert len(simplified) == 3


def test_other_code_makes_it_anew(
    cache: Path, schema: str, simplified: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions(schema)
    monkeypatch.setattr(kept_by, "_maker", lambda: b"another")
    definitions(schema)
    definitions(schema)
    assert len(simplified) == 2


def test_what_changed_while_it_was_read_is_not_kept(cache: Path, schema: str, simplified: list[str]) -> None:
    os.utime(schema, (time.time() + 100,) * 2)
    definitions(schema)
    definitions(schema)
    assert len(simplified) == 2


def test_a_file_that_went_is_seen(cache: Path, schema: str) -> None:
    definitions(schema)
    Path(schema).with_name("included.rnc").unlink()
    with pytest.raises(Refused):
        definitions(schema)


@pytest.mark.parametrize("damage", [b"", b"\0" * 10, b"\0" * 500])
def test_what_is_damaged_is_made_again(damage: bytes, cache: Path, schema: str, simplified: list[str]) -> None:
    first = definitions(schema)
    (kept,) = cache.iterdir()
    kept.write_bytes(damage)
    assert definitions(schema) == first
    assert definitions(schema) == first
    assert len(simplified) == 2


def test_a_single_changed_byte_is_damage(cache: Path, schema: str, simplified: list[str]) -> None:
    definitions(schema)
    (kept,) = cache.iterdir()
    data = kept.read_bytes()
    kept.write_bytes(data[:100] + bytes((data[100] ^ 1,)) + data[101:])
    definitions(schema)
    assert len(simplified) == 2


def test_without_a_folder_nothing_is_kept(
    schema: str, tmp_path: Path, simplified: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "file" / "tei"))
    assert definitions(schema) == definitions(schema)
    assert len(simplified) == 2


def test_where_the_kept_file_cannot_be_replaced_nothing_is_left_behind(
    cache: Path, schema: str, simplified: list[str]
) -> None:
    definitions(schema)
    (kept,) = cache.iterdir()
    kept.unlink()
    kept.mkdir()
    definitions(schema)
    assert list(cache.iterdir()) == [kept]
    assert len(simplified) == 2


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"TEI_CACHE": "/chosen"}, "/chosen"),
        ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/tei"),
        ("linux", {}, "/home/me/.cache/tei"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, ""),
        ("darwin", {"XDG_CACHE_HOME": "/xdg"}, "/home/me/Library/Caches/tei"),
        ("win32", {"LOCALAPPDATA": "/data"}, "/data/tei"),
        ("win32", {}, "/home/me/AppData/Local/tei"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the paths expected are those of POSIX")
def test_the_folder_is_that_of_the_system(
    platform: str, variables: dict[str, str], expected: str, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TEI_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/me", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert folder() == expected


def test_no_folder_at_all_is_no_fault(schema: str, simplified: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEI_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(sys, "platform", "linux")
    assert definitions(schema) == definitions(schema)
    assert len(simplified) == 2
