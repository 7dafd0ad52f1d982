"""The contents of a site: volumes as trees, single documents under their years."""

from __future__ import annotations

import re
from pathlib import Path

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build

FRUS = Profile.load("frus")
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title type='complete'>Papers, 1931, Harbours, Volume II</title>"
    "<title type='series'>Papers</title><title type='subseries'>1931</title>"
    "<title type='volume-number'>Volume II</title><editor>A. Aas</editor><editor role='general'>B. Berg</editor>"
    "</titleStmt><publicationStmt><publisher>The Press</publisher><pubPlace>Bergen</pubPlace><date>1950</date>"
    "</publicationStmt><sourceDesc><p>Print.</p></sourceDesc></fileDesc></teiHeader>"
)


def document(number: int, day: str = "", words: str = "") -> str:
    date = f"<opener><dateline><date when='{day}'>{words or day}</date></dateline></opener>" if day else ""
    head = f"<head>{number}. Letter {words}</head>"
    return f"<div type='document' n='{number}' xml:id='d{number}'>{head}{date}<p>x</p></div>"


def section(name: str, *below: str) -> str:
    return f"<div type='chapter' xml:id='{name}'><head>Chapter {name}</head>{''.join(below)}</div>"


def volume(*body: str, header: str = HEADER, name: str = "v2") -> Edition:
    front = "<front><div xml:id='preface'><head>Preface</head><p>x</p></div></front>"
    text = f"<text>{front}<body>{''.join(body)}</body></text>"
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}{text}</TEI>"
    return Edition.decode(xml.encode(), f"{name}.xml")


def index(out: Path, *editions: Edition) -> str:
    build(list(editions), out, FRUS)
    return (out / "index.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_a_volume_begins_with_its_title_page(tmp_path: Path) -> None:
    page = index(tmp_path, volume(document(1), document(2)))
    assert '<h1 id="volume-1">Harbours</h1>' in page
    assert '<p class="series">Papers, 1931</p>' in page
    assert '<p class="number">Volume II</p>' in page
    assert "Edited by A. Aas and B. Berg" in page
    assert "The Press, Bergen, 1950" in page
    assert '<p class="count">2 documents</p>' in page


def test_a_title_that_is_all_number_stays_whole(tmp_path: Path) -> None:
    header = HEADER.replace("Papers, 1931, Harbours, Volume II", "Volume II")
    assert "Volume II</h1>" in index(tmp_path, volume(document(1), document(2), header=header))


def test_chapters_hold_chapters_and_their_documents(tmp_path: Path) -> None:
    inner = section("c2", document(1, "1930-05-01"), document(2, "1931-05-01"))
    page = index(tmp_path, volume(section("c1", inner, document(3, "1932")), section("c3", document(4))))
    contents = words(page[page.index("<h2>Contents") :])
    for said in (
        "Preface Chapter c1 3 documents, 1930–1932 Open as a page : Chapter c1 Chapter c2 2 documents, 1930–1931",
        "1930 1 Letter 1930-05-01 1931 2 Letter 1931-05-01 3 Letter 1932 Chapter c3 1 document",
    ):
        assert said in contents
    assert page.count("<details open>") == 3


def test_many_documents_are_opened_section_by_section(tmp_path: Path) -> None:
    many = [section(f"c{n}", *(document(n * 30 + k) for k in range(30))) for n in (1, 2)]
    assert index(tmp_path, volume(*many)).count("<details open>") == 0
    assert index(tmp_path, volume(section("c9", *many))).count("<details open>") == 3


def test_several_volumes_and_what_stands_alone(tmp_path: Path) -> None:
    alone = Edition.decode(
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>{document(9)}</body></text></TEI>".encode(), "d9.xml"
    )
    page = index(tmp_path, volume(document(1), document(2)), alone)
    assert "1 volume, 1 document" in page
    assert '<h2 id="volume-1">Harbours</h2>' in page
    assert page.index("Harbours") < page.index('href="d9.html"')


def test_what_the_head_says_is_not_said_again(tmp_path: Path) -> None:
    page = index(tmp_path, volume(document(1, "1931-05-01", "May 1, 1931"), document(2, "1931-05-02")))
    assert words(page).count("May 1, 1931") == 1
    assert '<time datetime="1931-05-02">1931-05-02</time>' in page


def test_an_edition_is_called_what_it_calls_itself(tmp_path: Path) -> None:
    def lone(title: str, head: str) -> Edition:
        header = (
            f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p/>"
            "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        )
        text = f"<text><body><div><head>{head}</head><p>x</p></div></body></text>"
        xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='de'>{header}{text}</TEI>"
        return Edition.decode(xml.encode(), f"{head}.xml")

    assert '<h1 lang="de">Tagebuch</h1>' in index(tmp_path / "1", lone("Tagebuch", "Montag"))
    assert '<h1 lang="de">Montag</h1>' in index(tmp_path / "2", lone("Montag", "Montag"))
    assert '<h1 lang="de">Tagebuch</h1>' in index(
        tmp_path / "3", lone("Tagebuch", "Montag"), lone("Tagebuch", "Freitag")
    )
    assert f"<h1>{FRUS.title}</h1>" in index(tmp_path / "4", lone("Tagebuch", "Montag"), lone("Reise", "Sonntag"))
    page = (tmp_path / "2" / "Montag.html").read_text(encoding="utf-8")
    assert "<title>Montag</title>" in page


def test_a_corpus_has_its_own_title_and_its_texts_theirs(tmp_path: Path) -> None:
    def header(title: str) -> str:
        return (
            f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p/>"
            "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        )

    days = "".join(f"<div><head>{day}</head><p>x</p></div>" for day in ("Monday", "Tuesday"))
    texts = "".join(
        f"<TEI xml:id='{name}'>{header(name)}<text><body>{days}</body></text></TEI>" for name in ("Anna", "Bert")
    )
    xml = f"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>{header('Diaries')}{texts}</teiCorpus>"
    page = words(index(tmp_path, Edition.decode(xml.encode(), "c.xml")))
    assert page.startswith("Diaries ")
    assert "2 documents Contents Anna Bert" in page
    assert {path.name for path in (tmp_path / "tei").iterdir()} == {"Anna.xml", "Bert.xml"}


def test_styles_and_scripts_of_a_site_are_small(tmp_path: Path) -> None:
    samples = sorted((Path(__file__).parents[1] / "render" / "samples").glob("d*.xml"))
    build([Edition.load(str(path)) for path in samples], tmp_path, FRUS, search="builtin")
    own = [path for path in (tmp_path / "assets").iterdir() if path.suffix in (".css", ".js")]
    assert len(own) == 6
    assert sum(path.stat().st_size for path in own) < 60_000
