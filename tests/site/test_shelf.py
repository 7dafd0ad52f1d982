"""Several volumes in one build: a folder each, a page that lists them, links from one to the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from links import faults
from lxml import etree
from ocf import Ocf, X, volume

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site.shelf import shelve

PLAIN = Profile.load("plain")
LOOSE = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><div type='document' xml:id='d9'><head>Loose</head>{}</div>"
    "</body></text></TEI>"
)
PERSON = "<standOff><listPerson><person xml:id='p1'><persName>{}</persName></person></listPerson></standOff>"


def shelf(out: Path, *editions: Edition, **options: str) -> set[str]:
    files = shelve(editions, out, PLAIN, search="none", **options)
    return {path.relative_to(out).as_posix() for path in files}


def person(edition: Edition, name: str) -> Edition:
    text = edition.source.text.replace("</teiHeader>", f"</teiHeader>{PERSON.format(name)}")
    return Edition.decode(text.encode(), edition.source.name)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


NAMED = "<p><persName ref='#p1'>He</persName> <date when='1955-01-02'>then</date></p>"


def test_each_volume_has_a_folder_and_the_index_lists_them(tmp_path: Path) -> None:
    first = person(volume(NAMED, "<p>b</p>", name="one.xml"), "Ames, Ann")
    second = person(volume(NAMED, "<p>d</p>", name="two.xml"), "Berg, Bo")
    loose = Edition.decode(LOOSE.format("<p>x</p>").encode(), "d9.xml")
    files = shelf(tmp_path, second, loose, first, title="Shelf")
    assert {
        "index.html",
        "one/d1.html",
        "two/d1.html",
        "one/index.html",
        "documents/d9.html",
        "one/entry/p1.html",
    } <= files
    index = read(tmp_path / "index.html")
    places = [index.index(f'href="{folder}/index.html"') for folder in ("one", "two", "documents")]
    assert places == sorted(places)
    assert "<h1>Shelf</h1>\n<p>2 volumes, 5 documents</p>" in index
    assert "Edited by Bo Berg" in index
    assert "Ames, Ann" in read(tmp_path / "one" / "entry" / "p1.html")
    assert "Berg, Bo" in read(tmp_path / "two" / "entry" / "p1.html")
    assert '<a href="../index.html" title="Shelf">All volumes</a>' in read(tmp_path / "one" / "d1.html")
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("two#d1", "../two/d1.html"),
        ("two.xml#d2", "../two/d2.html"),
        ("two.xml#p2", "../two/d2.html#p2"),
        ("two", "../two/index.html"),
        ("two#gone", ""),
        ("three#d1", ""),
        ("one.xml#d1", ""),
    ],
)
def test_references_lead_from_one_volume_to_another(tmp_path: Path, target: str, address: str) -> None:
    first = volume(f"<p>see <ref target='{target}'>that</ref></p>", "<p>b</p>", name="one.xml")
    second = volume("<p>c</p>", "<p xml:id='p2'>d</p>", name="two.xml")
    shelf(tmp_path, first, second)
    page = read(tmp_path / "one" / "d1.html")
    assert (f'href="{address}"' in page) == bool(address)
    assert ("../two/" in page) == bool(address)


def test_a_reference_to_another_volume_is_kept_in_the_book_where_its_address_is_known(tmp_path: Path) -> None:
    first = volume("<p>see <ref target='two#d1'>that</ref></p>", "<p>b</p>", name="one.xml")
    second = volume("<p>c</p>", "<p>d</p>", name="two.xml")
    shelve([first, second], tmp_path, PLAIN, search="none", epub=True, url="https://example.org/shelf")
    book = Ocf((tmp_path / "one" / "one.epub").read_bytes())
    assert book.faults == []
    assert "https://example.org/shelf/two/d1.html" in [a.get("href") for a in book.page("d1").iter(f"{X}a")]


def test_one_volume_is_built_as_ever(tmp_path: Path) -> None:
    files = shelf(tmp_path, volume("<p>a</p>", "<p>b</p>", name="one.xml"))
    assert {"index.html", "d1.html"} <= files
    assert not (tmp_path / "one").exists()


def test_a_volume_that_is_gone_takes_its_pages_along(tmp_path: Path) -> None:
    editions = [volume("<p>a</p>", "<p>b</p>", name=f"{name}.xml") for name in ("one", "two", "Two", "documents")]
    files = shelf(tmp_path, *editions)
    assert {"Two/d1.html", "two_1/d1.html", "documents_1/d1.html"} <= files
    (tmp_path / "two_1" / "own.txt").write_text("mine", encoding="utf-8")
    shelf(tmp_path, *(e for e in editions if e.source.name != "two.xml"))
    assert [path.name for path in (tmp_path / "two_1").rglob("*") if path.is_file()] == ["own.txt"]
    assert (tmp_path / "Two" / "d1.html").is_file()


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    editions = [volume("<p>a</p>", "<p>b</p>", name=f"{name}.xml") for name in ("one", "two")]
    shelf(tmp_path, *editions)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    changed = volume("<p>a</p>", "<p>c</p>", name="two.xml")
    shelf(tmp_path, editions[0], changed)
    after = {path.relative_to(tmp_path).as_posix() for path in before if path.stat().st_mtime_ns != before[path]}
    assert after == {"two/d2.html"}


def test_sitemaps_have_the_addresses_of_all_pages(tmp_path: Path) -> None:
    editions = [volume("<p>a</p>", "<p>b</p>", name=f"{name}.xml") for name in ("one", "two")]
    shelf(tmp_path, *editions, url="https://example.org/shelf")
    whole = [e.text for e in etree.parse(tmp_path / "sitemap.xml").iter("{*}loc")]
    assert whole == [f"https://example.org/shelf/{name}/sitemap.xml" for name in ("one", "two")]
    one = etree.parse(tmp_path / "one" / "sitemap.xml")
    found = [e.text for e in one.iter("{*}loc")]
    assert {"https://example.org/shelf/one/", "https://example.org/shelf/one/d1.html"} <= set(found)
    assert {e.text for e in one.iter("{*}lastmod")} == {"2021-02-03"}
    pages = {path.relative_to(tmp_path / "one").as_posix() for path in (tmp_path / "one").rglob("*.html")}
    assert len(found) == len(pages)
