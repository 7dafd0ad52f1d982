"""The suite of tests of the compact syntax: what each schema is in XML, and which ones are not correct."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree
from relaxng_trees import meaning

from tei.core.diagnostic import Refused
from tei.core.source import Source
from tei.relaxng import compact, xml
from tei.relaxng.schema import Node
from tei.relaxng.simplify import definitions

SUITE = Path(os.environ.get("TEI_ORACLE", "")) / "compacttest.xml"
pytestmark = pytest.mark.skipif(
    "TEI_ORACLE" not in os.environ or not SUITE.exists(), reason="TEI_ORACLE names no folder with compacttest.xml"
)


def cases(kind: str) -> list[object]:
    """The cases of the suite; what it calls bugs is not judged by it."""
    if not SUITE.exists():
        return []
    found = etree.parse(str(SUITE)).iter("testCase")
    return [
        pytest.param(case, id=f"line-{case.sourceline}") for case in found if case.find(f"compact/{kind}") is not None
    ]


def unpacked(case: etree._Element, folder: Path) -> Path:
    """The schema of a case as a file, with the files beside it that it refers to."""
    for element in case.findall("compact/resource"):
        (folder / element.get("name", "")).write_text(element.text or "", encoding="utf-8")
    schema = folder / "schema.rnc"
    schema.write_text(case.findtext("compact/correct") or case.findtext("compact/incorrect") or "", encoding="utf-8")
    return schema


def without_endings(node: Node) -> Node:
    """The schema with references that are the same for both syntaxes."""
    if "href" in node.attributes:
        node.attributes["href"] = node.attributes["href"].rpartition(".")[0]
    for child in node.patterns:
        without_endings(child)
    return node


@pytest.mark.parametrize("case", cases("correct"))
def test_what_is_correct_means_the_same_in_xml(case: etree._Element) -> None:
    (root,) = case.xpath("xml/correct/*")
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    known = meaning(without_endings(xml.read(Source("known.rng", text))))
    schema = Source("case.rnc", case.findtext("compact/correct") or "")
    assert meaning(without_endings(compact.read(schema))) == known


@pytest.mark.parametrize("case", cases("incorrect"))
def test_what_is_incorrect_is_refused(case: etree._Element, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        definitions(str(unpacked(case, tmp_path)))
    assert {one.code for one in refused.value.diagnostics} == {"P302"}
    assert all(one.labels and one.help for one in refused.value.diagnostics)
