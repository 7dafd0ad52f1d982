"""What a server takes from a connection before it asks the application."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
import uvicorn

from tei.serve import protocol
from tei.serve.server import listen, settings

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


async def application(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def port() -> Iterator[int]:
    server = uvicorn.Server(settings(application))
    found = listen("127.0.0.1", 0)
    thread = Thread(target=server.run, args=([found],))
    thread.start()
    end = monotonic() + 30
    while not server.started and monotonic() < end:
        sleep(0.01)
    yield found.getsockname()[1]
    server.should_exit = True
    thread.join(30)


def said(port: int, *pieces: bytes) -> bytes:
    """What is answered until the server ends the connection, or has nothing to say."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as connection:
        answer = b""
        with suppress(ConnectionError):
            for piece in pieces:
                connection.sendall(piece)
                sleep(0.01)
            while part := connection.recv(65_536):
                answer += part
        return answer


@pytest.mark.parametrize("pieces", [(REQUEST + b"Connection: close\r\n\r\n",), (REQUEST, b"Connection: close\r\n\r\n")])
def test_a_request_is_answered(port: int, pieces: tuple[bytes, ...]) -> None:
    assert said(port, *pieces).startswith(b"HTTP/1.1 204")


def test_one_request_after_the_other(port: int) -> None:
    answer = said(port, REQUEST + b"\r\n", REQUEST + b"Connection: close\r\n\r\n")
    assert answer.count(b"HTTP/1.1 204") == 2


@pytest.mark.parametrize(
    "begin", [b"GET /", b"GET /?", REQUEST + b"X: ", REQUEST], ids=["path", "query", "field", "fields"]
)
def test_a_head_without_an_end(port: int, begin: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD", 1000)
    filling = (b"a: b\r\n" if begin == REQUEST else b"aaaaaa") * 100
    answer = said(port, begin, *[filling] * 9)
    # Where much is still on its way, the end of the connection may overtake the answer.
    assert not answer or answer.startswith(b"HTTP/1.1 400")
    assert said(port, REQUEST + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 204")


@pytest.mark.parametrize("pieces", [(), (b"GET",), (REQUEST,)])
def test_who_says_nothing_is_let_go(port: int, pieces: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "SECONDS", 0.05)
    assert said(port, *pieces) == b""


@pytest.mark.parametrize(
    "line", [b"GET /\xff HTTP/1.1", b"GET / HTTP/9.9", b"\0", b"GET  HTTP/1.1", b"OPTIONS * HTTP/1.1"]
)
def test_what_is_no_request(port: int, line: bytes) -> None:
    assert said(port, line + b"\r\nHost: a\r\nConnection: close\r\n\r\n").startswith((b"HTTP/1.1 400", b"HTTP/1.1 204"))
