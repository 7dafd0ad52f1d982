"""A site is searched in a real browser: from the disk and from a server, with pagefind and without."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from chromium import Browser

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build
from tei.site.search import pagefind

HOLM = '<persName ref="#p_H1">Captain Holm</persName>'
LUND = '<persName ref="#p_L1">Mrs. Lund</persName>'
TEXTS = {
    1: f"<p>{HOLM} asked the harbour for a berth. He had herring.</p>",
    2: f"<p>Nothing was heard of {LUND}.</p><p>The harbour has herring in barrels, and {HOLM} his berth.</p>",
    3: "<p>The words &lt;img src=x onerror=alert(1)&gt; were written on the wall of the harbour.</p>",
}


def document(number: int) -> str:
    kind = "Telegram" if number % 2 else "Letter"
    body = TEXTS.get(number, "<p>The harbour was closed.</p>")
    return (
        f'<div type="document" n="{number}" xml:id="d{number}"><head>{number}. {kind} of the Office</head>'
        f"<opener><dateline><placeName>{'Bergen' if number % 3 else 'Oslo'}</placeName>, "
        f'<date when="{1931 if number % 2 else 1932}-05-01">May 1</date></dateline></opener>{body}</div>'
    )


def volume() -> Edition:
    persons = "".join(
        f'<person xml:id="{id}"><persName>{name}</persName></person>'
        for id, name in (("p_H1", "Holm, Captain"), ("p_L1", "Lund, Mrs."))
    )
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Harbours</title>'
        "</titleStmt><publicationStmt><p>For tests.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc>"
        f"</fileDesc></teiHeader><standOff><listPerson>{persons}</listPerson></standOff><text><body>"
        f"{''.join(map(document, range(1, 27)))}</body></text></TEI>"
    )
    return Edition.decode(xml.encode(), "harbours.xml")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, *_: object) -> None:
        # A browser asks for an icon that nobody has promised.
        super().send_error(code) if self.path != "/favicon.ico" else self.send_response(204) or self.end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_site_is_searched_from_the_disk(browser: Browser, tmp_path: Path) -> None:
    build([volume()], tmp_path, Profile.load("frus"))
    page = (tmp_path / "search.html").as_uri()
    assert "searched: 0 findings" in browser.run("searching.mjs", "builtin", page)


def test_a_site_is_searched_on_a_server(browser: Browser, tmp_path: Path) -> None:
    if not pagefind.installed():
        pytest.skip("needs pagefind")
    build([volume()], tmp_path, Profile.load("frus"), search="pagefind")
    with served(tmp_path) as address:
        assert "searched: 0 findings" in browser.run("searching.mjs", "pagefind", f"{address}search.html")
