"""Cells: what a spreadsheet would take for a formula, and the way back to the characters."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.deposit.entities.tables import BETWEEN, Column, Table, cell, said, writing

texts = st.text(st.sampled_from("=+-@'\t\rab1. ＝") | st.characters(codec="utf-8"), max_size=8)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd", "'+cmd"), ("-x", "'-x"), ("-0044-03-15", "'-0044-03-15"),
     ("'=1", "''=1"), ("'Abd", "'Abd"), ("-41.9", "-41.9"), ("+3", "+3"), ("a=b", "a=b"), ("", ""), ("\t=1", "'\t=1"),
     ("＝1", "'＝1"), ("-", "'-")],
)  # fmt: skip
def test_formulas_have_an_apostrophe(text: str, wanted: str) -> None:
    assert cell(text) == wanted
    assert said(wanted) == text


@given(texts)
def test_a_cell_gives_its_characters_back(text: str) -> None:
    assert said(cell(text)) == text


@given(st.lists(texts.map(lambda text: text.replace(BETWEEN, "")).filter(bool), min_size=1, max_size=3))
def test_no_cell_begins_as_a_formula_does(values: list[str]) -> None:
    written = cell(values)
    assert written[0] not in "=@\t\r＝"
    assert written[0] not in "+-" or written[1:].replace(".", "", 1).isdecimal()
    assert said(written).split(BETWEEN) == values


@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_rows_come_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    import tempfile

    table = Table("t", "T", ("a",), (Column("a", ""), Column("b", "")))
    with tempfile.TemporaryDirectory() as folder:
        with writing([table], Path(folder)) as put:
            for a, b in rows:
                put("t", {"a": a, "b": b})
        with (Path(folder) / "t.csv").open(encoding="utf-8", newline="") as file:
            header, *found = csv.reader(file)
    assert header == ["a", "b"]
    assert [(said(a), said(b)) for a, b in found] == rows
