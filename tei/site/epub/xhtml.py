"""A fragment of HTML as a chapter of an EPUB: well-formed, without script, with notes that open at their calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from tei.core.namespaces import XML
from tei.site.epub.clean import clean, ncname

OPS = "http://www.idpf.org/2007/ops"
"""The namespace of `epub:type`: EPUB 3.3, section 6.4.1."""

_TYPE = f"{{{OPS}}}type"
_WHOLE = re.compile(r"\s*<(?:!doctype|html)\b", re.IGNORECASE)
_PAGE = re.compile(r"\[?\s*(?:Page\s+)?(.*?)\s*\]?", re.IGNORECASE | re.DOTALL)
_NOTES = ("li", "div", "p", "section", "aside")
_LEFT_OUT = ("permalink", "entries", "diagnostic")
"""What is generated for a page on a screen, and stands elsewhere in a book or nowhere."""


@dataclass(frozen=True)
class Chapter:
    """The body of one file of an EPUB.

    `pages` are the page breaks as (id, number as printed), `links` the addresses of other files of the book that
    it has, `images` those of its pictures, `properties` what the package has to say of the file.
    """

    body: str
    ids: frozenset[str]
    pages: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    images: tuple[str, ...]
    properties: tuple[str, ...]


def chapter(html: str, target: Callable[[str], str], images: Mapping[str, str]) -> Chapter:
    """A chapter of what a stylesheet made.

    `target` tells where an address leads in the book, "" for nowhere; it is not asked about places of the chapter
    itself, unless they are not in it. `images` are the addresses of the pictures that are in the book.
    """
    body = _body(html)
    _leave_out(body)
    _pages(body)
    _notes(body)
    clean(body, images)
    ids = frozenset(_ids(body))
    links = tuple(dict.fromkeys(_links(body, ids, target)))
    _labels(body, ids)
    for element in body.iter("*"):
        if language := element.get("lang"):
            element.set(f"{{{XML}}}lang", language)
    return Chapter(
        etree.tostring(body, encoding="unicode"),
        ids,
        tuple(
            (element.get("id", ""), element.get("title", ""))
            for element in body.iter("span")
            if element.get(_TYPE) == "pagebreak"
        ),
        links,
        tuple(dict.fromkeys(element.get("src", "") for element in body.iter("img"))),
        tuple(
            name
            for name, tag in (("mathml", "{http://www.w3.org/1998/Math/MathML}math"), ("svg", "{*}svg"))
            if next(body.iter(tag), None) is not None
        ),
    )


def _body(html: str) -> etree._Element:
    """What stands in the body of a page, or a fragment, in an element that knows the namespace of EPUB."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    page = html if _WHOLE.match(html) else f"<!DOCTYPE html><html><body>{html}</body></html>"
    root = etree.fromstring(page.encode("utf-8"), parser)
    body = etree.Element("body", nsmap={"epub": OPS})
    for each in root.iterchildren("body"):
        _append_text(body, each.text)
        body.extend(list(each))
    return body


def _leave_out(body: etree._Element) -> None:
    for element in list(body.iter("*")):
        if element.get("data-generated") in _LEFT_OUT:
            remove(element)


def _pages(body: etree._Element) -> None:
    """Page breaks are marks with a name, not words: EPUB Accessibility 1.1, section 4.3.2."""
    for element in list(body.iter("span")):
        if element.get("role") == "doc-pagebreak" and element.get("id"):
            number = _PAGE.fullmatch("".join(map(str, element.itertext())))
            for child in list(element):
                element.remove(child)
            element.text = None
            # What checks accessibility takes no aria-label here; a title is a name, too.
            element.set("title", (number.group(1) if number else "") or "Page break")
            element.set(_TYPE, "pagebreak")


def _notes(body: etree._Element) -> None:
    """Every note that is called becomes an aside, with its number as the way back."""
    calls = {call.get("href", "")[1:]: call for call in body.iter("a") if call.get("role") == "doc-noteref"}
    for call in calls.values():
        call.set(_TYPE, "noteref")
    for element in list(body.iter(*_NOTES)):
        around = element.getparent()
        if element.get("id") in calls or (around is not None and around.get("role") == "doc-endnotes"):
            _note(element, calls)
    for section in list(body.iter("section")):
        if section.get("role") == "doc-endnotes":
            _list_of_notes(section)


def _note(element: etree._Element, calls: Mapping[str, etree._Element]) -> None:
    id = element.get("id", "")
    if id not in calls or element.tag == "section":
        return
    around = element.getparent()
    if element.tag == "li" and around is not None and around.tag in ("ol", "ul"):
        for item in around.iterchildren("li"):
            item.tag = "div"
        around.tag = "div"
        _drop(around, ("role",))
    element.tag = "aside"
    element.set(_TYPE, "footnote")
    element.set("role", "doc-footnote")
    _drop(element, ("aria-label",))
    backs = [a for a in element.iter("a") if a.get("role") == "doc-backlink"]
    number = next((e for e in element if "n" in e.get("class", "").split() and e.get("data-generated")), None)
    if number is None or not backs:
        return
    number.tag = "a"
    number.set("href", backs[0].get("href", ""))
    number.set("role", "doc-backlink")
    if label := backs[0].get("aria-label"):
        number.set("aria-label", label)
    for back in backs:
        remove(back)


def _list_of_notes(section: etree._Element) -> None:
    """A list of notes has no heading of its own: where notes open at their calls, it would stand above nothing."""
    for heading in list(section.iterchildren("h1", "h2", "h3", "h4", "h5", "h6")):
        if heading.get("data-generated"):
            remove(heading)
    _drop(section, ("role", "aria-labelledby"))
    section.set("aria-label", "Notes")
    section.set(_TYPE, "footnotes")


def _ids(body: etree._Element) -> Iterator[str]:
    """The ids, each once: later ones of the same name are taken away."""
    seen: set[str] = set()
    for element in body.iter("*"):
        if "id" in element.attrib:
            id = ncname(element.get("id", ""))
            if not id or id in seen:
                del element.attrib["id"]
            else:
                seen.add(id)
                element.set("id", id)
                yield id


def _links(body: etree._Element, ids: frozenset[str], target: Callable[[str], str]) -> Iterator[str]:
    """Let every link lead to where its target is in the book; one that leads nowhere becomes text."""
    for link in list(body.iter("a")):
        href = link.get("href", "")
        here = ncname(unquote(href[1:])) if href.startswith("#") else ""
        address = f"#{here}" if here in ids else target(href)
        if address:
            link.set("href", address)
            if not address.startswith(("#", "http:", "https:", "mailto:")):
                yield address
        else:
            link.tag = "span"
            _drop(link, ("href", "role", "aria-label", _TYPE))


def _labels(body: etree._Element, ids: frozenset[str]) -> None:
    """Names that are made of other elements are made of those that are there."""
    for element in body.iter("*"):
        for name in ("aria-labelledby", "aria-describedby", "headers"):
            if name in element.attrib:
                known = [id for id in map(ncname, element.get(name, "").split()) if id in ids]
                element.set(name, " ".join(known))
                if not known:
                    del element.attrib[name]


def _drop(element: etree._Element, names: Iterable[str]) -> None:
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def remove(element: etree._Element) -> None:
    """Take an element away, with all in it, but not the characters behind it."""
    around = element.getparent()
    if around is None:
        return
    before = element.getprevious()
    if before is None:
        around.text = (around.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    around.remove(element)


def _append_text(element: etree._Element, text: str | None) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (text or "")
    else:
        element.text = (element.text or "") + (text or "")
