"""From raw text to TEI XML: encode it, prove it valid, publish it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

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
    "encode": "tei.encode",
    "read": "tei.read",
    "render": "tei.render",
    "validate": "tei.validate",
}

__all__ = sorted([*_PUBLIC, "__version__"])


def __getattr__(name: str) -> Any:
    # Resolved on first use, so that `import tei` costs nothing.
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'tei' has no attribute {name!r}")
