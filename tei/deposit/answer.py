"""What a service answers: a value, so that the same answer can be sent by a server and written as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus

JSON_LD = "application/ld+json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request: status (RFC 9110), body, media type, and further header fields."""

    body: bytes
    media: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def problem(status: int, detail: str, *headers: tuple[str, str]) -> Answer:
    """The answer to a request that is not fulfilled: its status and why, as a problem in JSON (RFC 9457)."""
    said = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Answer(json.dumps(said).encode("utf-8"), PROBLEM, status, headers)
