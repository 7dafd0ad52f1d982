"""From Editions to a site: pages, an index of documents, a register of persons and terms, the sources beside them."""

from __future__ import annotations

from tei.site.site import build

__all__ = ["build"]
