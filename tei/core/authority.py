"""Persons, terms and places with their ids and name forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Authority:
    """What an authority file says."""

    @classmethod
    def load(cls, path: str) -> Authority:
        """The authority in a file."""
        return cls()
