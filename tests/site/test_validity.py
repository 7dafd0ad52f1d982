"""The HTML of every kind of page is valid.

Of what html-validate recommends some is not asked. The title of a page is as long as that of its document, and white
space stays as it is in the text. A list without signs says that it is a list, because Safari with VoiceOver would not.
A table that is wider than its page scrolls in a region, which may be any element. Whatever has a role may have a
name. The field at the head of a page is sent with Enter; the page that it leads to has a button.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from node import Missing, scripts
from volumes import document, person, volume

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import render
from tei.site import build

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parent / "render" / "samples").glob("*.xml"))
FRUS = Profile.load("frus")


@pytest.fixture(scope="module")
def validator() -> Path:
    try:
        return scripts(HERE / "validity")
    except Missing as missing:
        pytest.skip(str(missing))


def test_every_kind_of_page_is_valid(validator: Path, tmp_path: Path) -> None:
    samples = [Edition.load(str(path)) for path in SAMPLES]
    build(samples, tmp_path / "samples", FRUS)
    build([volume(*(document(n, person("p_SF1", "Smith")) for n in (1, 2)))], tmp_path / "volume", FRUS)
    (tmp_path / "alone.html").write_text(render(samples[0], FRUS).html, encoding="utf-8")
    assert found(validator, tmp_path) == []


def test_what_is_not_valid_is_found(validator: Path, tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html lang='en'><title>x</title><p><div>x</div></p><a href='#'><a href='#'>x</a></a></html>"
    (tmp_path / "wrong.html").write_text(page, encoding="utf-8")
    assert found(validator, tmp_path) != []


def found(validator: Path, site: Path) -> list[str]:
    """What the validator says of the pages in a folder."""
    # What it says at length is cut off where it is piped.
    told = site / "told.json"
    command = [validator / "node_modules" / ".bin" / "html-validate", "--config", "htmlvalidate.json"]
    done = subprocess.run(
        [*command, "--formatter", f"json={told}", f"{site}/**/*.html"],
        cwd=validator,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{Path(page['filePath']).relative_to(site)}:{each['line']}: {each['ruleId']}: {each['message']}"
        for page in json.loads(told.read_text(encoding="utf-8"))
        for each in page["messages"]
    ]
