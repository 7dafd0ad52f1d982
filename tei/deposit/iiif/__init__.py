"""IIIF: a manifest for each text that has pictures of its pages, and a collection of these (Presentation API 3.0)."""

from __future__ import annotations

from tei.deposit.iiif.kit import TARGET

__all__ = ["TARGET"]
