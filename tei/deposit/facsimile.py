"""The pages of a text, and the pictures of them that are in the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tei.core.diagnostic import Diagnostic, and_more
from tei.core.edition import XML_ID
from tei.core.namespaces import TEI, XML
from tei.deposit.collection import Collection, Resource
from tei.deposit.vocabulary import is_address
from tei.validate.media import ENDINGS, MEANT

IMAGE_API = re.compile(
    r"(?P<service>https?://[^?#]+)/(?P<region>full|square|(?:pct:)?[\d.]+(?:,[\d.]+){3})/(?P<size>\^?[\w,:!.]+)"
    r"/!?[\d.]+/(?:color|gray|bitonal|default|native)\.\w+"
)
"""The address of a picture that a IIIF Image API gives (2.1 and 3.0, section 4)."""

_T = f"{{{TEI}}}"
_BASE = f"{{{XML}}}base"
_PB, _SURFACE, _GRAPHIC, _ZONE = _T + "pb", _T + "surface", _T + "graphic", _T + "zone"
_PIXELS = re.compile(r"([1-9]\d{0,6})(?:\.\d+)?(?:px)?")
_COORDINATE = re.compile(r"-?\d{1,7}(?:\.\d{1,9})?")
_IN_PIXELS = re.compile(r"([1-9]\d{0,6}),([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: its address, http or https, its media type, "" if nobody says it, and its size in pixels,
    0 where that is not known."""

    address: str
    media: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the `xml:id` of where it begins ("" for none), its number as printed, and the pictures of it."""

    id: str
    label: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Facsimile:
    """The pages of a text in their order.

    `begins` has the number, from 0, of the page that begins at each `pb`; `nowhere` are the elements that name pictures
    of which nobody knows where in the web they are, `unmeasured` those whose pictures have no size.
    """

    pages: tuple[Page, ...]
    begins: Mapping[etree._Element, int] = field(repr=False)
    nowhere: tuple[etree._Element, ...] = field(repr=False)
    unmeasured: tuple[etree._Element, ...] = field(repr=False)

    @classmethod
    def of(cls, root: etree._Element, url: str = "") -> Facsimile:
        """The pages that begin at the `pb` of a text, with the pictures that `@facs` or `surface/@start` gives them.

        A surface to which no `pb` belongs is a page of its own, behind the page of the surface before it. Addresses are
        relative to `@xml:base`, else to `url`. Measures are those of `graphic`, else of a request to the Image API,
        else the coordinates of `surface`.
        """
        return _Reader(root, url).read()


def unreachable(collection: Collection) -> Iterator[Diagnostic]:
    """H221, once: that pictures of pages have no address in the web, and are not in METS and IIIF."""
    message = "a picture of a page has no address in the web: it is left out"
    remedy = "write its whole address (https://…), or say with @xml:base or --url to what it is relative"
    yield from _told(collection, "H221", message, remedy, lambda found: found.nowhere)


def unmeasured(collection: Collection) -> Iterator[Diagnostic]:
    """H222, once: that pictures of pages have no size, so that they get no canvas of IIIF."""
    message = "a picture of a page has no width and height, for which IIIF asks: it is left out"
    remedy = 'add width="…px" and height="…px" to <graphic>, or @ulx, @uly, @lrx and @lry to <surface>'
    yield from _told(collection, "H222", message, remedy, lambda found: found.unmeasured)


def may_show(resource: Resource) -> bool:
    """Whether a text may have pictures of its pages: to see that it has none, it need not be parsed."""
    data = resource.data
    return b"graphic" in data or b"facs" in data


def _told(
    collection: Collection,
    code: str,
    message: str,
    remedy: str,
    which: Callable[[Facsimile], tuple[etree._Element, ...]],
) -> Iterator[Diagnostic]:
    label = None
    count = 0
    for resource in filter(may_show, collection.resources):
        edition = resource.edition
        found = which(Facsimile.of(edition.tree.getroot(), collection.url))
        count += len(found)
        if found and label is None:
            label = edition.label(found[0])
    if label:
        yield Diagnostic(code, "warning", message + and_more(count - 1), (label,), help=remedy)


class _Reader:
    def __init__(self, root: etree._Element, url: str) -> None:
        self._root = root
        self._url = url
        self._nowhere: dict[etree._Element, None] = {}
        self._unmeasured: dict[etree._Element, None] = {}
        # What shows a page as a whole: a surface, or a picture that stands in none.
        self._views = [
            each
            for each in root.iter(_SURFACE, _GRAPHIC)
            if each.tag == _SURFACE or _parent(each) in (_T + "facsimile", _T + "surfaceGrp")
        ]

    def read(self) -> Facsimile:
        breaks = list(self._root.iter(_PB))
        pointed = {id: e for e in self._root.iter(_SURFACE, _GRAPHIC, _ZONE) if (id := e.get(XML_ID))}
        started = {start[1:]: e for e in self._views if (start := e.get("start", ""))[:1] == "#"}
        pages: list[tuple[tuple[int, int], etree._Element, Page]] = []
        shown: dict[etree._Element, int] = {}
        for number, element in enumerate(breaks):
            pictures: list[Picture] = []
            tokens = element.get("facs", "").split()
            targets = [pointed[token[1:]] for token in tokens if token[:1] == "#" and token[1:] in pointed]
            if not targets and (started_here := started.get(element.get(XML_ID, ""))) is not None:
                targets = [started_here]
            for target in targets:
                pictures += self._pictures(target)
                shown.setdefault(_view(target), number)
            for token in tokens:
                pictures += self._named(element, token)
            page = Page(element.get(XML_ID, ""), element.get("n", ""), tuple(dict.fromkeys(pictures)))
            pages.append(((number, 0), element, page))
        before = -1
        for position, view in enumerate(self._views, start=1):
            if view in shown:
                before = shown[view]
            elif pictures := list(self._pictures(view)):
                page = Page(view.get(XML_ID, ""), view.get("n", ""), tuple(dict.fromkeys(pictures)))
                pages.append(((before, position), view, page))
        pages.sort(key=lambda each: each[0])
        begins = {element: number for number, (_, element, _) in enumerate(pages) if element.tag == _PB}
        ordered = tuple(page for *_, page in pages)
        return Facsimile(ordered, begins, tuple(self._nowhere), tuple(self._unmeasured))

    def _pictures(self, element: etree._Element) -> Iterator[Picture]:
        """The pictures of a surface or of a zone in it, or a picture itself."""
        view = _view(element)
        for graphic in [element] if element.tag == _GRAPHIC else view.iterchildren(_GRAPHIC):
            address = self._address(graphic, graphic.get("url", ""))
            media = _media(graphic.get("mimeType", ""), address or graphic.get("url", ""))
            if media and not media.startswith("image/"):
                continue
            if address:
                width, height = _size(graphic, address, view)
                yield self._seen(graphic, Picture(address, media, width, height))
            else:
                self._nowhere[graphic] = None

    def _named(self, element: etree._Element, token: str) -> Iterator[Picture]:
        """The picture whose address a page break has; what has no ending of a picture is somebody's number for it."""
        media = _media("", token)
        if token[:1] == "#" or not (is_address(token) or media.startswith("image/")):
            return
        if address := self._address(element, token):
            yield self._seen(element, Picture(address, media, *_requested(address)))
        else:
            self._nowhere[element] = None

    def _seen(self, element: etree._Element, picture: Picture) -> Picture:
        if not picture.width:
            self._unmeasured[element] = None
        return picture

    def _address(self, element: etree._Element, written: str) -> str:
        """The whole address of what an element names; "" where that is not in the web."""
        bases = [base for each in (element, *element.iterancestors()) if (base := each.get(_BASE))]
        address = written.strip()
        try:
            for base in (*bases, self._url):
                address = urljoin(base, address)
        except ValueError:
            return ""
        return address if written.strip() and is_address(address) else ""


def _parent(element: etree._Element) -> object:
    parent = element.getparent()
    return None if parent is None else parent.tag


def _view(element: etree._Element) -> etree._Element:
    """The surface that an element is in, else the element itself."""
    return element if element.tag == _SURFACE else next(element.iterancestors(_SURFACE), element)


def _media(said: str, address: str) -> str:
    """The media type of a picture: as somebody said, else by the ending of its address."""
    if said := said.partition(",")[0].strip().lower():
        return MEANT.get(said, said)
    try:
        path = PurePosixPath(urlsplit(address).path)
    except ValueError:
        return ""
    # What describes an image of the Image API stands for that.
    return "" if path.name == "info.json" else next(iter(ENDINGS.get(path.suffix[1:].lower(), ())), "")


def _size(graphic: etree._Element, address: str, view: etree._Element) -> tuple[int, int]:
    """Width and height of a picture, both 0 where they are not known."""
    width, height = (_PIXELS.fullmatch(graphic.get(name, "")) for name in ("width", "height"))
    if width and height:
        return int(width[1]), int(height[1])
    if all(requested := _requested(address)):
        return requested
    corners = [_COORDINATE.fullmatch(view.get(name, "").strip()) for name in ("ulx", "uly", "lrx", "lry")]
    left, top, right, bottom = (float(each[0]) if each else 0.0 for each in corners)
    wide, high = round(right - left), round(bottom - top)
    return (wide, high) if all(corners) and wide > 0 and high > 0 else (0, 0)


def _requested(address: str) -> tuple[int, int]:
    """The size of the picture that a request to an Image API asks for, where it says that."""
    found = IMAGE_API.fullmatch(address)
    sized = found and (_IN_PIXELS.fullmatch(found["size"]) or _region(found))
    return (int(sized[1]), int(sized[2])) if sized else (0, 0)


def _region(found: re.Match[str]) -> re.Match[str] | None:
    """The size of the part that is asked for as it is."""
    return _IN_PIXELS.fullmatch(found["region"].split(",", 2)[-1]) if found["size"] in ("full", "max") else None
