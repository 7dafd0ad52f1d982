"""A site of files that mean harm is opened in a real browser: nothing runs, opens a dialog, or asks another host."""

from __future__ import annotations

import signal
from pathlib import Path
from urllib.parse import quote

import hostility
import pytest
from chromium import Browser
from serving import Serving

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    hostility.write(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    editions = [Edition.load(str(path)) for path in sorted(folder.glob("*.xml"))]
    build(editions, out, Profile.load("frus"), url="https://example.org/", search="builtin")
    return out


def pages(site: Path) -> list[str]:
    """The addresses of all that has been built and a browser may be led to."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    shown = [quote(name) for name in files if name.endswith((".html", ".svg", ".xml", ".txt"))]
    return [*shown, "search.html?q=alert+script+__proto__+constructor"]


def test_a_site_on_a_disk(browser: Browser, site: Path) -> None:
    assert len(pages(site)) > 30
    browser.run("hostile.mjs", f"{site.as_uri()}/", *pages(site))


def test_a_site_that_is_being_written(browser: Browser, folder: Path, site: Path, tmp_path: Path) -> None:
    serving = Serving(tmp_path, str(folder), "--port", "0")
    try:
        browser.run("hostile.mjs", serving.address, *(page for page in pages(site) if ".html" in page))
    finally:
        assert serving.end(signal.SIGINT) == 0
