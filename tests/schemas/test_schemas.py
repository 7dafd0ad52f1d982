from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tei.relaxng.convert import convert_all

SCHEMAS = Path(__file__).parents[2] / "schemas"
NAMES = sorted(path.stem for path in SCHEMAS.glob("*.rnc"))


@pytest.mark.parametrize("name", ["frus", "letters"])
def test_both_syntaxes_say_the_same(name: str) -> None:
    """If this fails, run `tei schema convert schemas/frus.rnc -o schemas`, and the same for letters.rnc."""
    for path, text in convert_all(str(SCHEMAS / f"{name}.rnc"), ".rng").items():
        assert text == (SCHEMAS / path).read_text(encoding="utf-8")


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
