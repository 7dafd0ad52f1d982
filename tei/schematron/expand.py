"""Writes out what a schema says once for many places: abstract patterns and abstract rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from tei.core.diagnostic import refusal
from tei.core.registry import suggestion
from tei.schematron.load import BASE, Loaded, local

_PARAMETER = re.compile(r"\$([\w.-]+)")


def expand(loaded: Loaded) -> None:
    """Put the rules of abstract patterns in place of `is-a`, and what abstract rules hold in place of `extends`.

    Sections 5.4.10 (`param`), 5.4.11 (`pattern`) and 5.4.7 (`extends`). Raises Refused (P302) for a name that nothing
    has, and for rules that extend themselves.
    """
    patterns = {p.get("id", ""): p for p in _named(loaded.root, "pattern") if _is_true(p.get("abstract"))}
    for pattern in list(_named(loaded.root, "pattern")):
        if name := pattern.get("is-a"):
            if name not in patterns:
                message = f"there is no abstract pattern {name!r}"
                raise refusal("P302", message, _known(name, patterns), loaded.place(pattern))
            _instance(pattern, patterns[name])
    for pattern in patterns.values():
        _remove(pattern)
    rules = [rule for rule in _named(loaded.root, "rule") if _is_true(rule.get("abstract"))]
    for rule in list(_named(loaded.root, "rule")):
        _extended(rule, rules, loaded, (rule,))
    for rule in rules:
        _remove(rule)


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in root.iter("*") if local(element) == name)


def _is_true(value: str | None) -> bool:
    return value is not None and value.strip() in ("true", "1")


def _known(name: str, known: Iterable[str]) -> str:
    names = [each for each in known if each]
    return suggestion(name, names) if names else "there is none at all"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _instance(pattern: etree._Element, abstract: etree._Element) -> None:
    """Fill a pattern with a copy of the abstract one, its parameters replaced by their values."""
    values = {p.get("name", ""): p.get("value", "") for p in abstract if local(p) == "param"}
    values |= {p.get("name", ""): p.get("value", "") for p in pattern if local(p) == "param"}
    if BASE not in pattern.attrib:
        pattern.set(BASE, abstract.base or "")
    for name, value in abstract.attrib.items():
        if name not in ("id", "abstract") and name not in pattern.attrib:
            pattern.set(name, value)
    for child in abstract:
        if isinstance(child.tag, str) and local(child) != "param":
            copied = deepcopy(child)
            for element in copied.iter("*"):
                for name, value in element.attrib.items():
                    if "$" in str(value):
                        element.set(name, replaced(str(value), values))
            pattern.append(copied)


def replaced(text: str, values: Mapping[str, str]) -> str:
    """A text with each parameter's value in its place; what is no parameter stays, since it is a variable."""

    def value(found: re.Match[str]) -> str:
        # A name may be followed by a full stop or a hyphen that is not part of it.
        for end in range(len(found[1]), 0, -1):
            if found[1][:end] in values:
                return values[found[1][:end]] + found[1][end:]
            if found[1][end - 1] not in ".-":
                break
        return found[0]

    return _PARAMETER.sub(value, text)


def _extended(
    rule: etree._Element, rules: Sequence[etree._Element], loaded: Loaded, chain: tuple[etree._Element, ...]
) -> None:
    for child in list(rule):
        if local(child) != "extends":
            continue
        name = child.get("rule", "")
        abstract = _abstract(name, rules, rule)
        if abstract is None:
            known = _known(name, [each.get("id", "") for each in rules])
            raise refusal("P302", f"there is no abstract rule {name!r}", known, loaded.place(child))
        if abstract in chain:
            raise refusal("P302", f"the abstract rule {name!r} extends itself", "take that away", loaded.place(child))
        _extended(abstract, rules, loaded, (*chain, abstract))
        at = rule.index(child)
        rule.remove(child)
        for number, each in enumerate(e for e in abstract if isinstance(e.tag, str)):
            copied = deepcopy(each)
            copied.tail = None
            if BASE not in copied.attrib:
                copied.set(BASE, each.base or "")
            rule.insert(at + number, copied)


def _abstract(name: str, rules: Sequence[etree._Element], near: etree._Element) -> etree._Element | None:
    """The abstract rule of a name: that of the pattern itself, since each instance of a pattern has its own."""
    named = [rule for rule in rules if rule.get("id") == name]
    return next((rule for rule in named if rule.getparent() is near.getparent()), named[0] if named else None)
