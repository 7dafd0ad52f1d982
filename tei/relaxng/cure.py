"""What a person who wrote a wrong value will have meant, tried on the grammar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tei.relaxng.failure import Safety
from tei.relaxng.moments import Reading, duration, readings
from tei.relaxng.pattern import Pattern
from tei.relaxng.values import data, example, explained, is_list, is_numeric, is_temporal, listed, takes
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


_IDENTIFIERS = frozenset(("ID", "NCName", "IDREF", "Name", "NMTOKEN"))


def cure(asked: Question) -> Cure:
    """What to write instead."""
    value = asked.value.strip()
    if not value:
        return _nothing(asked)
    ways = (_listed, _range, _moment, _explained if is_temporal(asked.patterns) else _mended)
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
    same = [o for o in options if o.casefold() == value.casefold() and asked.takes(o)]
    if same:
        return Cure(f"did you mean “{same[0]}”?", "unsafe" if same[1:] else "safe", same[0])
    known, words = (
        asked.vocabulary.values,
        re.findall(r"[\w\-]+", value) if options and not is_list(asked.patterns) else [],
    )
    if {each.datatype.name for each in data(asked.patterns)} & _IDENTIFIERS:
        return None
    for word in dict.fromkeys((value, *words)):
        meant = (word if word in options else "", *known.get(word.lower(), ()))
        if found := next((o for o in meant if o and asked.takes(o)), ""):
            return Cure(f"did you mean “{found}”?", "unsafe", found)
    near = nearest(value, options)
    if near and asked.takes(near):
        others = [o for o in options if o != near and o.strip()][:4]
        more = f" Others are {either([f'“{shortened(o, 20)}”' for o in others], 'and')}" if others else ""
        return Cure(f"did you mean “{near}”?{more}", "unsafe", near)
    return None


def _moment(asked: Question) -> Cure | None:
    """A date, a time or a length of time."""
    if asked.value.strip().lower() in asked.vocabulary.unknown and asked.attribute and not asked.is_needed:
        return Cure(f"take @{asked.attribute} away: what is not known is not written", "unsafe", attributes=())
    length = duration(asked.value)
    if length and asked.takes(length):
        return Cure(f"write {length}", "safe", length)
    if not is_temporal(asked.patterns):
        return None
    return next(filter(None, (_read(asked, reading) for reading in readings(asked.value))), None)


def _range(asked: Question) -> Cure | None:
    """Two numbers, from the first to the second."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:-|–|to|or)\s*(\d+(?:\.\d+)?)", asked.value.strip())
    if not found or is_temporal(asked.patterns):
        return None
    return _instead(asked, asked.vocabulary.stretches.get(asked.attribute), found.groups())


def _read(asked: Question, reading: Reading) -> Cure | None:
    one, other = reading.values[0], reading.values[-1]
    vocabulary = asked.vocabulary
    bounds = vocabulary.bounds.get(asked.attribute)
    match reading.sense:
        case "same" if asked.takes(one):
            return Cure(f"write {one}", "safe" if _is_certain(asked.value, one) else "unsafe", one)
        case "either" if asked.takes(one) and asked.takes(other):
            return Cure(f"write {one} or {other}, whichever is meant", "unsafe", one)
        case "stretch" if takes(asked.patterns, one) and takes(asked.patterns, other):
            return _instead(asked, vocabulary.stretches.get(asked.attribute), reading.values) or Cure(
                f"write one moment, such as {one}"
            )
        case "bounds" if asked.attribute in (bounds or ()):
            # What lies between two ends is one of them for the attribute of that end.
            own = reading.values[(bounds or ()).index(asked.attribute)]
            return Cure(f"write {own}", "unsafe", own) if own and asked.takes(own) else None
        case "bounds":
            single = one or other if "" in reading.values else ""
            alone = Cure(f"write {single}", "unsafe", single) if single and asked.takes(single) else None
            return _instead(asked, bounds, reading.values) or alone
        case "doubtful" if asked.takes(one):
            name, _, value = vocabulary.doubt.partition("=")
            beside = f', with {name}="{value}" beside it' if name and asked.may_have(name, value) else ""
            around = f"; or @{bounds[0]} and @{bounds[1]} instead" if bounds and asked.may_have(bounds[0], one) else ""
            return Cure(f"write {one}{beside}{around}", "unsafe", one)
    return None


def _is_certain(value: str, read: str) -> bool:
    """Whether a date that is read in one way cannot have been meant in another: day and month, or the century."""
    year = re.match(r"-?(\d{4})", read)
    found = re.fullmatch(r"\D*(\d{1,2})\W+(\d{1,2})\W+\d{4}\D*", value)
    in_order = found is None or max(int(found[1]), int(found[2])) > 12 or found[1] == found[2]
    return in_order and (year is None or year[1] in value)


def _instead(asked: Question, names: tuple[str, str] | None, values: tuple[str, ...]) -> Cure | None:
    """Other attributes that say it."""
    pairs = tuple((name, value) for name, value in zip(names or (), values, strict=bool(names)) if value)
    if not pairs or not all(asked.may_have(*pair) for pair in pairs):
        return None
    written = " ".join(f'{name}="{value}"' for name, value in pairs)
    instead = "" if asked.attribute in dict(pairs) else f" instead of @{asked.attribute}"
    return Cure(f"write {written}{instead}", "unsafe", attributes=pairs)


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
    if kinds & _IDENTIFIERS:
        yield from _identifiers(value, asked.element)
    if "anyURI" in kinds:
        if " " in value and not re.search(r"[/.:]", value):
            yield "#" + re.sub(r"[^\w\-]+", "_", value), "unsafe", "a pointer is # and an identifier, or an address"
        if re.search(r"[/.:\\]", value):
            why = "an address is written without spaces" if " " in value else ""
            # Of two addresses with a space between them one was perhaps to go.
            yield value.replace("\\", "/").replace(" ", "%20"), "unsafe" if why else "safe", why
        yield re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", value).replace(" ", "%20"), "unsafe", ""
    yield value.strip("\"'“”‘’„»«()[]{}<>,;: "), "unsafe", ""
    if "language" in kinds:
        yield value.replace("_", "-"), "safe", ""
        yield re.sub(r"[_ ]+", "-", value), "unsafe", ""
        yield value.strip("-_ "), "unsafe", ""
    if is_numeric(asked.patterns):
        yield from _numbers(value)
    if not options and not kinds & (_IDENTIFIERS | {"anyURI", "language"}):
        yield re.sub(r"\s*[,;]\s*|\s+", " ", value), "unsafe", ""
        if re.fullmatch(r"-?\d+(\.\d+)?([\s,;]+-?\d+(\.\d+)?)+", value):
            yield _paired(re.findall(r"-?\d+(?:\.\d+)?", value)), "unsafe", "each point is two numbers with a comma"
        if re.fullmatch(r"\d+ [a-z]{1,3}", value):
            yield value.replace(" ", ""), "safe", ""
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
    if (roman := _roman(bare)) and bare.isupper():
        yield roman, "unsafe", ""
    if found := re.fullmatch(r"(\d*) ?([¼½¾⅓⅔⅛])", bare):
        yield f"{int(found[1] or 0) + unicodedata.numeric(found[2]):g}", "safe", ""
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        yield bare.replace(",", ""), "unsafe", ""
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", bare):
        yield bare.replace(".", "").replace(",", "."), "unsafe", ""
    if re.fullmatch(r"[-+]?\d*,\d+", bare):
        yield bare.replace(",", "."), "unsafe", ""
    if found := re.fullmatch(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)", bare):
        yield f"{float(found[1]) / 100:g}", "unsafe", ""
        yield found[1], "unsafe", ""
    if found := re.fullmatch(r"([-+]?\d+(?:[.,]\d+)?) ?([a-z%]+)\.?", bare.lower()):
        number, unit = found[1].replace(",", "."), _UNITS.get(found[2], found[2])
        yield number + unit, "unsafe" if "," in bare else "safe", ""
    if re.fullmatch(r"\d+(\.\d+)?", bare):
        yield f"{bare}px", "unsafe", "it needs a unit"
    if found := re.fullmatch(r"(\d+)\.0*", bare):
        yield found[1], "safe", ""
    if found := re.fullmatch(r"(\d+) ?[:/] ?(\d+)", bare):
        yield f"{found[1]}/{found[2]}", "unsafe", ""
    pairs = re.findall(r"-?\d+(?:\.\d+)?", bare)
    yield " ".join(pairs), "unsafe", ""
    yield ",".join(pairs), "unsafe", ""
    yield _paired(pairs), "unsafe", ""
    if pairs and not re.search(r"\d[^\d.,]+\d", bare):
        yield pairs[0].lstrip("-"), "unsafe", ""
    if found := re.search(r"\d+(?:\.\d+)*", bare):
        yield found[0], "unsafe", ""


def _paired(numbers: list[str]) -> str:
    """The numbers by twos; "" if one is left over."""
    return "" if len(numbers) % 2 else " ".join(map(",".join, zip(numbers[::2], numbers[1::2], strict=True)))


def _roman(numeral: str) -> str:
    """The number that a Roman numeral is; "" if it is none."""
    if not re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", numeral) or not numeral:
        return ""
    digits = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[sign] for sign in numeral]
    return str(sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits)))


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
