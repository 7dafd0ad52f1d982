from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from lxml import etree

SCHEMAS = Path(__file__).parents[2] / "schemas"
NAMES = sorted(path.stem for path in SCHEMAS.glob("*.rnc"))

spec = importlib.util.spec_from_file_location("compact", Path(__file__).parent / "compact.py")
assert spec is not None
assert spec.loader is not None
compact = importlib.util.module_from_spec(spec)
spec.loader.exec_module(compact)


@pytest.mark.parametrize("name", NAMES)
def test_both_syntaxes_say_the_same(name: str) -> None:
    """If this fails, run `python tests/schemas/compact.py`."""
    written = (SCHEMAS / f"{name}.rnc").read_text(encoding="utf-8")
    assert compact.convert(written) == (SCHEMAS / f"{name}.rng").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["frus", "letters", "tei"])
def test_the_grammars_can_be_used(name: str) -> None:
    etree.RelaxNG(file=str(SCHEMAS / f"{name}.rng"))


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_is_explained(name: str) -> None:
    rng = "{http://relaxng.org/ns/structure/1.0}"
    root = etree.parse(SCHEMAS / f"{name}.rng").getroot()
    for define in root.iter(f"{rng}define", f"{rng}start"):
        words = define.findtext("{http://relaxng.org/ns/compatibility/annotations/1.0}documentation") or ""
        assert re.match(r"[A-Z].*\.", words, re.DOTALL), define.get("name")


def test_every_pattern_is_used() -> None:
    rng = "{http://relaxng.org/ns/structure/1.0}"
    roots = [etree.parse(path).getroot() for path in SCHEMAS.glob("*.rng")]
    defined = {define.get("name") for root in roots for define in root.iter(f"{rng}define")}
    used = {ref.get("name") for root in roots for ref in root.iter(f"{rng}ref")}
    assert defined == used


def test_every_element_is_defined_under_its_own_name() -> None:
    rng = "{http://relaxng.org/ns/structure/1.0}"
    for path in SCHEMAS.glob("*.rng"):
        for element in etree.parse(path).getroot().iter(f"{rng}element"):
            define = element.getparent()
            assert define is not None
            assert define.get("name") in (element.get("name"), f"{element.get('name')}.plain")


@pytest.mark.parametrize(
    ("written", "xml"),
    [
        ("## One.\n## Two.\na = element a { empty } # no\n", "<a:documentation>One.\nTwo.</a:documentation>"),
        ('\\list = list { xsd:int { minInclusive = "0" }+ }', '<param name="minInclusive">0</param>'),
        ("a = mixed { b & c* }", "<interleave>"),
        ('a = attribute x { "1" | "2" }?', "<value>2</value>"),
        ('include "b.rnc" { start = notAllowed }', '<include href="b.rng">'),
        ('include "b.rnc"', '<include href="b.rng"/>'),
    ],
)
def test_the_compact_syntax(written: str, xml: str) -> None:
    assert xml in compact.convert(f'default namespace = "urn:a"\n{written}')


@pytest.mark.parametrize("written", ["a = (b", "a b", "= c", "a = ~"])
def test_what_is_not_compact_syntax(written: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        compact.convert(f'default namespace = "urn:a"\n{written}')
