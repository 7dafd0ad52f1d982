"""A score for people at a terminal: a table of the categories, and the worst documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from tei.core.visible import visible
from tei.score.count import Count, Counts
from tei.score.score import Score, Scored

_WIDTH = 80


def text(score: Score, *, worst: int) -> str:
    """The table, at most 80 columns wide, and so many of the worst documents with what is wrong in them."""
    return table(score.total) + "".join(f"{line}\n" for line in _worst(score.worst(worst)))


def table(total: Counts) -> str:
    """The categories, one a line, with their counts and shares."""
    head = f"{'category':<18}{'right':>10}{'given':>10}{'gold':>10}{'precision':>11}{'recall':>9}{'F1':>9}"
    return "".join(f"{line}\n" for line in (head, *(f"{category:<18}{row(total[category])}" for category in total)))


def _worst(listed: Sequence[Scored]) -> Iterator[str]:
    if listed:
        yield ""
        yield "Most is wrong in"
    width = max((len(str(each.wrong)) for each in listed), default=0)
    for each in listed:
        told = ", ".join(f"{category} {number}" for category, number in each.faults.items())
        yield fill(
            f"{each.wrong:{width}}  {visible(each.id)}: {told}",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent=" " * (width + 6),
            break_long_words=False,
            break_on_hyphens=False,
        )


def row(count: Count) -> str:
    """The counts and the shares of a category; a share of nothing is a stroke."""
    shares = (
        (count.precision, count.given, 11),
        (count.recall, count.gold, 9),
        (count.f1, count.given + count.gold, 9),
    )
    numbers = "".join(f"{number:>10,}" for number in count)
    return numbers + "".join(f"{f'{share:.4f}' if of else '-':>{width}}" for share, of, width in shares)
