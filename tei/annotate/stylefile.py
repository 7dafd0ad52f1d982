"""A house style as a TOML file that people read and change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tei.annotate.style import DOINGS, Rule, Style
from tei.annotate.traits import PARTS, TRAITS, general
from tei.core.diagnostic import Label, refusal
from tei.core.names import SAFE_NAME
from tei.core.profile import parsed
from tei.core.registry import suggestion
from tei.core.source import Source, Span

SETTINGS: dict[str, tuple[str | bool, ...]] = {
    "references.alone": (True, False),
    "references.scope": ("text", "editors"),
    "dates.scope": ("text", "dateline"),
    "dates.zone": ("Z", "", "+00:00"),
}
"""The settings of annotators that a style can change, and the values that each can have."""

_HEAD = """\
# House style, learned from {documents} by `tei learn`; used by `tei encode --style`.
#
# Each line is a rule: a kind of mark, and the traits of the places for which it holds. Of the rules of a table that
# hold for a place the last decides; one with `except = true` says that nothing is done there. `seen` counts the
# places in the finished documents, `right` those in which it was right; they tell how sure a mark is, no more.
# Lines may be changed, added and taken away.
#
# Traits: words (of the mark), shape (A is a capital, Aa a word with one, aa a small word), first and last (of its
# words), before and after (the words beside it), rank ("before" or "first": a military rank), block (p, head, note …),
# entry (that it is linked to), part (block, opening, rest: a whole block, what opens it, what follows the name in a
# signature), size (in words), begins and ends (its signs). All digits are written 0.
"""
_TITLES = {
    "take-before": "Marks take in the word before them.",
    "drop-first": "Marks do without their first word.",
    "drop-last": "Marks do without their last word or sign.",
    "take-after": "Marks take in the word or the sign after them.",
    "leave": "What is not marked, though annotators would.",
    "tag": "What is marked, though no annotator would; `give` are the attributes.",
    "refer": 'What is linked to the entry that only says "see", not to the one that it refers to.',
    "link": "What is linked to another entry; `give` says to which.",
}
_KEYS = ("kind", "give", "seen", "right", "except")
_CHOICES = {
    "part": PARTS,
    "rank": ("before", "first", ""),
    "listed": ("before, listed", "before, not listed", "first, listed", "first, not listed", ""),
    "size": ("1", "2–4", "5–9", "10–"),
    "choice": ("one", "several", "open", "none"),
    "reference": ("yes", "no"),
}
"""The traits that have one of a few values."""

_WITHOUT_DIGITS = ("words", "first", "last", "before", "after")
_KINDS = ("persName", "gloss", "placeName", "date", "ref", "hi")
"""The kinds of marks that annotators make; a style may tag others."""


def written(style: Style) -> str:
    """The style as the text of a TOML file."""
    lines = [
        _HEAD.format(documents=f"{style.documents} finished document{'s' * (style.documents != 1)}"),
        f"documents = {style.documents}",
        "",
    ]
    for do in DOINGS:
        rules = [rule for rule in style.rules if rule.do == do]
        if rules:
            lines += [f"# {_TITLES[do]}", f"{do} = [", *(f"  {_line(rule)}," for rule in rules), "]", ""]
    if style.settings:
        lines += ["# Settings of the profile's annotators.", "[settings]"]
        lines += [f"{_quoted(name)} = {_value(value)}" for name, value in style.settings.items()]
    return "\n".join(lines).rstrip() + "\n"


def _line(rule: Rule) -> str:
    pairs = [("kind", rule.kind), *rule.when]
    given = ", ".join(f"{_key(name)} = {_quoted(value)}" for name, value in rule.gives)
    words = [f"{name} = {_quoted(value)}" for name, value in pairs]
    words += [f"give = {{ {given} }}"] if given else []
    words += [f"seen = {rule.seen}", f"right = {rule.right}"] + ["except = true"] * rule.unless
    return f"{{ {', '.join(words)} }}"


def _value(value: str | bool) -> str:
    return _quoted(value) if isinstance(value, str) else str(value).lower()


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def loaded(path: str) -> Style:
    """The style in a file. See `Style.load`."""
    data, source = parsed(path)
    rules: list[Rule] = []
    for key, value in data.items():
        if key in DOINGS and isinstance(value, list):
            places = _places(source, key)
            for given in value:
                rules.append(_rule(key, given, next(places)))
        elif key not in ("documents", "settings", *DOINGS):
            known = ["documents", "settings", *DOINGS]
            raise refusal("P811", f"no style has a table {key!r}", suggestion(key, known), _at(source, key))
    for key, kind in (("documents", int), ("settings", dict), *((do, list) for do in DOINGS)):
        if key in data and type(data[key]) is not kind:
            remedy = "write a number" if kind is int else f"see docs/style.md for what stands under {key}"
            raise refusal("P814", f"{key!r} cannot be {data[key]!r}", remedy, _at(source, key))
    settings = data.get("settings", {})
    for name, value in settings.items():
        _check_setting(name, value, source)
    order = {do: rank for rank, do in enumerate(DOINGS)}
    return Style(tuple(sorted(rules, key=lambda rule: order[rule.do])), settings, data.get("documents", 0))


def _check_setting(name: str, value: object, source: Source) -> None:
    if name not in SETTINGS:
        remedy = f"{suggestion(name, list(SETTINGS))}; all other settings belong in the profile"
        raise refusal("P811", f"a style cannot change the setting {name!r}", remedy, _at(source, name))
    if not any(value is each or (isinstance(value, str) and value == each) for each in SETTINGS[name]):
        choices = " or ".join(_value(each) for each in SETTINGS[name])
        raise refusal("P814", f"{name!r} cannot be {value!r}", f"write {choices}", _at(source, name))


def _rule(do: str, given: Any, label: Label) -> Rule:
    if not isinstance(given, dict):
        raise refusal("P814", f"a rule of {do!r} cannot be {given!r}", "write a table in braces", label)
    for name in given:
        if name not in TRAITS and name not in _KEYS:
            raise refusal("P813", f"there is no trait {name!r}", suggestion(name, [*TRAITS, *_KEYS]), label)
    when = tuple((name, given[name]) for name in TRAITS if name in given)
    if "kind" not in given or not when:
        missing = "a kind" if "kind" not in given else "a trait"
        raise refusal("P812", f"a rule of {do!r} lacks {missing}", _lacking(missing), label)
    kinds = {**dict.fromkeys(("kind", *TRAITS), str), "give": dict, "seen": int, "right": int, "except": bool}
    for name, value in given.items():
        inner = list(value.values()) if isinstance(value, dict) else []
        if type(value) is not kinds[name] or not all(isinstance(each, str) for each in inner):
            raise refusal("P814", f"{name!r} cannot be {value!r}", "see docs/style.md for what it can be", label)
        if remedy := _remedy(name, value):
            raise refusal("P814", f"{name!r} cannot be {value!r}", remedy, label)
    if given.get("right", 0) > given.get("seen", 0):
        raise refusal("P814", f"'right' cannot be {given['right']}", "write no more than `seen` has", label)
    if do == "tag" and not {"words", "part"} & set(given):
        raise refusal("P812", "a rule of 'tag' lacks words or a part", 'write words = "…" or part = "block"', label)
    if do == "link" and not {"give", "except"} & set(given):
        remedy = 'write give = { corresp = "#…" } with the id of the entry'
        raise refusal("P812", "a rule of 'link' lacks the entry to which it leads", remedy, label)
    gives = tuple(given.get("give", {}).items())
    return Rule(do, given["kind"], when, gives, given.get("seen", 0), given.get("right", 0), given.get("except", False))


def _remedy(name: str, value: Any) -> str:
    """What to write instead of a value of the right type that nothing can have, "" if it is one that can be."""
    if name in _CHOICES and value not in _CHOICES[name]:
        return f"write {' or '.join(map(_quoted, _CHOICES[name]))}"
    if name in _WITHOUT_DIGITS and value != general(value):
        return f"write every digit as 0: {name} = {_quoted(general(value))}"
    if name in ("seen", "right") and value < 0:
        return "write the number of places"
    if name == "kind":
        meant = next((kind for kind in _KINDS if kind.lower() == value.lower() and kind != value), "")
        return f"write {_quoted(meant)}" if meant else "" if _is_name(value) else "write a TEI element"
    if name == "give" and not all(map(_is_name, value)):
        return 'write attributes, such as { rend = "italic" }'
    return ""


def _is_name(text: str) -> bool:
    """Whether an element or an attribute can have this name, its prefix included."""
    return text.count(":") < 2 and all(SAFE_NAME.fullmatch(part) for part in text.split(":"))


def _lacking(missing: str) -> str:
    return 'write kind = "persName", or another element' if missing == "a kind" else f"write one of {', '.join(TRAITS)}"


def _at(source: Source, word: str) -> Label:
    """Where a word stands first as a key."""
    found = re.search(rf"""(?m)^\s*\[*["']?({re.escape(word)})\b""", source.text)
    return Label(source, Span(*found.span(1)) if found else Span(0, 1))


def _places(source: Source, table: str) -> Iterator[Label]:
    """The places of the rules of a table, one after the other; then the beginning of the table, for ever."""
    start = _at(source, table)
    strings = r'"""(?:.|\n)*?"""' + r"|'''(?:.|\n)*?'''" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'" + "|#.*"
    depth = 0
    for found in re.compile(rf"{strings}|[{{}}\]]").finditer(source.text, start.span.end):
        sign = found.group()
        if sign == "{":
            depth += 1
            if depth == 1:
                yield Label(source, Span(*found.span()))
        elif sign == "}":
            depth -= 1
        elif sign == "]" and not depth:
            break
    while True:
        yield start
