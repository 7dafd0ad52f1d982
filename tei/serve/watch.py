"""The files that an edition is made of, watched."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

from watchfiles import watch

SETTLED = 60
"""So many milliseconds without a change end a series of changes that are taken together."""

LONGEST = 600
"""So many milliseconds a series may last."""


@dataclass(frozen=True)
class Watched:
    """What is watched: folders with all that is in them, and single files, as whole paths.

    Of a file its folder is watched: many editors write another file and give it the name of the first.
    """

    folders: frozenset[str]
    files: frozenset[str]
    spared: str = ""

    @classmethod
    def of(cls, arguments: Sequence[str], others: Iterable[str | Path | None], spared: Path) -> Watched:
        """What the arguments and the other files name; a pattern is watched from where its first sign stands on."""
        folders: set[str] = set()
        files: set[str] = set()
        for each in (*arguments, *(os.fspath(other) for other in others if other)):
            path = os.path.abspath(each)
            if os.path.isdir(path):
                folders.add(path)
            elif glob.has_magic(each) and not os.path.exists(path):
                folders.add(_fixed(path))
            else:
                files.add(path)
        return cls(frozenset(folders), frozenset(files), os.path.realpath(spared))

    def concerns(self, path: str) -> bool:
        """Whether a change of the file at this path is of interest: hidden files and the site itself are not."""
        if os.path.basename(path).startswith(".") or _is_in(os.path.realpath(path), self.spared):
            return False
        return path in self.files or any(_is_in(path, folder) for folder in self.folders)

    def changes(self, stopping: Event) -> Iterator[set[str]]:
        """The paths that have changed, together what changes at a time, until it is to stop; at first perhaps none."""
        found: Queue[set[str]] = Queue()
        parents = {os.path.dirname(file) for file in self.files if not any(_is_in(file, f) for f in self.folders)}
        for paths, deep in ((self.folders, True), (parents, False)):
            if there := sorted(path for path in paths if os.path.isdir(path)):
                Thread(target=self._watch, args=(there, deep, stopping, found), daemon=True).start()
        while not stopping.is_set():
            try:
                changed = found.get(timeout=0.2)
                while not found.empty():
                    changed |= found.get()
            except Empty:
                continue
            yield changed

    def _watch(self, paths: Sequence[str], deep: bool, stopping: Event, found: Queue[set[str]]) -> None:
        begun = False
        for changes in watch(
            *paths,
            watch_filter=lambda _, path: self.concerns(path),
            debounce=LONGEST,
            step=SETTLED,
            stop_event=stopping,
            rust_timeout=200,
            yield_on_timeout=True,
            recursive=deep,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            # What has changed before anybody watched is told of as nothing, once.
            if changes or not begun:
                found.put({path for _, path in changes})
            begun = True


def _fixed(pattern: str) -> str:
    """The innermost folder that a pattern names without signs."""
    folder = os.path.dirname(pattern)
    while glob.has_magic(folder) or not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def _is_in(path: str, folder: str) -> bool:
    return bool(folder) and path.startswith(folder.rstrip(os.sep) + os.sep)
