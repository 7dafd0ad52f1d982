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
        made = list(_files(temporary))
        shutil.rmtree(place, ignore_errors=True)
        os.replace(temporary, place)
    except OSError as error:
        message = f"cannot write {place}: {error.strerror or error}"
        raise refusal("P108", message, "name another place, or make room and check the permissions") from None
    finally:
        with suppress(OSError):
            shutil.rmtree(temporary)
    write(out / KITS, json.dumps({**before, name: made}, indent=0, ensure_ascii=False) + "\n")
    return place


def _files(folder: Path) -> Iterator[str]:
    """The files in a folder and below, as paths from there with slashes."""
    for path in sorted(folder.rglob("*")):
        if not path.is_dir():
            yield path.relative_to(folder).as_posix()
