"""A built site, and pages that are being written, as an application of starlette."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from tei.serve.guard import LOOPBACK, Guard, Protect
from tei.serve.live import Live
from tei.serve.panel import FOLDER, INDEX, before_end

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

ASSETS = Path(__file__).parent / "assets"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""What files are, by their endings: the tables of the machine may say something else."""

_EVENTS = "text/event-stream"

_GONE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Not here</title></head>
<body><main><h1>There is no such page</h1><p><a href="/index.html">All documents</a></p></main></body>
</html>
"""


def application(
    site: Path,
    *,
    hosts: Collection[str] = LOOPBACK,
    numbers: bool = False,
    live: Live | None = None,
    routes: Sequence[BaseRoute] = (),
    services: Mapping[str, ASGIApp] | None = None,
) -> ASGIApp:
    """An application that answers with the files in the folder of a site, those with a dot before their name excepted.

    It is asked under the names in `hosts` only, with `numbers` under any IP address, too. With `live`, pages tell their
    diagnostics and are loaded again when they have changed. More `routes` go before the files, and before all of it the
    `services`, applications by the paths at which they are asked; they protect their answers themselves.
    """
    own: list[BaseRoute] = []
    if live:
        own = [
            Route(f"/{FOLDER}/events", _events(live), methods=["GET"]),
            Mount(f"/{FOLDER}", Files(directory=ASSETS)),
            Route("/favicon.ico", _nothing, methods=["GET"]),
        ]
    files = Mount("/", LivePages(live) if live else Files(directory=site, html=True))
    pages = Starlette(routes=[*routes, *own, files], middleware=[Middleware(Protect)])
    return Guard(Paths(services, pages) if services else pages, hosts, numbers=numbers)


class Paths:
    """Applications by the exact paths at which they are asked, and one for all others.

    A router of starlette takes as long as an answer that is remembered.
    """

    def __init__(self, own: Mapping[str, ASGIApp], others: ASGIApp) -> None:
        self._own = own
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = self._own.get(scope["path"], self._others) if scope["type"] == "http" else self._others
        await asked(scope, receive, send)


class Files(StaticFiles):
    """The files of a folder that are meant to be seen: none with a dot before its name, none outside by a link."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """The whole path of a file and what the system knows of it; nothing for what is not to be seen."""
        found, known = super().lookup_path(path)
        if not known:
            return "", None
        folder = os.path.realpath(self.directory or "")
        inside = os.path.relpath(found, folder)
        hidden = inside != os.curdir and any(part.startswith(".") for part in inside.split(os.sep))
        return ("", None) if hidden else (found, known)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, or that it is the one that the browser has."""
        kind = TYPES.get(Path(full_path).suffix.lower(), "application/octet-stream")
        response = FileResponse(full_path, status_code, stat_result=stat_result, headers={"content-type": kind})
        if self.is_not_modified(response.headers, Headers(scope=scope)):
            return NotModifiedResponse(response.headers)
        return response


class LivePages(Files):
    """The files of a site that is being written, its pages with what is told on them."""

    def __init__(self, live: Live) -> None:
        super().__init__(directory=live.site, html=True)
        self._live = live

    async def get_response(self, path: str, scope: Scope) -> Response:
        """What is asked for, or a page that waits until it is there."""
        address = INDEX if path == os.curdir else path.replace(os.sep, "/")
        if scope["method"] in ("GET", "HEAD") and (shown := await to_thread.run_sync(self._live.page, address)):
            html, version = shown
            response = HTMLResponse(html, headers={"etag": f'"{version}"'})
            unchanged = self.is_not_modified(response.headers, Headers(scope=scope))
            return NotModifiedResponse(response.headers) if unchanged else response
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            return HTMLResponse(before_end(_GONE, "head", self._live.script(address, "")), 404)


async def _nothing(request: Request) -> Response:
    """No picture for the tab, which every browser asks for."""
    return Response(status_code=204)


def _events(live: Live) -> Callable[[Request], Awaitable[Response]]:
    async def events(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type=_EVENTS)
        asked = request.query_params
        stream = live.events(asked.get("page", ""), asked.get("version", ""))
        return StreamingResponse(stream, media_type=_EVENTS, headers={"cache-control": "no-store"})

    return events
