"""Whatever happened to a kit, its check tells what is wrong, and raises nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

import pytest

from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import TARGETS, Schemas, collect, deposit
from tei.deposit.target import Target

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title>
<author>Ann Other</author></titleStmt><publicationStmt><publisher>Press</publisher><date when="2026"/></publicationStmt>
<sourceDesc><bibl>Paper</bibl></sourceDesc></fileDesc><profileDesc><correspDesc><correspAction type="sent">
<persName ref="#p">Ann</persName><date when="1950-01-01"/></correspAction></correspDesc></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="p"><persName>Ann</persName></person></listPerson></standOff>
<text><body><div xml:id="d"><p>Dear <persName ref="#p">Ann</persName>.</p></div></body></text></TEI>"""
COLLECTION = collect(
    [(Edition(Source(f"{name}.xml", TEXT)), "") for name in ("a", "b")],
    Profile.load("plain"),
    Authority(),
    url="https://example.org/",
)


def to_a_circle(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def to_nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def to_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def said(data: bytes) -> Callable[[Path], None]:
    def say(file: Path) -> None:
        file.write_bytes(data)

    return say


def cut(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def changed(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "gone": lambda file: file.unlink(),
    "circle": to_a_circle,
    "nowhere": to_nowhere,
    "folder": to_a_folder,
    "cut": cut,
    "changed": changed,
    "empty": said(b""),
    "null": said(b"null"),
    "nested": said(b"[" * 100_000),
    "open": said(b"<a>" * 10_000),
    "binary": said(b"\xff\xfe\x00\x80"),
    "graph": said(b'{"@context": [], "@graph": [{"@id": "%s", "@type": "File"}]}' % (b"x" * 999)),
    "ids": said(b'{"@context": {"@vocab": "https://schema.org/"}, "@graph": [{"@id": ["a"], "@type": {}}]}'),
    "path": said(b'<mets xmlns="http://www.loc.gov/METS/"><file><FLocat xmlns:x="http://www.w3.org/1999/xlink" '
                 b'x:href="%s"/></file></mets>' % (b"x" * 999)),
}  # fmt: skip


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Schemas:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))
    return Schemas()


@pytest.mark.parametrize("name", TARGETS.names())
def test_a_check_tells_and_raises_nothing(name: str, tmp_path: Path, known: Schemas) -> None:
    target: Target = TARGETS.load(name)
    kit = tmp_path / "kit"
    kit.mkdir()
    target.make(COLLECTION, kit)
    files = sorted((path for path in kit.rglob("*") if path.is_file()), key=lambda path: (path.suffix, path.parent))
    for _, alike in groupby(files, key=lambda path: (path.suffix, path.parent)):
        file = next(alike)
        data = file.read_bytes()
        for damage in DAMAGES.values():
            damage(file)
            assert all(each.message for each in target.check(kit, known))
            if file.is_symlink() or file.is_file():
                file.unlink()
            elif file.is_dir():
                file.rmdir()
            file.write_bytes(data)


@pytest.mark.parametrize("name", ["datacite", "dublincore", "mods", "mets", "textgrid", "oai", "bagit"])
@pytest.mark.parametrize("damage", ["folder", "cut", "empty", "null", "binary"])
def test_a_record_that_cannot_be_read_is_an_error(name: str, damage: str, tmp_path: Path, known: Schemas) -> None:
    target: Target = TARGETS.load(name)
    (tmp_path / "kit").mkdir()
    target.make(COLLECTION, tmp_path / "kit")
    files = sorted(path for path in (tmp_path / "kit").rglob("*") if path.suffix in (".xml", ".meta"))
    DAMAGES[damage](next(path for path in files if name != "textgrid" or path.suffix == ".meta"))
    assert "error" in {each.severity for each in target.check(tmp_path / "kit", known)}


def test_what_cannot_be_checked_stops_no_other_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(folder: Path, schemas: Schemas) -> Iterable[Diagnostic]:
        raise OSError(5, "Input/output error")

    kits = {"bad": Target("Bad", lambda collection, folder: None, check), "good": TARGETS.load("cff")}
    monkeypatch.setattr(type(TARGETS), "load", lambda self, name: kits[name])
    made: list[str] = []
    found = list(deposit(COLLECTION, ["bad", "good"], tmp_path, Schemas(), made))
    assert made == ["bad", "good"]
    assert any(each.code == "P862" and "Input/output error" in each.message for each in found)
