"""From raw text to TEI XML: encode it, prove it valid, publish it.

The public names are imported on first use. Some of them are functions that have the name of their room,
as `tei.read` is the function `read` of the package `tei.read`; import from a room with `from tei.read import …`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei.annotate import annotate as annotate
    from tei.core.authority import Authority as Authority
    from tei.core.diagnostic import Diagnostic as Diagnostic
    from tei.core.diagnostic import Refused as Refused
    from tei.core.document import Document as Document
    from tei.core.edition import Edition as Edition
    from tei.core.profile import Profile as Profile
    from tei.core.source import Source as Source
    from tei.deposit import deposit as deposit
    from tei.encode import encode as encode
    from tei.read import read as read
    from tei.render import render as render
    from tei.score import score as score
    from tei.site import build as build
    from tei.validate import validate as validate

__version__ = "0.1.0"

_PUBLIC = {
    "Authority": "tei.core.authority",
    "Diagnostic": "tei.core.diagnostic",
    "Document": "tei.core.document",
    "Edition": "tei.core.edition",
    "Profile": "tei.core.profile",
    "Refused": "tei.core.diagnostic",
    "Source": "tei.core.source",
    "annotate": "tei.annotate",
    "build": "tei.site",
    "deposit": "tei.deposit",
    "encode": "tei.encode",
    "read": "tei.read",
    "render": "tei.render",
    "score": "tei.score",
    "validate": "tei.validate",
}


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        # Importing a room puts its module here, in the place of the function of the same name.
        if isinstance(value, ModuleType) and _PUBLIC.get(name) == value.__name__:
            value = getattr(value, name)
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in _PUBLIC:
            raise AttributeError(f"module 'tei' has no attribute {name!r}")
        value = getattr(import_module(_PUBLIC[name]), name)
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_PUBLIC})


sys.modules[__name__].__class__ = _Package
