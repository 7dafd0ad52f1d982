"""What a site answers, and to whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from workshop import Workshop

from tei.serve.application import application
from tei.serve.guard import host_of
from tei.serve.live import Live

SECRET = "not for everybody"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    made = Workshop(tmp_path_factory.mktemp("served"))
    made.take("d38.xml", "odd.xml")
    made.make()
    (made.folder / "secret.txt").write_text(SECRET, "utf-8")
    (made.site / ".hidden").mkdir()
    (made.site / ".hidden" / "page.html").write_text(SECRET, "utf-8")
    (made.site / "out.html").symlink_to(made.folder / "secret.txt")
    (made.site / "out").symlink_to(made.folder)
    (made.site / "inside.json").symlink_to(made.site / ".tei-build.json")
    return made


def client(app: object, host: str = "127.0.0.1:8000") -> TestClient:
    return TestClient(app, base_url=f"http://{host}")  # type: ignore[arg-type]


@pytest.fixture(params=["live", "plain"])
def browser(request: pytest.FixtureRequest, workshop: Workshop) -> TestClient:
    live = Live(workshop.builder) if request.param == "live" else None
    return client(application(workshop.site, live=live))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/d38.html", "text/html; charset=utf-8"),
        ("/assets/edition.css", "text/css; charset=utf-8"),
        ("/assets/edition.js", "text/javascript; charset=utf-8"),
        ("/tei/d38.xml", "application/xml"),
    ],
)
def test_files_have_their_types(browser: TestClient, address: str, kind: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ("sandbox" in answer.headers["content-security-policy"]) == (kind in ("application/xml",) or "css" in kind)
    again = browser.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get(address, headers={"if-none-match": '"other"'}).status_code == 200
    head = browser.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]


@pytest.mark.parametrize(
    "address",
    [
        "/.tei-build.json",
        "/./.tei-build.json",
        "/%2etei-build.json",
        "/assets/../.tei-build.json",
        "/assets/%2e%2e/.tei-build.json",
        "/.hidden/page.html",
        "/inside.json",
        "/out.html",
        "/out/secret.txt",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/....//secret.txt",
        "/assets/..%2f..%2f..%2fsecret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd",
        "/secret.txt%00.html",
        "/" + "a" * 5000 + ".html",
        "/-/../secret.txt",
        "/-/%2e%2e/live.py",
        "/-/..%2flive.py",
        "/nothing.html",
        "/assets",
        "/assets/",
    ],
)
def test_nothing_else_can_be_reached(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404, answer.text
    assert SECRET not in answer.text
    assert "root:" not in answer.text
    assert "import" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(browser: TestClient, method: str) -> None:
    for address in ("/", "/d38.html", "/tei/d38.xml", "/new.html"):
        answer = browser.request(method, address)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("LOCALHOST:9", 200),
        ("localhost.:9", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("192.0.2.1", 421),
        ("[2001:db8::1]", 421),
        ("", 421),
    ],
)
def test_it_is_asked_under_its_own_names(workshop: Workshop, host: str, status: int) -> None:
    browser = client(application(workshop.site))
    assert browser.get("/d38.html", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [("192.0.2.1:8000", 200), ("[2001:db8::1]:8000", 200), ("press.example", 200), ("evil.example", 421)],
)
def test_others_may_ask_under_a_number(workshop: Workshop, host: str, status: int) -> None:
    browser = client(application(workshop.site, hosts=("press.example",), numbers=True))
    assert browser.get("/d38.html", headers={"host": host}).status_code == status


def test_the_name_of_a_host_is_without_its_port() -> None:
    assert [host_of(each) for each in ("a:1", " A ", "[::1]:2", "a.")] == ["a", "a", "::1", "a"]


def test_more_routes_go_first(workshop: Workshop) -> None:
    async def collections(request: Request) -> Response:
        return PlainTextResponse(request.method)

    app = application(
        workshop.site, routes=[Route("/d38.html", collections, methods=["POST"]), Route("/x", collections)]
    )
    assert client(app).post("/d38.html").text == "POST"
    assert client(app).get("/x").text == "GET"
    assert client(app).get("/odd.html").status_code == 200


def test_the_server_has_files_of_its_own(workshop: Workshop) -> None:
    live = client(application(workshop.site, live=Live(workshop.builder)))
    assert live.get("/-/serve.js").headers["content-type"].startswith("text/javascript")
    assert live.get("/-/serve.css").status_code == 200
    assert live.head("/-/events").headers["content-type"].startswith("text/event-stream")
    plain = client(application(workshop.site))
    assert plain.get("/-/serve.js").status_code == 404
    assert "/serve.js" not in plain.get("/d38.html").text


def test_what_is_shown_is_told_once_it_changes(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.take("d38.xml")
    workshop.make()
    browser = client(application(workshop.site, live=Live(workshop.builder)))
    first = browser.get("/d38.html")
    waiting = browser.get("/d39.html")
    assert waiting.status_code == 404
    assert 'data-page="d39.html" data-version=""' in waiting.text
    workshop.take("d39.xml")
    workshop.edit("d38.xml", "Telegram", "Telegramm")
    workshop.make()
    second = browser.get("/d38.html", headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]
    assert browser.get("/d39.html").status_code == 200
    version = first.headers["etag"].strip('"')
    news = browser.get("/-/events", params={"page": "d38.html", "version": version})
    assert "event: reload" in news.text
    assert news.headers["cache-control"] == "no-store"
