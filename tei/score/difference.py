"""Where two encodings differ: what gold has and the other has not, what it has in vain, and what has another value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from tei.score.align import Alignment
from tei.score.compare import Comparison, Place, Placed
from tei.score.count import LINK, NUMBER, POINTS, SPANS, TEXT, VALUES
from tei.score.standoff import Annotation, Standoff, Text

Kind = Literal["missing", "extra", "value"]

_CATEGORY = {kind: category for category, kind in VALUES.items()} | {"persName": LINK}
"""The category of a kind's values."""


class Difference(NamedTuple):
    """A difference in a category, with the annotations of gold and of the encoding; one is None where it has none.

    For what is `missing` or `extra` in the category of text, the annotation is the stretch of characters.
    """

    kind: Kind
    category: str
    gold: Annotation | None
    given: Annotation | None


def differences(comparison: Comparison) -> list[Difference]:
    """All differences that the counts of a comparison know of, kind by kind of annotation, then those of the text."""
    return [*_annotated(comparison), *_numbered(comparison), *_said(comparison)]


def _annotated(comparison: Comparison) -> Iterator[Difference]:
    gold, given = _by_place(comparison.gold_placed), _by_place(comparison.given_placed)
    for kind, place in dict.fromkeys([*gold, *given]):
        wanted, there = gold.get((kind, place), []), given.get((kind, place), [])
        for one, other in _matched(wanted, there):
            if one is None or other is None:
                status: Kind = "extra" if one is None else "missing"
                yield Difference(status, kind, one and one.annotation, other and other.annotation)
            elif one.value != other.value and (kind != "persName" or (one.value and other.value)):
                yield Difference("value", _CATEGORY.get(kind, kind), one.annotation, other.annotation)
            elif kind == "persName" and one.value and not other.value:
                yield Difference("missing", LINK, one.annotation, other.annotation)


def _by_place(placed: Iterable[Placed]) -> dict[tuple[str, Place], list[Placed]]:
    places: dict[tuple[str, Place], list[Placed]] = defaultdict(list)
    for each in placed:
        if each.annotation.kind in SPANS or each.annotation.kind in POINTS:
            places[each.annotation.kind, each.place].append(each)
    return places


def _matched(gold: list[Placed], given: list[Placed]) -> Iterator[tuple[Placed | None, Placed | None]]:
    """The annotations of one place in pairs: those of one value first; None where the other side has no more."""
    rest = list(given)
    others: list[Placed] = []
    for one in gold:
        same = next((other for other in rest if other.value == one.value), None)
        if same is None:
            others.append(one)
        else:
            rest.remove(same)
            yield one, same
    for index in range(max(len(others), len(rest))):
        yield (others[index] if index < len(others) else None), (rest[index] if index < len(rest) else None)


def value(encoding: Standoff, category: str, annotation: Annotation) -> str:
    """The value of an annotation that is part of a difference, as people know it: of an anchor its note's number."""
    if category == NUMBER:
        return encoding.texts[annotation.text].number
    return encoding.texts[annotation.value].number if annotation.kind == "anchor" else annotation.value


def _numbered(comparison: Comparison) -> Iterator[Difference]:
    for name, gold_name in comparison.pairs.items():
        one, other = comparison.gold.texts[gold_name], comparison.given.texts[name]
        if one.number != other.number and gold_name in comparison.held:
            yield Difference("value", NUMBER, _note(one), _note(other))


def _note(text: Text) -> Annotation:
    return Annotation(text.name, "note", 0, text.length, text.type)


def _said(comparison: Comparison) -> Iterator[Difference]:
    """The characters that only one of the two has; of gold only those that count."""
    for name in comparison.given.texts:
        gold_name = comparison.pairs.get(name)
        if gold_name is not None:
            alignment = comparison.alignments[gold_name]
            for start, end in _apart(alignment, "given"):
                yield Difference("extra", TEXT, None, Annotation(name, TEXT, start, end, ""))
            stretches = comparison.held.get(gold_name)
            for start, end in _apart(alignment, "gold"):
                if stretches is not None and stretches.touch(start, end):
                    yield Difference("missing", TEXT, Annotation(gold_name, TEXT, start, end, ""), None)


def _apart(alignment: Alignment, side: Literal["given", "gold"]) -> Iterator[tuple[int, int]]:
    """The stretches of one of two texts that the other has not got."""
    done = 0
    for run in alignment.runs:
        start = getattr(run, side)
        if start > done:
            yield done, start
        done = start + run.length
    length = len(getattr(alignment, side))
    if length > done:
        yield done, length
