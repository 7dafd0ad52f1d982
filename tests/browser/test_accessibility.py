"""Every kind of page in a real browser: axe-core finds nothing, in both themes, on narrow and wide windows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from accuracy import encoded
from chromium import Browser
from findings import ALL, FILES
from gold import Volume

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import render
from tei.report import report
from tei.report.review import Review
from tei.score.html import html as score_page
from tei.site import build

SAMPLES = Path(__file__).parents[1] / "render" / "samples"


def test_no_violation_on_any_page(browser: Browser, tmp_path: Path) -> None:
    profile = Profile.load("frus")
    editions = [Edition.load(str(path)) for path in sorted(SAMPLES.glob("*.xml"))]
    pages = [path for path in build(editions, tmp_path, profile) if path.suffix == ".html"]
    # One entry is like the other, and so are these letters.
    pages = [path for path in pages if path.stem in ("p_AJM1", "t_NA1") or path.parent.name != "entry"]
    pages = [path for path in pages if path.stem not in ("d39", "d40")]
    (tmp_path / "map.png").write_bytes(b"")
    alone = tmp_path / "alone.html"
    alone.write_text(render(editions[0], profile).html, encoding="utf-8")
    browser.look([*pages, alone])


def test_no_violation_on_a_report(browser: Browser, tmp_path: Path) -> None:
    page, clean = tmp_path / "findings.html", tmp_path / "clean.html"
    page.write_text(report(ALL, "html", files=FILES), encoding="utf-8")
    clean.write_text(report([], "html", files=FILES), encoding="utf-8")
    browser.look([page, clean])


def test_no_violation_on_a_score(browser: Browser, tmp_path: Path) -> None:
    score = encoded(Volume.small(), "all")
    page, right = tmp_path / "score.html", tmp_path / "right.html"
    page.write_text(score_page(score, worst=4), encoding="utf-8")
    right.write_text(score_page(replace(score, documents=()), worst=4), encoding="utf-8")
    browser.look([page, right])


def test_no_violation_on_a_review(browser: Browser, tmp_path: Path) -> None:
    pages = [tmp_path / "review.html", tmp_path / "sure.html"]
    for page, diagnostics in zip(pages, (ALL, []), strict=True):
        review = Review(str(page))
        for number, diagnostic in enumerate(each for each in diagnostics if each.labels):
            review.take(replace(diagnostic, doubt=0.1 + number / 100))
        review.finish()
    browser.look(pages)
