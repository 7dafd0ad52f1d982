"""The registers of persons, organisations, places and terms over all documents, and the other lists of a site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from reading import Reading

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata, fragment
from tei.site import build
from tei.site.gleaning import glean
from tei.site.parts import Part
from tei.site.registers.reference import Reference
from tei.site.registers.register import Register, register, together


def edition(name: str, stand_off: str, body: str) -> tuple[Edition, Metadata]:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>{stand_off}</standOff><text><body>"
        f"<div type='document' xml:id='{name}'><head>Of {name}</head>{body}</div></body></text></TEI>"
    )
    tei = Edition.decode(xml.encode(), f"{name}.xml")
    return tei, Metadata.of(tei)


def registered(editions: list[tuple[Edition, Metadata]]) -> Register:
    gleanings = [glean(Profile.load("plain"), Part(metadata.name, tei)) for tei, metadata in editions]
    return register((Reference.to(each.metadata), each) for each in gleanings)


def person(id: str, name: str, note: str = "") -> str:
    said = f"<note>{note}</note>" if note else ""
    return f"<listPerson><person xml:id='{id}'><persName>{name}</persName>{said}</person></listPerson>"


def test_entries_of_several_documents_become_one_with_the_first_description() -> None:
    body = "<p><persName corresp='#a'>Able</persName></p>"
    found = registered([edition("x", person("a", "Able"), body), edition("y", person("a", "Able", "Clerk"), body)])
    (entry,) = found["Persons"]
    assert (entry.name, entry.about, entry.letter) == ("Able", "Clerk", "A")
    assert {document.name: [m.id for m in mentions] for document, mentions in entry.mentions.items()} == {
        "x": ["a-1"],
        "y": ["a-1"],
    }


def test_entries_stand_by_kind_and_name() -> None:
    stand_off = (
        person("b", "baker")
        + person("a", "Able")
        + person("c", "Never named")
        + "<listPlace><place xml:id='p'><placeName>Paris</placeName><desc>City</desc></place></listPlace>"
        + "<list type='gloss'><label><term xml:id='t'>NA</term></label><item>Northeast Asia</item></list>"
        + "<list><item xml:id='u'>No term</item></list>"
    )
    body = (
        "<p><persName corresp='#b'>B</persName><persName corresp='#a'>A</persName><placeName ref='#p'>P</placeName>"
        "<gloss target='#t'>T</gloss><ref target='#u'>U</ref><gloss target='#gone'>G</gloss></p>"
    )
    found = registered([edition("x", stand_off, body)])
    assert {kind: [(e.name, e.about) for e in entries] for kind, entries in found.items()} == {
        "Persons": [("Able", ""), ("baker", "")],
        "Places": [("Paris", "City")],
        "Terms": [("NA", "Northeast Asia"), ("No term", "")],
    }


def test_where_a_mention_is() -> None:
    name = "<persName corresp='#a'>A</persName>"
    own = "<persName corresp='#a' xml:id='mine'>A</persName>"
    tei, metadata = edition(
        "x",
        person("a", "Able"),
        f"<opener><dateline>{name}</dateline><salute>{name}</salute></opener><p>{name}</p><!-- c -->"
        f"<p>{own}<note n='7'><p>{name}</p></note></p><list><item>{name}</item></list>"
        f"<table><row><cell>{name}</cell></row></table><ab>{name}</ab><closer><signed>{name}</signed></closer>"
        f"<div><head>{name}<note type='source'>{name}</note></head></div><note>{name}</note>",
    )
    (entry,) = registered([(tei, metadata)])["Persons"]
    mentions = entry.mentions[Reference.to(metadata)]
    assert [mention.where for mention in mentions] == [
        "dateline",
        "salute",
        "paragraph 1",
        "paragraph 2",
        "note 7",
        "list",
        "table",
        "text",
        "signature",
        "heading",
        "source note",
        "note",
    ]
    page = Reading(fragment(tei, Profile.load("plain")))
    assert page.faults == []
    assert [m.id for m in mentions][3] == "mine"
    assert {m.id for m in mentions} <= set(page.ids)


def test_who_is_named_with_whom() -> None:
    names = "abcdefg"
    stand_off = "".join(person(id, f"Name {id}") for id in names)
    stand_off += "<list><label><term xml:id='t'>T</term></label><item>Term</item></list>"

    def body(ids: str) -> str:
        return "<p>" + "".join(f"<persName corresp='#{id}'>x</persName>" for id in ids) + "</p>"

    found = registered(
        [edition(f"d{n}", stand_off, body(ids)) for n, ids in enumerate(["abt", "abct", "abcdefg", "cdefg"])]
    )
    by_id = {entry.id: entry for entries in found.values() for entry in entries}
    shown = {id: [(other.id, times) for other, times in others] for id, others in together(by_id).items()}
    assert shown["a"] == [("b", 3), ("c", 2)]
    assert shown["c"] == [("a", 2), ("b", 2), ("d", 2), ("e", 2), ("f", 2)]
    assert shown["t"] == [("a", 2), ("b", 2)]


def test_printed_lists_are_told_apart_from_mentions(tmp_path: Path) -> None:
    xml = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><front><div xml:id='persons'><head>Persons</head>"
        "<list><item><persName xml:id='a'>Able, Ann</persName>, Clerk, see "
        "<persName corresp='#b'>Baker</persName></item>"
        "<item><persName xml:id='b'>Baker, Bob</persName></item></list></div></front><body>"
        "<div type='document' xml:id='d1' n='1'><head>1. <persName type='from' corresp='#a'>A</persName> to "
        "<persName type='to' corresp='#b'>B</persName></head><p>Of <persName corresp='#a'>Able</persName>.</p></div>"
        "<div type='document' xml:id='d2' n='2'><head>2. <persName type='from' corresp='#b'>B</persName> to "
        "<persName type='to' corresp='#a'>A</persName></head><p>x</p></div></body><back><div xml:id='index'>"
        "<head>Index</head><list><item><persName corresp='#a'>Able</persName>, 1</item></list></div></back>"
        "</text></TEI>"
    )
    build([Edition.decode(xml.encode(), "v.xml")], tmp_path, Profile.load("frus"))
    able = (tmp_path / "entry" / "a.html").read_text(encoding="utf-8")
    assert '<a href="../persons.html#a">Persons</a>, <a href="../index_1.html#a-1">Index</a>' in able.replace("\n", "")
    assert re.findall(r'<li><a href="\.\./(\S+)">([\w ]+)</a> <bdi>', able) == [
        ("d1.html#a-1", "heading"),
        ("d1.html#a-2", "paragraph 1"),
        ("d2.html#a-1", "heading"),
    ]
    assert "Of <mark>Able</mark>." in able
    baker = (tmp_path / "entry" / "b.html").read_text(encoding="utf-8")
    assert '<a href="../persons.html#b">Persons</a>' in baker
    sent, received = baker.index("<h2>Sent"), baker.index("<h2>Received")
    assert sent < baker.index("../d2.html") < received < baker.index("../d1.html", received)
    table = (tmp_path / "register" / "correspondents.html").read_text(encoding="utf-8")
    assert re.findall(r'<a href="\.\./(d\d)\.html"', table) == ["d1", "d2"]


def test_a_site_with_every_list(tmp_path: Path) -> None:
    people = "".join(person(f"p{n}", f"Name {n}", "<b>") for n in range(14)).replace("<b>", "&lt;b>")

    much = "<p><persName corresp='#p1'>Much</persName></p>"

    def letter(n: int) -> Edition:
        sender, receiver = f"p{n % 14}", f"p{(n * 5 + 1) % 7}"
        xml = (
            f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>{people}</standOff><text><body>"
            f"<div type='document' xml:id='d{n}' n='{n}'><head>{n}. From "
            f"<persName type='from' corresp='#{sender}'>S</persName> to "
            f"<persName type='to' corresp='#{receiver}'>R</persName></head>"
            "<opener><dateline>"
            f"<date from='{1900 + n}-0{n % 9 + 1}-01' to='{1900 + n}-12'>then</date></dateline></opener>"
            f"{much * 9}</div></body></text></TEI>"
        )
        return Edition.decode(xml.encode(), f"d{n}.xml")

    files = build([letter(n) for n in range(1, 41)], tmp_path, Profile.load("frus"))
    pages = {path: Reading(path.read_text(encoding="utf-8")) for path in files if path.suffix == ".html"}
    assert {path.stem for path in tmp_path.glob("register/*.html")} == {"persons", "dates", "correspondents"}
    assert {path.name for path in tmp_path.glob("assets/registers.*")} == {"registers.css", "registers.js"}
    for path, page in pages.items():
        assert page.faults == [], path
        for link in page.links:
            target, _, id = link.partition("#")
            if not target.startswith(("http", "data:")):
                there = (path.parent / unquote(target)).resolve() if target else path
                assert there.is_file(), f"{link} on {path}"
                assert not id or id in pages[there].ids, f"{link} on {path}"
    assert "<details>" in (tmp_path / "entry" / "p1.html").read_text(encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in files}
    again = build([letter(n) for n in range(1, 41)], tmp_path, Profile.load("frus"))
    assert {path: path.stat().st_mtime_ns for path in again} == before


def test_many_persons_are_filed_by_letter(tmp_path: Path) -> None:
    names = ["Able", "Baker", "Charlie", "Dog", "Easy", "Fox", "Émile", "10", *(f"George {n}" for n in range(9))]
    stand_off = "".join(person(f"p{i}", name) for i, name in enumerate(names))
    body = "<p>" + "".join(f"<persName corresp='#p{i}'>x</persName>" for i in range(len(names))) + "</p>"
    build([edition("x", stand_off, body)[0]], tmp_path, Profile.load("plain"))
    page = (tmp_path / "register" / "persons.html").read_text(encoding="utf-8")
    reading = Reading(page)
    assert reading.faults == []
    assert '<nav class="letters" aria-label="Persons by letter">' in page
    assert re.findall(r'<h2 id="letter-\d">(.)</h2>', page) == ["#", *"ABCDEFG"]
    assert {link[1:] for link in reading.links if link.startswith("#letter-")} <= set(reading.ids)
