"""DataCite: what the agency for DOIs wants to know of a text (DataCite Metadata Schema 4.7)."""

from __future__ import annotations

from tei.deposit.datacite.kit import TARGET
from tei.deposit.datacite.reading import read
from tei.deposit.datacite.writing import KERNEL, datacite

__all__ = ["KERNEL", "TARGET", "datacite", "read"]
