"""Pages from templates of Jinja2."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


_COMMON = Path(__file__).parent / "pages"


@cache
def environment(*folders: Path) -> Environment:
    """Jinja2 with the templates of these folders, then those that pages have in common; the first that has one wins.

    Everything is escaped but `body`.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([*folders, _COMMON]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
