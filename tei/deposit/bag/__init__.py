"""BagIt (RFC 8493): the texts, as TEI and as plain text, with records of them, fit to be sent and kept."""

from __future__ import annotations

from tei.deposit.bag.kit import TARGET

__all__ = ["TARGET"]
