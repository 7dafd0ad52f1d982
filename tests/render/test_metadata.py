"""What a document says of itself, and what its header says of the whole."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.render import Metadata
from tei.render.agents import Agent, address_of_identifier
from tei.render.genre import genre
from tei.site.parts import divide

SAMPLES = Path(__file__).parent / "samples"
SENT = "<correspAction type='sent'><persName>Ada</persName><placeName>Oslo</placeName></correspAction>"
STATE = Agent("Department of State", organisation=True)
EMBASSY = Agent("Embassy in Japan", organisation=True)

VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title type="complete">Papers of the
    Bureau, 1901, Volume II</title><title type="series">Papers of the Bureau</title>
<title type="sub-series">1901</title><title type="volume-number">Volume II</title><title type="volume">Ports</title>
<author>Ada Byron</author><editor role="general">Grace B. Hopper, Jr.</editor>
<editor role="primary"><persName ref="https://orcid.org/0000-0002-1825-0097 #p_none">Jan van Eyck</persName></editor>
<editor><orgName key="viaf:123 nothing">The Bureau</orgName></editor><editor/></titleStmt>
<publicationStmt><publisher>Bureau Press</publisher><pubPlace>Oslo</pubPlace><date when="1903-02"/>
<availability><licence target="https://example.org/by">Free to use.</licence></availability>
<idno type="DOI">10.1234/abc</idno><idno type="isbn-13">978-0</idno><idno type="isbn-10"/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><creation><date when="1901"/></creation>
<textClass><keywords><term>ports</term><term>ships</term></keywords></textClass></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="p1"><persName ref="gnd:118"><surname>Allison</surname><forename>John</forename>
</persName><idno type="Wikidata">Q1</idno></person></listPerson></standOff><text><body><pb n="7"/>
<div type="document" xml:id="d1" n="1"><head>1. Letter From <persName type="from" corresp="#p1">Allison</persName> to
<persName type="to">President <hi>Lee</hi></persName></head><byline>By <docAuthor>Mary Ann Evans</docAuthor></byline>
<p>One.</p><pb n="8"/></div>
<div type="document" xml:id="d2" n="2"><p>Two.</p><pb n="9"/><p>Three.</p></div>
<div type="document" xml:id="d3"><note type="source">12.3/4: Telegram</note><head>The Consul to the Minister,
<date when="1901-03-04">March 4<note>Or 5.</note></date></head><docAuthor>Bob</docAuthor><p>No page.</p></div>
<div type="document" xml:id="d4"><head>IV</head><p>Four.</p><pb n="x"/></div></body></text></TEI>"""


def sample(name: str) -> Edition:
    return Edition.load(str(SAMPLES / f"{name}.xml"))


def volume() -> dict[str, Metadata]:
    parts = divide(Edition.decode(VOLUME.encode(), "volume.xml"), Profile.load("plain"))
    return {part.name: Metadata.of(part.edition, divided=part.divided) for part in parts}


def test_what_a_document_says_of_itself() -> None:
    assert Metadata.of(sample("d38")) == Metadata(
        name="d38",
        id="d38",
        title="38. Telegram From the Department of State to the Embassy in Japan",
        number="38",
        heading="Telegram From the Department of State to the Embassy in Japan",
        language="en",
        kind="historical-document",
        date="1955-08-04",
        day="August 4, 1955",
        place="Washington",
        sender="Department of State",
        receiver="Embassy in Japan",
        genre="telegram",
        senders=(STATE,),
        receivers=(EMBASSY,),
        first_page="80",
        last_page="81",
    )


def test_without_a_header_the_text_is_asked() -> None:
    text = sample("d38").source.text
    bare = text[: text.index("<profileDesc>")] + text[text.index("</profileDesc>") + len("</profileDesc>") :]
    assert Metadata.of(Edition.decode(bare.encode(), "d38.xml")) == Metadata.of(sample("d38"))


def test_a_letter_without_a_head_has_the_title_of_its_file() -> None:
    letter = Metadata.of(sample("letter7"))
    assert (letter.title, letter.heading, letter.number) == ("Lettre à une amie", "Lettre à une amie", "")
    assert (letter.date, letter.day, letter.place) == ("1893-05-02", "2 mai 1893", "Genève")


def test_a_file_of_several_documents_is_none_of_them() -> None:
    file = Metadata.of(sample("odd"))
    assert (file.id, file.title, file.number, file.kind) == ("odd", "A volume of oddities", "", "")
    assert file.scope == "whole"


def test_what_the_header_of_a_volume_says_of_the_whole() -> None:
    whole = volume()["d1"].whole
    assert whole.title == "Papers of the Bureau, 1901, Volume II"
    assert (whole.series, whole.subseries, whole.volume) == ("Papers of the Bureau", "1901", "Volume II")
    assert (whole.publisher, whole.place, whole.year) == ("Bureau Press", "Oslo", "1903")
    assert (whole.licence, whole.licence_address) == ("Free to use.", "https://example.org/by")
    assert (whole.identifier("isbn", "isbn-13"), whole.identifier("doi"), whole.identifier("isbn-10")) == (
        "978-0",
        "10.1234/abc",
        "",
    )
    assert [(e.spoken, e.filed) for e in (*whole.authors, *whole.editors)] == [
        ("Ada Byron", "Byron, Ada"),
        ("Jan van Eyck", "van Eyck, Jan"),
        ("The Bureau", "The Bureau"),
        ("Grace B. Hopper Jr.", "Hopper, Grace B., Jr."),
    ]
    assert whole.editors[0].identifiers == ("https://orcid.org/0000-0002-1825-0097",)
    assert whole.editors[1] == Agent("The Bureau", organisation=True, identifiers=("https://viaf.org/viaf/123",))


def test_no_fact_of_the_volume_passes_for_one_of_the_document() -> None:
    parts = volume()
    first = parts["d1"]
    assert [a.filed for a in first.authors] == ["Evans, Mary Ann"]
    assert (first.date, first.keywords, first.identifiers) == ("", (), ())
    assert [(a.filed, a.identifiers) for a in first.senders] == [
        ("Allison, John", ("https://www.wikidata.org/entity/Q1",))
    ]
    assert [a.filed for a in first.receivers] == ["Lee, President"]
    assert (parts["d2"].title, parts["d2"].authors) == ("Document 2", ())
    assert [a.name for a in parts["d3"].authors] == ["Bob"]
    assert (parts["d3"].genre, parts["d3"].date, parts["d3"].day) == ("telegram", "1901-03-04", "March 4")


def test_the_pages_of_a_document() -> None:
    pages = {name: (m.first_page, m.last_page) for name, m in volume().items()}
    assert pages == {"d1": ("7", "8"), "d2": ("8", "9"), "d3": ("", ""), "d4": ("", "x")}


def test_a_volume_as_one_file_has_its_facts() -> None:
    file = Metadata.of(Edition.decode(VOLUME.encode(), "volume.xml"))
    assert (file.title, file.scope) == ("Papers of the Bureau, 1901, Volume II", "whole")
    assert file.keywords == ("ports", "ships")
    assert file.identifiers[0] == ("DOI", "10.1234/abc")


def test_parts_that_are_no_documents_are_sections() -> None:
    text = VOLUME.replace(
        "<body>", '<front><titlePage><docTitle/></titlePage><div type="preface"><p>P</p></div></front><body>'
    )
    parts = divide(Edition.decode(text.encode(), "volume.xml"), Profile.load("plain"))
    found = [Metadata.of(part.edition, divided=True) for part in parts]
    assert [(m.title, m.scope) for m in found][:2] == [("Title page", "document"), ("Preface", "section")]


def test_whom_a_file_identifies() -> None:
    (allison,) = Metadata.of(Edition.decode(VOLUME.encode(), "volume.xml")).mentioned
    assert allison.identifiers == ("https://www.wikidata.org/entity/Q1", "https://d-nb.info/gnd/118")
    assert allison.spoken == "John Allison"


def test_metadata_are_keys_that_travel() -> None:
    one = volume()["d1"]
    assert pickle.loads(pickle.dumps(one)) == one
    assert hash(pickle.loads(pickle.dumps(one))) == hash(one)
    assert eval(repr(one), {"Metadata": Metadata, "Agent": Agent, "Whole": type(one.whole)}) == one


@pytest.mark.parametrize(
    ("subtype", "heading", "source", "kind"),
    [
        ("", "Circular Telegram From the Department", "", "telegram"),
        ("", "Brief an die Eltern", "", "letter"),
        ("", "Brief of a Staff Study", "", "paper"),
        ("", "Letter From the Consul Enclosing a Report", "", "letter"),
        ("", "Memorandum of a Conversation, Washington", "", "memorandum of conversation"),
        ("editorial-note", "Telegram From the Department", "", "editorial note"),
        ("historical-document", "The Consul to the Secretary", "Telegram", "telegram"),
        ("", "The Letters", "", ""),
        ("", "National Intelligence Estimate", "", ""),
    ],
)
def test_what_kind_of_document_a_heading_tells_of(subtype: str, heading: str, source: str, kind: str) -> None:
    expected = "intelligence estimate" if "Estimate" in heading else kind
    assert genre(subtype, heading, source) == expected


@pytest.mark.parametrize(
    ("kind", "value", "address"),
    [
        ("VIAF", "123", "https://viaf.org/viaf/123"),
        ("wd", " Q 42 ", "https://www.wikidata.org/entity/Q42"),
        ("orcid", "https://orcid.org/0", "https://orcid.org/0"),
        ("url", "javascript:alert(1)", ""),
        ("gnd", '118"><script>', ""),
        ("gnd", "", ""),
        ("unknown", "1", ""),
    ],
)
def test_the_address_of_an_identifier(kind: str, value: str, address: str) -> None:
    assert address_of_identifier(kind, value) == address


def test_a_corpus_is_none_of_its_texts() -> None:
    inner = VOLUME.replace("<profileDesc>", f"<profileDesc><correspDesc>{SENT}</correspDesc>")
    header = "<teiHeader><fileDesc><titleStmt/></fileDesc></teiHeader>"
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{inner}</teiCorpus>'
    found = Metadata.of(Edition(Source("corpus.xml", corpus)))
    said = found.authors, found.sender, found.date, found.place, found.keywords
    assert said == ((), "", "", "", ())
