"""What a target is: how its kit is made, and how it is judged before it leaves the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tei.core.diagnostic import Diagnostic
from tei.core.registry import Registry
from tei.deposit.collection import Collection
from tei.deposit.schemas import Schemas

Make = Callable[[Collection, Path], None]
"""Writes the kit of a collection into a folder that is there and empty. Raises Refused where it cannot be made."""

Check = Callable[[Path, Schemas], Iterable[Diagnostic]]
"""Tells what is wrong with the kit in a folder, and what could not be checked (P861)."""

Judge = Callable[[Collection], Iterable[Diagnostic]]
"""Tells what of the texts themselves does not get into a kit, and why: a diagnostic for each kind of fault."""


@dataclass(frozen=True)
class Target:
    """One kind of kit.

    `asks` is the table of data/repositories.toml with what it wants of a header. `check` goes beyond what `make` itself
    makes sure: it knows nothing but the files. `judges` look at the texts; one that several targets have speaks once.
    """

    title: str
    make: Make
    check: Check
    asks: str = "core"
    judges: tuple[Judge, ...] = ()


TARGETS = Registry(
    "tei.targets",
    {
        "bagit": "tei.deposit.bag:TARGET",
        "cff": "tei.deposit.cff:TARGET",
        "cmdi": "tei.deposit.cmdi:TARGET",
        "datacite": "tei.deposit.datacite:TARGET",
        "dts": "tei.deposit.dts:TARGET",
        "dublincore": "tei.deposit.dublincore:TARGET",
        "entities": "tei.deposit.entities:TARGET",
        "exist": "tei.deposit.exist:TARGET",
        "iiif": "tei.deposit.iiif:TARGET",
        "mets": "tei.deposit.mets:TARGET",
        "mods": "tei.deposit.mods:TARGET",
        "oai": "tei.deposit.oai:TARGET",
        "rocrate": "tei.deposit.rocrate:TARGET",
        "text": "tei.deposit.text:TARGET",
        "textgrid": "tei.deposit.textgrid:TARGET",
        "zenodo": "tei.deposit.zenodo:TARGET",
    },
)
"""The targets by name; others may be added under the entry points `tei.targets`."""
