"""The other files that a document may point to, and the ids in them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from tei.core.diagnostic import Refused
from tei.core.stream import Stored

FILES = 32
"""The ids of so many files are remembered."""

LONGEST = 10_000
"""A start tag with an id is not longer than this, in bytes."""

_ID = re.compile(rb"""xml:id\s*=\s*["']([^"'<&]+)["']""")


def ids_in(path: str) -> frozenset[str]:
    """The ids in a file, which need not be well-formed; a file that cannot be read has none."""
    found: set[str] = set()
    rest = b""
    with suppress(OSError, Refused):
        for piece in Stored(path, Path(path)).chunks():
            text = rest + piece
            # What may be the beginning of an attribute is looked at with the next piece.
            rest = text[max(text.rfind(b"<"), len(text) - LONGEST) :]
            found.update(name.decode("utf-8", "replace") for name in _ID.findall(text))
    return frozenset(found)


def stem(name: str) -> str:
    """A file's name without folders and `.xml`."""
    return re.split(r"[/\\]", name)[-1].removesuffix(".xml")


class Corpus:
    """The files that a document can point to: those of the run, the authority file, and those beside it."""

    def __init__(self, document: str, files: Mapping[str, str], authority: str = "") -> None:
        self._folder = os.path.dirname(document)
        self._files = files
        self._authority = authority

    def path(self, name: str) -> str:
        """The path of the file that a pointer names, by its name or the id of a volume; "" if it is not there."""
        name = unquote(name)
        own = stem(name)
        if own in self._files and not os.path.dirname(name):
            return self._files[own]
        beside = os.path.join(self._folder, name)
        for path in (beside, f"{beside}.xml"):
            with suppress(OSError, ValueError):
                if path.endswith(".xml") and os.path.isfile(path):
                    return path
        if own in self._files:
            return self._files[own]
        return self._authority if self._authority and own == stem(self._authority) else ""

    def ids(self, path: str) -> frozenset[str]:
        """The ids in a file."""
        with suppress(OSError):
            return _ids(path, os.stat(path).st_mtime_ns)
        return frozenset()


@lru_cache(maxsize=FILES)
def _ids(path: str, changed: int) -> frozenset[str]:
    return ids_in(path)
