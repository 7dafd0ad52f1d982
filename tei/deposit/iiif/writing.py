"""A resource as a manifest of IIIF (Presentation API 3.0): a canvas for each picture, a range for each division."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from tei.deposit.collection import Collection, Resource
from tei.deposit.facsimile import IMAGE_API, Facsimile, Page, Picture
from tei.deposit.outline import Division, outline
from tei.deposit.record import Record
from tei.deposit.vocabulary import TEI_XML, sound_tag

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MANIFEST = "{}/manifest.json"
TEI_FILE = "{0}/{0}.xml"
COLLECTION = "collection.json"
"""Where the files stand in the kit; a manifest and its TEI under the name of the resource."""

RIGHTS = re.compile(
    r"https?://(?:www\.)?(?:creativecommons\.org/(?P<licence>(?:licenses|publicdomain)/[a-z+-]+/\d\.\d(?:/[a-z]{2,3}\b)?)"
    r"|rightsstatements\.org/(?:vocab|page)/(?P<statement>[\w-]+/\d\.\d))/?(?:(?:deed|legalcode)[\w.-]*)?"
)
"""The licences that `rights` may name (Presentation API 3.0, section 3.1): those of two places."""

Json = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp")
_SERVED = re.compile(r"(?P<service>https?://[^?#]+)/info\.json")


@dataclass(frozen=True)
class Publication:
    """Where the kit of a collection is published: its folder `iiif`, at the address of the collection.

    Everything in IIIF has an address; where nobody says one, they begin with a placeholder.
    """

    collection: Collection

    PLACEHOLDER: ClassVar[str] = "https://example.org/"

    def address(self, path: str) -> str:
        """The address of a file of the kit, or of what is in a manifest."""
        return f"{self.collection.url or self.PLACEHOLDER}iiif/{path}"


def manifest(resource: Resource, published: Publication) -> Json | None:
    """The manifest of a resource; None where no page has a picture whose address and size are known.

    Source: Presentation API 3.0, section 5.2.
    """
    return _Writer(resource, published).write()


def gathered(resources: Iterable[Resource], published: Publication) -> Json:
    """The collection of the manifests of these resources (Presentation API 3.0, section 5.1)."""
    record = published.collection.record
    title = published.collection.title or published.collection.name
    return {
        "@context": CONTEXT,
        "id": published.address(COLLECTION),
        "type": "Collection",
        "label": _said(title, record.language),
        **_rights(record),
        "items": [_reference(each, published) for each in resources],
    }


def _reference(resource: Resource, published: Publication) -> Json:
    return {
        "id": published.address(MANIFEST.format(resource.name)),
        "type": "Manifest",
        "label": _label(resource),
    }


def _label(resource: Resource) -> dict[str, list[str]]:
    return _said(resource.record.title or resource.name, resource.record.language)


class _Writer:
    def __init__(self, resource: Resource, published: Publication) -> None:
        self._resource = resource
        self._root = resource.edition.tree.getroot()
        self._facsimile = Facsimile.of(self._root, published.collection.url)
        self._published = published
        self._base = published.address(resource.name)
        self._canvases: dict[tuple[Picture, ...], tuple[str, list[str]]] = {}
        self._shown: dict[int, str] = {}

    def write(self) -> Json | None:
        for number, page in enumerate(self._facsimile.pages):
            self._see(number, page)
        if not self._canvases:
            return None
        record = self._resource.record
        tei = {
            "id": self._published.address(TEI_FILE.format(self._resource.name)),
            "type": "Dataset",
            "label": _said("TEI", "en"),
            "format": TEI_XML,
            "profile": "http://www.tei-c.org/ns/1.0",
        }
        found: Json = {
            "@context": CONTEXT,
            **_reference(self._resource, self._published),
            "summary": _said(record.abstract, record.language) if record.abstract else {},
            "metadata": list(_metadata(record)),
            **_rights(record),
            **_dated(record),
            "provider": self._provider(),
            "homepage": self._homepage(),
            "seeAlso": [tei],
            "items": [self._canvas(*each) for each in self._canvases.items()],
            "structures": self._structures(),
        }
        return {name: value for name, value in found.items() if value}

    def _see(self, number: int, page: Page) -> None:
        """Remember the canvas of a page; pages with the same pictures, as those of an opening, share it."""
        pictures = tuple(picture for picture in page.pictures if picture.width)
        if pictures:
            address, labels = self._canvases.setdefault(pictures, (f"{self._base}/canvas/{number + 1}", []))
            labels.append(page.label)
            self._shown[number] = address

    def _provider(self) -> list[Json]:
        publisher, url = self._resource.record.publisher, self._published.collection.url
        if not (publisher and url):
            return []
        return [{"id": url, "type": "Agent", "label": _said(publisher), "homepage": self._homepage()}]

    def _homepage(self) -> list[Json]:
        collection = self._published.collection
        if not collection.url:
            return []
        label = _said(collection.title or collection.name, collection.record.language)
        return [{"id": collection.url, "type": "Text", "label": label, "format": "text/html"}]

    def _canvas(self, pictures: tuple[Picture, ...], known: tuple[str, list[str]]) -> Json:
        """The canvas of a page, of the size of the picture that is shown; others are offered for reading apart."""
        address, labels = known
        label = ", ".join(f"[{each}]" for each in dict.fromkeys(labels) if each)
        shown = min(pictures, key=lambda each: each.media not in _SHOWN and bool(each.media))
        painting = {
            "id": f"{address}/annotation/1",
            "type": "Annotation",
            "motivation": "painting",
            "body": _image(shown),
            "target": address,
        }
        canvas: Json = {
            "id": address,
            "type": "Canvas",
            "label": _said(label or address.rpartition("/")[2]),
            "height": shown.height,
            "width": shown.width,
            "items": [{"id": f"{address}/page/1", "type": "AnnotationPage", "items": [painting]}],
        }
        if others := [_other(each) for each in pictures if each is not shown]:
            canvas["rendering"] = others
        return canvas

    def _structures(self) -> list[Json]:
        divisions = outline(self._root, self._facsimile.begins)
        return list(self._ranges(divisions, f"{self._base}/range/"))

    def _ranges(self, divisions: Iterable[Division], base: str) -> Iterator[Json]:
        for number, division in enumerate(divisions, start=1):
            address = f"{base}{number}"
            inner = list(self._ranges(division.parts, f"{address}."))
            # What its parts stand on is theirs, if they have any canvas.
            first = division.parts[0].pages.start if inner else division.pages.stop
            own = [self._shown[page] for page in division.pages if page in self._shown and page < first]
            items = [{"id": each, "type": "Canvas"} for each in dict.fromkeys(own)] + inner
            if items:
                yield {"id": address, "type": "Range", "label": _said(division.label), "items": items}


def _image(picture: Picture) -> Json:
    """A picture as a canvas shows it, with the service of the Image API that it comes from."""
    address, service = picture.address, ""
    version = 3
    if found := _SERVED.fullmatch(address):
        service = found["service"]
        version = 2 if "/2/" in service else 3
        address = f"{service}/full/{'full' if version == 2 else 'max'}/0/default.jpg"
    elif found := IMAGE_API.fullmatch(address):
        service = found["service"]
        version = 2 if found["size"] == "full" or "/2/" in service else 3
    body: Json = {"id": address, "type": "Image"}
    if picture.media.startswith("image/"):
        body["format"] = picture.media
    body |= {"height": picture.height, "width": picture.width}
    if service:
        # Level 0 is what each service has; what more one has, it says itself.
        three = {"id": service, "type": "ImageService3", "profile": "level0"}
        two = {"@id": service, "@type": "ImageService2", "profile": "http://iiif.io/api/image/2/level0.json"}
        body["service"] = [two if version == 2 else three]
    return body


def _other(picture: Picture) -> Json:
    """A picture of a page beside the one that is shown."""
    found: Json = {"id": picture.address, "type": "Image", "label": _said(picture.media or "image")}
    return {**found, "format": picture.media} if picture.media else found


def _rights(record: Record) -> Json:
    """Under which licence it stands, and whom to name; of licences that `rights` may not name only the words."""
    found: Json = {}
    for licence in record.licences:
        if named := RIGHTS.fullmatch(licence.address):
            place = "creativecommons.org" if named["licence"] else "rightsstatements.org/vocab"
            found["rights"] = f"http://{place}/{named['licence'] or named['statement']}/"
            break
    words = [record.publisher, *(each.name or each.address for each in record.licences)]
    if any(words):
        value = {"none": [each for each in words if each]}
        found["requiredStatement"] = {"label": _said("Attribution", "en"), "value": value}
    return found


def _dated(record: Record) -> Json:
    created = _DAY.match(record.date("Created"))
    return {"navDate": f"{created[0]}T00:00:00Z"} if created else {}


def _metadata(record: Record) -> Iterator[Json]:
    """What is shown of the record beside the pictures, in the order of a title page."""
    rows = {
        "Creator": [each.filed for each in record.creators],
        "Editor": [each.filed for each in record.editors],
        "Date": [record.date("Created")],
        "Published": [record.issued],
        "Language": list(record.languages),
        "Identifier": [each.value for each in record.identifiers],
        "Source": [each.title for each in record.relatives("IsDerivedFrom")],
        "Subject": [each.term for each in record.subjects],
    }
    for name, values in rows.items():
        if said := [each for each in dict.fromkeys(values) if each]:
            yield {"label": _said(name, "en"), "value": {"none": said}}


def _said(text: str, language: str = "") -> dict[str, list[str]]:
    """A text as a value of a language, "none" where that is not known (Presentation API 3.0, section 4.4)."""
    return {sound_tag(language) or "none": [text]}
