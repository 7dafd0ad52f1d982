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


def found(name: str) -> str:
    """The path of a file: the one that it names from here, else that of the package."""
    return name if os.path.exists(name) else str(path(name))


def cache() -> str:
    """The folder for what can be made or fetched again: TEI_CACHE, else that of the system for this user.

    It need not exist; "" if there is none.
    """
    chosen = os.environ.get("TEI_CACHE")
    if chosen:
        return chosen
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "tei") if os.path.isabs(base) else ""
