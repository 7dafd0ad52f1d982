"""Schemas in a few lines, for tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Diagnostic, Refused
from tei.relaxng.definitions import Definitions
from tei.relaxng.schema import RNG
from tei.relaxng.simplify import definitions


def written(folder: Path, text: str, name: str = "schema.rng") -> str:
    """The path of a file with this schema; `<grammar>` and such get their namespace."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    root, *rest = text.split(">", 1)
    if name.endswith(".rng") and "xmlns=" not in root:
        slash = "/" if root.endswith("/") else ""
        text = ">".join((f'{root.removesuffix("/")} xmlns="{RNG}"{slash}', *rest))
    path.write_text(text, encoding="utf-8")
    return str(path)


def simplified(folder: Path, text: str, name: str = "schema.rng") -> Definitions:
    return definitions(written(folder, text, name))


def refused(folder: Path, text: str, name: str = "schema.rng") -> Diagnostic:
    """What is said of a schema that is not correct."""
    return refusal_of(written(folder, text, name))


def refusal_of(path: str) -> Diagnostic:
    with pytest.raises(Refused) as refused:
        definitions(path)
    (diagnostic,) = refused.value.diagnostics
    return diagnostic


def lines(diagnostic: Diagnostic) -> list[int]:
    """The lines of its places."""
    return [label.source.position(label.span.start)[0] for label in diagnostic.labels]
