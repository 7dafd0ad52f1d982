"""Search over the texts of a site: an index that needs no server, and pagefind beside it where that is installed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tei import __version__
from tei.core.diagnostic import refusal
from tei.render import Metadata
from tei.render.condense import condensed
from tei.site.manifest import Manifest, key_of
from tei.site.search import pagefind
from tei.site.search.fragment import Fragment
from tei.site.search.index import Index, coded, rising

__all__ = [
    "ENGINES",
    "FOLDER",
    "PAGE",
    "Found",
    "Fragment",
    "asset",
    "engine",
    "navigation",
    "text_file",
    "write",
    "written",
]

ENGINES = ("pagefind", "builtin", "none")
FOLDER = "search"
PAGE = "search.html"
"""The page with the form, and the folder of the built-in index."""

ASSETS = Path(__file__).parent / "assets"
SCRIPT = "search.js"
STYLE = "search.css"
PARTS = {SCRIPT: ("words.js", "index.js", "excerpt.js", "results.js"), STYLE: (STYLE,)}
"""The files of which each is made."""

_YEAR = re.compile(r"-?\d{4}")
_PLAIN = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Found:
    """A page that can be found: what it says of itself, and the ids of the entries that it mentions."""

    metadata: Metadata
    mentioned: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """What documents can be chosen by: its values, each with a label and the numbers of the documents that have it."""

    name: str
    label: str
    many: bool
    values: tuple[tuple[str, str, tuple[int, ...]], ...]


def engine(wanted: str) -> str:
    """The engine that makes the search: the one that is wanted, else pagefind where it is installed.

    Raises Refused (P109) where pagefind is wanted and not installed.
    """
    if wanted == "pagefind" and not pagefind.installed():
        remedy = "install it with `pip install 'tei[site]'`, or leave --search out for the built-in index"
        raise refusal("P109", "--search pagefind needs pagefind", remedy)
    return wanted or ("pagefind" if pagefind.installed() else "builtin")


def navigation(engine: str) -> list[dict[str, str]]:
    """The link to the search, as the templates of the site are told it."""
    return [] if engine == "none" else [{"name": "search", "address": PAGE, "label": "Search"}]


def text_file(name: str) -> str:
    """Where the text of a page lies for the search."""
    return f"{FOLDER}/t/{name}.js"


def written(name: str, value: str) -> str:
    """A file of the index: a script that hands over a value in JSON."""
    return f"teiSearch({json.dumps(name, ensure_ascii=False)},{value});\n"


def _fragment(name: str, text: str) -> Fragment:
    before, after = written(f"t/{name}", "\n").split("\n", 1)
    return Fragment.read(text.removeprefix(before).removesuffix(after))


def write(
    manifest: Manifest, out: Path, pages: Sequence[Found], names: Mapping[str, tuple[str, str]], wanted: str
) -> None:
    """Write the index of these pages, whose texts lie in their `text_file`s, unless it is there already.

    `names` tells the kind and the name of every entry. One text is in memory at a time, and the index, which is
    four tenths of all.
    """
    for name in PARTS:
        manifest.write(f"assets/{name}", asset(name))
    fields = list(choices(pages, names))
    key = key_of((__version__, wanted, fields, *_texts(out, pages)))
    if not manifest.keep(f"{FOLDER}/i/", key):
        _write_index(manifest, out, pages, fields, wanted, key)
    if wanted == "pagefind" and not manifest.keep(f"{pagefind.FOLDER}/", key):
        found = (_fragment(p.metadata.name, text) for p, text in zip(pages, _texts(out, pages), strict=True))
        chosen: list[list[tuple[str, str]]] = [[] for _ in pages]
        for field in fields:
            for id, _, numbers in field.values:
                for number in numbers:
                    chosen[number].append((field.name, id))
        for name, data in pagefind.files(zip(found, chosen, strict=True)):
            manifest.write(f"{pagefind.FOLDER}/{name}", data, key)


def _texts(out: Path, pages: Iterable[Found]) -> Iterator[str]:
    for page in pages:
        yield (out / text_file(page.metadata.name)).read_text(encoding="utf-8")


def _write_index(
    manifest: Manifest, out: Path, pages: Sequence[Found], fields: Iterable[Field], wanted: str, key: str
) -> None:
    index = Index()
    for page, text in zip(pages, _texts(out, pages), strict=True):
        index.add(_fragment(page.metadata.name, text).blocks)
    shards = index.shards()
    for prefix, group in shards:
        for kind, value in (("w", index.texts(group)), ("p", index.places(group))):
            name = f"i/{kind}-{safe(prefix)}"
            manifest.write(f"{FOLDER}/{name}.js", written(name, value), key)
    start = {
        "names": [page.metadata.name for page in pages],
        "lengths": "".join(map(coded, index.lengths)),
        "shards": [prefix for prefix, _ in shards],
        "pagefind": wanted == "pagefind",
        "fields": [
            {
                "name": f.name,
                "label": f.label,
                "many": f.many,
                "values": [[id, label, rising(docs)] for id, label, docs in f.values],
            }
            for f in fields
        ],
    }
    told = json.dumps(start, ensure_ascii=False, separators=(",", ":"))
    manifest.write(f"{FOLDER}/i/index.js", written("i/index", told), key)


def safe(prefix: str) -> str:
    """First letters as a part of a file's name that every system takes."""
    return _PLAIN.sub(lambda sign: f"_{ord(sign[0]):x}_", prefix)


def choices(pages: Sequence[Found], names: Mapping[str, tuple[str, str]]) -> Iterator[Field]:
    """What documents can be chosen by: persons and places named, year and kind; nothing that all have alike."""
    persons: dict[tuple[str, str], list[int]] = {}
    places: dict[tuple[str, str], list[int]] = {}
    years: dict[tuple[str, str], list[int]] = {}
    kinds: dict[tuple[str, str], list[int]] = {}
    known = {name: id for id, (kind, name) in names.items() if kind == "Places"}
    for number, page in enumerate(pages):
        metadata = page.metadata
        for id in dict.fromkeys(page.mentioned):
            kind, name = names.get(id, ("", ""))
            if kind in ("Persons", "Places"):
                (persons if kind == "Persons" else places).setdefault((id, name), []).append(number)
        if place := metadata.place.strip(" .,"):
            numbers = places.setdefault((known.get(place, place), place), [])
            numbers += [number] if number not in numbers[-1:] else []
        if year := _YEAR.match(metadata.date):
            years.setdefault((year[0], year[0]), []).append(number)
        if kind := metadata.genre or metadata.kind:
            label = kind.replace("-", " ")
            kinds.setdefault((kind, label[:1].upper() + label[1:]), []).append(number)
    for name, label, many, found in (
        ("person", "Person mentioned", True, persons),
        ("place", "Place", True, places),
        ("year", "Year", False, years),
        ("kind", "Kind of document", False, kinds),
    ):
        if len(found) > 1:
            ordered = sorted(found, key=lambda value: (value[1].casefold(), value[0]))
            alike = {said for said, number in Counter(said for _, said in ordered).items() if number > 1}
            yield Field(
                name,
                label,
                many,
                tuple(
                    (id, f"{said} ({id})" if said in alike else said, tuple(found[id, said])) for id, said in ordered
                ),
            )


@cache
def asset(name: str) -> str:
    """The characters of the script or the style, condensed."""
    text = "\n".join((ASSETS / part).read_text(encoding="utf-8") for part in PARTS[name])
    return condensed(name, f'(() => {{"use strict";\n{text}}})();\n' if name == SCRIPT else text)
