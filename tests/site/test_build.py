"""A whole site: what it holds, that every link in it leads somewhere, that it is written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading import Reading

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build

SAMPLES = Path(__file__).parents[1] / "render" / "samples"
FRUS = Profile.load("frus")
NAMES = ("d40", "letter7", "d38", "odd", "d39")


def sample(name: str) -> Edition:
    return Edition.load(str(SAMPLES / f"{name}.xml"))


def text(number: int, date: str = "", body: str = "<p>x</p>", name: str = "") -> Edition:
    dated = f"<opener><dateline><date when='{date}'>then</date></dateline></opener>" if date else ""
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><div type='document' n='{number}' xml:id='d{number}'>"
        f"<head>{number}. A &amp; B</head>{dated}{body}</div></body></text></TEI>"
    )
    return Edition.decode(xml.encode(), name or f"d{number}.xml")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    build([sample(name) for name in NAMES], out, FRUS)
    return out


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_what_is_written(tmp_path: Path) -> None:
    files = build([sample("d38")], tmp_path / "new" / "site", FRUS, search="none")
    assert [path.relative_to(tmp_path / "new" / "site").as_posix() for path in files] == [
        "d38.html",
        "tei/d38.xml",
        "index.html",
        "register/persons.html",
        "register/terms.html",
        *(f"entry/{id}.html" for id in ("p_AJM1", "p_DJF1", "p_RWS1", "p_SM1", "t_MSP1", "t_NA1")),
        "assets/registers.js",
        "assets/registers.css",
        "assets/edition.css",
        "assets/edition.js",
    ]
    assert read(files[1]) == sample("d38").source.text
    written = {path for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert written - set(files) == {tmp_path / "new" / "site" / ".tei-build.json"}


def test_every_page_is_well_formed(site: Path) -> None:
    assert {path.stem for path in site.glob("*.html")} == {*NAMES, "index", "search"}
    assert {path: Reading(read(path)).faults for path in site.rglob("*.html")} == {
        path: [] for path in site.rglob("*.html")
    }


def test_the_same_editions_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = build([sample(name) for name in reversed(NAMES)], tmp_path, FRUS)
    for path in again:
        assert path.read_bytes() == (site / path.relative_to(tmp_path)).read_bytes()


def test_the_index_lists_number_title_date_and_place(site: Path) -> None:
    index = read(site / "index.html")
    assert '<span class="number">38</span>' in index
    assert '<a href="d38.html">Telegram From the Department of State to the Embassy in Japan</a>' in index
    assert '<p>Washington, <time datetime="1955-08-04">August 4, 1955</time></p>' in index
    assert "5 documents, 5 persons, 1 organisation, 1 place, 2 terms" in index
    order = re.findall(r'<a href="(\w+)\.html"[^>]*>', index[index.index("<ol") :])
    assert order == ["d38", "d39", "d40", "odd", "letter7"]


def test_pages_follow_one_another(site: Path) -> None:
    page = read(site / "d39.html")
    assert '<link rel="prev" href="d38.html">' in page
    assert '<link rel="next" href="d40.html">' in page
    assert '<a rel="prev" href="d38.html">' in page
    assert 'rel="prev"' not in read(site / "d38.html")
    assert '<link rel="alternate" type="application/tei+xml" href="tei/d39.xml" title="TEI">' in page


def test_references_lead_to_other_pages(site: Path) -> None:
    page = read(site / "d39.html")
    assert '<a href="d38.html" class="ref">Document 38</a>' in page
    assert '<a href="d38.html#d38fn3" class="ref">footnote 3</a>' in page
    assert 'title="Document 41, not in this edition"' in read(site / "d40.html")


def test_every_mention_in_the_register_leads_to_the_name(site: Path) -> None:
    register = read(site / "register" / "persons.html")
    assert '<dt><a href="../entry/p_SM1.html">Shigemitsu, Mamoru</a></dt>' in register
    assert '<dd class="said">Japanese Foreign Minister, 1954–1956</dd>' in register
    entries = "".join(map(read, (site / "entry").iterdir()))
    found = re.findall(r'<li><a href="\.\./(\w+)\.html#([\w-]+)">([\w ]+)</a>', entries)
    assert ("d38", "p_DJF1-3", "signature") in found
    assert ("d38", "p_AJM1-2", "note 3") in found
    assert ("d39", "p_SM1-1", "list") in found
    for page, id, _ in found:
        assert re.search(rf'class="name [^"]*" id="{id}"', read(site / f"{page}.html"))


def test_one_document_alone(tmp_path: Path) -> None:
    build([text(1)], tmp_path, FRUS, title="Rice & <fish>")
    assert not (tmp_path / "register").exists()
    index = read(tmp_path / "index.html")
    assert "<h1>Rice &amp; &lt;fish&gt;</h1>" in index
    assert "1 document</p>" in index
    assert "A &amp; B</a>" in index
    page = read(tmp_path / "d1.html")
    assert "pager" not in page
    assert "Persons and terms" not in page


def test_documents_stand_under_their_years_when_these_rise(tmp_path: Path) -> None:
    build([text(10, "1956-01-01"), text(9, "1955-12-31"), text(2, "1955")], tmp_path, FRUS)
    index = read(tmp_path / "index.html")
    assert re.findall(r'<h2 class="year">(\w+)</h2>', index) == ["1955", "1956"]
    assert re.findall(r'<span class="number">(\d+)</span>', index) == ["2", "9", "10"]
    build([text(1, "1956"), text(2, "1955")], tmp_path, FRUS)
    assert "year" not in read(tmp_path / "index.html")
    build([text(1), text(2, "1955")], tmp_path, FRUS)
    assert ">Undated<" in read(tmp_path / "index.html")


def test_a_name_of_a_file_may_hold_anything(tmp_path: Path) -> None:
    body = "<p><ref target='#d2'>x</ref></p>"
    build([text(1, body=body), text(2, name="a b#c.xml")], tmp_path, FRUS)
    assert (tmp_path / "a b#c.html").exists()
    assert '<a href="a%20b%23c.html" class="ref">x</a>' in read(tmp_path / "d1.html")
    assert '<a href="a%20b%23c.html">' in read(tmp_path / "index.html")


@pytest.mark.parametrize("name", ["d1", "D1", "index"])
def test_a_page_whose_name_is_taken_gets_a_number(name: str, tmp_path: Path) -> None:
    body = "<p><ref target='#d2'>x</ref></p>"
    files = build([text(1, body=body), text(2, name=f"{name}.xml")], tmp_path, FRUS)
    assert tmp_path / f"{name}_1.html" in files
    assert "2. A" in read(tmp_path / f"{name}_1.html")
    assert "2. A" in read(tmp_path / "tei" / f"{name}_1.xml")
    assert f'<a href="{name}_1.html" class="ref">x</a>' in read(tmp_path / "d1.html")
    assert f'<a href="{name}_1.html">' in read(tmp_path / "index.html")
    assert len(files) == len(set(files))


def test_a_name_too_long_for_a_file_is_cut(tmp_path: Path) -> None:
    files = build([text(n, name=f"{'é' * 150}{n}.xml") for n in (1, 2)], tmp_path, FRUS, search="none")
    assert [f.name for f in files if f.suffix == ".html"] == [f"{'é' * 100}.html", f"{'é' * 100}_1.html", "index.html"]


def test_many_pages_of_one_name(tmp_path: Path) -> None:
    files = build(
        [text(1, name="index.xml"), *(text(n, name="index_1.xml") for n in (2, 3))], tmp_path, FRUS, search="none"
    )
    assert [f.name for f in files if f.suffix == ".html"] == [
        "index_1.html",
        "index_1_1.html",
        "index_1_2.html",
        "index.html",
    ]


EVIL = "a&#10;#evil&#9;javascript:alert(1)"


@pytest.mark.parametrize("target", ["#evil", f"#{EVIL}", "#javascript:alert(2)", "#two words"])
def test_what_is_no_id_is_no_place_to_link_to(target: str, tmp_path: Path) -> None:
    ids = "".join(f"<p xml:id='{id}'>x</p>" for id in (EVIL, "javascript:alert(2)", "two words"))
    refs = f"<p><ref target='{target}'>x</ref> <ref target='#{EVIL}'>y</ref></p>"
    build([text(1, body=ids), text(2, body=refs)], tmp_path, FRUS)
    page = Reading(read(tmp_path / "d2.html"))
    assert [link for link in page.links if "script:" in link or " " in link] == []
    assert '<span class="ref absent" title="Not in this edition">x</span>' in read(tmp_path / "d2.html")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        build([text(1)], tmp_path / "out", FRUS)
    assert caught.value.diagnostics[0].code == "P108"


def test_templates_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "page.html").write_text(
        '{% extends "document.html" %}{% block footer %}<p>Ours</p>{% endblock %}', encoding="utf-8"
    )
    build([text(1)], tmp_path / "out", FRUS, templates=own)
    assert "<p>Ours</p>" in read(tmp_path / "out" / "d1.html")
    assert "<p>Ours</p>" not in read(tmp_path / "out" / "index.html")
