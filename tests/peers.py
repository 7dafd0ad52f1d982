"""What others wrote, for tests that are held to it: schemas and suites (TEI_ORACLE), volumes (TEI_GOLD)."""

from __future__ import annotations

import lzma
import os
from collections.abc import Sequence
from pathlib import Path

import pytest


def folder(variable: str) -> Path:
    """The folder that an environment variable names; the test is skipped where there is none."""
    path = Path(os.environ.get(variable, ""))
    if variable not in os.environ or not path.is_dir():
        pytest.skip(f"{variable} names no folder")
    return path


def packed() -> Sequence[Path]:
    """The packed volumes, by name; the test is skipped where there are none."""
    found = sorted(folder("TEI_GOLD").rglob("*.xml.xz"))
    if not found:
        pytest.skip("TEI_GOLD has no volumes")
    return found


def unpacked(volumes: Sequence[Path], to: Path) -> list[Path]:
    """These volumes as files in a folder."""
    for path in volumes:
        (to / path.stem).write_bytes(lzma.decompress(path.read_bytes()))
    return [to / path.stem for path in volumes]
