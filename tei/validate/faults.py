"""Finds the places where a document breaks a grammar: each fault once, and nothing of what merely follows from it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from tei.validate.names import nearest
from tei.validate.pattern import (
    NOTHING,
    Pattern,
    after_attribute,
    after_element,
    after_text,
    attributes_in,
    content_of,
    due,
    expected,
    values_of,
    without_attributes,
)
from tei.validate.reading import Reading
from tei.validate.values import is_string, takes

Kind = Literal["unknown", "misplaced", "too early", "incomplete", "text", "attribute", "attributes missing", "value"]


@dataclass
class Fault:
    """A fault: its kind, the element it is found at, and what there is to say about it.

    `state` is the pattern that the element, text or end should have matched, `content` that of the
    whole parent.
    """

    kind: Kind
    element: etree._Element
    state: Pattern = NOTHING
    content: Pattern = NOTHING
    previous: etree._Element | None = None
    """The last child of the parent that was in order."""
    earlier: etree._Element | None = None
    """The child before which the misplaced element would have been in order."""
    names: tuple[str, ...] = ()
    """Elements that are missing, or the element or attribute that an unknown name was taken for."""
    attribute: str = ""
    beside: str = ""
    """The other attribute that excludes this one."""
    value: str = ""
    values: tuple[Pattern, ...] = ()
    attributes: tuple[frozenset[str], ...] = ()
    again: int = 0
    """How many more elements of the same name in the same parent have the same fault."""


@dataclass
class _Content:
    """The children of one element, read one after the other."""

    parent: etree._Element
    whole: Pattern
    state: Pattern
    previous: etree._Element | None = None
    passed: list[tuple[Pattern, etree._Element]] = field(default_factory=list)
    faults: dict[tuple[Kind, str], Fault] = field(default_factory=dict)
    dropped: bool = False


def faults_of(root: etree._Element, reading: Reading) -> Iterator[Fault]:
    """The faults of a document, those of an element before those of its children."""
    content = content_of(reading.start, root.tag)
    if content is NOTHING:
        yield Fault("misplaced" if root.tag in reading.elements else "unknown", root, state=reading.start)
        content = reading.content(root.tag)
    stack = [(root, content)]
    while stack:
        element, content = stack.pop()
        if content is NOTHING:
            continue
        inner = yield from _attributes(element, content)
        children: list[tuple[etree._Element, Pattern]] = []
        yield from _children(_Content(element, inner, inner), reading, children)
        stack.extend(reversed(children))


def _attributes(element: etree._Element, content: Pattern) -> Generator[Fault, None, Pattern]:
    """The faults of an element's attributes; returns the pattern of its content."""
    left = content
    taken: list[str] = []
    # The type comes first: it decides what else there may be.
    for name, value in sorted(element.attrib.items(), key=lambda item: item[0] != "type"):
        name, value = str(name), str(value)
        values = values_of(left, name)
        matching = tuple(v for v in values if takes(v, value))
        after = after_attribute(left, name, matching)
        if after is NOTHING and (after := after_attribute(left, name, values)) is not NOTHING:
            yield Fault("value", element, attribute=name, value=value, values=values)
        if after is NOTHING:
            beside = next((other for other in taken if _exclude(content, other, name)), "")
            meant = "" if beside else nearest(name, (n for n in attributes_in(left) if n not in element.attrib))
            yield Fault(
                "attribute", element, content=left, attribute=name, beside=beside, names=(meant,) if meant else ()
            )
            left = after_attribute(left, meant, values_of(left, meant)) if meant else left
        else:
            left = after
            taken.append(name)
    inner = without_attributes(left, False)
    if inner is NOTHING:
        yield Fault("attributes missing", element, content=left, attributes=due(left))
        inner = without_attributes(left, True)
    return inner


def _exclude(content: Pattern, one: str, other: str) -> bool:
    """Whether an element may have each of two attributes, but not both."""
    after = after_attribute(content, one, values_of(content, one))
    return bool(values_of(content, other)) and after_attribute(after, other, values_of(after, other)) is NOTHING


def _children(at: _Content, reading: Reading, children: list[tuple[etree._Element, Pattern]]) -> Iterator[Fault]:
    """The faults of an element's content; its children with their patterns are added to `children`."""
    nodes = list(at.parent)
    if is_string(at.whole) and not len(nodes):
        value = at.parent.text or ""
        if not takes(at.whole, value):
            yield Fault("value", at.parent, value=value, values=(at.whole,))
        return
    _text(at, at.parent.text)
    for node in nodes:
        if isinstance(node.tag, str):
            _element(at, node, reading, children)
        _text(at, node.tail)
    if not at.state.nullable and not at.dropped:
        at.faults["incomplete", ""] = Fault(
            "incomplete", at.parent, state=at.state, content=at.whole, names=_closing(at.state)
        )
    yield from at.faults.values()


def _text(at: _Content, text: str | None) -> None:
    if not text or text.isspace():
        return
    after = after_text(at.state)
    if after is not NOTHING:
        at.state = after
    elif ("text", "") in at.faults:
        at.faults["text", ""].again += 1
    else:
        last = at.passed[-1][1] if at.passed else None
        at.faults["text", ""] = Fault("text", at.parent, state=at.state, content=at.whole, previous=last, value=text)


def _element(
    at: _Content, child: etree._Element, reading: Reading, children: list[tuple[etree._Element, Pattern]]
) -> None:
    before = at.state
    name = child.tag
    after = after_element(before, name)
    at.passed.append((before, child))
    if after is not NOTHING:
        at.state = after
        at.previous = child
        children.append((child, content_of(before, name)))
        return
    fault = _misfit(at, child, reading)
    first = at.faults.setdefault((fault.kind, name), fault)
    first.again += first is not fault
    meant = fault.names[0] if fault.kind == "unknown" and fault.names else name
    children.append((child, reading.content(meant)))


def _misfit(at: _Content, child: etree._Element, reading: Reading) -> Fault:
    """What is wrong with a child that may not come now; goes on as if it had been put right."""
    before, name = at.state, child.tag
    if name not in reading.elements:
        meant = nearest(name, expected(before)) or nearest(name, tuple(reading.elements))
        after = after_element(before, meant) if meant else NOTHING
        if after is NOTHING:
            at.dropped = True
        else:
            at.state = after
        return Fault("unknown", child, state=before, names=(meant,) if meant else ())
    wanted = tuple(n for n in expected(before) if after_element(after_element(before, n), name) is not NOTHING)
    if wanted:
        at.state = after_element(after_element(before, wanted[0]), name)
        return Fault("too early", child, state=before, content=at.whole, previous=at.previous, names=wanted)
    at.dropped = True
    earlier = next((c for state, c in reversed(at.passed[:-1]) if after_element(state, name) is not NOTHING), None)
    return Fault("misplaced", child, state=before, content=at.whole, previous=at.previous, earlier=earlier)


def _closing(state: Pattern) -> tuple[str, ...]:
    """The elements one of which makes a content complete, or at least brings it nearer to it."""
    names = expected(state)
    complete = tuple(n for n in names if after_element(state, n).nullable)
    return complete or tuple(n for n in names if after_element(state, n) is not state)
