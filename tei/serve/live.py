"""Pages that are shown while they are written: as they are now, and told when they are no longer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from hashlib import sha256
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath

from tei.serve.builder import Builder
from tei.serve.panel import FOLDER, before_end, dressed
from tei.site.page import root

BREATH = 15.0
"""After so many seconds without news a line is sent, so that a browser that has gone is noticed."""

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_USED = re.compile(r'(?:href|src)="([^":?#]+\.(?:css|js))"')


class Live:
    """The pages of a builder's site with their diagnostics, and whoever looks at them."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._listeners: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._ended = False

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self._builder.out

    def page(self, address: str) -> tuple[str, str] | None:
        """A page as it is shown, and its version, which is another when it is to be shown anew; None if it is gone."""
        file = self._file(address)
        try:
            # Line ends are not to be changed.
            html = file.read_bytes().decode("utf-8") if file else None
        except OSError:
            html = None
        if html is None:
            return None
        html = dressed(html, address, self._builder.state)
        version = self._version(address, html)
        html = _POLICY.sub(_connected, html, count=1)
        return before_end(html, "head", self.script(address, version)), version

    def script(self, address: str, version: str) -> str:
        """What stands in the head of a page that is to be loaded again once it has another version; "" if it is gone.

        An address is written so that it can be used on the page itself.
        """
        own = root(address) + FOLDER
        data = f'data-page="{escape(address)}" data-version="{version}"'
        return f'<link rel="stylesheet" href="{own}/serve.css">\n<script src="{own}/serve.js" {data}></script>\n'

    def changed(self) -> None:
        """Tell everyone who looks that there may be something new; to be called from any thread."""
        for event, loop in list(self._listeners.items()):
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

    def end(self) -> None:
        """Let everyone who looks go."""
        self._ended = True
        self.changed()

    async def events(self, address: str, version: str) -> AsyncIterator[str]:
        """Server-sent events for a page: "reload" as soon as its version is not this one.

        See the HTML standard, section 9.2.
        """
        event = asyncio.Event()
        self._listeners[event] = asyncio.get_running_loop()
        try:
            yield "retry: 500\n\n"
            while not self._ended:
                event.clear()
                shown = await asyncio.to_thread(self.page, address)
                if (shown[1] if shown else "") != version:
                    yield "event: reload\ndata:\n\n"
                    return
                try:
                    await asyncio.wait_for(event.wait(), BREATH)
                except TimeoutError:
                    yield ":\n\n"
        finally:
            del self._listeners[event]

    def _file(self, address: str) -> Path | None:
        """The file of a page; None for what is no page, or lies elsewhere."""
        path = self.site / address
        if path.suffix != ".html" or any(part.startswith(".") for part in address.split("/")):
            return None
        with suppress(OSError, ValueError):
            if path.resolve().is_relative_to(self.site.resolve()):
                return path
        return None

    def _version(self, address: str, html: str) -> str:
        """A digest of the page and of the styles and scripts that it uses."""
        digest = sha256(html.encode("utf-8"))
        for used in _USED.findall(html):
            file = self.site / normpath(join(dirname(address), used))
            with suppress(OSError):
                digest.update(file.read_bytes())
        return digest.hexdigest()[:16]


def _connected(policy: re.Match[str]) -> str:
    """A page's policy, with leave to hear from the server."""
    return policy[0] if "connect-src" in policy[1] else f"{policy[0][:-1]}; connect-src 'self'\""
