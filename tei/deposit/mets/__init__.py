"""METS: a file for each text that says what it is, of which files, divisions and pages it is made (METS 1.12.1)."""

from __future__ import annotations

from tei.deposit.mets.document import mets
from tei.deposit.mets.kit import TARGET

__all__ = ["TARGET", "mets"]
