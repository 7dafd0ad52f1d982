"""The rules of TEI that are XPath 1.0 find the same by lxml and by Saxon, in documents made of what they speak of."""

from __future__ import annotations

import os
import random
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from peers import packed, unpacked

from tei.core.edition import Edition
from tei.core.source import Source
from tei.schematron import Finding, Fired, Schematron
from tei.schematron.schematron import Engine

pytestmark = [
    pytest.mark.skipif("TEI_ORACLE" not in os.environ, reason="TEI_ORACLE does not name the folder of the schemas"),
    pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed"),
]


def rules() -> Path:
    return Path(os.environ["TEI_ORACLE"]) / "tei_all.isosch"


@cache
def schematron(engine: Engine) -> Schematron:
    return Schematron.load(str(rules()), engine=engine)


def told(engine: Engine, edition: Edition) -> set[tuple[object, ...]]:
    """What the plain rules find, and which nodes meet them."""
    own = schematron(engine)
    number = {pattern: index for index, pattern in enumerate(own.schema.patterns)}
    found: set[tuple[object, ...]] = set()
    for each in own.validate(edition, fired=True):
        if not isinstance(each, Finding | Fired):
            continue
        rule = each.pattern.rules.index(each.rule)
        if rule in own.plan.plain[each.pattern]:
            says = (each.rule.assertions.index(each.assertion), each.message) if isinstance(each, Finding) else ()
            found.add((number[each.pattern], rule, each.node, *says))
    return found


def made(seed: int) -> str:
    """A document of elements, attributes and values that the rules name."""
    chance = random.Random(seed)
    text = rules().read_text(encoding="utf-8")
    elements = sorted(set(re.findall(r"tei:(\w+)", text)) - {"TEI"})
    attributes = sorted(set(re.findall(r"@([a-zA-Z]\w*)", text)))
    values = ["", "#a", "a b", "1", "2", *sorted(set(re.findall(r"'([\w ]{0,20})'", text)))]

    def element(depth: int) -> str:
        name = chance.choice(elements)
        chosen = sorted(set(chance.choices(attributes, k=chance.randint(0, 3))))
        written = "".join(f' {key}="{chance.choice(values)}"' for key in chosen)
        inner = "".join(element(depth - 1) for _ in range(chance.randint(0, 4) if depth else 0))
        return f"<{name}{written}>t{inner}</{name}>"

    body = "".join(element(4) for _ in range(12))
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'


@pytest.mark.parametrize("seed", range(8))
def test_documents_of_all_that_the_rules_speak_of(seed: int) -> None:
    edition = Edition(Source("a.xml", made(seed)))
    found = told("lxml", edition)
    assert len(found) > 40
    assert found == told("saxon", edition)


def test_a_volume(tmp_path: Path) -> None:
    (volume,) = unpacked(packed()[:1], tmp_path)
    edition = Edition.load(str(volume))
    assert told("lxml", edition) == told("saxon", edition)
