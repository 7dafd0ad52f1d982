"""What is learned of one kind of marks: borders, which to leave, which to add, where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tei.annotate.style import DOINGS, MOVES, Rule, Style, candidates, shift
from tei.annotate.traits import Place, general
from tei.core.document import POINTERS, Mark
from tei.learn.cells import Care, Seen, Template, rules
from tei.learn.examples import Example
from tei.learn.trial import f1, tried

_NEAR: Mapping[str, tuple[Template, ...]] = {
    "take-before": (("rank",), ("before",), ("before", "first"), ("before", "block")),
    "drop-first": (("rank",), ("first",), ("first", "block")),
    "drop-last": (("last",), ("last", "block"), ("words",)),
    "take-after": (("after", "block"), ("after",), ("after", "last"), ("after", "words")),
}
_LEAVE: tuple[Template, ...] = (
    ("block",),
    ("shape",),
    ("shape", "block"),
    ("before",),
    ("after",),
    ("before", "shape"),
    ("after", "shape"),
    ("entry",),
    ("words",),
    ("words", "block"),
    ("words", "before"),
    ("words", "after"),
)
_TAG: tuple[Template, ...] = (("words",), ("words", "block"), ("words", "before"), ("words", "after"))
_PARTS: tuple[Template, ...] = (
    ("part", "block"),
    ("part", "block", "size"),
    ("part", "block", "size", "ends"),
    ("part", "block", "size", "ends", "begins"),
    ("part", "block", "size", "ends", "shape"),
)
_LINK: tuple[Template, ...] = (("entry",), ("words",), ("words", "entry"), ("words", "block"))
_STARTS = ("take-before", "drop-first")
_LOOKS = frozenset({"hi"})
_BY_PLACE = frozenset({"ref", "date"})
_LONGEST = 80
_GIVEN = (*POINTERS, "rend", "type", "xml:lang")


def learned(kind: str, do: str, examples: Sequence[Example], before: Sequence[Rule], care: Care) -> list[Rule]:
    """The rules of one sort for a kind of marks, to be done after the rules that there are before them."""
    style = Style(tuple(before))
    seen = list(_SEEN[do](kind, do, examples, style))
    threshold = 0.5
    if do in ("leave", "tag"):
        half = f1(tried(kind, examples, style)) / 2
        threshold = 1 - half if do == "leave" else half
    if do == "tag":
        found = rules(do, kind, [one for one in seen if one.place.part == "words"], _TAG, threshold, care)
        return found + rules(do, kind, [one for one in seen if one.place.part != "words"], _PARTS, threshold, care)
    return rules(do, kind, seen, {**_NEAR, "leave": _LEAVE, "link": _LINK}[do], threshold, care)


def _moved(example: Example, kind: str, style: Style) -> list[tuple[Mark, Place]]:
    """The marks of a kind with their borders where the style has them."""
    return [(mark, style.moved(kind, place)) for mark, place in example.proposed if mark.kind == kind]


def _borders(kind: str, do: str, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    for number, example in enumerate(examples):
        gold = sorted(example.gold.get(kind, ()))
        for _, place in _moved(example, kind, style):
            near = [at for at in gold if at[0] < place.end and place.start < at[1]]
            if len(near) != 1:
                continue
            wanted = near[0][0] if do in _STARTS else near[0][1]
            yield from _steps(number, place, do, wanted)


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


def _left(kind: str, do: str, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    for number, example in enumerate(examples):
        gold = example.gold.get(kind, {})
        for _, place in _moved(example, kind, style):
            yield Seen(number, place, (place.start, place.end) not in gold)


def _tagged(kind: str, do: str, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    if kind in _BY_PLACE:
        return
    kept: list[list[tuple[str, Place]]] = [
        [(mark.kind, place) for mark, place in example.proposed if mark.kind != kind] for example in examples
    ]
    forms: dict[str, None] = {}
    for example, others in zip(examples, kept, strict=True):
        stay = [place for _, place in _moved(example, kind, style) if not style.leaves(kind, place)]
        others += [(kind, each) for each in stay]
        at = {(place.start, place.end) for place in stay}
        for start, end in example.gold.get(kind, ()):
            if (start, end) not in at and end - start <= _LONGEST:
                forms[general(example.places.view.text[start:end])] = None
    wanted = [Rule("tag", kind, (("words", form),)) for form in forms]
    if kind in _LOOKS:
        wanted.append(Rule("tag", kind, (("part", ""),)))
    looking = Style(tuple(wanted))
    for number, (example, there) in enumerate(zip(examples, kept, strict=True)):
        gold = example.gold.get(kind, {})
        for _, place in candidates(example.places, looking, there):
            attributes = gold.get((place.start, place.end))
            gives = tuple((name, attributes[name]) for name in _GIVEN if name in attributes) if attributes else ()
            yield Seen(number, place, attributes is not None, gives)


def _linked(kind: str, do: str, examples: Sequence[Example], style: Style) -> Iterator[Seen]:
    if kind in _BY_PLACE:
        return
    for number, example in enumerate(examples):
        gold = example.gold.get(kind, {})
        for _, place in _moved(example, kind, style):
            attributes = gold.get((place.start, place.end), {})
            name = next((each for each in POINTERS if each in attributes), "")
            if name:
                good = attributes[name] != place.entry
                yield Seen(number, place, good, ((name, attributes[name]),))


_SEEN = {**dict.fromkeys(MOVES, _borders), "leave": _left, "tag": _tagged, "link": _linked}
assert set(_SEEN) == set(DOINGS)
