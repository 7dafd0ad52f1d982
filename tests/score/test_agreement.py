"""Held to another program that counts the same: score.py, which lies beside the folder of gold in `bench`."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import pytest
from accuracy import FORMS
from gold import Volume
from peers import folder

from tei.core.profile import Profile
from tei.core.source import Source
from tei.pipeline import Pipeline
from tei.score import Comparison
from tei.score.count import Count, total
from tei.score.documents import encodings

VOLUMES, DOCUMENTS = 3, 5
"""So many volumes are taken, and of each so many documents in each form."""

NEAR = 0.002


@pytest.fixture(scope="module")
def peer() -> ModuleType:
    path = folder("TEI_GOLD").parent / "bench" / "score.py"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    sys.path.insert(0, str(path.parent))
    try:
        found = importlib.util.spec_from_file_location("score_of_others", path)
        assert found
        assert found.loader
        module = importlib.util.module_from_spec(found)
        found.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


@pytest.fixture(scope="module")
def comparisons(peer: ModuleType) -> list[tuple[Volume, str, str]]:
    """Documents of some of the volumes, by volume, form and id."""
    paths = sorted(folder("TEI_GOLD").glob("*.xml.xz"))
    chosen = random.Random(1).sample(paths, min(VOLUMES, len(paths)))
    volumes = [Volume.packed(path) for path in chosen]
    return [
        (volume, form, name)
        for volume in volumes
        for form in FORMS
        if form in volume.raw
        for name in random.Random(form).sample(sorted(volume.raw[form]), min(DOCUMENTS, len(volume.raw[form])))
    ]


def everything(gold: Any, raw: str) -> dict[str, list[tuple[int, int]]]:
    """The whole of each text, as the other program would have it."""
    return {name: [(0, len(text))] for name, text in gold.text.items()}


@pytest.mark.parametrize("with_raw", [True, False], ids=["what the raw text holds", "all of gold"])
def test_every_category_agrees(
    with_raw: bool, comparisons: list[tuple[Volume, str, str]], peer: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not with_raw:
        monkeypatch.setattr(peer, "survives", everything)
    ours: list[Mapping[str, Count]] = []
    theirs: dict[str, list[int]] = {}
    profile = Profile.load("frus")
    for volume, form, name in comparisons:
        raw = volume.raw[form][name]
        edition = Pipeline(profile, volume.authority).edition(Source(f"{name}.txt", raw))
        given, gold = encodings(edition)[0].element, volume.gold[name].element
        ours.append(Comparison(given, gold, raw if with_raw else None).counts)
        peer.add(theirs, peer.compare(given, gold, raw))
    sums = total(ours)
    assert set(sums) == set(theirs)
    apart = {category: (sums[category].f1, peer.f1(theirs[category])) for category in sums}
    assert {category: pair for category, pair in apart.items() if abs(pair[0] - pair[1]) > NEAR} == {}
