"""An answer of a service as it goes over the wire: header fields, an entity tag, compressed where that is asked for."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from tei.deposit.answer import Answer
from tei.serve.guard import FILES

if TYPE_CHECKING:
    from starlette.types import Message, Send

Fields = tuple[tuple[bytes, bytes], ...]

SMALL = 1_000
"""A body of less bytes is not compressed: a packet of the network holds it as it is."""

_SHARED: Fields = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link"),
    (b"cache-control", b"no-cache"),
    (b"content-security-policy", FILES.encode("ascii")),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"same-origin"),
    (b"vary", b"accept-encoding"),
    (b"x-content-type-options", b"nosniff"),
)
"""What every answer says: whoever may ask may read it, from a page of any site, but nothing in it is run."""

_OUTSIDE = re.compile(r"[^\x20-\x7e]+")
_QUALITY = re.compile(r"q=0(?:\.0*)?")


@dataclass(frozen=True, slots=True)
class Packed:
    """An answer ready to be sent; `etag` is that of exactly this body, b"" for an answer that is no success."""

    body: bytes
    etag: bytes
    start: Message = field(repr=False)
    unchanged: Message = field(repr=False)

    async def send(self, send: Send, *, known: bytes = b"", bodiless: bool = False) -> None:
        """Send it: that there is nothing new for one who has one of the `known` entity tags, without its body for HEAD.

        See RFC 9110, sections 9.3.2 and 13.1.2.
        """
        if known and self.etag and _is_among(self.etag, known):
            await send(self.unchanged)
            bodiless = True
        else:
            await send(self.start)
        await send({"type": "http.response.body", "body": b"" if bodiless else self.body})


def pack(answer: Answer, *, compressed: bool = False) -> Packed:
    """The answer ready to be sent, `compressed` by gzip (RFC 1952) where that makes it shorter.

    A header field has no line end and nothing else that is not printable: what is not ASCII is escaped as in addresses.
    """
    own = tuple((name.lower().encode("ascii"), _printable(value).encode("ascii")) for name, value in answer.headers)
    body, etag = answer.body, b""
    coding: Fields = ()
    if answer.status == 200:
        etag = b'"%s"' % sha256(body).hexdigest()[:32].encode("ascii")
    if compressed and len(body) >= SMALL and len(shorter := gzip.compress(body, 6, mtime=0)) < len(body):
        # The same text in another coding is another representation (RFC 9110, section 8.8.3.3).
        body, coding, etag = shorter, ((b"content-encoding", b"gzip"),), etag and b'%s-gzip"' % etag[:-1]
    tagged: Fields = ((b"etag", etag),) if etag else ()
    described: Fields = (
        (b"content-type", _printable(answer.media).encode("ascii")),
        (b"content-length", b"%d" % len(body)),
        *coding,
    )
    return Packed(
        body,
        etag,
        {"type": "http.response.start", "status": answer.status, "headers": [*described, *tagged, *own, *_SHARED]},
        {"type": "http.response.start", "status": 304, "headers": [*tagged, *own, *_SHARED]},
    )


@lru_cache(maxsize=64)
def accepts_gzip(given: bytes) -> bool:
    """Whether what Accept-Encoding says allows gzip (RFC 9110, section 12.5.3)."""
    any_other = False
    for each in given.decode("latin-1").casefold().split(","):
        coding, _, quality = each.replace(" ", "").replace("\t", "").partition(";")
        allowed = not _QUALITY.fullmatch(quality)
        if coding in ("gzip", "x-gzip"):
            return allowed
        any_other = any_other or (coding == "*" and allowed)
    return any_other


def _is_among(etag: bytes, known: bytes) -> bool:
    tags = (each.strip().removeprefix(b"W/") for each in known.split(b","))
    return any(tag in (etag, b"*") for tag in tags)


def _printable(value: str) -> str:
    return _OUTSIDE.sub(lambda found: quote(found[0], errors="replace"), value)
