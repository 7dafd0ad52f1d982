"""The law of rendering: every word of the text is on the page, once and in order, and nothing else passes for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from reading import Reading, T, said

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import fragment, plain

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.xml"))
PLAIN = Profile.load("plain")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_word_of_the_text_is_on_the_page(sample: Path) -> None:
    edition = Edition.load(str(sample))
    reading = Reading(fragment(edition, PLAIN))
    text, notes = said(edition.tree.getroot())
    assert reading.text == text
    assert sorted(reading.notes.values()) == sorted(notes)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_page_is_well_formed_and_its_links_resolve(sample: Path) -> None:
    reading = Reading(fragment(Edition.load(str(sample)), PLAIN))
    assert reading.faults == []
    assert [link for link in reading.links if link.startswith("#") and link[1:] not in reading.ids] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_plain_text_holds_every_word(sample: Path) -> None:
    edition = Edition.load(str(sample))
    shown = plain(edition, PLAIN)
    own = edition.tree.getroot().find(f"{T}text")
    assert {word for piece in own.itertext() for word in piece.split() if word not in shown} == set()


WORDS = st.text("ab cé1&<“”—\n", min_size=1, max_size=12).map(lambda s: s.replace("&", "&amp;").replace("<", "&lt;"))
RENDS = st.sampled_from(["italic", "strong", "smallcaps", "superscript", "italic underline", "odd"])
POINTERS = st.sampled_from(["#p1", "#t1", "#d1", "#gone", "#d9fn1", "https://example.org/"])


def _joined(parts: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(parts, max_size=most).map("".join)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = _joined(inner | WORDS)
    return st.one_of(
        st.builds("<hi rend='{}'>{}</hi>".format, RENDS, content),
        st.builds("<persName corresp='{}'>{}</persName>".format, POINTERS, content),
        st.builds("<gloss target='{}'>{}</gloss>".format, POINTERS, content),
        st.builds("<ref target='{}'>{}</ref>".format, POINTERS, content),
        st.builds("<note>{}</note>".format, content),
        st.builds("<unknown>{}</unknown>".format, content),
        st.builds("<date when='1955-08-04'>{}</date>".format, content),
        st.builds("<quote>{}</quote>".format, content),
    )


EMPTY = st.sampled_from(["<pb n='3'/>", "<lb/>", "<anchor/>", "<gap/>"])
INLINE = st.recursive(EMPTY, _wrapped, max_leaves=6)
MIXED = _joined(INLINE | WORDS, 5)
SOURCE = st.builds("<note type='source'>Source: {}</note>".format, MIXED)
HEAD = st.builds("<head>1. {}{}</head>".format, MIXED, SOURCE | st.just(""))


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    stray = st.sampled_from(["", "", "<pb n='4'/>", "stray"])
    item = st.builds("{}<item>{}{}</item>".format, stray, MIXED, inner)
    cell = st.builds("{}<cell role='{}'>{}</cell>".format, stray, st.sampled_from(["data", "label"]), MIXED)
    row = st.builds("{}<row>{}{}{}</row>".format, stray, cell, _joined(cell, 2), stray)
    head = st.builds("<head>{}</head>".format, MIXED) | st.just("")
    return st.one_of(
        st.builds("<list>{}{}{}{}</list>".format, head, item, _joined(item, 2), stray),
        st.builds("<list><label>{}</label>{}</list>".format, MIXED, item),
        st.builds("<table>{}{}{}{}</table>".format, head, row, _joined(row, 2), stray),
        st.builds("<p>{}{}{}</p>".format, MIXED, inner, MIXED),
        st.builds("<quote rend='blockquote'>{}</quote>".format, inner),
        st.builds("<div type='attachment'>{}{}</div>".format, HEAD | st.just(""), inner),
    )


PARAGRAPH = st.builds("<p>{}</p>".format, MIXED)
TAIL = st.builds("<closer>{}<signed>{}</signed></closer>".format, MIXED, MIXED) | st.just("")
BLOCK = st.recursive(PARAGRAPH, _nested, max_leaves=4)
STANDOFF = (
    "<standOff><listPerson><person xml:id='p1'><persName>One</persName></person></listPerson>"
    "<list type='gloss'><label><term xml:id='t1'>T</term></label><item>Term</item></list></standOff>"
)


@given(HEAD | st.just(""), _joined(BLOCK, 3), TAIL)
def test_no_document_loses_a_word(head: str, blocks: str, tail: str) -> None:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{STANDOFF}<text><body>"
        f"<div type='document' n='1' xml:id='d1'>{head}{blocks}{tail}</div></body></text></TEI>"
    )
    root = etree.fromstring(xml)
    reading = Reading(fragment(Edition.decode(xml.encode(), "d1.xml"), PLAIN))
    text, notes = said(root)
    assert "".join(reading.text.split()) == "".join(text.split())
    assert sorted("".join(n.split()) for n in reading.notes.values()) == sorted("".join(n.split()) for n in notes)
    assert [link for link in reading.links if link.startswith("#") and link[1:] not in reading.ids] == []
    assert [fault for fault in reading.faults if "link inside" in fault or "twice" in fault or "clos" in fault] == []
