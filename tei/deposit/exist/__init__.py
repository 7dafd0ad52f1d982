"""eXist-db: a package of data (XAR) that its package manager installs."""

from __future__ import annotations

from tei.deposit.exist.kit import TARGET

__all__ = ["TARGET"]
