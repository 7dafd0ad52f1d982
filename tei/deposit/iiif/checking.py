"""What is wrong with a manifest or a collection of IIIF by Presentation API 3.0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tei.deposit.iiif.writing import CONTEXT, RIGHTS
from tei.deposit.values import value_of
from tei.deposit.vocabulary import is_address

_ITEMS = {
    "Collection": ("Manifest", "Collection"),
    "Manifest": ("Canvas",),
    "Canvas": ("AnnotationPage",),
    "AnnotationPage": ("Annotation",),
    "Range": ("Range", "Canvas", "SpecificResource"),
}
"""What the items of each kind may be (sections 2 and 5)."""

_LABELLED = ("Collection", "Manifest", "Canvas", "Range")
_TEXTS = ("label", "summary")
_LANGUAGE = re.compile(r"none|@none|[A-Za-z]{1,8}(?:-[A-Za-z\d]{1,8})*")
_MOMENT = re.compile(r"-?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def faults(file: Path) -> Iterator[str]:
    """What is wrong with a file of IIIF: each fault with the place, as names with slashes.

    Source: Presentation API 3.0, sections 2 to 5.
    """
    try:
        value = value_of(file)
    except (OSError, ValueError) as error:
        yield f"it is no JSON: {error}"
        return
    if not isinstance(value, dict) or value.get("type") not in ("Manifest", "Collection"):
        yield "it is neither a Manifest nor a Collection"
        return
    contexts = value.get("@context")
    if (contexts[-1] if isinstance(contexts, list) and contexts else contexts) != CONTEXT:
        yield f"its @context is not {CONTEXT}"
    judge = _Judge(file.parent if value["type"] == "Collection" else None)
    yield from judge.thing(value, "", str(value["type"]))
    yield from judge.pointers()


class _Judge:
    """Judges one file; `folder` is where the manifests of a collection are looked for."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._ids: set[str] = set()
        self._canvases: set[str] = set()
        self._pointed: list[tuple[str, str]] = []

    def thing(self, value: dict[str, Any], where: str, kind: str) -> Iterator[str]:
        """What is wrong with something of a kind that has an id, and with what is in it."""
        yield from self._identified(value, where, kind)
        for name in _TEXTS:
            if name in value or (name == "label" and kind in _LABELLED):
                yield from _text(value.get(name), f"{where}/{name}")
        for pair in _pairs(value):
            for name in ("label", "value"):
                yield from _text(pair.get(name), f"{where}/metadata/{name}")
        if (rights := value.get("rights")) is not None and not RIGHTS.fullmatch(str(rights)):
            yield f"{where}/rights: {rights!r} is none of Creative Commons or RightsStatements.org"
        if (moment := value.get("navDate")) is not None and not _MOMENT.fullmatch(str(moment)):
            yield f"{where}/navDate: {moment!r} is no date with a time"
        if kind == "Canvas":
            yield from _measured(value, where)
            self._canvases.add(str(value.get("id")))
        if kind == "Annotation":
            yield from self._annotation(value, where)
        if kind in _ITEMS and not (kind == "Manifest" and self._folder):
            yield from self._items(value, where, kind)
        for number, each in enumerate(_list(value, "structures")):
            yield from self.thing(each, f"{where}/structures/{number}", "Range")

    def pointers(self) -> Iterator[str]:
        """What annotations and ranges point to without there being such a canvas."""
        for where, id in self._pointed:
            if id not in self._canvases:
                yield f"{where}: there is no canvas {id!r}"

    def _identified(self, value: dict[str, Any], where: str, kind: str) -> Iterator[str]:
        id = value.get("id")
        if value.get("type") != kind:
            yield f"{where}: its type is {value.get('type')!r}, not {kind!r}"
        if not isinstance(id, str) or not is_address(id):
            yield f"{where}/id: {id!r} is no address of http or https"
        elif id in self._ids:
            yield f"{where}/id: {id!r} is the id of something else, too"
        elif kind == "Canvas" and "#" in id:
            yield f"{where}/id: {id!r} has a fragment"
        self._ids.add(str(id))

    def _items(self, value: dict[str, Any], where: str, kind: str) -> Iterator[str]:
        items = value.get("items")
        if not isinstance(items, list) or not (items or kind == "Collection"):
            yield f"{where}/items: {kind} has none"
        elif not all(isinstance(each, dict) for each in items):
            yield f"{where}/items: not all of them are objects"
        for number, each in enumerate(_list(value, "items")):
            place = f"{where}/items/{number}"
            inner = str(each.get("type"))
            if inner not in _ITEMS[kind]:
                yield f"{place}: {inner!r} is not allowed in {kind}"
            elif kind == "Range" and inner != "Range":
                source = each.get("source", "") if inner == "SpecificResource" else each.get("id", "")
                self._pointed.append((place, str(source).partition("#")[0]))
            else:
                yield from self.thing(each, place, inner)
                if kind == "Collection":
                    yield from self._there(each, place)

    def _there(self, value: dict[str, Any], where: str) -> Iterator[str]:
        """Whether a manifest of the collection is in the kit, under the address that it has itself."""
        id = str(value.get("id"))
        found = self._folder.joinpath(*id.split("/")[-2:]) if self._folder else None
        try:
            own = value_of(found).get("id") if found else None
        except (OSError, ValueError, AttributeError):
            own = None
        if own != id:
            yield f"{where}: the manifest {id!r} is not in the kit"

    def _annotation(self, value: dict[str, Any], where: str) -> Iterator[str]:
        body = value.get("body")
        if value.get("motivation") != "painting":
            yield f"{where}/motivation: it is {value.get('motivation')!r}, not 'painting'"
        if not isinstance(body, dict) or not is_address(str(body.get("id"))) or body.get("type") != "Image":
            yield f"{where}/body: it is no Image with an address"
        else:
            yield from _measured(body, f"{where}/body")
        self._pointed.append((where, str(value.get("target")).partition("#")[0]))


def _list(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = value.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _pairs(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from _list(value, "metadata")
    if isinstance(required := value.get("requiredStatement"), dict):
        yield required


def _text(value: object, where: str) -> Iterator[str]:
    """A text is a table of languages, each with a list of strings (section 4.4)."""
    if not isinstance(value, dict) or not value:
        yield f"{where}: it is no table of languages"
        return
    for language, texts in value.items():
        if not _LANGUAGE.fullmatch(language):
            yield f"{where}: {language!r} is no language"
        if not isinstance(texts, list) or not texts or not all(isinstance(each, str) for each in texts):
            yield f"{where}/{language}: it is no list of strings"


def _measured(value: dict[str, Any], where: str) -> Iterator[str]:
    for name in ("height", "width"):
        size = value.get(name)
        if not isinstance(size, int) or isinstance(size, bool) or size <= 0:
            yield f"{where}/{name}: {size!r} is no positive number"
