"""Citations: what reference managers, search engines and people are told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata, render
from tei.render.agents import Agent
from tei.render.cite import Citations, citations
from tei.render.whole import Whole

SAMPLES = Path(__file__).parent / "samples"

ADA = Agent("Ada Byron", "Byron", "Ada")
GRACE = Agent("Grace Hopper", "Hopper", "Grace B.", "Jr.")
BUREAU = Agent("Bureau of Ports, North and South", organisation=True, identifiers=("https://viaf.org/viaf/1",))
VOLUME = Whole(
    title="Papers, 1901, Volume II",
    series="Papers",
    volume="Volume II",
    editors=(ADA, GRACE, BUREAU),
    publisher="Bureau Press & Sons",
    place="Oslo",
    year="1903",
    licence="Free.",
    licence_address="https://example.org/by",
    identifiers=(("frus", "papers1901"), ("ISBN-13", "978-0"), ("doi", "10.1/whole")),
)
LETTER = Metadata(
    name="d3",
    id="d3",
    title="3. Letter to a “Friend”",
    number="3",
    heading="Letter to a “Friend”",
    language="en",
    date="1901-03-04T10:00:00",
    day="March 4, 1901",
    place="Bergen",
    genre="letter",
    senders=(ADA,),
    receivers=(BUREAU,),
    first_page="7",
    last_page="9",
    keywords=("ports", "ships & sails"),
    mentioned=(BUREAU,),
    whole=VOLUME,
)
EDITION = {"title": "Letters of Ada", "url": "https://example.org/e/"}

# What csl-data.json (Citation Style Language 1.0.2) allows of what may be here: no other property.
CSL_TYPES = {"book", "chapter", "document", "personal_communication"}
CSL_STRINGS = {
    *("id", "title", "container-title", "collection-title", "volume", "number", "genre", "event-place", "publisher"),
    *("publisher-place", "page", "ISBN", "DOI", "URL", "language", "keyword"),
}
CSL_NAMES = {"author", "editor", "recipient"}
CSL_NAME_PARTS = {"family", "given", "suffix", "literal"}
CSL_DATES = {"issued", "original-date"}


def cited(metadata: Metadata, **edition: str) -> Citations:
    return citations(metadata, {**EDITION, **edition})


def text(runs: tuple[Any, ...]) -> str:
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)


def csl(metadata: Metadata) -> dict[str, Any]:
    (item,) = json.loads(cited(metadata).exports[2].text)
    return dict(item)


VARIANTS = [
    LETTER,
    replace(LETTER, scope="whole", title="Papers, 1901, Volume II", heading=""),
    replace(LETTER, whole=Whole()),
    replace(LETTER, whole=Whole(), genre="paper", date="", day=""),
    replace(LETTER, scope="section", genre="", number="", date="1901-03", until="1901-05", day="in spring"),
    replace(LETTER, date="", day="a fine day in May."),
    Metadata("x", "x", "x"),
]


@pytest.mark.parametrize("metadata", VARIANTS)
def test_csl_is_as_its_schema_has_it(metadata: Metadata) -> None:
    item = csl(metadata)
    assert item["type"] in CSL_TYPES
    assert item["id"]
    for name, value in item.items():
        if name in CSL_NAMES:
            assert value
            assert all(
                part in CSL_NAME_PARTS and isinstance(v, str) and v for each in value for part, v in each.items()
            )
        elif name in CSL_DATES:
            assert len(value) == 1
            if "literal" in value:
                assert isinstance(value["literal"], str)
            else:
                assert 1 <= len(value["date-parts"]) <= 2
                assert all(1 <= len(parts) <= 3 and all(type(p) is int for p in parts) for parts in value["date-parts"])
        else:
            assert name in CSL_STRINGS | {"type"}
            assert isinstance(value, str)
            assert value


def test_types() -> None:
    types = [(csl(each)["type"], cited(each).exports[1].text.split()[2]) for each in VARIANTS]
    assert types == [
        ("chapter", "CHAP"),
        ("book", "BOOK"),
        ("personal_communication", "PCOMM"),
        ("document", "GEN"),
        ("chapter", "CHAP"),
        ("chapter", "CHAP"),
        ("document", "GEN"),
    ]


def test_a_document_of_a_volume_in_csl() -> None:
    assert csl(LETTER) == {
        "id": "papers1901-d3",
        "type": "chapter",
        "title": "Letter to a “Friend”",
        "author": [{"family": "Byron", "given": "Ada"}],
        "recipient": [{"literal": BUREAU.name}],
        "editor": [
            {"family": "Byron", "given": "Ada"},
            {"family": "Hopper", "given": "Grace B.", "suffix": "Jr."},
            {"literal": BUREAU.name},
        ],
        "container-title": "Papers, 1901, Volume II",
        "collection-title": "Papers",
        "volume": "II",
        "number": "3",
        "genre": "Letter",
        "issued": {"date-parts": [[1903]]},
        "original-date": {"date-parts": [[1901, 3, 4]]},
        "event-place": "Bergen",
        "publisher": "Bureau Press & Sons",
        "publisher-place": "Oslo",
        "page": "7–9",
        "ISBN": "978-0",
        "URL": "https://example.org/e/d3.html",
        "language": "en",
        "keyword": "ports, ships & sails",
    }
    assert csl(VARIANTS[4])["original-date"] == {"date-parts": [[1901, 3], [1901, 5]]}
    assert csl(VARIANTS[5])["original-date"] == {"literal": "a fine day in May"}


def test_a_document_of_a_volume_in_bibtex() -> None:
    assert cited(LETTER).exports[0].text == (
        "@incollection{papers1901-d3,\n"
        "  author = {Byron, Ada},\n"
        "  title = {{Letter to a “Friend”}},\n"
        "  booktitle = {{Papers, 1901, Volume II}},\n"
        "  editor = {Byron, Ada and Hopper, Jr., Grace B. and {Bureau of Ports, North and South}},\n"
        "  volume = {II},\n"
        "  series = {Papers},\n"
        "  publisher = {{Bureau Press \\& Sons}},\n"
        "  address = {Oslo},\n"
        "  year = {1903},\n"
        "  pages = {7--9},\n"
        "  type = {Letter},\n"
        "  isbn = {978-0},\n"
        "  url = {https://example.org/e/d3.html},\n"
        "  language = {en},\n"
        "  keywords = {ports, ships \\& sails},\n"
        "  note = {Document 3, Bergen, March 4, 1901}\n"
        "}\n"
    )
    alone = cited(VARIANTS[2]).exports[0].text
    assert "@misc{d3," in alone
    assert "  year = {1901},\n  month = mar,\n" in alone
    strange = replace(LETTER, heading="{a_b} ~ 100% \\ ^", senders=(Agent("x", "Fish and Chips", "A,B"),))
    shown = cited(strange).exports[0].text
    assert (
        r"{{\textbraceleft{}a\_b\textbraceright{} \textasciitilde{} 100\% \textbackslash{} \textasciicircum{}}}"
        in shown
    )
    assert "author = {{Fish and Chips}, {A,B}}" in shown


def test_a_document_of_a_volume_in_ris() -> None:
    lines = cited(LETTER).exports[1].text.split("\n")
    assert lines[:4] == ["TY  - CHAP", "ID  - papers1901-d3", "TI  - Letter to a “Friend”", "AU  - Byron, Ada"]
    assert "ED  - Hopper, Grace B., Jr." in lines
    assert "ED  - Bureau of Ports North and South" in lines
    assert [each for each in lines if each[:2] in ("DA", "PY", "SP", "KW", "N1")] == [
        "PY  - 1903",
        "DA  - 1901/03/04",
        "SP  - 7",
        "KW  - ports",
        "KW  - ships & sails",
        "N1  - Bergen, March 4, 1901",
    ]
    assert lines[-2:] == ["ER  - ", ""]
    alone = cited(VARIANTS[2]).exports[1].text.split("\n")
    assert "A2  - Bureau of Ports North and South" in alone
    assert "DA  - 1901/03//" not in alone
    assert "DA  - 1901/03/" in cited(VARIANTS[4]).exports[1].text


@pytest.mark.parametrize(
    ("metadata", "note", "listed"),
    [
        (
            LETTER,
            "Ada Byron, “Letter to a ‘Friend,’” Bergen, March 4, 1901, in *Papers, 1901, Volume II*, ed. Ada Byron, "
            "Grace B. Hopper Jr., and Bureau of Ports, North and South (Oslo: Bureau Press & Sons, 1903), Document 3, "
            "https://example.org/e/d3.html.",
            "Byron, Ada. “Letter to a ‘Friend.’” Bergen, March 4, 1901. In *Papers, 1901, Volume II*, edited by "
            "Ada Byron, Grace B. Hopper Jr., and Bureau of Ports, North and South. Oslo: Bureau Press & Sons, 1903. "
            "Document 3. https://example.org/e/d3.html.",
        ),
        (
            replace(LETTER, heading="Letter From Byron", whole=replace(VOLUME, title="Ports", editors=(ADA, GRACE))),
            "“Letter From Byron,” Bergen, March 4, 1901, in *Ports*, ed. Ada Byron and Grace B. Hopper Jr., Volume II "
            "(Oslo: Bureau Press & Sons, 1903), Document 3, https://example.org/e/d3.html.",
            "“Letter From Byron.” Bergen, March 4, 1901. In *Ports*, edited by Ada Byron and Grace B. Hopper Jr. "
            "Volume II. Oslo: Bureau Press & Sons, 1903. Document 3. https://example.org/e/d3.html.",
        ),
        (
            replace(LETTER, heading="Why? Bergen, March 4, 1901?", number="", whole=Whole(), senders=(ADA, GRACE)),
            "Ada Byron and Grace B. Hopper Jr., “Why? Bergen, March 4, 1901?” in *Letters of Ada*, "
            "https://example.org/e/d3.html.",
            "Byron, Ada, and Grace B. Hopper Jr. “Why? Bergen, March 4, 1901?” In *Letters of Ada*. "
            "https://example.org/e/d3.html.",
        ),
        (
            replace(LETTER, scope="whole", heading="Papers", whole=replace(VOLUME, authors=(ADA,))),
            "Ada Byron, *Papers*, ed. Ada Byron, Grace B. Hopper Jr., and Bureau of Ports, North and South, Volume II "
            "(Oslo: Bureau Press & Sons, 1903), https://example.org/e/d3.html.",
            "Byron, Ada. *Papers*. Edited by Ada Byron, Grace B. Hopper Jr., and Bureau of Ports, North and South. "
            "Volume II. Oslo: Bureau Press & Sons, 1903. https://example.org/e/d3.html.",
        ),
        (
            replace(
                LETTER, scope="section", heading="Preface", number="", genre="", senders=(), place="", date="", day=""
            ),
            "“Preface,” in *Papers, 1901, Volume II*, ed. Ada Byron, Grace B. Hopper Jr., and Bureau of Ports, North "
            "and South (Oslo: Bureau Press & Sons, 1903), 7–9, https://example.org/e/d3.html.",
            "“Preface.” In *Papers, 1901, Volume II*, edited by Ada Byron, Grace B. Hopper Jr., and Bureau of Ports, "
            "North and South. Oslo: Bureau Press & Sons, 1903. 7–9. https://example.org/e/d3.html.",
        ),
    ],
)
def test_chicago(metadata: Metadata, note: str, listed: str) -> None:
    assert text(cited(metadata).note) == note
    assert text(cited(metadata).bibliography) == listed


def test_chicago_of_what_says_nothing() -> None:
    bare = cited(Metadata("x", "x", "x"), title="", url="")
    assert (text(bare.note), text(bare.bibliography)) == ("“x.”", "“x.”")
    asked = cited(Metadata("x", "x", "Who?"), title="", url="")
    assert text(asked.note) == "“Who?”"


def test_what_machines_are_told() -> None:
    tags = [(tag.name, tag.content) for tag in cited(LETTER).tags]
    for each in [
        ("citation_title", "Letter to a “Friend”"),
        ("citation_author", "Ada Byron"),
        ("citation_date", "1901/03/04"),
        ("citation_publication_date", "1903"),
        ("citation_inbook_title", "Papers, 1901, Volume II"),
        ("citation_isbn", "978-0"),
        ("citation_public_url", "https://example.org/e/d3.html"),
        ("DC.rights", "https://example.org/by"),
        ("DC.subject", "ports"),
        ("og:url", "https://example.org/e/d3.html"),
    ]:
        assert each in tags
    without = [tag.name for tag in cited(LETTER, url="").tags]
    assert not {"citation_public_url", "og:url"} & set(without)
    assert ("DC.identifier", "d3") in [(tag.name, tag.content) for tag in cited(LETTER, url="").tags]
    assert "citation_book_title" in [tag.name for tag in cited(VARIANTS[1]).tags]


def test_linked_data() -> None:
    told = json.loads(cited(LETTER).linked)
    assert told["@type"] == "Message"
    assert told["dateCreated"] == LETTER.date
    assert told["locationCreated"] == {"@type": "Place", "name": "Bergen"}
    assert told["mentions"]["sameAs"] == "https://viaf.org/viaf/1"
    assert told["isPartOf"]["@type"] == ["Book", "PublicationVolume"]
    assert told["isPartOf"]["editor"][2]["@type"] == "Organization"
    assert told["license"] == "https://example.org/by"
    book = json.loads(cited(VARIANTS[1]).linked)
    assert book["name"] == "Papers, 1901, Volume II"
    assert [
        json.loads(cited(replace(LETTER, genre=g, scope=s)).linked)["@type"]
        for g, s in (("report", "document"), ("", "section"), ("", "document"))
    ] == ["Report", "Chapter", "ArchiveComponent"]
    assert json.loads(cited(VARIANTS[2]).linked)["isPartOf"]["@type"] == "Collection"


def test_the_doi_of_a_volume_is_not_that_of_a_document() -> None:
    own = replace(LETTER, identifiers=(("DOI", "10.1/own"),))
    assert csl(own)["DOI"] == "10.1/own"
    assert "DOI" not in csl(LETTER)


def test_the_page_shows_them(tmp_path: Path) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text('extends = "frus"\n[render]\nurl = "https://example.org/frus"\n', encoding="utf-8")
    html = render(Edition.load(str(SAMPLES / "d38.xml")), Profile.load(str(settings))).html
    assert '<link rel="canonical" href="https://example.org/frus/d38.html">' in html
    assert 'download="d38.bib"' in html
    assert '<meta name="citation_public_url" content="https://example.org/frus/d38.html">' in html
    bare = render(Edition.load(str(SAMPLES / "d38.xml")), Profile.load("frus")).html
    assert "canonical" not in bare
    assert "in <cite>Foreign Relations of the United States</cite>, Document 38." in bare
