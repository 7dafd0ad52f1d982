"""Every element of TEI P5, in every place where it might stand: its text is kept, and what is made of it is HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from reading import Reading, said

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import fragment, plain

PLAIN = Profile.load("plain")
NAMES = (Path(__file__).parent / "elements.txt").read_text(encoding="utf-8").split()
"""Those of TEI P5 4.10."""

NOT_TEXT = frozenset({"binaryObject", "teiHeader"})

PLACES = {
    "between paragraphs": "<p>before</p>{}<p>after</p>",
    "in a paragraph": "<p>before {} after</p>",
    "in emphasis": "<p>before <hi rend='italic'>so {} it</hi> after</p>",
    "in a reference": "<p>before <ref target='https://example.org/'>so {} it</ref> after</p>",
    "in a second head": "<div type='part'><head>Two {} heads</head><p>after</p></div>",
    "in an item": "<list><item>before {} after</item></list>",
    "between items": "<list><item>before</item>{}<item>after</item></list>",
    "in a term": "<list><label>before {}</label><item>after</item></list>",
    "in a cell": "<table><row role='label'><cell>before {} after</cell></row><row><cell>x</cell></row></table>",
    "between cells": "<table><row><cell>before</cell>{}<cell>after</cell></row></table>",
    "between rows": "<table><row><cell>before</cell></row>{}<row><cell>after</cell></row></table>",
    "in a note": "<p>before<note>so {} it</note> after</p>",
    "in a note in the line": "<p>before <note place='inline'><p>so {} it</p></note> after</p>",
    "in a quotation": "<quote rend='blockquote'>before {} after</quote>",
    "in verse": "<lg><l>before</l>{}<l>after {}</l></lg>",
    "in a speech": "<sp><speaker>before</speaker>{}<p>after</p></sp>",
    "in a figure": "<figure><graphic url='a.png'/>{}<head>after</head></figure>",
    "in a list of books": "<listBibl><bibl>before</bibl>{}<bibl>after</bibl></listBibl>",
    "in the description of a person": "<listPerson><person><persName>before</persName>{}</person></listPerson>",
    "in a reading": "<p><app><lem>before</lem><rdg wit='#A'>so {} it</rdg></app> after</p>",
    "in an alternative": "<p><choice><abbr>before</abbr><expan>so {} it</expan></choice> after</p>",
}
CONTENTS = {
    "words": "<{0} rend='odd' xml:id='x{1}'>within</{0}>",
    "a paragraph": "<{0}><p>within</p><pb n='4'/></{0}>",
    "a list": "<{0}>within<list><item>items</item></list></{0}>",
    "a link": "<{0}><ref target='#d1'>within</ref></{0}>",
    "a note": "<{0}>within<note>beside</note></{0}>",
    "an attribute": "<{0} n='2' target='#gone' when='1955' quantity='3' unit='in' url='x.png'/>",
}


def document(body: str) -> str:
    return (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>"
        f"<div type='document' n='1' xml:id='d1'><head>1. A</head>{body}</div></body></text></TEI>"
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


def filled(place: str, content: str, name: str) -> str:
    pieces = PLACES[place].split("{}")
    return "".join(piece + CONTENTS[content].format(name, n) for n, piece in enumerate(pieces[:-1])) + pieces[-1]


def faults(xml: str) -> list[str]:
    """What is wrong with the page of a document."""
    reading = Reading(fragment(Edition.decode(xml.encode(), "d1.xml"), PLAIN))
    text, notes = said(etree.fromstring(xml))
    found = list(reading.faults)
    if squeezed(reading.text) != squeezed(text):
        found.append(f"{text!r} became {reading.text!r}")
    if sorted(map(squeezed, reading.notes.values())) != sorted(map(squeezed, notes)):
        found.append(f"{notes} became {list(reading.notes.values())}")
    return found + [link for link in reading.links if link.startswith("#") and link[1:] not in reading.ids]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("content", CONTENTS)
def test_no_element_loses_text_or_breaks_the_page(place: str, content: str) -> None:
    names = [name for name in NAMES if name not in NOT_TEXT]
    bodies = {name: filled(place, content, name) for name in names}
    every = "".join(f"<div>{body.replace('xml:id', 'n')}</div>" for body in bodies.values())
    # Together they are quick; which of them are wrong is only asked when some are.
    if faults(document(every)):
        wrong = [f"{name}: {fault}" for name, body in bodies.items() for fault in faults(document(body))]
        assert wrong == []
        assert faults(document(every)) == []


@pytest.mark.parametrize("place", PLACES)
def test_plain_text_holds_the_words_of_every_element_once(place: str) -> None:
    wrong = []
    for name in NAMES:
        xml = document(PLACES[place].replace("{}", f"<{name}>within</{name}>"))
        shown = plain(Edition.decode(xml.encode(), "d1.xml"), PLAIN)
        own = " ".join(map(str, etree.fromstring(xml).itertext())).split()
        wrong += [
            f"{name}: {word} in {shown!r}" for word in own if len(word) > 3 and shown.count(word) != own.count(word)
        ]
    assert wrong == []
