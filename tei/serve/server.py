"""A site that is being written, served until it is asked to stop."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from ipaddress import ip_address
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn

from tei.core.address import is_loopback
from tei.core.diagnostic import Refused, refusal
from tei.serve.application import application
from tei.serve.endpoint import endpoints
from tei.serve.guard import LOOPBACK, host_of
from tei.serve.live import Live
from tei.serve.protocol import Protocol
from tei.serve.services import Services

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PORT = 8000
NEXT = 20
"""So many ports after the usual one are tried when that is taken."""

CONNECTIONS = 512
"""So many may be open at a time; whoever comes then is answered with 503."""


def listen(host: str, port: int | None = None) -> socket.socket:
    """A socket at a host; without a port at the usual one or, if that is taken, at one of the next.

    Raises Refused (P852) if there is none to be had.
    """
    wanted = range(PORT, PORT + NEXT) if port is None else (port,)
    failed: OSError | None = None
    for number in wanted:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            found = socket.socket(family, kind, protocol)
        except OSError as error:
            raise _unusable(host, number, error) from None
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(address)
            found.listen()
        except OSError as error:
            found.close()
            failed = error
            if error.errno != errno.EADDRINUSE:
                break
        else:
            return found
    raise _unusable(host, wanted[0], failed or OSError()) from None


def _unusable(host: str, port: int, error: OSError) -> Refused:
    if error.errno == errno.EADDRINUSE:
        remedy = "give another with --port, or --port 0 for one that is free"
        return refusal("P852", f"port {port} of {host} is taken", remedy)
    remedy = "give a host and a port of this machine with --host and --port; without them, 127.0.0.1 is taken"
    return refusal("P852", f"cannot serve at {host}, port {port}: {error.strerror or error}", remedy)


def address_of(found: socket.socket) -> str:
    """The address at which a browser finds what a socket serves."""
    host, port = found.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(live: Live, services: Services, host: str, found: socket.socket, ready: Callable[[], None]) -> None:
    """Serve pages and services at a socket until the process is asked to stop; those who look on are let go.

    Once it answers, and can be asked to stop, `ready` is called.

    It is asked under the name of the host, and that of the address at which the services say that they are.
    """
    alone = is_loopback(host)
    names = (*LOOPBACK, host, host_of(urlsplit(services.address).netloc), *(() if alone else (socket.gethostname(),)))
    app = application(live.site, hosts=names, numbers=not alone, live=live, services=endpoints(services))
    _Server(settings(app), live, ready).run([found])


def settings(app: ASGIApp) -> uvicorn.Config:
    """How an application is served: over HTTP alone, with limits to what one connection and all of them may take."""
    return uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        limit_concurrency=CONNECTIONS,
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )


class _Server(uvicorn.Server):
    """A server that ends at once, although browsers wait for news."""

    def __init__(self, config: uvicorn.Config, live: Live, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._live = live
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and tell so."""
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Let those who look on go, so that nobody is waited for."""
        self._live.end()
        super().handle_exit(sig, frame)
