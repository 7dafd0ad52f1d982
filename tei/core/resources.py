"""The data that belongs to the package, wherever it is installed: schemas, stylesheets, profiles."""

from __future__ import annotations

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
