"""Zenodo, and whatever else runs InvenioRDM: the record, the files, and how they get there."""

from __future__ import annotations

from tei.deposit.zenodo.api import SANDBOX, Api, secure
from tei.deposit.zenodo.kit import TARGET, Deposit
from tei.deposit.zenodo.upload import Draft, upload

__all__ = ["SANDBOX", "TARGET", "Api", "Deposit", "Draft", "secure", "upload"]
