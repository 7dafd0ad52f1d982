"""Small services that answer with what they were asked, and a browser for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote

import anyio
from starlette.testclient import TestClient
from workshop import Workshop

from tei.deposit.answer import JSON_LD, Answer
from tei.deposit.oai.protocol import MEDIA
from tei.serve.application import Paths
from tei.serve.endpoint import endpoints
from tei.serve.guard import Guard
from tei.serve.memory import Memory
from tei.serve.services import DTS, OAI, Ask, Parameters, Services, Written
from tei.serve.workers import Workers

Field = tuple[bytes, bytes]

ADDRESS = "http://127.0.0.1:8000/"


@dataclass
class Echo:
    """Answers with a number of bytes, with a status, with a Link, and remembers what it was asked."""

    asked: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    version: object = field(default_factory=object)
    before: Callable[[], None] = lambda: None

    def collection(self, address: str) -> Any:
        return self.version

    def asks(self, collection: object, address: str) -> Mapping[str, Ask]:
        return {path: partial(self.answer, path) for path in (*DTS, OAI)}

    def answer(self, path: str, parameters: Parameters) -> Answer:
        self.before()
        self.asked.append((path, list(parameters)))
        given = dict(parameters)
        body = repr(parameters).encode() + b"." * int(given.get("size", 0))
        headers = (("Link", f"<{unquote(given['link'])}>; rel=collection"),) if "link" in given else ()
        return Answer(body, MEDIA if path == OAI else JSON_LD, int(given.get("status", 200)), headers)


def served(echo: Echo, *, workers: Workers | None = None, room: int = 10**6) -> TestClient:
    services = Services(echo, ADDRESS, echo.asks)
    return browser(endpoints(services, workers or Workers(), Memory(room)))


def browser(paths: Mapping[str, Any]) -> TestClient:
    async def nothing(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return TestClient(Guard(Paths(paths, nothing)), base_url=ADDRESS)


def real(workshop: Workshop) -> TestClient:
    """A browser for the services of a builder's editions."""
    return browser(endpoints(Services(Written(workshop.builder), ADDRESS)))


def ask(
    application: Any, method: str, path: str, query: bytes = b"", body: bytes = b"", headers: Sequence[Field] = ()
) -> tuple[int, dict[bytes, bytes], bytes]:
    """The answer to a request as it comes over the wire, whatever stands in it: status, header fields, body."""
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [*headers, (b"host", b"127.0.0.1")],
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    anyio.run(application, scope, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(each["body"] for each in sent[1:])
