"""A repository to be harvested: its texts, what it answers, and a server for clients that others wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

from fragments import whole
from kits import TEXT
from lxml import etree
from volumes import document

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.deposit import Collection, collect
from tei.deposit.answer import Answer
from tei.deposit.oai import Repository
from tei.deposit.oai.conformance import faults
from tei.deposit.oai.protocol import OAI

BASE = "https://example.org/edition/oai"
NS = f"{{{OAI}}}"
Dated = tuple[str, str, str]


def text(name: str, changed: str) -> Dated:
    """A single text."""
    return f"{name}.xml", TEXT.format(name), changed


def volume(name: str, changed: str, documents: int) -> Dated:
    """A volume of several documents."""
    numbered = (document(number, f"Paragraph {number}.") for number in range(1, documents + 1))
    return f"{name}.xml", whole(f"<body>{''.join(numbered)}</body>"), changed


TEXTS = (
    text("b", "2026-01-01T00:00:00Z"),
    volume("v1", "2026-02-03T10:00:00Z", 7),
    text("a", "2026-02-03T23:59:59Z"),
    volume("v2", "2026-03-01T12:30:00Z", 4),
)


def collection(*texts: Dated, url: str = "https://example.org/edition/", email: str = "e@example.org") -> Collection:
    """The collection of these texts."""
    editions = [(Edition.decode(xml.encode(), name), changed) for name, xml, changed in texts or TEXTS]
    return collect(editions, Profile.load("plain"), Authority(), title="An edition", url=url, email=email)


def repository(*texts: Dated, page: int = 3) -> Repository:
    """The repository of these texts, with lists of so many items."""
    return Repository(collection(*texts), BASE, page=page)


def read(answer: Answer) -> etree._Element:
    """The root of an answer that is as OAI-PMH has it."""
    # Texts of one list may share ids.
    root = etree.fromstring(answer.body, etree.XMLParser(collect_ids=False))
    assert list(faults(root)) == []
    return root


def ask(repository: Repository, **arguments: str) -> etree._Element:
    """What a repository answers to these arguments; one that is a word of Python has `_` behind it."""
    return read(repository.answer([(name.rstrip("_"), value) for name, value in arguments.items()]))


def codes(root: etree._Element) -> list[str]:
    """The errors in an answer."""
    return [error.get("code", "") for error in root.iterfind(f"{NS}error")]


def identifiers(root: etree._Element) -> list[str]:
    """The identifiers in an answer, without what all have in common."""
    found = (each.findtext(f"{NS}identifier", "") for each in root.iter(f"{NS}header"))
    return [each.removeprefix("oai:example.org:") for each in found]


def token_of(root: etree._Element) -> str:
    """The token in an answer, "" if there is none."""
    return next((each.text or "" for each in root.iter(f"{NS}resumptionToken")), "")


def harvest(repository: Repository, verb: str, **arguments: str) -> Iterator[etree._Element]:
    """The pieces of a list."""
    piece = ask(repository, verb=verb, **arguments)
    yield piece
    while token := token_of(piece):
        piece = ask(repository, verb=verb, resumptionToken=token)
        yield piece


@contextmanager
def serving(answer: Callable[[Sequence[tuple[str, str]]], Answer]) -> Iterator[str]:
    """The address of a server that gives these answers."""

    class Handler(BaseHTTPRequestHandler):
        def get(self) -> None:
            self._answer(urlsplit(self.path).query)

        def post(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, query: str) -> None:
            given = answer(parse_qsl(query, keep_blank_values=True))
            self.send_response(given.status)
            self.send_header("Content-Type", f"{given.media}; charset=utf-8")
            self.send_header("Content-Length", str(len(given.body)))
            self.end_headers()
            self.wfile.write(given.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    # The names that the library looks for are not those of our style.
    for method in ("get", "post"):
        setattr(Handler, f"do_{method.upper()}", getattr(Handler, method))
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/oai"
        finally:
            server.shutdown()
            thread.join()
