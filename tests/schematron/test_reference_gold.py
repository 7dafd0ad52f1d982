"""The rules of TEI find in volumes of Foreign Relations of the United States what the reference transformation finds.

With TEI_EVERY set in all volumes, else in two. The volumes are sound, so faults are set into copies of them, too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from peers import folder, packed, unpacked
from schematron.reference import Judged, Numbers, Reference

from tei.core.edition import Edition
from tei.schematron import Finding, Fired, Schematron, Stopped
from tei.schematron.finding import Outcome
from tei.schematron.schematron import Engine

pytest.importorskip("saxonche")

FAULTS = (
    (r'<hi rend="italic">', '<hi subtype="x" rend="italic">'),
    (r"<head>", '<head calendar="#x" validUntil="SOON">'),
    (r"<ref target=", '<ref cRef="x" target='),
    (r"<p>", "<p><p>within</p>"),
    (r"<date when=", '<date from="1900" notBefore="1901" when='),
    (r"<lb/>", '<lb spanTo="#nowhere"/><l>a<l>b</l></l><lg/>'),
    (r"<item>", "<item><s>one<s>two</s></s>"),
    (r"<div ", '<div minOccurs="3" '),
    (r"<list ", '<list validUntil="1999-01-01" '),
)
EVERY = 41
"""Of every so many places for a fault one gets it."""


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    chosen = packed() if os.environ.get("TEI_EVERY") else packed()[1:3]
    return unpacked(chosen, tmp_path_factory.mktemp("volumes"))


@pytest.fixture(scope="module")
def schema() -> Path:
    path = folder("TEI_ORACLE") / "tei_all.isosch"
    if not path.exists():
        pytest.skip("TEI_ORACLE has no tei_all.isosch")
    return path


def faulty(path: Path, to: Path) -> Path:
    """A copy with faults of many kinds, far from each other."""
    text = path.read_text(encoding="utf-8")
    soon = (date.today() + timedelta(days=30)).isoformat()
    for number, (found, instead) in enumerate(FAULTS):
        pieces = re.split(f"({found})", text)
        places = range(1 + 2 * number, len(pieces), 2 * EVERY)
        for at in places:
            pieces[at] = instead.replace("SOON", soon)
        text = "".join(pieces)
    to.write_text(text, encoding="utf-8")
    return to


def judged(outcomes: Iterable[Outcome], numbers: Numbers) -> Judged:
    outcomes = list(outcomes)
    assert not [each for each in outcomes if isinstance(each, Stopped)]
    return Judged(
        frozenset(numbers.finding(each) for each in outcomes if isinstance(each, Finding)),
        frozenset(numbers.fired(each) for each in outcomes if isinstance(each, Fired)),
    )


@pytest.mark.parametrize("engine", ["auto", "saxon"])
def test_volumes_are_judged_as_the_reference_does(volumes: list[Path], schema: Path, engine: Engine) -> None:
    reference = Reference(schema, fired=True)
    schematron = Schematron.load(str(schema), engine=engine)
    numbers = Numbers(schematron.schema)
    for path in volumes:
        expected = reference.judge(path)
        assert len(expected.fired) > 1000
        assert judged(schematron.validate(Edition.load(str(path)), fired=True), numbers) == expected, path.name


@pytest.mark.parametrize("engine", ["auto", "saxon"])
def test_faults_in_volumes_are_found_where_the_reference_finds_them(
    volumes: list[Path], schema: Path, engine: Engine, tmp_path: Path
) -> None:
    reference = Reference(schema)
    schematron = Schematron.load(str(schema), engine=engine)
    numbers = Numbers(schematron.schema)
    for path in volumes:
        copy = faulty(path, tmp_path / path.name)
        expected = reference.judge(copy)
        assert len({each.assertion for each in expected.findings}) >= 6
        assert judged(schematron.validate(Edition.load(str(copy))), numbers) == expected, path.name
