"""What is written in either syntax of RELAX NG and read again is the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from lxml import etree
from relaxng_trees import meaning, schemas

from tei.core.source import Source
from tei.relaxng import compact, xml
from tei.relaxng.brief import brief
from tei.relaxng.explicit import explicit
from tei.relaxng.load import local
from tei.relaxng.schema import Node

ROOT = Path(__file__).resolve().parents[2]
ORACLE = Path(os.environ.get("TEI_ORACLE", ROOT / "none"))
FILES = [*sorted((ROOT / "schemas").glob("*.rn?")), *sorted(ORACLE.glob("*.rn?"))]
SUITE = ORACLE / "spectest.xml"


def written(root: Node) -> dict[str, Node]:
    """A schema as it is read again from each of the forms in which it can be written."""
    return {
        "compact": compact.read(Source("again", compact.write(root))),
        "xml": xml.read(Source("again", xml.write(root))),
        "brief": xml.read(Source("again", xml.write(brief(explicit(root))))),
    }


def read(path: Path) -> Node:
    source = local(str(path))
    return compact.read(source) if path.suffix == ".rnc" else xml.read(source)


# Schemas that fail are as good to read as they come, and take minutes to be made smaller.
as_found = settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@as_found
@given(schemas)
def test_any_schema(root: Node) -> None:
    known = meaning(root)
    for form, again in written(root).items():
        assert meaning(again) == known, form


@as_found
@given(schemas)
def test_what_is_written_once_is_written_so_again(root: Node) -> None:
    once = compact.write(compact.read(Source("once", compact.write(root))))
    assert compact.write(compact.read(Source("again", once))) == once
    once = xml.write(xml.read(Source("once", xml.write(root))))
    assert xml.write(xml.read(Source("again", once))) == once


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_schemas(path: Path) -> None:
    root = read(path)
    known = meaning(root)
    for form, again in written(root).items():
        assert meaning(again) == known, form


def correct() -> list[str]:
    """The correct schemas of RELAX NG's own suite."""
    if not SUITE.exists():
        return []
    schemas = etree.parse(str(SUITE)).iter("correct")
    return [etree.tostring(schema[0], encoding="unicode", with_tail=False) for schema in schemas]


@pytest.mark.skipif(not SUITE.exists(), reason="TEI_ORACLE names no folder with spectest.xml")
def test_the_schemas_of_the_suite() -> None:
    assert correct()
    for text in correct():
        root = xml.read(Source("suite", text))
        known = meaning(root)
        for form, again in written(root).items():
            assert meaning(again) == known, (form, text)


@pytest.mark.skipif(not ORACLE.joinpath("frus.rnc").exists(), reason="TEI_ORACLE names no folder with frus.rnc")
def test_the_grammar_of_frus_is_the_same_in_both_syntaxes() -> None:
    def patterns(node: Node) -> Node:
        node.children = [patterns(c) if isinstance(c, Node) else c for c in node.children if not _foreign(c)]
        return node

    assert meaning(patterns(read(ORACLE / "frus.rnc"))) == meaning(patterns(read(ORACLE / "frus.rng")))


def _foreign(child: Node | str) -> bool:
    return isinstance(child, Node) and child.name[0] == "{"
