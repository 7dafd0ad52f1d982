"""The review: a page and a table of what is in doubt, the worst first."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei.cli import main
from tei.core.diagnostic import Diagnostic, Label, Refused
from tei.core.source import Source, Span
from tei.report.review import Place, Review

SOURCE = Source("d1.txt", "One Dulles spoke,\nand one\tDulles <left> " + "on and on " * 20)


def doubt(words: str, doubt: float, *spans: Span, code: str = "L202", text: str = "") -> Diagnostic:
    labels = tuple(Label(SOURCE, span, text if at else "") for at, span in enumerate(spans))
    return Diagnostic(code, "info", words, labels, help="look", doubt=doubt)


SMALL = doubt("small", 0.5, Span(4, 10))
OFTEN = doubt("often", 0.3, Span(4, 10), Span(26, 32))
NOTE = doubt("note", 0.9, Span(26, 32), Span(0, 3), code="T206", text="the note")


def written(path: Path, *diagnostics: Diagnostic) -> tuple[str, str]:
    review = Review(str(path))
    for diagnostic in diagnostics:
        review.take(diagnostic)
    said = review.finish()
    return path.read_text(encoding="utf-8-sig"), said


def test_the_table_begins_where_most_errors_are_to_be_expected(tmp_path: Path) -> None:
    text, said = written(tmp_path / "r.csv", SMALL, OFTEN, NOTE)
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["message"] for row in rows] == ["note", "often", "small"]
    assert [(row["places"], row["lines"]) for row in rows] == [("1", "2"), ("2", "1, 2"), ("1", "1")]
    assert (rows[2]["file"], rows[2]["line"], rows[2]["column"]) == ("d1.txt", "1", "5")
    assert said == f"3 places are in doubt: see {tmp_path / 'r.csv'}"


def test_words_around_a_place() -> None:
    place = Place.of(NOTE)
    assert (place.before, place.text) == ("One Dulles spoke, and one ", "Dulles")
    assert place.after.startswith(" <left> on and on")
    assert place.after.endswith("on …")
    late = Place.of(doubt("late", 0.5, Span(150, 152)))
    assert late.before.startswith("… ")


def test_the_page_shows_all_and_escapes_it(tmp_path: Path) -> None:
    text, _ = written(tmp_path / "r.html", SMALL, OFTEN, NOTE)
    assert text.index("90 %") < text.index("30 %") < text.index("50 %")
    assert "<mark>Dulles</mark> &lt;left&gt;" in text
    assert "3 decisions to look at" in text
    assert "lines 1, 2 (2 places)" in text
    assert "<link" not in text
    assert "src=" not in text


def test_a_page_has_only_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.report.review._MOST", 1)
    text, _ = written(tmp_path / "r.html", SMALL, OFTEN)
    assert text.count("<article") == 1
    assert "Only the first 1 are shown here" in text


def test_nothing_in_doubt(tmp_path: Path) -> None:
    text, said = written(tmp_path / "r.html")
    assert said == ""
    assert "Nothing is in doubt." in text


def test_without_a_file_it_is_counted() -> None:
    review = Review()
    review.take(SMALL)
    assert review.finish() == "1 place is in doubt: --review FILE lists them"


def test_a_name_that_does_not_tell_the_form() -> None:
    with pytest.raises(Refused) as refused:
        Review("review.pdf")
    assert refused.value.diagnostics[0].code == "P112"


def test_encode_writes_a_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.txt").write_text("7. Telegram\n\nMr. Smith came today.\n")
    Path("p.csv").write_text('id,name,note\np_D1,"Smith, Walter",\np_D2,"Smith, Gerard",\n')
    words = ["encode", "d.txt", "-o", "out", "--authority", "p.csv"]
    result = CliRunner().invoke(main, [*words, "--review", "r.csv"], prog_name="tei")
    assert result.exit_code == 0
    assert result.stderr == "Encoded 1 of 1 text into out. 1 place is in doubt: see r.csv.\n"
    assert "Smith" in Path("r.csv").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, [*words, "--review", "r.pdf"], prog_name="tei")
    assert result.exit_code == 2
    assert "P112" in result.stderr


def test_a_review_that_cannot_be_written_is_told_and_the_texts_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.txt").write_text("7. Telegram\n\nHe came today.\n")
    Path("r.html").mkdir()
    result = CliRunner().invoke(main, ["encode", "d.txt", "-o", "out", "--review", "r.html"], prog_name="tei")
    assert result.exit_code == 2
    assert "error[P108]: cannot write r.html" in result.stderr
    assert "name another place" in result.stderr
    assert Path("out/d.xml").is_file()
