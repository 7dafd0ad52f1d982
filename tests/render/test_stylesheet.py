"""The files that a stylesheet is made of, and those that it may read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.render.stylesheet import is_within, label, modified, stylesheets, version

SHEET = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{}</xsl:stylesheet>'


def names(stylesheet: Path) -> list[str]:
    return [path.name for path in stylesheets(str(stylesheet))]


def test_what_is_drawn_on_is_found_once_it_is_there(tmp_path: Path) -> None:
    main = tmp_path / "main.xsl"
    main.write_text(SHEET.format('<xsl:include href="part.xsl"/>'), "utf-8")
    assert names(main) == ["main.xsl"]
    (tmp_path / "part.xsl").write_text(SHEET.format('<xsl:include href="main.xsl"/>'), "utf-8")
    assert names(main) == ["main.xsl", "part.xsl"]
    assert names(main) == ["main.xsl", "part.xsl"]
    (tmp_path / "part.xsl").unlink()
    assert names(main) == ["main.xsl"]


def test_what_lies_elsewhere_is_no_part(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    main = tmp_path / "own" / "main.xsl"
    main.write_text(SHEET.format('<xsl:import href="../other.xsl"/>'), "utf-8")
    (tmp_path / "other.xsl").write_text(SHEET.format(""), "utf-8")
    assert names(main) == ["main.xsl"]


def test_a_file_that_is_no_xml_has_no_parts_and_no_version(tmp_path: Path) -> None:
    main = tmp_path / "main.xsl"
    main.write_text("", "utf-8")
    assert names(main) == ["main.xsl"]
    assert version(main) == ""


def test_what_is_not_there(tmp_path: Path) -> None:
    assert modified(tmp_path / "none.xsl") == 0
    assert not is_within(tmp_path / "none.xsl", tmp_path)
    assert not is_within(Path("\0"), tmp_path)
    with pytest.raises(Refused) as refused:
        stylesheets(str(tmp_path / "none.xsl"))
    assert refused.value.diagnostics[0].code == "P401"


def test_a_label_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "main.xsl"
    path.write_text("<x/>\n", "utf-8")
    assert str(label(path, 1)).endswith(":1:1")
