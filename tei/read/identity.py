"""The `xml:id` of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

_REFUSED = re.compile(r"[^A-Za-z0-9_.\-]+")


def identity(name: str, number: str, patterns: Mapping[str, Any]) -> str:
    """The id of a document, by its number if it has one, else by the name of its file, made a valid NCName."""
    stem = PurePath(name).stem
    pattern = patterns["id"] if number else patterns["unnumbered"]
    wanted = _REFUSED.sub("_", pattern.format(number=number, stem=stem))
    return wanted if re.match("[A-Za-z_]", wanted) else "_" + wanted
