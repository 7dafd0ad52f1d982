"""The characters of a TEI file, and those of the pages made of it, each with its notes put back where they are called.

White space aside, the two are equal where a site keeps the text: nothing lost, nothing added, nothing moved but notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

T = "{http://www.tei-c.org/ns/1.0}"

OPENED, CLOSED = "⟦", "⟧"
"""Stand around a note."""

BARE = "<!DOCTYPE html>\n<html lang='en'><body>{{ body | safe }}</body></html>\n"
"""A template with nothing of a page but the text."""


def written(root: etree._Element) -> str:
    """The characters of all texts of a TEI file."""
    texts = [text for text in root.iter(f"{T}text") if next(text.iterancestors(f"{T}text"), None) is None]
    return _bare(piece for text in texts for piece in _of_source(text))


def shown(page: str) -> tuple[str, list[str]]:
    """The characters of a page that are not generated, and its notes, by id, that are called not once."""
    root = html.document_fromstring(page)
    notes = {
        each.get("id", ""): each
        for each in root.iter("li", "div")
        if _is_note(each) and each.get("id") and not _is_generated(each)
    }
    calls = [_called(each) for each in root.iter("sup") if _is_call(each)]
    # A note on the source that hangs on no word has no call: it stands at its place.
    loose = {id for id, each in notes.items() if id not in calls and "source" in each.get("class", "").split()}
    wrong = [id for id in {*notes, *calls} - loose if calls.count(id) != 1 or id not in notes]
    apart = {each: id for id, each in notes.items()}

    def said(element: etree._Element) -> Iterator[str]:
        if _is_call(element):
            if (note := notes.get(_called(element))) is not None:
                yield OPENED
                yield from inside(note)
                yield CLOSED
        elif element in apart:
            if apart[element] in loose:
                yield from inside(element)
        elif isinstance(element.tag, str) and element.get("data-generated") is None:
            if element.tag == "img":
                yield element.get("alt", "")
            yield from inside(element)

    def inside(element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            yield from said(child)
            yield child.tail or ""

    return _bare(said(root.find("body"))), sorted(wrong)


def pages(site: Path, files: list[Path]) -> list[Path]:
    """The pages of a built site that hold the text, in its order."""
    return [site / f"{path.stem}.html" for path in files if path.parent.name == "tei"]


def difference(expected: str, found: str) -> str:
    """Where two texts part, in words; "" where they do not."""
    if expected == found:
        return ""
    at = next(
        (n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), min(len(expected), len(found))
    )
    around = slice(max(0, at - 30), at + 60)
    return f"at {at} of {len(expected)} (found {len(found)}): expected {expected[around]!r}, found {found[around]!r}"


def _of_source(element: etree._Element) -> Iterator[str]:
    apart = element.tag == f"{T}note" and "inline" not in (element.get("rend"), element.get("place"))
    if apart:
        yield OPENED
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _of_source(child)
        yield child.tail or ""
    if apart:
        yield CLOSED


def _is_note(element: etree._Element) -> bool:
    if "source" in element.get("class", "").split():
        return True
    above = element.getparent()
    holder = above.getparent() if above is not None and element.tag == "li" else None
    return holder is not None and "notes" in holder.get("class", "").split()


def _is_generated(element: etree._Element) -> bool:
    return any(each.get("data-generated") is not None for each in (element, *element.iterancestors()))


def _is_call(element: etree._Element) -> bool:
    return element.tag == "sup" and "call" in element.get("class", "").split()


def _called(call: etree._Element) -> str:
    return next((link.get("href", "")[1:] for link in call.iter("a")), "")


def _bare(pieces: Iterator[str]) -> str:
    return "".join("".join(pieces).split())
