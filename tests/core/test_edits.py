"""Edits change what is in their spans, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tei.core.diagnostic import Edit
from tei.core.edits import edited
from tei.core.source import Source, Span

TEXTS = st.text("ab<&\r\n é\U0001f600", max_size=30)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits of it that do not overlap, in the order of their places, but for those at one place."""
    text = draw(TEXTS)
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]
    source = Source("a.xml", text)
    return text, [Edit(source, span, draw(TEXTS)) for span in spans]


@given(edits())
def test_what_is_outside_of_the_edits_stays(made: tuple[str, list[Edit]]) -> None:
    text, changes = made
    pieces: list[str] = []
    last = 0
    for change in changes:
        pieces += (text[last : change.span.start], change.replacement)
        last = change.span.end
    assert edited(text, changes) == "".join((*pieces, text[last:]))


@given(edits())
def test_the_order_does_not_matter_but_at_one_place(made: tuple[str, list[Edit]]) -> None:
    text, changes = made
    if len({change.span for change in changes}) == len(changes):
        assert edited(text, reversed(changes)) == edited(text, changes)


def test_what_is_put_in_at_one_place_stands_in_the_order_given() -> None:
    source = Source("a.xml", "ad")
    assert edited("ad", [Edit(source, Span(1, 1), "b"), Edit(source, Span(1, 1), "c")]) == "abcd"
