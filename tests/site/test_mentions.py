"""Every mention has the words around it, and the id that the page gives it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from reading import Reading, T

from tei.core.edition import Edition, words
from tei.core.profile import Profile
from tei.render import fragment
from tei.site.registers.mentions import AROUND, Mention, mentions

NAME = "<persName corresp='#a'>Able</persName>"
PERSON = "<listPerson><person xml:id='a'><persName>Able</persName></person></listPerson>"


def edition(body: str) -> Edition:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>{PERSON}</standOff><text>"
        f"<body><div type='document' xml:id='d1'>{body}</div></body></text></TEI>"
    )
    return Edition.decode(xml.encode(), "d1.xml")


def found(body: str) -> list[Mention]:
    return [mention for _, mention in mentions(edition(body).tree, {"a"})]


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"

CASES = {
    "blanks are made single": (f"<p>Of\n    {NAME},\tClerk</p>", ("Of ", "Able", ", Clerk")),
    "nothing around": (f"<p>{NAME}</p>", ("", "Able", "")),
    "within its block": (
        f"<p>Before</p><list><item>Mr. {NAME} </item><item>Next</item></list>",
        ("Mr. ", "Able", ""),
    ),
    "a block inside cuts": (
        f"<p>Left <list><item>in</item></list> here {NAME} there<list><item>in</item></list></p>",
        ("here ", "Able", " there"),
    ),
    "without notes": (f"<p>To<note n='1'>a note</note> {NAME}<note n='2'>b</note> now</p>", ("To ", "Able", " now")),
    "in a note": (f"<p>Text<note n='1'>See {NAME}.</note> more</p>", ("See ", "Able", ".")),
    "its own note is not its name": ("<p><persName corresp='#a'>A<note>x</note>ble</persName>!</p>", ("", "Able", "!")),
    "a name over a break": ("<p><persName corresp='#a'>Ann<pb/>\n Able </persName>!</p>", ("", "Ann Able", " !")),
    "part of a word": (f"<p>the {NAME}s’ house</p>", ("the ", "Able", "s’ house")),
    "long": (
        f"<p>{LONG} {NAME} {LONG}</p>",
        (
            "… six seven eight nine ten eleven twelve thirteen fourteen ",
            "Able",
            " one two three four five six seven eight nine ten eleven …",
        ),
    ),
    "a script without blanks": (f"<p>{'字' * 99}{NAME}{'字' * 99}</p>", (f"… {'字' * 60}", "Able", f"{'字' * 60} …")),
    "the first of two readings": (
        f"<p>by <choice><orig>ye {NAME}</orig><reg>the</reg></choice> here</p>",
        ("by ye ", "Able", " here"),
    ),
    "the second of two readings": (
        f"<p>by <choice><orig>ye</orig><reg>the {NAME}</reg></choice> here</p>",
        ("the ", "Able", ""),
    ),
    "no words": ("<p>See <ref target='#a'/>.</p>", ("See ", "", ".")),
    "comments": (f"<p>Of <!-- no -->{NAME}<?pi no?></p>", ("Of ", "Able", "")),
}


@pytest.mark.parametrize("name", CASES)
def test_the_words_around(name: str) -> None:
    body, expected = CASES[name]
    (mention,) = found(body)
    assert (mention.before, mention.name, mention.after) == expected


def test_ids_are_those_of_the_page() -> None:
    tei = edition(
        f"<head>{NAME}</head><p>{NAME} <persName ref='#a' corresp='#b'>A</persName><rs xml:id='own' ref='#a'>he</rs>"
        f"<note n='1'>{NAME}</note> <ref target='#a'>x</ref></p>"
    )
    ids = [mention.id for _, mention in mentions(tei.tree, {"a"})]
    assert ids == ["a-1", "a-2", "a-3", "own", "a-5", "a-6"]
    assert set(ids) <= set(Reading(fragment(tei, Profile.load("plain"))).ids)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (f"<p/><p>{NAME}</p>", "paragraph 2"),
        (f"<p/><quote><p>{NAME}</p></quote>", "paragraph 2"),
        (f"<p/><div xml:id='e' type='enclosure'><p>{NAME}</p></div>", "enclosure, paragraph 1"),
        (f"<p/><div type='enclosure'><p>{NAME}</p></div>", "paragraph 2"),
        (f"<p/><floatingText xml:id='f'><body><p>{NAME}</p></body></floatingText>", "paragraph 1"),
        (f"<f:attachment xmlns:f='urn:f' xml:id='f'><p>{NAME}</p></f:attachment>", "attachment, paragraph 1"),
        (f"<p><list><item>{NAME}</item></list></p>", "list"),
        (f"<lg><l>{NAME}</l></lg>", "verse"),
        (f"<sp><p>{NAME}</p></sp>", "paragraph 1"),
        (f"<sp><speaker>{NAME}</speaker></sp>", "speech"),
        (f"<opener>{NAME}</opener>", "opening"),
        (f"<ab>{NAME}</ab>", "text"),
        (f"<p>x<note><p>{NAME}</p></note></p>", "note"),
    ],
)
def test_where_a_mention_stands(body: str, where: str) -> None:
    assert [mention.where for mention in found(body)] == [where]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (f"<front><div><list><item>{NAME}</item></list></div></front><body><p/></body>", True),
        (f"<front><div><p>{NAME}</p></div></front><body><p/></body>", False),
        (f"<body><list><item>{NAME}</item></list></body>", False),
        (f"<body><p/></body><back><div><list><item><hi>{NAME}</hi></item></list></div></back>", True),
    ],
)
def test_what_stands_in_a_list_of_the_front_or_back_matter_is_listed(text: str, listed: bool) -> None:
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>{text}</text></TEI>"
    ((_, mention),) = mentions(etree.ElementTree(etree.fromstring(xml)), {"a"})
    assert mention.listed is listed


def test_every_text_of_a_corpus_is_looked_through() -> None:
    text = f"<TEI><text><group><text><body><p>{NAME}</p></body></text></group></text></TEI>"
    xml = f"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>{text}{text}</teiCorpus>"
    told = mentions(etree.ElementTree(etree.fromstring(xml)), {"a"})
    assert [mention.id for _, mention in told] == ["a-1", "a-2"]


PIECES = st.recursive(
    st.sampled_from(["x", "word ", " two\n  words", "字", "’s ", "."]),
    lambda inner: st.builds(
        lambda tag, inside: tag.format("".join(inside)),
        st.sampled_from(
            ["<persName corresp='#a'>{}</persName>", "<hi>{}</hi>", "<note n='1'>{}</note>", "<q>{}</q>", "{}<lb/>"]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.lists(PIECES, min_size=1, max_size=6))
def test_the_marked_name_is_the_elements_words(pieces: list[str]) -> None:
    tei = edition(f"<p>{''.join(pieces)}</p>")
    named = [e for e in tei.tree.iter(f"{T}persName") if e.get("corresp")]
    told = [mention for _, mention in mentions(tei.tree, {"a"})]
    assert [mention.name for mention in told] == [words(element) for element in named]
    everything = [words(each) for each in tei.tree.iter(f"{T}p", f"{T}note")]
    for mention in told:
        assert max(len(mention.before), len(mention.after)) <= AROUND + 2
        around = f"{mention.before}{mention.name}{mention.after}".strip(" …")
        assert not re.search(r"\s\s|\n", around)
        assert any(_plain(around) in _plain(each) for each in everything)


def _plain(text: str) -> str:
    return "".join(text.split())
