"""Simplified schemas kept on disk, so that a large one is read and checked once."""

from __future__ import annotations

import marshal
import os
import sys
import threading
import time
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from tei.core.resources import cache as folder
from tei.relaxng.definitions import Definitions, Element

if TYPE_CHECKING:
    from tei.relaxng.load import Resolver

_DIGEST = 32


def definitions(path: str, resolver: Resolver | None = None) -> Definitions:
    """The simplified schema in a file, as `simplify.definitions` gives it, kept for the next time.

    What is kept holds only while every file that it was read from has the same content and while the code that made
    it is the same. A folder that cannot be written, and a kept file that is damaged, are as if there were no cache.
    Raises Refused as `simplify.definitions`.
    """
    kept = _place(path)
    found = _kept(kept, path) if kept else None
    if found is None:
        from tei.relaxng.simplify import definitions as simplified

        began = time.time()
        found = simplified(path, resolver)
        if kept:
            _keep(kept, found, began)
    return found


def _place(path: str) -> str:
    parent = folder()
    if not parent:
        return ""
    identity = "\n".join((os.path.abspath(path), sys.implementation.cache_tag or sys.version))
    name = blake2b(os.fsencode(identity), digest_size=16).hexdigest()
    return os.path.join(parent, f"{name}.grammar")


def _kept(place: str, path: str) -> Definitions | None:
    """What is kept there, if it is whole and its files are still the same."""
    try:
        with open(place, "rb") as file:
            data = file.read()
    except OSError:
        return None
    # Bytes that are not those that were written could crash the interpreter.
    if _digest(data[_DIGEST:]) != data[:_DIGEST]:
        return None
    maker, files, start, elements, patterns, documentation = marshal.loads(memoryview(data)[_DIGEST:])
    try:
        if maker != _maker() or any(_digest_of(name) != digest for name, digest in files):
            return None
    except OSError:
        return None
    names = (path, *(name for name, _ in files[1:]))
    return Definitions(start, tuple(Element(*one) for one in elements), patterns, documentation, names)


def _keep(place: str, found: Definitions, began: float) -> None:
    temporary = f"{place}.{os.getpid()}-{threading.get_ident()}"
    with suppress(OSError):
        if any(os.stat(name).st_mtime > began for name in found.files):
            # What changed in the meantime need not be what was read.
            return
        files = tuple((os.path.abspath(name), _digest_of(name)) for name in found.files)
        elements = tuple((one.names, one.content, one.definition, one.documentation) for one in found.elements)
        plain: tuple[Any, ...] = (_maker(), files, found.start, elements, found.patterns, found.documentation)
        data = marshal.dumps(plain)
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        try:
            with open(temporary, "wb") as file:
                file.write(_digest(data) + data)
            os.replace(temporary, place)
        except OSError:
            os.unlink(temporary)
            raise


def _maker() -> bytes:
    """What tells the state of the code that simplifies schemas from any other."""
    here = os.path.dirname(__file__)
    state: list[tuple[str, int, int]] = []
    for part in (here, os.path.join(here, "compact"), os.path.join(here, "datatypes")):
        for entry in os.scandir(part):
            if entry.name.endswith(".py"):
                about = entry.stat()
                state.append((entry.name, about.st_size, about.st_mtime_ns))
    return _digest(repr(sorted(state)).encode())


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()


def _digest_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return _digest(file.read())
