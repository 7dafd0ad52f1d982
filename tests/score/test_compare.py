from __future__ import annotations

import pytest
from scoring import comparison, counts

from tei.score.count import CATEGORIES, Count, faults, total

GOLD = (
    '<head>1. Telegram<note n="1" type="source">Source: Files.</note></head>'
    '<p>Mr. <persName corresp="#p_A">Alder</persName> left on <date when="1961-03-04">March 4</date>.</p>'
)

CASES = {
    "nothing differs": (
        GOLD,
        GOLD,
        {
            "head": (1, 1, 1),
            "p": (1, 1, 1),
            "note": (1, 1, 1),
            "persName": (1, 1, 1),
            "date": (1, 1, 1),
            "anchor": (1, 1, 1),
            "date+when": (1, 1, 1),
            "note+type": (1, 1, 1),
            "persName~": (1, 1, 1),
            "date~": (1, 1, 1),
            "persName+corresp": (1, 1, 1),
            "note+n": (1, 1, 1),
            "text": (44, 44, 44),
        },
    ),
    "a boundary is one character off": (
        "<p>On <date>March 4.</date></p>",
        "<p>On <date>March 4</date>.</p>",
        {"p": (1, 1, 1), "date": (0, 1, 1), "date+when": (0, 1, 1), "date~": (1, 1, 1), "text": (9, 9, 9)},
    ),
    "a value differs": (
        '<p><date when="1961">Then</date></p>',
        '<p><date when="1962">Then</date></p>',
        {"p": (1, 1, 1), "date": (1, 1, 1), "date+when": (0, 1, 1), "date~": (1, 1, 1), "text": (4, 4, 4)},
    ),
    "two paragraphs are one": (
        "<p>One. Two.</p>",
        "<p>One.</p><p>Two.</p>",
        {"p": (0, 1, 2), "text": (8, 8, 8)},
    ),
    "text is lost, and what stood on it": (
        "<p>One.</p>",
        "<p>One.</p><p><hi>Two.</hi></p>",
        {"p": (1, 1, 2), "hi": (0, 0, 1), "hi+rend": (0, 0, 1), "hi~": (0, 0, 1), "text": (4, 4, 8)},
    ),
    "text is invented": (
        "<p>One.</p><p>Two.</p>",
        "<p>One.</p>",
        {"p": (1, 2, 1), "text": (4, 8, 4)},
    ),
    "a link on a name that gold leaves without one counts neither way": (
        '<p><persName corresp="#p_A">Alder</persName></p>',
        "<p><persName>Alder</persName></p>",
        {"p": (1, 1, 1), "persName": (1, 1, 1), "persName~": (1, 1, 1), "text": (5, 5, 5)},
    ),
    "a note has another number": (
        '<p>One.<note n="3">A long remark.</note></p>',
        '<p>One.<note n="2">A long remark.</note></p>',
        {
            "p": (1, 1, 1),
            "note": (1, 1, 1),
            "anchor": (1, 1, 1),
            "note+type": (1, 1, 1),
            "note+n": (0, 1, 1),
            "text": (16, 16, 16),
        },
    ),
    "a note hangs elsewhere": (
        '<p>One.<note n="1">A long remark.</note> Two.</p>',
        '<p>One. Two.<note n="1">A long remark.</note></p>',
        {
            "p": (1, 1, 1),
            "note": (1, 1, 1),
            "anchor": (0, 1, 1),
            "note+type": (1, 1, 1),
            "note+n": (1, 1, 1),
            "text": (20, 20, 20),
        },
    ),
    "a page has another number": (
        '<p>One <pb n="8"/> two.</p>',
        '<p>One <pb n="9"/> two.</p>',
        {"p": (1, 1, 1), "pb": (0, 1, 1), "text": (7, 7, 7)},
    ),
    "a note that stands in the line is a paragraph": (
        '<note rend="inline" type="source">611.00</note>',
        "<p>611.00</p>",
        {"p": (1, 1, 1), "text": (6, 6, 6)},
    ),
    "a note is missing": (
        "<p>One.</p>",
        '<p>One.<note n="1">A long remark.</note></p>',
        {
            "p": (1, 1, 1),
            "note": (0, 0, 1),
            "anchor": (0, 0, 1),
            "note+type": (0, 0, 1),
            "note+n": (0, 0, 1),
            "text": (4, 4, 16),
        },
    ),
    "a note is there in vain": (
        '<p>One.<note n="1">A long remark.</note></p>',
        "<p>One.</p>",
        {
            "p": (1, 1, 1),
            "note": (0, 1, 0),
            "anchor": (0, 1, 0),
            "note+type": (0, 1, 0),
            "note+n": (0, 1, 0),
            "text": (4, 16, 4),
        },
    ),
    "two notes of one number are told apart": (
        '<p>One.<note n="1">The first remark.</note> Two.<note n="1">Quite another.</note></p>',
        '<p>One.<note n="1">The first remark.</note> Two.<note n="1">Quite another.</note></p>',
        {
            "p": (1, 1, 1),
            "note": (2, 2, 2),
            "anchor": (2, 2, 2),
            "note+type": (2, 2, 2),
            "note+n": (2, 2, 2),
            "text": (36, 36, 36),
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_counts(name: str) -> None:
    given, gold, expected = CASES[name]
    assert counts(given, gold) == expected


def test_white_space_does_not_count() -> None:
    assert counts(GOLD.replace(" ", "\n  "), GOLD) == counts(GOLD, GOLD)


def test_nothing_at_all_is_nothing_right() -> None:
    assert {right for right, given, _ in counts("", GOLD).values()} == {0}
    assert {given for _, given, _ in counts("", GOLD).values()} == {0}


def test_notes_in_another_order_belong_together_by_what_they_say() -> None:
    first, second = "<note>The Minister was in Rome.</note>", "<note>Printed as Document 4, below.</note>"
    pairs = comparison(f"<p>A{second}b{first}c</p>", f"<p>A{first}b{second}c</p>").pairs
    assert pairs == {"main": "main", "note 1": "note 2", "note 2": "note 1"}


def test_a_note_that_is_missing_does_not_move_those_that_say_the_same() -> None:
    first, *others = (f'{word}<note n="{number}">Ibid.</note>' for number, word in enumerate(("A", "b", "c"), 1))
    pairs = comparison(f"<p>A{''.join(others)}</p>", f"<p>{first}{''.join(others)}</p>").pairs
    assert pairs == {"main": "main", "note 2": "note 2", "note 3": "note 3"}


def test_white_space_in_pointers_is_no_difference() -> None:
    name = '<p><persName corresp="{}">The Alders</persName></p>'
    assert counts(name.format(" #p_A\n  #p_B"), name.format("#p_A #p_B"))["persName+corresp"] == (1, 1, 1)


def test_two_notes_in_one_are_no_note() -> None:
    first, second = "The Minister was in Rome on that day.", "Printed as Document 4, below, with two annexes."
    given = f'<p>A<note n="1">{first} {second}</note></p>'
    gold = f'<p>A<note n="1">{first}</note><note n="2">{second}</note></p>'
    assert counts(given, gold)["note"] == (0, 1, 2)


def test_shares() -> None:
    assert Count(3, 4, 6).precision == 0.75
    assert Count(3, 4, 6).recall == 0.5
    assert Count(3, 4, 6).f1 == 0.6
    assert Count(3, 4, 6).wrong == 4
    assert (Count().precision, Count().recall, Count().f1) == (0, 0, 1)


def test_sums() -> None:
    sums = total([{"p": Count(1, 2, 3)}, {"p": Count(1, 1, 1), "hi": Count(0, 1, 0)}])
    assert tuple(sums) == CATEGORIES
    assert (sums["p"], sums["hi"], sums["head"]) == (Count(2, 3, 4), Count(0, 1, 0), Count())


def test_of_faults_the_most_come_first() -> None:
    given = {"p": Count(1, 1, 2), "item": Count(0, 2, 2), "head": Count(1, 1, 1), "text": Count(5, 9, 9)}
    assert faults(given) == {"item": 4, "p": 1}


def test_style_is_a_fault_where_nothing_else_is_counted() -> None:
    assert faults({"hi": Count(1, 2, 3), "hi~": Count(2, 2, 3), "p": Count(1, 1, 1)}) == {}
    assert faults({"hi": Count(1, 2, 3), "hi~": Count(2, 2, 3)}) == {"hi": 3, "hi~": 1}
