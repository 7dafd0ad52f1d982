"""Volumes of Foreign Relations of the United States as sites: all their characters are there, once and in order.

No link of theirs leads nowhere, and a reader need not wait for the longest of their pages.

With TEI_EVERY set all volumes, else two.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote

import pytest
from fidelity import BARE, difference, pages, shown, written
from links import faults
from lxml import etree, html
from peers import folder, unpacked

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build

FEW = ("frus1952-54v02p1", "frus1955-57v01")
PAGE = 300_000
"""Bytes of the page of the longest document, with the style sheets and scripts that it loads."""

SHARED = 60_000
"""Bytes of all style sheets and scripts of a site."""

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
    whole, found = [], []
    for page in pages(site, files):
        text, wrong = shown(page.read_text(encoding="utf-8"))
        own = written(etree.parse(site / "tei" / f"{page.stem}.xml").getroot())
        found += [f"{page.name}: note {id} is not called once" for id in wrong]
        found += [f"{page.name}: {parted}" for parted in [difference(own, text)] if parted]
        whole.append(text)
    assert found == []
    assert difference(written(edition.tree.getroot()), "".join(whole)) == ""


@pytest.fixture(scope="module")
def site(volume: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    build([Edition.load(str(volume))], out, FRUS)
    return out


def test_every_link_of_a_volume_leads_somewhere(site: Path) -> None:
    assert faults(site) == []


def test_the_longest_document_is_light(site: Path) -> None:
    documents = [page for page in sorted((site / "tei").glob("*.xml")) if 'type="document"' in page.read_text("utf-8")]
    longest = max(documents, key=lambda path: path.stat().st_size)
    weight = weighed(site / f"{longest.stem}.html")
    assert sum(weight.values()) < PAGE, weight


def test_what_all_pages_share_is_light(site: Path) -> None:
    shared = [path for path in (site / "assets").rglob("*") if path.suffix in (".css", ".js")]
    assert sum(path.stat().st_size for path in shared) < SHARED, shared


def weighed(page: Path) -> dict[str, int]:
    """The bytes of a page, and of each style sheet and script that it loads."""
    root = html.document_fromstring(page.read_text(encoding="utf-8"))
    names = [each.get("href") for each in root.iterfind(".//link[@rel='stylesheet']")]
    names += [each.get("src") for each in root.iterfind(".//script[@src]")]
    return {path.name: path.stat().st_size for path in (page, *(page.parent / unquote(name) for name in names if name))}
