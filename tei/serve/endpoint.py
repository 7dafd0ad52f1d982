"""The endpoints of the services: a request judged, an answer made in a thread, or remembered."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from tei.deposit.answer import Answer, problem
from tei.serve.memory import Memory
from tei.serve.packed import Packed, accepts_gzip, pack
from tei.serve.services import DTS, OAI, Parameters, Services
from tei.serve.workers import Busy, Workers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

QUERY = 8_000
"""So many bytes a query may have."""

BODY = 64_000
"""So many bytes the body of a request may have."""

SECONDS = 10.0
"""For so long the body of a request is waited for."""

_PARAMETERS = 32
_FORM = "application/x-www-form-urlencoded"
_READING = ("GET", "HEAD", "OPTIONS")
_UNREADABLE = "\ufffd"
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_TEXT = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Controls, and what XML does not allow (XML 1.0, section 2.2): no name has them."""


class Unfit(Exception):
    """Raised for a request that no service is asked; it carries the answer."""

    def __init__(self, status: int, detail: str, *headers: tuple[str, str]) -> None:
        super().__init__(detail)
        self.answer = problem(status, detail, *headers)


def endpoints(services: Services, workers: Workers | None = None, memory: Memory | None = None) -> dict[str, ASGIApp]:
    """Applications that answer for DTS and OAI-PMH, by their paths; they share threads and memory.

    A path is the same with a slash at its end and without: people write addresses by hand.
    """
    shared = services, workers or Workers(), memory or Memory()
    found = {**{path: Endpoint(path, *shared) for path in DTS}, OAI: Endpoint(OAI, *shared, forms=True)}
    return {f"{path.rstrip('/')}{end}": asked for path, asked in found.items() for end in ("", "/")}


class Endpoint:
    """One endpoint, which is only read, by anybody who may ask, and by pages of any site.

    With `forms`, parameters may come as a form in the body, too, and one that is no text is left to the service, as
    OAI-PMH asks (sections 3.1.1 and 3.6); without, it is answered with 400, as DTS does.
    """

    def __init__(self, path: str, services: Services, workers: Workers, memory: Memory, *, forms: bool = False) -> None:
        self._path = path
        self._services = services
        self._workers = workers
        self._memory = memory
        self._forms = forms
        self._methods = (*_READING, *(("POST",) if forms else ()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        compressed, known = False, b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                compressed = accepts_gzip(value)
            elif name == b"if-none-match":
                known = value
        method = scope["method"]
        try:
            if method in ("GET", "HEAD"):
                packed = await self._answer(scope["query_string"], compressed)
            elif method == "OPTIONS":
                packed = pack(self._preflight())
            elif method in self._methods:
                packed, known = await self._answer(await _form(scope, receive), compressed), b""
            else:
                raise Unfit(405, "This is only to be read.", ("Allow", ", ".join(self._methods)))
        except Unfit as unfit:
            packed = pack(unfit.answer)
        await packed.send(send, known=known, bodiless=method == "HEAD")

    async def _answer(self, query: bytes, compressed: bool) -> Packed:
        version, key = self._services.version, (self._path, query, compressed)
        if remembered := self._memory.get(version, key):
            return remembered
        parameters = self._parameters(query)

        def made() -> tuple[object, Packed]:
            of, answer = self._services.answer(self._path, parameters)
            return of, pack(answer, compressed=compressed)

        try:
            of, packed = await self._workers.run(made)
        except (Busy, TimeoutError):
            raise Unfit(503, "There is too much to do; ask again soon.", ("Retry-After", "5")) from None
        if packed.etag:
            self._memory.keep(of, key, packed)
        return packed

    def _parameters(self, query: bytes) -> Parameters:
        """The parameters of a query; a character that is none stands there as U+FFFD."""
        if len(query) > QUERY:
            raise Unfit(414, f"A query has up to {QUERY} bytes.")
        given = query.decode("ascii", "replace")
        try:
            pairs = parse_qsl(_BROKEN.sub(_UNREADABLE, given), keep_blank_values=True, max_num_fields=_PARAMETERS)
        except ValueError:
            raise Unfit(400, f"A query has up to {_PARAMETERS} parameters.") from None
        pairs = [(_NO_TEXT.sub(_UNREADABLE, name), _NO_TEXT.sub(_UNREADABLE, value)) for name, value in pairs]
        if not self._forms and any(_UNREADABLE in part for pair in pairs for part in pair):
            raise Unfit(400, "A parameter is UTF-8, escaped as in addresses, without control characters.")
        return pairs

    def _preflight(self) -> Answer:
        """What a page of another site may ask (Fetch, section 3.3)."""
        methods = ", ".join(self._methods)
        fields = {
            "Allow": methods,
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
        return Answer(b"", "text/plain; charset=utf-8", 204, tuple(fields.items()))


async def _form(scope: Scope, receive: Receive) -> bytes:
    """The form in the body of a request, as characters of a query (OAI-PMH, section 3.1.1.2)."""
    headers: Mapping[bytes, bytes] = dict(scope["headers"])
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().decode("latin-1").casefold()
    if kind != _FORM:
        raise Unfit(415, f"A request by POST is {_FORM}.")
    try:
        async with asyncio.timeout(SECONDS):
            body = await _body(receive)
    except TimeoutError:
        raise Unfit(408, "The request did not come to its end.") from None
    return b"&".join(filter(None, (scope["query_string"], body)))


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY:
            raise Unfit(413, f"The body of a request has up to {BODY} bytes.", ("Connection", "close"))
    return body
