"""The files of JSON in a kit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def value_of(file: Path) -> Any:
    """What a file of JSON says. Raises OSError where it cannot be read, ValueError where it is no JSON of any use."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except RecursionError:
        raise ValueError("it is nested too deep") from None
