"""What a page shows: golden files, notes, page marks, names, references, lists and tables."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from reading import Reading

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import fragment, plain, render

HERE = Path(__file__).parent
FRUS = Profile.load("frus")


def sample(name: str) -> Edition:
    return Edition.load(str(HERE / "samples" / f"{name}.xml"))


def tei(body: str, stand_off: str = "", head: str = "1. A") -> Edition:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'>{stand_off}<text><body>"
        f"<div type='document' n='1' xml:id='d1'><head>{head}</head>{body}</div></body></text></TEI>"
    )
    return Edition.decode(xml.encode(), "d1.xml")


def html(body: str, stand_off: str = "", **more: str) -> str:
    return fragment(tei(body, stand_off), FRUS, **more)


@pytest.mark.parametrize("name", ["d38", "d39"])
@pytest.mark.parametrize("form", ["html", "txt"])
def test_golden(name: str, form: str) -> None:
    """Run with TEI_ACCEPT=1 to take what comes out as what should."""
    edition = sample(name)
    made = fragment(edition, FRUS).replace("><", ">\n<") if form == "html" else plain(edition, FRUS)
    golden = HERE / "golden" / f"{name}.{form}"
    if os.environ.get("TEI_ACCEPT"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_a_page_needs_no_other_file() -> None:
    page = render(sample("d38"), FRUS)
    assert page.name == "d38"
    assert page.title == "38. Telegram From the Department of State to the Embassy in Japan"
    reading = Reading(page.html)
    assert reading.faults == []
    assert [link for link in reading.links if not link.startswith(("#", "data:"))] == []
    assert [e.name for e in reading.elements if e.name in ("link", "img", "iframe")] == []


def test_a_call_leads_to_its_note_and_back_without_a_script() -> None:
    page = fragment(sample("d38"), FRUS)
    for number in (2, 3, 4):
        call = re.search(rf'<a id="d38fn{number}-call" href="#d38fn{number}" [^>]*>{number}</a>', page)
        assert call
        assert 'role="doc-noteref"' in call.group()
        assert re.search(rf'<li id="d38fn{number}">.*?<a [^>]*href="#d38fn{number}-call"[^>]*>', page)


def test_the_source_is_a_part_of_its_own_under_the_head() -> None:
    page = fragment(sample("d38"), FRUS)
    header = page[page.index("<header>") : page.index("</header>")]
    assert 'class="source" id="d38fn1"' in header
    assert 'href="#d38fn1-call"' in header
    assert '<span class="lead">Source:</span>' in header
    assert '<li id="d38fn1"' not in page


def test_a_source_note_in_the_line_has_no_call() -> None:
    page = fragment(tei("", head="1. A<note type='source' rend='inline'>[Source: withheld.]</note>"), FRUS)
    assert "[Source: withheld.]" in page
    assert "doc-noteref" not in page
    assert "doc-backlink" not in page


def test_a_note_has_the_number_that_is_printed_or_counts_itself() -> None:
    page = html("<p>a<note n='*' xml:id='d1fn1'>b</note> c<note>d</note></p>")
    assert '<a id="d1fn1-call" href="#d1fn1" role="doc-noteref" aria-label="Note *">*</a>' in page
    assert '<a id="note-2-call" href="#note-2" role="doc-noteref" aria-label="Note 2">2</a>' in page


def test_a_page_mark_is_a_link_to_itself_or_to_the_picture() -> None:
    page = html("<p>a <pb n='81' xml:id='pg_81'/> b</p><pb facs='https://example.org/82.png'/>")
    assert (
        '<span class="pb" id="pg_81" role="doc-pagebreak" data-generated="page"><a href="#pg_81">[Page 81]</a></span>'
    ) in page
    assert '<a href="https://example.org/82.png" class="facs">[Page break]</a>' in page
    assert 'class="pb between"' in page


STAND_OFF = (
    "<standOff><listPerson><person xml:id='p_A1'><persName>Able, Ann</persName><note>Clerk</note></person>"
    "<person xml:id='p_B1'><persName>Baker, Bob</persName></person></listPerson></standOff>"
)


def test_a_name_leads_to_its_entry_and_the_entry_to_the_first_mention() -> None:
    page = html("<p><persName corresp='#p_A1'>Able</persName>, <persName corresp='#p_A1'>Ann</persName></p>", STAND_OFF)
    assert '<a href="#p_A1" class="name persName" id="p_A1-1">Able</a>' in page
    assert '<a href="#p_A1" class="name persName" id="p_A1-2">Ann</a>' in page
    assert '<div class="entry" id="p_A1"><dt>Able, Ann</dt><dd><span class="said">Clerk</span>' in page
    assert 'href="#p_A1-1"' in page
    assert "Baker" not in page
    assert "All mentions" not in page


def test_an_entry_leads_on_to_the_register_of_the_site() -> None:
    page = html("<p><persName corresp='#p_A1'>Able</persName></p>", STAND_OFF, entries="entry/")
    assert '<a class="more" href="entry/p_A1.html" aria-label="All mentions of Able, Ann in the edition">' in page


def test_a_name_that_leads_nowhere_is_no_link() -> None:
    page = html("<p><persName corresp='#p_Z1'>Zed</persName> <persName>Why</persName></p>", STAND_OFF)
    assert '<span class="persName">Zed</span> <span class="persName">Why</span>' in page


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("#d1", '<a href="#d1" class="ref">x</a>'),
        ("#d37fn2", '<a href="d37.html#d37fn2" class="ref">x</a>'),
        ("#d37", '<a href="d37.html" class="ref">x</a>'),
        ("#pg_80", '<a href="d37.html#pg_80" class="ref">x</a>'),
        ("#d99", '<span class="ref absent" title="Document 99, not in this edition">x</span>'),
        ("#d99fn1", '<span class="ref absent" title="Document 99, not in this edition">x</span>'),
        ("#elsewhere", '<span class="ref absent" title="Not in this edition">x</span>'),
        ("frus1950v01#d2", '<span class="ref absent" title="Not in this edition">x</span>'),
        ("frus1951v01#d2", '<a href="../v01/d2.html" class="ref">x</a>'),
        ("https://example.org/", '<a href="https://example.org/" class="ref">x</a>'),
        ("mailto:a@example.org", '<a href="mailto:a@example.org" class="ref">x</a>'),
        ("javascript:alert(1)", '<span class="ref absent" title="Not in this edition">x</span>'),
    ],
)
def test_a_reference_leads_as_far_as_the_edition_goes(target: str, shown: str) -> None:
    documents = {"d37": "d37.html", "pg_80": "d37.html#pg_80", "frus1951v01#d2": "../v01/d2.html"}
    page = fragment(tei(f"<p><ref target='{target}'>x</ref></p>"), FRUS, documents=documents)
    assert shown in page


@pytest.mark.parametrize(
    ("rend", "shown"),
    [
        ("italic", "<i>x</i>"),
        ("strong", "<b>x</b>"),
        ("underline", "<u>x</u>"),
        ("superscript", "<sup>x</sup>"),
        ("sub", "<sub>x</sub>"),
        ("smallcaps", '<span class="rend-smallcaps">x</span>'),
        ("italic smallcaps", '<span class="rend-italic rend-smallcaps">x</span>'),
    ],
)
def test_looks(rend: str, shown: str) -> None:
    assert shown in html(f"<p><hi rend='{rend}'>x</hi></p>")


def test_lists() -> None:
    page = html(
        "<list type='subject'><head>SUBJECT</head><item>Rice</item></list>"
        "<list><item>1. one</item></list><list><item>(a) one</item></list><list><item>one</item></list>"
        "<list><item n='a'>one</item></list>"
    )
    assert '<div class="list-head" id="list-1-head">SUBJECT</div><ul role="list" aria-labelledby="list-1-head"' in page
    assert re.findall(r'<ul role="list"[^>]*class="(\w+)"', page) == ["plain", "marked", "marked", "bulleted", "plain"]
    assert '<span class="n" data-generated="number">a </span>one' in page


def test_a_table_is_a_region_that_the_keyboard_reaches() -> None:
    page = html(
        "<table><head>Rice</head><row role='label'><cell>Year</cell></row>"
        "<row><cell role='label' rows='2'>1954</cell><cell cols='2'>5</cell></row></table>"
        "<table><row><cell>1</cell></row></table>"
    )
    assert '<div class="table" role="region" tabindex="0" aria-labelledby="table-1-head">' in page
    assert '<caption id="table-1-head">Rice</caption><thead><tr><th scope="col">Year</th></tr></thead>' in page
    assert '<th scope="row" rowspan="2">1954</th><td colspan="2">5</td>' in page
    assert 'aria-label="Table 2"' in page


def test_languages() -> None:
    page = fragment(sample("letter7"), FRUS)
    assert '<i lang="de">Es war sehr schön</i>' in page
    assert '<html lang="fr">' in render(sample("letter7"), FRUS).html


def test_strangers_keep_their_place_and_their_name() -> None:
    page = fragment(sample("odd"), FRUS)
    assert '<span class="strange rend-large rend-red" id="strange1" data-tei="x:strange">stranger ' in page
    assert '<div class="ab"' in page


def test_headings_go_down_one_by_one() -> None:
    for name in ("d38", "d39", "d40", "letter7", "odd"):
        levels = [
            int(e.name[1]) for e in Reading(fragment(sample(name), FRUS)).elements if re.fullmatch("h[1-6]", e.name)
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_thousands_of_mentions_are_counted() -> None:
    edition = tei("<p>" + "<persName corresp='#p_A1'>Able</persName> " * 4000 + "</p>", STAND_OFF)
    page = fragment(edition, FRUS)
    assert 'id="p_A1-4000"' in page


def test_a_target_over_two_lines_makes_no_links_of_others() -> None:
    documents = {"a\n#evil\tjavascript:alert(1)": "a.html", "b": "b.html\n#evil\tjavascript:alert(1)"}
    refs = "".join(
        f"<ref target='{target}'>x</ref>" for target in ("#a&#10;#evil&#9;javascript:alert(1)", "#b", "#evil")
    )
    page = fragment(tei(f"<p>{refs}</p>"), FRUS, documents=documents)
    assert Reading(page).links == ["#d1-p1"]
