"""Every link of a site leads somewhere, and no page has an id twice; what looks for that finds what it is to find."""

from __future__ import annotations

from pathlib import Path

import pytest
from links import faults
from volumes import document, person, volume

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build
from tei.site.manifest import Manifest

SAMPLES = sorted((Path(__file__).parents[1] / "render" / "samples").glob("*.xml"))
FRUS = Profile.load("frus")


def test_the_links_of_the_samples(tmp_path: Path) -> None:
    build([Edition.load(str(path)) for path in SAMPLES], tmp_path, FRUS)
    assert faults(tmp_path) == []


def test_the_links_of_a_volume(tmp_path: Path) -> None:
    documents = [document(n, f"{person('p_SF1', 'Smith')}, see <ref target='#d{n + 1}'>below</ref>") for n in (1, 2)]
    build([volume(*documents)], tmp_path, FRUS)
    assert faults(tmp_path) == []


def test_a_pointer_to_a_note_that_is_not_there_leads_to_its_document(tmp_path: Path) -> None:
    first = document(1, "<note n='1' xml:id='d1fn1'>N.</note> <ref target='#d1fn7'>note 7</ref>")
    second = document(2, "<ref target='#d1fn1'>note 1</ref>, <ref target='#d1fn9'>note 9</ref>")
    build([volume(first, second)], tmp_path, FRUS)
    assert faults(tmp_path) == []
    assert 'href="d1.html#d1fn1"' in (page := (tmp_path / "d2.html").read_text(encoding="utf-8"))
    assert 'href="d1.html" class="ref">note 9' in page


def test_no_id_leads_out_of_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "a" / "site"
    texts = "".join(f'<div type="document" xml:id="{id}"><p>x</p></div>' for id in ("../../d", "/tmp/d", "b/c", "x?#"))
    named = '<p><persName corresp="#../../p">P</persName></p>'
    persons = '<standOff><listPerson><person xml:id="../../p"><persName>P</persName></person></listPerson></standOff>'
    for name, body in (("many", f"{texts}<div>{named}</div>"), ("one", f"<div type='document'>{named}</div>")):
        xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{persons}<text><body>{body}</body></text></TEI>"
        build([Edition.decode(xml.encode(), f"{name}.xml")], out, FRUS)
        assert faults(out) == []
    assert {path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*") if path.is_file()} == {("a", "site")}


@pytest.mark.parametrize("name", ["../x.html", "a/../../x.html", "/x.html"])
def test_nothing_is_written_out_of_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Manifest(tmp_path / "site").write(name, "x")
    assert refused.value.diagnostics[0].code == "P108"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<a href='b.html'>x</a>", "b.html leads to no file"),
        ("<a href='../a.html'>x</a>", "../a.html leads to no file"),
        ("<a href='/a.html'>x</a>", "/a.html is not relative"),
        ("<a href='//example.org/a.html'>x</a>", "//example.org/a.html is not relative"),
        ("<a href='#y'>x</a>", "#y leads to nothing in a.html"),
        ("<a href='a.html#y'>x</a>", "a.html#y leads to nothing in a.html"),
        ("<a href='sub/c.html#y'>x</a>", "sub/c.html#y leads to nothing in sub/c.html"),
        ("<a href='javascript:1'>x</a>", "javascript:1 has a scheme that no page may have"),
        ("<a href='data:,x'>x</a>", "data:,x has a scheme that no page may have"),
        ("<img src='b.png' alt=''>", "b.png leads to no file"),
        ("<img srcset='c.png 1x, d.png 2x' alt=''>", "d.png leads to no file"),
        ("<svg><a href='b.html'><text>x</text></a></svg>", "b.html leads to no file"),
        ("<svg><use xlink:href='#sign'></use></svg>", "#sign leads to nothing in a.html"),
        ("<svg><path marker-end='url(#arrow)'></path></svg>", "#arrow leads to nothing in a.html"),
        ("<style>p { background: url(b.png) }</style>", "b.png leads to no file"),
        ("<p id='x'></p><p id='x'></p>", "id 'x' is there 2 times"),
        ("<p aria-labelledby='x y' id='x'></p>", "id 'y' is pointed to and not there"),
        (
            "<link rel='canonical' href='https://example.org/ed/b.html'>",
            "https://example.org/ed/b.html leads to no file",
        ),
    ],
)
def test_what_leads_nowhere_is_found(body: str, fault: str, tmp_path: Path) -> None:
    page(tmp_path / "a.html", body)
    page(tmp_path / "sub" / "c.html", "<a href='../a.html' id='x'>x</a>")
    (tmp_path / "c.png").touch()
    assert faults(tmp_path, base="https://example.org/ed/") == [f"a.html: {fault}"]


def test_what_leads_somewhere_is_no_fault(tmp_path: Path) -> None:
    page(
        tmp_path / "a b.html",
        "<a href='#é'>x</a><a href='#%C3%A9' id='é'>x</a><a href=''>x</a><a href='a%20b.html#'>x</a>"
        "<a href='mailto:a@example.org'>x</a><a href='https://example.org/'>x</a>"
        "<svg><path fill='url(#é)'></path></svg><img src='data:,x' alt=''><a href='data:,x' download='x.bib'>x</a>"
        "<link rel='canonical' href='https://example.org/ed/a%20b.html'><label for='é'>x</label>",
    )
    (tmp_path / "a.css").write_text("p { background: url('a%20b.html') }", encoding="utf-8")
    (tmp_path / "a.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' id='x'><a href='#x'/></svg>", encoding="utf-8"
    )
    assert faults(tmp_path, base="https://example.org/ed/") == []


def page(path: Path, body: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<!DOCTYPE html><html lang='en'><body>{body}</body></html>", encoding="utf-8")
