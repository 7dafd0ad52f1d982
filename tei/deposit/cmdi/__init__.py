"""CMDI 1.2: records for CLARIN, whose metadata are put together of components."""

from __future__ import annotations

from tei.deposit.cmdi.kit import TARGET
from tei.deposit.cmdi.writing import Proxy, cmdi

__all__ = ["TARGET", "Proxy", "cmdi"]
