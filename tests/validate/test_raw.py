from __future__ import annotations

from pathlib import Path

import pytest
from observed import findings, tei, told

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.validate import validate
from tei.validate.align import align
from tei.validate.raw import Raw

TEXT = """38. Telegram to Japan1

2606. Your 27592 came. [Page 2] He left at 5.

Dulles

1. Source: Department of State.
2. Not printed.3
3. See Document 12.
"""

ENCODED = """<div type="document" n="38"><head>38. Telegram to <placeName>Japan</placeName>
<note n="1">Source: Department of State.</note></head>
<p>2606. Your
2759<note n="2">Not printed.<note n="3">See <ref>Document 12</ref>.</note></note> came.
<pb n="2"/> He left at 5.</p>
<closer><signed>Dulles</signed></closer></div>"""


@pytest.fixture
def raw(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("", "", []),
        ("He left", "He soon left", [("T402", "soon")]),
        ("He left", "left", [("T401", "left")]),
        ("He left", "He went", [("T401", "went")]),
        ("2759", "2795", [("T401", "9")]),
        ("Not printed", "Not found", [("T401", "found")]),
        ("Dulles", "", [("T401", "5")]),
        ('<note n="1">Source: Department of State.</note>', "", [("T401", "2"), ("T401", "Dulles")]),
        ("Department of State.", "Department of State. Secret.", [("T402", "Secret")]),
        ("</closer>", "</closer><p>The End</p>", [("T402", "The")]),
        ("came.", "<choice><sic>came</sic><corr>come</corr></choice>.", []),
        ("came.", "<choice><sic>cmae</sic><corr>came</corr></choice>.", [("T401", "cmae")]),
        ("came.", "<corr>come</corr>.", [("T401", "come")]),
        ("Dulles", "D<ex>octor D</ex>ulles<figure><figDesc>A man.</figDesc></figure>", []),
        ("Dulles", "<hi>D</hi>ulles", []),
        ("Dulles", "Dul les", [("T401", "Dul")]),
        ("Dulles", "<hi>D</hi>-ulles", [("T401", "D")]),
        ("Dulles", "Du\ufb02es", [("T401", "Du\ufb02es")]),
        ("</closer>", "</closer><note>An addition of editors.</note>", [("T402", "An")]),
    ],
)
def test_words_are_those_of_the_raw_text(raw: str, before: str, after: str, wanted: list[tuple[str, str]]) -> None:
    assert before in ENCODED
    assert told(Raw, tei(ENCODED.replace(before, after, 1)), raw=raw) == wanted


def test_both_are_shown(raw: str) -> None:
    (found,) = findings(Raw, tei(ENCODED.replace("He left at", "She was here at")), raw=raw)
    assert found.message == "the encoding says “She was here” where the raw text says “He left”"
    assert [Path(each.source.name).suffix for each in found.labels] == [".xml", ".txt"]
    assert found.labels[1].source[found.labels[1].span] == "He left"


def test_long_stretches_are_cut_off(raw: str) -> None:
    words = " ".join("abcdefghijkl")
    (found,) = findings(Raw, tei(ENCODED.replace("He left", f"He {words} left")), raw=raw)
    assert found.message == "the encoding says “a b c d e f g h …”, which the raw text does not"


def test_where_the_raw_text_is_found(tmp_path: Path) -> None:
    header = "<teiHeader><idno type='filename'>{}</idno><idno>x</idno></teiHeader>"
    path = tmp_path / "own.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert told(Raw, tei(ENCODED, header.format("own.txt")), raw=str(tmp_path)) == []
    assert told(Raw, tei(ENCODED), raw=str(path)) == []
    assert told(Raw, tei(ENCODED, header.format("none.txt")), raw=str(tmp_path)) == [("T403", "text")]
    (found,) = findings(Raw, tei(ENCODED), raw=str(tmp_path))
    assert found.message == f"a raw text of this name is not in {tmp_path}, so that the encoding was not held to it"
    assert told(Raw, "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", raw=str(path)) == []
    assert told(Raw, tei(""), raw=str(path)) == [("T401", "text")]


def test_it_is_asked_for_by_the_raw_text(raw: str) -> None:
    edition = Edition.decode(tei(ENCODED.replace("He left", "She left")).encode(), "a.xml")
    found = validate(edition, Profile.load("plain"), only=("typography",), raw=raw)
    assert [each.code for each in found] == ["T401"]


@pytest.mark.parametrize(
    ("raw", "encoded"),
    [
        ("The won-\nderful \ufb01sh of Ange\u0301le", "The wonderful fish of Ang\u00e9le"),
        ("The wonderful", "The won<lb break='no'/>derful"),
        ("Mr. Wm. Roe", "Mr. <choice><abbr>Wm.</abbr><expan>W<ex>illia</ex>m</expan></choice> Roe"),
        ("Vp and down", "<choice><orig>Vp</orig><reg>Up</reg></choice> and down"),
    ],
)
def test_what_editors_do_to_words(tmp_path: Path, raw: str, encoded: str) -> None:
    (tmp_path / "a.txt").write_text(raw, encoding="utf-8")
    assert told(Raw, tei(f"<p>{encoded}</p>"), raw=str(tmp_path)) == []


@pytest.mark.parametrize(
    ("one", "other", "free", "gaps", "used"),
    [
        ("a b c", "a b c", False, [], 3),
        ("a b c d", "a b c", False, [(3, 4, 3, 3)], 4),
        ("a b c d", "a b c", True, [], 3),
        ("a x y z", "a b", True, [(1, 1, 1, 2)], 1),
        ("a x b c d", "a b c d", False, [(1, 2, 1, 1)], 5),
        ("a b", "c d", False, [(0, 2, 0, 2)], 2),
        ("", "a", False, [(0, 0, 0, 1)], 0),
    ],
)
def test_rows_side_by_side(one: str, other: str, free: bool, gaps: list[tuple[int, ...]], used: int) -> None:
    assert align(one.split(), other.split(), free=free) == (gaps, used)
