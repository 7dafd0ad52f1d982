"""Distributed Text Services: texts that others navigate and quote, down to a paragraph or a page."""

from __future__ import annotations

from tei.deposit.dts.checking import check
from tei.deposit.dts.service import Service
from tei.deposit.dts.static import judge, make
from tei.deposit.target import Target

__all__ = ["TARGET", "Service"]

TARGET = Target("Distributed Text Services", make, check, asks="dts", judges=(judge,))
