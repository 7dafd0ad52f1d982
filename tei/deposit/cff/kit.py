"""The kit: the file CITATION.cff."""

from __future__ import annotations

from pathlib import Path

from tei.core.files import write
from tei.deposit.cff.checking import check
from tei.deposit.cff.fields import NAME, citation
from tei.deposit.cff.yaml import written
from tei.deposit.collection import Collection
from tei.deposit.target import Target


def _make(collection: Collection, folder: Path) -> None:
    write(folder / NAME, written(citation(collection)))


TARGET = Target("CITATION.cff", _make, check, asks="cff")
