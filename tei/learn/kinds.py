"""What is learned of one kind of marks: borders, which to leave, which to add, where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.annotate.style import MOVES, Rule, Style, candidates, shift
from tei.annotate.traits import Place, general
from tei.core.document import POINTERS, Mark, pointer
from tei.learn.cells import Care, Seen, Template, rules
from tei.learn.examples import Example
from tei.learn.trial import f1, tried

LEAST = 0.35
"""The least rate of being right at which something is tagged."""


@dataclass(frozen=True)
class Sort:
    """What is learned together: what rules do, by which traits places are taken together, the general ones first.

    `alike` are the traits by which the general rate is reckoned, `documents` in how many it must be right at least.
    """

    name: str
    do: str
    templates: tuple[Template, ...]
    alike: Template = ()
    documents: int = 1


SORTS = (
    Sort(
        "start",
        "take-before",
        (("rank",), ("listed",), ("listed", "before"), ("before",), ("before", "first"), ("before", "block")),
    ),
    Sort("first", "drop-first", (("rank",), ("listed",), ("listed", "first"), ("first",), ("first", "block"))),
    Sort("last", "drop-last", (("last",), ("last", "block"), ("words",))),
    Sort("end", "take-after", (("after", "block"), ("after",), ("after", "last"), ("after", "words"))),
    Sort(
        "context",
        "leave",
        (
            ("choice",),
            ("block",),
            ("choice", "block"),
            ("shape",),
            ("shape", "block"),
            ("before",),
            ("after",),
            ("before", "shape"),
            ("after", "shape"),
        ),
    ),
    Sort(
        "words",
        "leave",
        (("entry",), ("words",), ("words", "block"), ("words", "before"), ("words", "after")),
        ("shape",),
    ),
    Sort("words", "tag", (("words", "block"), ("words",), ("words", "before"), ("words", "after")), ("shape",), 2),
    Sort(
        "parts",
        "tag",
        (
            ("part", "block", "ends", "after", "size"),
            ("part", "block", "ends", "after", "size", "begins"),
            ("part", "block", "ends", "after", "size", "shape"),
        ),
        documents=4,
    ),
    Sort("references", "refer", (("reference",), ("reference", "block"))),
    Sort("entries", "link", (("entry",), ("words",), ("words", "entry"), ("words", "block"))),
)
"""The sorts of rules in the order in which they are learned."""

_STARTS = ("take-before", "drop-first")
_LOOKS = frozenset({"hi"})
_BY_WORDS = frozenset("persName gloss placeName orgName name term title foreign".split()) | _LOOKS
_LONGEST = 80
_GIVEN = (*POINTERS, "rend", "type", "xml:lang")


def learned(kind: str, sort: Sort, examples: Sequence[Example], before: Sequence[Rule], care: Care) -> list[Rule]:
    """The rules of one sort for a kind of marks, to be done after the rules that there are before them."""
    style = Style(tuple(before))
    seen = list(_SEEN[sort.do](kind, sort, examples, style))
    if not seen:
        return []
    threshold = 0.5
    if sort.do in ("leave", "tag"):
        # A mark is worth having if it is right more often than half of F1, whatever F1 comes to in the end.
        half = max(f1(tried(kind, examples, style)) / 2, LEAST)
        threshold = 1 - half if sort.do == "leave" else half
    care = replace(care, documents=max(care.documents, sort.documents))
    return rules(sort.do, kind, seen, sort.templates, threshold, care, sort.alike)


def _moved(example: Example, kind: str, style: Style) -> list[tuple[Mark, Place]]:
    """The marks of a kind with their borders where the style has them."""
    return [(mark, style.moved(kind, place)) for mark, place in example.proposed if mark.kind == kind]


def _borders(kind: str, sort: Sort, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    for number, example in enumerate(examples):
        gold = sorted(example.gold.get(kind, ()))
        for _, place in _moved(example, kind, style):
            near = [at for at in gold if at[0] < place.end and place.start < at[1]]
            if len(near) != 1:
                continue
            wanted = near[0][0] if sort.do in _STARTS else near[0][1]
            yield from _steps(number, place, sort.do, wanted)


def _steps(number: int, place: Place, do: str, wanted: int) -> Iterator[Seen]:
    """Whether a border is to be moved over a word, again and again until it is where it is wanted."""
    start = do in _STARTS
    for _ in range(4):
        further = shift(place, do)
        if further is None:
            return
        old, new = (place.start, further.start) if start else (place.end, further.end)
        good = wanted <= new < old if new < old else old < new <= wanted
        yield Seen(number, place, good)
        if not good:
            return
        place = further


def _left(kind: str, sort: Sort, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    for number, example in enumerate(examples):
        gold = example.gold.get(kind, {})
        for _, place in _moved(example, kind, style):
            yield Seen(number, place, (place.start, place.end) not in gold)


def _tagged(kind: str, sort: Sort, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    parts = sort.name == "parts"
    if kind not in (_LOOKS if parts else _BY_WORDS):
        return
    kept: list[list[tuple[str, Place]]] = [
        [(mark.kind, place) for mark, place in example.proposed if mark.kind != kind] for example in examples
    ]
    brought: dict[str, int] = {}
    for number, (example, others) in enumerate(zip(examples, kept, strict=True)):
        stay = [place for _, place in _moved(example, kind, style) if not style.leaves(kind, place)]
        others += [(kind, each) for each in stay]
        for start, end in example.gold.get(kind, ()):
            # Where there is a mark with other borders, the sorts of rules for borders have decided.
            if end - start <= _LONGEST and not any(start < each.end and each.start < end for each in stay):
                brought.setdefault(general(example.places.view.text[start:end]), number)
    wanted = [Rule("tag", kind, (("words", form),)) for form in brought if not parts]
    if parts:
        wanted = [Rule("tag", kind, (("part", ""),))]
    looking = Style(tuple(wanted))
    for number, (example, there) in enumerate(zip(examples, kept, strict=True)):
        gold = example.gold.get(kind, {})
        for _, place in candidates(example.places, looking, there):
            attributes = gold.get((place.start, place.end))
            gives = tuple((name, attributes[name]) for name in _GIVEN if name in attributes) if attributes else ()
            counts = parts or brought[general(example.places.view.text[place.start : place.end])] != number
            yield Seen(number, place, attributes is not None, counts, gives)


def _linked(kind: str, sort: Sort, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    if kind not in _BY_WORDS:
        return
    for number, example in enumerate(examples):
        gold = example.gold.get(kind, {})
        for _, place in _moved(example, kind, style):
            attributes = gold.get((place.start, place.end), {})
            name = next((each for each in POINTERS if each in attributes), "")
            if name:
                good = attributes[name] != place.entry
                yield Seen(number, place, good, gives=((name, attributes[name]),))


def _referred(kind: str, sort: Sort, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    for number, example in enumerate(examples):
        gold = example.gold.get(kind, {})
        for _, place in _moved(example, kind, style):
            target = pointer(gold.get((place.start, place.end), {}))
            if place.entry and place.reference and target:
                yield Seen(number, place, target == place.reference)


_SEEN = {**dict.fromkeys(MOVES, _borders), "leave": _left, "tag": _tagged, "refer": _referred, "link": _linked}
