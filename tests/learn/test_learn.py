"""What is learned from finished documents, and that it is not learned where it does not help."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei.annotate import annotate
from tei.annotate.style import Style
from tei.cli import main
from tei.core.authority import Authority, Entry
from tei.core.document import Mark
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.learn import learn
from tei.learn.trial import better
from tei.read.finished import Finished, finished
from tei.score.count import Count

PEOPLE = ("Marsh, Arthur", "Reyes, Carlos", "Holt, Edward", "Vance, Peter", "Home, Alec", "Lund, Olaf")
AUTHORITY = Authority(tuple(Entry(f"p_{name[:2].upper()}1", "person", name) for name in PEOPLE))
PLAIN = Profile.load("plain")
NAMES = [name.partition(",")[0] for name in PEOPLE if not name.startswith("Home")]
WORDS = "after before the talks in spring about trade with a note of thanks for the visit on fish and steel".split()


def tagged(name: str, inside: str = "") -> str:
    return f'<persName ref="#p_{name[:2].upper()}1">{inside or name}</persName>'


def documents(*sentences: str, count: int = 15, seed: int = 1, head: str = "") -> list[Finished]:
    """So many documents in which these sentences stand in any order, {name} for some person, {words} for some words."""
    chance = random.Random(seed)
    found: list[Finished] = []
    for number in range(1, count + 1):
        lines = [f"<head>{number}. {head or 'Talk'}</head>"]
        for _ in range(6):
            name = chance.choice(NAMES)
            words = " ".join(chance.sample(WORDS, 4))
            sentence = chance.choice(sentences)
            given = {"name": tagged(name), "ranked": tagged(name, f"General {name}"), "bare": name, "words": words}
            lines.append(f"<p>{sentence.format(**given)}</p>")
        text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document" xml:id="d{number}">'
        found += finished(Edition(Source("d.xml", f"{text}{''.join(lines)}</div></body></text></TEI>")))
    return found


def errors(style: Style | None, held: list[Finished], kind: str) -> int:
    """How many marks of a kind are missing or too many."""

    def told(marks: tuple[Mark, ...]) -> set[tuple[int, int]]:
        return {(mark.span.start, mark.span.end) for mark in marks if mark.kind == kind}

    wrong = 0
    for each in held:
        marks = annotate(each.bare, PLAIN, AUTHORITY, style).marks
        wrong += len(told(marks) ^ told(each.document.marks))
    return wrong


@pytest.mark.parametrize(
    ("kind", "sentences", "do"),
    [
        (
            "persName",
            ["{ranked} went {words}.", "Mr. {name} went {words}."],
            "take-before",
        ),
        ("persName", ["The {bare} Papers hold it {words}.", "Mr. {name} went {words}."], "leave"),
        ("persName", ["Mr. {name} saw Mr. Home {words}.", "Mr. {name} went {words}."], "leave"),
        (
            "hi",
            ["<hi rend='italic'>Comment</hi>: {words}.", "He read the <hi rend='italic'>Blue Book</hi> {words}."],
            "tag",
        ),
        ("hi", ["<hi rend='italic'>{words}</hi>", "Mr. {name} went {words}."], "tag"),
    ],
)
def test_habits_are_learned(kind: str, sentences: list[str], do: str) -> None:
    style = learn(documents(*sentences), PLAIN, AUTHORITY)
    assert do in {rule.do for rule in style.rules if rule.kind == kind}
    held = documents(*sentences, seed=2)
    assert errors(style, held, kind) < 0.2 * errors(None, held, kind)


def test_a_link_to_another_entry_is_learned() -> None:
    people = (Entry("p_LU1", "person", "Lund, Olaf", note="see Lund, Olav"), Entry("p_LU2", "person", "Lund, Olav Per"))
    given = documents("Mr. <persName ref='#p_LU2'>Lund</persName> went {words}.", "He went {words}.")
    style = learn(given, PLAIN, Authority(people[:1]))
    (rule,) = style.rules
    assert (rule.do, rule.gives) == ("link", (("ref", "#p_LU2"),))
    assert {m.attributes["ref"] for m in annotate(given[0].bare, PLAIN, Authority(people[:1]), style).marks} == {
        "#p_LU2"
    }


def test_where_editors_do_as_the_annotators_nothing_is_learned() -> None:
    style = learn(documents("Mr. {name} went {words}.", "They met {words}."), PLAIN, AUTHORITY)
    assert style == Style(documents=15)


def test_what_is_done_at_random_is_not_learned() -> None:
    sentences = [
        "Mr. {name} went {words}.",
        "Mr. {name} came {words}.",
        "Mr. {name} went {words}.",
        "Mr. {bare} went {words}.",
    ]
    style = learn(documents(*sentences), PLAIN, AUTHORITY)
    held = documents(*sentences, seed=2, count=40)
    assert errors(style, held, "persName") <= 1.05 * errors(None, held, "persName")


def test_settings_of_annotators_are_learned() -> None:
    style = learn(documents("See above, <hi>ibid.</hi>, on May 4, 1957, {words}."), PLAIN, AUTHORITY)
    assert style.settings["dates.scope"] == "dateline"


def test_how_the_zone_of_a_time_is_written_is_learned() -> None:
    sentence = 'Sent on <date when="1957-05-04T15:50:00">May 4, 1957, 1550Z</date>, {words}.'
    style = learn(documents(sentence), PLAIN, AUTHORITY)
    assert style.settings == {"dates.zone": ""}


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_documents_teach_little_and_do_no_harm(count: int) -> None:
    sentences = ["Mr. {name} went {words}.", "The {bare} Papers hold it {words}."]
    style = learn(documents(*sentences, count=count), PLAIN, AUTHORITY)
    held = documents(*sentences, seed=2)
    assert errors(style, held, "persName") <= errors(None, held, "persName")


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ([(2, 2, 2)] * 3, [(1, 2, 2)] * 3, True),
        ([(2, 2, 2)] * 3, [(2, 2, 2)] * 3, False),
        ([(9, 9, 9), (1, 2, 2)], [(1, 9, 9), (2, 2, 2)], False),
        ([(1, 1, 2)] * 2, [(1, 2, 2)] * 2, False),
        ([(0, 0, 0)], [(0, 0, 0)], False),
    ],
)
def test_what_is_better(new: list[tuple[int, int, int]], old: list[tuple[int, int, int]], expected: bool) -> None:
    assert better([Count(*each) for each in new], [Count(*each) for each in old]) is expected


def finished_file(folder: Path) -> Path:
    path = folder / "volume.xml"
    name = tagged("Marsh", "General Marsh")
    body = "".join(
        f'<div type="document" xml:id="d{n}"><head>{n}. Talk</head><p>{name} went, {word}.</p></div>'
        for n, word in enumerate(WORDS, 1)
    )
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>', encoding="utf-8"
    )
    return path


def test_the_verb_and_the_option(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text('id,kind,name\np_MA1,person,"Marsh, Arthur"\n', encoding="utf-8")
    style = tmp_path / "style.toml"
    options = ["--profile", "plain", "--authority", str(people)]
    run = CliRunner().invoke(main, ["learn", str(finished_file(tmp_path)), "-o", str(style), *options])
    assert (run.exit_code, run.stderr.partition(" from ")[2]) == (0, f"20 documents: {style}.\n")
    assert 'kind = "persName", rank = "before"' in style.read_text(encoding="utf-8")
    letter = tmp_path / "letter.txt"
    letter.write_text("1. Letter\n\nGeneral Marsh went home.\n", encoding="utf-8")
    for given, expected in (([], ">Marsh<"), (["--style", str(style)], ">General Marsh<")):
        told = CliRunner().invoke(main, ["encode", str(letter), *options, *given])
        assert told.exit_code == 0
        assert expected in told.stdout


def test_what_cannot_be_written_is_not_said_to_be_learned(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    volume = str(finished_file(tmp_path))
    run = CliRunner().invoke(
        main, ["learn", volume, "-o", str(tmp_path / "taken" / "style.toml"), "--profile", "plain"]
    )
    assert (run.exit_code, "P108" in run.output, "Learned" in run.output) == (2, True, False)


def test_of_one_document_it_is_told_that_more_are_wanted(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("1. Letter\n\nGeneral Marsh went home.\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["encode", str(letter), "-o", str(tmp_path), "-q"]).exit_code == 0
    run = CliRunner().invoke(main, ["learn", str(tmp_path / "letter.xml"), "-o", "-"])
    assert "learned from 1 finished document by" in run.stdout
    assert "give ten or more.\n" in run.stderr


def test_the_verb_writes_to_standard_output_and_passes_over_what_it_cannot_read(tmp_path: Path) -> None:
    volume = finished_file(tmp_path)
    broken = tmp_path / "broken.xml"
    broken.write_text("<TEI>", encoding="utf-8")
    run = CliRunner().invoke(main, ["learn", str(broken), "-", "--profile", "plain"], input=volume.read_bytes())
    assert run.exit_code == 1
    assert "X101" in run.output
    assert "documents = 20" in run.stdout
