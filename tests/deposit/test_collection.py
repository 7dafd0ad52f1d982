"""What is handed on: names, records, times, and the documents of a volume."""

from __future__ import annotations

import pytest

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit.collection import Collection, Resource, collect, plain
from tei.deposit.record import Identifier, Related

PROFILE = Profile.load("frus")

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><publisher>P</publisher>"
    "<date when='{year}'/></publicationStmt><seriesStmt><title>The series</title></seriesStmt>"
    "<sourceDesc><bibl>A book</bibl></sourceDesc></fileDesc>{revision}</teiHeader>"
)
VOLUME = (
    "<text><front><div type='section' xml:id='preface'><head>Preface</head><p>P</p></div></front><body>"
    "<div type='document' n='1' xml:id='d1'><head>1. Telegram</head><p>One.</p></div>"
    "<div type='document' n='2' xml:id='d2'><head>2. Letter</head><p>Two.</p></div></body></text>"
)


def edition(name: str, body: str = "<text><body><p>Text.</p></body></text>", **said: str) -> Edition:
    header = HEADER.format(**{"title": name, "year": "2000", "revision": "", **said})
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{body}</TEI>'
    return Edition(Source(name, text))


def collected(*editions: Edition, changed: str = "", latest: bool = False, **said: str) -> Collection:
    return collect([(each, changed) for each in editions], PROFILE, Authority(), **said, latest=latest)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("a/b/d1.xml", "d1"), ("C:\\texts\\d 1.TEI", "d-1"), ("..", "unnamed"), ("d/.hidden.xml", "hidden"),
     ("ä.b.txt", "b"), ("stdin", "stdin"), ("x\n/y z.xml", "y-z")],
)  # fmt: skip
def test_names_are_fit_for_files_and_addresses(name: str, wanted: str) -> None:
    (resource,) = collected(edition(name)).resources
    assert resource.name == resource.id == wanted


def test_plain_keeps_what_is_plain() -> None:
    assert plain("frus1955-57v23p1_a.b") == "frus1955-57v23p1_a.b"


def test_one_resource_is_the_collection() -> None:
    collection = collected(edition("v.xml"), url="https://example.org/v")
    assert (collection.name, collection.title, collection.url) == ("v", "v.xml", "https://example.org/v/")
    assert collection.address("tei/v.xml") == "https://example.org/v/tei/v.xml"
    assert collected(edition("v.xml"), title="Called").title == "Called"
    assert collected(edition("v.xml")).address("x") == "x"


def test_several_are_called_what_they_share() -> None:
    several = collected(edition("a.xml", year="1999"), edition("b.xml", year="2001"))
    assert (several.title, several.name) == ("The series", "the-series")
    assert several.record.issued == "2001"
    assert several.record.publisher == "P"
    assert collected(edition("a.xml"), edition("b.xml"), title="Both").name == "both"


def in_series(number: int, scope: str) -> Edition:
    series = f"<seriesStmt><title>Letters</title>{scope}<idno type='ISSN'>1234-5679</idno></seriesStmt>"
    text = edition(f"v{number}.xml").source.text.replace("<seriesStmt><title>The series</title></seriesStmt>", series)
    return Edition(Source(f"v{number}.xml", text))


def test_volumes_are_called_as_their_series() -> None:
    shelf = collected(*(in_series(n, f"<biblScope unit='volume'>{n}</biblScope>") for n in (1, 2)))
    assert shelf.title == "Letters"
    assert shelf.record.related == (Related("IsPartOf", "Letters", Identifier("ISSN", "1234-5679")),)
    volume = collected(*(in_series(n, "<biblScope unit='volume'>3</biblScope>") for n in (1, 2)))
    assert [each.volume for each in volume.record.related] == ["3"]


def test_what_bears_the_title_of_a_whole_is_no_part_of_it() -> None:
    several = collected(edition("a.xml"), edition("b.xml"))
    assert several.record.related == ()
    called = collected(edition("a.xml"), edition("b.xml"), title="Both")
    assert called.record.related == (Related("IsPartOf", "The series"),)


def test_the_headers_word_on_the_last_change_goes_first() -> None:
    told = edition("a.xml", revision="<revisionDesc><change when='2020-05'/></revisionDesc>")
    year = edition("a.xml", revision="<revisionDesc><change when='2020'/></revisionDesc>")
    wrong = edition("a.xml", revision="<revisionDesc><change when='2020-02-30'/></revisionDesc>")
    changed = "2024-01-02T03:04:05Z"
    assert collected(told, changed=changed).resources[0].modified == "2020-05-01T00:00:00Z"
    assert collected(year, changed=changed).resources[0].modified == "2020-01-01T00:00:00Z"
    assert collected(wrong, changed=changed).resources[0].modified == changed
    assert collected(edition("a.xml"), changed=changed).resources[0].modified == changed
    assert collected(edition("a.xml")).resources[0].modified == "1970-01-01T00:00:00Z"
    for each, other, later in ((told, "2019-07-01T00:00:00Z", "2020-05-01T00:00:00Z"), (told, changed, changed)):
        assert collected(each, changed=other, latest=True).resources[0].modified == later


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("when='1955-08-06'", "1955-08-06"), ("from='1955' to='1956'", "1955/1956"), ("when='1955-02-30'", ""),
     ("from='1955-13' to='1956'", "1956"), ("when='spring'", "")],
)  # fmt: skip
def test_when_a_text_was_made(said: str, wanted: str) -> None:
    made = f"<profileDesc><creation><date {said}/></creation></profileDesc>"
    assert collected(edition("a.xml", revision=made)).record.date("Created") == wanted


def test_a_volume_has_documents_and_they_have_none() -> None:
    (volume,) = collected(edition("v.xml", VOLUME)).resources
    assert [(each.id, each.record.title) for each in volume.documents] == [
        ("v/d1", "1. Telegram"),
        ("v/d2", "2. Letter"),
    ]
    first = volume.documents[0]
    assert first.edition.tree.getroot().find(".//{*}div[@n='1']") is not None
    assert first.record.publisher == "P"
    assert first.documents == ()
    assert collected(edition("d.xml")).resources[0].documents == ()


def test_what_is_handed_on_is_the_file_itself() -> None:
    given = edition("v.xml")
    (resource,) = collected(given).resources
    assert resource.data == given.source.text.encode()
    assert len(resource.digest) == 64
    assert resource.edition.tree is not resource.edition.tree
    assert isinstance(resource, Resource)


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (["a/d1.xml", "b/d1.xml", "b/d2.xml"], ["a-d1", "b-d1", "d2"]),
        (["x/a/d1.xml", "y/a/D1.xml"], ["a-d1", "a-D1-2"]),
        (["a/d1.xml", "a-d1.xml", "b/d1.xml"], ["a-d1", "a-d1-2", "b-d1"]),
    ],
)
def test_no_two_have_one_name(files: list[str], wanted: list[str]) -> None:
    assert [each.name for each in collected(*map(edition, files)).resources] == wanted


def test_no_two_documents_of_a_volume_have_one_name() -> None:
    ids = ("d1", "D1", "é", "è", "unnamed")
    divs = "".join(f'<div type="document" xml:id="{id}"><head>{id}</head><p>x</p></div>' for id in ids)
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{divs}</body></text></TEI>'
    (volume,) = collect([(Edition(Source("v.xml", text)), "")], Profile.load("plain"), Authority()).resources
    assert [each.id for each in volume.documents] == ["v/d1", "v/D1-2", "v/unnamed", "v/unnamed-2", "v/unnamed-3"]
    assert [each.documents for each in volume.documents] == [()] * 5


def test_pages_are_those_of_the_site() -> None:
    alone = collected(edition("v1.xml", VOLUME), edition("letter.xml"), url="https://example.org/")
    volume, letter = alone.resources
    assert [alone.page(each) for each in (volume, volume.documents[1], letter)] == [
        "https://example.org/", "https://example.org/d2.html", "https://example.org/letter.html",
    ]  # fmt: skip
    several = collected(edition("v1.xml", VOLUME), edition("v2.xml", VOLUME), edition("letter.xml"))
    first, second, letter = several.resources
    assert [several.page(each) for each in (first, second.documents[0], letter)] == [
        "v1/", "v2/d1.html", "documents/letter.html",
    ]  # fmt: skip


def test_a_name_that_a_resource_has_goes_on() -> None:
    collection = collected(edition("DataCite.xml"), edition("datacite-record.xml"))
    assert collection.unused("datacite") == "datacite-record-record"
    assert collection.unused("collection") == "collection"


def test_each_text_of_a_corpus_is_a_document_of_its_own() -> None:
    texts = "".join(
        f"<TEI>{HEADER.format(title=title, year='2001', revision='')}<text><body><p>{title}</p></body></text></TEI>"
        for title in ("First", "Second")
    )
    header = HEADER.format(title="The corpus", year="2000", revision="")
    corpus = Edition(Source("c.xml", f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{texts}</teiCorpus>'))
    (resource,) = collected(corpus).resources
    assert [(each.volume, each.record.title, each.record.year) for each in resource.documents] == [
        ("c", "First", "2001"),
        ("c", "Second", "2001"),
    ]
    assert {next(each.record.relatives("IsPartOf")).title for each in resource.documents} == {"The corpus"}
