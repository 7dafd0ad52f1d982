"""The page of an attribute: what it is for, which elements have it, what it takes, an example."""

from __future__ import annotations

from collections import defaultdict

from tei.explain.element import code, page, takes
from tei.explain.reference import Reference, example, meaning
from tei.relaxng.outline import AttributeOutline
from tei.relaxng.vocabulary import either, in_tag

ELEMENTS = 40
"""If more elements than these have an attribute with the same values, their number is told."""


def attribute(name: str, reference: Reference, element: str = "") -> str:
    """The page of an attribute as it is written (`xml:id`), of that element or of all that have it, as Markdown."""
    bearers = (element,) if element else reference.attributes[name]
    kinds = _kinds(name, bearers, reference)
    values = [f"It takes {words}." if element else f"- {_where(who, reference)[:-1]}: {words}." for words, who in kinds]
    rest = ["## Values", "\n".join(values)]
    others = [other for other in reference.attributes[name] if element and other != element]
    if others:
        rest += ["## Elsewhere", f"{_where(others, reference)} `tei explain @{name}` tells about these."]
    title = f"{element}/@{name}" if element else f"@{name}"
    return page(title, meaning(name, element), example(element, name), rest)


def _kinds(name: str, bearers: tuple[str, ...], reference: Reference) -> list[tuple[str, list[str]]]:
    """The kinds of value, in words, each with the elements on which it is of this kind, the most usual first."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for bearer in bearers:
        own = _own(bearer, name, reference)
        kinds[takes(own) + ("; it must be there" if own.needed else "")].append(bearer)
    return sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))


def _where(elements: list[str], reference: Reference) -> str:
    if len(elements) == len(reference.elements):
        return "On every element."
    if len(elements) > ELEMENTS:
        return f"On {len(elements)} elements."
    return f"On {either(code(elements), 'and')}."


def _own(element: str, name: str, reference: Reference) -> AttributeOutline:
    return next(each for each in reference.outline(element).attributes if in_tag(each.name) == name)
