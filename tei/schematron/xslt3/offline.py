"""A catalog for engines that would go to the network: what is at hand, and that nothing else is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from xml.sax.saxutils import quoteattr

from tei.core.address import address_of, path_of
from tei.core.catalog import Catalog, named
from tei.core.resources import cache

NOWHERE = "file:///nowhere/"
_KINDS = {
    "uri": "uri", "system": "uri", "rewriteURI": "rewriteURI", "rewriteSystem": "rewriteURI",
    "uriSuffix": "uriSuffix", "systemSuffix": "uriSuffix",
}  # fmt: skip
_ATTRIBUTES = {
    "uri": ("name", "uri"),
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "uriSuffix": ("uriSuffix", "uri"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
}


def offline() -> str:
    """An OASIS catalog by which every address of the network leads to a file of this computer, or to none.

    It holds what the catalogs in force map to files, and what was fetched before (`tei.core.fetched`). Raises Refused
    (P303) for a catalog that is none.
    """
    lines = ['<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">']
    for kind, name, target in (*_mapped(named(), set()), *_fetched(), *_blocked()):
        key, value = _ATTRIBUTES[kind]
        lines.append(f"<{kind} {key}={quoteattr(name)} {value}={quoteattr(target)}/>")
    return "\n".join([*lines, "</catalog>"])


def _mapped(catalog: Catalog, seen: set[str]) -> Iterator[tuple[str, str, str]]:
    for entry in catalog.entries:
        path = path_of(entry.target)
        if path is None:
            continue
        if entry.kind in _KINDS:
            yield _KINDS[entry.kind], entry.name, entry.target
        elif entry.kind in ("nextCatalog", "delegateURI", "delegateSystem"):
            if path not in seen and os.path.isfile(path):
                yield from _mapped(Catalog.load(path), seen | {path})


def _fetched() -> Iterator[tuple[str, str, str]]:
    folder = os.path.join(cache() or "", "schemas")
    if cache() and os.path.isdir(folder):
        for host in sorted(os.listdir(folder)):
            for scheme in ("https", "http"):
                yield "rewriteURI", f"{scheme}://{host}/", address_of(os.path.join(folder, host)) + "/"


def _blocked() -> Iterator[tuple[str, str, str]]:
    # Catalogs tell letters apart that addresses do not.
    for scheme in product("hH", "tT", "tT", "pP"):
        yield "rewriteURI", "".join(scheme), NOWHERE
        yield "rewriteSystem", "".join(scheme), NOWHERE
