"""The engines of the search, and writing what the one that is taken needs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tei import __version__
from tei.core.diagnostic import refusal
from tei.site.manifest import Manifest, key_of
from tei.site.search import pagefind
from tei.site.search.choices import Field, Found, choices
from tei.site.search.files import FOLDER, PARTS, asset, read, safe, text_file, written
from tei.site.search.index import Index, coded, rising

PAGE = "search.html"
"""The page with the form."""


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
        found = (read(p.metadata.name, text) for p, text in zip(pages, _texts(out, pages), strict=True))
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
        index.add(read(page.metadata.name, text).blocks)
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
