"""Why a bag would be refused: by the library that judges bags, and by what it does not look at."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import bagit

from tei.core.diagnostic import Diagnostic
from tei.deposit import datacite, dublincore, filing
from tei.deposit.bag.manifests import DECLARATION, PAYLOAD, UNREADABLE, entries, fields
from tei.deposit.datacite.writing import XSD
from tei.deposit.schemas import Schemas, invalid

RECORDS = {"datacite": (datacite.TARGET, XSD), "dublincore": (dublincore.TARGET, dublincore.XSD)}
"""What makes the records in a bag, and the address of their schema, by the folder of each."""

_MANIFEST = re.compile(r"manifest-[a-z0-9]+\.txt")
_TAG_MANIFEST = re.compile(r"tagmanifest-[a-z0-9]+\.txt")
_OXUM = re.compile(r"[0-9]+\.[0-9]+")
_ONCE = ("Payload-Oxum", "Bagging-Date", "Bag-Size", "Bag-Group-Identifier", "Bag-Count")


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What is wrong with a bag, with the records in it by their schemas, and what was not compared with one.

    Source: RFC 8493, sections 2 and 3.
    """
    yield from (invalid(folder / name, message) for name, message in _faults(folder))
    for name, (_, schema) in RECORDS.items():
        yield from filing.check(folder / PAYLOAD / "metadata" / name, schemas, schema)


def _faults(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of a bag that are wrong, and why."""
    if message := _judged(folder):
        yield "bagit.txt", message
        return
    if (folder / "bagit.txt").read_text(encoding="utf-8") != DECLARATION:
        yield "bagit.txt", "it does not say that the bag is one of BagIt 1.0 in UTF-8, and no more"
    if (folder / "fetch.txt").exists():
        yield "fetch.txt", "files that are to be fetched are no part of a bag that is whole"
    yield from (("bag-info.txt", message) for message in _information(folder))
    yield from _listed(folder)
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield path.relative_to(folder).as_posix(), "it is a link, which leads nowhere where the bag is unpacked"


def _judged(folder: Path) -> str:
    """What the library says against a bag, "" for nothing."""
    try:
        with _silent():
            bagit.Bag(str(folder)).validate()
    except (bagit.BagError, ValueError, OSError) as error:
        return f"it is no valid bag: {error}"
    return ""


@contextmanager
def _silent() -> Iterator[None]:
    """Keeps the library from writing on the terminal what it says anyway."""
    logger = logging.getLogger("bagit")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _information(folder: Path) -> Iterator[str]:
    file = folder / "bag-info.txt"
    if not file.is_file():
        yield "it is not there: who sent the bag and how much is in it is said nowhere"
        return
    try:
        text = file.read_bytes().decode("utf-8")
        found = fields(text)
    except ValueError as error:
        yield str(error)
        return
    if UNREADABLE.search(text):
        yield "it has a character that cannot be read, or that some programs take for the end of a line"
    labels = [label for label, _ in found]
    yield from (f"{label} is there more than once" for label in _ONCE if labels.count(label) > 1)
    yield from (f"{label} has no value" for label, value in found if not value)
    said = dict(found)
    if not _OXUM.fullmatch(said.get("Payload-Oxum", "")):
        yield "Payload-Oxum, the size of the payload and the number of its files, is not there"
    try:
        date.fromisoformat(said.get("Bagging-Date", "1970-01-01"))
    except ValueError:
        yield f"Bagging-Date is no day, like 2026-05-01: {said['Bagging-Date']}"


def _listed(folder: Path) -> Iterator[tuple[str, str]]:
    """What the manifests have that is not there, or lack: each must have all files, those of tags all but these."""
    paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    payload = {path for path in paths if path.startswith(f"{PAYLOAD}/")}
    tags = {path for path in paths - payload if not _TAG_MANIFEST.fullmatch(path)}
    for kind, form, wanted in (("manifest", _MANIFEST, payload), ("tagmanifest", _TAG_MANIFEST, tags)):
        manifests = [path for path in sorted(paths) if form.fullmatch(path)]
        if not manifests:
            yield f"{kind}-sha256.txt", "it is not there"
        for name in manifests:
            yield from ((name, message) for message in _compared(folder / name, wanted))


def _compared(manifest: Path, wanted: set[str]) -> Iterator[str]:
    try:
        found = [path for path, _ in entries(manifest.read_bytes().decode("utf-8"))]
    except ValueError as error:
        yield str(error)
        return
    yield from (f"{path!r} is not in it" for path in sorted(wanted - set(found)))
    yield from (f"{path!r} is none of the files that it is for" for path in sorted(set(found) - wanted))
    if len(set(found)) < len(found):
        yield "a file is in it twice"
