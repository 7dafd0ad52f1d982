"""The search of a site: what its index holds, what questions find in it, what is written anew."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata
from tei.site import build
from tei.site.manifest import Manifest
from tei.site.search import Found, Fragment, engine, pagefind, text_file, write, written
from tei.site.search.files import ASSETS, asset
from tei.site.search.fragment import Block, blocks
from tei.site.search.words import joined, words

FRUS = Profile.load("frus")
SAMPLES = Path(__file__).parents[1] / "render" / "samples"


class Questions:
    """A program that asks an index as a browser does."""

    def __init__(self) -> None:
        command = ["node", str(Path(__file__).parent / "searching.mjs"), str(ASSETS)]
        self._program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def ask(self, **said: Any) -> Any:
        """What it answers to one line."""
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(json.dumps(said) + "\n")
        self._program.stdin.flush()
        answer = json.loads(self._program.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def hits(self, question: str, **how: Any) -> list[str]:
        """The names of the pages that the index opened last has for a question, the best first."""
        (answer,) = self.ask(questions=[{"q": question, **how}])
        hits: list[str] = answer["hits"]
        return hits

    def close(self) -> None:
        self._program.communicate()


@pytest.fixture(scope="module")
def asked() -> Iterator[Questions]:
    if not shutil.which("node"):
        pytest.skip("needs node")
    questions = Questions()
    yield questions
    questions.close()


def opened(asked: Questions, out: Path) -> None:
    """Have the index in a folder asked from now on."""
    folder = out / "search"
    files = {p.relative_to(out).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*.js")}
    asked.ask(files=files)


def page(name: str, *texts: str, heading: str = "", mentioned: Sequence[str] = (), **said: str) -> tuple[Found, str]:
    """A page to be found, and its text."""
    metadata = Metadata(name=name, id=name, title=heading or name, **said)
    body = "".join(f"<p id='{name}-p{number}'>{text}</p>" for number, text in enumerate(texts, 1))
    return Found(metadata, mentioned), f"<article id='{name}'><h1>{heading}</h1>{body}</article>"


def indexed(out: Path, *pages: tuple[Found, str], names: dict[str, tuple[str, str]] | None = None) -> list[Path]:
    """The index of these pages."""
    manifest = Manifest(out)
    for found, body in pages:
        name = found.metadata.name
        manifest.write(text_file(name), written(f"t/{name}", Fragment.of(body, found.metadata).written()))
    write(manifest, out, [found for found, _ in pages], names or {}, "builtin")
    return manifest.finish()


def test_blocks_have_places_and_no_generated_text() -> None:
    body = """
    <article id="d1"><header><h1 id="d1-head">1. <i>Tele</i>gram <sup data-generated="call">1</sup></h1>
    <div class="source" id="n1"><b data-generated="label">Source. </b>794.5/8–155<a data-generated="back">↩</a></div>
    </header>
    <div class="dateline">Tokyo,<br>May 1 <!-- not this --></div>
    <p id="d1-p1">One<span data-generated="page">[Page 2]</span>two <a class="permalink" data-generated="permalink"
       aria-label="Paragraph 1">¶</a></p>
    <ol><li id="n2"><a class="n" data-generated="number" aria-label="Note 2, link">2</a>
    <div>A <b>note</b>.</div></li></ol>
    <table><tr><td>a</td><td>b</td></tr></table><script>no()</script></article>
    <section data-generated="entries"><p>Allison</p></section>"""
    assert list(blocks(body)) == [
        Block("d1-head", "heading", "1. Telegram"),
        Block("n1", "source note", "794.5/8–155"),
        Block("d1", "", "Tokyo, May 1"),
        Block("d1-p1", "paragraph 1", "Onetwo"),
        Block("n2", "note 2", "A note."),
        Block("d1", "", "a b"),
    ]


def test_a_text_is_read_as_it_was_written() -> None:
    metadata = Metadata(name='a"b', id="x", title="<T>", day="May 1, 1955—7 p.m.", place="Tokyo,", language="en")
    fragment = Fragment.of("<p id='q'>“x”\u2028</p>", metadata)
    assert (fragment.date, fragment.place) == ("May 1, 1955—7 p.m.", "Tokyo")
    assert Fragment.read(fragment.written()) == fragment


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "M")), min_size=1, max_size=8)
TEXTS = st.lists(st.lists(st.one_of(WORDS, st.sampled_from(["U.S.", "794.5/8–155", "日本"])), max_size=12), max_size=6)


@given(TEXTS)
@settings(max_examples=40)
def test_every_word_of_a_text_finds_it(
    asked: Questions, tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]]
) -> None:
    out = tmp_path_factory.mktemp("index")
    indexed(out, *(page(f"d{number}", " ".join(text)) for number, text in enumerate(texts)))
    opened(asked, out)
    for number, text in enumerate(texts):
        told = asked.ask(texts=[" ".join(text)])[0]
        assert told["words"] == words(" ".join(text))
        assert told["joined"] == [word for _, word in joined(" ".join(text))]
        for word in {*words(" ".join(text)), *told["joined"]}:
            assert f"d{number}" in asked.hits(word)
        for phrase in text:
            if words(phrase):
                assert f"d{number}" in asked.hits(f'"{phrase}"')


@pytest.fixture(scope="module")
def index(asked: Questions, tmp_path_factory: pytest.TempPathFactory) -> Questions:
    out = tmp_path_factory.mktemp("index")
    indexed(
        out,
        page("d1", "The treaty with Japan was revised. It was a new one.", "Peace, at last", heading="Peace in Tokyo"),
        page("d2", "A peace treaty of the U.S.S.R. in Straße 4", "filed as 794.5/8–155"),
        page("d3", "peace peace peace with Japan", "The treaties were not revised"),
        page("d4 #&?", "Nothing of this, but revised and treaty"),
    )
    opened(asked, out)
    return asked


QUESTIONS = [
    ("treaty", ["d2", "d4 #&?", "d1"]),
    ("TREATY japan", ["d1"]),
    ("peace", ["d1", "d3", "d2"]),
    ('"treaty with japan"', ["d1"]),
    ('"with japan', ["d1", "d3"]),
    ('"revised it"', ["d1"]),
    ('"one peace"', []),
    ("treat*", ["d3", "d2", "d4 #&?", "d1"]),
    ("revised -japan", ["d4 #&?"]),
    ('revised -"with japan"', ["d4 #&?"]),
    ("-japan -treaty", []),
    ("-japan", ["d2", "d4 #&?"]),
    ("794.5/8–155", ["d2"]),
    ("794.5/8-15*", ["d2"]),
    ("5.794", []),
    ("u.s.s.r.", ["d2"]),
    ("USSR", ["d2"]),
    ("strasse", ["d2"]),
    ("zebra", []),
    ("…", ["d1", "d2", "d3", "d4 #&?"]),
]


@pytest.mark.parametrize(("question", "found"), QUESTIONS)
def test_questions_are_answered(index: Questions, question: str, found: list[str]) -> None:
    assert sorted(index.hits(question)) == sorted(found)


def test_the_best_comes_first(index: Questions) -> None:
    # A heading counts more than three times in the text.
    assert index.hits("peace") == ["d1", "d3", "d2"]


def test_the_last_word_is_not_finished_while_it_is_typed(index: Questions) -> None:
    assert index.hits("tre") == []
    assert len(index.hits("tre", typing=True)) == 4
    assert index.hits("tre ", typing=True) == []
    assert index.hits("794.5/8-1", typing=True) == ["d2"]


def test_words_that_no_document_has_are_told(index: Questions) -> None:
    (answer,) = index.ask(questions=[{"q": "peace zebra gnu"}])
    assert answer["missing"] == ["zebra", "gnu"]


MARKS = [
    ("The Treaty, with Jápan; treaties", "treaty japan", ["Treaty", "Jápan"]),
    ("The Treaty, with Jápan", '"treaty with"', ["Treaty, with"]),
    ("with the treaty", '"treaty with"', []),
    ("The U.S.S.R. here", "ussr", ["U.S.S.R"]),
    ("The U.S.S.R. here", "u.s.s.r.", ["U.S.S.R"]),
    ("treaties and treaty", "trea* -and", ["treaties", "treaty"]),
    ("<b>x</b>", "x", ["x"]),
]


@pytest.mark.parametrize(("text", "question", "marked"), MARKS)
def test_what_was_found_is_marked(asked: Questions, text: str, question: str, marked: list[str]) -> None:
    assert asked.ask(marks=[{"text": text, "q": question}]) == [marked]


def test_documents_are_chosen_by_person_place_year_and_kind(asked: Questions, tmp_path: Path) -> None:
    names = {
        "p1": ("Persons", "Smith, A."),
        "p2": ("Persons", "Jones"),
        "p3": ("Persons", "Smith, A."),
        "q1": ("Places", "Tokyo"),
        "t1": ("Terms", "NATO"),
    }
    indexed(
        tmp_path,
        page("d1", "x", mentioned=["p1", "p2", "p1", "t1"], date="1955-01", place="Tokyo,", kind="editorial-note"),
        page("d2", "x y", mentioned=["p1", "q1"], date="1956", genre="telegram", place="Tokyo"),
        page("d3", "x z", mentioned=["p3"], date="", place="Washington", genre="telegram"),
        names=names,
    )
    told = (tmp_path / "search" / "i" / "index.js").read_text(encoding="utf-8")
    fields = {field["name"]: field["values"] for field in json.loads(told[len('teiSearch("i/index",') : -3])["fields"]}
    assert [value[:2] for value in fields["person"]] == [
        ["p2", "Jones"],
        ["p1", "Smith, A. (p1)"],
        ["p3", "Smith, A. (p3)"],
    ]
    assert [value[:2] for value in fields["place"]] == [["q1", "Tokyo"], ["Washington", "Washington"]]
    assert [value[:2] for value in fields["year"]] == [["1955", "1955"], ["1956", "1956"]]
    assert [value[:2] for value in fields["kind"]] == [["editorial-note", "Editorial note"], ["telegram", "Telegram"]]
    opened(asked, tmp_path)
    assert asked.hits("", chosen={"person": ["p1"]}) == ["d1", "d2"]
    assert asked.hits("", chosen={"person": ["p1", "p2"]}) == ["d1"]
    assert asked.hits("", chosen={"place": ["q1"], "kind": ["telegram"]}) == ["d2"]
    assert asked.hits("z", chosen={"place": ["q1"]}) == []
    (answer,) = asked.ask(questions=[{"q": "x", "chosen": {"kind": ["telegram"]}}])
    assert answer["counts"] == {
        "person": {"p1": 1, "p2": 0, "p3": 1},
        "place": {"q1": 1, "Washington": 1},
        "year": {"1955": 0, "1956": 1},
        "kind": {"editorial-note": 1, "telegram": 2},
    }


def test_what_all_have_alike_is_no_choice(tmp_path: Path) -> None:
    indexed(tmp_path, page("d1", "x", date="1955"), page("d2", "x", date="1955-02"))
    assert '"fields":[]' in (tmp_path / "search" / "i" / "index.js").read_text(encoding="utf-8")


def test_files_have_names_that_every_system_takes(tmp_path: Path) -> None:
    indexed(tmp_path, page("d1", " ".join(f"é日{chr(0x4E00 + n)}x{n}" for n in range(4000))))
    names = {path.name for path in (tmp_path / "search" / "i").iterdir()}
    assert all(name.isascii() for name in names)


def test_only_what_has_changed_is_written_again(tmp_path: Path) -> None:
    def times() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (tmp_path / "search").rglob("*.js")}

    many = " ".join(f"{letter}{number}" for letter in "abcd" for number in range(4000))
    first = [page("d1", many), page("d2", "apple pear")]
    files = indexed(tmp_path, *first)
    before = times()
    assert indexed(tmp_path, *first) == files
    assert times() == before
    indexed(tmp_path, first[0], page("d2", "apple apple"))
    changed = {name for name, time in times().items() if before.get(name) != time}
    assert "d2.js" in changed
    assert "w-a.js" in changed
    assert not {"w-b.js", "w-c.js", "d1.js"} & changed
    indexed(tmp_path, first[0])
    assert "d2.js" not in times()


def test_a_site_without_a_search(tmp_path: Path) -> None:
    editions = [Edition.load(str(SAMPLES / "d38.xml"))]
    build(editions, tmp_path, FRUS)
    assert (tmp_path / "search.html").is_file()
    assert 'action="search.html"' in (tmp_path / "d38.html").read_text(encoding="utf-8")
    build(editions, tmp_path, FRUS, search="none")
    assert not (tmp_path / "search.html").exists()
    assert not list((tmp_path / "search").rglob("*.js"))
    assert "search.html" not in (tmp_path / "d38.html").read_text(encoding="utf-8")


def test_the_assets_are_small() -> None:
    assert sum(len(asset(name).encode()) for name in ("search.js", "search.css")) < 19_500


def test_pagefind_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: None)
    assert engine("") == "builtin"
    assert engine("none") == "none"
    with pytest.raises(Refused) as refused:
        engine("pagefind")
    assert refused.value.diagnostics[0].code == "P109"


def test_pagefind_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: Path("false"))
    with pytest.raises(Refused, match="pagefind failed"):
        list(pagefind.files([(Fragment("", "", "", "", ()), [])]))
    assert list(pagefind.files([])) == []


def test_pagefind_runs_only_when_texts_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not pagefind.installed():
        pytest.skip("needs pagefind")
    editions = [Edition.load(str(SAMPLES / f"{name}.xml")) for name in ("d38", "d39")]
    files = build(editions, tmp_path, FRUS, search="pagefind")
    made = [path for path in files if path.parts[len(tmp_path.parts)] == "pagefind"]
    assert (tmp_path / "pagefind" / "pagefind.js") in made
    assert not [path for path in made if "ui" in path.name]
    assert engine("") == "pagefind"
    with monkeypatch.context() as patch:
        patch.setattr(pagefind, "files", lambda pages: pytest.fail("it ran again"))
        build(editions, tmp_path, FRUS, search="pagefind", title="Another")
    build(editions[:1], tmp_path, FRUS, search="pagefind")
    fragments = list((tmp_path / "pagefind" / "fragment").iterdir())
    assert len(fragments) == 1
    build(editions, tmp_path, FRUS, search="builtin")
    assert not list((tmp_path / "pagefind").rglob("*.*"))
