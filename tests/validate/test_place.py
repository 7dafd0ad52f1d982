from __future__ import annotations

import pytest

from tei.core.edition import XML_ID, Edition
from tei.validate import place

TEXT = """<?xml version="1.0"?>
<a xmlns:x="urn:x" note=' id="no" > ' xml:id = "é1" x:id="2" empty="">
  <!-- > --><?pi >?> one <b c="/>"/><![CDATA[<b>]]><b>in<b/><!-- </b> -->side</b> two </a>
"""


@pytest.fixture
def edition() -> Edition:
    return Edition.decode(TEXT.encode(), "a.xml")


@pytest.mark.parametrize(
    ("name", "whole", "value"),
    [
        (XML_ID, 'xml:id = "é1"', "é1"),
        ("{urn:x}id", 'x:id="2"', "2"),
        ("note", "note=' id=\"no\" > '", ' id="no" > '),
        ("empty", 'empty=""', 'empty=""'),
    ],
)
def test_an_attribute(edition: Edition, name: str, whole: str, value: str) -> None:
    root = edition.tree.getroot()
    assert edition.source[place.attribute(edition, root, name).span] == whole
    assert edition.source[place.attribute(edition, root, name, value=True).span] == value


def test_an_attribute_that_is_not_written_is_placed_at_the_tag(edition: Edition) -> None:
    root = edition.tree.getroot()
    assert place.attribute(edition, root, "none") == edition.label(root)


def test_text(edition: Edition) -> None:
    root = edition.tree.getroot()
    assert edition.source[place.text_in(edition, root, None).span] == "one"
    assert edition.source[place.text_in(edition, root, root[3]).span] == "two"
    assert edition.source[place.text_in(edition, root[3], root[3][0]).span] == "side"
    assert len(place.text_in(edition, root[2], None).span) == 1
