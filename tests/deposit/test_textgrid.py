"""A folder to import into TextGrid: objects, their metadata, and what is wrong with others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from kits import BARE, FULL, checked, collection, contents, made
from lxml import etree

from tei.deposit.record import Contributor, Dated, Identifier, Related, Subject
from tei.deposit.textgrid import TARGET
from tei.deposit.textgrid import metadata as textgrid
from tei.deposit.textgrid.kit import XSD
from tei.render.agents import Agent

NS = {"t": textgrid.NAMESPACE, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
      "ore": "http://www.openarchives.org/ore/terms/"}  # fmt: skip


def read(file: Path) -> etree._Element:
    return etree.parse(file).getroot()


def texts(element: etree._Element, path: str) -> list[str]:
    return [str(each) for each in element.xpath(path, namespaces=NS)]


def wrong(kit: Path) -> str:
    return "\n".join(f"{Path(str(each.labels[0])).name} {each.message}" for each in checked(TARGET, kit) if each.labels)


def test_every_object_has_its_metadata(tmp_path: Path) -> None:
    given = collection(FULL, "a", "b", url="https://me.example/")
    kit = made(TARGET, tmp_path / "textgrid", given)
    (said,) = checked(TARGET, kit)
    assert said.code == "P861"
    assert XSD in said.message
    objects = [f"{name}/{name}.{kind}" for name in "ab" for kind in ("edition", "work", "xml")]
    name = f"{given.name}.collection"
    assert sorted(contents(kit)) == sorted(each for o in (*objects, name) for each in (o, f"{o}.meta"))
    assert texts(read(kit / name), "//ore:aggregates/@rdf:resource") == ["a/a.edition", "b/b.edition"]
    assert texts(read(kit / "a" / "a.edition"), "//ore:aggregates/@rdf:resource") == ["a.work", "a.xml"]
    assert (kit / "a" / "a.xml").read_bytes() == given.resources[0].data
    formats = {texts(read(file), "//t:format/text()")[0] for file in (kit / "a").glob("*.meta")}
    assert formats == {textgrid.EDITION, textgrid.WORK, textgrid.TEXT}


def test_an_edition_says_of_which_work_it_is_and_under_which_licence() -> None:
    found = textgrid.edition(FULL, "a", "a.work")
    assert texts(found, "//t:isEditionOf/text()") == ["a.work"]
    assert texts(found, "//t:title/text()") == ["Zwei Télégrammes 電報", "An example"]
    assert texts(found, "//t:identifier/@type") == ["DOI", "frus"]
    assert texts(found, "//t:agent/@role") == ["author", "author", "editor", "markupEditor"]
    assert texts(found, "//t:agent[1]/@id") == ["https://viaf.org/viaf/27864106"]
    assert texts(found, "//t:bibliographicCitation/*/text()") == [
        "The printed volume", "XXIII", "1", "3", "0-16-024348-0",
    ]  # fmt: skip
    assert texts(found, "//t:language/text()") == ["eng", "jpn"]
    assert texts(found, "//t:license/@licenseUri") == ["https://creativecommons.org/licenses/by/4.0/"]


@pytest.mark.parametrize(
    ("created", "wanted"),
    [
        ("1955-01-01/1957-12-31", {"notBefore": "1955-01-01", "notAfter": "1957-12-31"}),
        ("1955-01-03T10:00:00Z", {"date": "1955-01-03"}),
        ("1955-02", {"date": "1955-02"}),
        ("-0044", {"date": "-0044"}),
        ("1955-02-31", {}),
        ("1955/soon", {}),
        ("", {}),
    ],
)
def test_a_work_says_when_it_was_made(created: str, wanted: dict[str, str]) -> None:
    found = textgrid.work(replace(FULL, dates=(Dated("Created", created),)), "a").find(".//t:dateOfCreation", NS)
    assert found is not None
    assert (dict(found.attrib), found.text) == (wanted, created or ":unav")


def test_a_work_says_what_it_is_about() -> None:
    kinds = (Subject("drama", textgrid.GENRE), Subject("farce", textgrid.GENRE))
    found = textgrid.work(replace(FULL, subjects=(*FULL.subjects, *kinds)), "a")
    assert texts(found, "//t:genre/text()") == ["drama"]
    assert texts(found, "//t:spatial/t:value/text()") == ["Tokyo", "Washington"]
    assert texts(found, "//t:subject/t:value/text()") == ["Diplomacy", "Japan"]
    assert texts(found, "//t:subject/t:id/text()") == ["https://id.loc.gov/authorities/subjects/sh1"]
    assert texts(textgrid.work(FULL, "a"), "//t:genre/text()") == ["other"]


def test_a_text_says_who_has_the_rights() -> None:
    holder = Contributor(Agent("The archive", organisation=True), "RightsHolder")
    found = textgrid.item(replace(FULL, contributors=(*FULL.contributors, holder)), "a")
    assert texts(found, "//t:rightsHolder/text()") == ["The archive"]
    assert texts(found, "//t:rightsHolder/@isCorporateBody") == ["true"]


def test_what_a_header_does_not_say_has_the_words_for_that(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "textgrid", collection(BARE))
    assert wrong(kit) == ""
    edition = read(kit / "d1" / "d1.edition.meta")
    assert texts(edition, "//t:title/text()") == ["d1"]
    assert texts(edition, "//t:agent/text()") == [":unav"]
    assert texts(read(kit / "d1.collection.meta"), "//t:collector/text()") == [":unav"]
    sources = (Related("IsDerivedFrom", "", Identifier("URL", "https://a.example/")), Related("IsDerivedFrom"))
    cited = textgrid.edition(replace(BARE, related=sources), "a", "a.work")
    assert texts(cited, "//t:editionTitle/text()") == ["https://a.example/", ":unav"]


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(kit: Path) -> None:
        file = kit / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda kit: (kit / "d1" / "d1.xml.meta").unlink(), "it has no metadata: there is no d1.xml.meta"),
        (lambda kit: (kit / "d1" / "d1.xml").unlink(), "there is no d1.xml that it describes"),
        (lambda kit: (kit / "d1" / "d1.work.meta").unlink(), "there is no work in the edition"),
        (changed("d1.collection", "d1/d1.edition", "d1/d2.edition"), "it aggregates 'd1/d2.edition', which is not in"),
        (changed("d1.collection", "d1/d1.edition", "../../d1.edition"), "which is not in the folder"),
        (lambda kit: (kit / "d1.collection").write_text("<x/>"), "d1.collection:1:1 it aggregates nothing"),
        (changed("d1/d1.edition.meta", "d1.work", "d1.xml"), "it is said to be an edition of 'd1.xml', which is no"),
        (changed("d1/d1.xml.meta", "text/xml", textgrid.WORK), "has no <work>"),
        (changed("d1/d1.xml.meta", "text/xml", " "), "<format> is empty"),
        (changed("d1/d1.xml.meta", "<item/>", "<things/>"), "<things> is not allowed in <object>"),
        (changed("d1/d1.work.meta", "<genre>other</genre>", ""), "<work> lacks <genre>"),
        (changed("d1/d1.work.meta", "other", "telegram"), "the genre 'telegram' is none of drama"),
        (changed("d1/d1.edition.meta", "<language>eng", "<language>en"), "the language 'en' is no code of three"),
        (changed("d1/d1.edition.meta", "</license>", "</license><license>x</license>"), "has 2 times <license>"),
        (changed("d1/d1.edition.meta", "</license>", "</license><language>deu</language>"), "does not come in the"),
        (lambda kit: (kit / "d1" / "d1.xml.meta").write_text("<object/>"), "its outermost element is object, not"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(change: Callable[[Path], object], wanted: str, tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "textgrid", collection(FULL))
    assert wrong(kit) == ""
    change(kit)
    assert wanted in wrong(kit)
