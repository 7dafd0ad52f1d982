from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tei.core.authority import Authority, Entry
from tei.core.diagnostic import Refused
from tei.core.document import Block, Document, Mark, Note
from tei.core.edition import NS, XML_ID, Edition
from tei.core.namespaces import TEI
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.encode import encode

TEXT = """Telegram From
the Department to the Embassy1
Tokyo, May 24, 1956.
Your message.
Allison
Source: Department of State, Central Files, 661.946/5–2456. Secret; Niact."""


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


HEAD = Block("head", (span("Telegram From\nthe Department to the Embassy"),))
DATELINE = Block("opener", (), (Block("dateline", (span("Tokyo, May 24, 1956."),)),))
SIGNED = Block("closer", (), (Block("signed", (span("Allison"),)),))
SOURCE = Note("1", (Block("p", (span(TEXT.splitlines()[-1]),)),), span("1\n").start, Span(43, 44), type="source")
MARKS = (
    Mark("gloss", span("Department"), {"type": "from"}),
    Mark("gloss", span("Embassy"), {"type": "to"}),
    Mark("placeName", span("Tokyo")),
    Mark("date", span("May 24, 1956"), {"when": "1956-05-24", "calendar": "gregorian"}),
    Mark("persName", span("Allison"), {"corresp": "#p_AJM1"}),
)
DOCUMENT = Document(
    Source("texts/a.txt", TEXT),
    "d7",
    "7",
    blocks=(HEAD, DATELINE, Block("p", (span("Your message."),)), SIGNED),
    notes=(SOURCE,),
).with_marks(MARKS)
AUTHORITY = Authority(
    (
        Entry("p_AJM1", "person", "Allison, John M.", ("Allison",), "Ambassador", (("VIAF", "1"),)),
        Entry("p_DJF1", "person", "Dulles", note="Secretary", begin="1953", end="1959", birth="1888", death="1959"),
        Entry("p_X1", "person", "Nobody"),
        Entry("t_NA1", "term", "NA", note="an office"),
        Entry("l_T1", "place", "Tokyo", note="a city", geo="35.68 139.69"),
    )
)


def find(edition: Edition, path: str) -> list[etree._Element]:
    found = edition.tree.getroot().iterfind(path, NS)
    return list(found)


def text(edition: Edition, path: str) -> str:
    return " | ".join(" ".join("".join(e.itertext()).split()) for e in find(edition, path))


def test_the_document_says_who_wrote_to_whom_and_when() -> None:
    edition = encode(DOCUMENT, Profile.load("frus"), AUTHORITY)
    assert text(edition, ".//tei:titleStmt/tei:title") == "Telegram From the Department to the Embassy"
    assert (
        text(edition, ".//tei:sourceDesc/tei:bibl[@type='original']")
        == "Department of State, Central Files, 661.946/5–2456"
    )
    assert text(edition, ".//tei:creation") == "Tokyo May 24, 1956"
    assert text(edition, ".//tei:correspAction[@type='sent']") == "Department Allison Tokyo May 24, 1956"
    assert text(edition, ".//tei:correspAction[@type='received']/tei:orgName") == "Embassy"
    (date,) = find(edition, ".//tei:creation/tei:date")
    assert dict(date.attrib) == {"when": "1956-05-24"}


def test_only_what_is_pointed_to_stands_in_the_standoff() -> None:
    places = (
        *DOCUMENT.marks,
        Mark("placeName", span("the Dep"), {"ref": "#l_T1"}),
        Mark("gloss", span("Your"), {"target": "#t_NA1"}),
    )
    edition = encode(DOCUMENT.with_marks(places), Profile.load("frus"), AUTHORITY)
    (standoff,) = find(edition, "tei:standOff")
    assert [e.get(XML_ID) for e in standoff.iter() if e.get(XML_ID)] == ["p_AJM1", "t_NA1", "l_T1"]
    assert text(edition, ".//tei:person") == "Allison, John M. Allison Ambassador 1"
    assert text(edition, ".//tei:standOff/tei:list") == "NA an office"
    assert text(edition, ".//tei:place") == "Tokyo 35.68 139.69 a city"
    assert find(encode(DOCUMENT, Profile.load("frus")), "tei:standOff") == []


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ([("message", "81")], "pages 80–81"),
        ([("Telegram", "81")], "page 81"),
        ([("Telegram", "80"), ("message", "83")], "pages 80–83"),
        ([("message", "XV")], ""),
        ([("Tokyo", "90"), ("message", "12")], ""),
    ],
)
def test_the_pages_of_the_printed_edition_are_told(pages: list[tuple[str, str]], said: str) -> None:
    breaks = tuple(Mark("pb", Span(span(word).start, span(word).start), {"n": n}) for word, n in pages)
    assert text(encode(DOCUMENT.with_marks(breaks), Profile.load("plain")), ".//tei:biblScope") == said


@pytest.mark.parametrize(
    ("note", "original"),
    [
        (
            "Source: Princeton, John Foster Dulles Papers, J.F.D. Files, p. 3. Secret.",
            "Princeton, John Foster Dulles Papers, J.F.D. Files, p. 3",
        ),
        (
            "Source: National Archives, RG 59, POL 27 VIET S. Top Secret; Nodis.",
            "National Archives, RG 59, POL 27 VIET S",
        ),
        ("[Source: Carter Library, PRM/NSC–46 [1]. Drafted by him.]", "Carter Library, PRM/NSC–46 [1]"),
        ("Source: Public Papers: Carter, 1977, Book I, pp. 3–5.", "Public Papers: Carter, 1977, Book I, pp. 3–5"),
    ],
)
def test_where_the_original_is(note: str, original: str) -> None:
    source = Source("a.txt", f"Head\n{note}")
    notes = (Note("1", (Block("p", (Span(5, len(source.text)),)),), 4, type="source"),)
    edition = encode(Document(source, "d1", blocks=(Block("head", (Span(0, 4),)),), notes=notes), Profile.load("frus"))
    assert text(edition, ".//tei:bibl[@type='original']") == original


def test_one_called_by_the_office_is_a_person() -> None:
    source = Source("a.txt", "Letter From the Secretary of State to the Consulate General at Geneva")
    marks = (Mark("gloss", Span(16, 34), {"type": "from"}), Mark("gloss", Span(42, 69), {"type": "to"}))
    document = Document(source, "d1", blocks=(Block("head", (Span(0, 69),)),)).with_marks(marks)
    edition = encode(document, Profile.load("frus"))
    assert text(edition, ".//tei:correspAction/tei:persName/tei:roleName") == "Secretary of State"
    assert text(edition, ".//tei:correspAction/tei:orgName") == "Consulate General at Geneva"


def test_page_marks_of_notes_are_not_pages_of_the_text() -> None:
    notes = (replace(SOURCE, blocks=(Block("p", (span("Source: Department of"), span("State, Central Files"))),)),)
    marks = (Mark("pb", Span(span("message").start, span("message").start), {"n": "85"}),)
    marks += (Mark("pb", Span(span("State, C").start - 1, span("State, C").start - 1), {"n": "84"}),)
    edition = encode(replace(DOCUMENT, notes=notes).with_marks(marks), Profile.load("plain"))
    assert text(edition, ".//tei:biblScope") == "pages 84–85"


def test_a_person_has_dates_of_office_and_of_life() -> None:
    signed = (Mark("persName", span("Allison"), {"corresp": "#p_DJF1"}),)
    (person,) = find(encode(DOCUMENT.with_marks(signed), Profile.load("frus"), AUTHORITY), ".//tei:person")
    assert [(e.tag.rpartition("}")[2], dict(e.attrib), e.text) for e in person] == [
        ("persName", {}, "Dulles"),
        ("birth", {"when": "1888"}, None),
        ("death", {"when": "1959"}, None),
        ("occupation", {"from": "1953", "to": "1959"}, "Secretary"),
    ]


def test_a_document_that_says_nothing_is_named_after_its_file() -> None:
    bare = replace(DOCUMENT, blocks=(DOCUMENT.blocks[2],), notes=(), marks=())
    edition = encode(bare, Profile.load("plain"))
    assert text(edition, ".//tei:titleStmt/tei:title") == "a"
    assert find(edition, ".//tei:correspDesc") == find(edition, ".//tei:creation") == []
    assert text(edition, ".//tei:publicationStmt") == "Not yet published."


def test_the_header_file_fills_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "header.toml"
    path.write_text(
        'title = "A title"\nauthor = ["A"]\neditor = ["E"]\npublisher = "P"\nplace = "Bonn"\ndate = "2026-05-01"\n'
        'identifier = "10.1/2"\nlicence = "CC BY"\nlicence-url = "https://creativecommons.org/licenses/by/4.0/"\n'
        'source = "vol. 23"\nproject = "Letters."\nabstract = "On Japan."\nkeywords = ["Japan"]\n[[responsibility]]\n'
        'resp = "encoding"\nname = "N"\n'
    )
    edition = encode(DOCUMENT, Profile.load("frus").with_header(str(path)), AUTHORITY)
    assert text(edition, ".//tei:titleStmt") == "A title A E encoding N"
    assert text(edition, ".//tei:publicationStmt") == "P Bonn 2026-05-01 10.1/2 CC BY"
    assert text(edition, ".//tei:bibl[@type='edition']") == "Foreign Relations of the United States, vol. 23"
    assert text(edition, ".//tei:projectDesc") == "Letters."
    assert text(edition, ".//tei:abstract/tei:p") == "On Japan."
    assert text(edition, ".//tei:keywords") == "Japan"
    assert edition.tree.getroot().tag == f"{{{TEI}}}TEI"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("titel = 'x'", "P105", "unknown setting 'titel'"),
        ("title = ", "P104", "not TOML"),
        ("title = 'x", "P104", "not TOML"),
    ],
)
def test_a_header_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str, code: str, said: str) -> None:
    path = tmp_path / "header.toml"
    path.write_text(content)
    with pytest.raises(Refused) as caught:
        Profile.load("frus").with_header(str(path))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert said in diagnostic.message
    assert diagnostic.help
    assert str(diagnostic.labels[0]).startswith(f"{path}:1:")
