"""Pages in Markdown."""

from __future__ import annotations

from read.outline import outline, reads

PAGE = """\
# 12. Telegram From the Embassy in France[^1]

Paris, **May 3, 1956**, 4 p.m.

The Minister said *nothing* of the plan.[^b] He [Page 12] asked for:

* more time,
* more money.

1. First we go.
2. Then we stay.

> Quoted words
> on two lines.

---

| Item | Sum |
|------|----:|
| Wheat | *12* |
| Rye | |

## Later

We left.[^9] We left __soon__ and _quietly_.[^b]

[^1]: Source: Department of State, Central Files.
[^b]: He spoke in French.
    And at length.

    And loudly.
"""

EXPECTED = """\
head: 12. Telegram From the Embassy in France
opener
  dateline: Paris, May 3, 1956, 4 p.m.
p: The Minister said nothing of the plan. He asked for:
list
  item: more time,
  item: more money.
list
  label: 1.
  item: First we go.
  label: 2.
  item: Then we stay.
quote
  p: Quoted words on two lines.
table
  row
    cell: Item
    cell: Sum
  row
    cell: Wheat
    cell: *12*
  row
    cell: Rye
    cell
p/heading: Later
p: We left.[^9] We left soon and quietly.[^b]
1 @France Source: Department of State, Central Files.
b @plan. He spoke in French. And at length. | And loudly."""


def test_everything() -> None:
    document = reads(PAGE)
    assert outline(document) == EXPECTED
    assert [d.code for d in document.diagnostics] == ["T202", "T202"]
    emphasis = [(document.source[m.span], m.attributes["rend"]) for m in document.marks if m.kind == "hi"]
    assert emphasis == [("May 3, 1956", "strong"), ("nothing", "italic"), ("soon", "strong"), ("quietly", "italic")]
    reasons = {document.source[item.span]: item.reason for item in document.dropped}
    assert reasons["**"] == "Markdown's sign of emphasis"
    assert reasons["#"] == "Markdown's sign of a heading"
    assert reasons["---"] == "a line drawn in Markdown"


def test_wrapped_paragraphs_and_notes_between_them() -> None:
    page = """\
# On the Harbour

The lamps were lit at six, and the boats came in at seven with the
wind behind them, which nobody in the town had thought they would
dare to do.[^storm] Then the rain fell.

[^storm]: Of the year before.

> It was a night like no other in the memory of those who lived by
> the water, and it is spoken of.
"""
    assert outline(reads(page, "plain")).splitlines() == [
        "head: On the Harbour",
        "p: The lamps were lit at six, and the boats came in at seven with the wind behind them,"
        " which nobody in the town "
        "had thought they would dare to do. Then the rain fell.",
        "quote",
        "  p: It was a night like no other in the memory of those who lived by the water, and it is spoken of.",
        "storm @do. Of the year before.",
    ]


def test_references_without_text_stay_text() -> None:
    assert reads("[^1]: Nothing else.\n", "plain").notes == ()


def test_strong_words_alone_make_it_markdown() -> None:
    document = reads("The **end** is near.\n", "plain")
    assert document.text_of(document.blocks[0]) == "The end is near."


def test_two_quotations() -> None:
    assert outline(reads("> One.\n\n> Two.\n", "plain")) == "quote\n  p: One.\n  p: Two."


def test_a_line_of_markdown_alone() -> None:
    document = reads("# ---\n\n---\n\n**a** b\n", "plain")
    assert [block.kind for block in document.blocks] == ["head", "p"]
