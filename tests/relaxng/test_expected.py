from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.source import Source
from tei.relaxng import Grammar
from tei.relaxng.expected import Expected

SCHEMA = """
default namespace = "urn:letters"
namespace x = "urn:x"
start = element letter { element head { text }, attribute n { xsd:integer }?, attribute type { "draft" | "sent" },
  p+, element sign { attribute x:by { text } }? }
p = element p { (text | element hi { text } | element x:b { empty })* }
"""
LETTERS = "{urn:letters}"


@pytest.fixture(scope="module")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    path: Path = tmp_path_factory.mktemp("schema") / "letter.rnc"
    path.write_text(SCHEMA, encoding="utf-8")
    return Grammar.load(path)


def at(grammar: Grammar, text: str) -> Expected:
    """What is expected at the bar, whatever comes behind it."""
    before, _, after = text.partition("|")
    return grammar.expected(before + after, len(before))


ROOT = '<letter xmlns="urn:letters" xmlns:x="urn:x" type="sent">'


@pytest.mark.parametrize(
    ("text", "elements", "end"),
    [
        ("|", ["letter"], ""),
        ("<|", ["letter"], ""),
        (f"{ROOT}|</letter>", ["head"], ""),
        (f"{ROOT}<he|", ["head"], ""),
        (f"{ROOT}<head>One</head>|", ["p"], ""),
        (f"{ROOT}<head>One</head><p/>|", ["p", "sign"], "letter"),
        (f"{ROOT}<head>One</head><!-- <p> --><?p <?><p><![CDATA[<]]>|", ["hi", "b"], "p"),
        (f"{ROOT}<wrong/><head>One</head>|", ["p"], ""),
        (f"{ROOT}<head>One</head><p></wrong>|", ["hi", "b"], "p"),
    ],
)
def test_elements(grammar: Grammar, text: str, elements: list[str], end: str) -> None:
    found = at(grammar, text)
    assert found.kind == "content"
    assert [name.rpartition("}")[2] for name in found.elements] == elements
    assert found.end == (f"{LETTERS}{end}" if end else "")


def test_text(grammar: Grammar) -> None:
    assert at(grammar, f"{ROOT}<head>|").text
    assert not at(grammar, f"{ROOT}|").text
    assert not at(grammar, f"{ROOT}<head><|").text


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ('<letter xmlns="urn:letters" |', ["type", "n"]),
        ('<letter xmlns="urn:letters" type="sent" |', ["n"]),
        ('<letter xmlns="urn:letters" type="mad" t|', ["n"]),
        (f"{ROOT}<head>One</head><p/><sign |", ["{urn:x}by"]),
        (f'{ROOT}<head>One</head><p/><sign x:by="me" |', []),
        (f"{ROOT}<head>One</head><p><x:b |", []),
        (f"{ROOT}<sign |", ["{urn:x}by"]),
        (f"{ROOT}<nothing |", []),
        ("<nothing><letter |", []),
    ],
)
def test_attributes(grammar: Grammar, text: str, attributes: list[str]) -> None:
    found = at(grammar, text)
    assert (found.kind, list(found.attributes)) == ("attribute", attributes)


def test_values(grammar: Grammar) -> None:
    text = '<letter xmlns="urn:letters" type="|'
    assert at(grammar, text) == Expected("value", values=("draft", "sent"))


@pytest.mark.parametrize("text", ["<!-- |", "<?xml |", "<!DOCTYPE letter|", f"{ROOT}<![CDATA[ |"])
def test_nothing(grammar: Grammar, text: str) -> None:
    assert at(grammar, text).kind == "nothing"


def test_an_end_tag(grammar: Grammar) -> None:
    assert at(grammar, f"{ROOT}<head>One</|").end == f"{LETTERS}head"


def test_inside_what_is_unknown_nothing_is_known(grammar: Grammar) -> None:
    assert at(grammar, f"{ROOT}<q xmlns='urn:q'>|") == Expected("content")


def test_a_source_may_be_asked(grammar: Grammar) -> None:
    assert grammar.expected(Source("a.xml", f"{ROOT}</letter>"), len(ROOT)).elements == (f"{LETTERS}head",)
