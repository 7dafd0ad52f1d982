"""How well the 20 documents of tests/gold are encoded: no category may sink below its floor in tests/floors.json.

TEI_ACCEPT=1 raises the floors to what is reached now, and lowers none. What is lost for a good reason is lowered by
hand, with the reason in the commit.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from accuracy import encoded
from gold import Volume

from tei.score.count import LOOSE

FLOORS = Path(__file__).resolve().parent.parent / "floors.json"
EXACTNESS = 10_000
"""Floors have four decimals."""


@pytest.fixture(scope="module")
def volume() -> Volume:
    return Volume.small()


def test_every_raw_text_has_its_gold(volume: Volume) -> None:
    assert len(volume.gold) == 20
    assert set(volume.raw["all"]) == set(volume.gold)


@pytest.mark.parametrize("lists", ["with lists", "without lists"])
def test_no_category_sinks(lists: str, volume: Volume) -> None:
    score = encoded(volume, "all", known=lists == "with lists")
    reached = {
        category: math.floor(count.f1 * EXACTNESS) / EXACTNESS
        for category, count in score.total.items()
        if count.gold and category not in LOOSE
    }
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if os.environ.get("TEI_ACCEPT"):
        floors[lists] = raised(floors.get(lists, {}), reached)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    assert set(floors[lists]) == set(reached)
    assert not (told := sunk(floors[lists], reached)), f"{lists}: {told}; see what differs with `tei score`"


def sunk(floors: Mapping[str, float], reached: Mapping[str, float]) -> str:
    """What has sunk, and by how much; "" if nothing has."""
    return ", ".join(
        f"{category} has sunk by {floor - reached[category]:.4f} to {reached[category]:.4f}, below its floor {floor}"
        for category, floor in floors.items()
        if reached[category] < floor
    )


def raised(floors: Mapping[str, float], reached: Mapping[str, float]) -> dict[str, float]:
    """The floors, each at least as high as before."""
    return {category: max(floors.get(category, 0.0), now) for category, now in reached.items()}


def test_floors_only_rise() -> None:
    assert raised({"p": 0.9, "item": 0.5}, {"p": 0.8, "item": 0.6}) == {"p": 0.9, "item": 0.6}


def test_what_sinks_is_named() -> None:
    assert sunk({"p": 0.9, "item": 0.5}, {"p": 0.8, "item": 0.6}) == (
        "p has sunk by 0.1000 to 0.8000, below its floor 0.9"
    )
