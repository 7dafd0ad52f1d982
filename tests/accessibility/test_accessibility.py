"""Every kind of page in a real browser: axe-core finds nothing, and notes can be used with the keyboard alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from accuracy import encoded
from findings import ALL, FILES
from gold import Volume

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import render
from tei.report import report
from tei.report.review import Review
from tei.score.html import html as score_page
from tei.site import build

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "render" / "samples"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="module")
def tools() -> tuple[Path, str]:
    """The folder with the script and what it needs, kept between runs, and the browser; skips where one is missing."""
    missing = [name for name in ("node", "npm") if not shutil.which(name)]
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), "")
    if missing or not browser:
        pytest.skip(f"needs {' and '.join([*missing, *([] if browser else ['chromium'])])}")
    manifest = (HERE / "package.json").read_bytes()
    folder = (
        Path(tempfile.gettempdir()) / f"tei-accessibility-{os.getuid()}-{hashlib.sha256(manifest).hexdigest()[:12]}"
    )
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_bytes(manifest)
    shutil.copy(HERE / "check.mjs", folder)
    if not (folder / "node_modules" / "axe-core").is_dir():
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"npm cannot install axe-core: {done.stderr.strip()[-200:]}")
    return folder, browser


def test_no_violation_on_any_page(tools: tuple[Path, str], tmp_path: Path) -> None:
    profile = Profile.load("frus")
    editions = [Edition.load(str(path)) for path in sorted(SAMPLES.glob("*.xml"))]
    pages = [path for path in build(editions, tmp_path, profile) if path.suffix == ".html"]
    alone = tmp_path / "alone.html"
    alone.write_text(render(editions[0], profile).html, encoding="utf-8")
    look(tools, [*pages, alone])


def test_no_violation_on_a_report(tools: tuple[Path, str], tmp_path: Path) -> None:
    page, clean = tmp_path / "findings.html", tmp_path / "clean.html"
    page.write_text(report(ALL, "html", files=FILES), encoding="utf-8")
    clean.write_text(report([], "html", files=FILES), encoding="utf-8")
    look(tools, [page, clean])


def test_no_violation_on_a_score(tools: tuple[Path, str], tmp_path: Path) -> None:
    score = encoded(Volume.small(), "all")
    page, right = tmp_path / "score.html", tmp_path / "right.html"
    page.write_text(score_page(score, worst=4), encoding="utf-8")
    right.write_text(score_page(replace(score, documents=()), worst=4), encoding="utf-8")
    look(tools, [page, right])


def test_no_violation_on_a_review(tools: tuple[Path, str], tmp_path: Path) -> None:
    pages = [tmp_path / "review.html", tmp_path / "sure.html"]
    for page, diagnostics in zip(pages, (ALL, []), strict=True):
        review = Review(str(page))
        for number, diagnostic in enumerate(each for each in diagnostics if each.labels):
            review.take(replace(diagnostic, doubt=0.1 + number / 100))
        review.finish()
    look(tools, pages)


def look(tools: tuple[Path, str], pages: list[Path]) -> None:
    folder, browser = tools
    done = subprocess.run(
        ["node", "check.mjs", *map(str, pages)],
        cwd=folder,
        env={**os.environ, "CHROMIUM": browser},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(pages)} pages" in done.stdout
