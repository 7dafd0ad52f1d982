"""Persons, organisations, places, terms, dates and letters of a collection: as tables, linked data and CMIF."""

from __future__ import annotations

from tei.deposit.entities.kit import TARGET

__all__ = ["TARGET"]
