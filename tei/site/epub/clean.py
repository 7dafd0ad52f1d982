"""What may stand in a file of an EPUB: all else is taken out of a tree of HTML, and its words stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from lxml import etree

from tei.site.epub.foreign import ROOTS, rebuilt

_ELEMENTS = frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div "
    "dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p pre "
    "q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var "
    "wbr".split()
)
_SILENT = frozenset(
    "script style template noscript iframe object embed applet audio video canvas map head title select textarea "
    "base link meta frameset".split()
)
"""What is taken out with all that is in it: none of it is text to be read."""

_EVERYWHERE = frozenset("id class lang dir title style role".split())
_SOMEWHERE = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    "data": {"value"},
    "details": {"open"},
}
_INSIDE = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "figcaption": {"figure"},
}
_VALUES = {
    "dir": re.compile("ltr|rtl|auto"),
    "role": re.compile("doc-(?:noteref|backlink|pagebreak|footnote)|note|group|img"),
    "lang": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "type": re.compile("[1aAiI]"),
    "start": re.compile(r"-?\d+"),
    "value": re.compile(r"-?\d+"),
    "reversed": re.compile("|reversed"),
    "open": re.compile("|open"),
    "datetime": re.compile(
        r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?Z?)?)?)?"
    ),
    **dict.fromkeys(("colspan", "rowspan", "span", "width", "height"), re.compile("[1-9][0-9]{0,3}")),
}
_EXTENSION = re.compile(r"(?:data|aria)-[a-z][a-z0-9-]*")
_DECLARATION = re.compile(r"\s*(?P<name>-?[a-z][a-z-]*)\s*:\s*(?P<value>[^;:\"'\\@<>{}/]+?)\s*", re.IGNORECASE)
_KEPT_FROM = re.compile(r"direction|unicode-bidi|position|behavior|-moz-binding", re.IGNORECASE)
"""Properties that EPUB forbids in style (EPUB 3.3, section 6.3), that hide other text, or that can run script."""
_CALLED = re.compile(r"(?:url|expression|image-set|src|attr|element)\s*\(", re.IGNORECASE)
_KEPT = "%/:?@!$&'()*+,;=~-._"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*")


def clean(body: etree._Element, images: Mapping[str, str]) -> None:
    """Leave in a tree only what a reading system shows: text, links, and pictures that are in the book.

    `images` tells the address in the book of those that are there. A picture from elsewhere becomes a link to it, any
    other becomes its description.
    """
    for element in list(body.iterdescendants("*")):
        if element.getparent() is None or not _is_in(element, body):
            continue
        tag = str(element.tag)
        if tag in ROOTS:
            _replace(element, rebuilt(element))
        elif tag in _SILENT:
            _unwrap(element, keep=False)
        elif tag == "img":
            _picture(element, images)
        elif tag not in _ELEMENTS:
            _unwrap(element, keep=True)
        else:
            _place(element)
            _attributes(element)


def outside(address: str) -> str:
    """An address on the web as a valid URL, "" for anything that is none."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme == "mailto" and "@" in parts.path:
        return _BROKEN_ESCAPE.sub("%25", quote(address, safe="%:@?&=+,;.-_~"))
    if scheme not in ("http", "https") or not _HOST.fullmatch(host) or port == 0 or parts.username is not None:
        return ""
    start, hash, place = address.partition("#")
    quoted = quote(start, safe=_KEPT) + hash + quote(place, safe=_KEPT)
    return _BROKEN_ESCAPE.sub("%25", quoted)


def ncname(id: str) -> str:
    """An id as XML can have it: Namespaces in XML, section 4."""
    named = re.sub(r"[^\w.-]", "-", id)
    return named if not named or re.match(r"[^\W\d]", named) else f"i{named}"


def _place(element: etree._Element) -> None:
    """Make an item without a list, or a cell without a table, a line of its own: HTML has none elsewhere."""
    around = element.getparent()
    if around is not None and around.tag not in _INSIDE.get(str(element.tag), {around.tag}):
        element.tag = "div"


def _is_in(element: etree._Element, body: etree._Element) -> bool:
    return any(each is body for each in element.iterancestors())


def _attributes(element: etree._Element) -> None:
    allowed = _SOMEWHERE.get(str(element.tag), set())
    for name in list(map(str, element.attrib)):
        if name.startswith("{"):
            continue
        value = element.get(name, "")
        known = name in _EVERYWHERE or name in allowed or _EXTENSION.fullmatch(name)
        pattern = _VALUES.get(name)
        if not known or (pattern and not pattern.fullmatch(value)):
            del element.attrib[name]
    if "style" in element.attrib:
        _style(element)
    if element.tag == "time" and "datetime" not in element.attrib:
        element.tag = "span"


def _style(element: etree._Element) -> None:
    """Keep those declarations that do no more than they say."""
    kept = [
        f"{m.group('name')}: {m.group('value')}"
        for each in element.get("style", "").split(";")
        if (m := _DECLARATION.fullmatch(each))
        and not _KEPT_FROM.fullmatch(m.group("name"))
        and not _CALLED.search(m.group("value"))
    ]
    if kept:
        element.set("style", "; ".join(kept))
    else:
        del element.attrib["style"]


def _picture(element: etree._Element, images: Mapping[str, str]) -> None:
    source, said = element.get("src", ""), element.get("alt", "")
    if source in images:
        _attributes(element)
        element.set("src", images[source])
        element.set("alt", said)
        return
    address = outside(source)
    inside_link = next(element.iterancestors("a"), None) is not None
    element.attrib.clear()
    element.tag = "a" if address and not inside_link else "span"
    element.set("class", "picture")
    if element.tag == "a":
        element.set("href", address)
        if not said:
            element.set("data-generated", "picture")
    element.text = said or ("Picture" if element.tag == "a" else "")


def _replace(element: etree._Element, new: etree._Element) -> None:
    around = element.getparent()
    if around is not None:
        new.tail = element.tail
        around.replace(element, new)


def _unwrap(element: etree._Element, *, keep: bool) -> None:
    """Take an element away; with `keep`, what is in it stays."""
    around = element.getparent()
    if around is None:
        return
    place = around.index(element)
    children = list(element) if keep else []
    text = (element.text or "") if keep else ""
    tail = element.tail or ""
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    else:
        text += tail
    if place:
        around[place - 1].tail = (around[place - 1].tail or "") + text
    else:
        around.text = (around.text or "") + text
    around[place : place + 1] = children
