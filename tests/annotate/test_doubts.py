"""Doubts: what is told of marks, links and notes that are not sure."""

from __future__ import annotations

import pytest

from tei.annotate.doubts import doubts
from tei.core.authority import Authority, Entry
from tei.core.diagnostic import Diagnostic
from tei.core.document import Block, Document, Mark, Note
from tei.core.source import Source, Span

TEXT = "Mr. Dulles spoke of Battle, and Mr. Dulles left.2\n2. Not printed."
WHOLE = Span(0, TEXT.index("2\n"))
AUTHORITY = Authority((Entry("p_D1", "person", "Dulles, John Foster"), Entry("p_D2", "person", "Dulles, Allen W.")))


def told(*marks: Mark, notes: tuple[Note, ...] = ()) -> list[Diagnostic]:
    document = Document(Source("d.txt", TEXT), "d1", blocks=(Block("p", (WHOLE,)),), notes=notes, marks=marks)
    return list(doubts(document, AUTHORITY))


def mark(word: str, cert: float, target: str = "", others: tuple[tuple[str, float], ...] = (), at: int = 0) -> Mark:
    start = TEXT.index(word, at)
    attributes = {"corresp": f"#{target}"} if target else {}
    return Mark("persName", Span(start, start + len(word)), attributes, "tei.people", cert, others)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (mark("Dulles", 0.7, "p_D1"), "L202", "'Dulles' leads to Dulles, John Foster (p_D1), which is not sure"),
        (
            mark("Dulles", 0.7, "p_D1", (("#p_D2", 0.25),)),
            "L202",
            "'Dulles' leads to Dulles, John Foster (p_D1); it may be Dulles, Allen W. (p_D2), 25%",
        ),
        (
            mark("Dulles", 0.5, "", (("#p_D1", 0.5), ("#p_D2", 0.4))),
            "L201",
            "'Dulles' is left without a link: it can be Dulles, John Foster (p_D1), 50%; Dulles, Allen W. (p_D2), 40%",
        ),
        (
            mark("Dulles", 0.5, "", tuple((f"#p{n}", 0.1) for n in range(8))),
            "L201",
            "'Dulles' is left without a link: it can be #p0, 10%; #p1, 10%; #p2, 10%; #p3, 10%; #p4, 10%; 3 more",
        ),
        (mark("Battle", 0.4), "L203", "'Battle' may be no persName"),
        (Mark("ref", Span(0, 3), {"target": "#d9"}, "", 0.5), "L202", "'Mr.' leads to #d9, which is not sure"),
    ],
)
def test_a_mark_in_doubt_is_told(given: Mark, code: str, words: str) -> None:
    (found,) = told(given)
    assert (found.code, found.severity, found.message) == (code, "info", words)
    assert found.doubt == pytest.approx(1 - given.cert)
    assert found.labels[0].span == given.span


@pytest.mark.parametrize(
    "given",
    [mark("Dulles", 0.95, "p_D1"), mark("Battle", 0.7), Mark("pb", Span(0, 1), {"n": "3"}, "", 0.1)],
)
def test_what_is_sure_is_not_told(given: Mark) -> None:
    assert told(given) == []


def test_one_decision_is_told_once_with_all_its_places() -> None:
    (found,) = told(mark("Dulles", 0.7, "p_D1"), mark("Dulles", 0.5, "p_D1", at=20))
    assert [label.span.start for label in found.labels] == [4, 36]
    assert found.doubt == 0.4


def test_the_place_of_a_note() -> None:
    at = TEXT.index("2\n")
    body = Span(TEXT.index("Not"), len(TEXT))
    note = Note("2", (Block("p", (body,)),), at, Span(at, at + 1), cert=0.4)
    (found,) = told(notes=(note,))
    assert (found.code, found.doubt, found.message) == ("T206", 0.6, "note 2 may belong elsewhere")
    assert [label.span for label in found.labels] == [Span(at, at + 1), body]
    assert told(notes=(Note("2", note.blocks, at, note.call),)) == []
    assert told(notes=(Note("2", note.blocks, at, None, cert=0.2),)) == []
