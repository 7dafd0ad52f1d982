from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fragments import whole

from tei.cli import main
from tei.score.count import CATEGORIES

LONG = "The Minister called on the Secretary in the morning and left in the afternoon."


def div(name: str, inside: str = "<p>One.</p>") -> str:
    return f"<div type='document' xml:id='{name}'>{inside}</div>"


def lay(folder: Path, **files: str) -> None:
    """Write pieces of TEI into files of a folder; "__" stands for a slash, an ending is put behind."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(whole(text), encoding="utf-8")


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["score", *words], prog_name="tei")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def row(result: Result, category: str) -> list[str]:
    """What the table has behind the name of a category."""
    return next(line.split()[1:] for line in result.stdout.splitlines() if line.startswith(f"{category} "))


def test_the_table_fits_into_80_columns(here: Path) -> None:
    lay(here, a=div("d1"), b=div("d1", "<p>One.</p><p>Two.</p>"))
    result = run("a.xml", "b.xml")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert row(result, "p") == ["1", "1", "2", "1.0000", "0.5000", "0.6667"]
    assert row(result, "item") == ["0", "0", "0", "-", "-", "-"]
    assert result.stdout.endswith("Most is wrong in\n  1  d1: p 1\n")
    assert result.stderr == "1 document compared.\n"


def test_the_worst_come_first_and_no_more_than_asked_for(here: Path) -> None:
    lay(here, gold=f"<body>{div('d1', '<p>A.</p><p>B.</p>')}{div('d2', '<p>A</p><p>B</p><p>C</p>')}{div('d3')}</body>")
    lay(here, tei=f"<body>{div('d1', '<p>A.</p>')}{div('d2', '<p>A</p>')}{div('d3')}</body>")
    assert run("tei.xml", "gold.xml").stdout.endswith("  2  d2: p 2\n  1  d1: p 1\n")
    assert run("tei.xml", "gold.xml", "--worst", "1").stdout.endswith("Most is wrong in\n  2  d2: p 2\n")
    assert "Most is wrong" not in run("tei.xml", "gold.xml", "--worst", "0").stdout
    assert "Most is wrong" not in run("gold.xml", "gold.xml").stdout


def test_a_volume_is_held_to_files(here: Path) -> None:
    lay(here, volume=f"<body>{div('d1')}{div('d2')}</body>", tei__d1=div("d1"), tei__d2=div("d2"))
    for words in (("volume.xml", "tei"), ("tei", "volume.xml")):
        result = run(*words)
        assert result.stderr == "2 documents compared.\n"
        assert row(result, "p")[:3] == ["2", "2", "2"]


def test_documents_belong_together_by_the_names_of_files_if_not_by_ids(here: Path) -> None:
    text = "<body><p>One.</p></body>"
    lay(here, tei__a=text, tei__b=text, gold__a=div("d1"), gold__b=text)
    result = run("tei", "gold")
    assert result.stderr == "2 documents compared.\n"
    assert row(result, "p")[:3] == ["2", "2", "2"]


def test_one_and_one_belong_together(here: Path) -> None:
    lay(here, mine=div("x"), theirs=div("y"))
    assert row(run("mine.xml", "theirs.xml"), "p")[:3] == ["1", "1", "1"]


def test_documents_of_a_corpus_have_the_ids_of_their_tei_elements(here: Path) -> None:
    tei = "<TEI xml:id='{}'><text><body><p>{}.</p></body></text></TEI>"
    one, two = tei.format("l1", "One"), tei.format("l2", "Two")
    for name, texts in (("a", one + two), ("b", two + one)):
        (here / f"{name}.xml").write_text(f"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>{texts}</teiCorpus>")
    assert row(run("a.xml", "b.xml"), "text")[:3] == ["8", "8", "8"]


def test_what_has_no_counterpart_is_told(here: Path) -> None:
    lay(here, tei__d1=div("d1"), tei__d3=div("d3"), gold__d1=div("d1"), gold__d2=div("d2"))
    result = run("tei", "gold")
    assert result.exit_code == 0
    assert "warning[P804]: d2 has no encoding: it counts as if nothing had been given" in result.stderr
    assert "warning[P805]: d3 is not in gold, and was not counted" in result.stderr
    assert result.stderr.endswith("2 documents compared, 1 without an encoding. 2 warnings.\n")
    assert row(result, "p")[:3] == ["1", "1", "2"]


def test_of_many_that_have_none_ten_are_told(here: Path) -> None:
    lay(here, tei__d0=div("d0"), gold=f"<body>{''.join(div(f'd{number}') for number in range(13))}</body>")
    result = run("tei", "gold.xml")
    assert result.stderr.count("P804") == 10
    assert "(and 2 more like it)" in result.stderr


BAD = {
    "no file": ({"gold": div("d1")}, ["none.xml", "gold.xml"], "P101", 2),
    "an empty folder": ({"gold": div("d1")}, ["empty", "gold.xml"], "P106", 2),
    "not well-formed": ({"gold": div("d1"), "tei": "<TEI><p></TEI>"}, ["tei.xml", "gold.xml"], "X101", 1),
    "not TEI": ({"gold": div("d1"), "tei": "<?xml version='1.0'?><html/>"}, ["tei.xml", "gold.xml"], "P801", 2),
    "no words": ({"gold": div("d1"), "tei": "<body><head/></body>"}, ["tei.xml", "gold.xml"], "P802", 2),
    "two of one id": ({"gold": div("d1"), "tei": f"<body>{div('d1') * 2}</body>"}, ["tei.xml", "gold.xml"], "P803", 2),
    "no raw text": ({"gold": div("d1"), "tei": div("d1")}, ["tei.xml", "gold.xml", "--raw", "empty"], "P106", 2),
    "no authority": ({"gold": div("d1"), "tei": div("d1")}, ["tei.xml", "gold.xml", "--authority", "no"], "P201", 2),
    "the result over gold": (
        {"gold": div("d1"), "tei": div("d1")},
        ["tei.xml", "gold.xml", "-o", "gold.xml"],
        "P108",
        2,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name: str, here: Path) -> None:
    files, words, code, status = BAD[name]
    lay(here, **files)
    (here / "empty").mkdir()
    before = {path: path.read_bytes() for path in here.glob("*.xml")}
    result = run(*words)
    assert f"error[{code}]" in result.stderr
    assert result.exit_code == status
    assert {path: path.read_bytes() for path in here.glob("*.xml")} == before


WRONG = {
    "--category pesName": "there is no category 'pesName'; did you mean 'persName'?",
    "--min p": "--min wants NAME=F1",
    "--min p=x": "--min wants NAME=F1",
    "--min p=90": "from 0 to 1",
    "--format xml": "'xml' is not one of",
}


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage(words: str, here: Path) -> None:
    lay(here, a=div("d1"))
    result = run("a.xml", "a.xml", *words.split())
    assert result.exit_code == 2
    assert WRONG[words] in " ".join(result.stderr.split())


def test_floors(here: Path) -> None:
    lay(here, tei=div("d1"), gold=div("d1", "<p>One.</p><p>Two.</p>"))
    assert run("tei.xml", "gold.xml", "--min", "p=.6", "--min", "text=.5").exit_code == 0
    result = run("tei.xml", "gold.xml", "--min", "p=.7", "-q")
    assert result.exit_code == 1
    assert "error[P807]: p has an F1 of 0.6667, less than the 0.7 of --min" in result.stderr


def test_only_the_categories_asked_for(here: Path) -> None:
    lay(here, tei=div("d1"), gold=div("d1", "<p>One.</p><p>Two.</p>"))
    result = run("tei.xml", "gold.xml", "--category", "text,p", "--min", "item=.5")
    assert [line.split()[0] for line in result.stdout.splitlines()[1:4]] == ["p", "item", "text"]
    assert row(result, "p")[-1] == "0.6667"


def test_raw_texts(here: Path) -> None:
    gold = f"<dateline>Rome, May 1</dateline><p>{LONG}</p>"
    lay(here, tei__d1=div("d1", f"<p>{LONG}</p>"), tei__d2=div("d2"), gold__d1=div("d1", gold), gold__d2=div("d2"))
    (here / "raw").mkdir()
    (here / "raw" / "d1.txt").write_text(LONG)
    assert row(run("tei", "gold"), "dateline")[:3] == ["0", "0", "1"]
    result = run("tei", "gold", "--raw", "raw")
    assert row(result, "dateline")[:3] == ["0", "0", "0"]
    assert row(result, "p")[:3] == ["2", "2", "2"]
    assert "warning[P806]: d2 has no raw text in raw: all of its gold counts" in result.stderr


def test_one_raw_text_for_one_document(here: Path) -> None:
    lay(here, tei=div("d1", f"<p>{LONG}</p>"), gold=div("d1", f"<dateline>Rome, May 1</dateline><p>{LONG}</p>"))
    (here / "any.txt").write_text(LONG)
    assert row(run("tei.xml", "gold.xml", "--raw", "any.txt"), "dateline")[:3] == ["0", "0", "0"]
    (here / "any.txt").write_bytes(b"\0\1\2\3" * 9)
    result = run("tei.xml", "gold.xml", "--raw", "any.txt")
    assert "error[" in result.stderr
    assert "warning[P806]: d1 has no raw text in any.txt: all of its gold counts" in result.stderr
    assert row(result, "dateline")[:3] == ["0", "0", "1"]


@pytest.mark.parametrize("raw", ["none", "empty"])
def test_without_the_raw_texts_that_are_asked_for_nothing_is_scored(raw: str, here: Path) -> None:
    lay(here, tei=div("d1"))
    (here / "empty").mkdir()
    result = run("tei.xml", "tei.xml", "--raw", raw)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "P806" not in result.stderr


def test_two_raw_texts_of_one_name_are_refused(here: Path) -> None:
    lay(here, tei=div("d1"))
    for name in ("raw/a/d1.txt", "raw/b/d1.txt"):
        (here / name).parent.mkdir(parents=True)
        (here / name).write_text("One.")
    result = run("tei.xml", "tei.xml", "--raw", "raw")
    assert result.exit_code == 2
    assert "error[P803]: two raw texts have the name 'd1': raw/a/d1.txt and raw/b/d1.txt" in result.stderr


def test_links_that_cannot_be_right_are_left_out(here: Path) -> None:
    name = "<p><persName corresp='#p_A'>{}</persName></p>"
    lay(here, tei=div("d1", name.format("Birch")), gold=div("d1", name.format("Birch")))
    (here / "people.csv").write_text('id,kind,name,note\np_A,person,"Alder, John",Ambassador\n')
    assert row(run("tei.xml", "gold.xml"), "persName+corresp")[:3] == ["1", "1", "1"]
    result = run("tei.xml", "gold.xml", "--authority", "people.csv")
    assert row(result, "persName+corresp")[:3] == ["0", "0", "0"]
    assert row(result, "persName")[:3] == ["1", "1", "1"]
    several = name.replace("corresp='#p_A'", "ref='#p_A{}'")
    for more, counted in (("", "0"), (" #p_B", "1")):
        lay(here, tei=div("d1", several.format(more, "Birch")), gold=div("d1", several.format(more, "Birch")))
        assert row(run("tei.xml", "gold.xml", "--authority", "people.csv"), "persName+corresp")[2] == counted
    lay(here, tei=div("d1", name.format("Alder")), gold=div("d1", name.format("Mr. Alder")))
    assert row(run("tei.xml", "gold.xml", "--authority", "people.csv"), "persName+corresp")[2] == "1"


def test_standard_input(here: Path) -> None:
    lay(here, gold=div("d1"))
    data = (here / "gold.xml").read_bytes()
    result = CliRunner().invoke(main, ["score", "-", "gold.xml"], input=data, prog_name="tei")
    assert row(result, "p")[:3] == ["1", "1", "1"]
    result = CliRunner().invoke(main, ["score", "gold.xml", "gold.xml", "--raw", "-"], input="Two.", prog_name="tei")
    assert row(result, "p")[:3] == ["0", "0", "0"]
    result = CliRunner().invoke(main, ["score", "-", "-"], input=data, prog_name="tei")
    assert result.exit_code == 2
    assert "only one of ENCODED, GOLD and --raw can be standard input" in result.stderr


def test_json(here: Path) -> None:
    gold = "<p>On <date when='1961-03-04'>March 4</date> he left.</p><p>More.</p>"
    lay(here, tei=div("d1", "<p>On <date when='1961'>March 4</date> he left.</p>"), gold=div("d1", gold))
    assert run("tei.xml", "gold.xml", "--format", "json", "-o", "score.json").stdout == ""
    score = json.loads((here / "score.json").read_text("utf-8"))
    assert tuple(score["categories"]) == tuple(score["total"]) == CATEGORIES
    count = {"right": 1, "given": 1, "gold": 2, "precision": 1.0, "recall": 0.5, "f1": 0.666667}
    assert score["total"]["p"] == count
    (document,) = score["documents"]
    assert {key: document[key] for key in ("id", "gold", "encoded", "raw", "wrong")} == {
        "id": "d1",
        "gold": "gold.xml",
        "encoded": "tei.xml",
        "raw": False,
        "wrong": 3,
    }
    date = {"in": "main", "start": 2, "end": 8, "text": "March 4"}
    assert document["differences"][0] == {
        "kind": "value",
        "category": "date+when",
        "gold": {**date, "value": "1961-03-04"},
        "encoded": {**date, "value": "1961"},
    }


def test_json_of_a_document_without_an_encoding(here: Path) -> None:
    lay(here, tei__d1=div("d1"), gold__d1=div("d1"), gold__d2=div("d2"))
    score = json.loads(run("tei", "gold", "--format", "json", "--category", "p").stdout)
    assert score["documents"][1]["encoded"] is None
    assert [each["kind"] for each in score["documents"][1]["differences"]] == ["missing"]


def test_the_page_of_a_score(here: Path) -> None:
    lay(here, tei=div("d1"), gold=div("d1", "<p>One.</p><p>Two.</p>"))
    assert run("tei.xml", "gold.xml", "--format", "html", "-o", "out/score.html").stdout == ""
    page = (here / "out" / "score.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "The document with differences" in page
