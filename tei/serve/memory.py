"""Answers that were given, remembered as long as there is room for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from tei.serve.packed import Packed

ROOM = 64_000_000
"""So many bytes of answers are remembered."""

LARGEST = 8
"""What takes more than this part of the room is not remembered: it would drive out too many others."""

EACH = 1_000
"""So many bytes an answer takes besides its body."""


class Memory:
    """The answers that were asked for last, up to so many bytes; all of one version of what is served.

    It is used by the thread of the event loop alone.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._known: OrderedDict[Hashable, Packed] = OrderedDict()
        self._version: object = None
        self.size = 0
        """How many bytes it takes."""

    def get(self, version: object, key: Hashable) -> Packed | None:
        """The answer that was kept under a key, if it is of this version; those of other versions are forgotten."""
        if version is not self._version:
            self._known.clear()
            self._version, self.size = version, 0
            return None
        if found := self._known.get(key):
            self._known.move_to_end(key)
        return found

    def keep(self, version: object, key: Hashable, packed: Packed) -> None:
        """Remember an answer, unless it is of another version than what was asked for last, or too large."""
        size = _size(packed)
        if version is not self._version or size > self._room // LARGEST:
            return
        if before := self._known.pop(key, None):
            self.size -= _size(before)
        self._known[key] = packed
        self.size += size
        while self.size > self._room:
            _, oldest = self._known.popitem(last=False)
            self.size -= _size(oldest)


def _size(packed: Packed) -> int:
    return len(packed.body) + EACH
