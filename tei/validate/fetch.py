"""Schemas fetched over the network, with all that they refer to, to be at hand later without it."""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag
from xml.parsers import expat

from tei.core import fetched
from tei.core.address import joined
from tei.core.diagnostic import Refused, refusal
from tei.core.files import write
from tei.core.namespaces import XML
from tei.core.stream import Stored

LARGEST = 40_000_000
"""So many bytes a schema may have."""

MOST = 500
"""So many files a schema may be in."""

LONGEST = 120.0
"""So many seconds a file may take."""

_PAUSE = 20.0
_BLOCK = 1 << 16

_REFERRING = {"href": ("include", "externalRef"), "schemaLocation": ("include", "import", "redefine", "override")}
_LITERAL = r"(?:\"([^\"]*)\"|'([^']*)')"
_IN_COMPACT = re.compile(rf"^[^#\n]*?\b(?:include|external)\s+{_LITERAL}", re.M)
_IN_DTD = re.compile(rf"<!ENTITY\s+%\s+[^\s\"']+\s+(?:SYSTEM|PUBLIC\s+(?:\"[^\"]*\"|'[^']*'))\s+{_LITERAL}")
_IN_JSON = re.compile(r"\"\$ref\"\s*:\s*\"([^\"#]+)")
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html\b)", re.I)


def fetch(address: str) -> Iterator[tuple[str, Path]]:
    """Fetch a schema and what it refers to, over https, and keep it; yields each address with the file that has it.

    What is kept already is fetched anew. Raises Refused: P304 for what is not fetched, P108 where it cannot be kept.
    """
    waiting = [_secure(address)]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if len(seen) > MOST:
            raise _not_fetched(address, f"it refers to more than {MOST} files")
        kept = fetched.place(current)
        if kept is None:
            raise _not_fetched(current, "there is no place to keep it", "set TEI_CACHE to a folder")
        data = _bytes(current)
        references = list(_references(current, Stored(current, data).text))
        write(kept, data)
        yield current, kept
        waiting += [_secure(joined(current, reference)) for reference in references if reference]


def _secure(address: str) -> str:
    """The address without its fragment, by https. Raises Refused (P304) for what is no address of the web."""
    address = urldefrag(address.strip()).url
    if address.lower().startswith("http://"):
        address = "https://" + address[7:]
    if not address.lower().startswith("https://"):
        raise _not_fetched(address, "only addresses that begin with https:// are fetched")
    return address


class _OnlySecure(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to an address without encryption."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """The request that follows, for an https address."""
        if not newurl.lower().startswith("https://"):
            raise HTTPError(req.full_url, code, f"it leads on to {newurl}, which is not https", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(address: str) -> IO[bytes]:
    """A connection to an https address."""
    request = urllib.request.Request(address, headers={"User-Agent": "tei", "Accept-Encoding": "identity"})
    answer: IO[bytes] = urllib.request.build_opener(_OnlySecure).open(request, timeout=_PAUSE)
    return answer


def _bytes(address: str) -> bytes:
    end = time.monotonic() + LONGEST
    data = bytearray()
    try:
        with _open(address) as answer:
            while block := answer.read(_BLOCK):
                data += block
                if len(data) > LARGEST:
                    raise _not_fetched(address, f"it has more than {LARGEST // 1_000_000} million bytes")
                if time.monotonic() > end:
                    raise _not_fetched(address, f"it takes more than {LONGEST:.0f} seconds", "try again later")
    except HTTPError as error:
        raise _not_fetched(address, f"the answer is {error.code} {error.reason}") from None
    except URLError as error:
        raise _not_fetched(address, str(error.reason), "look at the connection, or try again later") from None
    except (OSError, HTTPException, ValueError) as error:
        raise _not_fetched(address, str(error) or "the connection broke off", "try again later") from None
    return bytes(data)


def _references(address: str, text: str) -> Iterator[str]:
    """What a schema refers to. Raises Refused (P304) if it is none."""
    if _PAGE.match(text):
        raise _not_fetched(address, "what is there is a page to be read, no schema")
    path = address.partition("?")[0].lower()
    if path.endswith((".rnc", ".dtd", ".ent", ".mod")):
        form = _IN_COMPACT if path.endswith(".rnc") else _IN_DTD
        yield from (found[1] or found[2] for found in form.finditer(text))
        return
    if path.endswith(".json"):
        yield from (reference for reference in _IN_JSON.findall(text) if "://" not in reference)
        return
    found: list[str] = []
    bases = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        bases.append(joined(bases[-1], attributes.get(f"{XML}}}base", "")))
        for attribute, names in _REFERRING.items():
            if local in names and attribute in attributes:
                found.append(joined(bases[-1], attributes[attribute]))

    parser = expat.ParserCreate("utf-8", "}")
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: bases.pop()
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise _not_fetched(address, f"what is there is not well-formed XML: {error}") from None
    yield from found


def _not_fetched(address: str, reason: str, cure: str = "check the address") -> Refused:
    return refusal("P304", f"{address} was not fetched: {reason}", cure)
