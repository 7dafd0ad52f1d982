"""Schemas of other places that are at hand: in a catalog, or fetched before and kept in the cache."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from tei.core.address import is_address, path_of
from tei.core.diagnostic import refusal
from tei.core.resources import cache

_PLAIN = " !$&'()+,;=@~-_."


def find(address: str) -> Path | None:
    """The file that stands for an absolute address: by a catalog, as a file of this computer, else from the cache.

    Whether a file of this computer is there is not looked at. Raises Refused (P303) for a catalog that is none.
    """
    # Most schemas are files that a path names.
    from tei.core import catalog

    if known := catalog.named().resolve(uri=address, system=address):
        return known
    if path := path_of(address):
        return Path(path)
    kept = place(address)
    return kept if kept and os.path.isfile(kept) else None


def at_hand(name: str) -> str:
    """The path of the schema that a path or an address names.

    Raises Refused: P301 for an address that is neither in a catalog nor in the cache.
    """
    if not is_address(name):
        return name
    if found := find(name):
        return str(found)
    raise refusal(
        "P301",
        f"the schema {name} is not at hand, and nothing is fetched while files are checked",
        f"`tei schema fetch {name}` fetches it once, --catalog names a copy of yours",
    )


def place(address: str) -> Path | None:
    """Where the file of an https or http address is kept; None for other addresses, and where there is no cache.

    Files of one host keep their order, so that relative references between them lead somewhere.
    """
    folder = cache()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if not folder or parts.scheme not in ("https", "http") or not parts.hostname:
        return None
    names = [_name(unquote(step)) for step in parts.path.split("/") if step]
    if not names or parts.path.endswith("/"):
        names.append("index")
    if parts.query:
        names[-1] += "%3F" + quote(parts.query, safe="=&")
    return Path(folder, "schemas", _name(parts.netloc.lower()), *names)


def _name(step: str) -> str:
    """One step of an address as the name of a file, which is never one that leads up."""
    return quote(step, safe=_PLAIN).replace("..", "%2E%2E") if step.strip(".") else "%2E" * len(step)
