"""The page of a TEI element: what it is for, where it may stand, what it may hold, its attributes, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tei.explain.reference import Reference, example, meaning
from tei.relaxng.outline import AttributeOutline, Outline
from tei.relaxng.vocabulary import either, in_tag, local

MOST = 24
"""So many values of an attribute are listed."""

MANY = 30
"""Of more elements than these, those that people use most come first."""


def element(name: str, reference: Reference) -> str:
    """The page of an element, by its local name, as Markdown."""
    if name not in reference.elements:
        return _unused(name, reference)
    outline = reference.outline(name)
    rest = [
        *_where(outline, reference),
        *_content(outline, reference),
        "## Attributes",
        *_attributes(name, outline, reference),
    ]
    return page(f"<{name}>", reference.purpose(name), example(name), rest)


def page(title: str, purpose: str, shown: str, rest: Iterable[str]) -> str:
    """A page: what something is for, an example if there is one, and further headings and paragraphs."""
    examples = ["## Example", f"```xml\n{shown}\n```"] if shown else []
    return "\n\n".join(filter(None, (f"# {title}", purpose, *examples, *rest))) + "\n"


def code(names: Iterable[str], attribute: bool = False) -> list[str]:
    """Names of elements or attributes as they are written in a page, in the order of the alphabet."""
    if attribute:
        return [f"`@{name}`" for name in sorted(map(in_tag, names), key=str.lower)]
    return [f"`{name}`" for name in sorted(map(local, names), key=str.lower)]


def takes(attribute: AttributeOutline) -> str:
    """The values of an attribute in words, as a phrase; "any text" if the grammar says no more."""
    listed = [f"`{value}`" for value in attribute.values[:MOST]]
    if len(attribute.values) > MOST:
        listed.append(f"{len(attribute.values) - MOST} others")
    if attribute.several and listed:
        return f"one or more of {either(listed, 'and')}" + (f", or {attribute.words}" if attribute.words else "")
    words = either([*listed, *filter(None, [attribute.words])]) or "any text"
    return f"{words}; or several, with spaces between them" if attribute.several else words


def _where(outline: Outline, reference: Reference) -> Iterator[str]:
    yield "## Where"
    if not outline.holders:
        yield "At the beginning: it holds the whole document."
        return
    usual, others = _usual(outline.holders, reference)
    yield f"In {either(usual)}."
    if others:
        yield f"Also in {either(others)}."


def _content(outline: Outline, reference: Reference) -> Iterator[str]:
    yield "## Content"
    if outline.words:
        yield f"Only {outline.words}."
        return
    for group in outline.needed:
        yield f"It must hold {either(code(group))}."
    needed = frozenset().union(*outline.needed)
    usual, others = _usual([name for name in outline.elements if name not in needed], reference)
    may = [*(["text"] if outline.text else []), *usual]
    if usual or (may and needed):
        yield f"It may hold {either(may, 'and')}."
    elif not needed:
        yield "Only text." if may else "Nothing: it is empty."
    if others:
        yield f"Also {either(others, 'and')}."


def _usual(names: Sequence[str], reference: Reference) -> tuple[list[str], list[str]]:
    """The elements that people use most, if there are many; then the others. Both as they are written in a page."""
    own = set(map(local, names))
    usual = [name for name in reference.vocabulary.likeliest if name in own]
    if len(names) <= MANY or not usual:
        return code(own), []
    return [f"`{name}`" for name in usual], code(own.difference(usual))


def _attributes(name: str, outline: Outline, reference: Reference) -> Iterator[str]:
    common = [each for each in outline.attributes if _is_common(each, reference)]
    own = [each for each in outline.attributes if each not in common or each.needed]
    lines = []
    for each in sorted(own, key=lambda each: (not each.needed, each.name.lower())):
        must = " (must be there)" if each.needed else ""
        said = " ".join(filter(None, (meaning(in_tag(each.name), name), f"It takes {takes(each)}.")))
        lines.append(f"- `@{in_tag(each.name)}`{must}: {said}")
    if lines:
        yield "\n".join(lines)
    if common:
        beside = "Besides, as on every element: " if lines else "As on every element: "
        yield f"{beside}{either(code((each.name for each in common), attribute=True), 'and')}."


def _is_common(attribute: AttributeOutline, reference: Reference) -> bool:
    return local(attribute.name) in reference.vocabulary.common


def _unused(name: str, reference: Reference) -> str:
    """The page of an element that TEI has and the grammar does not."""
    vocabulary = reference.vocabulary
    holders, parts = vocabulary.homes.get(name, ()), vocabulary.parts.get(name, ())
    instead = [each for each in vocabulary.instead.get(name, ()) if each in reference.elements]
    said = f"TEI has this element; {reference.title} does not use it."
    rest = [
        f"There is an attribute of this name: `tei explain @{name}`." if name in reference.attributes else "",
        f"In TEI it is found in {either(code(holders))}." if holders else "",
        f"In TEI it holds {either(code(parts), 'and')}." if parts else "",
        f"Instead of it you can write {either(code(instead))}." if instead else "",
        "To use it, validate against a schema that has it: `--schema`.",
    ]
    return page(f"<{name}>", said, "", rest)
