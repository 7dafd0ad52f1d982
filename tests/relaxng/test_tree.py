from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.relaxng import Grammar

SCHEMA = """
namespace x = "urn:x"
start = element a { element b { xsd:QName }?, element x:c { attribute id { xsd:ID }, text }*, text }
"""


@pytest.fixture(scope="module")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    path: Path = tmp_path_factory.mktemp("schema") / "a.rnc"
    path.write_text(SCHEMA, encoding="utf-8")
    return Grammar.load(path)


VALID = """<!-- before --><a>one<!-- c -->two<b xmlns:p="urn:p"> p:q </b>
<x:c xmlns:x="urn:x" id="i"/><?pi?>three</a>"""


def test_a_tree_is_judged_as_its_text_is(grammar: Grammar) -> None:
    tree = etree.fromstring(VALID.replace("one", "").replace("two", "").encode()).getroottree()
    assert grammar.is_valid(tree)
    assert grammar.is_valid(tree.getroot())
    assert list(grammar.validate(tree)) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "line"),
    [
        ("p:q", "o:q", "value invalid", 1),
        ("<x:c ", "<x:d/><x:c ", "element unknown", 2),
        (' id="i"', ' no="i"', "attribute unknown", 2),
        ('id="i"/>', 'id="i"/><x:c xmlns:x="urn:x" id="i"/>', "id repeated", 2),
    ],
)
def test_a_fault_is_told_with_its_line(grammar: Grammar, old: str, new: str, kind: str, line: int) -> None:
    text = VALID.replace("one", "").replace("two", "").replace("<a>", '<a xmlns:x="urn:x">').replace(old, new)
    [failure] = grammar.validate(etree.fromstring(text.encode()))
    assert (failure.kind, failure.line) == (kind, line)


def test_an_element_in_a_tree_is_judged_without_what_is_around(grammar: Grammar) -> None:
    outer = etree.fromstring("<r>before <a>text</a> behind</r>")
    assert grammar.is_valid(outer[0])
    assert not grammar.is_valid(outer)
