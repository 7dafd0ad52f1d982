"""The REST API of an InvenioRDM: requests with a token, made again where that may help, and never to anybody else."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from tei.core.address import is_loopback
from tei.core.diagnostic import refusal

SANDBOX = "https://sandbox.zenodo.org/api"
"""Where everything can be tried, and nothing is for ever."""

TOKENS = {"zenodo.org": "ZENODO_TOKEN", "sandbox.zenodo.org": "ZENODO_TOKEN"}
"""The variable of the environment that has the token for a host; for all others it is INVENIO_TOKEN."""

PAUSE = 60.0
"""So many seconds a connection may say nothing."""

TRIES = 5
"""So often something is asked."""

LONGEST_WAIT = 90.0
"""So many seconds are waited before something is asked again, even if the repository wants more."""

_LARGEST_ANSWER = 20_000_000
_FORM = re.compile(r"(?:https|http)://[^\s/?#@\"<>\\^`{|}]+(?:/[^\s?#@\"<>\\^`{|}]*)?")
_UNDONE = frozenset({429, 503})
"""With these nothing was done, so that anything may be asked again."""
_PASSING = _UNDONE | {500, 502, 504}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class Failed(Exception):
    """That a request was not answered as it should be: with which status (0 for none), and what was said."""

    def __init__(self, status: int, said: str, *, passing: bool = False) -> None:
        super().__init__(said)
        self.status = status
        self.said = said
        self.passing = passing


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: what has the token must not go where somebody else says."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        """None: the redirection is the answer."""


@dataclass(frozen=True)
class Api:
    """The API of a repository at an address such as https://zenodo.org/api, for whom a token stands."""

    address: str
    token: str = field(repr=False)
    wait: Callable[[float], None] = field(default=time.sleep, repr=False)

    @classmethod
    def of(cls, address: str, environment: Mapping[str, str]) -> Api:
        """The API at an address, with the token that the environment has for it.

        Raises Refused: P863 without a token, P864 for an address that no token may be sent to.
        """
        checked = secure(address)
        name = TOKENS.get(urlsplit(checked).hostname or "", "INVENIO_TOKEN")
        token = environment.get(name, "").strip()
        if not token:
            site = checked.removesuffix("/api")
            remedy = f"make one at {site}/account/settings/applications (scope deposit:write) and set {name}"
            raise refusal("P863", f"there is no token for {checked}: {name} is not set", remedy)
        if not token.isascii() or not token.isprintable() or " " in token:
            raise refusal("P863", f"what {name} has is no token", "copy the token, and nothing else, into it")
        return cls(checked, token)

    def ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """What is answered to a request, as JSON; `body` is sent as JSON, that of a file (Path) as it is.

        What fails for a while is asked again, after as long as the repository wants; what is posted only where it is
        sure that nothing was done. Raises Failed.
        """
        tried = 1
        while True:
            try:
                return self._ask(method, path, body)
            except _Passing as passing:
                if tried == TRIES or not (passing.undone or method != "POST"):
                    raise Failed(passing.status, passing.said, passing=True) from None
                self.wait(min(2.0**tried if passing.after is None else passing.after, LONGEST_WAIT))
            tried += 1

    def _ask(self, method: str, path: str, body: object) -> dict[str, Any]:
        try:
            with self._open(method, path, body) as answer:
                data = answer.read(_LARGEST_ANSWER)
        except HTTPError as error:
            with error:
                said = self._said(error)
            if error.code in _PASSING:
                raise _Passing(error.code, said, error.code in _UNDONE, _after(error.headers)) from None
            raise Failed(error.code, said) from None
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise _Passing(0, _plain(str(reason)) or "the connection broke off") from None
        try:
            found = json.loads(data) if data else {}
        except ValueError:
            raise Failed(200, "the answer is no JSON: is this the address of an API of InvenioRDM?") from None
        return found if isinstance(found, dict) else {}

    def _open(self, method: str, path: str, body: object) -> IO[bytes]:
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json", "User-Agent": "tei"}
        opener = urllib.request.build_opener(_Straight)
        if self.address.startswith("http:"):
            # What is on this computer is not asked for through another.
            opener = urllib.request.build_opener(_Straight, urllib.request.ProxyHandler({}))
        if not isinstance(body, Path):
            data = None if body is None else json.dumps(body).encode("utf-8")
            headers |= {} if body is None else {"Content-Type": "application/json"}
            return _opened(opener, urllib.request.Request(self.address + path, data, headers, method=method))
        headers |= {"Content-Type": "application/octet-stream", "Content-Length": str(body.stat().st_size)}
        with body.open("rb") as file:
            return _opened(opener, urllib.request.Request(self.address + path, file, headers, method=method))

    def _said(self, error: HTTPError) -> str:
        """What an answer says that is not as it should be; never the token, should it be repeated there."""
        if 300 <= error.code < 400:
            to = _plain(str(error.headers.get("Location", "")))
            return f"it leads on to {to or 'nowhere'}: give the address of the API itself with --api"
        try:
            found = json.loads(error.read(_LARGEST_ANSWER))
        except (ValueError, OSError, HTTPException):
            found = {}
        said = told(found) if isinstance(found, dict) else []
        message = _plain(str(found.get("message", ""))) if isinstance(found, dict) else ""
        words = "; ".join(filter(None, (message, *said))) or _plain(str(error.reason))
        return f"{error.code} {words}".replace(self.token, "…")


class _Passing(Exception):
    """That a request failed, but need not fail again; whether it is sure that nothing was done, when to come back."""

    def __init__(self, status: int, said: str, undone: bool = False, after: float | None = None) -> None:
        super().__init__(said)
        self.status, self.said, self.undone, self.after = status, said, undone, after


def secure(address: str) -> str:
    """The address of an API without a slash at its end.

    Raises Refused (P864) for one that is not of https; http is for this computer only.
    """
    remedy = "write it as https://zenodo.org/api"
    if not _FORM.fullmatch(address):
        raise refusal("P864", f"{address!r} is no address of an API", remedy)
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise refusal("P864", f"{address!r} is no address of an API", remedy) from None
    if parts.scheme == "http" and not is_loopback(host):
        message = f"{address} has no encryption: a token is sent by https only"
        raise refusal("P864", message, f"write it as https{address[4:]}")
    return address.rstrip("/")


def told(answer: Mapping[str, Any]) -> list[str]:
    """What InvenioRDM finds wrong in a record, each as the name of the field and what is said of it."""
    found: list[str] = []
    errors = answer.get("errors")
    for each in errors if isinstance(errors, list) else ():
        if isinstance(each, dict):
            messages = each.get("messages")
            said = ", ".join(map(str, messages)) if isinstance(messages, list) else str(messages or "")
            found.append(_plain(f"{each.get('field', '')}: {said}"))
    return found


def _opened(opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> IO[bytes]:
    answer: IO[bytes] = opener.open(request, timeout=PAUSE)
    return answer


def _plain(text: str) -> str:
    """Words of somebody else without what a terminal might obey, and not too many of them."""
    return _UNPRINTABLE.sub(" ", text).strip()[:2000]


def _after(headers: Any) -> float | None:
    """In how many seconds to come back (RFC 9110, section 10.2.3); None where it is not said."""
    said = str(headers.get("Retry-After", "")).strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
