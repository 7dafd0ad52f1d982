"""What people see, kept in files: TEI_ACCEPT=1 writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from findings import ALL, FILES

from tei.report import report

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("form", ["terminal", "summary"])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("colour", [False, True], ids=["plain", "colour"])
def test_golden(form: str, width: int, colour: bool) -> None:
    shown = report(ALL, form, colour=colour, width=width, files=FILES)
    golden = GOLDEN / f"{form}-{width}.{'ansi' if colour else 'txt'}"
    if os.environ.get("TEI_ACCEPT"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["terminal", "summary"])
def test_colours_add_nothing_but_colours(form: str) -> None:
    coloured = report(ALL, form, colour=True, files=FILES)
    assert "\033[1;31merror" in coloured
    assert re.sub("\033\\[[0-9;]*m", "", coloured) == report(ALL, form, files=FILES)


@pytest.mark.parametrize("width", [80, 120])
def test_lines_of_source_and_remarks_keep_to_the_width(width: int) -> None:
    lines = report(ALL, "terminal", width=width).splitlines()
    assert all(len(line) <= width for line in lines if not line.startswith("error"))
