"""Who may ask a server for what, and what its answers forbid the browser."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""The names under which only this machine can be asked."""

PAGES = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: http: https:; media-src 'self'; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""What pages may do (Content Security Policy, level 3): run the site's own scripts, and show images from anywhere."""

FILES = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What XML and images may do when they are looked at by themselves: nothing."""


_RUN = ("text/html", "text/javascript")
"""A script may be that of a worker, which has a policy of its own."""


class Guard:
    """An application that is asked only under one of its names, so that no page of another site can ask it.

    A name that leads to this machine may be anybody's (DNS rebinding); a number is nobody's, and is let in where
    `numbers` says so. Others are answered with 421 (RFC 9110, section 15.5.20).
    """

    def __init__(self, application: ASGIApp, hosts: Collection[str] = LOOPBACK, *, numbers: bool = False) -> None:
        self._application = application
        self._hosts = frozenset(host.casefold() for host in hosts)
        self._numbers = numbers
        # Whoever asks mostly asks under the same name.
        self._known = lru_cache(maxsize=256)(self._is_allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and not self._known(_host(scope)):
            refused = PlainTextResponse("There is no site of this name here.\n", 421)
            await refused(scope, receive, _protected(send))
        else:
            await self._application(scope, receive, send)

    def _is_allowed(self, given: bytes) -> bool:
        name = host_of(given.decode("latin-1"))
        return name in self._hosts or (self._numbers and _is_number(name))


class Protect:
    """An application whose answers say what a browser must not do with them."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._application(scope, receive, _protected(send) if scope["type"] == "http" else send)


def host_of(given: str) -> str:
    """The name in the Host header of a request, without the port (RFC 9110, section 7.2)."""
    given = given.strip().casefold()
    if given.startswith("["):
        return given[1:].partition("]")[0]
    return given.partition(":")[0].rstrip(".")


def _host(scope: Scope) -> bytes:
    return next((value for name, value in scope["headers"] if name == b"host"), b"")


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _protected(send: Send) -> Send:
    async def protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            kind = headers.get("content-type", "").partition(";")[0]
            headers.setdefault("content-security-policy", PAGES if kind in _RUN else FILES)
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"
            headers["cross-origin-resource-policy"] = "same-origin"
            headers.setdefault("cache-control", "no-cache")
        await send(message)

    return protected
