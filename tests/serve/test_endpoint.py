"""What the services answer over HTTP, whatever they say."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import quote

import anyio
import pytest
from services import Echo, served
from starlette.testclient import TestClient

from tei.serve import endpoint
from tei.serve.packed import accepts_gzip
from tei.serve.services import DTS, OAI
from tei.serve.workers import Workers

PATHS = [*DTS, OAI]


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def client(echo: Echo) -> TestClient:
    return served(echo)


@pytest.mark.parametrize("path", PATHS)
def test_a_service_is_asked_with_what_the_query_has(client: TestClient, echo: Echo, path: str) -> None:
    answer = client.get(f"{path}?a=1&b=x+y%26%C3%A9&a=&c")
    assert answer.status_code == 200
    assert echo.asked == [(path, [("a", "1"), ("b", "x y&é"), ("a", ""), ("c", "")])]
    assert answer.headers["content-type"] == ("text/xml; charset=utf-8" if path == OAI else "application/ld+json")
    assert answer.headers["content-length"] == str(len(answer.content))


@pytest.mark.parametrize("path", PATHS)
def test_whoever_reads_it_is_told_what_they_may(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"origin": "https://reader.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "Link" in headers["access-control-expose-headers"]
    assert "sandbox" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["vary"] == "accept-encoding"
    assert headers["cache-control"] == "no-cache"
    asked = client.options(path, headers={"origin": "https://reader.example", "access-control-request-method": "GET"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert "If-None-Match" in asked.headers["access-control-allow-headers"]
    assert asked.headers["access-control-allow-methods"] == asked.headers["allow"]
    assert ("POST" in asked.headers["allow"]) == (path == OAI)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "NONSENSE"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_can_be_written(client: TestClient, echo: Echo, method: str, path: str) -> None:
    answer = client.request(method, path)
    if method == "POST" and path == OAI:
        assert answer.status_code == 415
    else:
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) >= {"GET", "HEAD", "OPTIONS"}
    assert echo.asked == []


def test_what_one_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/oai?a=1")
    etag = first.headers["etag"]
    assert etag.startswith('"')
    assert client.get("/oai?a=2").headers["etag"] != etag
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = client.get("/oai?a=1", headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert "content-length" not in again.headers
        assert again.headers["access-control-allow-origin"] == "*"
        assert client.head("/oai?a=1", headers={"if-none-match": known}).status_code == 304
    for other in ('"other"', etag.strip('"'), ""):
        assert client.get("/oai?a=1", headers={"if-none-match": other}).status_code == 200


def test_an_error_has_no_tag_and_is_not_remembered(client: TestClient, echo: Echo) -> None:
    for status in (400, 404):
        for _ in range(2):
            answer = client.get(f"/dts/document?status={status}", headers={"if-none-match": "*"})
            assert answer.status_code == status
            assert "etag" not in answer.headers
    assert len(echo.asked) == 4


def test_the_head_of_an_answer_is_that_of_the_answer(client: TestClient) -> None:
    whole, head = client.get("/dts/?size=9"), client.head("/dts/?size=9")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("x-gzip", True),
        ("*", True),
        ("*;q=0, br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("identity", False),
        ("", False),
    ],
)
def test_it_is_compressed_for_whom_it_may_be(client: TestClient, given: str, expected: bool) -> None:
    assert accepts_gzip(given.encode()) is expected
    answer = client.get("/dts/?size=5000", headers={"accept-encoding": given})
    assert answer.headers.get("content-encoding") == ("gzip" if expected else None)
    plain = client.get("/dts/?size=5000", headers={"accept-encoding": "identity"})
    assert answer.content == plain.content
    assert (answer.headers["etag"] == plain.headers["etag"]) is not expected
    etag = {"if-none-match": answer.headers["etag"], "accept-encoding": given}
    assert client.get("/dts/?size=5000", headers=etag).status_code == 304
    assert "content-encoding" not in client.get("/dts/", headers={"accept-encoding": given}).headers


def test_what_is_compressed_is_the_same_each_time(echo: Echo) -> None:
    sent = []
    for _ in range(2):
        with served(echo).stream("GET", "/dts/?size=5000", headers={"accept-encoding": "gzip"}) as answer:
            sent.append(b"".join(answer.iter_raw()))
            assert answer.headers["content-length"] == str(len(sent[-1]))
    assert sent[0] == sent[1]
    assert gzip.decompress(sent[0]).endswith(b".....")


def test_an_answer_is_made_once_until_there_is_another_version(client: TestClient, echo: Echo) -> None:
    first = client.get("/dts/?size=5")
    assert client.get("/dts/?size=5").headers == first.headers
    assert len(echo.asked) == 1
    echo.version = object()
    assert client.get("/dts/?size=5").status_code == 200
    assert len(echo.asked) == 2


def test_what_changes_while_it_is_asked_is_asked_again(client: TestClient, echo: Echo) -> None:
    def change() -> None:
        echo.version = object()

    echo.before = change
    client.get("/dts/")
    echo.before = lambda: None
    client.get("/dts/")
    client.get("/dts/")
    assert len(echo.asked) == 2


def test_only_so_much_is_remembered(echo: Echo) -> None:
    client = served(echo, room=100_000)
    plain = {"accept-encoding": "identity"}
    for size in (50_000, 50_000):
        client.get(f"/dts/?size={size}", headers=plain)
    assert len(echo.asked) == 2
    for number in (*range(20), 19, 0):
        client.get(f"/dts/?size=9000&n={number}", headers=plain)
    assert len(echo.asked) == 2 + 21


def test_a_form_asks_as_a_query_does(client: TestClient, echo: Echo) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    answer = client.post("/oai?b=2", content=b"a=%C3%A9", headers={**kind, "if-none-match": "*"})
    assert answer.status_code == 200
    assert echo.asked == [(OAI, [("b", "2"), ("a", "é")])]
    assert client.post("/oai", content=b"a=1", headers={"content-type": "text/xml"}).status_code == 415
    assert client.post("/oai", content=b"a" * 70_000, headers=kind).status_code == 413
    assert client.post("/oai", content=b"a" * 10_000, headers=kind).status_code == 414
    assert len(echo.asked) == 1


def test_a_form_that_does_not_end(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "SECONDS", 0.01)
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": OAI,
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")],
    }

    async def receive() -> Any:
        await anyio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    anyio.run(client.app, scope, receive, send)
    assert sent[0]["status"] == 408


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("a=" + "b" * 8_000, 414),
        ("&".join(f"a{n}" for n in range(33)), 400),
        ("a=%00", 400),
        ("a=%0d%0aSet-Cookie:%20x", 400),
        ("%1b=a", 400),
        ("a=%ff", 400),
        ("a=%C3", 400),
        ("a=%ED%A0%80", 400),
        ("a=%EF%BF%BE", 400),
        ("a=%", 400),
        ("a=%zz", 400),
        ("a=%u0041", 400),
        ("a=%2", 400),
        ("&&=&", 200),
        ("=", 200),
    ],
)
def test_what_is_no_query_is_not_asked(client: TestClient, echo: Echo, query: str, status: int) -> None:
    assert client.get(f"/dts/?{query}").status_code == status
    assert len(echo.asked) == (status == 200)
    oai = client.get(f"/oai?{query}")
    if len(query) > 100:
        assert oai.status_code == status
    else:
        assert oai.status_code == 200
        assert all(ord(each) >= 32 for pair in echo.asked[-1][1] for part in pair for each in part)


@pytest.mark.parametrize("link", ["a\r\nSet-Cookie: b=c", "a\nb", "a\rb", "é", "a\tb", "\x7f", "\u2028"])
def test_no_header_field_is_slipped_in(client: TestClient, link: str) -> None:
    answer = client.get("/dts/document", params={"link": quote(link)})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert answer.headers["link"].isascii()
    assert answer.headers["link"].isprintable()


@pytest.fixture
def held(echo: Echo) -> Iterator[Event]:
    event = Event()
    echo.before = lambda: event.wait(30) and None
    yield event
    event.set()


def test_what_takes_too_long_is_given_up(echo: Echo, held: Event) -> None:
    client = served(echo, workers=Workers(1, 1, 0.05))
    for _ in range(3):
        answer = client.get("/dts/")
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
    assert echo.asked == []
    held.set()


def test_only_so_much_waits(echo: Echo, held: Event) -> None:
    client = served(echo, workers=Workers(1, 0, 0.05))
    assert client.get("/dts/").status_code == 503
    assert client.get("/dts/collection").status_code == 503
    held.set()
    end = monotonic() + 30
    while client.get("/dts/navigation").status_code == 503:
        assert monotonic() < end


def test_what_fails_leaves_room_for_others(echo: Echo) -> None:
    client = served(echo, workers=Workers(1, 0))
    for _ in range(3):
        with pytest.raises(ValueError, match="invalid literal"):
            client.get("/dts/?size=x")
