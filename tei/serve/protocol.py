"""Requests as they come in, read by httptools: up to so many bytes, and for so long."""

from __future__ import annotations

from asyncio import TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD = 65_536
"""So many bytes the head of a request may have, give or take what comes in one piece."""

SECONDS = 20.0
"""For so long the head of a request is waited for."""


class Protocol(HttpToolsProtocol):
    """A connection that is closed where the head of a request does not end: the parser itself has no limits."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._in_head = False
        self._size = 0
        self._late: TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin, and wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head, self._size = True, 0

    def on_headers_complete(self) -> None:
        """The head of the request is there."""
        self._in_head = False
        self._wait_no_longer()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read on."""
        super().data_received(data)
        if self._in_head:
            self._size += len(data)
            self._wait()
            if self._size > HEAD:
                self._in_head = False
                self.send_400_response("The head of the request is too long.")

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(SECONDS, self.transport.close)

    def _wait_no_longer(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
