from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.validate import CHECKS, validate

BASE = (Path(__file__).parent / "base.xml").read_text(encoding="utf-8")
BROKEN = BASE.replace("<lb/>", "<lb>x</lb>").replace('"#d5fn1"', '"#d5fn7"').replace('to="1957"', 'to="1949"')


def codes(**options: Any) -> list[str]:
    return [d.code for d in validate(Edition.decode(BROKEN.encode(), "d5.xml"), Profile.load("frus"), **options)]


def test_a_sound_edition_has_nothing() -> None:
    assert validate(Edition.decode(BASE.encode(), "d5.xml"), Profile.load("frus")) == []


def test_findings_come_in_the_order_of_the_document() -> None:
    assert codes() == ["D201", "L102", "R104"]


def test_checks_can_be_chosen() -> None:
    assert codes(only=("grammar", "dates")) == ["D201", "R104"]
    assert codes(without=("grammar",)) == ["D201", "L102"]
    assert set(CHECKS.names()) >= {"grammar", "pointers", "dates"}


def test_another_schema(tmp_path: Path) -> None:
    own = tmp_path / "own.rng"
    own.write_text("<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'><empty/></element>", encoding="utf-8")
    assert codes(schema=str(own), only=("grammar",)) == ["R101"]
    with pytest.raises(Refused):
        codes(schema=str(tmp_path / "none.rng"))


def test_ids_of_other_files() -> None:
    assert codes(only=("pointers",), known=frozenset({"d5fn7"})) == []
