"""Search over the texts of a site: an index that needs no server, and pagefind beside it where that is installed."""

from __future__ import annotations

from tei.site.search.choices import Found
from tei.site.search.engines import PAGE, engine, navigation, write
from tei.site.search.files import text_file, written
from tei.site.search.fragment import Fragment

__all__ = ["PAGE", "Found", "Fragment", "engine", "navigation", "text_file", "write", "written"]
