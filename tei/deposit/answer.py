"""What a service answers: a value, so that the same answer can be sent by a server and written as a file."""

from __future__ import annotations

from dataclasses import dataclass

JSON_LD = "application/ld+json"
XML = "application/xml"
TEI_XML = "application/tei+xml"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request: status (RFC 9110), body, media type, and further header fields."""

    body: bytes
    media: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
