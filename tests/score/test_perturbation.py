"""Damage of one kind lowers the category that it is done to, and no other but those that are of the same elements."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest
from gold import Volume
from lxml import etree

from tei.core.namespaces import TEI
from tei.score import Comparison
from tei.score.count import CATEGORIES, LINK, VALUES, total

T = f"{{{TEI}}}"
Damage = Callable[[etree._Element, str], bool]
"""Does damage to the elements of a name in a document, and tells whether there were any to damage."""


@pytest.fixture(scope="module")
def gold() -> list[etree._Element]:
    return [each.element for each in Volume.small().gold.values()]


def unwrap(element: etree._Element) -> None:
    """Take an element away, and leave what is in it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    at = parent.index(element)
    text, tail = element.text or "", element.tail or ""
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    else:
        text += tail
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)


def delete(document: etree._Element, name: str) -> bool:
    """Take every other one away, notes and points with all that is in them, of other elements the tags."""
    found = elements(document, name)[::2]
    for element in found:
        if name in ("note", "pb"):
            element.text = None
            for child in list(element):
                element.remove(child)
            element.tag = f"{T}anchor"
        else:
            unwrap(element)
    return bool(found)


def shift(document: etree._Element, name: str) -> bool:
    """Put the beginning of each behind its first character."""
    found = [each for each in elements(document, name) if each.text and len(each.text.strip()) > 1]
    for element in found:
        text = (element.text or "").lstrip()
        element.text = text[1:]
        before, parent = element.getprevious(), element.getparent()
        assert parent is not None
        if before is None:
            parent.text = (parent.text or "") + text[0]
        else:
            before.tail = (before.tail or "") + text[0]
    return bool(found)


def merge(document: etree._Element, name: str) -> bool:
    """Make one of two that stand side by side."""
    done = False
    for element in elements(document, name)[::2]:
        following = element.getnext()
        if following is None or following.tag != element.tag or (element.tail or "").strip():
            continue
        done = True
        if len(element):
            element[-1].tail = (element[-1].tail or "") + (following.text or "")
        else:
            element.text = (element.text or "") + (following.text or "")
        element.extend(list(following))
        element.tail = following.tail
        parent = following.getparent()
        assert parent is not None
        parent.remove(following)
    return done


def swap(attribute: str) -> Damage:
    """Give the value of each to the next one that has another."""

    def damage(document: etree._Element, name: str) -> bool:
        found = [each for each in elements(document, name) if each.get(attribute)]
        values = [str(each.get(attribute)) for each in found]
        for element, value in zip(found, [*values[1:], *values[:1]], strict=True):
            element.set(attribute, value)
        return len(set(values)) > 1

    return damage


def renumber(document: etree._Element, name: str) -> bool:
    """Give each another number."""
    found = elements(document, name)
    for element in found:
        element.set("n", f"{element.get('n')}0")
    return bool(found)


def elements(document: etree._Element, name: str) -> list[etree._Element]:
    """The elements of a name; notes that stand in the line are paragraphs."""
    return [each for each in document.iter(T + name) if name != "note" or each.get("rend") != "inline"]


NOTES = {"note", "anchor", "note+type", "note+n"}
WITHIN = {"persName", "ref", "gloss", "date", "hi", "placeName"}

CASES: dict[str, tuple[Damage, str, set[str]]] = {
    **{
        f"{damage.__name__} {name}": (damage, name, {name})
        for name in ("head", "p", "item", "signed", "cell", "dateline")
        for damage in (delete, shift)
    },
    "delete persName": (delete, "persName", {"persName", LINK}),
    "shift persName": (shift, "persName", {"persName", LINK}),
    "swap persName": (swap("corresp"), "persName", {LINK}),
    "delete ref": (delete, "ref", {"ref", "ref+target"}),
    "shift ref": (shift, "ref", {"ref", "ref+target"}),
    "swap ref": (swap("target"), "ref", {"ref+target"}),
    "delete gloss": (delete, "gloss", {"gloss", "gloss+value"}),
    "shift gloss": (shift, "gloss", {"gloss", "gloss+value"}),
    "swap gloss": (swap("target"), "gloss", {"gloss+value"}),
    "delete date": (delete, "date", {"date", "date+when"}),
    "shift date": (shift, "date", {"date", "date+when"}),
    "delete hi": (delete, "hi", {"hi", "hi+rend"}),
    "shift hi": (shift, "hi", {"hi", "hi+rend"}),
    "swap hi": (swap("rend"), "hi", {"hi+rend"}),
    "delete placeName": (delete, "placeName", {"placeName"}),
    "shift placeName": (shift, "placeName", {"placeName"}),
    "merge p": (merge, "p", {"p"}),
    "merge item": (merge, "item", {"item"}),
    "merge cell": (merge, "cell", {"cell"}),
    "swap note": (swap("n"), "note", {"note+n"}),
    "delete note": (delete, "note", NOTES),
    "delete pb": (delete, "pb", {"pb"}),
    "renumber pb": (renumber, "pb", {"pb"}),
}


@pytest.mark.parametrize("case", CASES)
def test_damage_is_where_it_was_done(case: str, gold: list[etree._Element]) -> None:
    damage, name, own = CASES[case]
    damaged = [deepcopy(each) for each in gold]
    done = [damage(document, name) for document in damaged]
    assert any(done)
    counts = total(Comparison(one, other).counts for one, other in zip(damaged, gold, strict=True))
    lowered = {category for category in CATEGORIES if not category.endswith("~") and counts[category].f1 < 1}
    assert own <= lowered
    # What goes with a note or a page is lost with it; what is shifted may stand where something else began, too.
    beside = {"text", *WITHIN, LINK, *VALUES} if name == "note" else set()
    others = {category: counts[category].f1 for category in lowered - own - beside}
    assert all(f1 > 0.97 for f1 in others.values()), others
    assert all(counts[category].f1 < min([1.0, *others.values()]) for category in own)


def test_a_loose_category_forgives_punctuation_only(gold: list[etree._Element]) -> None:
    damaged = [deepcopy(each) for each in gold]
    for document in damaged:
        for ref in document.iter(f"{T}ref"):
            if (ref.tail or "").startswith("."):
                ref.tail = (ref.tail or "")[1:]
                last = ref[-1] if len(ref) else None
                if last is None:
                    ref.text = f"{ref.text}."
                else:
                    last.tail = f"{last.tail or ''}."
    counts = total(Comparison(one, other).counts for one, other in zip(damaged, gold, strict=True))
    assert counts["ref"].f1 < 0.8
    assert counts["ref~"].f1 == 1
