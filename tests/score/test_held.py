from __future__ import annotations

import pytest
from scoring import counts, document

from tei.score.held import Stretches, held
from tei.score.standoff import Standoff

LONG = "The Minister called on the Secretary in the morning and left in the afternoon."


def test_stretches() -> None:
    stretches = Stretches([(5, 9), (0, 4), (1, 3), (8, 12)])
    assert (stretches.starts, stretches.ends) == ([0, 5, 8], [4, 9, 12])
    assert stretches.hold(1, 4)
    assert not stretches.hold(3, 6)
    assert not stretches.hold(7, 11)
    assert stretches.touch(4, 6)
    assert not stretches.touch(4, 5)
    assert stretches.meet(4, 4)
    assert not Stretches([(1, 2)]).meet(3, 9)
    assert stretches.overlap(3, 10) == 1 + 4 + 2
    assert stretches.size() == 4 + 7


CASES = {
    "all": (f"<head>1. Note</head><p>{LONG}</p>", f"1. Note\n\n{LONG}", ["1.Note", LONG]),
    "a dateline is lost": (f"<dateline>Rome, May 1</dateline><p>{LONG}</p>", LONG, [LONG]),
    "a short block must lie between its neighbours": (f"<p>{LONG}</p><p>Sent.</p>", f"Sent. {LONG}", [LONG]),
    "a note's number stands at its call": (
        f'<p>{LONG}<note n="2">See below, where it is told at length.</note></p>',
        f"{LONG}2\n  2. See below, where it is told at length.",
        [LONG, "Seebelow,whereitistoldatlength."],
    ),
    "a page's number stands where it begins": (
        f'<p>Thus<pb n="8"/> he left. {LONG}</p>',
        f"Thus [Page 8] he left. {LONG}",
        ["Thushe left." + LONG],
    ),
    "a page behind a block is not part of it": (f'<p>{LONG}</p><pb n="8"/>', f"{LONG} [Page 8]", [LONG]),
    "a block in a block": (f"<item>{LONG}<p>So he said.</p></item>", f"{LONG} So he said.", [LONG + "So he said."]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_raw_text_holds(name: str) -> None:
    inside, raw, texts = CASES[name]
    gold = Standoff(document(inside))
    found = [
        gold.texts[name].bare[start:end]
        for name, stretches in held(gold, raw).items()
        for start, end in zip(stretches.starts, stretches.ends, strict=True)
    ]
    assert found == ["".join(text.split()) for text in texts]


def test_what_is_lost_asks_for_nothing() -> None:
    gold = f"<dateline><date>May 1</date></dateline><p>{LONG}</p>"
    assert counts(f"<p>{LONG}</p>", gold, LONG) == {"p": (1, 1, 1), "text": (65, 65, 65)}
    assert counts(f"<p>{LONG}</p>", gold)["dateline"] == (0, 0, 1)


def test_what_stands_on_gold_that_does_not_count_does_not_count() -> None:
    gold = f"<p>Rome, May 1</p><p>{LONG}</p>"
    assert counts(f"<p>Rome, May 1</p><p>{LONG}</p>", gold, LONG)["p"] == (1, 1, 1)
