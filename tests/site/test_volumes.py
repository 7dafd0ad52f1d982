"""Volumes of Foreign Relations of the United States as sites: all their characters are there, once and in order.

With TEI_EVERY set all volumes, else two.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fidelity import BARE, difference, pages, shown, written
from lxml import etree
from peers import folder, unpacked

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build

FEW = ("frus1952-54v02p1", "frus1955-57v01")
FRUS = Profile.load("frus")


def chosen() -> list[str]:
    """The names of the volumes to look at, which is known before it is known whether they are there."""
    gold = Path(os.environ.get("TEI_GOLD", ""))
    every = sorted(path.name.removesuffix(".xml.xz") for path in gold.glob("*.xml.xz"))
    return every if every and os.environ.get("TEI_EVERY") else list(FEW)


@pytest.fixture(scope="module", params=chosen())
def volume(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    packed = folder("TEI_GOLD") / f"{request.param}.xml.xz"
    if not packed.is_file():
        pytest.skip(f"TEI_GOLD has no {packed.name}")
    return unpacked([packed], tmp_path_factory.mktemp("volume"))[0]


def test_every_character_of_a_volume_is_on_its_pages_once_and_in_order(volume: Path, tmp_path: Path) -> None:
    templates, site = tmp_path / "templates", tmp_path / "site"
    templates.mkdir()
    (templates / "page.html").write_text(BARE, encoding="utf-8")
    edition = Edition.load(str(volume))
    files = build([edition], site, FRUS, templates=templates)
    whole, faults = [], []
    for page in pages(site, files):
        text, wrong = shown(page.read_text(encoding="utf-8"))
        own = written(etree.parse(site / "tei" / f"{page.stem}.xml").getroot())
        faults += [f"{page.name}: note {id} is not called once" for id in wrong]
        faults += [f"{page.name}: {found}" for found in [difference(own, text)] if found]
        whole.append(text)
    assert faults == []
    assert difference(written(edition.tree.getroot()), "".join(whole)) == ""
