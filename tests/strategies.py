"""Raw texts as extractors leave them, generated."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "Your you telegram Tokyo Embassy Allison Dulles Secretary treaty 201 269 discussed Japan’s “most” (secret) "
    "794.5/8–155 $20 May 1955 Mr. U.S. a the of & < > é 日本 1. (a) Dear Sir Enclosure SUBJECT"
).split()

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@st.composite
def raw_texts(draw: st.DrawFn) -> str:
    """A document in one of the forms, with calls glued to words, page marks, and notes, some of them lost."""
    number = draw(st.integers(1, 400))
    notes = draw(st.lists(words, max_size=5))
    blank = draw(st.booleans())
    paragraphs = draw(st.lists(words, min_size=1, max_size=6))
    calls = list(range(2, len(notes) + 1))
    for call in calls:
        if draw(st.integers(0, 9)):
            at = min(len(paragraphs) - 1, call - 2)
            paragraphs[at] += (
                draw(st.sampled_from([".", "", "”"])) + str(call) + draw(st.sampled_from(["", " " + draw(words)]))
            )
    page = draw(st.integers(1, 900))
    where = draw(st.integers(0, len(paragraphs)))
    paragraphs.insert(where, f"[Page {page}]")
    if draw(st.booleans()):
        paragraphs[-1] += f" [Page {page + 1}] " + draw(words)
    head = f"{number}. Telegram From {draw(words)}" + ("1" if notes else "")
    between = "\n\n" if blank else "\n"
    closing = draw(
        st.sampled_from(["", "Dulles", "John Foster Dulles\nSecretary of State", "• one\n• two", "| a | b |"])
    )
    body = between.join([head, *paragraphs, *([closing] if closing else [])])
    if not notes:
        return body
    if blank:
        return body + "\n" + "\n".join(f"  {n}. {'Source: ' * (n == 1)}{note}." for n, note in enumerate(notes, 1))
    return body + "\n" + "\n".join(f"- {'Source: ' * (n == 1)}{note}.↩" for n, note in enumerate(notes, 1))
