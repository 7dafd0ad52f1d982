"""CITATION.cff: how an edition is cited, for GitHub, Zenodo and programs that keep references."""

from __future__ import annotations

from tei.deposit.cff.kit import TARGET

__all__ = ["TARGET"]
