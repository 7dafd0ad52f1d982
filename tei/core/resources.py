"""The data that belongs to the package, wherever it is installed: schemas, stylesheets, profiles; and the cache."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_AT_THE_TOP = ("schemas", "xslt")


def path(name: str) -> Path:
    """The file of the package with this name, such as `schemas/frus.rng` or `profiles/frus.toml`.

    Schemas and stylesheets stand at the top of a checkout and inside the package when installed.
    """
    folder = name.split("/", 1)[0]
    if folder in _AT_THE_TOP and not (_PACKAGE / folder).is_dir():
        return _PACKAGE.parent / name
    return _PACKAGE / name


def cache() -> Path:
    """The folder for what can be made or fetched again: `TEI_CACHE`, else `tei` in the user's folder of caches.

    That folder is `XDG_CACHE_HOME` (XDG Base Directory Specification), `LOCALAPPDATA` on Windows, `Library/Caches` on
    macOS, else `~/.cache`. It need not exist.
    """
    if own := os.environ.get("TEI_CACHE"):
        return Path(own)
    if base := os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"):
        return Path(base, "tei")
    return Path(os.path.expanduser("~"), *(("Library", "Caches") if sys.platform == "darwin" else (".cache",)), "tei")
