"""A kit on the disk: made whole beside its place, checked, and put there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tei.core.diagnostic import refusal
from tei.core.files import KITS, kits_in, write
from tei.deposit.collection import Collection
from tei.deposit.target import Target


def make(target: Target, name: str, collection: Collection, out: Path) -> Path:
    """The folder of the kit of a collection, `name` in the folder `out`; a kit that is there is replaced.

    It is known to be one by the file beside the kits that has the names of their files.
    Raises Refused: P108 where it cannot be written or would take the place of files that are none of a kit, and what
    `Target.make` raises.
    """
    place = out / name
    before = kits_in(out)
    foreign = sorted(set(_files(place)) - set(before.get(name, ())))
    if foreign:
        message = f"cannot write {place}: {foreign[0]} in it was not made by tei deposit"
        raise refusal("P108", message, "name another folder with -o, or move what is in it")
    temporary = out / f".tei-{os.urandom(6).hex()}"
    try:
        temporary.mkdir(parents=True)
        target.make(collection, temporary)
        made = sorted(_files(temporary))
        # Should this run be broken off, the next one knows the files of both kits.
        _record(out, name, sorted({*before.get(name, ()), *made}))
        _put(temporary, place)
    except OSError as error:
        message = f"cannot write {place}: {error.strerror or error}"
        raise refusal("P108", message, "name another place, or make room and check the permissions") from None
    finally:
        with suppress(OSError):
            shutil.rmtree(temporary)
    _record(out, name, made)
    return place


def _record(out: Path, name: str, files: list[str]) -> None:
    """Say which files a kit has; what others have recorded meanwhile stays."""
    write(out / KITS, json.dumps({**kits_in(out), name: files}, indent=0, ensure_ascii=False) + "\n")


def _put(folder: Path, place: Path) -> None:
    """Put a folder in its place, from which the one that is there is taken only when this one is whole."""
    before = folder.with_name(f"{folder.name}-before")
    with suppress(FileNotFoundError):
        os.replace(place, before)
    try:
        os.replace(folder, place)
    except OSError:
        with suppress(OSError):
            os.replace(before, place)
        raise
    if before.is_symlink():
        before.unlink()
    shutil.rmtree(before, ignore_errors=True)


def _files(folder: Path) -> Iterator[str]:
    """The files in a folder and below, as paths from there with slashes, in any order."""
    for place, _, names in os.walk(folder):
        within = Path(place).relative_to(folder).as_posix()
        yield from (name if within == "." else f"{within}/{name}" for name in names)
