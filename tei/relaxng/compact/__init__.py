"""The compact syntax of RELAX NG (ISO/IEC 19757-2, annex C; OASIS 2002): read into nodes, and written from them."""

from __future__ import annotations

from tei.relaxng.compact.parser import read
from tei.relaxng.compact.writer import write

__all__ = ["read", "write"]
