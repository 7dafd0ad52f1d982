"""Addresses of files and of what is elsewhere (RFC 3986), and the paths that they stand for."""

from __future__ import annotations

import os
import re
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

# One letter before the colon is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")

_MEANINGFUL = "!#$%&'()*+,/:;=?@[]"
"""What stands for itself in an address (RFC 3986, section 2.2), or begins what is written by its number."""


def is_address(name: str) -> bool:
    """Whether this is an absolute address and not a path."""
    return _SCHEME.match(name) is not None


def address_of(path: str) -> str:
    """The `file:` address of a path; an address is its own."""
    return path if is_address(path) else Path(os.path.abspath(path)).as_uri()


def path_of(address: str) -> str | None:
    """The path of a `file:` address; None for an address that is no file of this computer."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    path = unquote(parts.path)
    return path[1:] if re.match(r"/[A-Za-z]:", path) else path


def joined(base: str, reference: str) -> str:
    """A reference made absolute by the address of the file that it stands in (RFC 3986, section 5).

    What addresses have not, such as spaces and letters with accents, is written by its numbers (RFC 3987, section 3.1).
    """
    try:
        return urljoin(base, quote(reference.strip(), safe=_MEANINGFUL))
    except ValueError:
        return reference


def is_loopback(host: str) -> bool:
    """Whether this host is the machine itself, and only it reaches what is there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
