"""An edition bound as an EPUB 3."""

from __future__ import annotations

from tei.site.epub.bind import name_of, write_epub

__all__ = ["name_of", "write_epub"]
