"""OAI-PMH 2.0: a collection as harvesters want it, asked for by verbs, and the same answers as files."""

from __future__ import annotations

from tei.deposit.oai.checking import check
from tei.deposit.oai.repository import Repository
from tei.deposit.oai.static import make
from tei.deposit.target import Target

__all__ = ["TARGET", "Repository"]

TARGET = Target("OAI-PMH", make, check, asks="oai")
