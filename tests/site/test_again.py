"""A site that is built again is what it would be if it were built for the first time, byte for byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from volumes import document, person, volume

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.pipeline import Building, Pipeline, write_site
from tei.site import page
from tei.site.manifest import NAME, Manifest

SAMPLES = Path(__file__).parents[1] / "render" / "samples"
SHEET = (
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:import href='part.xsl'/>"
    "<xsl:param name='colour' select='1'/><xsl:template match='/'><p>{}<xsl:value-of select='$colour'/></p>"
    "<xsl:apply-imports/></xsl:template></xsl:stylesheet>"
)
PART = SHEET.replace("<xsl:import href='part.xsl'/>", "").replace("<xsl:apply-imports/>", "<xsl:value-of select='.'/>")
INCLUDED = "<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='drawn'>Words of another file, {}.</p>"
SPREAD = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0' xmlns:xi='http://www.w3.org/2001/XInclude'><text><body>"
    "<div type='letter' n='9' xml:id='d9'><head>9. Drawn</head><xi:include href='parts/included.xml'/>"
    "<figure><graphic url='map.svg'/><graphic url='scan.png'/></figure></div></body></text></TEI>"
)
PNG = b"\x89PNG\r\n\x1a\n"
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{0}'/>"


@dataclass
class Sources:
    """A folder of all that a site is made of, and how it is built."""

    folder: Path
    building: Building = field(default_factory=lambda: Building(search="builtin"))
    profile: Profile = field(default_factory=lambda: Profile.load("frus"))

    def __post_init__(self) -> None:
        for name in ("d38.xml", "d39.xml", "letter7.xml"):
            shutil.copy(SAMPLES / name, self.folder / name)
        (self.folder / "d9.xml").write_text(SPREAD, encoding="utf-8")
        (self.folder / "parts").mkdir()
        self.write("parts/included.xml", INCLUDED.format("first"))
        self.write("map.svg", DRAWING.format(1))
        (self.folder / "scan.png").write_bytes(PNG + b"1")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, out: Path) -> dict[str, bytes]:
        """The files of the site in a folder once it is built."""
        editions = [Edition.load(str(path)) for path in sorted(self.folder.glob("*.xml"))]
        write_site(Pipeline(self.profile), editions, out, self.building)
        return contents(out)

    def set(self, **changes: Any) -> None:
        self.building = replace(self.building, **changes)

    def templates(self, name: str, text: str) -> None:
        (self.folder / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        self.write(f"templates/{name}", text)
        self.set(templates=self.folder / "templates")

    def stylesheet(self, words: str, part: str) -> None:
        (self.folder / "xslt").mkdir(exist_ok=True)
        self.write("xslt/own.xsl", SHEET.format(words))
        self.write("xslt/part.xsl", PART.format(part))
        self.set(stylesheet=str(self.folder / "xslt" / "own.xsl"))


def contents(folder: Path) -> dict[str, bytes]:
    """All files in a folder; of the manifest what it says, in any order."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {
        name: json.dumps(json.loads(data), sort_keys=True).encode() if name.endswith(NAME) else data
        for name, data in found.items()
    }


def two_volumes(sources: Sources) -> None:
    for name in ("one", "two"):
        text = volume(*(document(n, person("p_SF1", "Smith")) for n in (1, 2))).source.text
        sources.write(f"{name}.xml", text)


def shelf_of_ones_own(sources: Sources) -> None:
    two_volumes(sources)
    sources.templates("shelf.html", "<p>{{ edition.title }}</p>")


CHANGES: dict[str, Callable[[Sources], object]] = {
    "a word": lambda s: s.edit("d38.xml", "</p>", " more</p>"),
    "a head": lambda s: s.edit("d39.xml", "<head", "<head rend='x'"),
    "a name": lambda s: s.edit("d38.xml", "Allison", "Alison"),
    "a date": lambda s: s.edit("d38.xml", "1955-08-04", "1954-08-04"),
    "an id": lambda s: s.edit("d38.xml", 'xml:id="d38"', 'xml:id="d37"'),
    "a comment": lambda s: s.edit("d38.xml", "<text", "<!-- said --><text"),
    "a text more": lambda s: shutil.copy(SAMPLES / "d40.xml", s.folder / "d40.xml"),
    "a text less": lambda s: (s.folder / "d39.xml").unlink(),
    "another name of a file": lambda s: (s.folder / "d39.xml").rename(s.folder / "D39b.xml"),
    "a file that is drawn on": lambda s: s.write("parts/included.xml", INCLUDED.format("second")),
    "a picture": lambda s: s.write("map.svg", DRAWING.format(2)),
    "a photograph": lambda s: (s.folder / "scan.png").write_bytes(PNG + b"2"),
    "no photograph": lambda s: (s.folder / "scan.png").unlink(),
    "no picture": lambda s: (s.folder / "map.svg").unlink(),
    "a picture that runs": lambda s: s.write("map.svg", DRAWING.format(2).replace("/>", "><script/></svg>")),
    "two volumes": two_volumes,
    "title": lambda s: s.set(title="Another"),
    "address": lambda s: s.set(url="https://example.org/x/"),
    "book": lambda s: s.set(epub=True),
    "no search": lambda s: s.set(search="none"),
    "parameters": lambda s: s.set(parameters={"about": "1"}),
    "profile": lambda s: setattr(s, "profile", Profile.load("plain")),
    "header": lambda s: setattr(
        s,
        "profile",
        replace(s.profile, sections={**s.profile.sections, "render": {**s.profile["render"], "edition": "X"}}),
    ),
    "stylesheet": lambda s: s.stylesheet("own", "part"),
    "part of a stylesheet": lambda s: s.stylesheet("own", "part 2"),
    "template of pages": lambda s: s.templates(
        "page.html", "{% extends 'document.html' %}{% block footer %}<p>Ours</p>{% endblock %}"
    ),
    "template of the book": lambda s: s.templates("epub/text.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'/>"),
    "template of all": lambda s: s.templates(
        "base.html", "<html lang='en'><body>{% block main %}{% endblock %}</body></html>"
    ),
    "template of an entry": lambda s: s.templates("entry.html", "<p>{{ entry.name }}</p>"),
    "template of the shelf": shelf_of_ones_own,
}
"""Whatever a site is made of, changed."""


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_made_anew(change: str, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    sources = Sources(tmp_path / "texts")
    if change == "part of a stylesheet":
        sources.stylesheet("own", "part")
    sources.set(epub=change != "book")
    first = sources.build(tmp_path / "out")
    CHANGES[change](sources)
    again = sources.build(tmp_path / "out")
    assert again == sources.build(tmp_path / "clean")
    assert again != first


def test_another_version_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts").mkdir()
    sources = Sources(tmp_path / "texts")
    monkeypatch.setattr(page, "__version__", "0.0.0")
    first = sources.build(tmp_path / "out")
    monkeypatch.undo()
    again = sources.build(tmp_path / "out")
    assert again == sources.build(tmp_path / "clean")
    assert again[NAME] != first[NAME]


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a page is edited": lambda out: (out / "d38.html").write_text("mine", encoding="utf-8"),
    "the text of a page is edited": lambda out: (out / "search" / "t" / "d38.js").write_text("mine", encoding="utf-8"),
    "the index of words is edited": lambda out: (out / "search" / "i" / "index.js").write_text(
        "mine", encoding="utf-8"
    ),
    "an entry is edited": lambda out: (out / "entry" / "p_SM1.html").write_text("mine", encoding="utf-8"),
    "a style is edited": lambda out: (out / "assets" / "edition.css").write_text("mine", encoding="utf-8"),
    "a picture is edited": lambda out: (out / "map.svg").write_text("<svg", encoding="utf-8"),
    "a page is gone": lambda out: (out / "d38.html").unlink(),
    "a folder is gone": lambda out: shutil.rmtree(out / "search"),
}
"""What may have happened to a site since it was built."""


MANIFESTS = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b'{"d38.html": 1, "d39.html": null, "../secret": "", "/etc/secret": "", "a\\u0000b": ""}',
    b"[" * 100_000,
    b'{"d38.html": ' * 100_000,
)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=range(len(MANIFESTS)))
def test_a_manifest_may_be_anything(manifest: bytes, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "secret").write_text("kept", encoding="utf-8")
    sources = Sources(tmp_path / "texts")
    first = sources.build(tmp_path / "out")
    (tmp_path / "out" / NAME).write_bytes(manifest)
    assert sources.build(tmp_path / "out") == first
    assert (tmp_path / "secret").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_was_damaged_is_mended(damage: str, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    sources = Sources(tmp_path / "texts")
    first = sources.build(tmp_path / "out")
    DAMAGE[damage](tmp_path / "out")
    assert sources.build(tmp_path / "out") == first


def test_a_build_that_was_broken_off_leaves_nothing_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After it the source is as it was before: what is there was made of something else."""
    (tmp_path / "texts").mkdir()
    sources = Sources(tmp_path / "texts")
    first = sources.build(tmp_path / "out")
    sources.edit("d38.xml", "</p>", " more</p>")
    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "finish", _killed)
        with pytest.raises(KeyboardInterrupt):
            sources.build(tmp_path / "out")
    sources.edit("d38.xml", " more</p>", "</p>")
    assert sources.build(tmp_path / "out") == first


def _killed(manifest: Manifest) -> None:
    raise KeyboardInterrupt
