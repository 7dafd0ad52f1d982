"""What a person who wrote a wrong value will have meant, tried on the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tei.relaxng.failure import Safety
from tei.relaxng.moments import Reading, duration, readings
from tei.relaxng.pattern import Pattern
from tei.relaxng.values import data, example, explained, is_temporal, listed, takes
from tei.relaxng.vocabulary import Vocabulary, either, nearest, shortened


class Cure(NamedTuple):
    """What to do with a value, in words.

    `value` is what to write instead of it; or `attributes` are those, with their values, to write instead of the
    attribute: none at all, where it is to be taken away. Both are None where it is left to people.
    """

    words: str
    safety: Safety = "shown"
    value: str | None = None
    attributes: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class Question:
    """A wrong value: what it should have matched, whose it is, and what else the element may have."""

    value: str
    patterns: tuple[Pattern, ...]
    vocabulary: Vocabulary
    element: str = ""
    attribute: str = ""
    may_have: Callable[[str, str], bool] = lambda name, value: False
    """Whether the element may have another attribute with a value."""
    is_needed: bool = True

    def takes(self, value: str) -> bool:
        """Whether another value would be right."""
        return value != self.value and takes(self.patterns, value)


def cure(asked: Question) -> Cure:
    """What to write instead."""
    value = asked.value.strip()
    if not value:
        return _nothing(asked)
    ways = (_listed, _moment, _explained if is_temporal(asked.patterns) else _mended)
    if found := next(filter(None, (way(asked) for way in ways)), None):
        return found
    return _explained(asked)


def _explained(asked: Question) -> Cure:
    return Cure(explained(asked.value, asked.patterns, asked.vocabulary))


def _nothing(asked: Question) -> Cure:
    """An empty value."""
    shown = examples(asked)
    words = explained(asked.value, asked.patterns, asked.vocabulary)
    if asked.attribute and not asked.is_needed:
        return Cure(f"take it away, or give it a value: {words}", "unsafe", attributes=())
    return Cure(f"write for example “{shown}”: {words}" if shown else words)


def examples(asked: Question) -> str:
    """A value that would be right; "" if none is at hand."""
    known = asked.vocabulary.examples
    tried = (*known.get(f"{asked.element}/{asked.attribute}", ()), *known.get(asked.attribute or asked.element, ()))
    return example(asked.patterns, tried)


def _listed(asked: Question) -> Cure | None:
    """One of the values that the grammar lists."""
    value, options = asked.value.strip(), listed(asked.patterns)
    same = next((o for o in options if o.lower() == value.lower()), "")
    if same and asked.takes(same):
        return Cure(f"did you mean “{same}”?", "safe", same)
    meant = [o for o in asked.vocabulary.values.get(value.lower(), ()) if asked.takes(o)]
    if meant:
        return Cure(f"did you mean “{meant[0]}”?", "unsafe", meant[0])
    near = nearest(value, options)
    if near and asked.takes(near):
        others = [o for o in options if o != near and o.strip()][:4]
        more = f" Others are {either([f'“{shortened(o, 20)}”' for o in others], 'and')}" if others else ""
        return Cure(f"did you mean “{near}”?{more}", "unsafe", near)
    return None


def _moment(asked: Question) -> Cure | None:
    """A date, a time or a length of time."""
    length = duration(asked.value)
    if length and asked.takes(length):
        return Cure(f"write {length}", "safe", length)
    if not is_temporal(asked.patterns):
        return None
    return next(filter(None, (_read(asked, reading) for reading in readings(asked.value))), None)


def _read(asked: Question, reading: Reading) -> Cure | None:
    one, other = reading.values[0], reading.values[-1]
    vocabulary = asked.vocabulary
    match reading.sense:
        case "same" if asked.takes(one):
            return Cure(f"write {one}", "safe", one)
        case "either" if asked.takes(one) and asked.takes(other):
            return Cure(f"write {one} or {other}, whichever is meant", "unsafe", one)
        case "stretch" if takes(asked.patterns, one) and takes(asked.patterns, other):
            return _instead(asked, vocabulary.stretches.get(asked.attribute), reading.values) or Cure(
                f"write one moment, such as {one}"
            )
        case "bounds":
            return _instead(asked, vocabulary.bounds.get(asked.attribute), reading.values)
        case "doubtful" if asked.takes(one):
            beside = [f'{vocabulary.doubt.partition("=")[0]}="{vocabulary.doubt.partition("=")[2]}"']
            has_doubt = asked.may_have(*vocabulary.doubt.partition("=")[::2]) if vocabulary.doubt else False
            bounds = vocabulary.bounds.get(asked.attribute)
            around = f"; or @{bounds[0]} and @{bounds[1]} instead" if bounds and asked.may_have(bounds[0], one) else ""
            return Cure(
                f"write {one}{', with ' + beside[0] + ' beside it' if has_doubt else ''}{around}", "unsafe", one
            )
    return None


def _instead(asked: Question, names: tuple[str, str] | None, values: tuple[str, ...]) -> Cure | None:
    """Other attributes that say it."""
    pairs = tuple((name, value) for name, value in zip(names or (), values, strict=bool(names)) if value)
    if not pairs or not all(asked.may_have(*pair) for pair in pairs):
        return None
    written = " ".join(f'{name}="{value}"' for name, value in pairs)
    return Cure(f"write {written} instead of @{asked.attribute}", "unsafe", attributes=pairs)


def _mended(asked: Question) -> Cure | None:
    """A value that is written in another way."""
    for candidate, safety, why in _candidates(asked):
        if candidate and asked.takes(candidate):
            return Cure(f"write {candidate}" if not why else f"{why}: write {candidate}", safety, candidate)
    return None


Candidate = tuple[str, Safety, str]


def _candidates(asked: Question) -> Iterator[Candidate]:
    """Other ways to write a value, the safest first, with how safe they are and why they are needed."""
    value = " ".join(asked.value.replace("\u00a0", " ").split())
    kinds = {each.datatype.name for each in data(asked.patterns) if each.value is None}
    options = listed(asked.patterns)
    for meant in asked.vocabulary.values.get(value.lower(), ()):
        yield meant, "unsafe", ""
    if kinds & {"ID", "NCName", "IDREF", "Name", "NMTOKEN"}:
        yield from _identifiers(value, asked.element)
    if "anyURI" in kinds:
        yield (
            value.replace("\\", "/").replace(" ", "%20"),
            "safe",
            "an address is written without spaces" if " " in value else "",
        )
        yield re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", value).replace(" ", "%20"), "unsafe", ""
    yield value.strip("\"'“”‘’„»«()[]{}<>,;: "), "unsafe", ""
    if "language" in kinds:
        yield re.sub(r"[_ ]+", "-", value), "safe", ""
    yield from _numbers(value)
    if not options and not kinds & {"ID", "NCName", "IDREF", "Name", "anyURI", "language"}:
        yield re.sub(r"\s*[,;]\s*|\s+", " ", value), "unsafe", ""
        yield re.sub(r"\s+", "-", value), "unsafe", "it must be one word"


def _identifiers(value: str, element: str) -> Iterator[Candidate]:
    bare = value.lstrip("#")
    yield bare, "safe", ""
    word = re.sub(r"[^\w.\-]+", "_", bare).strip("_")
    yield word, "unsafe", "an identifier has no spaces" if " " in value else ""
    if found := re.fullmatch(r"(\d[\d.\-]*)([^\W\d].*)", word):
        yield found[2] + found[1], "unsafe", "an identifier begins with a letter"
    yield (
        f"{element}{word}" if word[:1].isdigit() else f"{element}_{word}",
        "unsafe",
        "an identifier begins with a letter",
    )


def _numbers(value: str) -> Iterator[Candidate]:
    bare = re.sub(r"(?<=\d)[ '’](?=\d{3}\b)", "", value)
    yield bare, "unsafe", ""
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        yield bare.replace(",", ""), "unsafe", ""
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", bare):
        yield bare.replace(".", "").replace(",", "."), "unsafe", ""
    if re.fullmatch(r"[-+]?\d*,\d+", bare):
        yield bare.replace(",", "."), "safe", ""
    if found := re.fullmatch(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)", bare):
        yield f"{float(found[1]) / 100:g}", "unsafe", ""
        yield found[1], "unsafe", ""
    if found := re.fullmatch(r"([-+]?\d+(?:[.,]\d+)?) ?([a-z%]+)\.?", bare.lower()):
        number, unit = found[1].replace(",", "."), _UNITS.get(found[2], found[2])
        yield number + unit, "safe", ""
    if found := re.fullmatch(r"(\d+)\.0*", bare):
        yield found[1], "safe", ""
    if found := re.fullmatch(r"(\d+) ?[:/] ?(\d+)", bare):
        yield f"{found[1]}/{found[2]}", "safe", ""
    pairs = re.findall(r"-?\d+(?:\.\d+)?", bare)
    yield " ".join(pairs), "unsafe", ""
    yield ",".join(pairs), "unsafe", ""
    yield " ".join(",".join(pair) for pair in zip(pairs[::2], pairs[1::2], strict=False)), "unsafe", ""
    if pairs and not re.search(r"\d[^\d.,]+\d", bare):
        yield pairs[0].lstrip("-"), "unsafe", ""
    if found := re.search(r"\d+(?:\.\d+)*", bare):
        yield found[0], "unsafe", ""


_UNITS = {
    "centimetres": "cm",
    "centimeters": "cm",
    "centimetre": "cm",
    "centimeter": "cm",
    "millimetres": "mm",
    "millimeters": "mm",
    "inches": "in",
    "inch": "in",
    "pixels": "px",
    "pixel": "px",
    "points": "pt",
    "percent": "%",
}
