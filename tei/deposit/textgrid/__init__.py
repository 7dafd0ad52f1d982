"""TextGrid: a folder to import into the TextGrid Repository, a collection of editions, each with its work and text.

Every object is a file, with its metadata beside it in a file of the same name and `.meta`; in aggregations and
metadata, objects are named by their paths, for which the import puts their TextGrid URIs.
"""

from __future__ import annotations

from tei.deposit.textgrid.kit import TARGET

__all__ = ["TARGET"]
