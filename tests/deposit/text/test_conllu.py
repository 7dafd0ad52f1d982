"""Tokens as CoNLL-U: other readers understand them, and the text comes back out of them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit.collection import collect
from tei.deposit.schemas import Schemas
from tei.deposit.text import TARGET
from tei.deposit.text.checking import faults
from tei.deposit.text.conllu import conllu
from tei.deposit.text.pieces import Piece, Span, pieces

PROFILE = Profile.load("frus")
ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "render" / "samples"


def rebuilt(lines: list[str]) -> list[str]:
    """The paragraphs that these lines hold, character for character."""
    found: list[str] = []
    for line in lines:
        if line.startswith("# newpar"):
            found.append("")
        elif line[:1].isdigit():
            fields = line.split("\t")
            misc = dict(each.partition("=")[::2] for each in fields[-1].split("|"))
            after = "" if misc.get("SpaceAfter") == "No" else blanks(misc.get("SpacesAfter", r"\s"))
            found[-1] += blanks(misc.get("SpacesBefore", "")) + fields[1] + after
    return [each.removesuffix(" ") for each in found]


def blanks(escaped: str) -> str:
    return re.sub(r"\\(?:(s)|u([0-9a-f]{4,6}))", lambda found: " " if found[1] else chr(int(found[2], 16)), escaped)


def wrong(lines: list[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.conllu"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        return list(faults(path))


alphabet = st.sampled_from("aB1.,’“”() \u00a0\u2028日|\\_#=%") | st.characters(codec="utf-8", exclude_categories=["Cc"])


@st.composite
def drawn(draw: st.DrawFn) -> list[Piece]:
    """Pieces as a text may have them, with names that lie side by side or in each other."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        text = " ".join(draw(st.text(alphabet, min_size=1, max_size=30)).split(" ")).strip(" ")
        text = re.sub(" +", " ", text)
        if not text.strip():
            continue
        spans, start, stop = [], 0, len(text)
        for id in draw(st.lists(st.sampled_from(["p_A1", "b-2", "", "x"]), max_size=3)):
            start, stop = sorted((draw(st.integers(start, stop)), draw(st.integers(start, stop))))
            said = text[start:stop]
            if said.strip():
                first = start + len(said) - len(said.lstrip())
                start, stop = first, first + len(said.strip())
                spans.append(Span(start, stop, id, "person"))
        found.append(Piece(text, "p", spans=tuple(spans)))
    return found


@given(drawn())
def test_the_text_comes_back(found: list[Piece]) -> None:
    lines = list(conllu("d1", found, "en"))
    assert rebuilt(lines) == [piece.text for piece in found]
    assert wrong(lines) == []
    named = sum(line.count(f"{id}-person") for line in lines for id in ("p_A1", "b%2D2", "x"))
    assert named == sum(1 for piece in found for span in piece.spans if span.id)


def test_a_document() -> None:
    found = [
        Piece("Mr. Able’s\u00a0men left.", "p", "p1", spans=(Span(0, 14, "", "place"), Span(4, 8, "p-1", "person"))),
        Piece("A note", "note", "n1", "1", apart=True, within=1),
        Piece("Bon M. Jour.", "p", language="fr"),
    ]
    lines = list(conllu("v/d1", found, "en"))
    assert [line for line in lines if line.startswith("#")] == [
        "# newdoc id = v/d1",
        "# global.Entity = eid-etype",
        "# newpar id = v/d1.1",
        "# element = p",
        "# xml_id = p1",
        "# sent_id = v/d1.1.1",
        "# text = Mr. Able’s men left.",
        "# newpar id = v/d1.2",
        "# element = note",
        "# xml_id = n1",
        "# apart = 1",
        "# apart_from = v/d1.1",
        "# sent_id = v/d1.2.1",
        "# text = A note",
        "# newpar id = v/d1.3",
        "# element = p",
        "# sent_id = v/d1.3.1",
        "# text = Bon M. Jour.",
    ]
    empty = "\t_" * 7
    assert lines[7:13] == [
        f"1\tMr.{empty}\tEntity=(1-place",
        f"2\tAble{empty}\tEntity=(p%2D1-person)|SpaceAfter=No",
        f"3\t’s{empty}\tSpacesAfter=\\u00a0",
        f"4\tmen{empty}\tEntity=1)",
        f"5\tleft{empty}\tSpaceAfter=No",
        f"6\t.{empty}\t_",
    ]


def test_attributes_cannot_add_lines() -> None:
    odd = "1\n2\t_ \u2028x"
    found = [Piece("Able", "p", odd, odd, apart=True, spans=(Span(0, 4, odd, "person"),))]
    lines = list(conllu("d1", found))
    assert wrong(lines) == []
    assert len([line for each in lines for line in each.splitlines()]) == len(lines) - 1
    assert "Entity=(1%0A2%09_%20%2028x-person)" in lines[-2]


def test_a_document_without_words_has_no_lines() -> None:
    assert list(conllu("d1", [])) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.name)
def test_other_readers_understand_it(path: Path) -> None:
    reader = pytest.importorskip("conllu", reason="pip install conllu")
    found = pieces(Edition.load(str(path)).tree)
    lines = list(conllu(path.stem, found, "en"))
    assert rebuilt(lines) == [piece.text for piece in found]
    assert wrong(lines) == []
    read = reader.parse("\n".join(lines))
    assert len(read) == sum(line.startswith("# sent_id") for line in lines)
    for sentence in read:
        spaced = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in sentence)
        assert spaced.rstrip() == sentence.metadata["text"]


VOLUME = (
    "<text><front><div type='section' xml:id='preface'><head>Preface</head><p>Before all.</p></div></front><body>"
    "<div type='document' n='1' xml:id='d1'><head>1. Telegram</head><p>One.</p></div>"
    "<div type='document' n='2' xml:id='d2'><head>2. Letter</head><p>Two.</p></div></body></text>"
)


def edition(name: str, body: str) -> Edition:
    header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    return Edition(Source(name, f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{body}</TEI>'))


def made(folder: Path) -> Path:
    single = edition("s.xml", "<text><body><p>Alone. Mr. Able.</p></body></text>")
    collection = collect([(edition("v.xml", VOLUME), ""), (single, "")], PROFILE, Authority())
    TARGET.make(collection, folder)
    return folder


def test_a_kit_has_the_texts_of_volumes_and_documents(tmp_path: Path) -> None:
    made(tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == [
        "s.conllu",
        "s.txt",
        "v.conllu",
        "v.txt",
        "v/d1.txt",
        "v/d2.txt",
    ]
    assert list(TARGET.check(tmp_path, Schemas())) == []
    assert (tmp_path / "v" / "d1.txt").read_text() == "1. Telegram\n\nOne.\n"
    lines = (tmp_path / "v.conllu").read_text().splitlines()
    assert [line[14:] for line in lines if line.startswith("# newdoc")] == ["v/preface", "v/d1", "v/d2"]
    assert "# text = Alone." in (tmp_path / "s.conllu").read_text()
    assert "# newdoc id = s" in (tmp_path / "s.conllu").read_text()


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        ("s.txt", "\n", "", "does not end with a line feed"),
        ("s.txt", "Alone", "A\x07", "control character, U+0007"),
        ("s.conllu", "\t_\n", "\n", "9 fields, not 10"),
        ("s.conllu", "1\tAlone", "2\tAlone", "the ID is 2, not 1"),
        ("s.conllu", "1\tAlone", "1\tAlone ", "blanks at its ends"),
        ("s.conllu", "# text = Alone", "# text = Al", "do not give its text"),
        ("s.conllu", "# text = Alone", f"# text = {'Alone ' * 20}", "Alo…'"),
        ("s.conllu", "# sent_id = s.1.1\n", "", "no sent_id"),
        ("s.conllu", "s.1.2", "s.1.1", "'s.1.1' is given twice"),
        ("s.conllu", "SpaceAfter=No", "SpaceAfter=No|Entity=(a-person", "the entity a is not closed"),
        ("s.conllu", "SpaceAfter=No", "SpaceAfter=No|Entity=a)", "is closed, and was not"),
        ("s.conllu", "SpaceAfter=No", "SpaceAfter=No|Entity=?", "cannot be understood"),
        ("s.conllu", "# newpar", "\n# newpar", "has no tokens"),
        ("s.conllu", "\n\n", "\n", "no blank line after the last sentence"),
    ],
)
def test_what_is_wrong_in_a_kit_is_told(tmp_path: Path, file: str, old: str, new: str, wanted: str) -> None:
    path = made(tmp_path) / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    found = [each.message for each in TARGET.check(tmp_path, Schemas())]
    assert any(wanted in message for message in found) or any(wanted in fault for fault in faults(path)), found
    assert found


@pytest.mark.parametrize("file", ["s.txt", "s.conllu"])
def test_files_that_are_not_in_utf_8_are_told(tmp_path: Path, file: str) -> None:
    (made(tmp_path) / file).write_bytes(b"\xff\n")
    (told,) = TARGET.check(tmp_path, Schemas())
    assert "cannot be read" in told.message
