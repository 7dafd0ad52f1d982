"""What the texts say, for people and programs that read no TEI: plain text, and tokens as CoNLL-U."""

from __future__ import annotations

from tei.deposit.text.kit import TARGET

__all__ = ["TARGET"]
