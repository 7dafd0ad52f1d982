"""From a teiHeader, and the persons and places that it points to, to the record that repositories are served from."""

from __future__ import annotations

from tei.deposit.metadata.mapping import record_of
from tei.deposit.metadata.merging import merged
from tei.deposit.metadata.said import identifier

__all__ = ["identifier", "merged", "record_of"]
