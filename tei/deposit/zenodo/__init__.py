"""Zenodo, and whatever else runs InvenioRDM: the record, the files, and how they get there."""

from __future__ import annotations

from tei.deposit.zenodo.api import SANDBOX, Api, secure
from tei.deposit.zenodo.drafts import Draft, upload
from tei.deposit.zenodo.kit import TARGET, Deposit

__all__ = ["SANDBOX", "TARGET", "Api", "Deposit", "Draft", "secure", "upload"]
