"""References to documents, notes, pages and volumes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotate.citations import Citations
from tei.annotate.series import Series

NOTES = ["Source: Central Files, 611.00/5–356. Secret.", "Not printed.", "Not found."]

# What editors write in notes of a volume whose documents cite each other by number: text, (words, target)…
BY_DOCUMENT = [
    ("See Document 12.", [("Document 12", "#d12")]),
    ("See Documents 12 and 15.", [("Documents 12", "#d12"), ("15", "#d15")]),
    (
        "See Documents 12, 15, and 17–19.",
        [("Documents 12", "#d12"), ("15", "#d15"), ("17", "#d17"), ("19", "#d19")],
    ),
    ("See Document\n12.", [("Document\n12", "#d12")]),
    ("See footnote 4, Document 12.", [("footnote 4, Document 12", "#d12fn4")]),
    ("See footnote 4 to Document 12.", [("footnote 4 to Document 12", "#d12fn4")]),
    (
        "See footnotes 2 and 5, Document 12.",
        [("footnotes 2", "#d12fn2"), ("5, Document 12", "#d12fn5")],
    ),
    ("See Document 12 and footnote 3 thereto.", [("Document 12 and footnote 3", "#d12fn3")]),
    ("See Document 12, footnote 3.", [("Document 12, footnote 3", "#d12fn3")]),
    (
        "See Document 12 and footnotes 3 and 6 thereto.",
        [("Document 12 and footnotes 3", "#d12fn3"), ("6", "#d12fn6")],
    ),
    (
        "See Document 12 and footnote 3, Document 9.",
        [("Document 12", "#d12"), ("footnote 3, Document 9", "#d9fn3")],
    ),
    ("See footnote 2, supra.", [("footnote 2", "#d37fn2")]),
    ("See footnote 2, infra.", [("footnote 2", "#d39fn2")]),
    ("See footnote 2 above.", [("footnote 2", "#d38fn2")]),
    ("See footnote 3 below.", [("footnote 3", "#d38fn3")]),
    (
        "See footnote 3, Document 9. See footnote 5, ibid.",
        [("footnote 3, Document 9", "#d9fn3"), ("footnote 5", "#d9fn5")],
    ),
    ("See supra.", []),
    ("See infra.", []),
    ("See p. 81.", []),
    ("See footnote 2.", []),
    ("See vol. XII, p. 81.", []),
    ("Ibid.", []),
    ("See NSC Document 12.", []),
    ("See Document 5704/1.", []),
    (
        "See vol. XXIII, Part 1, Document 12.",
        [("vol. XXIII, Part 1, Document 12", "frus1955-57v23p1#d12")],
    ),
    (
        "See Foreign Relations, 1955–1957, vol. XXIII, Part 1, Document 12.",
        [("Foreign Relations, 1955–1957, vol. XXIII, Part 1, Document 12", "frus1955-57v23p1#d12")],
    ),
    (
        "See Foreign Relations, 1969–1976, vol. XII, Soviet Union; Poland, Documents 12 and 13.",
        [
            ("Foreign Relations, 1969–1976, vol. XII, Soviet Union; Poland, Documents 12", "frus1969-76v12#d12"),
            ("13", "frus1969-76v12#d13"),
        ],
    ),
    (
        "See Foreign Relations, 1969–1976, vol. E–7, Document 12, footnote 2.",
        [("Foreign Relations, 1969–1976, vol. E–7, Document 12, footnote 2", "frus1969-76ve07#d12fn2")],
    ),
    (
        "See Foreign Relations, 1952–1954, vol. II, Part 2, pp. 5 ff.",
        [("Foreign Relations, 1952–1954, vol. II, Part 2", "frus1952-54v02p2")],
    ),
    ("See Foreign Relations, 1949, vol. vi, p. 5.", [("Foreign Relations, 1949, vol. vi, p. 5", "frus1949v06#pg_5")]),
    ("In Foreign Relations, 1969–1976, vol. XL, Germany.", []),
    ("The Foreign Relations Committee met.", []),
    (
        "See Foreign Relations, 1952–1954, Guatemala, Document 5, or Foreign Relations, 1955–1957, Ships, Document 6.",
        [("Foreign Relations, 1952–1954, Guatemala, Document 5", "frus1952-54Guat#d5"), ("Document 6", "#d6")],
    ),
    (
        "See Foreign Relations, 1952–1954, vol. II Part 2, pp. 5 ff.",
        [("Foreign Relations, 1952–1954, vol. II Part 2", "frus1952-54v02p2")],
    ),
    (
        "See Foreign Relations, 1958–1960, vol. III, and footnote 3, Document 9.",
        [
            ("Foreign Relations, 1958–1960, vol. III", "frus1958-60v03"),
            ("footnote 3, Document 9", "#d9fn3"),
        ],
    ),
    (
        "See Foreign Relations, 1964–1968, vol. I, Document 4. See ibid., Documents 5 and 6.",
        [
            ("Foreign Relations, 1964–1968, vol. I, Document 4", "frus1964-68v01#d4"),
            ("Documents 5", "frus1964-68v01#d5"),
            ("6", "frus1964-68v01#d6"),
        ],
    ),
    ("See Foreign Relations, 1950, vol. I; ibid., 1951, vol. I.", [("Foreign Relations, 1950, vol. I", "frus1950v01")]),
    ("Ibid., Soviet Union, Document 5.", [("Document 5", "#d5")]),
]

# What they write where documents cite pages.
BY_PAGE = [
    ("See p. 81.", [("p. 81", "#pg_81")]),
    ("Dated May 3, pp. 81 and 85.", [("pp. 81", "#pg_81"), ("85", "#pg_85")]),
    ("See pp. 81–83.", [("pp. 81", "#pg_81"), ("83", "#pg_83")]),
    ("See footnote 4, p. 81.", [("p. 81", "#pg_81")]),
    ("See Department of State Bulletin, May 3, p. 81.", []),
    ("See the Bulletin; p. 81.", [("p. 81", "#pg_81")]),
    ("Supra.", [("Supra", "#d37")]),
    ("Printed infra.", [("infra", "#d39")]),
    ("See footnote 2, supra.", [("footnote 2, supra", "#d37fn2")]),
    ("See volume VI.", [("volume VI", "frus1949v06")]),
    ("In McElroy, Statements, vol. VI.", []),
    ("Herewith Document 6.", []),
    (
        "See Foreign Relations, 1948, vol. I, Part 2, p. 5, and ibid., 1950, vol. I.",
        [
            ("Foreign Relations, 1948, vol. I, Part 2", "frus1948v01p2"),
            ("ibid., 1950, vol. I", "frus1950v01"),
        ],
    ),
]

# What any text may say, in a profile without a series.
PLAIN = [
    ("See supra and infra.", [("supra", "#d37"), ("infra", "#d39")]),
    ("See footnote 2, supra.", [("footnote 2, supra", "#d37fn2")]),
    ("See footnote 2.", [("footnote 2", "#d38fn2")]),
    ("See footnote 2, p. 5.", []),
    ("See footnote 12.", []),
    ("See Document 12. Ibid.", [("Document 12", "#d12"), ("Ibid.", "#d12")]),
    ("Ibid.", []),
    ("See Foreign Relations, 1949, vol. I.", []),
    ("See vol. I.", []),
    ("See p. 7 and p. 8.", [("p. 7", "#pg_7")]),
    ("See footnote 1234.", []),
    ("See Document 1234.", []),
]


@pytest.mark.parametrize(("text", "expected"), BY_DOCUMENT)
def test_where_documents_cite_documents(find: Callable, text: str, expected: list[tuple[str, str]]) -> None:
    blocks = [("dateline", "Rome, May 3, 1956"), ("p", "Text.")]
    found = find("references", blocks, [*NOTES, text], by="frus")
    assert [(words, a["target"]) for words, a in found.marks] == expected
    assert found.diagnostics == []


@pytest.mark.parametrize(("text", "expected"), BY_PAGE)
def test_where_documents_cite_pages(find: Callable, text: str, expected: list[tuple[str, str]]) -> None:
    found = find("references", [("dateline", "Rome, May 3, 1949"), ("p", "Text.")], [text], by="frus")
    assert [(words, a["target"]) for words, a in found.marks] == expected


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_without_a_house_style(find: Callable, text: str, expected: list[tuple[str, str]]) -> None:
    found = find("references", [("p", text)], ["One.", "Two."], pages=["7"])
    assert [(words, a["target"]) for words, a in found.marks] == expected


def test_an_early_document_of_a_later_volume_cites_documents(find: Callable) -> None:
    found = find("references", [("dateline", "Rome, May 3, 1953")], ["Source: Files. See Document 9, p. 5."], by="frus")
    assert [words for words, _ in found.marks] == ["Document 9"]


def test_a_page_after_a_note_is_a_reference_only_in_the_oldest_style(find: Callable) -> None:
    notes = ["See footnote 4, p. 81, and p. 83."]
    found = find("references", [("dateline", "Rome, May 3, 1953"), ("p", "Text.")], notes, by="frus", number="")
    assert [words for words, _ in found.marks] == ["p. 83"]


def test_another_series_has_its_own_table(find: Callable, tmp_path: Path) -> None:
    table = tmp_path / "papers.toml"
    table.write_text(
        'title = "Papers of the Embassy"\nvolume = "pe{years}-{number}"\n[volumes.1820]\npe1820-travels = "Travels"\n',
        encoding="utf-8",
    )
    text = "See Papers of the Embassy, 1821, vol. II, and Papers of the Embassy, 1820, Travels, Document 4."
    found = find("references", [("p", text)], references={"series": str(table)})
    assert [(words, a["target"]) for words, a in found.marks] == [
        ("Papers of the Embassy, 1821, vol. II", "pe1821-2"),
        ("Papers of the Embassy, 1820, Travels, Document 4", "pe1820-travels#d4"),
    ]


def test_a_document_without_number_has_no_neighbours(find: Callable) -> None:
    assert find("references", [("p", "See supra, and footnote 2, infra.")], number="").marks == []


def test_only_what_editors_wrote(find: Callable) -> None:
    blocks = [("head", "38. Letter"), ("p", "We sent Document 5. [Here follows Document 6.]")]
    assert [w for w, _ in find("references", blocks, by="frus").marks] == ["Document 6"]
    assert [w for w, _ in find("references", blocks).marks] == ["Document 5", "Document 6"]
    note = [("head", "38. Editorial Note"), ("p", "See Document 5.")]
    assert [w for w, _ in find("references", note, by="frus").marks] == ["Document 5"]


@pytest.mark.parametrize("word", ["above", "below"])
def test_a_note_that_the_document_does_not_have(find: Callable, word: str) -> None:
    found = find("references", [("p", "Text.")], [f"See footnotes 1 and 9 {word}."])
    assert [words for words, _ in found.marks] == ["footnotes 1"]
    assert found.codes == ["L301"]
    assert "footnote 9" in found.diagnostics[0].message


def test_the_volume_is_a_setting(find: Callable) -> None:
    settings = {"volume": "frus1958-60v08", "series": "data/frus.toml"}
    found = find("references", [("p", "See volume VII, and vol. IX, Document 4.")], references=settings)
    assert [a["target"] for _, a in found.marks] == ["frus1958-60v07p1", "frus1958-60v09#d4"]
    settings["volume"] = "guatemala"
    assert find("references", [("p", "See volume VII.")], references=settings).marks == []


PIECES = (
    "Document Documents footnote footnotes 1 2 12 99 1234 and , – - . ; ( ) see See supra infra Supra above below "
    "thereto Ibid. ibid. ibid., p. pp. page 81 vol. volume XX vi E–7 Part Foreign Relations, 1955–57, 1949, to \n"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=16), st.booleans(), st.booleans())
def test_whatever_the_words_references_are_in_order_and_lead_somewhere(
    pieces: list[str], alone: bool, by_page: bool
) -> None:
    text = " ".join(pieces)
    citations = Citations(
        text=text,
        id="d38",
        number=38,
        notes=frozenset("12"),
        pages=frozenset(["81"]),
        document="d{}".format,
        note="{}fn{}".format,
        page="pg_{}".format,
        series=Series.load("data/frus.toml"),
        years="1955-57",
        alone=alone,
        by_page=by_page,
    )
    behind = 0
    for found in citations.between(0, len(text)):
        assert behind <= found.start < found.end <= len(text)
        behind = found.end
        volume, hash_, element = found.target.partition("#")
        assert volume.startswith("frus") or (not volume and hash_)
        assert not hash_ or element.startswith(("d", "pg_"))
        assert not element.startswith("fn")
