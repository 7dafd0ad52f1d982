"""A kit is there whole or not at all, and takes the place only of a kit."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic, Refused, refusal
from tei.core.edition import Edition
from tei.core.files import KITS
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import TARGETS, Schemas, collect, deposit
from tei.deposit.collection import Collection
from tei.deposit.element import write
from tei.deposit.kit import make
from tei.deposit.target import Target

TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p/></body></text></TEI>'
COLLECTION = collect([(Edition(Source("a.xml", TEXT)), "")], Profile.load("plain"), Authority())


def nothing_wrong(folder: Path, schemas: Schemas) -> Iterable[Diagnostic]:
    return ()


def writing(*names: str) -> Target:
    def write(collection: Collection, folder: Path) -> None:
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(collection.title)

    return Target("Files", write, nothing_wrong)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_kit_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    out = tmp_path / "new" / "kits"
    make(writing("a", "b/c"), "first", COLLECTION, out)
    make(writing("d"), "second", COLLECTION, out)
    assert make(writing("a"), "first", COLLECTION, out) == out / "first"
    assert files(out) == [KITS, "first/a", "second/d"]


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    make(writing("a"), "kit", COLLECTION, tmp_path)
    (tmp_path / "kit" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match=r"mine\.txt in it was not made by tei deposit"):
        make(writing("a"), "kit", COLLECTION, tmp_path)
    assert files(tmp_path) == [KITS, "kit/a", "kit/mine.txt"]


@pytest.mark.parametrize("said", ["[]", "{", "", '{"kit": 5}', '{"kit": [["a"], {}]}', "[" * 100_000])
def test_a_record_that_is_none_protects_all(tmp_path: Path, said: str) -> None:
    make(writing("a"), "kit", COLLECTION, tmp_path)
    (tmp_path / KITS).write_text(said)
    with pytest.raises(Refused, match="a in it was not made"):
        make(writing("a"), "kit", COLLECTION, tmp_path)


def test_one_that_fails_leaves_the_kit_before(tmp_path: Path) -> None:
    def fail(collection: Collection, folder: Path) -> None:
        (folder / "half").write_text("half")
        raise refusal("P102", "it cannot be made", "do something else")

    make(writing("a"), "kit", COLLECTION, tmp_path)
    with pytest.raises(Refused, match="it cannot be made"):
        make(Target("Fails", fail, nothing_wrong), "kit", COLLECTION, tmp_path)
    assert files(tmp_path) == [KITS, "kit/a"]


@pytest.mark.parametrize("broken_at", [1, 2, 3])
def test_a_run_that_is_broken_off_leaves_a_kit_and_the_next_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_at: int
) -> None:
    make(writing("a", "old"), "kit", COLLECTION, tmp_path)
    calls = 0

    def breaking(source: Path, place: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == broken_at:
            raise KeyboardInterrupt
        replace(source, place)

    replace = os.replace
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", breaking)
        with pytest.raises(KeyboardInterrupt):
            make(writing("a", "new"), "kit", COLLECTION, tmp_path)
    assert any((folder / "a").is_file() for folder in tmp_path.iterdir())
    make(writing("a", "new"), "kit", COLLECTION, tmp_path)
    assert [each for each in files(tmp_path) if not each.startswith(".tei-")] == ["kit/a", "kit/new"]


def test_a_kit_that_cannot_be_put_there_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(writing("a"), "kit", COLLECTION, tmp_path)

    def refusing(source: Path, place: Path) -> None:
        if Path(place).name == "kit" and not Path(source).name.endswith("-before"):
            raise OSError(28, "No space left on device")
        replace(source, place)

    replace = os.replace
    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(Refused, match="No space left"):
        make(writing("b"), "kit", COLLECTION, tmp_path)
    assert files(tmp_path) == [KITS, "kit/a"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_xml_that_finds_no_room_is_told(tmp_path: Path) -> None:
    def write_xml(collection: Collection, folder: Path) -> None:
        (folder / "a.xml").symlink_to("/dev/full")
        write(etree.Element("a"), folder / "a.xml")

    with pytest.raises(Refused, match="No space left"):
        make(Target("XML", write_xml, nothing_wrong), "kit", COLLECTION, tmp_path)
    assert not files(tmp_path)


def test_a_link_in_the_place_of_a_kit_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "kit").symlink_to(tmp_path / "elsewhere")
    make(writing("a"), "kit", COLLECTION, tmp_path)
    assert files(tmp_path) == [KITS, "kit/a"]
    assert not (tmp_path / "kit").is_symlink()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot write"):
        make(writing("a"), "kit", COLLECTION, tmp_path / "file")


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(collection: Collection, folder: Path) -> None:
        raise refusal("P102", "it cannot be made", "do something else")

    known = {"bad": Target("Bad", fail, nothing_wrong), "good": writing("a")}
    monkeypatch.setattr(type(TARGETS), "load", lambda self, name: known[name])
    made: list[str] = []
    found = list(deposit(COLLECTION, ["bad", "good"], tmp_path, Schemas(), made))
    assert "P102" in [each.code for each in found]
    assert made == ["good"]
    assert files(tmp_path) == [KITS, "good/a"]


def test_schemas_that_are_not_at_hand_are_told_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))

    def check(folder: Path, schemas: Schemas) -> Iterable[Diagnostic]:
        for number in range(3):
            yield from schemas.not_checked(folder / "a", f"https://example.org/{number}.xsd")
        yield from schemas.not_checked(folder / "a", "https://example.org/other.xsd", "it is broken")

    kit = Target("Files", writing("a").make, check)
    monkeypatch.setattr(type(TARGETS), "load", lambda self, name: kit)
    found = deposit(COLLECTION, ["kit"], tmp_path / "kits", Schemas())
    broken, missing = [each for each in found if each.code == "P861"]
    assert broken.message.endswith("it is broken")
    assert missing.message.endswith("the schema is not at hand (and 2 more like it)")
    assert "fetch https://example.org/0.xsd https://example.org/1.xsd https://example.org/2.xsd`" in missing.help


def test_a_target_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no target 'bagitt'"):
        list(deposit(COLLECTION, ["bagitt"], tmp_path, Schemas()))
