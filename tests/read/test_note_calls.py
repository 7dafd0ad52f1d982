"""Where notes are called, and what is said where calls and notes do not match."""

from __future__ import annotations

import pytest
from read.outline import reads

from tei.core.document import Document


def telegram(text: str, *notes: str, head: str = "41. Telegram1") -> Document:
    listed = "".join(f"\n  {number}. {note}" for number, note in enumerate(("Source: Files.", *notes), 1))
    return reads(f"{head}\n\n{text}\n\nA last paragraph ends the message.{listed}\n")


CALLS = {
    "after a number and a stop": (
        "Your 2012 and 269.3 We agree.",
        ["See 201.", "In telegram 269."],
        ["Your 201", "269."],
    ),
    "two together": ("The plan was dropped23 at once.", ["So it was.", "Not at once."], ["dropped", "dropped2"]),
    "not a decimal": ("It cost $2.2 million, he said.2 We paid.", ["In cash."], ["said."]),
    "not a date": ("On May 12, he left. On May 14, we did.2", ["By train."], ["did."]),
    "not a day before a year": ("Before January 12, 1949 all was well,2 or so.", ["It was not."], ["well,"]),
    "after a year": ("He came in 19562 and left in 1957.", ["By train."], ["1956"]),
    "not in a file number": ("See 611.51/5–122 and the note2 on it.", ["Not printed."], ["note"]),
    "not a measure": ("The road is 12 mm wide and the wall2 high.", ["Of brick."], ["wall"]),
    "not a time": ("We met at 9:12 and spoke “of it all.”2", ["Until ten."], ["it all.”"]),
    "not behind a dash or a sum": ("An F–2 cost $12 and the pilot2 was lost.", ["His name was Hill."], ["pilot"]),
    "not an abbreviation": ("See No.2 and the list2 of ships.", ["Not found."], ["list"]),
    "after dots": ("He left …2 and they stayed.", ["Ellipsis in the source."], ["…"]),
    "after an opening mark put for a closing one": ("He said “never.“2 and left.", ["He did not."], ["“never.“"]),
    "not a paragraph's number": ("122. We agree with the plan.2", ["The old plan."], ["plan."]),
    "not a thousand": ("He has 4,002 ships and one port2 only.", ["Marseille."], ["port"]),
    "after a thousand": ("In cable 7,4002 he agreed.", ["See cable 7400."], ["7,400"]),
    "not before a percentage": ("It grew by 12% and the wheat2 too.", ["Red wheat."], ["wheat"]),
    "not the second": ("The 2d of May, the ship2 came.", ["The Star."], ["ship"]),
    "skipped number": (
        "One word2 and one more word4 and the end.5",
        ["Two.", "Three.", "Four."],
        ["word", "more word", "end."],
    ),
    "doubled number": (
        "One word2 and one more word2 and the end.3",
        ["Two.", "Three.", "Four."],
        ["word", "more word", "end."],
    ),
    "a number that stands elsewhere": (
        "We saw 4562 and then 7123 of them.\n\nOf 456 and of 7123 more is said below.",
        ["Not printed."],
        ["456"],
    ),
    "not the number of the telegram itself": (
        "907. Secto 52. The text of my Secto 532 is as follows.",
        ["Dated May 3."],
        ["Secto 53"],
    ),
    "not a day before a month": ("He came on 12 May and saw 42 ships.", ["Of wood."], ["saw 4"]),
    "not an hour": ("At 2 p.m. we saw your 302 and 15 others.", ["Of wood."], ["your 30"]),
    "before a bracket": ("The plan (your 4112) is good.", ["Not printed."], ["411"]),
    "sign at the beginning": (
        "One word2 here.\n\n‡32. The plan is good.",
        ["Two.", "Proposed by the Board."],
        ["word", "\n\n"],
    ),
    "signs between": ("One word2 and one more* and the end.3", ["Two.", "Star.", "Three."], ["word", "more", "end."]),
}


@pytest.mark.parametrize("case", CALLS)
def test_calls(case: str) -> None:
    text, notes, places = CALLS[case]
    document = telegram(text, *notes)
    found = [document.source.text[: note.place] for note in document.notes[1:]]
    assert all(note.call for note in document.notes)
    assert [before[-len(place) :] for before, place in zip(found, places, strict=True)] == places


def test_notes_of_signatures_and_cells() -> None:
    text = "41. Telegram1\n\nAll agree here.\n\n\t\t1955\nWheat2\t\t3\nRye\t\t.4\n\nWe wait.\n\nJ. Hill5\n"
    notes = [
        "Source: Files.",
        "In tons.",
        "Less than one.",
        "About half.",
        "Printed from a copy that bears this signature.",
    ]
    document = reads(text + "".join(f"  {i}. {note}\n" for i, note in enumerate(notes, 1)))
    assert all(note.call for note in document.notes)
    signed = document.blocks[-1].children[0]
    assert document.text_of(signed) == "J. Hill"


def test_source_note_counted_from_nought() -> None:
    for head in ("41. Telegram0", "41. Telegram"):
        document = telegram("One word1 and the end.2", "One.", "Two.", head=head)
        assert [note.number for note in document.notes] == ["0", "1", "2"]
        assert document.notes[0].place == len("41. Telegram")
    assert [d.code for d in document.diagnostics] == ["T201", "T203"]


def test_a_note_without_a_call_is_kept() -> None:
    document = telegram("One word2 here.\n\nAnother word4 there.", "Two.", "Three.", "Four.")
    (found,) = document.diagnostics
    assert (found.code, found.severity) == ("T201", "warning")
    assert [document.source[label.span] for label in found.labels] == ["Three.", "."]
    assert document.notes[2].call is None
    assert document.source.text[: document.notes[2].place].endswith("word2 here.")


def test_a_lost_call_between_two_in_one_block() -> None:
    document = telegram("One word2 here. Another word4 there.", "Two.", "Three.", "Four.")
    assert document.source.text[: document.notes[2].place].endswith("One word2")


def test_a_lost_call_before_the_first() -> None:
    document = reads("41. Telegram\n\nOne word2 here.\n\nThe end.\n  1. One.\n  2. Two.\n")
    assert document.notes[0].call is None
    assert document.source.text[: document.notes[0].place].endswith("Telegram")


def test_lost_calls_of_all_notes() -> None:
    notes = "  1. Source: Files.\n  2. Printed from a copy that bears this signature.\n"
    text = f"41. Telegram\n\nOne word here.\n\nJ. Hill\n{notes}"
    document = reads(text)
    assert [document.source.text[: note.place].split()[-1] for note in document.notes] == ["Telegram", "Hill"]


def test_a_call_without_a_note() -> None:
    document = telegram("One word2 here and another3 there.", "Two.")
    (found,) = document.diagnostics
    assert found.code == "T202"
    assert document.source[found.labels[0].span] == "3"
    assert "another3 there" in document.text_of(document.blocks[1])


def test_calls_of_lost_notes_become_anchors() -> None:
    document = reads("41. Telegram1\nYour 2012 is here.\nThe plan is good.3 We agree[4] with it.\n")
    anchors = [mark for mark in document.marks if mark.kind == "anchor"]
    assert [mark.attributes["n"] for mark in anchors] == ["1", "2", "3", "4"]
    assert document.text_of(document.blocks[0]) == "41. Telegram"
    assert [(d.code, len(d.labels)) for d in document.diagnostics] == [("T204", 4)]


@pytest.mark.parametrize(
    ("head", "number"), [("41. Telegram0", "0"), ("41. Talk, May 3, 19561", "1"), ("The Minister to the King 1", "1")]
)
def test_the_call_at_a_head_whose_note_is_lost(head: str, number: str) -> None:
    document = reads(f"{head}\nThe plan is good.\n")
    assert [mark.attributes["n"] for mark in document.marks if mark.kind == "anchor"] == [number]


def test_a_number_that_ends_a_head_is_no_call() -> None:
    document = reads("The Report, Annex 1\nThe plan is good.\n")
    assert not [mark for mark in document.marks if mark.kind == "anchor"]


def test_how_sure_the_places_are() -> None:
    sure, torn, lost = telegram("One word2 here. Your 203 and 303 came.", "Two.", "Three.", "Four.").notes[1:]
    assert sure.cert > 0.95 > torn.cert
    assert lost.call is None
    assert lost.cert < 0.7
    (signed,) = telegram("One word here.", "Printed from a copy that bears this signature.").notes[1:]
    assert lost.cert < signed.cert < sure.cert


def test_one_call_of_a_lost_note() -> None:
    document = reads("41. Telegram1\nThe plan is good.\n")
    assert document.diagnostics[0].message == "the text calls a note, but holds none"


def test_a_list_counted_anew_from_one_is_not_told() -> None:
    raw = "41. Telegram0\n\nOne word1 here.2\n\nThe end.\n  1. Source: Files.\n  2. Two.\n  3. Three.\n"
    document = reads(raw)
    assert [note.number for note in document.notes] == ["0", "1", "2"]
    assert document.diagnostics == ()


def test_numbers_that_are_no_calls_of_lost_notes() -> None:
    document = reads("41. Telegram\nSputnik40 flew. The ² is a sign, and so are ⁹⁹⁹ and [999] and [12.\n", "plain")
    assert document.diagnostics == ()
    assert not [mark for mark in document.marks if mark.kind == "anchor"]


def test_numbers_in_page_marks_are_no_calls() -> None:
    document = telegram("One word [Page 2] here and here2 too.", "Two.")
    assert document.source.text[: document.notes[1].place].endswith("and here")


def test_notes_are_numbered_as_they_are_called() -> None:
    document = reads("41. Telegram1\n\nOne word3 here.\n\nThe end.\n  1. Source: Files.\n  2. Two.\n")
    assert [note.number for note in document.notes] == ["1", "3"]
    assert [(d.code, d.severity) for d in document.diagnostics] == [("T203", "info")]
