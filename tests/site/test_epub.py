"""An edition as an EPUB: that it holds all texts, that it is valid, and that nothing in it runs or is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fidelity import CLOSED, OPENED, difference, written
from lxml import etree
from ocf import HEADER, TYPE, Ocf, X, volume
from peers import folder, unpacked

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build

SAMPLES = Path(__file__).parents[1] / "render" / "samples"
NAMES = ("d38", "d39", "d40", "letter7", "odd")
HOSTILE = str(Path(__file__).parent / "hostile.xsl")
ALONE = "<TEI xmlns='http://www.tei-c.org/ns/1.0'>{}<text><body><div type='document'><p>x</p></div></body></text></TEI>"
FRUS = Profile.load("frus")
PLAIN = Profile.load("plain")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f00010401005fe5c34b"
    "0000000049454e44ae426082"
)


def text_of(root: etree._Element) -> str:
    """The characters of a TEI file, each note where it is called."""
    return written(root).replace(OPENED, "").replace(CLOSED, "")


def bound(editions: Sequence[Edition], out: Path, profile: Profile = PLAIN, **options: str) -> Ocf:
    build(editions, out, profile, epub=True, search="none", **options)
    (file,) = out.glob("*.epub")
    return Ocf(file.read_bytes())


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Ocf:
    editions = [Edition.load(str(SAMPLES / f"{name}.xml")) for name in NAMES]
    return bound(editions, tmp_path_factory.mktemp("samples"), FRUS)


def test_the_container_is_whole(samples: Ocf) -> None:
    assert samples.faults == []
    assert samples.spine[:2] == ["EPUB/title.xhtml", "EPUB/nav.xhtml"]
    assert samples.spine[-1] == "EPUB/terms.xhtml"


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_kept(samples: Ocf, name: str) -> None:
    own = etree.parse(SAMPLES / f"{name}.xml").getroot()
    assert difference(text_of(own), samples.text(name)) == ""


def test_notes_open_at_their_calls(samples: Ocf) -> None:
    page = samples.page("d38")
    calls = [a for a in page.iter(f"{X}a") if a.get(TYPE) == "noteref"]
    notes = {e.get("id"): e for e in page.iter(f"{X}aside")}
    assert calls
    assert all(a.get("role") == "doc-noteref" and a.get("href", "")[1:] in notes for a in calls)
    for id, note in notes.items():
        assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
        backs = [a for a in note.iter(f"{X}a") if a.get("role") == "doc-backlink"]
        assert [a.get("href") for a in backs] == [f"#{id}-call"]


def test_navigation_has_sections_pages_and_landmarks(tmp_path: Path) -> None:
    book = bound(
        [volume("<p>a<pb n='7' xml:id='pg_7'/>b</p>", "<p>c</p>", front="<div><head>Preface</head><p>d</p></div>")],
        tmp_path,
    )
    assert book.faults == []
    toc = etree.tostring(next(book.pages["EPUB/nav.xhtml"].iter(f"{X}nav")), encoding="unicode", method="text")
    assert toc.split() == "Contents This edition Preface Chapter 1. Letter 2. Letter".split()
    nested = book.pages["EPUB/nav.xhtml"].findall(f".//{X}nav[1]/{X}ol/{X}li/{X}ol/{X}li")
    assert len(nested) == 2
    assert book.nav("page-list") == [("7", "text/d1.xhtml#pg_7")]
    assert ("Start of the text", "text/ch1.xhtml") in book.nav("landmarks")
    mark = next(e for e in book.page("d1").iter(f"{X}span") if e.get(TYPE) == "pagebreak")
    assert (mark.get("role"), mark.get("title"), mark.text, len(mark)) == ("doc-pagebreak", "7", None, 0)
    assert "pageBreakMarkers" in book.meta("schema:accessibilityFeature")


def test_the_package_says_what_the_header_says(tmp_path: Path) -> None:
    book = bound([volume("<p>a</p>", "<p>b</p>")], tmp_path, url="https://example.org/letters")
    assert (tmp_path / "letters.epub").is_file()
    assert book.said("title") == ["Letters & Notes"]
    assert book.said("creator") == ["Ann Ames"]
    assert book.said("contributor") == ["Bo Berg"]
    assert book.meta("role") == ["aut", "edt"]
    assert book.meta("file-as") == ["Ames, Ann", "Berg, Bo"]
    assert (book.said("publisher"), book.said("date"), book.said("language")) == (["Press"], ["2020"], ["en"])
    assert book.said("rights") == ["CC BY https://example.org/by"]
    assert book.said("identifier") == ["https://doi.org/10.1234/abc"]
    assert book.said("source") == []
    assert book.meta("dcterms:modified") == ["2021-02-03T00:00:00Z"]
    assert "schema:accessibilityHazard" in {e.get("property") for e in book.package.iter("{*}meta")}
    assert b'href="https://example.org/letters/"' in book.files["EPUB/title.xhtml"]
    assert b"Letters &amp; Notes" in book.files["EPUB/cover.svg"]


@pytest.mark.parametrize(
    ("idno", "identifier"),
    [
        ("<idno type='doi'>https://doi.org/10.1/x</idno>", "https://doi.org/10.1/x"),
        ("<idno type='isbn-13'>978-3-16-148410-0</idno>", "urn:isbn:9783161484100"),
        ("<idno type='URI'>https://example.org/x</idno>", "https://example.org/x"),
        ("<idno type='isbn'>none</idno>", "urn:uuid:"),
        ("<idno/>", "urn:uuid:"),
    ],
)
def test_identifiers(tmp_path: Path, idno: str, identifier: str) -> None:
    header = HEADER.replace("<idno type='DOI'>10.1234/abc</idno><idno type='ISBN'>978-3-16-148410-0</idno>", idno)
    (found,) = bound([volume("<p>a</p>", "<p>b</p>", header=header)], tmp_path).said("identifier")
    assert found.startswith(identifier)


def test_several_documents_say_what_they_have_in_common(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    header = HEADER[: HEADER.index("<revisionDesc>")] + "</teiHeader>"
    other = header.replace("Press", "Other")
    editions = [Edition.decode(ALONE.format(h).encode(), f"{n}.xml") for n, h in enumerate((header, other))]
    book = bound(editions, tmp_path, title="A/B: ?")
    assert [path.name for path in tmp_path.glob("*.epub")] == ["A-B.epub"]
    assert (book.said("title"), book.said("publisher"), book.said("contributor")) == (["A/B: ?"], [], [])
    assert book.said("creator") == ["Bo Berg"]
    assert book.meta("role") == ["edt"]
    assert book.meta("dcterms:modified") == ["2020-09-13T12:26:40Z"]


def test_equal_editions_give_equal_bytes_and_unchanged_ones_are_left(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    edition = volume("<p>a</p>", "<p>b</p>")
    bound([edition], first)
    bound([edition], second)
    file = first / "letters.epub"
    assert file.read_bytes() == (second / "letters.epub").read_bytes()
    os.utime(file, (1, 1))
    build([edition], first, PLAIN, epub=True, search="none")
    assert file.stat().st_mtime == 1
    build([volume("<p>a</p>", "<p>c</p>")], first, PLAIN, epub=True, search="none")
    assert Ocf(file.read_bytes()).text("d2") == "2.Letterc"
    build([edition], first, PLAIN, search="none")
    assert not file.exists()


def test_the_index_page_leads_to_the_epub(tmp_path: Path) -> None:
    bound([volume("<p>a</p>", "<p>b</p>")], tmp_path)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="application/epub+zip" href="letters.epub" title="EPUB">' in index
    assert '<a href="letters.epub" type="application/epub+zip">' in index


def test_entries_lead_to_their_mentions_and_back(samples: Ocf) -> None:
    register = samples.pages["EPUB/persons.xhtml"]
    links = [a.get("href") for a in register.iter(f"{X}a")]
    assert "text/d38.xhtml#p_AJM1-1" in links
    assert any(a.get("href") == "../persons.xhtml#p_AJM1" for a in samples.page("d38").iter(f"{X}a"))


def test_pictures_are_brought_along_or_linked(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a b.png").write_bytes(PNG)
    (tmp_path / "img" / "fake.png").write_bytes(b"<svg onload='x()'/>")
    outside = tmp_path.parent / "secret.png"
    outside.write_bytes(PNG)
    urls = ("img/a%20b.png", "img/fake.png", "../secret.png", str(outside), "https://example.org/x.png", "[", "img")
    figures = "".join(
        f"<figure><graphic url='{url}'/><figDesc>Fig {n}</figDesc></figure>" for n, url in enumerate(urls)
    )
    book = bound([volume(f"<p>a</p>{figures}", "<p>b</p>")], tmp_path)
    assert book.faults == []
    assert [e.get("alt") for e in book.page("d1").iter(f"{X}img")] == ["Fig 0"]
    assert [data for name, data in book.files.items() if name.startswith("EPUB/images/")] == [PNG]
    assert [a.get("href") for a in book.page("d1").iter(f"{X}a") if "example" in a.get("href", "")] == [
        "https://example.org/x.png"
    ]
    assert "visual" in book.meta("schema:accessMode")


def test_what_is_hostile_is_left_out_and_its_words_stay(tmp_path: Path) -> None:
    book = bound([volume("<p>a</p>", "<p>b</p>")], tmp_path / "site", stylesheet=HOSTILE)
    assert book.faults == []
    page = book.page("d1")
    markup = etree.tostring(page, encoding="unicode")
    for word in (
        "javascript:",
        "alert",
        "onload",
        "onclick",
        "data:",
        "position",
        "url(https",
        "<iframe",
        "tabindex",
        "a:b@",
    ):
        assert word not in markup
    assert {a.get("href") for a in page.iter(f"{X}a")} == {
        "https://example.org/a%20b%25zz#c%23d",
        "https://example.org/",
        "https://example.org/t.png",
        "https://example.org/u.png",
        "mailto:a@b.org",
        "d2.xhtml",
        "#i1-a",
    }
    assert '<p style="color: red; text-indent: 1em">' in markup
    assert "kept<b>bold</b>tail" in markup
    assert "<div>cell</div>" in markup
    assert 'viewBox="0 0 1 1"' in markup
    assert "<linearGradient" in markup
    assert 'fill="url(#g)"' in markup
    assert '<p lang="de" xml:lang="de">' in markup
    properties = book.items["text-2"].get("properties")
    assert properties == "mathml svg"
    assert "MathML" in book.meta("schema:accessibilityFeature")


def test_a_hostile_text_gives_a_book_without_script(tmp_path: Path) -> None:
    body = (
        "<p rend='x\"&gt;&lt;script&gt;' xml:id='a'>&lt;script&gt;alert(1)&lt;/script&gt; "
        "<ref target='javascript:alert(1)'>r</ref> <ref target='&#1;'>c</ref><graphic url='javascript:alert(1)'/>"
        "<note target='vbscript:x'>n <ref target=' JavaScript:alert(1)'>r</ref></note></p>"
    ).replace("&#1;", "x:y")
    book = bound([volume(body, "<p>b</p>")], tmp_path)
    assert book.faults == []
    assert "javascript:" not in etree.tostring(book.page("d1"), encoding="unicode").replace(" ", "").casefold().replace(
        "&lt;script&gt;", ""
    )


def test_names_of_files_are_such_that_every_system_has_them(tmp_path: Path) -> None:
    names = ("a b#c.xml", "Ünïcode.xml", "plain.xml")
    book = bound([Edition.decode(ALONE.format("").encode(), name) for name in names], tmp_path, title="日本")
    assert book.faults == []
    assert (tmp_path / "edition.epub").is_file()
    assert {Path(name).name for name in book.spine if "/text/" in name} == {
        "part-0.xhtml",
        "part-2.xhtml",
        "plain.xhtml",
    }


def test_a_text_that_cannot_be_rendered_leaves_no_book(tmp_path: Path) -> None:
    def failing(work: Callable[[Any, Any], Any], settings: Any, jobs: Sequence[Any]) -> Iterator[Any]:
        return (None if work.__name__ == "chapter_of" else work(settings, job) for job in jobs)

    build([volume("<p>a</p>", "<p>b</p>")], tmp_path, PLAIN, epub=True, search="none", run=failing)
    assert list(tmp_path.glob("*.epub")) == []
    assert "epub" not in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def epubcheck() -> list[str]:
    """How to run epubcheck: Debian's file is an archive of Java that starts only where the kernel knows such."""
    found, java = shutil.which("epubcheck"), shutil.which("java")
    if not found or not java:
        pytest.skip("epubcheck is not installed")
    with open(found, "rb") as file:
        packed = file.read(2) == b"PK"
    return [java, "-jar", found] if packed else [found]


def test_epubcheck_finds_nothing(epubcheck: list[str], tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "map.png").write_bytes(PNG)
    build(
        [Edition.load(str(SAMPLES / f"{name}.xml")) for name in NAMES],
        site,
        FRUS,
        epub=True,
        search="none",
        title="Samples",
    )
    build(
        [volume("<p>a<pb n='1'/></p>", "<p>b</p>")],
        tmp_path / "h",
        PLAIN,
        epub=True,
        search="none",
        stylesheet=HOSTILE,
    )
    for file in (site / "Samples.epub", tmp_path / "h" / "letters.epub"):
        told = subprocess.run([*epubcheck, str(file)], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
        assert "No errors or warnings detected" in told.stdout


def test_the_texts_of_a_volume_are_kept(tmp_path: Path) -> None:
    packed = folder("TEI_GOLD") / "frus1952-54Guat.xml.xz"
    if not packed.is_file():
        pytest.skip(f"TEI_GOLD has no {packed.name}")
    (path,) = unpacked([packed], tmp_path)
    book = bound([Edition.load(str(path))], tmp_path / "site", FRUS)
    assert book.faults == []
    for source in (tmp_path / "site" / "tei").iterdir():
        own = etree.parse(source).getroot()
        assert difference(text_of(own), book.text(source.stem)) == "", source.name
