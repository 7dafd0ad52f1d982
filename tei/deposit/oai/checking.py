"""What a harvester, or a gateway, would refuse in the files of a repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.core.diagnostic import Diagnostic, Refused
from tei.deposit import filing
from tei.deposit.oai import gateway
from tei.deposit.oai.chains import Chains
from tei.deposit.oai.conformance import faults
from tei.deposit.oai.protocol import OAI
from tei.deposit.oai.repository import NOBODY, NOWHERE
from tei.deposit.oai.xsd import Xsd
from tei.deposit.schemas import ANEW, Schemas, invalid


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What is wrong with a repository as files: each by its structure and by its schemas, the lists as a whole.

    P862 and R301 as for every kit, P861 what was not compared with its schema, P870 where it does not say who is to
    be written to, or at which address it is, P872 where it has too many texts for a Static Repository.
    """
    chains = Chains(folder)
    with Xsd(schemas) as xsd:
        for file in sorted(folder.rglob("*.xml")):
            try:
                root = filing.sound(file)
            except Refused as refused:
                yield from refused.diagnostics
                continue
            for fault in dict.fromkeys(faults(root)):
                yield invalid(file, fault)
            yield from _unknown(root, file)
            chains.add(file, root)
            yield from xsd.check(file, root)
    yield from (invalid(file, fault) for file, fault in chains.faults())
    if not (folder / gateway.NAME).exists():
        yield _without_static_repository(folder)


def _without_static_repository(folder: Path) -> Diagnostic:
    """P872: that there are too many texts for a Static Repository; P862 where it should be there."""
    items = sum(1 for _ in (folder / "ListMetadataFormats").rglob("*.xml"))
    if items <= gateway.MOST:
        return invalid(folder / gateway.NAME, "it is not there", ANEW)
    message = f"{items:,} texts and documents are too many for a Static Repository: it is for {gateway.MOST:,} at most"
    remedy = "publish the files with nginx, by the configuration beside them, or let `tei serve` answer harvesters"
    return Diagnostic("P872", "info", message, help=remedy)


def _unknown(root: etree._Element, file: Path) -> Iterator[Diagnostic]:
    """P870: what had to be filled in although nobody said it."""
    identify = root.find(f"{{{OAI}}}Identify")
    if identify is None:
        return
    if identify.findtext(f"{{{OAI}}}adminEmail") == NOBODY:
        message = f"{file.parent.name}/{file.name} names nobody whom harvesters may write to"
        remedy = "give --email, or `email` in the table [deposit] of the profile"
        yield Diagnostic("P870", "warning", message, help=remedy)
    if f"//{NOWHERE}/" in (identify.findtext(f"{{{OAI}}}baseURL") or ""):
        message = f"{file.parent.name}/{file.name} does not say at which address the repository is"
        remedy = "give --url, the address of the folder in which the kit is published"
        yield Diagnostic("P870", "warning", message, help=remedy)
