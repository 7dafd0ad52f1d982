"""OAI-PMH 2.0: a collection as harvesters want it, asked for by verbs, and the same answers as files."""

from __future__ import annotations

from tei.deposit.oai.repository import Repository

__all__ = ["Repository"]
