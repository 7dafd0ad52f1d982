"""What a folder was built of, so that only what has changed is built again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from tei.core.diagnostic import refusal
from tei.core.files import write

NAME = ".tei-build.json"
"""The file in which a site keeps what its files were made of."""


class Manifest:
    """The files of a site, each with a key that tells all that it was made of; those of last time, if any."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._before = recorded(out / NAME)
        self._now: dict[str, str] = {}

    def is_current(self, name: str, key: str) -> bool:
        """Whether a file is there as it was made, and of what has this key; it is kept then."""
        if not self._is_as_made(name, key):
            return False
        self._now[name] = self._before[name]
        return True

    def keep(self, folder: str, key: str) -> bool:
        """Whether the files of a folder are there as they were made, all of what has this key; they are kept then."""
        names = [name for name in self._before if name.startswith(folder)]
        if not names or not all(self._is_as_made(name, key) for name in names):
            return False
        self._now.update((name, self._before[name]) for name in names)
        return True

    def _is_as_made(self, name: str, key: str) -> bool:
        """Whether a file is that of last time: a build that was broken off, or somebody else, may have written it."""
        made_of, _, digest = self._before.get(name, "").partition(" ")
        try:
            return made_of == key and digest == sha256((self._out / name).read_bytes()).hexdigest()
        except OSError:
            return False

    def write(self, name: str, content: str | bytes, key: str = "") -> None:
        """Write a file of the site unless it is there with this content.

        Raises Refused (P108) for one that would be outside of the site, and as `files.write` does.
        """
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        path = self._out / name
        if ".." in path.parts[len(self._out.parts) :] or not path.is_relative_to(self._out):
            message = f"cannot write {path}: it is outside of {self._out}"
            raise refusal("P108", message, "give what it is named after an xml:id that is a name, such as d5")
        if not (self._before.get(name) and _same(path, data)):
            write(path, data)
        self._now[name] = f"{key} {sha256(data).hexdigest()}".lstrip()

    def add(self, name: str) -> None:
        """Have a file that somebody else has written among those of the site."""
        self._now[name] = ""

    def gone(self, ending: str | tuple[str, ...]) -> list[str]:
        """The names of the files of last time that end so, or in one of these, and are not among those of now."""
        return [name for name in self._before if name.endswith(ending) and name not in self._now]

    def names(self, ending: str) -> list[str]:
        """The names of the files so far that end so, in the order of their making."""
        return [name for name in self._now if name.endswith(ending)]

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of last time."""
        for name in names:
            path = self._out / name
            if path.is_file() and path.resolve().is_relative_to(self._out.resolve()):
                path.unlink()

    def finish(self) -> list[Path]:
        """The files of the site in the order of their making; those of last time that are no longer are removed.

        Nothing is removed that was not written by an earlier build.
        """
        self.remove(self._before.keys() - self._now.keys())
        write(self._out / NAME, json.dumps(self._now, indent=0) + "\n")
        return [self._out / name for name in self._now]


def key_of(values: Iterable[object]) -> str:
    """A key for values whose `repr` tells all of them."""
    digest = sha256()
    for value in values:
        digest.update(repr(value).encode("utf-8", "backslashreplace"))
        digest.update(b"\0")
    return digest.hexdigest()


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def recorded(path: Path) -> dict[str, str]:
    """What a manifest has of each file that it names: another text when the file was made of something else."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    named = found.items() if isinstance(found, dict) else ()
    return {name: str(key) for name, key in named if ".." not in name.split("/") and "\0" not in name}


def forget(path: Path) -> None:
    """Have a manifest name the same files, but not what they were made of: all of them are made again."""
    write(path, json.dumps(dict.fromkeys(recorded(path), "-")) + "\n")
