"""One message in every form in which a page may be left: it must be read alike in all."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from read.outline import outline, reads

from tei.core.profile import Profile
from tei.core.source import Source
from tei.read import read

MESSAGE = """\
41. Telegram From the Embassy in France to the Department of State, Repeated to the Mission at Geneva1

Paris, May 3, 1956, 4 p.m.

SUBJECT

  • Wheat for the ports of the south

5120. Your 3772 and 402.3 The Minister said the harvest had failed in the south and asked that ships be sent before \
the end [Page 97] of June, when the ports would be too full to take them in.

He would put the same request to London in the course of the week:4

  • two ships to Marseille
  • one ship to Sète

[Page 98]

We agree with him, and ask for instructions that he can be told of at once.

Dillon
  1. Source: Department of State, Central Files, 411.51/5–356. Secret; Priority. Drafted by Tyler and cleared by Yost.
  2. Telegram 377, May 1, asked what was known of the harvest.
  3. In telegram 402, May 2, the Embassy was told to wait.

    It was told so again on May 4.
  4. See Document 43.
"""

EXPECTED = """\
head: 41. Telegram From the Embassy in France to the Department of State, Repeated to the Mission at Geneva
opener
  dateline: Paris, May 3, 1956, 4 p.m.
list/subject
  head: SUBJECT
  item: Wheat for the ports of the south
p: 5120. Your 377 and 402. The Minister said the harvest had failed in the south and asked that ships be sent before \
the end of June, when the ports would be too full to take them in.
p: He would put the same request to London in the course of the week:
list
  item: two ships to Marseille
  item: one ship to Sète
p: We agree with him, and ask for instructions that he can be told of at once.
closer
  signed: Dillon
1 @Geneva Source: Department of State, Central Files, 411.51/5–356. Secret; Priority. Drafted by Tyler and cleared \
by Yost.
2 @377 Telegram 377, May 1, asked what was known of the harvest.
3 @402. In telegram 402, May 2, the Embassy was told to wait.{}It was told so again on May 4.
4 @week: See Document 43."""


def wrapped(text: str, width: int = 72, hanging: str = "") -> str:
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=hanging, break_on_hyphens=False) if line.strip() else ""
        for line in text.split("\n")
    )


def arrows(text: str) -> str:
    body, _, notes = text.partition("  1. ")
    body = "\n".join(line.strip() for line in body.splitlines() if line.strip()).replace("• ", "- ")
    parts = notes.replace("\n\n    ", " ").replace("  2. ", "").replace("  3. ", "").replace("  4. ", "").splitlines()
    return "\n".join([body, *(f"- {note}↩" for note in parts)])


def indented(text: str) -> str:
    return textwrap.indent(text, "     ")


FORMS: dict[str, Callable[[str], str]] = {
    "blank lines": str,
    "wrapped": wrapped,
    "wrapped, hanging": lambda text: wrapped(text, 66, "   "),
    "indented": indented,
    "wrapped and indented": lambda text: indented(wrapped(text)),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "wrapped, carriage returns": lambda text: wrapped(text).replace("\n", "\r\n"),
    "old carriage returns": lambda text: text.replace("\n", "\r"),
    "spaces at line ends": lambda text: text.replace("\n", "  \n"),
    "arrows": arrows,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(form: str) -> None:
    document = reads(FORMS[form](MESSAGE))
    assert document.diagnostics == ()
    assert outline(document) == EXPECTED.format(" " if form == "arrows" else " | ")
    assert [mark.attributes["n"] for mark in document.marks if mark.kind == "pb"] == ["97", "98"]


@pytest.mark.parametrize("form", ["wrapped", "wrapped and indented", "wrapped, carriage returns"])
def test_line_breaks_stay_and_indentation_goes(form: str) -> None:
    document = reads(FORMS[form](MESSAGE))
    head = document.text_of(document.blocks[0])
    assert head.startswith("41. Telegram From the Embassy in France to the Department of State,")
    assert head.count("\n") == 1
    assert "\r" not in head
    assert "\n " not in head


def test_first_lines_indented() -> None:
    document = reads(
        """\
   The old house stood at the end of the road, and nobody had lived in
it for as long as anyone could say. Its windows were dark and its door
was never opened by day or night.
   In the spring a man came from the town with a key and a lantern, and
he walked up the path without a word to any of those who watched him
from the other side of the road.
   He did not come back.
""",
        "plain",
    )
    assert [block.kind for block in document.blocks] == ["p", "p", "p"]
    assert document.text_of(document.blocks[1]).endswith("from the other side of the road.")


def test_first_lines_indented_below_blank_lines() -> None:
    text = """\
   The old house stood at the end of the road, and nobody had lived in
it for as long as anyone could say. Its windows were dark.

   In the spring a man came from the town with a key and a lantern, and
he walked up the path without a word.
   Nobody saw him again, though all of us looked for him on the way to
the market.
"""
    assert [block.kind for block in reads(text, "plain").blocks] == ["p", "p", "p"]


def test_notes_below_a_line_and_below_a_title() -> None:
    text = "On Bees\n\nThe hive was full.1 The queen was old.2\n\n{}\n1. See the journal of May.\n2. She was marked.\n"
    expected = (
        "head: On Bees\np: The hive was full. The queen was old.\n1 @full. See the journal of May.\n"
        "2 @old. She was marked."
    )
    for rule in ("----", "_____", "———"):
        document = reads(text.format(rule), "plain")
        assert outline(document) == expected
        assert document.source[document.dropped[0].span] == rule
    for title in ("Notes", "FOOTNOTES:"):
        document = reads(text.format(title), "plain")
        assert outline(document) == expected
        assert document.source[document.notes[0].signs[-1]] == title


@pytest.mark.parametrize("rule", ["———", "Footnotes:", "Notes"])
def test_a_line_or_title_above_the_source_note_is_no_text(rule: str) -> None:
    text = "38. Memorandum\n\nThe hive was full.2\n\n{}\n1. Source: National Archives.\n2. She was marked.\n"
    assert outline(reads(text.format(rule))) == (
        "head: 38. Memorandum\np: The hive was full.\n1? @Memorandum Source: National Archives.\n"
        "2 @full. She was marked."
    )


def test_notes_with_signs_below_a_line() -> None:
    text = "On Bees\n\nThe hive was full.* The queen was old.†\n\n____\n* See the journal of May.\n† She was marked.\n"
    document = reads(text, "plain")
    assert [note.number for note in document.notes] == ["*", "†"]
    assert document.diagnostics == ()


def test_bracketed_and_raised_calls() -> None:
    text = "On Bees\n\nThe hive was full.{} The queen was old.{}\n\nNotes\n{} See the journal.\n{} She was marked.\n"
    for signs in (("[1]", "[2]"), ("¹", "²")):
        document = reads(text.format(*signs, *signs), "plain")
        assert [note.number for note in document.notes] == ["1", "2"]
        assert document.diagnostics == ()
        assert document.text_of(document.blocks[1]) == "The hive was full. The queen was old."


@pytest.mark.parametrize(
    "ending",
    [
        "1. We sail at once.\n\n2. We tell nobody.",
        "Reasons:\n\n1. We sail at once.1\n\n2. We tell nobody.2",
        "____\n\nNothing more.",
        "____",
        "  1. We sail at once.\n\nThis is all.",
    ],
)
def test_numbered_paragraphs_at_the_end_are_no_notes(ending: str) -> None:
    document = reads(f"A Plan\n\nThe ships are ready.\n\nThe crew is on board.\n\n{ending}\n", "plain")
    assert document.notes == ()


def test_usual_indentation_says_nothing_of_notes() -> None:
    text = (
        "A Plan\n\n    The ships are ready.\n\n    The crew is on board.\n\n    1. We sail.\n\n    2. We tell nobody.\n"
    )
    assert reads(text, "plain").notes == ()


def test_arrows_with_numbers_lines_and_nothing() -> None:
    text = (
        "41. Telegram1\nThe ports are full.2 The ships wait.3\nAll wait.4\n1. Source: Files.↩\n"
        "- See\nthe table.\nIt is "
        "long. ↩\n↩\n- ↩︎\n"
    )
    document = reads(text)
    assert [note.number for note in document.notes] == ["1", "2", "3", "4"]
    assert [len(note.signs) for note in document.notes] == [2, 2, 1, 2]
    assert " ".join(document.text_of(document.notes[1].blocks[0]).split()) == "See the table. It is long."


def test_text_below_the_arrows_stays_text() -> None:
    document = reads("41. Telegram1\nThe ports are full.\n- Source: Files.↩\nDillon writes more.\n")
    assert document.text_of(document.blocks[-1]) == "Dillon writes more."


def test_short_paragraphs_above_arrows_are_not_joined() -> None:
    document = reads(
        "41. Telegram From the Department of State to the Embassy in Norway1\nWashington, June 9, 1958—8:02 p.m.\n"
        "1411. Eyes only Ambassador. Ref your 1411, 1412, and 1413 para 2. FYI. End FYI.\nHerter\n- Source: Files.↩\n"
    )
    assert [block.kind for block in document.walk()] == ["head", "opener", "dateline", "p", "closer", "signed"]


def test_an_arrow_alone_is_text() -> None:
    document = reads("- nothing but this ↩\n")
    assert document.notes == ()


def test_a_list_before_the_arrows_stays_a_list() -> None:
    document = reads("41. Telegram1\nWe need:\n- wheat\n- rye\n- Source: Files.↩\n")
    assert [block.kind for block in document.blocks] == ["head", "p", "list"]
    assert len(document.notes) == 1


@pytest.mark.parametrize("profile", ["frus", "letters", "plain"])
def test_an_indented_list_that_nothing_calls_is_no_list_of_notes(profile: str) -> None:
    text = "Shopping list\n\nParis, 12 May 1891\n\nWe need these things for the 12 guests:\n\n  1. Bread\n  2. Wine\n"
    assert read(Source("a.txt", text), Profile.load(profile)).notes == ()
