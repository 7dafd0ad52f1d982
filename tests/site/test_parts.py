"""How a volume is divided: nothing of it is lost, and each part can be read by itself."""

from __future__ import annotations

from pathlib import Path

from reading import T, words

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build
from tei.site.parts import LONG, Part, divide

FRUS = Profile.load("frus")

DOCUMENTS = (
    "<pb n='5' xml:id='pg_5'/><div type='document' xml:id='d1' n='1'><head>1. A</head><p>One <persName corresp='#p_A'>"
    "Able</persName></p></div><pb n='6' xml:id='pg_6'/><pb n='7' xml:id='pg_7'/><div type='document' xml:id='d2' n='2'>"
    "<head>2. B</head><p>Two</p></div><pb n='8' xml:id='pg_8'/>"
)
VOLUME = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en' xml:id='v'><teiHeader><fileDesc><titleStmt><title>V</title>"
    "</titleStmt></fileDesc><profileDesc><creation><date when='1955'/></creation></profileDesc></teiHeader><text>"
    "<front xml:lang='de'><titlePage><docTitle>Title</docTitle></titlePage><div xml:id='persons'><head>Persons</head>"
    "<list><item><hi><persName xml:id='p_A'>Able, Ann</persName></hi>, Clerk</item></list></div></front>"
    f"<body><div type='compilation' xml:id='c'><head>C</head><p>Of C</p>{DOCUMENTS}<p>End of C</p></div></body>"
    "<back><div xml:id='index'><head>Index</head><p>None</p></div></back></text></TEI>"
)


def tei(xml: str, name: str = "v.xml") -> Edition:
    return Edition.decode(xml.encode(), name)


def shape(parts: list[Part]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(part.name, part.kind, part.matter, part.above) for part in parts]


def said(part: Part) -> str:
    return words("".join(part.edition.tree.getroot().find(f"{T}text").itertext()))


def test_a_volume_is_divided_at_its_documents() -> None:
    parts = divide(tei(VOLUME), FRUS)
    assert shape(parts) == [
        ("title", "document", "front", ()),
        ("persons", "document", "front", ()),
        ("c", "section", "body", ()),
        ("d1", "document", "body", ("c",)),
        ("d2", "document", "body", ("c",)),
        ("index", "document", "back", ()),
    ]
    assert [said(part) for part in parts] == [
        "Title",
        "PersonsAble, Ann, Clerk",
        "COf CEnd of C",
        "1. AOne Able",
        "2. BTwo",
        "IndexNone",
    ]


def test_page_breaks_go_with_what_follows() -> None:
    parts = divide(tei(VOLUME), FRUS)
    pages = {part.name: [pb.get("n") for pb in part.edition.tree.iter(f"{T}pb")] for part in parts}
    assert pages == {"title": [], "persons": [], "c": ["8"], "d1": ["5"], "d2": ["6", "7"], "index": []}


def test_a_part_has_the_header_the_language_and_the_entries_that_it_needs() -> None:
    parts = {part.name: part.edition.tree.getroot() for part in divide(tei(VOLUME), FRUS)}
    assert all(root.find(f".//{T}titleStmt/{T}title").text == "V" for root in parts.values())
    assert all(root.find(f".//{T}creation") is None for root in parts.values())
    assert parts["persons"].find(f"{T}text").get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert [e.text for e in parts["d1"].iterfind(f"{T}standOff//{T}persName")] == ["Able, Ann"]
    assert parts["d2"].find(f"{T}standOff") is None
    assert parts["persons"].find(f"{T}standOff") is None


def test_one_document_is_not_divided() -> None:
    edition = tei(VOLUME.replace("type='document' xml:id='d2'", "xml:id='d2'"))
    assert divide(edition, FRUS) == [Part("v", edition, divided=False)]


def test_a_long_text_without_documents_is_divided_at_its_divisions() -> None:
    def chapter(number: int, inner: str) -> str:
        return f"<div xml:id='c{number}'><head>{number}</head>{inner}</div>"

    long = f"<p>{'x' * LONG}</p>"
    body = chapter(1, "<p>short</p>") + chapter(2, chapter(21, long) + chapter(22, "<p>y</p>")) + chapter(3, long)
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><head>Book</head>{body}</body></text></TEI>"
    assert shape(divide(tei(xml), FRUS)) == [
        ("v-1", "document", "body", ()),
        ("c1", "document", "body", ()),
        ("c2", "section", "body", ()),
        ("c21", "document", "body", ("c2",)),
        ("c22", "document", "body", ("c2",)),
        ("c3", "document", "body", ()),
    ]


def test_every_text_of_a_corpus_or_a_group_is_a_part() -> None:
    one = "<TEI><text><body><p>One</p></body></text></TEI>"
    xml = f"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>{one}{one.replace('One', 'Two')}</teiCorpus>"
    assert [(part.name, said(part)) for part in divide(tei(xml), FRUS)] == [("v-1", "One"), ("v-2", "Two")]


def test_texts_of_a_group_stay_whole_and_page_breaks_go_with_them() -> None:
    one = (
        "<text xml:lang='la'><front><head>F</head></front><body><div><p>One</p></div><div><p>x</p></div></body></text>"
    )
    two = f"<pb n='2'/>{one.replace('One', 'Two')}"
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><text><group>{one}{two}</group></text></TEI>"
    parts = divide(tei(xml), FRUS)
    assert [said(part) for part in parts] == ["FOnex", "FTwox"]
    texts = [part.edition.tree.find("{*}text") for part in parts]
    assert [text.get("{http://www.w3.org/XML/1998/namespace}lang") for text in texts if text is not None] == [
        "la",
        "la",
    ]
    assert parts[1].edition.tree.find("{*}text/{*}front/{*}pb") is not None
    assert parts[0].edition.tree.find(".//{*}pb") is None


def test_built_again_only_what_has_changed_is_written(tmp_path: Path) -> None:
    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}

    build([tei(VOLUME)], tmp_path, FRUS, search="none")
    first = times()
    build([tei(VOLUME.replace("Two", "Three"))], tmp_path, FRUS, search="none")
    second = times()
    changed = {path.relative_to(tmp_path).as_posix() for path in second if first.get(path) != second[path]}
    assert changed - {".tei-build.json"} == {"d2.html", "tei/d2.xml"}
    (tmp_path / "own.txt").write_text("mine", encoding="utf-8")
    build([tei(VOLUME.replace("xml:id='index'", "xml:id='end'"))], tmp_path, FRUS)
    assert not (tmp_path / "index_1.html").exists()
    assert (tmp_path / "end.html").exists()
    assert (tmp_path / "own.txt").exists()
