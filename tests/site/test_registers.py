"""The register of persons, places and terms over all documents."""

from __future__ import annotations

from pathlib import Path

from reading import Reading

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata, fragment
from tei.site import build
from tei.site.gleaning import glean
from tei.site.parts import Part
from tei.site.registers import Register, register


def edition(name: str, stand_off: str, body: str) -> tuple[Edition, Metadata]:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>{stand_off}</standOff><text><body>"
        f"<div type='document' xml:id='{name}'><head>Of {name}</head>{body}</div></body></text></TEI>"
    )
    tei = Edition.decode(xml.encode(), f"{name}.xml")
    return tei, Metadata.of(tei)


def registered(editions: list[tuple[Edition, Metadata]]) -> Register:
    gleanings = [glean(Profile.load("plain"), Part(metadata.name, tei)) for tei, metadata in editions]
    return register((each.metadata, each.entries, each.mentions) for each in gleanings)


def person(id: str, name: str, note: str = "") -> str:
    said = f"<note>{note}</note>" if note else ""
    return f"<listPerson><person xml:id='{id}'><persName>{name}</persName>{said}</person></listPerson>"


def test_entries_of_several_documents_become_one_with_the_first_description() -> None:
    body = "<p><persName corresp='#a'>Able</persName></p>"
    found = registered([edition("x", person("a", "Able"), body), edition("y", person("a", "Able", "Clerk"), body)])
    (entry,) = found["Persons"]
    assert (entry.name, entry.about, entry.letter) == ("Able", "Clerk", "A")
    assert {document.id: [m.id for m in mentions] for document, mentions in entry.mentions.items()} == {
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
    mentions = entry.mentions[metadata]
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


def test_many_persons_are_filed_by_letter(tmp_path: Path) -> None:
    names = ["Able", "Baker", "Charlie", "Dog", "Easy", "Fox", "Émile"]
    stand_off = "".join(person(f"p{i}", name) for i, name in enumerate(names))
    body = "<p>" + "".join(f"<persName corresp='#p{i}'>x</persName>" for i in range(len(names))) + "</p>"
    build([edition("x", stand_off, body)[0]], tmp_path, Profile.load("plain"))
    page = (tmp_path / "register" / "persons.html").read_text(encoding="utf-8")
    reading = Reading(page)
    assert reading.faults == []
    assert '<nav class="letters" aria-label="Persons by letter">' in page
    assert {link[1:] for link in reading.links if link.startswith("#letter-")} <= set(reading.ids)
