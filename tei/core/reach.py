"""Which files a document may draw on: those in its own folder, and those that the user's catalogs name."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tei.core.address import address_of, path_of
from tei.core.source import Source
from tei.core.stream import Stored


class Unreachable(Exception):
    """Raised for a file that cannot or must not be read: says why, and what helps."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure


class Reach:
    """The folder of a document, and those of the files that catalogs name for it."""

    def __init__(self, source: Source) -> None:
        # What has no file of its own, such as standard input, reaches the current folder.
        self._shown = os.path.dirname(source.name)
        self._folder = os.path.abspath(self._shown)
        self._open_to = [os.path.realpath(self._folder)]

    def file(self, address: str, public: str | None = None) -> tuple[Stored, str]:
        """The file at an absolute address, ready to be read, and its own address. Raises Unreachable.

        A catalog is asked first. What a catalog names may stand anywhere on this computer, all else must be inside the
        folder, links followed, or beside what a catalog names; nothing is fetched.
        """
        from tei.core import catalog

        if known := catalog.named().resolve(uri=address, system=address, public=public):
            self._open_to.append(os.path.realpath(known.parent))
            return _readable(Stored(str(known), known), known), address_of(str(known))
        path = path_of(address)
        if path is None:
            cure = f"save it in the folder {self._name} and refer to it there, or name a copy in a catalog (--catalog)"
            raise Unreachable("nothing is fetched over the network", cure)
        try:
            real = os.path.realpath(path)
            inside = any(os.path.commonpath((folder, real)) == folder for folder in self._open_to)
        except ValueError:
            real, inside = path, False
        if not inside:
            cure = "move it into that folder, or name it in a catalog (--catalog)"
            raise Unreachable(f"it is outside of the document's folder {self._name}", cure)
        shown = os.path.join(self._shown, os.path.relpath(path, self._folder))
        return _readable(Stored(shown, Path(real)), Path(real)), address

    @property
    def _name(self) -> str:
        return self._shown or "."


def _readable(file: Stored, path: Path) -> Stored:
    """The file, after a look that it is one and can be opened."""
    try:
        # A pipe or a device would be waited for.
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreachable(f"{file.name} is not a file", "refer to a file")
        file.open().close()
    except FileNotFoundError:
        raise Unreachable(f"there is no file {file.name}", "check the path") from None
    except OSError as error:
        raise Unreachable(f"{file.name} cannot be read: {error.strerror}", "check its permissions") from None
    return file
