"""RO-Crate 1.2: the texts, and a description of them as linked data that people can read, too."""

from __future__ import annotations

from tei.deposit.rocrate.kit import TARGET

__all__ = ["TARGET"]
