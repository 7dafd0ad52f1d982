"""The divisions of a text, each with the pages on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from tei.core.edition import NS, XML_ID, words
from tei.core.namespaces import TEI

DEEPEST = 100
"""Divisions are told apart to this depth; what is nested deeper belongs to the one around it."""

_T = f"{{{TEI}}}"
_TITLE_PAGE = _T + "titlePage"
_DIVS = frozenset(_T + name for name in ("div", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "titlePage"))
_TITLES = ("tei:head", "tei:docTitle", "tei:front/tei:titlePage/tei:docTitle", "tei:body/tei:head")


@dataclass(frozen=True, slots=True)
class Division:
    """A division: its type, what it is called, its `xml:id` ("" for none), its pages and the divisions in it.

    `pages` are the numbers, from 0, of the pages that some of its text stands on.
    """

    kind: str
    label: str
    id: str
    pages: range
    parts: tuple[Division, ...] = ()


@dataclass
class _Open:
    """A division whose end has not been reached; `first` is its first page, as far as it is known."""

    element: etree._Element
    first: int | None = None
    parts: list[Division] = field(default_factory=list)


def outline(root: etree._Element, begins: Mapping[etree._Element, int]) -> tuple[Division, ...]:
    """The outermost divisions of a text: `div`, title pages, and each `text` of a group or corpus.

    `begins` has the number of the page that begins at each `pb`. A page break before all text of a division goes with
    it, one behind all text of it does not.
    """
    several = sum(1 for text in root.iter(_T + "text") if text.find("tei:group", NS) is None) > 1
    earliest = min(begins.values(), default=0)
    whole = _Open(root)
    stack = [whole]
    page = read = -1

    def stand() -> None:
        for each in reversed(stack):
            if each.first is not None:
                break
            each.first = page

    def say(text: str | None) -> None:
        nonlocal read
        if text and text.strip():
            read = page
            stand()

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            divides = element.tag in _DIVS or (several and element.tag == _T + "text")
            if divides and len(stack) <= DEEPEST:
                stack.append(_Open(element))
            elif element in begins:
                page = begins[element]
                stand()
            say(element.text)
        else:
            if element is stack[-1].element and element is not root:
                closed = stack.pop()
                stack[-1].parts.append(_division(closed, page, read, earliest))
            say(element.tail)
    return tuple(whole.parts)


def _division(closed: _Open, page: int, read: int, earliest: int) -> Division:
    """A division whose end has been reached, on this page, with its text read up to another.

    Of what stands before the `earliest` page that is marked, nobody knows the page.
    """
    element = closed.element
    first = page if closed.first is None else closed.first
    last = max(first, read)
    pages = range(max(first, earliest), last + 1) if last >= 0 else range(0)
    named = "text" if element.tag == _T + "text" else "section"
    kind = "title_page" if element.tag == _TITLE_PAGE else element.get("type", "").strip() or named
    title = next((found for path in _TITLES if (found := words(element.find(path, NS)))), "")
    return Division(kind, title or element.get("n", "") or kind, element.get(XML_ID, ""), pages, tuple(closed.parts))
