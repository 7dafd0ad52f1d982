"""Work that is done in threads while the server answers others: so much at a time, and for so long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

T = TypeVar("T")

THREADS = 4
"""So many answers are made at a time: each may hold the tree of a volume."""

WAITING = 64
"""So many more may wait for that."""

SECONDS = 60.0
"""For so long an answer is waited for."""


class Busy(Exception):
    """Raised where there is more to do than can be done soon."""


class Workers:
    """Threads that do what they are given, a limited number of works at a time."""

    def __init__(self, threads: int = THREADS, waiting: int = WAITING, seconds: float = SECONDS) -> None:
        self._pool = ThreadPoolExecutor(threads, "tei-serve")
        self._room = BoundedSemaphore(threads + waiting)
        self._seconds = seconds

    async def run(self, work: Callable[[], T]) -> T:
        """What a thread makes. Raises Busy where too many wait, TimeoutError for what takes too long.

        Work that was begun is done nevertheless, and takes its room as long.
        """
        if not self._room.acquire(blocking=False):
            raise Busy
        future = self._pool.submit(work)
        future.add_done_callback(lambda _: self._room.release())
        async with asyncio.timeout(self._seconds):
            return await asyncio.wrap_future(future)
