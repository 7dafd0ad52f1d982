"""What is wrong with the links of a folder of pages: all that lead nowhere, and ids that are there twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import etree, html

ABROAD = ("http", "https", "mailto")
"""The only schemes that a page may have; where these lead is not looked at."""

_ADDRESSES = ("href", "src", "poster", "data", "action", "cite", "xlink:href", "{http://www.w3.org/1999/xlink}href")
_IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "for", "headers", "list")
_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")


@dataclass(frozen=True)
class Sheet:
    """What is known of one page: its ids, as often as they are there, and all that points somewhere."""

    ids: Counter[str]
    addresses: frozenset[str]
    pointers: frozenset[str]


def faults(site: Path, *, base: str = "") -> list[str]:
    """One line for each fault of the site; addresses that begin with `base` are addresses in the site."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    sheets = {name: _read(site / name) for name in sorted(files) if name.endswith((".html", ".xhtml", ".svg"))}
    styles = {name: _URL.findall((site / name).read_text("utf-8")) for name in sorted(files) if name.endswith(".css")}
    found = [f"{name}: {fault}" for name, sheet in sheets.items() for fault in _of(sheet)]
    everywhere: dict[str, Iterable[str]] = {
        **{name: sorted(sheet.addresses) for name, sheet in sheets.items()},
        **styles,
    }
    for name, addresses in everywhere.items():
        for address in addresses:
            if fault := _nowhere(name, address.strip(), base, files, sheets):
                found.append(f"{name}: {address} {fault}")
    return found


def _of(sheet: Sheet) -> Iterator[str]:
    yield from (f"id {id!r} is there {number} times" for id, number in sheet.ids.items() if number > 1)
    yield from (f"id {id!r} is pointed to and not there" for id in sorted(sheet.pointers) if id not in sheet.ids)


def _nowhere(name: str, address: str, base: str, files: set[str], sheets: dict[str, Sheet]) -> str:
    """Why an address on a page leads nowhere; "" where it leads somewhere."""
    inside = bool(base) and address.startswith(base)
    parts = urlsplit(address.removeprefix(base) if inside else address)
    if parts.scheme:
        return "" if parts.scheme in ABROAD else "has a scheme that no page may have"
    if parts.netloc or parts.path.startswith("/"):
        return "is not relative"
    around = PurePosixPath() if inside else PurePosixPath(name).parent
    path = unquote(parts.path)
    target = normpath(str(around / path)) if path else ("index.html" if inside else name)
    if target not in files:
        return "leads to no file"
    fragment = unquote(parts.fragment)
    if fragment and target in sheets and fragment not in sheets[target].ids:
        return f"leads to nothing in {target}"
    return ""


def _is_carried(element: etree._Element, address: str) -> bool:
    """Whether an address is itself what it leads to: a picture, or a file to save, which no browser opens in place."""
    return address.startswith("data:") and (element.get("download") is not None or element.tag in ("img", "image"))


def _read(path: Path) -> Sheet:
    data = path.read_bytes()
    root = (
        etree.fromstring(data) if path.suffix in (".svg", ".xhtml") else html.document_fromstring(data.decode("utf-8"))
    )
    ids: list[str] = []
    addresses: set[str] = set()
    pointers: set[str] = set()
    for element in root.iter("*"):
        for key, value in element.items():
            if key == "id":
                ids.append(value)
            elif key in _ADDRESSES and not _is_carried(element, value):
                addresses.add(value)
            elif key == "srcset":
                addresses.update(each.split()[0] for each in value.split(",") if each.strip())
            elif key in _IDS:
                pointers.update(value.split())
            elif "url(" in value:
                addresses.update(_URL.findall(value))
        if element.tag == "style":
            addresses.update(_URL.findall(element.text or ""))
    return Sheet(Counter(ids), frozenset(addresses), frozenset(pointers))
