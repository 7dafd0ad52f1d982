"""What a grammar says of its elements wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.relaxng import Grammar
from tei.relaxng.outline import AttributeOutline

SCHEMA = """
default namespace = "urn:letters"
namespace x = "urn:x"
start = element letter { element head { text }, attribute n { xsd:integer }?, attribute type { "draft" | "sent" },
  p+, (element sign { attribute x:by { text } } | note.free | q.empty)? }
## A paragraph.
p = element p { (text | element hi { list { xsd:integer+ } } | note)* }
note = element note { attribute n { list { ("a" | xsd:integer)+ } }, p }
## A note that stands free.
note.free = element note { attribute n { text }, attribute by { text }?, text }
q.empty = element q { (attribute from { xsd:date }, attribute to { xsd:date }) | attribute when { xsd:date } }
"""
LETTERS = "{urn:letters}"


@pytest.fixture(scope="module")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    path: Path = tmp_path_factory.mktemp("schema") / "letter.rnc"
    path.write_text(SCHEMA, encoding="utf-8")
    return Grammar.load(path)


def own(names: tuple[str, ...] | frozenset[str]) -> set[str]:
    return {name.removeprefix(LETTERS) for name in names}


def test_the_names(grammar: Grammar) -> None:
    assert own(grammar.elements()) == {"letter", "head", "p", "sign", "note", "q", "hi"}
    assert grammar.attributes()["{urn:x}by"] == (f"{LETTERS}sign",)
    assert own(grammar.attributes()["n"]) == {"letter", "note"}


@pytest.mark.parametrize(
    ("name", "holders", "elements", "needed", "text", "words"),
    [
        ("letter", set(), {"head", "p", "sign", "note", "q"}, [{"head"}, {"p"}], False, ""),
        ("p", {"letter", "note"}, {"hi", "note"}, [], True, ""),
        ("hi", {"p"}, set(), [], True, "a whole number, such as 3 or -3"),
        ("note", {"letter", "p"}, {"p"}, [], True, ""),
        ("q", {"letter"}, set(), [], False, ""),
    ],
)
def test_an_element(
    grammar: Grammar, name: str, holders: set[str], elements: set[str], needed: list[set[str]], text: bool, words: str
) -> None:
    found = grammar.outline(LETTERS + name)
    assert found.name == LETTERS + name
    assert own(found.holders) == holders
    assert own(found.elements) == elements
    assert [own(group) for group in found.needed] == needed
    assert (found.text, found.words) == (text, words)


def test_what_the_schema_says_of_it(grammar: Grammar) -> None:
    assert grammar.outline(f"{LETTERS}p").documentation == "A paragraph."
    assert grammar.outline(f"{LETTERS}note").documentation == "A note that stands free."
    assert grammar.outline(f"{LETTERS}hi").documentation == ""


def test_attributes(grammar: Grammar) -> None:
    number = "a whole number, such as 3 or -3"
    assert grammar.outline(f"{LETTERS}letter").attributes == (
        AttributeOutline("n", False, (), number, False),
        AttributeOutline("type", True, ("draft", "sent"), "", False),
    )
    assert grammar.outline(f"{LETTERS}note").attributes == (
        AttributeOutline("by", False, (), "", False),
        AttributeOutline("n", True, ("a",), number, True),
    )
    assert [(a.name, a.needed) for a in grammar.outline(f"{LETTERS}q").attributes] == [
        ("from", False),
        ("to", False),
        ("when", False),
    ]
    assert [(a.name, a.needed) for a in grammar.outline(f"{LETTERS}sign").attributes] == [("{urn:x}by", True)]


def test_a_name_that_there_is_not(grammar: Grammar) -> None:
    with pytest.raises(KeyError):
        grammar.outline(f"{LETTERS}x")
