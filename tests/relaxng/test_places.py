from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.core.parse import Parser, parse
from tei.core.source import Source, Span
from tei.relaxng.failure import Place
from tei.relaxng.places import Places

XML = "http://www.w3.org/XML/1998/namespace"
TEXT = """<?xml version="1.0"?>
<a xmlns:x="urn:x" note=' id="no" > ' xml:id = "é1" x:id="2" empty="" long="one
two">
  <!-- > --><x:b c="/>"/>\t é two
 three<![CDATA[<b>]]></a>
"""
SOURCE = Source("a.xml", TEXT)


def told(ask: Callable[[Places], Place], element: str = "a") -> str:
    """The characters at the place that is told while the start tag of an element has just been read."""
    found: list[Place] = []

    def attach(parser: Parser) -> None:
        places = Places(parser, SOURCE)
        places.namespaces.follow(parser)

        def start(name: str, attributes: object) -> None:
            if name.rpartition("}")[2] == element:
                found.append(ask(places))

        parser.StartElementHandler = start

    parse(SOURCE, attach)
    return shown(found[0])


def shown(place: Place) -> str:
    assert place.source is SOURCE
    return SOURCE[Span(SOURCE.offset(place.line, place.column), SOURCE.offset(place.end_line, place.end_column))]


@pytest.mark.parametrize(
    ("name", "whole", "value"),
    [
        (f"{XML}}}id", 'xml:id = "é1"', "é1"),
        ("urn:x}id", 'x:id="2"', "2"),
        ("note", "note=' id=\"no\" > '", ' id="no" > '),
        ("empty", 'empty=""', 'empty=""'),
        ("long", 'long="one\ntwo"', "one\ntwo"),
    ],
)
def test_an_attribute(name: str, whole: str, value: str) -> None:
    assert told(lambda places: places.attribute(name)) == whole
    assert told(lambda places: places.attribute(name, value=True)) == value


def test_an_attribute_that_is_not_written_is_placed_at_the_tag() -> None:
    assert told(lambda places: places.attribute("default")).startswith("<a xmlns:x")


def test_a_tag_and_its_name() -> None:
    assert told(Places.tag, "b") == '<x:b c="/>"/>'
    assert told(Places.name, "b") == "b"
    assert told(lambda places: places.spot("b").place(), "b") == "<x"
    empty: list[bool] = []
    told(lambda places: empty.append(places.is_empty_tag()) or places.tag(), "b")
    told(lambda places: empty.append(places.is_empty_tag()) or places.tag(), "a")
    assert empty == [True, False]


def test_text() -> None:
    found: list[Place] = []

    def attach(parser: Parser) -> None:
        places = Places(parser, SOURCE)

        def text(characters: str) -> None:
            if characters.strip():
                places.mark(characters)
                found.append(places.marked(characters))

        parser.CharacterDataHandler = text

    parse(SOURCE, attach)
    assert [shown(place)[:5] for place in found[:2]] == ["é two", "three"]
